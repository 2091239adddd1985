// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/erlang.h"

namespace headroom::models {

Answer<double> erlangB(double offeredLoad, std::int64_t servers) {
    if (!isNonNegative(offeredLoad) || servers < 1) return NoAnswer::OutOfRange;
    if (offeredLoad == 0) return 0.0;
    // 1/B rises with every server; once it cannot be held, B is zero to any precision.
    double inverse = 1;
    for (std::int64_t c = 1; c <= servers; ++c) {
        inverse = 1 + inverse * (static_cast<double>(c) / offeredLoad);
        if (!std::isfinite(inverse)) return 0.0;
    }
    return 1 / inverse;
}

Answer<double> erlangC(double offeredLoad, std::int64_t servers) {
    const auto blocked = erlangB(offeredLoad, servers);
    if (!blocked) return blocked.error();
    const double rho = offeredLoad / static_cast<double>(servers);
    if (rho >= 1) return NoAnswer::Unstable;
    return *blocked / (1 - rho * (1 - *blocked));
}

}  // namespace headroom::models
