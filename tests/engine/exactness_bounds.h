// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include "tests/engine/queueing_worlds.h"

/// How narrow the intervals of the exactness tests have to be.
namespace headroom::tests {

inline constexpr double kMostHalfWidth = 0.02;

struct System {
    std::string id;
    double rho = 0.5;   ///< of the busiest station: sets the length
    double spread = 1;  ///< how much longer than an M/M/1 of this load
    std::function<Figures(const Replication&)> run;
};

/// Figures that are held to a bound of their own instead of the common 2 %, because they hang on
/// few customers of the run. The second entry is the figure's beginning.
struct OwnBound {
    const char* id;
    const char* figure;
    double bound;
};
inline const OwnBound kOwnBounds[] = {
    {"mmc_c8_rho80", "p_empty", 0.15},         // a share of 1.3e-3 of the time
    {"mmc_c16_rho50", "mean_wait", 0.20},      // 0.9 % of the customers wait
    {"mmc_c16_rho50", "p_wait", 0.12},         //
    {"mmc_c64_rho80", "mean_wait", 0.20},      // 5.6 % wait, in long spells
    {"mmc_c64_rho80", "p_wait", 0.12},         //
    {"mmcpct_c64_80", "mean_wait", 0.20},      //
    {"mmcpct_c64_80", "wait_p95", 0.80},       // the 95th percentile lies where waiting begins
    {"mmcpct_c64_80", "", 0.15},               //
    {"mmcpct_c8_50", "wait_p95", 0.40},        // 5.9 % wait: again near where waiting begins
    {"mmck_c16_K64_rho095", "p_block", 0.30},  // 0.36 % are refused
};

inline bool isOfTheTail(const std::string& figure) {
    for (const char* beginning : {"p", "wait", "mean_wait", "mean_queue", "sd", "response_p",
                                  "sigma", "nonpreemptive_wait"}) {
        if (figure.rfind(beginning, 0) == 0 && figure.rfind("ps_", 0) != 0) return true;
    }
    return false;
}

inline bool isMean(const std::string& figure) {
    return !isOfTheTail(figure) || figure.rfind("mean_", 0) == 0 || figure == "wait_mean" ||
           figure.rfind("nonpreemptive_wait", 0) == 0;
}

// Means of response time, number, throughput and use: 2 % up to load 0.9. Waits alone, shares and
// percentiles: 8 %. Near saturation correlations are long: 12 %.
inline double boundOf(const System& system, const std::string& figure) {
    for (const auto& own : kOwnBounds) {
        if (system.id == own.id && figure.rfind(own.figure, 0) == 0 &&
            (own.figure[0] != 0 || isOfTheTail(figure))) {
            return own.bound;
        }
    }
    if (system.rho > 0.9 + 1e-9) return 0.12;
    return isOfTheTail(figure) ? 0.08 : kMostHalfWidth;
}

}  // namespace headroom::tests
