// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/measured_csv.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "models/describe/decimal.h"
#include "models/describe/scan.h"
#include "models/describe/units.h"
#include "models/workload/text_file.h"

namespace headroom::models {

namespace {

using engine::Duration;

constexpr std::size_t kMostCsvBytes = std::size_t{1} << 20;

enum Column { Rps, Cpu, P50, P95, kColumns };
constexpr std::array<std::string_view, kColumns> kColumnNames = {"rps", "cpu", "p50", "p95"};

std::vector<std::string_view> cellsOf(std::string_view line) {
    const char separator = line.find(',') != std::string_view::npos   ? ','
                           : line.find(';') != std::string_view::npos ? ';'
                                                                      : '\t';
    std::vector<std::string_view> cells;
    for (;;) {
        const auto at = line.find(separator);
        std::string_view cell = trimmed(line.substr(0, at));
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') {
            cell = trimmed(cell.substr(1, cell.size() - 2));
        }
        cells.push_back(cell);
        if (at == std::string_view::npos) return cells;
        line.remove_prefix(at + 1);
    }
}

/// "CPU %" and "p50_ms" are cpu and p50.
std::optional<Column> columnNamed(std::string_view cell) {
    std::string name;
    for (const char c : cell) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if ((lower < 'a' || lower > 'z') && (lower < '0' || lower > '9')) break;
        name += lower;
    }
    const auto found = std::ranges::find(kColumnNames, name);
    if (found == kColumnNames.end()) return std::nullopt;
    return static_cast<Column>(found - kColumnNames.begin());
}

class LoadReader {
  public:
    LoadReader(std::string_view csv, const std::string& file) : rest_(csv), file_(file) {}

    MeasuredReading read() {
        bool isFirst = true;
        while (nextLine()) {
            if (line_.empty() || line_.front() == '#') continue;
            const auto cells = cellsOf(line_);
            if (std::exchange(isFirst, false)) {
                if (!scanDecimal(cells.front())) {
                    if (!header(cells)) break;
                    continue;
                }
                for (std::size_t i = 0; i < kColumns; ++i)
                    place_[i] = i;
            }
            load(cells);
        }
        if (!result_.diagnostics.hasErrors()) checkWhole();
        if (result_.diagnostics.hasErrors()) result_.loads.clear();
        return std::move(result_);
    }

  private:
    bool nextLine() {
        if (rest_.empty()) return false;
        ++number_;
        const auto end = rest_.find('\n');
        line_ = trimmed(rest_.substr(0, end));
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        return true;
    }
    void report(Diagnostic diagnostic) {
        diagnostic.place.file = file_;
        diagnostic.place.line = number_;
        diagnostic.place.column = number_ > 0 ? 1 : 0;
        result_.diagnostics.add(std::move(diagnostic));
    }
    bool header(const std::vector<std::string_view>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (const auto column = columnNamed(cells[i])) place_[*column] = i;
        }
        for (const Column needed : {Rps, Cpu}) {
            if (place_[needed]) continue;
            report(problem("measured.csv-columns",
                           HEADROOM_TEXT("measurement", "There is no column \"%1\"."),
                           HEADROOM_TEXT("measurement",
                                         "Name the columns in the first line: rps,cpu %,p50,p95."),
                           {std::string(kColumnNames[needed])}));
        }
        return !result_.diagnostics.hasErrors();
    }
    void load(const std::vector<std::string_view>& cells) {
        const auto cell = [&](Column column) -> std::string_view {
            return place_[column] && *place_[column] < cells.size() ? cells[*place_[column]] : "";
        };
        MeasuredLoad load;
        const bool good = rate(cell(Rps), load.rps) && busy(cell(Cpu), load.busy) &&
                          latency(cell(P50), load.p50) && latency(cell(P95), load.p95);
        if (good && load.p50 && load.p95 && *load.p95 < *load.p50) {
            report(problem("measured.csv-order", HEADROOM_TEXT("measurement", "p95 is below p50."),
                           HEADROOM_TEXT("measurement", "Are the two columns swapped?"), {}));
        }
        if (good) result_.loads.push_back(load);
    }
    bool refuse(const char* column, std::string_view text, Text remedy) {
        report(problem("measured.csv-value",
                       HEADROOM_TEXT("measurement", "\"%2\" is no value of %1."), remedy,
                       {column, std::string(text)}));
        return false;
    }
    bool rate(std::string_view text, double& into) {
        auto value = parseNumber(text);
        if (!value) {
            if (const auto withUnit = parseRate(text)) value = withUnit->perSecond;
        }
        if (!value) {
            return refuse("rps", text,
                          HEADROOM_TEXT("measurement", "Write requests per second, as 800."));
        }
        into = *value;
        return true;
    }
    bool busy(std::string_view text, double& into) {
        const auto scanned = scanDecimal(text);
        const auto unit = scanned ? trimmed(text.substr(scanned->length)) : text;
        if (!scanned || !(unit.empty() || unit == "%")) {
            return refuse("cpu", text, HEADROOM_TEXT("measurement", "Write percent, as 35."));
        }
        into = scanned->value.toDouble(-2);
        if (into <= 1) return true;
        report(problem("measured.over-full",
                       HEADROOM_TEXT("measurement", "Cores cannot be %1 % busy."),
                       HEADROOM_TEXT("measurement",
                                     "Write the mean over the cores, at most 100 %: where a tool "
                                     "adds the cores up, divide by their number."),
                       {numberText(into * 100)}));
        return false;
    }
    bool latency(std::string_view text, std::optional<Duration>& into) {
        if (text.empty()) return true;
        auto value = parseDuration(text);
        if (!value) value = parseDuration(std::string(text) + " ms");
        if (!value) {
            return refuse("p50 and p95", text,
                          HEADROOM_TEXT("measurement", "Write milliseconds, as 12.5."));
        }
        into = *value;
        return true;
    }
    void checkWhole() {
        number_ = 0;
        if (std::ranges::any_of(result_.loads, [](const MeasuredLoad& l) { return l.rps > 0; })) {
            return;
        }
        report(problem("measured.csv-empty",
                       HEADROOM_TEXT("measurement", "No load above zero is in it."),
                       HEADROOM_TEXT("measurement",
                                     "Write a line a load, as 800,35,12,40: rps, cpu %, p50, p95."),
                       {}));
    }

    std::string_view rest_;
    const std::string& file_;
    std::string_view line_;
    std::uint32_t number_ = 0;
    std::array<std::optional<std::size_t>, kColumns> place_;
    MeasuredReading result_;
};

}  // namespace

