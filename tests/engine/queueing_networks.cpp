// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/queueing_worlds.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>

#include "engine/process.h"
#include "engine/simulation.h"
#include "engine/task.h"
#include "engine/wait/fifo_station.h"
#include "engine/wait/group.h"
#include "engine/wait/processor_sharing.h"
#include "tests/engine/queueing_sums.h"

namespace headroom::tests {

using namespace headroom::engine;

namespace {

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
          number_(classes_ * stations_) {
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
    std::vector<TimeAverage> number_;
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
