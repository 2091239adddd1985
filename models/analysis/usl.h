// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "models/analysis/answer.h"

namespace headroom::models {

/// The Universal Scalability Law: what n processors, or n concurrent users, achieve together.
/// Source: Gunther, Guerrilla Capacity Planning, 2007; with coherence 0 it is Amdahl's law.
/// Cost: O(1).
/// Assumptions: contention and coherence >= 0.
struct ScalabilityLaw {
    double single = 1;      ///< throughput of one, per second
    double contention = 0;  ///< share of the work done one at a time
    double coherence = 0;   ///< cost of each pair that has to agree

    /// n / (1 + contention (n - 1) + coherence n (n - 1)), as a multiple of what one achieves.
    /// Precondition: n > 0.
    constexpr double capacity(double n) const {
        return n / (1 + contention * (n - 1) + coherence * n * (n - 1));
    }
    constexpr double throughput(double n) const { return single * capacity(n); }
    /// The n from which more is less; nothing if more never is.
    std::optional<double> bestSize() const;
};

/// One measurement.
struct ScalabilityPoint {
    double size = 0;        ///< processors or users, >= 1
    double throughput = 0;  ///< per second
};

/// The law closest to measurements, in the relative error of 1 / throughput.
/// Source: linear least squares in Gunther's form n / X(n) = (1 + contention (n - 1) + coherence n
///   (n - 1)) / X(1), by QR (Eigen) over every choice of which of the two are zero; of those
///   without a negative number the closest is the non-negative least squares solution.
/// Cost: O(points).
/// Assumptions: at least two different sizes, or three for a coherence above zero. Errors:
///   OutOfRange.
Answer<ScalabilityLaw> fitScalability(std::span<const ScalabilityPoint> points);

}  // namespace headroom::models
