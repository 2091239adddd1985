// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "models/describe/diagnostic.h"
#include "models/describe/quantity.h"

namespace headroom::models {

/// Reads a phrase word by word. The first problem is kept and ends the reading; what is taken after
/// it is meaningless and never used.
class Phrase {
  public:
    /// The text must outlive the phrase; `remedy` is what every problem says to write instead.
    Phrase(std::string_view text, Text remedy);

    std::string_view whole() const { return whole_; }
    std::string_view rest() const { return rest_; }
    const std::optional<Diagnostic>& failure() const { return failure_; }

    /// Takes the word if it is next.
    bool accept(std::string_view word);
    void expect(std::string_view word);
    /// Takes the character if it is next, whatever follows.
    bool acceptMark(char mark);
    /// Above zero unless `zero`.
    engine::Duration duration(bool zero = false);
    /// As duration(), ended by the mark, which is left, or like any other.
    engine::Duration durationBefore(char mark);
    double number(double minimum, double maximum);
    std::int64_t count(std::int64_t minimum, std::int64_t maximum);
    /// "35 %" or "35%" as 0.35; at most `maximum`.
    double percent(double maximum);
    /// "10k/s", "5 rps" as events per second; at most `maximum`.
    double rate(double maximum);
    /// All that is left, which may be empty.
    std::string_view takeRest();
    void end();

    void misunderstood();
    void refuse(Diagnostic diagnostic);
    void refuseOrder();

  private:
    std::string_view whole_;
    std::string_view rest_;
    Text remedy_;
    std::optional<Diagnostic> failure_;
};

/// "%1" is not understood from "%2" on.
Diagnostic notUnderstood(std::string_view whole, std::string_view from, Text remedy);

}  // namespace headroom::models
