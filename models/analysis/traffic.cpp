// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/traffic.h"

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>
#include <algorithm>
#include <cmath>

namespace headroom::models {

Answer<std::vector<double>> solveTraffic(std::span<const double> external,
                                         std::span<const Branch> branches) {
    const std::size_t n = external.size();
    if (!std::ranges::all_of(external, isNonNegative)) return NoAnswer::OutOfRange;
    std::vector<Eigen::Triplet<double>> entries;
    entries.reserve(n + branches.size());
    for (std::size_t i = 0; i < n; ++i)
        entries.emplace_back(static_cast<int>(i), static_cast<int>(i), 1.0);
    for (const Branch& b : branches) {
        if (b.from >= n || b.to >= n || !isNonNegative(b.mean)) return NoAnswer::OutOfRange;
        entries.emplace_back(static_cast<int>(b.to), static_cast<int>(b.from), -b.mean);
    }
    std::vector<double> rates(n, 0.0);
    if (n == 0) return rates;
    const auto size = static_cast<Eigen::Index>(n);
    Eigen::SparseMatrix<double> matrix(size, size);
    matrix.setFromTriplets(entries.begin(), entries.end());
    Eigen::SparseLU<Eigen::SparseMatrix<double>> solver;
    solver.compute(matrix);
    if (solver.info() != Eigen::Success) return NoAnswer::OutOfRange;
    const Eigen::VectorXd solution =
        solver.solve(Eigen::Map<const Eigen::VectorXd>(external.data(), size));
    double largest = 0;
    double arriving = 0;
    for (std::size_t i = 0; i < n; ++i) {
        arriving += external[i];
        rates[i] = solution(static_cast<Eigen::Index>(i));
        largest = std::max(largest, std::abs(rates[i]));
    }
    // A cycle that nothing leaves is singular but for rounding.
    if (!(largest <= 1e12 * arriving) && largest > 0) return NoAnswer::OutOfRange;
    for (double& rate : rates) {
        // A negative flow is a cycle that gains with every turn; what is tiny is rounding.
        if (!std::isfinite(rate) || rate < -1e-9 * largest) return NoAnswer::OutOfRange;
        rate = std::max(rate, 0.0);
    }
    return rates;
}

Answer<std::vector<double>> visitRatios(std::size_t stations, std::span<const Branch> branches,
                                        std::size_t reference) {
    if (reference >= stations) return NoAnswer::OutOfRange;
    std::vector<double> leaving(stations, 0.0);
    std::vector<double> external(stations, 0.0);
    std::vector<Branch> inner;
    for (const Branch& b : branches) {
        if (b.from >= stations || b.to >= stations || !isNonNegative(b.mean)) {
            return NoAnswer::OutOfRange;
        }
        leaving[b.from] += b.mean;
        if (b.to == reference) continue;
        if (b.from == reference) {
            external[b.to] += b.mean;
        } else {
            inner.push_back(b);
        }
    }
    for (const double sum : leaving) {
        if (sum != 0 && std::abs(sum - 1) > 1e-9) return NoAnswer::OutOfRange;
    }
    if (leaving[reference] == 0) return NoAnswer::OutOfRange;
    auto visits = solveTraffic(external, inner);
    if (visits) (*visits)[reference] = 1;
    return visits;
}

}  // namespace headroom::models
