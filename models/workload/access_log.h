// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/describe/diagnostic.h"

namespace headroom::models {

/// One request of a log, in replay order.
struct LogArrival {
    std::int64_t offsetNs;   ///< since the second of the earliest request
    std::uint32_t endpoint;  ///< index into AccessLog::endpoints
    std::uint32_t object;    ///< dense index of the target as logged, 0 .. targets-1
    std::uint32_t client;    ///< dense index, 0 .. clients-1
    std::uint16_t status;
    std::uint64_t bytes;  ///< of the reply's body
};

/// Requests of one method whose paths are alike.
struct LogEndpoint {
    std::string name;  ///< "GET /blog/{id}"
    std::uint64_t requests = 0;
    std::uint64_t bytes = 0;
    /// How often each of its targets was asked for, most asked first; the popularity as it was.
    std::vector<std::uint64_t> objectCounts;
};

/// A line that is no request.
struct MalformedLine {
    std::uint64_t line;  ///< from 1
    const char* code;    ///< log.*
    Text reason;
    std::string excerpt;  ///< the first characters, control characters shown as '?'
};

/// What an access log says, ready to be replayed.
///
/// Lines need not be in time order: requests are sorted by their second, and those of one second
/// keep the order of the file. The k-th of n requests that share a second (k from 0) arrives at
/// (k + 0.5) / n of it, so a second's requests are spread evenly and never meet the next second's.
/// A CSV in which any time has a fraction keeps its times as they are.
struct AccessLog {
    static constexpr std::size_t kShownMalformed = 10;

    std::vector<LogArrival> arrivals;
    std::vector<LogEndpoint>
        endpoints;              ///< by first appearance; how paths are folded: path_folding.h
    std::uint64_t lines = 0;    ///< that are not empty, a CSV's header not counted
    std::uint64_t clients = 0;  ///< distinct
    std::uint64_t targets = 0;  ///< distinct, with their queries
    std::map<int, std::uint64_t> status;
    std::uint64_t bytes = 0;
    std::int64_t firstSecond = 0;  ///< Unix time of the earliest request, whole seconds
    std::int64_t lastSecond = 0;
    std::uint64_t malformed = 0;
    std::vector<MalformedLine> malformedLines;  ///< the first kShownMalformed

    std::uint64_t requests() const { return arrivals.size(); }
};

struct LogLimits {
    std::size_t lineBytes = std::size_t{64} << 10;  ///< longer lines are malformed
    std::uint64_t requests = 20'000'000;
};

struct LogReading {
    std::optional<AccessLog> log;  ///< not set if there is not one request in it
    Diagnostics diagnostics;       ///< file.unreadable, log.*; malformed lines are warnings
};

/// Reads Apache Common and Combined, nginx's default ("combined") and CSV (a header line names
/// time, client, method, target, status, bytes in any order; other columns are passed over).
/// Every line is judged by itself; a request needs client, time, request line, status and size,
/// what follows is passed over, even if it is cut off.
/// Source: Apache mod_log_config and nginx ngx_http_log_module manuals; RFC 4180 for CSV.
/// Cost: O(bytes) time; memory for one line of at most lineBytes, 64 bytes a request while sorting,
/// and the distinct clients and targets. Assumptions: lines end with \n or \r\n.
LogReading readAccessLog(std::istream& in, const std::string& file, const LogLimits& limits = {});
LogReading readAccessLog(const std::string& path, const LogLimits& limits = {});

}  // namespace headroom::models
