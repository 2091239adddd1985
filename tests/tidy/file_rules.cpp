// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tidy/file_rules.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "tests/tidy/cpp_text.h"

namespace headroom::tests::tidy {
namespace {

bool isProse(std::string_view path) {
    return path.ends_with(".md") || path.ends_with(".txt");
}

}  // namespace

std::vector<Finding> licenceLine(const std::string& path, std::string_view text) {
    if (!isSource(path, text)) return {};
    const auto lines = linesOf(text);
    const std::size_t first = !lines.empty() && lines[0].starts_with("#!") ? 1 : 0;
    const std::string comment = isCpp(path) ? "// " : "# ";
    if (lines.size() > first &&
        lines[first] == comment + "SPDX-License-Identifier: GPL-3.0-or-later") {
        return {};
    }
    return {{path, static_cast<int>(first) + 1, "no SPDX line"}};
}

std::vector<Finding> pragmaOnce(const std::string& path, std::string_view text) {
    if (!isHeader(path)) return {};
    const std::string code = withoutComments(text);
    const std::size_t start = code.find_first_not_of(" \t\r\n");
    if (start != std::string::npos && code.compare(start, 12, "#pragma once") == 0) return {};
    return {{path, 1, "does not begin with #pragma once"}};
}

std::vector<Finding> noLeftovers(const std::string& path, std::string_view text) {
    // Put together here, so that this file does not find itself.
    static const std::vector<std::string> marks = {std::string("TO") + "DO",
                                                   std::string("FIX") + "ME"};
    std::vector<Finding> findings;
    if (!isSource(path, text) && !isProse(path)) return findings;
    int line = 0;
    for (const std::string& content : linesOf(text)) {
        ++line;
        for (const std::string& mark : marks) {
            if (content.find(mark) != std::string::npos) {
                findings.push_back({path, line, "left over: " + mark});
            }
        }
    }
    return findings;
}

std::vector<Finding> sizeRatchet(const SourceTree& tree, const std::string& listPath) {
    std::vector<Finding> findings;
    std::map<std::string, int> listed;
    if (!tree.contains(listPath)) return {{listPath, 0, "is missing"}};
    int number = 0;
    for (const std::string& line : linesOf(tree.files.at(listPath))) {
        ++number;
        if (line.empty() || line[0] == '#') continue;
        const std::size_t space = line.rfind(' ');
        int lines = 0;
        const bool good =
            space != std::string::npos &&
            std::from_chars(line.data() + space + 1, line.data() + line.size(), lines).ec ==
                std::errc() &&
            tree.contains(line.substr(0, space));
        if (good) {
            listed[line.substr(0, space)] = lines;
        } else {
            findings.push_back({listPath, number, "no file of the tree and its lines: " + line});
        }
    }
    for (const auto& [path, text] : tree.files) {
        if (!isSource(path, text)) continue;
        const int lines = static_cast<int>(linesOf(text).size());
        const auto entry = listed.find(path);
        if (entry == listed.end()) {
            if (lines > kMostLines) {
                findings.push_back({path, 0,
                                    std::to_string(lines) + " lines, " +
                                        std::to_string(kMostLines) + " are allowed: split it"});
            }
        } else if (lines <= kMostLines) {
            findings.push_back({path, 0, "fits by now: take it off " + listPath});
        } else if (lines > entry->second) {
            findings.push_back({path, 0,
                                "has grown from " + std::to_string(entry->second) + " to " +
                                    std::to_string(lines) + " lines: exceptions only shrink"});
        } else if (lines < entry->second) {
            findings.push_back(
                {path, 0,
                 "has shrunk to " + std::to_string(lines) + " lines: write that to " + listPath});
        }
    }
    return findings;
}

std::vector<Finding> topLevel(const std::vector<std::string>& names) {
    static const std::set<std::string> allowed = {"CMakeLists.txt", "CMakePresets.json",
                                                  "README.md",      "LICENSE",
                                                  "CHANGELOG.md",   "engine",
                                                  "models",         "app",
                                                  "resources",      "translations",
                                                  "tests"};
    std::vector<Finding> findings;
    for (const std::string& name : names) {
        if (allowed.count(name) == 0) findings.push_back({name, 0, "does not belong at the top"});
    }
    return findings;
}

std::vector<Finding> noEmptyRooms(const SourceTree& tree) {
    std::vector<Finding> findings;
    for (const std::string& name : tree.topLevel) {
        if (tree.contains(name)) continue;
        const bool lived = std::any_of(tree.files.begin(), tree.files.end(), [&](const auto& file) {
            return isBelow(file.first, name) && file.first != name + "/CMakeLists.txt" &&
                   file.first != name + "/README.md";
        });
        if (!lived) findings.push_back({name, 0, "is an empty room"});
    }
    return findings;
}

}  // namespace headroom::tests::tidy
