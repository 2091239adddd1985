// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/random/distribution.h"
#include "models/components/request.h"
#include "models/describe/metric.h"
#include "models/describe/text.h"
#include "models/topology/validate.h"

namespace headroom::models {

/// Who is served when several want the same servers.
enum class Sharing {
    FirstCome,  ///< in turn
    Processor,  ///< all at once, each with less
};

/// What one visit takes of a resource of the node.
struct ResourceVisit {
    Resource resource = Resource::Cpu;
    const char* key = "";      ///< lowerCamel, as in results
    std::int64_t servers = 1;  ///< of each instance
    std::int64_t places = 0;   ///< of each instance, waiting or in service; one more is refused
    Sharing sharing = Sharing::FirstCome;
    double meanNs = 0;         ///< of one server
    double scv = 0;            ///< variance / mean^2
    bool exponential = false;  ///< exactly so
    /// Whether the node reports the time lost here as its wait (ComponentFigures::wait).
    bool isReportedWait = true;
};

/// How a caller spreads its calls over the instances it can choose from.
enum class Dealing {
    InTurn,    ///< to each in turn
    Shortest,  ///< to the one with the fewest going on
};

/// What a node keeps by the least-recently-used rule.
struct StoreSize {
    double bytes = 0;
    std::optional<double> entries;
};

/// What a component does with one request on the average: the same steps as its coroutine, told to
/// the analysis. A kind's `outline` is called once for each endpoint and each operation that
/// reaches a node of it, again whenever hit ratios change.
class Outline {
  public:
    virtual ~Outline() = default;
    Outline(const Outline&) = delete;
    Outline& operator=(const Outline&) = delete;

    virtual const Node& node() const = 0;
    virtual std::size_t nodeIndex() const = 0;
    virtual const ValidDesign& design() const = 0;
    /// For a source: nothing is asked of it, and the endpoint is one that it asks for.
    virtual const Endpoint& endpoint() const = 0;
    virtual Operation operation() const = 0;

    /// Links of this node, in the order of the file.
    std::span<const Wire> wires() const { return design().wiresFrom(nodeIndex()); }
    template <class T>
    const T& settings() const {
        return node().settings.as<T>();
    }

    /// Of look-ups for this endpoint in the store that the wire leads to, or, without a wire, in
    /// this node's own. An estimate that becomes better from call to call.
    virtual double hitRatio(const Wire& wire) const = 0;
    virtual double ownHitRatio() const = 0;
    virtual std::int64_t instances(const Wire& wire) const = 0;

    virtual void use(const ResourceVisit& visit) = 0;
    /// At most this many requests inside an instance at once, calls to others included.
    virtual void holds(const char* key, std::int64_t units) = 0;
    /// `times`: on the average; `choice`: instances that the caller chooses from, all wires
    /// together.
    virtual void call(const Wire& wire, Operation operation, double times,
                      Dealing dealing = Dealing::InTurn, std::int64_t choice = 0) = 0;
    virtual void store(const StoreSize& size) = 0;
    /// Time in ns that each request spends here without wanting anything.
    virtual void pause(double ns) = 0;

    // What a source sends: one of the two, and what it asks for, if not for all endpoints by their
    // weights.

    /// Requests per second, the squared coefficient of variation of the gaps between them, and
    /// whether they are a Poisson process.
    virtual void arrivals(double perSecond, double scv, bool isPoisson) = 0;
    /// So many users, each of whom asks again that time after the reply, on the average.
    virtual void users(std::int64_t count, double thinkNs) = 0;
    /// Shares of its requests that are for one of the design's endpoints; those add up.
    virtual void asks(std::size_t endpoint, double share) = 0;

    /// Why formulas are off here, or do not apply at all.
    virtual void doubt(Sentence why) = 0;

  protected:
    Outline() = default;
};

/// A visit that takes a time drawn from a distribution in nanoseconds, and a fixed time more.
inline ResourceVisit visitOf(const engine::Distribution& time, double moreNs = 0) {
    ResourceVisit visit;
    visit.meanNs = time.mean() + moreNs;
    visit.scv = visit.meanNs > 0 ? time.variance() / (visit.meanNs * visit.meanNs) : 0;
    visit.exponential = time.family() == engine::Family::Exponential && moreNs == 0;
    return visit;
}

}  // namespace headroom::models
