// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/random/distribution.h"

/// The queueing systems of theory, built from the kernel's stations. Every function runs one
/// replication and gives its figures by name; times in seconds. `customers` are counted from the
/// start, the first tenth is warm-up and dropped.
namespace headroom::tests {

using Figures = std::map<std::string, double>;

struct Replication {
    std::uint64_t seed;
    std::uint32_t number;
    std::uint64_t customers;
};

/// One station with one queue.
struct OpenStation {
    enum class Kind { fifo, processorSharing, resource, delayOnly };
    Kind kind = Kind::fifo;
    std::uint32_t servers = 1;
    std::vector<engine::Distribution> interarrival;  ///< one a class
    std::vector<engine::Distribution> service;       ///< one a class
    std::uint32_t mostWaiting = ~std::uint32_t{0};   ///< resource only
    bool priorities = false;                         ///< resource only
    double patienceRate = 0;                         ///< resource only; 0: no limit
    double meanBatch = 1;                            ///< geometric from 1; 1: single arrivals
    std::vector<double> modulatedRates;              ///< MMPP of two phases instead of interarrival
    std::vector<double> switchRates;
    bool percentiles = false;
};
Figures runOpenStation(const OpenStation& system, const Replication& replication);

/// Several stations, visited in turn: station 0 visits[c][0] times, then station 1, ...
struct Network {
    bool processorSharing = false;
    std::vector<std::uint32_t> servers;
    std::vector<std::vector<double>> meanService;    ///< [class][station], exponential
    std::vector<std::vector<std::uint32_t>> visits;  ///< [class][station]
    std::vector<double> arrivalRate;                 ///< open; one a class
    std::vector<std::uint32_t> population;           ///< closed; one a class
    std::vector<double> think;                       ///< closed; one a class, exponential
};
Figures runNetwork(const Network& network, const Replication& replication);

/// Two M/M/1 queues, fork and join.
Figures runForkJoin(double arrivalRate, double serviceRate, const Replication& replication);

/// M(t)/M/infinity with rate base (1 + amplitude sin(frequency t)).
Figures runSinusoidal(double base, double amplitude, double frequency, double serviceRate,
                      double peakLag, const Replication& replication);

/// D/D/1: arrivals every 1 / spike for `length` seconds, then every 1 / base.
Figures runSpike(double spike, double base, double serviceRate, double length);

}  // namespace headroom::tests
