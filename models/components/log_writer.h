// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "engine/sim_time.h"
#include "engine/simulation.h"

namespace headroom::models {

/// One thing that writes the lines of an instance to its log, one after the other, behind a buffer.
/// With room for none whoever logs waits until its lines are written; with room for some it goes on
/// once they are in the buffer.
///
/// Source: a G/D/1 queue with a finite buffer whose producers block, or go away.
/// Cost: O(1), at most one event for each that logs.
/// Assumptions: lines take the same time each. Who blocks is served in the order of arrival.
class LogWriter {
  public:
    /// What happens to lines that do not fit into the buffer.
    enum class Full : std::uint8_t { block, drop };

    struct Way {
        engine::Duration perLine;
        std::int64_t buffer = 0;  ///< lines
        Full full = Full::block;
        bool operator==(const Way&) const = default;
    };

    explicit LogWriter(const Way& way) : way_(way) {}
    void setWay(const Way& way) { way_ = way; }

    /// How long whoever logs now has to wait; nothing if its lines were dropped.
    std::optional<engine::Duration> write(std::int64_t lines) {
        const std::int64_t now = engine::Simulation::current().now().ns();
        const std::int64_t end = std::max(freeAt_, now) + lines * way_.perLine.ns();
        const std::int64_t wait = end - now - way_.buffer * way_.perLine.ns();
        if (wait > 0 && way_.full == Full::drop) {
            dropped_ += static_cast<std::uint64_t>(lines);
            return std::nullopt;
        }
        acceptedNs_ += end - std::max(freeAt_, now);
        freeAt_ = end;
        if (wait > 0) ++blocked_;
        return engine::Duration::nanoseconds(std::max<std::int64_t>(0, wait));
    }
    /// What is in the buffer is lost.
    void crash() {
        const std::int64_t now = engine::Simulation::current().now().ns();
        if (freeAt_ <= now) return;
        acceptedNs_ -= freeAt_ - now;
        freeAt_ = now;
    }

    /// Lines not written yet, those of who is blocked included.
    double backlog() const {
        const std::int64_t left = leftNs();
        const std::int64_t per = std::max<std::int64_t>(1, way_.perLine.ns());
        return static_cast<double>((left + per - 1) / per);
    }
    bool isBusy() const { return leftNs() > 0; }
    /// Since the last restart: time it was writing, and time that all lines accepted take.
    double busyNs() const { return static_cast<double>(acceptedNs_ - leftNs() - busyBefore_); }
    double demandNs() const { return static_cast<double>(acceptedNs_ - demandBefore_); }
    std::uint64_t dropped() const { return dropped_; }  ///< lines
    std::uint64_t blocked() const { return blocked_; }  ///< times somebody had to wait
    void restart() {
        busyBefore_ = acceptedNs_ - leftNs();
        demandBefore_ = acceptedNs_;
        dropped_ = blocked_ = 0;
    }

  private:
    std::int64_t leftNs() const {
        return std::max<std::int64_t>(0, freeAt_ - engine::Simulation::current().now().ns());
    }

    Way way_;
    std::int64_t freeAt_ = 0;      // ns
    std::int64_t acceptedNs_ = 0;  // of all lines that were not dropped
    std::int64_t busyBefore_ = 0;
    std::int64_t demandBefore_ = 0;
    std::uint64_t dropped_ = 0;
    std::uint64_t blocked_ = 0;
};

}  // namespace headroom::models
