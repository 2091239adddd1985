// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "models/analysis/answer.h"
#include "models/analysis/network.h"

namespace headroom::models {

/// The exact steady state of a closed product-form network: single servers, many servers, delays,
/// any number of classes.
///
/// The results are those of exact mean value analysis, by another road. The recursion of Reiser and
/// Lavenberg for many servers takes the probability of an empty station as one minus all others,
/// and loses its digits as the station fills up: octave-queueing's gives a negative throughput for
/// 200 customers. Convolution only ever adds and multiplies numbers that are not negative, so its
/// relative error stays that of a few thousand roundings. Conditional MVA (Casale, Queueing Systems
/// 60, 2008) is stable too, but its cost multiplies with every further station of many servers.
///
/// Source: Buzen, "Computational algorithms for closed queueing networks with exponential servers",
///   CACM 16, 1973; several classes: Reiser, Kobayashi, IBM J. R&D 19, 1975. Numbers with an
///   exponent of their own (wide_number.h). A station of c servers is folded in by its first c
///   states and a recursion for the rest. The network without one station, which its mean number
///   needs, comes from folding halves in turn, never from taking a station out again.
/// Cost: O(L * (s + stations * log(stations) * w)), L the product of (population + 1), w the states
///   of at most c customers, of stations that differ. TooLarge beyond some seconds of work.
/// Assumptions: exponential service where first come first served, the same for all classes; any
///   where shared; every class visits something or thinks. Errors: OutOfRange.
Answer<NetworkFigures> solveClosed(const ClosedNetwork& network);

/// Throughput of a network of one class by its population: element n - 1 is for n customers.
/// Source, Cost, Assumptions: as solveClosed.
Answer<std::vector<double>> throughputByPopulation(const ClosedNetwork& network);

/// Whether sizes agree and all values are in range: what solveClosed and its approximations refuse.
bool isClosedNetwork(const ClosedNetwork& network);

}  // namespace headroom::models
