// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/traffic_csv.h"

#include <algorithm>
#include <optional>

#include "models/describe/scan.h"
#include "models/describe/units.h"

namespace headroom::models {

namespace {

constexpr Text kLineRemedy =
    HEADROOM_TEXT("traffic",
                  "Write a time and a rate a line, as 60,1200: seconds, and events per "
                  "second.");

std::string_view unquoted(std::string_view cell) {
    cell = trimmed(cell);
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') {
        cell = trimmed(cell.substr(1, cell.size() - 2));
    }
    return cell;
}

std::optional<std::int64_t> timeOf(std::string_view text) {
    constexpr double kLatest = 4e9;  // seconds: Unix time of our days, too
    if (const auto seconds = parseNumber(text)) {
        if (*seconds > kLatest) return std::nullopt;
        return engine::Duration::fromSeconds(*seconds).ns();
    }
    if (const auto time = parseDuration(text)) return time->ns();
    return std::nullopt;
}

std::optional<double> rateOf(std::string_view text) {
    constexpr double kHighest = 1e9;
    std::optional<double> rate;
    if (const auto number = parseNumber(text)) rate = *number;
    if (const auto withUnit = parseRate(text)) rate = withUnit->perSecond;
    if (rate && *rate > kHighest) rate.reset();
    return rate;
}

}  // namespace

TrafficReading readTraffic(std::string_view csv, const std::string& file) {
    TrafficReading result;
    std::uint32_t number = 0;
    bool isFirst = true;
    const auto report = [&](Diagnostic diagnostic) {
        diagnostic.place.file = file;
        diagnostic.place.line = number;
        diagnostic.place.column = number > 0 ? 1 : 0;
        result.diagnostics.add(std::move(diagnostic));
    };
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // as spreadsheets write it
    if (csv.starts_with(kByteOrderMark)) csv.remove_prefix(kByteOrderMark.size());
    std::int64_t first = 0;
    while (!csv.empty()) {
        ++number;
        const auto end = csv.find('\n');
        const std::string_view line = trimmed(csv.substr(0, end));
        csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
        if (line.empty() || line.front() == '#') continue;
        const auto at = line.find_first_of(",;\t");
        const std::string_view timeText = unquoted(line.substr(0, at));
        const std::string_view rateText =
            at == std::string_view::npos
                ? std::string_view()
                : unquoted(line.substr(at + 1, line.find_first_of(",;\t", at + 1) - at - 1));
        const auto time = timeOf(timeText);
        const auto rate = rateOf(rateText);
        const bool isHeader = isFirst && !time && !rate;
        isFirst = false;
        if (isHeader) continue;
        if (!time || !rate) {
            report(problem("traffic.value", HEADROOM_TEXT("traffic", "\"%1\" is no time and rate."),
                           kLineRemedy, {std::string(line.substr(0, 80))}));
            continue;
        }
        if (result.points.empty()) first = *time;
        const std::int64_t since = *time - first;
        if (!result.points.empty() && since <= result.points.back().ns) {
            report(problem("traffic.order",
                           HEADROOM_TEXT("traffic", "\"%1\" is not after the line before."),
                           HEADROOM_TEXT("traffic", "Sort the lines by time; each time once."),
                           {std::string(timeText)}));
            continue;
        }
        result.points.push_back({since, *rate});
    }
    number = 0;
    const bool hasRate = std::ranges::any_of(
        result.points, [](const TrafficPoint& point) { return point.perSecond > 0; });
    if (!result.diagnostics.hasErrors() && (result.points.size() < 2 || !hasRate)) {
        report(problem("traffic.empty",
                       HEADROOM_TEXT("traffic",
                                     "There are not two lines in it with a rate above "
                                     "zero among them."),
                       kLineRemedy, {}));
    }
    if (result.diagnostics.hasErrors()) result.points.clear();
    return result;
}

}  // namespace headroom::models
