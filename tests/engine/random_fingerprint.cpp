// SPDX-License-Identifier: GPL-3.0-or-later
// Prints one line a sampler and elementary function: its name and a hash of all bits of a few
// thousand results. The lines are the same in every build and on every processor; a change of a
// sampler changes its line, and all results of simulations with it.
#include <array>
#include <bit>
#include <cstdint>
#include <cstdio>

#include "engine/random/discrete.h"
#include "engine/random/distribution.h"
#include "engine/random/math.h"
#include "engine/random/poisson.h"
#include "engine/random/zipf.h"

using namespace headroom::engine;

namespace {

constexpr RunKey kRun{20240229, 3};

template <class NextBits>
void print(const char* name, NextBits next) {
    std::uint64_t hash = 0;
    for (std::uint64_t i = 0; i < 4000; ++i) {
        // A fresh source for each, as requests have; some take more numbers than others.
        Draws draws = Draws::forRequest(kRun, 1, i, Purpose{7});
        hash = (std::rotl(hash, 5) ^ next(draws)) * 0x9E3779B97F4A7C15u;
    }
    std::printf("%-34s %016llx\n", name, static_cast<unsigned long long>(hash));
}

void print(const char* name, const Checked<Distribution>& distribution) {
    print(name, [&](Draws& d) { return std::bit_cast<std::uint64_t>(distribution->sample(d)); });
}

/// Over arguments of all magnitudes within 2^-scale .. 2^scale.
void printFunction(const char* name, double (*function)(double), double scale, bool negative) {
    print(name, [&](Draws& d) {
        double x = math::exp((2 * d.unit() - 1) * scale * 0.69);
        if (negative && d.unit() < 0.5) x = -x;
        return std::bit_cast<std::uint64_t>(function(x));
    });
}

}  // namespace

int main() {
    print("bits", [](Draws& d) { return d.bits(); });
    print("below 1000003", [](Draws& d) { return d.below(1'000'003); });
    Draws node = Draws::forNode(kRun, hashText("app-1"), Purpose{2});
    print("node", [&](Draws&) { return node.bits(); });

    printFunction("log", math::log, 1000, false);
    printFunction("log1p", math::log1p, 60, false);
    printFunction("exp", math::exp, 9, true);
    printFunction("expm1", math::expm1, 9, true);
    printFunction("logGamma", math::logGamma, 100, false);
    printFunction("normalCdf", math::normalCdf, 4, true);
    print("normalQuantile",
          [](Draws& d) { return std::bit_cast<std::uint64_t>(math::normalQuantile(d.unit())); });
    print("pow", [](Draws& d) {
        const double x = math::exp(20 * d.unit() - 10);
        return std::bit_cast<std::uint64_t>(math::pow(x, 40 * d.unit() - 20));
    });

    print("uniform 1 3", Distribution::uniform(1, 3));
    print("exponential 2", Distribution::exponential(2));
    print("erlang 4 2", Distribution::erlang(4, 2));
    print("erlang 100 2", Distribution::erlang(100, 2));
    print("hyperexponential 2 scv 9", Distribution::hyperexponential(2, 9));
    print("gamma 2 cv 0.5", Distribution::gamma(2, 0.5));
    print("gamma 2 cv 3", Distribution::gamma(2, 3));
    print("lognormal 2 cv 0.5", Distribution::lognormal(2, 0.5));
    print("lognormal p50 1 p99 20", Distribution::lognormalFromPercentiles(0.5, 1, 0.99, 20));
    print("bounded-pareto 1.5 1 1000", Distribution::boundedPareto(1.5, 1, 1000));
    print("weibull 0.7 2", Distribution::weibull(0.7, 2));
    print("empirical", Distribution::empirical({5, 1, 2, 8}, {1, 2, 3, 0.5}));

    const std::array<double, 5> weights = {1, 2, 0, 3, 0.5};
    const auto discrete = Discrete::fromWeights(weights);
    print("discrete", [&](Draws& d) { return std::uint64_t{discrete->sample(d)}; });
    for (const double alpha : {0.0, 0.6, 1.0, 1.2}) {
        const auto zipf = Zipf::over(1'000'000'000, alpha);
        std::array<char, 40> name{};
        std::snprintf(name.data(), name.size(), "zipf 1e9 alpha %g", alpha);
        print(name.data(), [&](Draws& d) { return zipf->sample(d); });
    }
    for (const double mean : {3.0, 50.0, 1e6}) {
        const auto poisson = Poisson::withMean(mean);
        std::array<char, 40> name{};
        std::snprintf(name.data(), name.size(), "poisson %g", mean);
        print(name.data(), [&](Draws& d) { return poisson->sample(d); });
    }
}
