// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/sim_time.h"
#include "models/components/trace.h"

namespace headroom::models {

/// How a request ended.
struct RequestEnd {
    RequestName name;
    std::uint32_t endpoint = 0;
    std::uint16_t status = 0;
    engine::Duration latency;
};

/// The slowest requests seen, a few.
///
/// Source: a bounded heap; first principles.
/// Cost: one comparison a request that is not among them.
/// Assumptions: few; of two as slow the one that ended first is kept.
class SlowestRequests {
  public:
    explicit SlowestRequests(std::size_t most) : most_(most) {}

    void offer(const RequestEnd& request) {
        if (ends_.size() == most_ && !isSlower(request, ends_.front())) return;
        if (most_ == 0) return;
        if (ends_.size() == most_) {
            std::ranges::pop_heap(ends_, isSlower);
            ends_.pop_back();
        }
        ends_.push_back(request);
        std::ranges::push_heap(ends_, isSlower);
    }
    void clear() { ends_.clear(); }
    /// Slowest first.
    std::vector<RequestEnd> sorted() const {
        std::vector<RequestEnd> all = ends_;
        std::ranges::stable_sort(all, isSlower);
        return all;
    }

  private:
    static bool isSlower(const RequestEnd& a, const RequestEnd& b) { return a.latency > b.latency; }

    std::size_t most_;
    std::vector<RequestEnd> ends_;  // a heap, the fastest in front
};

/// What may be noted of single requests beside the counts.
struct RequestNotes {
    std::vector<SlowestRequests> slowest;    ///< of those answered, by endpoint; empty: not asked
    std::vector<RequestEnd>* log = nullptr;  ///< gets every request that ends
    Tracer* tracer = nullptr;                ///< is told when a traced one ends
};

}  // namespace headroom::models
