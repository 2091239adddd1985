// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/access_log.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <istream>
#include <unordered_map>

#include "models/describe/scan.h"
#include "models/workload/log_line.h"
#include "models/workload/path_folding.h"

namespace headroom::models {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

/// Lines of a stream, of which no more than `longest` bytes are ever held.
class LineReader {
  public:
    LineReader(std::istream& in, std::size_t longest)
        : in_(in), longest_(longest), buffer_(std::size_t{64} << 10) {}

    bool next() {
        line_.clear();
        isTooLong_ = false;
        bool any = false;
        while (fill()) {
            any = true;
            const char* begin = buffer_.data() + at_;
            const char* end = buffer_.data() + size_;
            const char* newline = std::find(begin, end, '\n');
            append({begin, static_cast<std::size_t>(newline - begin)});
            at_ += static_cast<std::size_t>(newline - begin);
            if (newline != end) {
                ++at_;
                break;
            }
        }
        if (!line_.empty() && line_.back() == '\r') line_.pop_back();
        return any;
    }
    std::string_view line() const { return line_; }
    bool isTooLong() const { return isTooLong_; }

  private:
    bool fill() {
        if (at_ < size_) return true;
        in_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
        size_ = static_cast<std::size_t>(in_.gcount());
        at_ = 0;
        return size_ > 0;
    }
    void append(std::string_view part) {
        const std::size_t room = longest_ - line_.size();
        if (part.size() > room) isTooLong_ = true;
        line_ += part.substr(0, room);
    }

    std::istream& in_;
    std::size_t longest_;
    std::vector<char> buffer_;
    std::size_t at_ = 0;
    std::size_t size_ = 0;
    std::string line_;
    bool isTooLong_ = false;
};

/// Numbers texts in order of appearance.
class Index {
  public:
    std::uint32_t of(std::string_view text) {
        key_ = text;  // one buffer for all lookups: most texts are known already
        const auto [entry, isNew] = numbers_.try_emplace(key_, numbers_.size());
        return static_cast<std::uint32_t>(entry->second);
    }
    std::size_t size() const { return numbers_.size(); }
    std::vector<std::string> texts() const {
        std::vector<std::string> result(numbers_.size());
        for (const auto& [text, number] : numbers_)
            result[number] = text;
        return result;
    }

  private:
    std::unordered_map<std::string, std::size_t> numbers_;
    std::string key_;
};

class LogReader {
  public:
    LogReader(std::istream& in, const std::string& file, const LogLimits& limits)
        : lines_(in, limits.lineBytes), file_(file), limits_(limits) {}

    LogReading read();

  private:
    void readLine(std::string_view line);
    void keep(const LogRecord& record);
    void malformed(std::string_view line, const LineProblem& problem);
    void report(Diagnostic diagnostic, std::uint64_t line, Severity severity = Severity::Error) {
        diagnostic.severity = severity;
        diagnostic.place.file = file_;
        diagnostic.place.line =
            static_cast<std::uint32_t>(std::min<std::uint64_t>(line, 0xFFFFFFFF));
        diagnostic.place.column = line > 0 ? 1 : 0;
        result_.diagnostics.add(std::move(diagnostic));
    }
    void reportMalformed();
    void sortArrivals();
    void nameEndpoints();
    void countObjects();

    LineReader lines_;
    const std::string& file_;
    const LogLimits& limits_;
    LogReading result_;
    AccessLog log_;
    std::optional<CsvLines> csv_;
    std::uint64_t lineNumber_ = 0;
    Index clients_;
    Index targets_;
    Index names_;
    std::string name_;
    bool hasFractions_ = false;
};

void LogReader::malformed(std::string_view line, const LineProblem& why) {
    constexpr std::size_t kExcerpt = 60;
    if (log_.malformed++ >= AccessLog::kShownMalformed) return;
    std::string excerpt(line.substr(0, kExcerpt));
    for (char& c : excerpt) {
        if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7F) c = '?';
    }
    log_.malformedLines.push_back({lineNumber_, why.code, why.reason, std::move(excerpt)});
}

void LogReader::keep(const LogRecord& record) {
    name_ = record.method;
    name_ += ' ';
    name_ += foldPath(record.target);
    hasFractions_ = hasFractions_ || record.time.nanosecond > 0;
    log_.arrivals.push_back({record.time.second * kSecond + record.time.nanosecond,
                             names_.of(name_), targets_.of(record.target),
                             clients_.of(record.client), static_cast<std::uint16_t>(record.status),
                             record.bytes});
    ++log_.status[record.status];
    log_.bytes += record.bytes;
}

void LogReader::readLine(std::string_view line) {
    const bool isFirst = log_.lines == 0;
    ++log_.lines;
    if (lines_.isTooLong()) {
        malformed(line, {"log.long-line", HEADROOM_TEXT("log", "The line is too long.")});
        return;
    }
    LineResult parsed = csv_ ? csv_->parse(line) : parseCommonLine(line);
    if (const auto* record = std::get_if<LogRecord>(&parsed)) {
        keep(*record);
        return;
    }
    if (isFirst && !csv_) {
        csv_ = CsvLines::fromHeader(line);
        if (csv_) {
            log_.lines = 0;
            return;
        }
    }
    malformed(line, std::get<LineProblem>(parsed));
}

