// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/log_line.h"

#include <algorithm>
#include <charconv>

#include "models/describe/scan.h"

namespace headroom::models {

namespace {

constexpr std::size_t kLongestMethod = 32;
constexpr std::uint64_t kMostReplyBytes = std::uint64_t{1} << 50;  // no single reply is a petabyte

bool isMethod(std::string_view word) {
    // RFC 9110 allows more; whatever a browser or tool sends is made of these.
    return !word.empty() && word.size() <= kLongestMethod && std::ranges::all_of(word, [](char c) {
        return (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

std::optional<std::uint64_t> wholeNumber(std::string_view text) {
    std::uint64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || result.ec != std::errc() || result.ptr != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

LineProblem badStatus() {
    return {"log.status", HEADROOM_TEXT("log", "The status is no number from 100 to 599.")};
}

LineProblem badBytes() {
    return {"log.bytes", HEADROOM_TEXT("log", "The size is neither a number nor \"-\".")};
}

LineProblem badTime() {
    return {"log.time", HEADROOM_TEXT("log", "The time is no date and time.")};
}

LineProblem badRequest() {
    return {"log.request", HEADROOM_TEXT("log", "The request has no method and target.")};
}

std::optional<LineProblem> readNumbers(LogRecord& record, std::string_view status,
                                       std::string_view bytes) {
    const auto code = wholeNumber(status);
    if (!code || *code < 100 || *code > 599) return badStatus();
    record.status = static_cast<int>(*code);
    if (bytes == "-") return std::nullopt;
    const auto count = wholeNumber(bytes);
    if (!count || *count > kMostReplyBytes) return badBytes();
    record.bytes = *count;
    return std::nullopt;
}

/// The quote that ends a text begun before `from`; a backslash hides the one after it.
std::size_t closingQuote(std::string_view text, std::size_t from) {
    for (std::size_t i = from; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i;
    }
    return std::string_view::npos;
}

/// "GET /a b HTTP/1.1": a target may hold blanks if a careless client sent them.
bool readRequest(LogRecord& record, std::string_view request) {
    const auto blank = request.find(' ');
    if (blank == std::string_view::npos) return false;
    record.method = request.substr(0, blank);
    std::string_view target = request.substr(blank + 1);
    const auto last = target.rfind(' ');
    if (last != std::string_view::npos && target.substr(last + 1).starts_with("HTTP/")) {
        target = target.substr(0, last);
    }
    record.target = trimmed(target);
    return isMethod(record.method) && !record.target.empty();
}

}  // namespace

LineResult parseCommonLine(std::string_view line) {
    LogRecord record;
    const auto clientEnd = line.find(' ');
    const auto open = line.find('[');
    if (clientEnd == std::string_view::npos || clientEnd == 0 || open == std::string_view::npos ||
        open < clientEnd) {
        return LineProblem{
            "log.format",
            HEADROOM_TEXT("log", "It does not begin with a client, two names and a [time].")};
    }
    record.client = line.substr(0, clientEnd);
    const auto close = line.find(']', open);
    if (close == std::string_view::npos) return badTime();
    const auto time = parseLogTime(line.substr(open + 1, close - open - 1));
    if (!time) return badTime();
    record.time = *time;

    const auto quote = line.find('"', close);
    const auto endQuote = quote == std::string_view::npos ? quote : closingQuote(line, quote + 1);
    if (endQuote == std::string_view::npos) return badRequest();
    if (!readRequest(record, line.substr(quote + 1, endQuote - quote - 1))) return badRequest();

    std::string_view rest = trimmed(line.substr(endQuote + 1));
    const std::string_view status = rest.substr(0, rest.find(' '));
    rest = trimmed(rest.substr(status.size()));
    if (auto wrong = readNumbers(record, status, rest.substr(0, rest.find(' ')))) return *wrong;
    return record;
}

namespace {

/// Splits one line by RFC 4180, apart from line breaks inside quotes. False: a quote stays open.
bool splitCsv(std::string_view line, std::vector<std::string>& cells) {
    cells.clear();
    cells.emplace_back();
    bool isQuoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"') {
            const bool isDoubled = isQuoted && i + 1 < line.size() && line[i + 1] == '"';
            if (isDoubled)
                cells.back() += line[++i];
            else
                isQuoted = !isQuoted;
        } else if (c == ',' && !isQuoted) {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    return !isQuoted;
}

}  // namespace

std::optional<CsvLines> CsvLines::fromHeader(std::string_view line) {
    static constexpr std::array<std::string_view, kColumns> kNames = {"time",   "client", "method",
                                                                      "target", "status", "bytes"};
    CsvLines result;
    result.place_.fill(-1);
    if (!splitCsv(line, result.cells_)) return std::nullopt;
    for (std::size_t i = 0; i < result.cells_.size(); ++i) {
        std::string name(trimmed(result.cells_[i]));
        std::ranges::transform(name, name.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        const auto column = std::ranges::find(kNames, name);
        if (column == kNames.end()) continue;
        auto& place = result.place_[static_cast<std::size_t>(column - kNames.begin())];
        if (place < 0) place = static_cast<int>(i);
    }
    if (result.place_[kTime] < 0 || result.place_[kTarget] < 0) return std::nullopt;
    return result;
}

LineResult CsvLines::parse(std::string_view line) {
    if (!splitCsv(line, cells_)) {
        return LineProblem{"log.csv", HEADROOM_TEXT("log", "A quote is not closed.")};
    }
    const auto cell = [&](Column column, std::string_view otherwise) {
        const int place = place_[column];
        if (place < 0) return otherwise;
        if (static_cast<std::size_t>(place) >= cells_.size()) return std::string_view();
        return trimmed(cells_[static_cast<std::size_t>(place)]);
    };
    LogRecord record;
    const std::string_view text = cell(kTime, "");
    const auto time =
        text.find('/') != std::string_view::npos ? parseLogTime(text) : parseTimestamp(text);
    if (!time) return badTime();
    record.time = *time;
    record.client = cell(kClient, "-");
    record.method = cell(kMethod, "GET");
    record.target = cell(kTarget, "");
    if (!isMethod(record.method) || record.target.empty()) return badRequest();
    if (auto wrong = readNumbers(record, cell(kStatus, "200"), cell(kBytes, "-"))) return *wrong;
    return record;
}

}  // namespace headroom::models
