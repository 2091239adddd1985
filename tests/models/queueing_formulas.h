// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

/// Exact results that the tests of components compare with.
namespace headroom::tests {

/// M/M/c/K: Poisson arrivals at rate lambda, c servers of rate mu, at most `most` inside; who finds
/// it full is lost. Source: birth-death process, as in any text on queueing.
class FiniteQueue {
  public:
    FiniteQueue(double lambda, double mu, int servers, int most)
        : lambda_(lambda), mu_(mu), servers_(servers), p_{1} {
        double all = 1;
        for (int n = 1; n <= most; ++n) {
            p_.push_back(p_.back() * lambda / (mu * std::min(n, servers)));
            all += p_.back();
        }
        for (double& p : p_)
            p /= all;
    }
    double blocked() const { return p_.back(); }
    double throughput() const { return lambda_ * (1 - blocked()); }
    /// Busy servers, as a share of all.
    double utilization() const { return throughput() / mu_ / servers_; }
    /// Mean of min(n, limit): how many of those inside hold one of `limit` places.
    double holding(int limit) const {
        double sum = 0;
        for (std::size_t n = 0; n < p_.size(); ++n)
            sum += p_[n] * std::min(static_cast<int>(n), limit);
        return sum;
    }
    double number() const { return holding(static_cast<int>(p_.size())); }
    /// Of who is let in, by Little's law.
    double response() const { return number() / throughput(); }

  private:
    double lambda_;
    double mu_;
    int servers_;
    std::vector<double> p_;
};

/// GI/M/1 with Erlang-k interarrival times of rate lambda: mean response 1 / (mu (1 - sigma)),
/// sigma the root of sigma = A*(mu (1 - sigma)) in (0, 1), A* the Laplace-Stieltjes transform.
inline double erlangArrivalsResponse(int phases, double lambda, double mu) {
    double sigma = lambda / mu;
    for (int i = 0; i < 10'000; ++i)
        sigma = std::pow(phases * lambda / (phases * lambda + mu * (1 - sigma)), phases);
    return 1 / (mu * (1 - sigma));
}

}  // namespace headroom::tests
