// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "models/describe/text.h"

namespace headroom::models {

enum class Severity { Warning, Error };

/// Where a problem is. What is not known stays empty or zero.
struct Place {
    std::string file;
    std::uint32_t line = 0;    ///< from 1
    std::uint32_t column = 0;  ///< from 1, in characters, not bytes
    std::string pointer;       ///< JSON pointer (RFC 6901), e.g. "/nodes/2/settings/cores"
    std::string node;          ///< id of the node
    std::string setting;       ///< key of the setting

    bool operator==(const Place&) const = default;
};

/// One problem a person can do something about. `text` and `remedy` share the arguments.
struct Diagnostic {
    const char* code = "";  ///< stable, never translated, e.g. "unit.unknown"
    Severity severity = Severity::Error;
    Place place;
    Text text;    ///< what is wrong
    Text remedy;  ///< what to write instead
    std::vector<std::string> arguments;
};

/// "file:line:col: error: node.setting: text remedy [code] (pointer)", without what is not known.
std::string toText(const Diagnostic& diagnostic);

/// All problems found so far, in the order found. Keeps the first kLimit and counts the rest, so
/// that a hopeless file costs neither memory nor a screen of a million lines.
class Diagnostics {
  public:
    static constexpr std::size_t kLimit = 100;

    void add(Diagnostic diagnostic);
    void add(const Diagnostics& others);

    const std::vector<Diagnostic>& list() const { return list_; }
    std::vector<Diagnostic>& list() { return list_; }
    std::size_t errors() const { return errors_; }      ///< counted, kept or not
    std::size_t warnings() const { return warnings_; }  ///< counted, kept or not
    std::size_t more() const { return errors_ + warnings_ - list_.size(); }
    bool hasErrors() const { return errors_ > 0; }
    bool empty() const { return list_.empty(); }
    /// What is added from now on is only counted.
    bool isFull() const { return list_.size() >= kLimit; }
    bool contains(const char* code) const;

  private:
    std::vector<Diagnostic> list_;
    std::size_t errors_ = 0;
    std::size_t warnings_ = 0;
};

/// One line a problem, then how many more there are.
void print(std::ostream& out, const Diagnostics& diagnostics);

}  // namespace headroom::models
