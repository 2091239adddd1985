// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>

namespace headroom::models {

/// A number >= 0 with a double's precision and an exponent that never ends: normalising constants
/// of networks with thousands of customers leave the range of doubles in both directions, and
/// logarithms would cost precision and time. Only sums and products of such numbers are needed.
/// Source: dynamic scaling, a number at a time (Lam, JACM 29, 1982, scales whole vectors).
class WideNumber {
  public:
    WideNumber() = default;
    /// Precondition: finite and >= 0.
    explicit WideNumber(double value) : mantissa_(value) { normalize(); }

    bool isZero() const { return mantissa_ == 0; }

    WideNumber& operator+=(const WideNumber& other) {
        const std::int64_t apart = exponent_ - other.exponent_;
        if (apart == 0) {
            mantissa_ += other.mantissa_;
        } else if (isZero() || (apart < -1 && !other.isZero())) {
            *this = other;
            return *this;
        } else if (other.isZero() || apart > 1) {
            return *this;
        } else if (apart == 1) {
            mantissa_ += other.mantissa_ * kDown;
        } else {
            mantissa_ = mantissa_ * kDown + other.mantissa_;
            exponent_ = other.exponent_;
        }
        normalize();
        return *this;
    }
    friend WideNumber operator*(const WideNumber& a, const WideNumber& b) {
        WideNumber product;
        product.mantissa_ = a.mantissa_ * b.mantissa_;
        product.exponent_ = a.exponent_ + b.exponent_;
        product.normalize();
        return product;
    }
    friend WideNumber operator*(const WideNumber& a, double b) { return a * WideNumber(b); }

    /// a / b as a double: 0 or infinity where that is out of range. Precondition: b is not zero.
    friend double ratio(const WideNumber& a, const WideNumber& b) {
        const std::int64_t apart = a.exponent_ - b.exponent_;
        if (a.isZero() || apart < -3) return 0;
        if (apart > 3) return HUGE_VAL;
        return std::ldexp(a.mantissa_ / b.mantissa_, static_cast<int>(apart) * kStep);
    }

  private:
    static constexpr int kStep = 512;
    static constexpr double kUp = 0x1p512;
    static constexpr double kDown = 0x1p-512;

    // Keeps the mantissa within 2^-256 .. 2^256, so that a product of two fits a double.
    void normalize() {
        while (mantissa_ >= 0x1p256) {
            mantissa_ *= kDown;
            ++exponent_;
        }
        while (mantissa_ < 0x1p-256 && mantissa_ > 0) {
            mantissa_ *= kUp;
            --exponent_;
        }
        if (mantissa_ == 0) exponent_ = 0;
    }

    double mantissa_ = 0;
    std::int64_t exponent_ = 0;  // in steps of 2^512
};

}  // namespace headroom::models
