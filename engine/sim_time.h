// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <string>

namespace headroom::engine {

/// A length of simulated time in whole nanoseconds. May be negative.
class Duration {
  public:
    constexpr Duration() = default;
    static constexpr Duration nanoseconds(std::int64_t ns) { return Duration(ns); }
    static constexpr Duration microseconds(std::int64_t us) { return Duration(us * 1'000); }
    static constexpr Duration milliseconds(std::int64_t ms) { return Duration(ms * 1'000'000); }
    static constexpr Duration seconds(std::int64_t s) { return Duration(s * 1'000'000'000); }
    /// Nearest whole nanosecond, halves away from zero; clamped to max() and -max(). NaN gives
    /// zero.
    static constexpr Duration fromSeconds(double s) { return fromNanoseconds(s * 1e9); }
    static constexpr Duration fromNanoseconds(double ns) {
        if (ns >= 9.2e18) return max();
        if (ns <= -9.2e18) return Duration(-max().ns_);
        if (ns != ns) return {};
        return Duration(static_cast<std::int64_t>(ns < 0 ? ns - 0.5 : ns + 0.5));
    }
    static constexpr Duration max() { return Duration(std::numeric_limits<std::int64_t>::max()); }
    static constexpr Duration zero() { return {}; }

    constexpr std::int64_t ns() const { return ns_; }
    constexpr double toSeconds() const { return static_cast<double>(ns_) * 1e-9; }
    constexpr double toMilliseconds() const { return static_cast<double>(ns_) * 1e-6; }

    constexpr auto operator<=>(const Duration&) const = default;
    constexpr Duration operator-() const { return Duration(-ns_); }
    constexpr Duration& operator+=(Duration d) { return ns_ += d.ns_, *this; }
    constexpr Duration& operator-=(Duration d) { return ns_ -= d.ns_, *this; }
    friend constexpr Duration operator+(Duration a, Duration b) { return Duration(a.ns_ + b.ns_); }
    friend constexpr Duration operator-(Duration a, Duration b) { return Duration(a.ns_ - b.ns_); }
    friend constexpr Duration operator*(Duration a, std::int64_t k) { return Duration(a.ns_ * k); }
    friend constexpr Duration operator*(std::int64_t k, Duration a) { return a * k; }
    friend constexpr Duration operator/(Duration a, std::int64_t k) { return Duration(a.ns_ / k); }
    /// How many times b fits into a, as a real number.
    friend constexpr double operator/(Duration a, Duration b) {
        return static_cast<double>(a.ns_) / static_cast<double>(b.ns_);
    }

  private:
    constexpr explicit Duration(std::int64_t ns) : ns_(ns) {}
    std::int64_t ns_ = 0;
};

/// An instant of simulated time, in whole nanoseconds since the start of the run; never negative.
/// 63 bits reach 292 years.
class SimTime {
  public:
    constexpr SimTime() = default;
    static constexpr SimTime atNanoseconds(std::int64_t ns) { return SimTime(ns); }
    static constexpr SimTime max() { return SimTime(std::numeric_limits<std::int64_t>::max()); }
    static constexpr SimTime zero() { return {}; }

    constexpr std::int64_t ns() const { return ns_; }
    constexpr double toSeconds() const { return static_cast<double>(ns_) * 1e-9; }
    constexpr Duration sinceStart() const { return Duration::nanoseconds(ns_); }

    constexpr auto operator<=>(const SimTime&) const = default;
    constexpr SimTime& operator+=(Duration d) { return *this = *this + d; }
    /// Saturates at max(), so "now plus for ever" stays the end of time.
    friend constexpr SimTime operator+(SimTime t, Duration d) {
        if (d.ns() > 0 && t.ns_ > std::numeric_limits<std::int64_t>::max() - d.ns()) return max();
        return SimTime(t.ns_ + d.ns());
    }
    friend constexpr SimTime operator-(SimTime t, Duration d) { return SimTime(t.ns_ - d.ns()); }
    friend constexpr Duration operator-(SimTime a, SimTime b) {
        return Duration::nanoseconds(a.ns_ - b.ns_);
    }

  private:
    constexpr explicit SimTime(std::int64_t ns) : ns_(ns) {}
    std::int64_t ns_ = 0;
};

/// For traces and messages: the largest unit that gives a whole number, e.g. "1500 us", "2 s".
std::string toText(Duration d);
std::string toText(SimTime t);

namespace literals {
constexpr Duration operator""_ns(unsigned long long v) {
    return Duration::nanoseconds(static_cast<std::int64_t>(v));
}
constexpr Duration operator""_us(unsigned long long v) {
    return Duration::microseconds(static_cast<std::int64_t>(v));
}
constexpr Duration operator""_ms(unsigned long long v) {
    return Duration::milliseconds(static_cast<std::int64_t>(v));
}
constexpr Duration operator""_s(unsigned long long v) {
    return Duration::seconds(static_cast<std::int64_t>(v));
}
}  // namespace literals

}  // namespace headroom::engine
