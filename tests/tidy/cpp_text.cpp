// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tidy/cpp_text.h"

#include <cctype>

namespace headroom::tests::tidy {
namespace {

bool isWordCharacter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}
bool isDigit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// Copies a source piece by piece; what is skipped leaves its line breaks behind.
class Stripper {
  public:
    Stripper(std::string_view source, bool keepStrings)
        : source_(source), keepStrings_(keepStrings) {
        out_.reserve(source.size());
    }

    std::string run() {
        while (at_ < source_.size()) {
            if (lookingAt("//")) {
                skipLineComment();
            } else if (lookingAt("/*")) {
                skipTo(source_.find("*/", at_ + 2), 2, false);
                out_ += ' ';
            } else if (source_[at_] == '"') {
                skipString();
            } else if (source_[at_] == '\'' && !insideNumber()) {
                skipQuoted('\'');
            } else {
                out_ += source_[at_++];
            }
        }
        return std::move(out_);
    }

  private:
    bool lookingAt(std::string_view text) const { return source_.substr(at_).starts_with(text); }

    // A quote between the digits of 1'000'000 begins no character; one after u8 in u8'a' does.
    bool insideNumber() const {
        std::size_t start = at_;
        while (start > 0 && (isWordCharacter(source_[start - 1]) || source_[start - 1] == '\'')) {
            --start;
        }
        return start < at_ && isDigit(source_[start]);
    }

    void skipLineComment() {
        while (at_ < source_.size() && source_[at_] != '\n') {
            if (source_[at_] == '\\' && at_ + 1 < source_.size() && source_[at_ + 1] == '\n') {
                out_ += '\n';  // a comment goes on after a backslash at the end of its line
                ++at_;
            }
            ++at_;
        }
    }

    void skipString() {
        std::size_t start = at_;
        while (start > 0 && isWordCharacter(source_[start - 1]))
            --start;
        const std::string_view prefix = source_.substr(start, at_ - start);
        if (prefix == "R" || prefix == "LR" || prefix == "uR" || prefix == "UR" ||
            prefix == "u8R") {
            const std::size_t open = source_.find('(', at_);
            if (open == std::string_view::npos) {
                at_ = source_.size();
                return;
            }
            // Appended to, because GCC 12 warns of "x" + std::string() at -O3 without reason.
            std::string close(1, ')');
            close.append(source_.substr(at_ + 1, open - at_ - 1)).append(1, '"');
            out_ += '"';
            skipTo(source_.find(close, open), close.size(), keepStrings_);
            out_ += '"';
        } else {
            skipQuoted('"');
        }
    }

    void skipQuoted(char quote) {
        out_ += quote;
        ++at_;
        while (at_ < source_.size() && source_[at_] != quote && source_[at_] != '\n') {
            if (source_[at_] == '\\' && at_ + 1 < source_.size()) {
                if (source_[at_ + 1] == '\n') out_ += '\n';
                if (keepStrings_) out_ += source_.substr(at_, 2);
                at_ += 2;
            } else {
                if (keepStrings_) out_ += source_[at_];
                ++at_;
            }
        }
        if (at_ < source_.size() && source_[at_] == quote) ++at_;
        out_ += quote;
    }

    void skipTo(std::size_t end, std::size_t length, bool keep) {
        end = end == std::string_view::npos ? source_.size() : end + length;
        for (; at_ < end; ++at_) {
            if (keep || source_[at_] == '\n') out_ += source_[at_];
        }
    }

    std::string_view source_;
    bool keepStrings_;
    std::size_t at_ = 0;
    std::string out_;
};

}  // namespace

bool Token::isWord() const {
    return !text.empty() && isWordCharacter(text[0]) && !isDigit(text[0]);
}

std::string withoutCommentsAndStrings(std::string_view source) {
    return Stripper(source, false).run();
}

std::string withoutComments(std::string_view source) {
    return Stripper(source, true).run();
}

std::vector<Token> tokensOf(std::string_view source) {
    const std::string text = withoutCommentsAndStrings(source);
    std::vector<Token> tokens;
    int line = 1;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '\n') ++line;
        if (std::isspace(static_cast<unsigned char>(c))) {
            ++at;
            continue;
        }
        std::size_t length = 1;
        if (isWordCharacter(c)) {
            const bool number = isDigit(c);
            while (at + length < text.size() &&
                   (isWordCharacter(text[at + length]) || (number && text[at + length] == '\''))) {
                ++length;
            }
        } else if (text.compare(at, 2, "::") == 0 || text.compare(at, 2, "->") == 0) {
            length = 2;
        }
        tokens.push_back({text.substr(at, length), line});
        at += length;
    }
    return tokens;
}

std::vector<Include> includesOf(std::string_view source) {
    std::vector<Include> includes;
    int line = 0;
    for (const std::string& text : linesOf(withoutComments(source))) {
        ++line;
        std::size_t at = text.find_first_not_of(" \t");
        if (at == std::string::npos || text[at] != '#') continue;
        at = text.find_first_not_of(" \t", at + 1);
        if (at == std::string::npos || text.compare(at, 7, "include") != 0) continue;
        at = text.find_first_of("<\"", at);
        if (at == std::string::npos) continue;
        const bool quoted = text[at] == '"';
        const std::size_t end = text.find(quoted ? '"' : '>', at + 1);
        if (end == std::string::npos) continue;
        includes.push_back({text.substr(at + 1, end - at - 1), quoted, line});
    }
    return includes;
}

std::vector<Token> cmakeWordsOf(std::string_view source) {
    std::vector<Token> words;
    int line = 0;
    for (const std::string& text : linesOf(source)) {
        ++line;
        std::string word;
        const auto flush = [&] {
            if (!word.empty()) words.push_back({word, line});
            word.clear();
        };
        bool quoted = false;
        for (const char c : text) {
            if (c == '"') quoted = !quoted;
            if (c == '#' && !quoted) break;
            if (c == '(' || c == ')') {
                flush();
                words.push_back({std::string(1, c), line});
            } else if (std::isspace(static_cast<unsigned char>(c)) || c == '"' || c == ';') {
                flush();
            } else {
                word += c;
            }
        }
        flush();
    }
    return words;
}

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return lines;
}

}  // namespace headroom::tests::tidy
