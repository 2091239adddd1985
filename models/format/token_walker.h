// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "models/describe/diagnostic.h"

namespace headroom::models {

struct TextPosition {
    std::uint32_t line = 0;    ///< from 1
    std::uint32_t column = 0;  ///< from 1, in characters
};

/// Walks JSON text token by token beside a SAX parser, which tells events but no places: the n-th
/// event and the n-th token are the same. Commas and colons are no tokens.
/// Cost: O(bytes) in all.
/// Assumptions: next() is called only for tokens the parser has accepted.
class TokenWalker {
  public:
    explicit TokenWalker(std::string_view text) : text_(text) {}

    /// Where the next token begins; goes past it.
    TextPosition next();

    struct Failure {
        Diagnostic diagnostic;  ///< without a place
        TextPosition position;
    };
    /// Why the parser refused what stands next. `atTop`: no array or object is open.
    Failure failure(bool atTop);
    /// The parser found the next token to be a number no double can hold.
    Failure numberFailure();

  private:
    void skipToToken();
    void advance();  ///< one byte
    void skipString();
    std::string_view word() const;
    Failure stringFailure();

    std::string_view text_;
    std::size_t at_ = 0;
    TextPosition position_{1, 1};
    std::size_t tokens_ = 0;
    std::size_t commas_ = 0;  // between the last token and the next
    bool colon_ = false;
    char lastToken_ = '\0';      // its first byte
    std::string_view lastWord_;  // if it was a number or true, false, null
    TextPosition lastWordPosition_;
};

}  // namespace headroom::models
