// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

namespace headroom::models {

/// A sentence or title as the models know it: never finished, never translated. `english` holds
/// %1, %2, ... for its arguments. The programs look it up by context in their translations; the
/// command line prints the English.
struct Text {
    const char* context = "";
    const char* english = "";

    bool empty() const { return *english == '\0'; }
};

/// The English sentence with its arguments put in; %N without an argument stays as it is.
std::string fill(const Text& text, std::span<const std::string> arguments);

/// Something said about a design or a run: a text and what belongs into it.
struct Sentence {
    Text text;
    std::vector<std::string> arguments;

    bool empty() const { return text.empty(); }
    std::string english() const { return fill(text, arguments); }
};

}  // namespace headroom::models

/// The one marker of translatable text below the programs. It does nothing; lupdate is told of it:
/// `lupdate -tr-function-alias QT_TRANSLATE_NOOP+=HEADROOM_TEXT`.
#define HEADROOM_TEXT(context, text) \
    ::headroom::models::Text {       \
        context, text                \
    }
