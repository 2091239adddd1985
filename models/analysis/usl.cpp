// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/usl.h"

#include <Eigen/Dense>
#include <cmath>
#include <limits>
#include <set>
#include <vector>

namespace headroom::models {

std::optional<double> ScalabilityLaw::bestSize() const {
    if (coherence <= 0) return std::nullopt;
    return std::sqrt(std::max(0.0, 1 - contention) / coherence);
}

Answer<ScalabilityLaw> fitScalability(std::span<const ScalabilityPoint> points) {
    std::set<double> sizes;
    for (const ScalabilityPoint& p : points) {
        if (!std::isfinite(p.size) || p.size < 1 || !isPositive(p.throughput)) {
            return NoAnswer::OutOfRange;
        }
        sizes.insert(p.size);
    }
    if (sizes.size() < 2) return NoAnswer::OutOfRange;
    const auto rows = static_cast<Eigen::Index>(points.size());
    std::optional<ScalabilityLaw> best;
    double least = std::numeric_limits<double>::infinity();
    for (unsigned used = 0; used < 4; ++used) {
        const bool contention = (used & 1U) != 0;
        const bool coherence = (used & 2U) != 0;
        const Eigen::Index columns = 1 + (contention ? 1 : 0) + (coherence ? 1 : 0);
        if (static_cast<std::size_t>(columns) > sizes.size()) continue;
        Eigen::MatrixXd matrix(rows, columns);
        for (Eigen::Index i = 0; i < rows; ++i) {
            const ScalabilityPoint& p = points[static_cast<std::size_t>(i)];
            const double weight = p.throughput / p.size;
            Eigen::Index column = 0;
            matrix(i, column++) = weight;
            if (contention) matrix(i, column++) = weight * (p.size - 1);
            if (coherence) matrix(i, column++) = weight * p.size * (p.size - 1);
        }
        const Eigen::VectorXd ones = Eigen::VectorXd::Ones(rows);
        const Eigen::VectorXd x = matrix.colPivHouseholderQr().solve(ones);
        if (!x.allFinite() || x(0) <= 0 || x.minCoeff() < 0) continue;
        const double error = (matrix * x - ones).squaredNorm();
        if (error >= least) continue;
        least = error;
        ScalabilityLaw law;
        law.single = 1 / x(0);
        if (contention) law.contention = x(1) / x(0);
        if (coherence) law.coherence = x(columns - 1) / x(0);
        best = law;
    }
    if (!best) return NoAnswer::OutOfRange;
    return *best;
}

}  // namespace headroom::models
