// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/general_arrivals.h"

#include <Eigen/Dense>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>
#include <utility>

#include "models/analysis/root.h"

namespace headroom::models {

Answer<RenewalArrivals> RenewalArrivals::deterministic(double rate) {
    if (!isPositive(rate)) return NoAnswer::OutOfRange;
    return RenewalArrivals{rate, 0, [rate](double s) { return -std::expm1(-s / rate); }};
}

Answer<RenewalArrivals> RenewalArrivals::poisson(double rate) {
    if (!isPositive(rate)) return NoAnswer::OutOfRange;
    return RenewalArrivals{rate, 1, [rate](double s) { return s / (rate + s); }};
}

Answer<RenewalArrivals> RenewalArrivals::erlang(std::int64_t phases, double rate) {
    if (!isPositive(rate) || phases < 1) return NoAnswer::OutOfRange;
    const auto k = static_cast<double>(phases);
    return RenewalArrivals{
        rate, 1 / k, [rate, k](double s) { return -std::expm1(-k * std::log1p(s / (k * rate))); }};
}

Answer<RenewalArrivals> RenewalArrivals::hyperexponential(std::vector<double> probabilities,
                                                          std::vector<double> rates) {
    if (probabilities.empty() || probabilities.size() != rates.size()) {
        return NoAnswer::OutOfRange;
    }
    double total = 0;
    double first = 0;
    double second = 0;
    for (std::size_t i = 0; i < rates.size(); ++i) {
        if (!isNonNegative(probabilities[i]) || !isPositive(rates[i])) return NoAnswer::OutOfRange;
        total += probabilities[i];
        first += probabilities[i] / rates[i];
        second += 2 * probabilities[i] / (rates[i] * rates[i]);
    }
    if (std::abs(total - 1) > 1e-9 || !isPositive(first)) return NoAnswer::OutOfRange;
    return RenewalArrivals{
        1 / first, second / (first * first) - 1,
        [probabilities = std::move(probabilities), rates = std::move(rates)](double s) {
            double sum = 0;
            for (std::size_t i = 0; i < rates.size(); ++i)
                sum += probabilities[i] * s / (rates[i] + s);
            return sum;
        }};
}

Answer<RenewalStation> gim1(const RenewalArrivals& arrivals, double meanService) {
    if (!isPositive(arrivals.rate) || !isPositive(meanService) || !arrivals.complement) {
        return NoAnswer::OutOfRange;
    }
    const double rho = arrivals.rate * meanService;
    if (rho >= 1) return NoAnswer::Unstable;
    const double mu = 1 / meanService;
    const double free = rootOfFalling(
        [&](double s) { return s > 0 ? arrivals.complement(mu * s) / s - 1 : 1 / rho - 1; }, 0, 1);
    if (!(free > 0)) return NoAnswer::Unstable;  // too close to 1 for doubles to tell
    RenewalStation station;
    station.times = {1 - free, mu * free, mu};
    StationFigures& f = station.figures;
    f.utilization = rho;
    f.throughput = arrivals.rate;
    f.waitProbability = 1 - free;
    f.emptyProbability = 1 - rho;
    f.meanResponse = meanService / free;
    f.meanWait = f.meanResponse - meanService;
    f.meanQueue = arrivals.rate * f.meanWait;
    f.meanNumber = arrivals.rate * f.meanResponse;
    return station;
}

namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

/// The generator of the chain, or nothing if the input is none.
std::optional<Matrix> generatorOf(const ModulatedArrivals& arrivals) {
    const std::size_t n = arrivals.rates.size();
    if (n == 0 || n > 200 || arrivals.transitions.size() != n) return std::nullopt;
    Matrix q = Matrix::Zero(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n));
    for (std::size_t i = 0; i < n; ++i) {
        if (!isNonNegative(arrivals.rates[i]) || arrivals.transitions[i].size() != n) {
            return std::nullopt;
        }
        for (std::size_t j = 0; j < n; ++j) {
            if (i == j) continue;
            const double rate = arrivals.transitions[i][j];
            if (!isNonNegative(rate)) return std::nullopt;
            q(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = rate;
            q(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(i)) -= rate;
        }
    }
    return q;
}

/// x with x A = 0 and x weights = 1.
std::optional<Vector> leftNullVector(const Matrix& a, const Vector& weights) {
    Matrix system = a.transpose();
    system.row(system.rows() - 1) = weights.transpose();
    Vector right = Vector::Zero(a.rows());
    right(a.rows() - 1) = 1;
    const Eigen::FullPivLU<Matrix> lu(system);
    if (!lu.isInvertible()) return std::nullopt;
    return Vector(lu.solve(right));
}

Vector toVector(const std::vector<double>& values) {
    return Eigen::Map<const Vector>(values.data(), static_cast<Eigen::Index>(values.size()));
}

}  // namespace

