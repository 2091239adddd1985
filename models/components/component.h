// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/call.h"
#include "engine/statistics/int128.h"
#include "engine/statistics/latency_histogram.h"
#include "models/components/host.h"
#include "models/components/request.h"
#include "models/describe/metric.h"
#include "models/topology/validate.h"

namespace headroom::models {

class Channel;
class Recorder;
class Tracer;
class Workload;

/// What the components of one running system share.
struct World {
    engine::Simulation& simulation;
    engine::RunKey run;
    const Workload& workload;
    Recorder& recorder;
    const ValidDesign& design;  ///< its wiring as it is now; settings may have changed since
    Tracer* tracer = nullptr;   ///< nullptr: nothing is traced
};

/// One instance that can be called over a channel.
class Service {
  public:
    virtual ~Service() = default;
    virtual engine::Call<Reply> serve(RequestRef request, Operation operation) = 0;

    /// As serve(), for coroutines: what they pass by value takes room in their frame.
    engine::Call<Reply> call(const RequestRef& request, Operation operation) {
        return serve(request, operation);
    }
};

/// How busy one resource of a component was, over all instances.
struct ResourceUse {
    Resource resource = Resource::None;
    const char* key = "";    ///< lowerCamel, as in results
    double utilization = 0;  ///< 0 to 1
    double capacity = 0;     ///< units there are
    double busyNs = 0;       ///< measured: units in use times nanoseconds
    double demandNs = -1;    ///< drawn; see ResourceSample
    bool isKept = false;     ///< see ResourceSample
};

/// What a component reports of a stretch of time.
struct ComponentFigures {
    std::uint64_t arrivals = 0;
    std::uint64_t completions = 0;
    std::uint64_t refused = 0;        ///< turned away because a queue was full
    double queueMean = 0;             ///< number waiting, over all instances and queues
    engine::LatencyHistogram wait;    ///< of who was served: time in this component's queues
    engine::LatencyHistogram inside;  ///< from arrival to reply, what it called included
    std::vector<ResourceUse> resources;
    struct MetricValue {
        const char* key;
        double value;
    };
    std::vector<MetricValue> metrics;
};

/// One resource of a component at an instant.
struct ResourceSample {
    Resource resource = Resource::None;
    const char* key = "";  ///< lowerCamel, as in results
    double inUse = 0;      ///< units now
    double capacity = 0;   ///< units there are now
    /// Integrals of the two since the last restart of the statistics, units times nanoseconds. What
    /// is not integrated, such as a filled memory, has 0 in both.
    double inUseNs = 0;
    double capacityNs = 0;
    /// What was asked of it since then, units times nanoseconds: drawn by who comes, where inUseNs
    /// is measured at the station. Negative: units are held for as long as it takes.
    double demandNs = -1;
    /// Filled for a purpose and kept so, as the memory of a cache: how full it is does not follow
    /// the load, and being full is no limit.
    bool isKept = false;
};

/// Those who wait at a component for one thing.
struct QueueSample {
    const char* key = "";                                       ///< what they wait for
    double waiting = 0;                                         ///< now, over all instances
    double capacity = std::numeric_limits<double>::infinity();  ///< one more is refused
};

/// Two counts of which one is a part of the other, since the last restart of the statistics.
struct RatioSample {
    const char* key = "";  ///< of the metric it is, lowerCamel
    std::uint64_t part = 0;
    std::uint64_t whole = 0;
};

/// A component at an instant: counters since the last restart of the statistics, and levels. Cheap
/// enough to be taken of every component thirty times a second; what happened between two instants
/// is the difference of two samples.
struct ComponentSample {
    std::uint64_t arrivals = 0;
    std::uint64_t completions = 0;
    std::uint64_t refused = 0;
    std::vector<ResourceSample> resources;
    std::vector<QueueSample> queues;
    std::vector<RatioSample> ratios;

    /// Empties it and keeps the memory.
    void clear() {
        arrivals = completions = refused = 0;
        resources.clear();
        queues.clear();
        ratios.clear();
    }
};

/// The work of one resource of a component, from two sides.
struct WorkBalance {
    const char* key = "";          ///< of the resource
    engine::Int128 drawnNs = 0;    ///< work drawn for it since the beginning
    std::uint64_t jobs = 0;        ///< and for how many
    engine::Int128 pendingNs = 0;  ///< of it not done yet
    engine::Int128 busyNs =
        0;  ///< servers at work times time, since the last restart of statistics
};

/// How many were somewhere in a component over time, and for how long by the stamps they bear.
struct StayBalance {
    const char* key = "";         ///< of what is there: "messages"
    engine::Int128 numberNs = 0;  ///< their number over time, since the last restart of statistics
    /// The stays of all there ever were, up to now.
    engine::Int128 stayedNs = 0;
};

/// Sides of a component that are counted apart and have to agree: the difference of two of these,
/// the first taken at a restart of the statistics, is what the audit looks at.
struct ComponentBalance {
    std::uint64_t arrivals = 0;  ///< counted by who came, since the restart
    std::uint64_t left = 0;      ///< counted by who went
    std::uint64_t inside = 0;    ///< coroutines that there are
    std::uint64_t lost = 0;      ///< of those, ended by crashes and removals, since the beginning
    std::vector<WorkBalance> work;
    std::vector<StayBalance> stays;

