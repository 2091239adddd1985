// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/rate_curve.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace headroom::models {

using engine::Duration;

namespace {

constexpr std::size_t kDayPieces = 96;

/// (1 - cos(2 pi k / 96)) / 2, without a library whose bits depend on the processor: halved angles
/// from the cosine of 30 degrees, then the recurrence of Chebyshev's polynomials.
std::array<double, kDayPieces + 1> raisedCosine() {
    double step = std::sqrt(3.0) / 2;
    for (int halved = 0; halved < 3; ++halved)
        step = std::sqrt((1 + step) / 2);
    std::array<double, kDayPieces + 1> wave{};
    double before = step;  // cos(-x)
    double now = 1;
    for (std::size_t k = 0; k <= kDayPieces / 2; ++k) {
        wave[k] = wave[kDayPieces - k] = (1 - now) / 2;
        const double next = 2 * step * now - before;
        before = now;
        now = next;
    }
    wave[kDayPieces / 2] = 1;
    return wave;
}

}  // namespace

RateCurve::RateCurve(const Profile& profile) {
    const auto& steps = profile.steps;
    switch (profile.shape) {
        case Profile::Shape::Ramp:
            add(steps[0].length, steps[0].level, steps[1].level);
            last_ = steps[1].level;
            break;
        case Profile::Shape::Steps:
            for (const auto& step : steps)
                add(step.length, step.level, step.level);
            last_ = steps.back().level;
            break;
        case Profile::Shape::Spike:
            add(steps[0].length, steps[0].level, steps[0].level);
            add(steps[1].length, steps[1].level, steps[1].level);
            last_ = steps[0].level;
            break;
        case Profile::Shape::Diurnal: {
            const auto wave = raisedCosine();
            const double low = steps[0].level;
            const double height = steps[1].level - low;
            const std::int64_t day = steps[0].length.ns();
            const auto points = static_cast<std::int64_t>(kDayPieces);
            for (std::int64_t k = 0; k < points; ++k) {
                const std::int64_t begin = day / points * k + day % points * k / points;
                const std::int64_t end = day / points * (k + 1) + day % points * (k + 1) / points;
                const auto i = static_cast<std::size_t>(k);
                add(Duration::nanoseconds(end - begin), low + height * wave[i],
                    low + height * wave[i + 1]);
            }
            repeats_ = true;
            break;
        }
        case Profile::Shape::Constant:
        case Profile::Shape::Csv:
            break;
    }
    assert(!pieces_.empty());
}

RateCurve::RateCurve(const std::vector<TrafficPoint>& points) {
    std::int64_t held = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i + 1 < points.size()) held = points[i + 1].ns - points[i].ns;
        add(Duration::nanoseconds(held), points[i].perSecond, points[i].perSecond);
    }
    assert(!pieces_.empty());
}

void RateCurve::add(Duration length, double from, double to) {
    if (length <= Duration::zero()) return;
    const std::int64_t begin = pieces_.empty() ? 0 : pieces_.back().end;
    pieces_.push_back({begin, begin + length.ns(), from, to});
}

double RateCurve::highest() const {
    double highest = last_;
    for (const Piece& piece : pieces_)
        highest = std::max({highest, piece.from, piece.to});
    return highest;
}

RateCurve::Stretch RateCurve::at(std::int64_t ns, double fraction) const {
    const std::int64_t length = pieces_.back().end;
    const std::int64_t round = repeats_ ? ns / length * length : 0;
    const std::int64_t offset = ns - round;
    if (offset >= length) return {kForEver, last_, last_};
    const auto after = std::ranges::upper_bound(pieces_, offset, {}, &Piece::begin);
    const Piece& piece = *(after - 1);
    const double passed = static_cast<double>(offset - piece.begin) + fraction;
    const double whole = static_cast<double>(piece.end - piece.begin);
    const double level = piece.from + (piece.to - piece.from) * (passed / whole);
    return {round + piece.end, std::max(0.0, level), piece.to};
}

}  // namespace headroom::models
