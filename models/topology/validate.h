// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "models/topology/design.h"
#include "models/topology/wiring.h"

namespace headroom::models {

/// One link of a valid design, ends as indices into design().nodes.
struct Wire {
    std::size_t link;  ///< index into design().links
    std::size_t from;
    std::size_t to;
    LinkRole role;
};

/// Bounds of what is accepted at all.
struct Limits {
    std::int64_t instances = 100'000;         ///< over all nodes
    double bytes = 8.0 * 1024 * 1024 * 1024;  ///< estimated memory of a run
};

/// A design that was checked. Only validate() makes one, so what is built from it need not check
/// again. Cheap to copy; never changes.
class ValidDesign {
  public:
    const Design& design() const { return content_->design; }
    /// Node indices, callers before what they call.
    std::span<const std::size_t> callOrder() const { return content_->callOrder; }
    /// A node's outgoing links in the order of the file.
    std::span<const Wire> wiresFrom(std::size_t node) const { return content_->wires[node]; }
    /// One way over a link: what it states, else what follows from where its ends stand
    /// (standingLatency).
    const DistributionSpec& latency(std::size_t link) const { return content_->latencies[link]; }
    /// Estimated memory of a run in bytes.
    double footprintBytes() const { return content_->bytes; }
    std::int64_t instances() const { return content_->instances; }

  private:
    struct Content {
        Design design;
        std::vector<std::size_t> callOrder;
        std::vector<std::vector<Wire>> wires;
        std::vector<DistributionSpec> latencies;  // by link
        double bytes = 0;
        std::int64_t instances = 0;
    };
    explicit ValidDesign(std::shared_ptr<const Content> content) : content_(std::move(content)) {}
    friend struct Validation validate(Design design, const Limits& limits);

    std::shared_ptr<const Content> content_;
};

/// What validate() says.
struct Validation {
    std::optional<ValidDesign> valid;  ///< set exactly if there is no error
    Diagnostics diagnostics;           ///< errors and warnings
};

/// All problems of a design at once. Places hold JSON pointer, node and setting, no line: the
/// reader of the file adds it (DesignSource::locate). Nodes without a kind are passed over.
/// Source: reachability, cycles and order with Boost.Graph.
/// Cost: O(nodes + links).
/// Assumptions: none; any Design may be given.
Validation validate(Design design, const Limits& limits = {});

}  // namespace headroom::models