MeasuredReading readMeasuredLoads(std::string_view csv, const std::string& file) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // as spreadsheets write it
    if (csv.starts_with(kByteOrderMark)) csv.remove_prefix(kByteOrderMark.size());
    return LoadReader(csv, file).read();
}

DemandFit fitDemand(const std::vector<MeasuredLoad>& loads, double cores) {
    const double n = static_cast<double>(loads.size());
    double meanX = 0;
    double meanY = 0;
    for (const auto& load : loads) {
        meanX += load.rps / n;
        meanY += cores * load.busy / n;
    }
    // About the mean, so that large rates cancel nothing.
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double rawXx = 0;
    double rawXy = 0;
    for (const auto& load : loads) {
        const double x = load.rps;
        const double y = cores * load.busy;
        xx += (x - meanX) * (x - meanX);
        xy += (x - meanX) * (y - meanY);
        yy += (y - meanY) * (y - meanY);
        rawXx += x * x;
        rawXy += x * y;
    }
    DemandFit fit;
    const bool severalRates = xx > 1e-12 * rawXx;
    fit.seconds = severalRates ? xy / xx : rawXy / rawXx;
    fit.backgroundCores = severalRates ? meanY - fit.seconds * meanX : 0;
    if (fit.backgroundCores < 0) {
        fit.seconds = rawXy / rawXx;
        fit.backgroundCores = 0;
    }
    double residual = 0;
    for (const auto& load : loads) {
        const double off = cores * load.busy - fit.backgroundCores - fit.seconds * load.rps;
        residual += off * off;
    }
    fit.r2 = yy > 0 ? 1 - residual / yy : 1;
    return fit;
}

bool resolveDemand(DistributionSpec& demand, const std::string& directory,
                   Diagnostics& diagnostics) {
    if (!demand.origin || demand.origin->file.empty()) return true;
    const std::string& name = demand.origin->file;
    const std::string path = (std::filesystem::path(directory) / name).string();
    const auto csv = readTextFile(path, kMostCsvBytes, diagnostics);
    if (!csv) return false;
    const MeasuredReading reading = readMeasuredLoads(*csv, path);
    diagnostics.add(reading.diagnostics);
    if (reading.diagnostics.hasErrors()) return false;
    const DemandFit fit = fitDemand(reading.loads, static_cast<double>(demand.origin->cores));
    if (!(fit.seconds >= 1e-9 && fit.seconds <= 86'400)) {
        auto flat = problem("measured.no-slope",
                            HEADROOM_TEXT("measurement",
                                          "\"%2\": the cores do not become busier with the rate: a "
                                          "request would take %1 s of one core."),
                            HEADROOM_TEXT("measurement", "Measure under several loads."),
                            {numberText(fit.seconds), path});
        flat.place.file = path;
        diagnostics.add(std::move(flat));
        return false;
    }
    demand.first = Duration::fromNanoseconds(fit.seconds * 1e9);
    return true;
}

}  // namespace headroom::models
