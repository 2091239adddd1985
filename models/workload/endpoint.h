// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/describe/field.h"
#include "models/describe/quantity.h"

namespace headroom::models {

/// What a request asks of another service on its way.
struct EndpointCall {
    std::string to;  ///< id of a node that takes requests
    std::int64_t times = 1;
    Fraction probability{1};  ///< that it is made at all, all its times
    bool parallel = false;    ///< at once with the parallel calls before and after it

    bool operator==(const EndpointCall&) const = default;
};
const FieldList& endpointCallFields();

/// One operation of the web system and what a request for it costs.
struct Endpoint {
    std::string name;
    double weight = 1;  ///< share of the traffic, relative to the other endpoints
    std::int64_t objectCount = 10'000;
    Popularity objectPopularity{0.9};
    DistributionSpec cpu =
        DistributionSpec::exponential(engine::Duration::milliseconds(2));  ///< of one core
    std::int64_t readRows = 0;
    std::int64_t writes = 0;
    Bytes responseItem{500};
    Cacheable cacheable;
    std::vector<EndpointCall> calls;
    std::optional<Objective> objective;

    bool operator==(const Endpoint&) const = default;

    /// Payload of a whole reply: one item a row read, at least one.
    std::uint64_t responseBytes() const {
        return responseItem.count * static_cast<std::uint64_t>(readRows > 1 ? readRows : 1);
    }
};

const FieldList& endpointFields();

}  // namespace headroom::models