LogReading LogReader::read() {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    constexpr std::string_view kGzip = "\x1F\x8B";
    while (lines_.next()) {
        std::string_view line = lines_.line();
        if (++lineNumber_ == 1) {
            if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
            if (line.starts_with(kGzip)) {
                report(problem("log.compressed", HEADROOM_TEXT("log", "The log is compressed."),
                               HEADROOM_TEXT("log", "Unpack it first, with gunzip."), {}),
                       0);
                return std::move(result_);
            }
        }
        if (trimmed(line).empty()) continue;
        if (log_.arrivals.size() >= limits_.requests) {
            report(problem("log.too-many",
                           HEADROOM_TEXT("log", "There are more than %1 requests in it."),
                           HEADROOM_TEXT("log", "Replay a part of it."),
                           {std::to_string(limits_.requests)}),
                   lineNumber_);
            return std::move(result_);
        }
        readLine(line);
    }
    reportMalformed();
    if (log_.arrivals.empty()) {
        report(problem("log.no-requests", HEADROOM_TEXT("log", "There is no request in it."),
                       HEADROOM_TEXT("log",
                                     "Give an access log in Apache Common or Combined, "
                                     "nginx's default format, or CSV with a header that "
                                     "names time and target."),
                       {}),
               0);
        return std::move(result_);
    }
    log_.clients = clients_.size();
    log_.targets = targets_.size();
    sortArrivals();
    nameEndpoints();
    countObjects();
    result_.log = std::move(log_);
    return std::move(result_);
}

void LogReader::reportMalformed() {
    for (const auto& line : log_.malformedLines) {
        report(problem(line.code, line.reason, HEADROOM_TEXT("log", "It is passed over: %1"),
                       {line.excerpt}),
               line.line, Severity::Warning);
    }
    if (log_.malformed > log_.malformedLines.size()) {
        report(problem("log.malformed", HEADROOM_TEXT("log", "%1 of %2 lines are no requests."), {},
                       {std::to_string(log_.malformed), std::to_string(log_.lines)}),
               0, Severity::Warning);
    }
}

void LogReader::sortArrivals() {
    auto& arrivals = log_.arrivals;
    std::ranges::stable_sort(arrivals, {}, &LogArrival::offsetNs);
    log_.firstSecond = arrivals.front().offsetNs / kSecond;
    log_.lastSecond = arrivals.back().offsetNs / kSecond;
    for (auto& arrival : arrivals)
        arrival.offsetNs -= log_.firstSecond * kSecond;
    if (hasFractions_) return;
    for (auto first = arrivals.begin(); first != arrivals.end();) {
        const std::int64_t second = first->offsetNs;
        const auto last = std::find_if(first, arrivals.end(), [second](const LogArrival& arrival) {
            return arrival.offsetNs != second;
        });
        const std::int64_t count = last - first;
        // (k + 0.5) / n of a second in whole nanoseconds; 2 k + 1 times 1e9 is far below 2^63.
        for (std::int64_t k = 0; first != last; ++first, ++k) {
            first->offsetNs = second + (2 * k + 1) * kSecond / (2 * count);
        }
    }
}

void LogReader::nameEndpoints() {
    const auto names = names_.texts();
    std::vector<std::uint64_t> requests(names.size());
    for (const auto& arrival : log_.arrivals)
        ++requests[arrival.endpoint];
    const auto folded = foldSiblings(names, requests);
    Index final;
    std::vector<std::uint32_t> renumbered;
    renumbered.reserve(folded.size());
    for (const auto& name : folded)
        renumbered.push_back(final.of(name));
    for (const auto& name : final.texts())
        log_.endpoints.push_back({name, 0, 0, {}});
    for (auto& arrival : log_.arrivals)
        arrival.endpoint = renumbered[arrival.endpoint];
}

void LogReader::countObjects() {
    std::unordered_map<std::uint64_t, std::uint64_t> counts;  // (endpoint, object) -> requests
    for (const auto& arrival : log_.arrivals) {
        LogEndpoint& endpoint = log_.endpoints[arrival.endpoint];
        ++endpoint.requests;
        endpoint.bytes += arrival.bytes;
        ++counts[std::uint64_t{arrival.endpoint} << 32 | arrival.object];
    }
    for (const auto& [key, count] : counts) {
        log_.endpoints[key >> 32].objectCounts.push_back(count);
    }
    for (auto& endpoint : log_.endpoints) {
        std::ranges::sort(endpoint.objectCounts, std::ranges::greater());
    }
}

}  // namespace

LogReading readAccessLog(std::istream& in, const std::string& file, const LogLimits& limits) {
    return LogReader(in, file, limits).read();
}

LogReading readAccessLog(const std::string& path, const LogLimits& limits) {
    std::error_code error;
    std::ifstream in;
    if (!std::filesystem::is_directory(path, error)) in.open(path, std::ios::binary);
    if (!in.is_open()) {
        LogReading result;
        auto unreadable = problem("file.unreadable", HEADROOM_TEXT("log", "It cannot be read."),
                                  HEADROOM_TEXT("log",
                                                "Give the path of an access log that "
                                                "exists and may be read."),
                                  {});
        unreadable.place.file = path;
        result.diagnostics.add(std::move(unreadable));
        return result;
    }
    return readAccessLog(in, path, limits);
}

}  // namespace headroom::models
