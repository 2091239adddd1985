// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>

#include "engine/random/distribution.h"
#include "engine/random/draws.h"
#include "engine/sim_time.h"
#include "models/workload/rate_curve.h"

namespace headroom::models {

/// Times of two kinds that follow each other, as of a Markov-modulated Poisson process with two
/// states: bursts and the calm between them, each of exponential length. What the rate is
/// multiplied with in either makes the mean over time 1.
///
/// Source: Fischer, Meier-Hellstern, "The Markov-modulated Poisson process (MMPP) cookbook",
///   Performance Evaluation 18, 1993.
/// Cost: one draw a change.
/// Assumptions: asked about instants that never become earlier than the last one dropped.
class Bursts {
  public:
    /// `factor`: rate in a burst over the rate outside, at least 1. Begins in either state with the
    /// probability that it has in the long run.
    Bursts(double factor, engine::Duration meanBurst, engine::Duration meanCalm,
           engine::Draws draws);

    struct Stretch {
        std::int64_t end;
        double multiplier;
    };
    Stretch at(std::int64_t ns);
    /// Nobody will ask about instants before that one.
    void dropBefore(std::int64_t ns);

  private:
    struct Time {
        std::int64_t end;
        bool isBurst;
    };
    void extend();

    double calm_;  // multipliers
    double burst_;
    engine::Distribution burstNs_;
    engine::Distribution calmNs_;
    engine::Draws draws_;
    std::deque<Time> times_;  // without gaps
};

/// When the events of a process come that has one for each unit of some integral of its rate: the
/// inverse of that integral, step by step. The units are drawn elsewhere and do not depend on the
/// rate, so event n of a process is the same event at any rate.
///
/// Source: inversion of the integrated rate (Çinlar, Introduction to Stochastic Processes, 1975,
///   4.7; Law, Simulation Modeling and Analysis, 8.6.2). Exact for rates made of straight pieces.
/// Cost: O(pieces passed).
/// Assumptions: fractions of a nanosecond are carried over, so a rate is met exactly for ever.
class ArrivalClock {
  public:
    /// `curve`: nullptr means 1 for ever; levels are multiplied with the rate.
    ArrivalClock(std::shared_ptr<const RateCurve> curve, engine::SimTime begin)
        : curve_(std::move(curve)), from_{begin.ns(), 0} {}

    void setBursts(std::optional<Bursts> bursts) { bursts_ = std::move(bursts); }
    bool hasBursts() const { return bursts_.has_value(); }

    /// The next event is `units` after the last one (the begin, before any).
    void advance(double units) {
        from_ = next_.value_or(from_);
        left_ = units;
        findNext();
    }
    /// From `now` on there is another rate; what is left of the way to the next event is stretched.
    void setRate(double perSecond, engine::SimTime now);

    /// Whole nanoseconds, rounded down; nothing if it never comes at this rate.
    std::optional<engine::SimTime> next() const {
        if (!next_) return std::nullopt;
        return engine::SimTime::atNanoseconds(next_->ns);
    }
    /// No event comes any more, at whatever rate.
    bool isOver() const { return isOver_; }

  private:
    struct Position {
        std::int64_t ns;
        double fraction;
    };
    RateCurve::Stretch stretch(const Position& at);
    double unitsBetween(Position from, std::int64_t until);
    void findNext();

    std::shared_ptr<const RateCurve> curve_;
    std::optional<Bursts> bursts_;
    double perSecond_ = 0;
    Position from_;    // the last event, or where the rate last changed since
    double left_ = 0;  // units from there to the next event
    std::optional<Position> next_;
    bool isOver_ = false;
};

}  // namespace headroom::models
