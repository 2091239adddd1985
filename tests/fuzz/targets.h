// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace headroom::tests {

/// What a parser made of an input.
struct Outcome {
    /// The diagnostics' codes and what was read, in short: inputs that end alike are of a kind, and
    /// one of a new kind is worth changing further.
    std::string behaviour;
    /// Something that must hold did not; empty if all is well.
    std::string broken;
};

/// Reads, and checks what was read: written and read again it is the same; a problem has a code, a
/// place within the text, and a message of one line.
Outcome readAsDesign(const std::string& text);
Outcome readAsLog(const std::string& text);
Outcome readAsQuantities(const std::string& text);
Outcome readAsMeasuredLoads(const std::string& text);
Outcome readAsTraffic(const std::string& text);

/// Keys, choices, kinds and units, from the descriptions.
std::vector<std::string> designWords();
std::vector<std::string> quantityWords();
std::vector<std::string> logWords();

}  // namespace headroom::tests
