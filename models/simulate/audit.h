// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/components/component.h"
#include "models/simulate/audit_result.h"

namespace headroom::models {

class System;
struct Design;
struct RunResult;

/// How far the two sides of one kind of balance were apart, at the worst place of a replication.
struct Deviation {
    double relative = 0;      ///< the difference over the larger side; 0: they agree
    bool isTooLarge = false;  ///< beyond what rounding explains
    std::size_t component = kSystem;
    std::string resource;  ///< if the balance is of one

    static constexpr std::size_t kSystem = ~std::size_t{0};
};

/// What one replication's audit saw.
struct AuditSample {
    Deviation flow;         ///< what came against what left and is there
    Deviation little;       ///< number in flight over time against the time of requests
    Deviation utilization;  ///< time that servers were busy against the work drawn for them
    /// Components of which calls were ended by a crash, so that work was lost half-way.
    std::vector<std::size_t> notChecked;
};

/// Audits a stretch of a running system: begin() at a restart of its statistics, end() later. The
/// sides of each balance are counted by different code: coroutines that exist against counters,
/// changes of state against stamps on requests, servers against draws.
///
/// Source: J. D. C. Little, "A proof for the queuing formula L = lambda W", Operations Research 9,
///   1961, here exact for a finite stretch by counting what is inside at its edges; P. J. Denning,
///   J. P. Buzen, "The operational analysis of queueing network models", Computing Surveys 10,
///   1978, for flow balance and the utilization law.
/// Cost: twice O(components + jobs at shared processors) a replication, nothing in between.
/// Assumptions: the nodes stay the same in between.
class Audit {
  public:
    void begin(System& system);
    AuditSample end(System& system) const;

  private:
    std::vector<std::optional<ComponentBalance>> before_;
};

/// Puts the samples of all replications together and holds exact formulas against what was
/// simulated. Such a comparison fails by chance once in 10,000 runs at most: its intervals are made
/// as wide as the number of comparisons asks for, plus 0.5 % for what the warm-up leaves behind.
/// Precondition: `result` is complete but for its audit.
AuditResult audit(const Design& design, std::span<const AuditSample> samples,
                  const RunResult& result);

}  // namespace headroom::models
