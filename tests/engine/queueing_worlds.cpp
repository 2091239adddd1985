// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/queueing_worlds.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>

#include "engine/process.h"
#include "engine/simulation.h"
#include "engine/task.h"
#include "engine/timeouts.h"
#include "engine/wait/fifo_station.h"
#include "engine/wait/group.h"
#include "engine/wait/processor_sharing.h"
#include "engine/wait/resource.h"

namespace headroom::tests {

using namespace headroom::engine;

namespace {

Draws drawsFor(const Replication& r, std::uint64_t node, std::uint16_t purpose) {
    return Draws::forNode({r.seed, r.number}, node, Purpose{purpose});
}

Duration draw(const Distribution& distribution, Draws& draws) {
    return Duration::fromSeconds(distribution.sample(draws));
}

Distribution exponential(double mean) {
    return *Distribution::exponential(mean);
}

// Nearest rank; reorders the values.
double quantile(std::vector<std::int64_t>& values, double q) {
    if (values.empty()) return 0;
    const auto rank = static_cast<std::ptrdiff_t>(q * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return static_cast<double>(values[static_cast<std::size_t>(rank)]) * 1e-9;
}

struct Tally {
    std::uint64_t count = 0;
    double sum = 0;
    double squares = 0;
    void add(double x) {
        ++count;
        sum += x;
        squares += x * x;
    }
    double mean() const { return count == 0 ? 0 : sum / static_cast<double>(count); }
    double variance() const {
        const double m = mean();
        return count == 0 ? 0 : squares / static_cast<double>(count) - m * m;
    }
};

// ---------------------------------------------------------------- one station

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

// ---------------------------------------------------------------- networks

class NetworkWorld {
  public:
    NetworkWorld(const Network& network, const Replication& replication)
        : network_(network),
          replication_(replication),
          active_(simulation_),
          stations_(network.servers.size()),
          classes_(network.visits.size()),
          warmUp_(replication.customers / 10),
          perClass_(classes_),
          perVisit_(classes_ * stations_),
          number_(classes_ * stations_),
          busy_(stations_) {
        for (std::size_t k = 0; k < stations_; ++k) {
            fifo_.push_back(std::make_unique<FifoStation>(network.servers[k]));
            sharing_.push_back(std::make_unique<ProcessorSharing>(network.servers[k]));
        }
        for (std::size_t c = 0; c < classes_; ++c) {
            for (std::size_t k = 0; k < stations_; ++k) {
                laws_.push_back(exponential(network.meanService[c][k]));
                draws_.push_back(drawsFor(replication, 10 + c, static_cast<std::uint16_t>(k)));
            }
        }
    }
    ~NetworkWorld() { simulation_.stop(); }

    Figures run() {
        for (std::size_t c = 0; c < network_.arrivalRate.size(); ++c) {
            simulation_.spawn(source(c));
        }
        for (std::size_t c = 0; c < network_.population.size(); ++c) {
            think_.push_back(drawsFor(replication_, 20, static_cast<std::uint16_t>(c)));
        }
        for (std::size_t c = 0; c < network_.population.size(); ++c) {
            for (std::uint32_t i = 0; i < network_.population[c]; ++i)
                simulation_.spawn(user(c));
        }
        simulation_.runUntil(SimTime::max());
        return figures();
    }

  private:
    Task<> pass(std::size_t c) {
        const bool counted = measuring_;
        const SimTime begin = simulation_.now();
        for (std::size_t k = 0; k < stations_; ++k) {
            const std::size_t at = c * stations_ + k;
            for (std::uint32_t v = 0; v < network_.visits[c][k]; ++v) {
                const SimTime arrival = simulation_.now();
                number_[at].change(arrival, 1);
                const Duration work = draw(laws_[at], draws_[at]);
                if (network_.processorSharing) {
                    co_await sharing_[k]->use(work);
                } else {
                    co_await fifo_[k]->use(work);
                }
                number_[at].change(simulation_.now(), -1);
                if (counted) perVisit_[at].add((simulation_.now() - arrival).toSeconds());
            }
        }
        if (counted) perClass_[c].add((simulation_.now() - begin).toSeconds());
        if (measuring_) ++perClassDone(c);
        if (done_ == warmUp_) beginMeasuring();
        if (++done_ >= replication_.customers) simulation_.halt();
    }
    std::uint64_t& perClassDone(std::size_t c) {
        if (completed_.size() < classes_) completed_.resize(classes_);
        return completed_[c];
    }
    void beginMeasuring() {
        measuring_ = true;
        start_ = simulation_.now();
        for (auto& number : number_)
            number.restart(start_);
        for (std::size_t k = 0; k < stations_; ++k) {
            fifo_[k]->busyOverTime().restart(start_);
            sharing_[k]->busyOverTime().restart(start_);
        }
    }
    Process one(std::size_t c) { co_await pass(c); }
    Process source(std::size_t c) {
        Draws draws = drawsFor(replication_, 2, static_cast<std::uint16_t>(c));
        const Distribution law = exponential(1 / network_.arrivalRate[c]);
        while (true) {
            co_await delay(draw(law, draws));
            simulation_.spawn(one(c));
        }
    }
    Process user(std::size_t c) {
        const Distribution law = exponential(network_.think[c]);
        while (true) {
            co_await delay(draw(law, think_[c]));
            co_await pass(c);
        }
    }
    Figures figures() {
        const SimTime now = simulation_.now();
        const double seconds = (now - start_).toSeconds();
        Figures f;
        for (std::size_t c = 0; c < classes_; ++c) {
            const std::string i = std::to_string(c);
            f["class_response/" + i] = perClass_[c].mean();
            f["class_throughput/" + i] = static_cast<double>(perClassDone(c)) / seconds;
            for (std::size_t k = 0; k < stations_; ++k) {
                const std::string j =
                    classes_ == 1 ? std::to_string(k) : i + "/" + std::to_string(k);
                f["Q/" + j] = number_[c * stations_ + k].mean(now);
                f["R_per_visit/" + j] = perVisit_[c * stations_ + k].mean();
            }
        }
        if (classes_ == 1) {
            f["X"] = f["class_throughput/0"];
            f["R"] = f["R_system"] = f["system_response"] = f["class_response/0"];
            for (std::size_t k = 0; k < stations_; ++k) {
                auto& busy = network_.processorSharing ? sharing_[k]->busyOverTime()
                                                       : fifo_[k]->busyOverTime();
                f["U/" + std::to_string(k)] = busy.mean(now) / network_.servers[k];
            }
            f["U"] = f["U/0"];
            f["Q"] = f["Q/0"];
        }
        return f;
    }

    const Network& network_;
    Replication replication_;
    Simulation simulation_;
    Simulation::Activation active_;
    std::size_t stations_, classes_;
    std::uint64_t warmUp_;
    std::uint64_t done_ = 0;
    bool measuring_ = false;
    SimTime start_;
    std::vector<std::unique_ptr<FifoStation>> fifo_;
    std::vector<std::unique_ptr<ProcessorSharing>> sharing_;
    std::vector<Distribution> laws_;
    std::vector<Draws> draws_, think_;
    std::vector<Tally> perClass_, perVisit_;
    std::vector<std::uint64_t> completed_;
    std::vector<TimeAverage> number_, busy_;
};

class ForkJoinWorld {
  public:
    ForkJoinWorld(double arrivalRate, double serviceRate, const Replication& r)
        : active_(simulation_),
          arrivals_(drawsFor(r, 2, 0)),
          services_{drawsFor(r, 1, 0), drawsFor(r, 1, 1)},
          gap_(exponential(1 / arrivalRate)),
          service_(exponential(1 / serviceRate)),
          customers_(r.customers) {}
    ~ForkJoinWorld() { simulation_.stop(); }
    Figures run() {
        simulation_.spawn(source());
        simulation_.runUntil(SimTime::max());
        return {{"mean_response_exact", responses_.mean()}};
    }

  private:
    Task<> branch(std::size_t i) { co_await stations_[i].use(draw(service_, services_[i])); }
    Process job(bool counted) {
        const SimTime arrival = simulation_.now();
        {
            Group<Task<>> group(2);
            group.add(branch(0));
            group.add(branch(1));
            co_await group.all();
        }
        if (counted) responses_.add((simulation_.now() - arrival).toSeconds());
    }
    Process source() {
        for (std::uint64_t i = 0; i < customers_; ++i) {
            co_await delay(draw(gap_, arrivals_));
            simulation_.spawn(job(i >= customers_ / 10));
        }
        simulation_.halt();
    }
    Simulation simulation_;
    Simulation::Activation active_;
    FifoStation stations_[2] = {FifoStation(1), FifoStation(1)};
    Draws arrivals_;
    Draws services_[2];
    Distribution gap_, service_;
    std::uint64_t customers_;
    Tally responses_;
};

class SinusoidalWorld {
  public:
    SinusoidalWorld(double base, double amplitude, double frequency, double serviceRate,
                    const Replication& r)
        : active_(simulation_),
          base_(base),
          amplitude_(amplitude),
          frequency_(frequency),
          arrivals_(drawsFor(r, 2, 0)),
          services_(drawsFor(r, 1, 0)),
          service_(exponential(1 / serviceRate)) {}
    ~SinusoidalWorld() { simulation_.stop(); }
    Figures run(double peakLag, std::uint64_t customers) {
        simulation_.spawn(source());
        const double period = 2 * std::numbers::pi / frequency_;
        const auto periods = static_cast<int>(static_cast<double>(customers) / (base_ * period));
        const double peakAt = period / 4 + peakLag;
        Tally peak, trough;
        const int warmUp = 3;
        simulation_.runUntil(SimTime::zero() + Duration::fromSeconds(warmUp * period));
        const SimTime start = simulation_.now();
        number_.restart(start);
        for (int i = warmUp; i < warmUp + periods; ++i) {
            simulation_.runUntil(SimTime::zero() + Duration::fromSeconds(i * period + peakAt));
            peak.add(static_cast<double>(number_.level()));
            simulation_.runUntil(SimTime::zero() +
                                 Duration::fromSeconds((i + 0.5) * period + peakAt));
            trough.add(static_cast<double>(number_.level()));
        }
        simulation_.runUntil(start + Duration::fromSeconds((periods + 1) * period));
        return {{"mean", number_.mean(simulation_.now())},
                {"peak", peak.mean()},
                {"trough", trough.mean()}};
    }

  private:
    Process job() {
        number_.change(simulation_.now(), 1);
        co_await delay(draw(service_, services_));
        number_.change(simulation_.now(), -1);
    }
    // Thinning (Lewis & Shedler 1979).
    Process source() {
        const double most = base_ * (1 + amplitude_);
        const Distribution gap = exponential(1 / most);
        while (true) {
            co_await delay(draw(gap, arrivals_));
            const double t = simulation_.now().toSeconds();
            const double rate = base_ * (1 + amplitude_ * std::sin(frequency_ * t));
            if (arrivals_.unit() * most < rate) simulation_.spawn(job());
        }
    }
    Simulation simulation_;
    Simulation::Activation active_;
    double base_, amplitude_, frequency_;
    Draws arrivals_, services_;
    Distribution service_;
    TimeAverage number_;
};

class SpikeWorld {
  public:
    explicit SpikeWorld(double serviceRate)
        : active_(simulation_), work_(Duration::fromSeconds(1 / serviceRate)) {}
    ~SpikeWorld() { simulation_.stop(); }
    Figures run(double spike, double base, double length) {
        simulation_.spawn(source(spike, base, length));
        simulation_.runUntil(SimTime::zero() + Duration::fromSeconds(10 * length));
        return {{"peak_backlog", static_cast<double>(peak_)},
                {"max_wait_s", longest_.toSeconds()},
                {"drain_s", drained_.toSeconds() - length}};
    }

  private:
    Process job() {
        const SimTime arrival = simulation_.now();
        co_await station_.use(work_);
        const Duration wait = simulation_.now() - arrival - work_;
        longest_ = std::max(longest_, wait);
        if (wait > work_) drained_ = simulation_.now();
    }
    Process source(double spike, double base, double length) {
        while (simulation_.now().toSeconds() < 5 * length) {
            simulation_.spawn(job());
            peak_ = std::max(peak_, station_.waiting());
            const double rate = simulation_.now().toSeconds() < length ? spike : base;
            co_await delay(Duration::fromSeconds(1 / rate));
        }
    }
    Simulation simulation_;
    Simulation::Activation active_;
    FifoStation station_{1};
    Duration work_;
    Duration longest_;
    SimTime drained_;
    std::uint32_t peak_ = 0;
};

}  // namespace

Figures runOpenStation(const OpenStation& system, const Replication& replication) {
    return StationWorld(system, replication).run();
}
Figures runNetwork(const Network& network, const Replication& replication) {
    return NetworkWorld(network, replication).run();
}
Figures runForkJoin(double arrivalRate, double serviceRate, const Replication& replication) {
    return ForkJoinWorld(arrivalRate, serviceRate, replication).run();
}
Figures runSinusoidal(double base, double amplitude, double frequency, double serviceRate,
                      double peakLag, const Replication& replication) {
    return SinusoidalWorld(base, amplitude, frequency, serviceRate, replication)
        .run(peakLag, replication.customers);
}
Figures runSpike(double spike, double base, double serviceRate, double length) {
    return SpikeWorld(serviceRate).run(spike, base, length);
}

}  // namespace headroom::tests
