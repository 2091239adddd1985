// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include "models/analysis/answer.h"

namespace headroom::models {

/// Wait and response in a FIFO station with exponential service whose wait is zero with probability
/// 1 - waitProbability and exponential otherwise: M/M/1, M/M/c, GI/M/1. Rates per second.
struct ExponentialWait {
    double waitProbability = 0;
    double waitRate = 0;     ///< of the wait of those who wait
    double serviceRate = 0;  ///< of one server

    double waitTail(double seconds) const;      ///< P(wait > t)
    double responseTail(double seconds) const;  ///< P(response > t)
    /// Seconds; 0.99 is the 99th percentile. Precondition: 0 <= p < 1.
    double waitQuantile(double p) const;
    double responseQuantile(double p) const;
};

/// The wait in M/D/1 FIFO.
/// Source: Franx, "A simple solution for the M/D/c waiting time distribution", OR Letters 29, 2001,
///   with one server; the numbers in system by the recursion of M/G/1 in tails, in which nothing is
///   subtracted (Tijms, A First Course in Stochastic Models, 9.2). Erlang's own series alternates
///   and loses every digit within some twenty services.
/// Cost: O(k^2) to be built, where nearly all wait less than k services; O(k) a probability.
/// Assumptions: Poisson arrivals, constant service.
class ConstantServiceWait {
  public:
    /// Errors: Unstable for a load >= 1; TooLarge beyond 0.999, where `meanWait` is all one needs.
    static Answer<ConstantServiceWait> of(double arrivalRate, double service);

    double tail(double seconds) const;  ///< P(wait > t)
    double quantile(double p) const;    ///< seconds

  private:
    ConstantServiceWait(double arrivalRate, double service, std::vector<double> cumulative)
        : arrivalRate_(arrivalRate), service_(service), cumulative_(std::move(cumulative)) {}

    double arrivalRate_;
    double service_;
    std::vector<double> cumulative_;  // P(at most n wait)
};

}  // namespace headroom::models
