// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "models/describe/scan.h"

namespace headroom::models {

namespace {

__extension__ using Wide = unsigned __int128;

// Exponents beyond this decide zero or infinity for every type we have, whatever the digits.
constexpr std::int64_t kHuge = 100'000;

}  // namespace

double Decimal::toDouble(int shift) const {
    if (isZero()) return 0;
    const std::string text = digits + "e" + std::to_string(exponent + shift);
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc::result_out_of_range) return value;
    const auto magnitude = exponent + shift + static_cast<std::int64_t>(digits.size());
    return magnitude > 0 ? std::numeric_limits<double>::infinity() : 0.0;
}

std::optional<std::uint64_t> Decimal::toInteger(std::uint64_t factor, std::uint64_t maximum) const {
    Wide value = 0;
    std::int64_t power = exponent;
    std::size_t used = 0;
    for (; used < digits.size() && used < 19; ++used) {
        value = value * 10 + static_cast<unsigned>(digits[used] - '0');
    }
    power += static_cast<std::int64_t>(digits.size() - used);
    value *= factor;
    for (; power > 0 && value != 0; --power) {
        if (value > maximum) return std::nullopt;
        value *= 10;
    }
    for (; power < -1 && value != 0; ++power)
        value /= 10;
    if (power < 0) value = (value + 5) / 10;
    if (value > maximum) return std::nullopt;
    return static_cast<std::uint64_t>(value);
}

bool Decimal::isWhole() const {
    return isZero() || exponent >= 0;  // digits carry no trailing zeros
}

std::optional<ScannedDecimal> scanDecimal(std::string_view text) {
    ScannedDecimal result;
    std::size_t at = 0;
    bool any = false;
    for (; at < text.size() && isDigit(text[at]); ++at) {
        result.value.digits += text[at];
        any = true;
    }
    if (at + 1 < text.size() && text[at] == '.' && isDigit(text[at + 1])) {
        for (++at; at < text.size() && isDigit(text[at]); ++at) {
            result.value.digits += text[at];
            --result.value.exponent;
            any = true;
        }
    }
    if (!any) return std::nullopt;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        std::size_t end = at + 1;
        const bool negative = end < text.size() && text[end] == '-';
        if (end < text.size() && (text[end] == '-' || text[end] == '+')) ++end;
        if (end < text.size() && isDigit(text[end])) {
            std::int64_t power = 0;
            for (; end < text.size() && isDigit(text[end]); ++end) {
                power = std::min<std::int64_t>(power * 10 + (text[end] - '0'), kHuge);
            }
            result.value.exponent += negative ? -power : power;
            at = end;
        }
    }
    result.length = at;
    auto& digits = result.value.digits;
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    while (!digits.empty() && digits.back() == '0') {
        digits.pop_back();
        ++result.value.exponent;
    }
    if (digits.empty()) result.value.exponent = 0;
    return result;
}

Decimal shortestDecimal(double value) {
    std::array<char, 64> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific)
            .ptr;
    const auto scanned = scanDecimal({text.data(), static_cast<std::size_t>(end - text.data())});
    return scanned ? scanned->value : Decimal{};
}

std::string plainText(const Decimal& value) {
    if (value.isZero()) return "0";
    const auto size = static_cast<std::int64_t>(value.digits.size());
    const std::int64_t point = size + value.exponent;  // digits before the decimal point
    if (point > 21 || point < -8) {
        std::string text = value.digits.substr(0, 1);
        if (size > 1) text += "." + value.digits.substr(1);
        return text + "e" + std::to_string(point - 1);
    }
    if (value.exponent >= 0) {
        return value.digits + std::string(static_cast<std::size_t>(value.exponent), '0');
    }
    if (point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + value.digits;
    const auto whole = static_cast<std::size_t>(point);
    return value.digits.substr(0, whole) + "." + value.digits.substr(whole);
}

}  // namespace headroom::models
