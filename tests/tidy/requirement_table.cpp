// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tidy/requirement_table.h"

#include <algorithm>
#include <cctype>

#include "tests/tidy/cpp_text.h"

namespace headroom::tests::tidy {
namespace {

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return "";
    return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

/// The cells of a line that begins and ends with "|"; empty if it does not.
std::vector<std::string> cellsOf(const std::string& line) {
    std::vector<std::string> cells;
    const std::string row = trimmed(line);
    if (row.size() < 2 || row.front() != '|' || row.back() != '|') return cells;
    std::string cell;
    for (std::size_t i = 1; i < row.size(); ++i) {
        if (row[i] == '\\' && i + 1 < row.size() && row[i + 1] == '|') {
            cell += '|';
            ++i;
        } else if (row[i] == '|') {
            cells.push_back(trimmed(cell));
            cell.clear();
        } else {
            cell += row[i];
        }
    }
    return cells;
}

std::vector<std::string> quotedIn(const std::string& cell) {
    std::vector<std::string> quoted;
    for (std::size_t at = cell.find('`'); at != std::string::npos; at = cell.find('`', at)) {
        const std::size_t end = cell.find('`', at + 1);
        if (end == std::string::npos) break;
        quoted.push_back(cell.substr(at + 1, end - at - 1));
        at = end + 1;
    }
    return quoted;
}

// A letter or two, then digits: K12.
bool isId(std::string_view id) {
    const auto letter = [](char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; };
    const auto digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
    const auto end = std::find_if_not(id.begin(), id.end(), letter);
    return end != id.begin() && end - id.begin() <= 2 && end != id.end() &&
           std::all_of(end, id.end(), digit);
}

// program.Class
bool isTestName(std::string_view name) {
    const auto word = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    };
    const std::size_t dot = name.find('.');
    if (dot == 0 || dot == std::string_view::npos || dot + 1 == name.size()) return false;
    return std::all_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(dot), word) &&
           std::isupper(static_cast<unsigned char>(name[dot + 1])) != 0 &&
           std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dot) + 1, name.end(), word);
}

}  // namespace

RequirementTable readRequirements(const std::string& path, std::string_view text) {
    RequirementTable table;
    int number = 0;
    for (const std::string& line : linesOf(text)) {
        ++number;
        if (!trimmed(line).starts_with("|")) continue;
        const auto cells = cellsOf(line);
        if (cells.size() != 3) {
            table.findings.push_back({path, number, "not a row of three cells"});
            continue;
        }
        if (cells[0] == "requirement" || cells[0].starts_with("--")) continue;
        const std::size_t colon = cells[0].find(':');
        Requirement row;
        row.id = colon == std::string::npos ? "" : cells[0].substr(0, colon);
        row.text = colon == std::string::npos ? cells[0] : trimmed(cells[0].substr(colon + 1));
        row.shownBy = quotedIn(cells[1]);
        row.state = cells[2];
        row.line = number;
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<Finding> requirementsComplete(const std::string& path, std::string_view text,
                                          const std::set<std::string>& tests,
                                          const SourceTree& tree) {
    const RequirementTable table = readRequirements(path, text);
    std::vector<Finding> findings = table.findings;
    std::set<std::string> ids;
    if (table.rows.empty()) findings.push_back({path, 0, "holds no requirement"});
    for (const Requirement& row : table.rows) {
        const auto say = [&](const std::string& message) {
            findings.push_back({path, row.line, row.id + ": " + message});
        };
        if (!isId(row.id)) say("begins with no id such as K12:");
        if (!ids.insert(row.id).second) say("a second row with this id");
        if (row.text.empty()) say("says nothing");
        if (row.shownBy.empty()) say("names nothing that shows it");
        if (row.state != "open" && row.state != "done") say("state '" + row.state + "'");
        if (row.state != "done") continue;
        for (const std::string& shown : row.shownBy) {
            const std::string command = shown.substr(0, shown.find(' '));
            if (isTestName(shown)) {
                if (tests.count(shown) == 0) say("no such test: " + shown);
            } else if (command.find('/') != std::string::npos && !command.starts_with("build/") &&
                       !tree.contains(command)) {
                say("no such file: " + command);
            }
        }
    }
    return findings;
}

}  // namespace headroom::tests::tidy
