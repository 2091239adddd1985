// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/arrival_clock.h"

#include <algorithm>
#include <cmath>

namespace headroom::models {

using engine::Distribution;

namespace {

// Far beyond any run; a mean gap longer than this never ends.
constexpr double kNever = 9e18;

}  // namespace

Bursts::Bursts(double factor, engine::Duration meanBurst, engine::Duration meanCalm,
               engine::Draws draws)
    : burstNs_(*Distribution::exponential(static_cast<double>(meanBurst.ns()))),
      calmNs_(*Distribution::exponential(static_cast<double>(meanCalm.ns()))),
      draws_(draws) {
    const double part = meanBurst / (meanBurst + meanCalm);
    calm_ = 1 / (part * factor + (1 - part));
    burst_ = factor * calm_;
    times_.push_back({0, draws_.unit() >= part});  // before the begin there was the other state
}

void Bursts::extend() {
    const bool isBurst = !times_.back().isBurst;
    const double ns = (isBurst ? burstNs_ : calmNs_).sample(draws_);
    const auto whole = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::min(ns, 4e18)));
    const std::int64_t end = times_.back().end;
    times_.push_back(
        {end > RateCurve::kForEver - whole ? RateCurve::kForEver : end + whole, isBurst});
}

Bursts::Stretch Bursts::at(std::int64_t ns) {
    while (times_.back().end <= ns)
        extend();
    const auto now = std::ranges::upper_bound(times_, ns, {}, &Time::end);
    return {now->end, now->isBurst ? burst_ : calm_};
}

void Bursts::dropBefore(std::int64_t ns) {
    while (times_.size() > 1 && times_.front().end <= ns)
        times_.pop_front();
}

/// Levels in events per second.
RateCurve::Stretch ArrivalClock::stretch(const Position& at) {
    RateCurve::Stretch piece{RateCurve::kForEver, 1, 1};
    if (curve_ != nullptr) piece = curve_->at(at.ns, at.fraction);
    double factor = perSecond_;
    if (bursts_) {
        const Bursts::Stretch burst = bursts_->at(at.ns);
        factor *= burst.multiplier;
        if (burst.end < piece.end) {
            const double part = piece.end == RateCurve::kForEver
                                    ? 0
                                    : (static_cast<double>(burst.end - at.ns) - at.fraction) /
                                          (static_cast<double>(piece.end - at.ns) - at.fraction);
            piece = {burst.end, piece.from, piece.from + (piece.to - piece.from) * part};
        }
    }
    return {piece.end, piece.from * factor, piece.to * factor};
}

double ArrivalClock::unitsBetween(Position at, std::int64_t until) {
    double units = 0;
    while (at.ns < until) {
        const RateCurve::Stretch piece = stretch(at);
        const std::int64_t end = std::min(piece.end, until);
        const double whole = static_cast<double>(piece.end - at.ns) - at.fraction;
        const double length = static_cast<double>(end - at.ns) - at.fraction;
        const double there =
            end == piece.end ? piece.to : piece.from + (piece.to - piece.from) * (length / whole);
        units += (piece.from + there) / 2 * 1e-9 * length;
        at = {end, 0};
    }
    return units;
}

void ArrivalClock::setRate(double perSecond, engine::SimTime now) {
    if (now.ns() > from_.ns) {
        left_ = std::max(0.0, left_ - unitsBetween(from_, now.ns()));
        from_ = {now.ns(), 0};
    }
    perSecond_ = perSecond;
    findNext();
}

void ArrivalClock::findNext() {
    next_.reset();
    if (!(perSecond_ > 0)) return;
    if (bursts_) bursts_->dropBefore(from_.ns);
    Position at = from_;
    double units = left_;
    for (;;) {
        const RateCurve::Stretch piece = stretch(at);
        const bool isLast = piece.end == RateCurve::kForEver;
        const double length = static_cast<double>(piece.end - at.ns) - at.fraction;
        const double area = (piece.from + piece.to) / 2 * 1e-9 * length;
        if (isLast && !(piece.from > 0)) {
            isOver_ = true;
            return;
        }
        if (isLast || units <= area) {
            const double slope = (piece.to - piece.from) / length;
            // The root of the parabola that the integral is, in the form that does not cancel.
            const double step =
                slope == 0
                    ? units * (1e9 / piece.from)
                    : 2e9 * units /
                          (piece.from + std::sqrt(piece.from * piece.from + 2e9 * slope * units));
            const double all = (isLast ? step : std::min(step, length)) + at.fraction;
            if (!(all < kNever - static_cast<double>(at.ns))) return;
            const auto whole = static_cast<std::int64_t>(all);
            next_ = Position{at.ns + whole, all - static_cast<double>(whole)};
            return;
        }
        units -= area;
        at = {piece.end, 0};
    }
}

}  // namespace headroom::models
