// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/format/token_walker.h"

#include <string>

#include "models/describe/scan.h"

namespace headroom::models {

namespace {

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::string_view kEndsWord = " \t\r\n,:[]{}\"";

}  // namespace

void TokenWalker::advance() {
    const char c = text_[at_++];
    if (c == '\n') {
        ++position_.line;
        position_.column = 1;
    } else if (at_ >= text_.size() || (text_[at_] & 0xC0) != 0x80) {
        ++position_.column;  // the next byte begins a character
    }
}

void TokenWalker::skipToToken() {
    commas_ = 0;
    colon_ = false;
    for (; at_ < text_.size(); advance()) {
        const char c = text_[at_];
        if (c == ',')
            ++commas_;
        else if (c == ':')
            colon_ = true;
        else if (kBlank.find(c) == std::string_view::npos)
            break;
    }
}

void TokenWalker::skipString() {
    advance();
    while (at_ < text_.size() && text_[at_] != '"') {
        if (text_[at_] == '\\') advance();
        if (at_ < text_.size()) advance();
    }
    if (at_ < text_.size()) advance();
}

std::string_view TokenWalker::word() const {
    const auto end = text_.find_first_of(kEndsWord, at_);
    return text_.substr(at_, end == std::string_view::npos ? end : end - at_);
}

TextPosition TokenWalker::next() {
    skipToToken();
    const TextPosition start = position_;
    if (at_ >= text_.size()) return start;
    ++tokens_;
    lastToken_ = text_[at_];
    if (lastToken_ == '"') {
        skipString();
    } else if (std::string_view("[]{}").find(lastToken_) != std::string_view::npos) {
        advance();
    } else {
        lastWord_ = word();
        lastWordPosition_ = start;
        for (std::size_t left = lastWord_.size(); left > 0; --left)
            advance();
    }
    return start;
}

TokenWalker::Failure TokenWalker::stringFailure() {
    const TextPosition start = position_;
    advance();
    for (; at_ < text_.size() && text_[at_] != '"'; advance()) {
        if (static_cast<unsigned char>(text_[at_]) < 0x20) {
            return {problem("json.string",
                            HEADROOM_TEXT("json", "A text in quotes does not end on its line."),
                            HEADROOM_TEXT("json",
                                          "Close it with \", or write \\n for a new line "
                                          "and \\t for a tab."),
                            {}),
                    start};
        }
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) advance();
    }
    if (at_ >= text_.size()) {
        return {problem("json.truncated", HEADROOM_TEXT("json", "The file ends inside a text."),
                        HEADROOM_TEXT("json", "Was it saved or copied completely?"), {}),
                start};
    }
    return {problem("json.string",
                    HEADROOM_TEXT("json",
                                  "A text in quotes holds a \\ sequence JSON does not "
                                  "know."),
                    HEADROOM_TEXT("json", "Write \\\\ for a backslash."), {}),
            start};
}

TokenWalker::Failure TokenWalker::numberFailure() {
    skipToToken();
    return {problem("json.number-range", HEADROOM_TEXT("json", "%1 is too large for a number."),
                    HEADROOM_TEXT("json", "Write a number below 1e308."), {std::string(word())}),
            position_};
}

TokenWalker::Failure TokenWalker::failure(bool atTop) {
    const TextPosition afterLast = position_;
    skipToToken();
    const TextPosition position = position_;
    const auto result = [&](const char* code, Text text, Text remedy) {
        return Failure{problem(code, text, remedy, {std::string(word().substr(0, 40))}), position};
    };
    // The parser takes "02" for two numbers, the walker for one.
    const std::string_view digits = lastWord_.substr(lastWord_.starts_with('-') ? 1 : 0);
    if (digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9') {
        return {
            problem("json.syntax", HEADROOM_TEXT("json", "%1 begins with a zero too many."),
                    HEADROOM_TEXT("json", "Write numbers as 12 or 0.5."), {std::string(lastWord_)}),
            lastWordPosition_};
    }
    if (at_ >= text_.size()) {
        if (tokens_ == 0) {
            return result("json.empty", HEADROOM_TEXT("json", "There is nothing in it."),
                          HEADROOM_TEXT("json", "A design begins with { \"headroom\": 1, ..."));
        }
        if (!atTop) {
            return result("json.truncated",
                          HEADROOM_TEXT("json", "The file ends before everything is closed."),
                          HEADROOM_TEXT("json", "Was it saved or copied completely?"));
        }
    }
    const std::string_view rest = text_.substr(at_);
    const char c = rest.empty() ? '\0' : rest.front();
    if (rest.starts_with("//") || rest.starts_with("/*") || c == '#') {
        return result("json.comment", HEADROOM_TEXT("json", "JSON has no comments."),
                      HEADROOM_TEXT("json", "Leave it out."));
    }
    if (atTop && tokens_ > 0) {
        return {result("json.extra", HEADROOM_TEXT("json", "There is more after the end."),
                       HEADROOM_TEXT("json",
                                     "A file holds one design: leave the rest out, or look "
                                     "for a bracket closed too early."))
                    .diagnostic,
                rest.empty() ? afterLast : position};
    }
    if ((c == ']' || c == '}') && commas_ > 0) {
        return result("json.trailing-comma",
                      HEADROOM_TEXT("json", "There is a comma with nothing after it."),
                      HEADROOM_TEXT("json", "Leave out the comma before this bracket."));
    }
    if (c == '"' && commas_ == 0 && !colon_ && tokens_ > 0 && lastToken_ != '[' &&
        lastToken_ != '{') {
        return result("json.missing-comma",
                      HEADROOM_TEXT("json", "Something is missing before it."),
                      HEADROOM_TEXT("json",
                                    "Write a comma between two values, a colon between a "
                                    "key and its value."));
    }
    if (c == '"') return stringFailure();
    if (c == '\'') {
        return result("json.quotes", HEADROOM_TEXT("json", "Text in JSON stands in double quotes."),
                      HEADROOM_TEXT("json", "Write \" instead of '."));
    }
    const std::string_view bare = word();
    if (bare == "NaN" || bare == "nan" || bare == "Infinity" || bare == "-Infinity" ||
        bare == "inf" || bare == "-inf") {
        return result("json.number-range", HEADROOM_TEXT("json", "%1 is no number in JSON."),
                      HEADROOM_TEXT("json", "Write a finite number."));
    }
    if (at_ + bare.size() >= text_.size() && tokens_ > 0 && !bare.empty()) {
        return result("json.truncated",
                      HEADROOM_TEXT("json", "The file ends before everything is closed."),
                      HEADROOM_TEXT("json", "Was it saved or copied completely?"));
    }
    if (bare.empty()) {
        auto bracket = result("json.syntax", HEADROOM_TEXT("json", "%1 does not belong here."),
                              HEADROOM_TEXT("json",
                                            "Look for a bracket, comma or quote that is "
                                            "missing just before it."));
        bracket.diagnostic.arguments = {std::string(1, c)};
        return bracket;
    }
    return result("json.syntax", HEADROOM_TEXT("json", "%1 does not belong here."),
                  HEADROOM_TEXT("json", "Text stands in double quotes; numbers as 12 or 0.5."));
}

}  // namespace headroom::models
