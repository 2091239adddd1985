// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tidy/cmake_rules.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "tests/tidy/cpp_rules.h"
#include "tests/tidy/cpp_text.h"

namespace headroom::tests::tidy {
namespace {

bool namesQt(const std::string& word) {
    return word == "AUTOMOC" || word == "CMAKE_AUTOMOC" || word.starts_with("qt_") ||
           (word.starts_with("Qt") && word.size() > 2 &&
            (std::isdigit(static_cast<unsigned char>(word[2])) != 0 || word[2] == ':'));
}

/// Whether a demangled symbol is Qt's: a class QWord:: or a function qWord( outside of our own
/// namespaces, or one of their tables.
bool isQtSymbol(std::string_view symbol) {
    for (const std::string_view table : {"vtable for ", "typeinfo for ", "VTT for "}) {
        if (symbol.starts_with(table)) symbol.remove_prefix(table.size());
    }
    if (symbol.starts_with("qt_")) return true;
    if (symbol.size() < 2) return false;
    const bool upper = std::isupper(static_cast<unsigned char>(symbol[1])) != 0;
    return (symbol[0] == 'Q' || symbol[0] == 'q') && upper;
}

}  // namespace

std::vector<Finding> noLinkedQt(const std::string& path, std::string_view text) {
    std::vector<Finding> findings;
    const bool below = isBelow(path, "engine") || isBelow(path, "models");
    if (!isCMake(path) || (!below && path != "CMakeLists.txt")) return findings;
    const auto words = cmakeWordsOf(text);
    bool linking = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i].text;
        if (word == "target_link_libraries" || word == "link_libraries") {
            linking = true;
            i += 2;  // "(" and the target, which may have any name
            continue;
        }
        if (word == ")") linking = false;
        if (namesQt(word)) {
            findings.push_back({path, words[i].line, "Qt below app: " + word});
        } else if (linking && isBelow(path, "engine") && word != "PUBLIC" && word != "PRIVATE" &&
                   word != "INTERFACE" && word != "Headroom::options" &&
                   word != "Headroom::engine") {
            findings.push_back({path, words[i].line, "engine must not link " + word});
        }
    }
    return findings;
}

std::vector<Finding> sourceListsComplete(const SourceTree& tree) {
    std::vector<Finding> findings;
    std::set<std::string> listed;
    for (const auto& [path, text] : tree.files) {
        if (!isCMake(path)) continue;
        const std::filesystem::path folder = folderOf(path);
        const auto words = cmakeWordsOf(text);
        for (std::size_t i = 0; i < words.size(); ++i) {
            std::string word = words[i].text;
            if (word == "aux_source_directory" || word == "GLOB" || word == "GLOB_RECURSE") {
                findings.push_back({path, words[i].line, word + ": sources are listed by name"});
            }
            if (!isCpp(word)) continue;
            const std::string here = "${CMAKE_CURRENT_SOURCE_DIR}/";
            const std::string top = "${CMAKE_SOURCE_DIR}/";
            if (word.starts_with(top)) {
                listed.insert(word.substr(top.size()));
                continue;
            }
            if (word.starts_with(here)) word = word.substr(here.size());
            listed.insert((folder / word).lexically_normal().generic_string());
        }
    }
    for (const auto& [path, text] : tree.files) {
        if (isCpp(path) && !isHeader(path) && listed.count(path) == 0) {
            findings.push_back({path, 0, "stands in no source list"});
        }
    }
    return findings;
}

std::vector<Finding> noForeignSymbols(const std::string& library, std::string_view nmOutput) {
    static const std::set<std::string> refused = [] {
        std::set<std::string> names = {
            "rand",         "srand", "random",        "drand48",      "time",      "clock",
            "gettimeofday", "times", "clock_gettime", "timespec_get", "getrandom", "getentropy"};
        for (const std::string& name : libmNames()) {
            names.insert({name, name + "f", name + "l", "__" + name + "_finite"});
        }
        return names;
    }();
    std::vector<Finding> findings;
    for (const std::string& line : linesOf(nmOutput)) {
        const std::size_t mark = line.find(" U ");
        if (mark == std::string::npos) continue;
        std::string symbol = line.substr(mark + 3);
        // nm writes a symbol's version behind it: log@GLIBC_2.29
        const std::string bare = symbol.substr(0, symbol.find('@'));
        const bool clock = symbol.find("std::chrono::_V2::") != std::string::npos;
        const bool device = symbol.starts_with("std::random_device");
        if (isQtSymbol(symbol) || refused.count(bare) != 0 || clock || device) {
            findings.push_back({library, 0, "links " + symbol});
        }
    }
    return findings;
}

std::set<std::string> registeredTests(const SourceTree& tree) {
    std::set<std::string> tests;
    for (const auto& [path, text] : tree.files) {
        if (!isCMake(path)) continue;
        const auto words = cmakeWordsOf(text);
        for (std::size_t i = 0; i + 3 < words.size(); ++i) {
            // headroom_test(PROGRAM CLASS ...); its definition says function(headroom_test ...).
            if (words[i].text == "headroom_test" && words[i + 1].text == "(") {
                tests.insert(words[i + 2].text + "." + words[i + 3].text);
            }
        }
    }
    return tests;
}

}  // namespace headroom::tests::tidy
