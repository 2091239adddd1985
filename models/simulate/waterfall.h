// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/components/trace.h"
#include "models/topology/design.h"

namespace headroom::models {

/// What a request was doing.
enum class SpanKind {
    Wait,     ///< in a queue, or for cores that others had
    Service,  ///< being worked on
    Network,  ///< on the way to a component or back from it
};
const char* keyOf(SpanKind kind);

/// A part of a request's time; none overlaps another.
struct Span {
    engine::Duration begin;  ///< from the request's birth
    engine::Duration length;
    SpanKind kind = SpanKind::Service;
    std::string component;       ///< where; on the way: whose way
    std::uint32_t instance = 0;  ///< which of them
    bool isReply = false;        ///< on the way: back
};

/// Where the time of one request went: spans in order of time that add up to its latency to the
/// nanosecond.
struct Waterfall {
    std::string endpoint;
    std::string users;  ///< id of the node that sent it
    std::uint64_t number = 0;
    engine::SimTime born;
    engine::Duration latency;
    int status = 0;
    std::vector<Span> spans;
};

/// The time of a traced request on its critical path: of calls made at once the one that ended last
/// counts, then what came before it began. What no call and no queue takes is service; where a
/// component says how much work there was, service is that much and the rest before it a wait.
///
/// Source: critical path of a trace, from its end backwards (Z. Zhang et al., "CRISP", USENIX ATC
///         2022).
/// Cost: O(calls^2) of the request.
/// Assumptions: the trace has ended. Cores shared by turns are shown as a wait and then work, which
///              keeps the amounts and not the order.
Waterfall waterfallOf(const RequestTrace& trace, const Design& design, std::string endpoint);

}  // namespace headroom::models