    void addHost(const Host& host) {
        inside += host.callsInside();
        lost += host.callsLost();
    }
};

/// A node of the design as it runs: its instances, and what connects them to others.
class Component {
  public:
    virtual ~Component() = default;
    Component(const Component&) = delete;
    Component& operator=(const Component&) = delete;

    virtual std::size_t instances() const { return 0; }
    /// Precondition: i < instances().
    virtual Service& instance(std::size_t i);
    /// Takes the channels to what this node's links lead to, in the order of the file.
    virtual void connect(std::vector<std::unique_ptr<Channel>> channels);
    /// Takes back what connect() was given.
    std::vector<std::unique_ptr<Channel>> takeChannels();
    /// Begins to do what nobody asks for: arrivals. Called once all are connected.
    virtual void start() {}
    // Changes while running; called between events.

    /// Other settings of the same kind. What stays keeps its state: more of something is there at
    /// once, less of it takes effect as it is given back, instances that are too many take no more
    /// requests and finish those they have.
    virtual void reconfigure(const Settings&) {}
    /// What a channel leads to has another number of instances.
    virtual void targetsChanged();
    /// What instance i runs on; nullptr if it cannot fail.
    virtual Host* host(std::size_t) { return nullptr; }
    /// Instance i has crashed; it forgets what it had in memory.
    virtual void crashed(std::size_t) {}
    /// A cache: loses all it keeps and goes on.
    virtual void flush() {}
    /// It is no longer in the design: what is inside fails as redesigned, nothing new begins.
    virtual void retire();

    // The time before the run, for what remembers.

    /// What serve() would answer of what is remembered, without taking time or being counted; `at`
    /// in nanoseconds of a clock of its own.
    virtual Reply recall(Request& request, Operation operation, std::int64_t at);
    /// The request a source would have sent n requests ago; none if it sends what it is told.
    virtual std::optional<RequestRef> requestBefore(std::uint64_t n);
    /// Rate of those, a second.
    virtual double rateBefore() const { return 0; }
    /// Look-ups that recall() made here, and how many found something.
    struct Recalled {
        std::uint64_t lookups = 0;
        std::uint64_t hits = 0;
    };
    /// Nothing if it does not remember anything, or begins empty.
    virtual std::optional<Recalled> recalled() const { return std::nullopt; }
    /// What it remembers, as of the instant `at` of recall's clock, to be taken over by another
    /// system's component of the same node; it cannot be changed.
    virtual std::shared_ptr<const void> memory(std::int64_t /*at*/) const { return nullptr; }
    virtual void remember(const std::shared_ptr<const void>&) {}

    /// Forgets the statistics of the warm-up.
    virtual void restartStatistics() { restartChannels(); }
    virtual ComponentFigures figures() { return {}; }
    /// Appends what there is now to an empty sample.
    virtual void sample(ComponentSample& sample) { sampleChannels(sample); }

    /// Calls that each instance wants to have at once; whoever hands out more keeps them waiting.
    virtual std::int64_t wantedAtOnce() const { return std::numeric_limits<std::int64_t>::max(); }
    /// Nothing if nobody can be inside. Called between events.
    virtual std::optional<ComponentBalance> balance() { return std::nullopt; }

  protected:
    Component() = default;
    /// The connections this component keeps open to others, where links bound them.
    void sampleChannels(ComponentSample& sample);
    void restartChannels();
    /// Calls that failed because no connection of a pool became free, if they wait with a limit.
    void addPoolTimeouts(ComponentFigures& figures) const;
    /// Resources of a sample as those of a stretch of time.
    void addResources(ComponentFigures& figures);

    std::vector<std::unique_ptr<Channel>> channels_;
};

/// What a kind gets to make a component from a node.
struct Assembly {
    World& world;
    const ValidDesign& design;
    std::size_t node;  ///< index into design().nodes

    const Node& description() const { return design.design().nodes[node]; }
    template <class T>
    const T& settings() const {
        return description().settings.as<T>();
    }
    /// Names the node in trails and streams, whatever else is in the design.
    std::uint64_t nodeHash() const { return engine::hashText(description().id); }
};

}  // namespace headroom::models
