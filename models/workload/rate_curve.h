// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "models/describe/quantity.h"

namespace headroom::models {

/// A rate on which one point of a traffic file says what it was until the next.
struct TrafficPoint {
    std::int64_t ns = 0;  ///< since the first
    double perSecond = 0;
};

/// A profile as a function of time that is made of straight pieces, so that its integral and the
/// inverse of that are exact. Levels are those of the profile: parts of a rate, or events per
/// second.
///
/// Source: none; first principles. A diurnal curve is a cosine drawn through 97 points, a quarter
///   of an hour apart for a day: off by at most 0.06 % of half its height, its mean exactly right.
/// Cost: O(log pieces) to look at an instant.
/// Assumptions: a profile that parseProfile() gives, no constant one; points of a file in order.
class RateCurve {
  public:
    explicit RateCurve(const Profile& profile);
    /// The last point counts for as long as the one before it; nothing comes after that.
    explicit RateCurve(const std::vector<TrafficPoint>& points);

    static constexpr std::int64_t kForEver = std::numeric_limits<std::int64_t>::max();
    /// A straight piece of the curve from an instant on.
    struct Stretch {
        std::int64_t end = kForEver;  ///< ns
        double from = 0;              ///< level at the instant
        double to = 0;                ///< at the end
    };
    /// The rest of the piece at `ns` + `fraction` of a nanosecond.
    Stretch at(std::int64_t ns, double fraction = 0) const;

    /// After that it stays at its last level, or begins again.
    engine::Duration length() const { return engine::Duration::nanoseconds(pieces_.back().end); }
    bool repeats() const { return repeats_; }
    double highest() const;

  private:
    struct Piece {
        std::int64_t begin;
        std::int64_t end;
        double from;
        double to;
    };
    void add(engine::Duration length, double from, double to);

    std::vector<Piece> pieces_;  // without gaps, from 0 on
    double last_ = 0;            // level after them
    bool repeats_ = false;
};

}  // namespace headroom::models
