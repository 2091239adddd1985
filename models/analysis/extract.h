// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/components/outline.h"
#include "models/describe/text.h"
#include "models/topology/validate.h"

namespace headroom::models {

/// Requests of one source for one endpoint.
struct NetworkClass {
    std::size_t source = 0;    ///< index into design().nodes
    std::size_t endpoint = 0;  ///< index into design().endpoints
    double rate = 0;           ///< per second
    double arrivalScv = 1;     ///< of the gaps of all its source's requests
    bool isPoisson = true;     ///< exactly so
};

/// The users of a closed load: each asks again some time after the reply.
struct NetworkUsers {
    std::size_t source = 0;  ///< index into design().nodes
    std::int64_t count = 0;
    double thinkSeconds = 0;  ///< mean
};

/// One resource of one node: `instances` alike, each with `servers`. Times in seconds.
struct NetworkStation {
    std::size_t node = 0;
    ResourceVisit visit;  ///< as the kind told it; its time is of the last class
    std::int64_t instances = 1;
    std::vector<double> visits;   ///< of one request, by class
    std::vector<double> demands;  ///< seconds of one server for one request, by class
    double arrivalRate = 0;       ///< visits per second, all instances together
    double meanService = 0;       ///< of one visit, all classes together
    double scv = 0;               ///< of that time
    bool exponential = false;     ///< exactly so, with one mean for all classes
    bool constant = false;        ///< exactly one time for all classes

    /// Mean share of the servers that are asked for; above 1: overloaded.
    double utilization() const;
};

/// A call that a node makes for each visit, on the average.
struct NetworkCall {
    Wire wire;
    Operation operation = Operation::serve;
    double times = 0;
    Dealing dealing = Dealing::InTurn;
    std::int64_t choice = 1;  ///< instances that are chosen from
};

/// What a node does for one class and one operation.
struct NetworkVisit {
    std::size_t classIndex = 0;
    Operation operation = Operation::serve;
    double times = 0;  ///< visits of one request
    struct Use {
        std::size_t station;  ///< index into Network::stations
        double seconds;
    };
    std::vector<Use> uses;
    std::vector<NetworkCall> calls;
    double pause = 0;  ///< seconds for which it wants nothing
};

struct NetworkStore {
    StoreSize size;
    std::vector<double> hitRatio;  ///< forecast, by endpoint; 0 where nothing is looked up
    double total = 0;              ///< of all look-ups
};

/// A node as the analysis sees it.
struct NetworkNode {
    std::vector<NetworkVisit> visits;
    std::optional<NetworkStore> store;
    struct Limit {
        const char* key;
        std::int64_t units;  ///< of each instance
    };
    std::vector<Limit> limits;
    std::int64_t instances = 1;
    double arrivalRate = 0;        ///< visits per second
    std::vector<Sentence> doubts;  ///< why formulas are off here
};

/// A design as a network of queues.
struct Network {
    std::vector<NetworkClass> classes;
    std::vector<NetworkUsers> users;  ///< if there are any, all classes are theirs
    std::vector<NetworkStation> stations;
    std::vector<NetworkNode> nodes;  ///< one for each of design().nodes
    std::vector<double> delays;      ///< seconds on links and of pauses, of one request, by class
    bool steady = true;              ///< false: some source has no steady rate
};

/// Visits, demands and flows of every class at every resource, from the design alone. What each
/// kind does with a request is said by its `outline`; calls form no cycle, so the traffic equations
/// are solved by going through the nodes in calling order. Hit ratios are forecast from what then
/// reaches each cache, and the rounds repeated until they stay.
///
/// How often the users of a closed load ask is for who solves the network to say: `rates`, requests
/// per second by node. Without it they ask as often as they can, each at once after its thinking.
///
/// Source: operational analysis (Denning, Buzen 1978); caches: Che's approximation (che.h).
/// Cost: O(rounds * nodes * classes), rounds = depth of caches behind caches + 2.
/// Assumptions: what analyze() lists as reasons.
Network extract(const ValidDesign& design, std::span<const double> rates = {});

}  // namespace headroom::models
