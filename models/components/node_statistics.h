// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <utility>

#include "engine/simulation.h"
#include "engine/statistics/latency_histogram.h"
#include "engine/statistics/time_average.h"
#include "engine/wait/fifo_station.h"
#include "models/components/component.h"
#include "models/components/trace.h"

namespace headroom::models {

/// A number of units that a component has, and its integral over time.
class Units {
  public:
    explicit Units(std::int64_t units) : level_(engine::Simulation::current().now(), units) {}

    void set(std::int64_t units) { level_.set(engine::Simulation::current().now(), units); }
    void restart() { level_.restart(engine::Simulation::current().now()); }
    std::int64_t count() const { return level_.level(); }
    /// Units times nanoseconds since the last restart.
    double integralNs() const {
        return static_cast<double>(level_.integral(engine::Simulation::current().now()));
    }
    /// Whether there are any, or were since the last restart: what was turned off on the way is
    /// reported to the end.
    bool wereThere() const { return count() > 0 || integralNs() > 0; }

    /// A resource of that many units, of which `inUse` were and are busy.
    ResourceSample sample(Resource resource, const char* key, const engine::TimeAverage& inUse,
                          double demandNs = -1) const {
        const auto now = engine::Simulation::current().now();
        return sample(resource, key, static_cast<double>(inUse.level()),
                      static_cast<double>(inUse.integral(now)), demandNs);
    }
    ResourceSample sample(Resource resource, const char* key, double inUse, double inUseNs,
                          double demandNs = -1) const {
        const auto now = engine::Simulation::current().now();
        return {resource, key,
                inUse,    static_cast<double>(level_.level()),
                inUseNs,  static_cast<double>(level_.integral(now)),
                demandNs};
    }

  private:
    engine::TimeAverage level_;
};

/// Work asked of a resource, on its way to a station.
class Demand {
  public:
    /// Returns the same work.
    engine::Duration note(engine::Duration work) {
        ns_ += work.ns();
        ++jobs_;
        return work;
    }
    /// Work that was noted and is still to be done is that much more, or less.
    void revise(engine::Int128 ns) { ns_ += ns; }
    void restart() { before_ = ns_; }
    /// Since the statistics were restarted.
    double ns() const { return static_cast<double>(ns_ - before_); }

    /// Of a resource whose stations, at this instant, have `pendingNs` to do and were busy for
    /// `busyNs` since the last restart of the statistics.
    WorkBalance balance(const char* key, engine::Int128 pendingNs, engine::Int128 busyNs) const {
        return {key, ns_, jobs_, pendingNs, busyNs};
    }
    WorkBalance balance(const char* key, engine::FifoStation& station) const {
        return balance(key, station.pendingWork().ns(),
                       station.busyOverTime().integral(engine::Simulation::current().now()));
    }

  private:
    engine::Int128 ns_ = 0;
    engine::Int128 before_ = 0;
    std::uint64_t jobs_ = 0;
};

/// The stays of those who come and go, by the stamps they bear.
class Stays {
  public:
    /// Who came at `arrival` goes.
    void left(engine::SimTime arrival) { ended_ += age(arrival); }
    /// Who came at `arrival` is still there: to be told of each, before balance().
    void isThere(engine::SimTime arrival) { there_ += age(arrival); }
    /// `number`: the same, counted by changes. Forgets who is there.
    StayBalance balance(const char* key, const engine::TimeAverage& number) {
        const engine::Int128 stayed = ended_ + std::exchange(there_, 0);
        return {key, number.integral(engine::Simulation::current().now()), stayed};
    }

  private:
    static std::int64_t age(engine::SimTime arrival) {
        return (engine::Simulation::current().now() - arrival).ns();
    }

    engine::Int128 ended_ = 0;
    engine::Int128 there_ = 0;
};

/// What the instances of one component count together. Histograms are a node's, not an instance's:
/// ten thousand of them would not fit into any cache.
class NodeStatistics {
  public:
    // A visit keeps the instant of its arrival and nothing more: it stands in every frame.

    /// Somebody comes, at the instant returned.
    engine::SimTime arrived() {
        ++arrivals_;
        return engine::Simulation::current().now();
    }
    void refused() { ++refused_; }
    /// Somebody goes without having been served, because what was asked of others failed.
    void failed() { ++failed_; }
    /// `request` has spent `time` in the queues of `hop` before being served.
    void waited(Request& request, std::uint64_t hop, engine::Duration time) {
        wait_.record(time);
        request.waited(hop, time);
        if (request.trace != 0) [[unlikely]]
            Tracer::known(request)->waited(hop, time);
    }
    /// `request` takes that much work at `hop`, however long it has to wait for it. Only where the
    /// wait for it is no part of waited().
    static void working(const Request& request, std::uint64_t hop, engine::Duration demand) {
        if (request.trace != 0) [[unlikely]]
            Tracer::known(request)->worked(hop, demand);
    }
    /// Who came at `arrival` goes, having been served.
    void completed(engine::SimTime arrival) {
        ++completions_;
        inside_.record(engine::Simulation::current().now() - arrival);
    }

    void restart() {
        arrivals_ = completions_ = refused_ = failed_ = 0;
        wait_.reset();
        inside_.reset();
    }
    std::uint64_t arrivals() const { return arrivals_; }
    ComponentFigures figures() const {
        ComponentFigures figures;
        figures.arrivals = arrivals_;
        figures.completions = completions_;
        figures.refused = refused_;
        figures.wait = wait_;
        figures.inside = inside_;
        return figures;
    }

    void sample(ComponentSample& sample) const {
        sample.arrivals = arrivals_;
        sample.completions = completions_;
        sample.refused = refused_;
    }

    /// What came, went and is still inside these hosts; see ComponentBalance.
    void balance(ComponentBalance& balance) const {
        balance.arrivals = arrivals_;
        balance.left = completions_ + refused_ + failed_;
    }

  private:
    std::uint64_t arrivals_ = 0;
    std::uint64_t completions_ = 0;
    std::uint64_t refused_ = 0;
    std::uint64_t failed_ = 0;
    engine::LatencyHistogram wait_;
    engine::LatencyHistogram inside_;
};

}  // namespace headroom::models
