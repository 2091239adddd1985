// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/statistics/int128.h"

namespace headroom::models {

/// Tokens drop into a bucket at a fixed rate until it is full; whoever finds one takes it, whoever
/// finds none is turned away. In any time t at most burst + rate * t pass.
///
/// The level is a whole number of 1 / (10^12) tokens and the rate a whole number of thousandths of
/// a token a second, so a nanosecond brings a whole number of units: nothing is rounded, ever.
///
/// Source: the token bucket of RFC 2697 and RFC 2698 with one token a request.
/// Cost: O(1), 32 bytes.
/// Assumptions: instants in nanoseconds do not go back. The rate is below 9e15 a second, and is
///   taken to the nearest thousandth.
class TokenBucket {
  public:
    /// `rate` in tokens a second, at least 0.001; `burst` >= 1: tokens it has room for, and has.
    TokenBucket(double rate, std::int64_t burst, std::int64_t now = 0) : last_(now) {
        set(rate, burst, now);
        level_ = most();
    }

    /// Another rate and room from now on; what is in the bucket stays, as far as there is room.
    void set(double rate, std::int64_t burst, std::int64_t now) {
        refill(now);
        rate_ = std::max<std::int64_t>(1, static_cast<std::int64_t>(rate * 1000 + 0.5));
        burst_ = burst;
        level_ = std::min(level_, most());
    }
    /// Whether there is a token, which is then gone.
    bool take(std::int64_t now) {
        refill(now);
        if (level_ < kToken) return false;
        level_ -= kToken;
        return true;
    }
    /// Tokens there are, fractions included.
    double tokens(std::int64_t now) {
        refill(now);
        return static_cast<double>(level_) / static_cast<double>(kToken);
    }
    /// Thousandths of a token a second.
    std::int64_t milliRate() const { return rate_; }

  private:
    static constexpr engine::Int128 kToken = 1'000'000'000'000;

    engine::Int128 most() const { return burst_ * kToken; }
    void refill(std::int64_t now) {
        level_ = std::min(most(), level_ + static_cast<engine::Int128>(now - last_) * rate_);
        last_ = now;
    }

    engine::Int128 level_ = 0;
    std::int64_t last_;  // ns
    std::int64_t rate_ = 0;
    std::int64_t burst_ = 0;
};

}  // namespace headroom::models
