// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "models/describe/text.h"
#include "models/workload/civil_time.h"

namespace headroom::models {

/// One request as a line says it; the texts point into the line (or the CSV reader's buffer).
struct LogRecord {
    std::string_view client;
    std::string_view method;
    std::string_view target;  ///< as sent, query included
    UnixTime time;
    int status = 0;
    std::uint64_t bytes = 0;  ///< "-" is 0
};

/// Why a line is no request.
struct LineProblem {
    const char* code;
    Text reason;
};

using LineResult = std::variant<LogRecord, LineProblem>;

/// Apache Common and everything that begins like it: Combined, nginx's default.
/// client ident user [time] "method target protocol" status bytes ...
LineResult parseCommonLine(std::string_view line);

/// CSV lines by the columns of a header.
class CsvLines {
  public:
    /// Nothing if the line is no header: it must name at least time and target.
    static std::optional<CsvLines> fromHeader(std::string_view line);
    LineResult parse(std::string_view line);

  private:
    enum Column { kTime, kClient, kMethod, kTarget, kStatus, kBytes, kColumns };
    std::array<int, kColumns> place_{};  // of each column in a line; -1: not there
    std::vector<std::string> cells_;
};

}  // namespace headroom::models
