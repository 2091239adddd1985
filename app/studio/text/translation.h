// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "models/describe/diagnostic.h"
#include "models/describe/metric.h"
#include "models/describe/text.h"

namespace headroom::app {

/// What the models say, in the language of the window.
QString translated(const models::Text& text);
QString translated(const models::Sentence& sentence);
/// Problem and remedy of a diagnostic, without its place.
QString translated(const models::Diagnostic& diagnostic);
/// A title as it stands within a sentence: "cores"; German nouns keep their capital.
QString inSentence(const QString& title);
/// "503 unavailable"; what is no status of HTTP in words.
QString statusText(int status);
/// "CPU", "Memory", ...
QString resourceTitle(models::Resource resource);

}  // namespace headroom::app
