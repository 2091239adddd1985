// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headroom::models {

/// A non-negative decimal number exactly as written: digits * 10^exponent. Units shift and scale
/// it before anything is rounded, so "1.1k" is 1100 and "99.9 %" is the double nearest to 0.999.
struct Decimal {
    std::string digits;  ///< without leading zeros; empty for zero
    std::int64_t exponent = 0;

    bool isZero() const { return digits.empty(); }
    /// The nearest double to this * 10^shift; infinity if there is none.
    double toDouble(int shift = 0) const;
    /// This * factor, nearest whole number, halves up; nothing if it is above `maximum`.
    /// Nineteen digits count, which is exact for whatever fits.
    std::optional<std::uint64_t> toInteger(std::uint64_t factor, std::uint64_t maximum) const;
    /// Whether this * factor is whole.
    bool isWhole() const;
};

struct ScannedDecimal {
    Decimal value;
    std::size_t length = 0;  ///< characters used
};

/// The number at the start of the text ("12", "0.5", "1e3", ".5"), without a sign.
std::optional<ScannedDecimal> scanDecimal(std::string_view text);

/// The decimal with the fewest digits that reads back to the same finite, non-negative double.
Decimal shortestDecimal(double value);

/// digits * 10^exponent in plain notation, or with an e where that would be very long.
std::string plainText(const Decimal& value);

}  // namespace headroom::models
