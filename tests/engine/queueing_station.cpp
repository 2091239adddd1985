// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/queueing_worlds.h"

#include <algorithm>
#include <cmath>

#include "engine/process.h"
#include "engine/simulation.h"
#include "engine/timeouts.h"
#include "engine/wait/fifo_station.h"
#include "engine/wait/processor_sharing.h"
#include "engine/wait/resource.h"
#include "tests/engine/queueing_sums.h"

namespace headroom::tests {

using namespace headroom::engine;

namespace {

// Nearest rank; reorders the values.
double quantile(std::vector<std::int64_t>& values, double q) {
    if (values.empty()) return 0;
    const auto rank = static_cast<std::ptrdiff_t>(q * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return static_cast<double>(values[static_cast<std::size_t>(rank)]) * 1e-9;
}

class StationWorld {
  public:
    StationWorld(const OpenStation& system, const Replication& replication)
        : system_(system),
          replication_(replication),
          active_(simulation_),
          fifo_(system.servers),
          sharing_(system.servers),
          resource_(
              system.servers, system.mostWaiting,
              system.priorities ? Resource::Discipline::priority : Resource::Discipline::fifo),
          patience_(drawsFor(replication, 7, 7)),
          warmUp_(replication.customers / 10),
          waits_(system.service.size()),
          responses_(system.service.size()) {
        for (std::uint16_t c = 0; c < system.service.size(); ++c) {
            services_.push_back(drawsFor(replication, 1, c));
        }
        if (system.percentiles) {
            responseList_.reserve(replication.customers);
            waitList_.reserve(replication.customers);
        }
    }
    ~StationWorld() { simulation_.stop(); }

    Figures run() {
        if (!system_.modulatedRates.empty()) {
            simulation_.spawn(modulatedSource());
        } else {
            for (std::uint16_t c = 0; c < system_.interarrival.size(); ++c) {
                simulation_.spawn(source(c));
            }
        }
        simulation_.runUntil(SimTime::max());
        return figures();
    }

  private:
    void arrive(std::uint16_t c) {
        if (arrived_ == warmUp_) beginMeasuring();
        if (++arrived_ >= replication_.customers) simulation_.halt();
        switch (system_.kind) {
            case OpenStation::Kind::fifo:
                return simulation_.spawn(queued(c));
            case OpenStation::Kind::processorSharing:
                return simulation_.spawn(shared(c));
            case OpenStation::Kind::delayOnly:
                return simulation_.spawn(delayed(c));
            case OpenStation::Kind::resource:
                break;
        }
        if (system_.patienceRate > 0) return simulation_.spawn(impatient(c));
        simulation_.spawn(leased(c));
    }
    void beginMeasuring() {
        measuring_ = true;
        start_ = simulation_.now();
        completed_ = 0;
        number_.restart(start_);
        empty_.restart(start_);
        fifo_.busyOverTime().restart(start_);
        sharing_.busyOverTime().restart(start_);
        resource_.inUseOverTime().restart(start_);
        fifo_.waitingOverTime().restart(start_);
        resource_.waitingOverTime().restart(start_);
    }
    SimTime enter() {
        const SimTime now = simulation_.now();
        if (measuring_) ++offered_;
        return now;
    }
    void comeIn() {
        number_.change(simulation_.now(), 1);
        if (number_.level() == 1) empty_.set(simulation_.now(), 0);
    }
    void goOut() {
        number_.change(simulation_.now(), -1);
        if (number_.level() == 0) empty_.set(simulation_.now(), 1);
    }
    void record(std::uint16_t c, bool counted, SimTime arrival, Duration wait) {
        goOut();
        ++completed_;
        if (!counted) return;
        const Duration response = simulation_.now() - arrival;
        waits_[c].add(wait.toSeconds());
        responses_[c].add(response.toSeconds());
        allWaits_.add(wait.toSeconds());
        allResponses_.add(response.toSeconds());
        if (wait > Duration::zero()) ++waited_;
        if (system_.percentiles) {
            responseList_.push_back(response.ns());
            waitList_.push_back(wait.ns());
        }
    }

    Process queued(std::uint16_t c) {
        const bool counted = measuring_;
        const SimTime arrival = enter();
        comeIn();
        const Duration work = draw(system_.service[c], services_[c]);
        co_await fifo_.use(work);
        record(c, counted, arrival, simulation_.now() - arrival - work);
    }
    Process shared(std::uint16_t c) {
        const bool counted = measuring_;
        const SimTime arrival = enter();
        comeIn();
        co_await sharing_.use(draw(system_.service[c], services_[c]));
        record(c, counted, arrival, Duration::zero());
    }
    Process delayed(std::uint16_t c) {
        const bool counted = measuring_;
        const SimTime arrival = enter();
        comeIn();
        co_await delay(draw(system_.service[c], services_[c]));
        record(c, counted, arrival, Duration::zero());
    }
    Process leased(std::uint16_t c) {
        const bool counted = measuring_;
        const SimTime arrival = enter();
        const Duration work = draw(system_.service[c], services_[c]);
        if (resource_.inUse() < resource_.units() || resource_.waiting() < system_.mostWaiting) {
            comeIn();
        }
        Lease lease = co_await resource_.acquire(static_cast<std::uint8_t>(c));
        if (!lease) {
            if (counted) ++blocked_;
            co_return;
        }
        const Duration wait = simulation_.now() - arrival;
        co_await delay(work);
        record(c, counted, arrival, wait);
    }
    Process impatient(std::uint16_t c) {
        const bool counted = measuring_;
        const SimTime arrival = enter();
        comeIn();
        const Duration work = draw(system_.service[c], services_[c]);
        const Duration patience = draw(patienceLaw_, patience_);
        Lease lease = co_await resource_.acquire(limits_.limit(arrival + patience));
        const Duration wait = simulation_.now() - arrival;
        if (!lease) {
            goOut();
            if (!counted) co_return;
            ++abandoned_;
            ++waited_;
            allWaits_.add(wait.toSeconds());
            co_return;
        }
        co_await delay(work);
        record(c, counted, arrival, wait);
    }

    Process source(std::uint16_t c) {
        Draws draws = drawsFor(replication_, 2, c);
        Draws sizes = drawsFor(replication_, 3, c);
        const double go = 1 - 1 / system_.meanBatch;
        while (true) {
            co_await delay(draw(system_.interarrival[c], draws));
            arrive(c);
            if (system_.meanBatch > 1) {
                while (sizes.unit() < go)
                    arrive(c);
            }
        }
    }
    Process modulatedSource() {
        Draws draws = drawsFor(replication_, 2, 0);
        std::size_t phase = 0;
        while (true) {
            const double rate = system_.modulatedRates[phase];
            const double both = rate + system_.switchRates[phase];
            co_await delay(draw(exponential(1 / both), draws));
            if (draws.unit() * both < rate) {
                arrive(0);
            } else {
                phase = 1 - phase;
            }
        }
    }

    Figures figures() {
        const SimTime now = simulation_.now();
        const double seconds = (now - start_).toSeconds();
        const double offered = static_cast<double>(offered_);
        const double servers = static_cast<double>(system_.servers);
        Figures f;
        const double response = allResponses_.mean();
        const double wait = allWaits_.mean();
        if (system_.kind == OpenStation::Kind::processorSharing) {
            f["mean_response_ps"] = response;
            f["ps_mean_number"] = number_.mean(now);
            return f;
        }
        for (const char* name :
             {"mean_response", "mean_response_of_accepted", "mean", "mean_response_fifo"}) {
            f[name] = response;
        }
        f["sd"] = std::sqrt(allResponses_.variance());
        f["wait_variance"] = allWaits_.variance();
        f["mean_number"] = number_.mean(now);
        f["throughput"] = static_cast<double>(completed_) / seconds;
        f["p_empty"] = empty_.mean(now);
        f["mean_wait"] = f["wait_mean"] = f["mean_wait_all"] = wait;
        const double waited = static_cast<double>(waited_) / static_cast<double>(allWaits_.count);
        f["p_wait"] = f["p_wait_erlang_c"] = f["sigma_p_wait"] = waited;
        f["p_block"] = static_cast<double>(blocked_) / offered;
        f["p_abandon"] = static_cast<double>(abandoned_) / static_cast<double>(allWaits_.count);
        const bool fifo = system_.kind == OpenStation::Kind::fifo;
        f["utilization"] =
            (fifo ? fifo_.busyOverTime() : resource_.inUseOverTime()).mean(now) / servers;
        f["mean_queue"] = (fifo ? fifo_.waitingOverTime() : resource_.waitingOverTime()).mean(now);
        for (std::size_t c = 0; c < waits_.size(); ++c) {
            f["nonpreemptive_wait/" + std::to_string(c)] = waits_[c].mean();
            f["nonpreemptive_response/" + std::to_string(c)] = responses_[c].mean();
        }
        if (system_.percentiles) {
            struct {
                const char* name;
                double q;
            } const wanted[] = {
                {"p50", 0.5}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}, {"p999", 0.999}};
            for (const auto& [name, q] : wanted) {
                f[name] = f[std::string("response_") + name] = quantile(responseList_, q);
                f[std::string("wait_") + name] = quantile(waitList_, q);
            }
        }
        return f;
    }

    const OpenStation& system_;
    Replication replication_;
    Simulation simulation_;
    Simulation::Activation active_;
    FifoStation fifo_;
    ProcessorSharing sharing_;
    Resource resource_;
    DeadlineHeap limits_;
    Draws patience_;
    Distribution patienceLaw_ = system_.patienceRate > 0 ? exponential(1 / system_.patienceRate)
                                                         : Distribution();
    std::vector<Draws> services_;
    std::uint64_t warmUp_;
    std::uint64_t arrived_ = 0;
    bool measuring_ = false;
    SimTime start_;
    std::uint64_t offered_ = 0, completed_ = 0, waited_ = 0, blocked_ = 0, abandoned_ = 0;
    TimeAverage number_;
    TimeAverage empty_{SimTime::zero(), 1};
    std::vector<Tally> waits_, responses_;
    Tally allWaits_, allResponses_;
    std::vector<std::int64_t> responseList_, waitList_;
};

}  // namespace

Figures runOpenStation(const OpenStation& system, const Replication& replication) {
    return StationWorld(system, replication).run();
}

}  // namespace headroom::tests
