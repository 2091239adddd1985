// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headroom::tests::tidy {

/// An identifier, a number or one punctuation sign of a C++ source; `::` and `->` count as one
/// sign.
struct Token {
    std::string text;
    int line = 0;  ///< from 1
    bool isWord() const;
};

/// One `#include`.
struct Include {
    std::string target;  ///< what stands between the quotes or the angle brackets
    bool quoted = false;
    int line = 0;  ///< from 1
};

/// The C++ source without comments and without what stands inside of strings and characters, which
/// leave their quotes behind; lines keep their numbers. Raw strings and digit separators are known.
std::string withoutCommentsAndStrings(std::string_view source);

/// The same, but strings stay: for #include lines.
std::string withoutComments(std::string_view source);

std::vector<Token> tokensOf(std::string_view source);
std::vector<Include> includesOf(std::string_view source);

/// Words separated by anything that cannot be part of a CMake name or path; comments are gone and
/// the quotes of quoted arguments with them.
std::vector<Token> cmakeWordsOf(std::string_view source);

std::vector<std::string> linesOf(std::string_view text);

}  // namespace headroom::tests::tidy
