// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "models/analysis/answer.h"
#include "models/analysis/extract.h"

namespace headroom::models {

/// What a network does under a closed load.
struct ClosedLoad {
    std::vector<double> rates;  ///< requests per second, by node; 0 where it is no source
    /// Seconds that a visit loses to others, by station and class.
    std::vector<std::vector<double>> lost;
    bool isExact = true;  ///< of the product form; false: too large, so an approximation of it
};

/// Solves a network whose classes all are of users who ask again after the reply: each source is a
/// chain of customers who switch between its endpoints.
///
/// `isWaitedFor`, by node: whether requests wait for what it does. `isPooled`, by node: whether its
/// instances are taken as one as large as all, since each request goes to the least busy; if not,
/// each gets an equal share at random.
///
/// Source: class switching within a chain: Baskett, Chandy, Muntz, Palacios, "Open, closed, and
///   mixed networks of queues with different classes of customers", JACM 22, 1975; the network
///   itself: closed_network.h, or the Linearizer of approximate_mva.h.
/// Cost: as solveClosed, where that is not too large.
/// Assumptions: product form. Errors: those of the solvers.
Answer<ClosedLoad> solveClosedLoad(const Network& network, const std::vector<bool>& isWaitedFor,
                                   const std::vector<bool>& isPooled);

/// The same for a design, of which `network` was extracted: what its stores keep depends on how
/// often users ask, so rates and network are found together. `network` becomes that under those
/// rates. Nothing if it could not be solved.
std::optional<ClosedLoad> solveUsers(const ValidDesign& design, const std::vector<bool>& isPooled,
                                     Network& network);

}  // namespace headroom::models