double ModulatedArrivals::meanRate() const {
    const auto q = generatorOf(*this);
    if (!q) return 0;
    const auto share = leftNullVector(*q, Vector::Ones(q->rows()));
    return share ? share->dot(toVector(rates)) : 0;
}

Answer<StationFigures> mmppm1(const ModulatedArrivals& arrivals, double meanService) {
    if (arrivals.rates.size() > 200) return NoAnswer::TooLarge;
    const auto q = generatorOf(arrivals);
    if (!q || !isPositive(meanService)) return NoAnswer::OutOfRange;
    const double mean = arrivals.meanRate();
    if (!isPositive(mean)) return NoAnswer::OutOfRange;
    const double mu = 1 / meanService;
    if (mean >= mu) return NoAnswer::Unstable;

    const Eigen::Index n = q->rows();
    const Matrix identity = Matrix::Identity(n, n);
    const Matrix up = toVector(arrivals.rates).asDiagonal();
    const Matrix down = mu * identity;
    const Matrix stay = *q - up - down;
    // Logarithmic reduction: G, the phase in which a level is left downwards for the first time.
    const Eigen::PartialPivLU<Matrix> inverse(-stay);
    Matrix rise = inverse.solve(up);
    Matrix fall = inverse.solve(down);
    Matrix g = fall;
    Matrix product = rise;
    bool atRest = false;
    for (int i = 0; i < 100 && !atRest; ++i) {
        const Eigen::PartialPivLU<Matrix> twoSteps(identity - rise * fall - fall * rise);
        rise = twoSteps.solve(Matrix(rise * rise));
        fall = twoSteps.solve(Matrix(fall * fall));
        const Matrix more = product * fall;
        g += more;
        product *= rise;
        atRest = more.cwiseAbs().maxCoeff() < 1e-16;
    }
    if (!atRest) return NoAnswer::NotConverged;
    const Matrix r = up * (-(stay + up * g)).inverse();
    const Matrix sum = (identity - r).inverse();  // of all powers of R
    const auto empty = leftNullVector(*q - up + r * down, sum.rowwise().sum());
    if (!empty) return NoAnswer::NotConverged;
    StationFigures f;
    f.throughput = mean;
    f.utilization = mean * meanService;
    f.emptyProbability = empty->sum();
    f.meanNumber = (empty->transpose() * r * sum * sum).sum();
    // An arrival sees the phases in proportion to their rates.
    const Vector rates = toVector(arrivals.rates);
    f.waitProbability = 1 - empty->dot(rates) / mean;
    f.meanResponse = f.meanNumber / mean;
    f.meanWait = f.meanResponse - meanService;
    f.meanQueue = f.meanNumber - f.utilization;
    if (!std::isfinite(f.meanNumber)) return NoAnswer::NotConverged;
    return f;
}

Answer<PeriodicNumber> periodicMminf(double meanRate, double amplitude, double periodSeconds,
                                     double meanService) {
    if (!isPositive(meanRate) || !(amplitude >= 0 && amplitude <= 1) ||
        !isPositive(periodSeconds) || !isPositive(meanService)) {
        return NoAnswer::OutOfRange;
    }
    const double omega = 2 * std::numbers::pi / periodSeconds;
    const double gamma = omega * meanService;
    const double mean = meanRate * meanService;
    const double swing = mean * amplitude / std::sqrt(1 + gamma * gamma);
    return PeriodicNumber{mean, mean + swing, mean - swing, std::atan(gamma) / omega};
}

Answer<SpikeBacklog> spikeBacklog(double spikeRate, double baseRate, double capacity,
                                  double spikeSeconds) {
    if (!isNonNegative(spikeRate) || !isNonNegative(baseRate) || !isPositive(capacity) ||
        !isNonNegative(spikeSeconds)) {
        return NoAnswer::OutOfRange;
    }
    if (baseRate >= capacity) return NoAnswer::Unstable;
    const double peak = std::max(0.0, spikeRate - capacity) * spikeSeconds;
    return SpikeBacklog{peak, peak / capacity, peak / (capacity - baseRate)};
}

}  // namespace headroom::models
