// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/general_stations.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <numbers>

#include "models/analysis/erlang.h"
#include "models/analysis/markov_stations.h"

namespace headroom::models {

namespace {

/// Figures that follow from the mean wait by Little's law.
StationFigures fromWait(double arrivalRate, double meanService, double servers, double wait) {
    StationFigures f;
    f.utilization = arrivalRate * meanService / servers;
    f.throughput = arrivalRate;
    f.meanWait = wait;
    f.meanResponse = wait + meanService;
    f.meanQueue = arrivalRate * wait;
    f.meanNumber = arrivalRate * f.meanResponse;
    return f;
}

}  // namespace

Answer<SingleServer> mg1(double arrivalRate, const ServiceMoments& service) {
    const double mean = service.first;
    // A variance below zero by more than rounding is no variance.
    if (!isPositive(arrivalRate) || !isPositive(mean) || !std::isfinite(service.second) ||
        service.second < mean * mean * (1 - 1e-12)) {
        return NoAnswer::OutOfRange;
    }
    if (service.third && !isPositive(*service.third)) return NoAnswer::OutOfRange;
    const double rho = arrivalRate * mean;
    if (rho >= 1) return NoAnswer::Unstable;
    const double wait = arrivalRate * service.second / (2 * (1 - rho));
    SingleServer station{fromWait(arrivalRate, mean, 1, wait), std::nullopt};
    station.figures.waitProbability = rho;
    station.figures.emptyProbability = 1 - rho;
    if (service.third) {
        station.waitVariance = wait * wait + arrivalRate * *service.third / (3 * (1 - rho));
    }
    return station;
}

Answer<StationFigures> mg1ProcessorSharing(double arrivalRate, double meanService) {
    return mgcProcessorSharing(arrivalRate, meanService, 1);
}

Answer<StationFigures> mgcProcessorSharing(double arrivalRate, double meanService,
                                           std::int64_t servers) {
    const auto same = mmc(arrivalRate, meanService, servers);
    if (!same) return same.error();
    return same->figures;
}

Answer<StationFigures> mdc(double arrivalRate, double service, std::int64_t servers) {
    if (!isPositive(arrivalRate) || !isPositive(service) || servers < 1) {
        return NoAnswer::OutOfRange;
    }
    if (servers > 100'000) return NoAnswer::TooLarge;
    using Complex = std::complex<double>;
    const double load = arrivalRate * service;
    const auto c = static_cast<double>(servers);
    const double rho = load / c;
    if (rho >= 1) return NoAnswer::Unstable;
    // Zeros come in conjugate pairs; the one at -1's branch (c even) is real.
    double queue = (load * load - c * (c - 1)) / (2 * (c - load));
    double logFree = std::log(c - load);  // of the probability that a server is free
    for (std::int64_t k = 1; 2 * k <= servers; ++k) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(k) / c;
        const Complex w(std::cos(angle), std::sin(angle));
        Complex z = 0;
        for (int i = 0; i < 20; ++i)
            z = w * std::exp(rho * (z - 1.0));
        for (int i = 0; i < 50; ++i) {
            const Complex image = w * std::exp(rho * (z - 1.0));
            const Complex step = (z - image) / (1.0 - rho * image);
            z -= step;
            if (std::abs(step) < 1e-16) break;
        }
        const double pair = 2 * k == servers ? 1 : 2;
        queue += pair * (1.0 / (1.0 - z)).real();
        logFree -= pair * std::log(std::abs(1.0 - z));
    }
    queue = std::max(queue, 0.0);
    StationFigures f = fromWait(arrivalRate, service, c, queue / arrivalRate);
    f.waitProbability = std::clamp(-std::expm1(logFree), 0.0, 1.0);
    return f;
}

Answer<StationFigures> allenCunneen(double arrivalRate, double meanService, std::int64_t servers,
                                    double arrivalScv, double serviceScv) {
    if (!isNonNegative(arrivalScv) || !isNonNegative(serviceScv)) return NoAnswer::OutOfRange;
    const auto markov = mmc(arrivalRate, meanService, servers);
    if (!markov) return markov.error();
    StationFigures f = fromWait(arrivalRate, meanService, static_cast<double>(servers),
                                markov->figures.meanWait * (arrivalScv + serviceScv) / 2);
    f.waitProbability = markov->figures.waitProbability;
    return f;
}

Answer<double> kingmanBound(double arrivalRate, double meanService, double arrivalScv,
                            double serviceScv) {
    if (!isPositive(arrivalRate) || !isPositive(meanService) || !isNonNegative(arrivalScv) ||
        !isNonNegative(serviceScv)) {
        return NoAnswer::OutOfRange;
    }
    const double rho = arrivalRate * meanService;
    if (rho >= 1) return NoAnswer::Unstable;
    const double variances =
        arrivalScv / (arrivalRate * arrivalRate) + serviceScv * meanService * meanService;
    return arrivalRate * variances / (2 * (1 - rho));
}

Answer<StationFigures> bulkArrivals(double groupRate, double meanSize, double secondMomentOfSize,
                                    double meanService) {
    if (!isPositive(groupRate) || !(meanSize >= 1) || !isPositive(meanService) ||
        !std::isfinite(secondMomentOfSize) ||
        secondMomentOfSize < meanSize * meanSize * (1 - 1e-12)) {
        return NoAnswer::OutOfRange;
    }
    const double arrivalRate = groupRate * meanSize;
    const double rho = arrivalRate * meanService;
    if (rho >= 1) return NoAnswer::Unstable;
    const double number = rho * (1 + secondMomentOfSize / meanSize) / (2 * (1 - rho));
    StationFigures f = fromWait(arrivalRate, meanService, 1, number / arrivalRate - meanService);
    f.emptyProbability = 1 - rho;
    return f;
}

Answer<double> mm1ShortestRemaining(double arrivalRate, double meanService) {
    if (!isPositive(arrivalRate) || !isPositive(meanService)) return NoAnswer::OutOfRange;
    const double rho = arrivalRate * meanService;
    if (rho >= 1) return NoAnswer::Unstable;
    // Sizes in units of the mean service. Of a job of size u: waiting for work of smaller jobs, and
    // staying, interrupted by smaller ones; the second is written as an integral over the tail.
    const auto density = [rho](double u) {
        const double tail = std::exp(-u);
        const double free = 1 - rho + rho * tail * (1 + u);
        const double smaller = 2 - tail * (2 + 2 * u + u * u);
        const double waiting = rho * (smaller + u * u * tail) / (2 * free * free);
        return tail * (waiting + 1 / free);
    };
    // Gauss and Legendre with five points; sizes beyond 60 means have no weight.
    static constexpr std::array<double, 5> kAt = {-0.906179845938663993, -0.538469310105683091, 0,
                                                  0.538469310105683091, 0.906179845938663993};
    static constexpr std::array<double, 5> kWeight = {0.236926885056189088, 0.478628670499366468,
                                                      0.568888888888888889, 0.478628670499366468,
                                                      0.236926885056189088};
    constexpr int kPanels = 1'000;
    constexpr double kHalf = 60.0 / kPanels / 2;
    double sum = 0;
    for (int panel = 0; panel < kPanels; ++panel) {
        const double centre = (2 * panel + 1) * kHalf;
        for (std::size_t i = 0; i < kAt.size(); ++i)
            sum += kHalf * kWeight[i] * density(centre + kHalf * kAt[i]);
    }
    return sum * meanService;
}

}  // namespace headroom::models
