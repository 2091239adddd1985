// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <memory>
#include <optional>

#include "engine/process.h"
#include "engine/wait/fifo_station.h"
#include "engine/wait/processor_sharing.h"
#include "engine/wait/resource.h"
#include "models/components/channel.h"
#include "models/components/contended_cores.h"
#include "models/components/host.h"
#include "models/components/node_statistics.h"
#include "models/components/server/bounded.h"
#include "models/components/server/request_plan.h"
#include "models/components/server/settings.h"
#include "models/workload/workload.h"

namespace headroom::models {

/// Told when an instance that takes no more requests has ended its last one.
class DrainWatch {
  public:
    virtual void drained() = 0;

  protected:
    ~DrainWatch() = default;
};

/// One instance of a server: workers behind a bounded accept queue, and cores that the workers
/// share.
class ServerInstance final : public Service {
  public:
    ServerInstance(World& world, const ServerSettings& settings, const Backends& backends,
                   Shared& shared, std::uint64_t hop, std::size_t index, DrainWatch& watch)
        : world_(world),
          backends_(backends),
          node_(shared),
          watch_(watch),
          hop_(hop),
          index_(index),
          workers_(static_cast<std::uint32_t>(settings.workers),
                   static_cast<std::uint32_t>(settings.queue)) {
        makeCores(settings);
        bound(settings);
    }

    engine::FaultDomain& faultDomain() { return host_.domain(); }
    Host& host() { return host_; }
    /// It is asked for nothing more, or again.
    void setDraining(bool draining) {
        draining_ = draining;
        isEmpty_ = draining && host_.callsInside() == 0;
    }
    /// Whether its capacity counts.
    bool isThere() const { return !draining_ || (!isEmpty_ && host_.callsInside() > 0); }

    /// Work cannot change between disciplines half-way: who is inside fails as redesigned.
    void reconfigure(const ServerSettings& settings) {
        bound(settings);
        if (settings.discipline != discipline_ ||
            models::isContended(settings) != (contended_ != nullptr)) {
            const bool wasUp = host_.isUp();
            faultDomain().remove();
            coresBeforeNs_ += busyCores().integral(world_.simulation.now());
            lostBeforeNs_ += contended_ ? contended_->lostNs() : 0.0;
            makeCores(settings);
            if (wasUp) host_.reopen();
        }
        const auto cores = static_cast<std::uint32_t>(settings.cores);
        if (contended_) {
            contended_->setCores(cores);
            contended_->setLaw(lawOf(settings));
        } else if (shared_) {
            shared_->setCores(cores);
        } else {
            inTurn_->setServers(cores);
        }
        workers_.setUnits(static_cast<std::uint32_t>(settings.workers));
        workers_.setMostWaiting(static_cast<std::uint32_t>(settings.queue));
    }

    engine::Call<Reply> serve(RequestRef request, Operation) override {
        return isBounded_ ? serveBounded(request) : serveFreely(request);
    }

    void restartStatistics(engine::SimTime now) {
        coresBeforeNs_ = 0;
        lostBeforeNs_ = 0;
        workers_.inUseOverTime().restart(now);
        workers_.waitingOverTime().restart(now);
        if (bounded_) bounded_->restart();
        if (contended_) {
            contended_->restart();
        } else if (shared_) {
            shared_->busyOverTime().restart(now);
        } else {
            inTurn_->busyOverTime().restart(now);
            inTurn_->waitingOverTime().restart(now);
        }
    }
    double busyCoresNow() { return static_cast<double>(busyCores().level()); }
    double busyCoresNs(engine::SimTime now) { return static_cast<double>(exactBusyNs(now)); }
    /// Of which they got no work done, because they hindered each other.
    double lostCoresNs() { return lostBeforeNs_ + (contended_ ? contended_->lostNs() : 0.0); }
    engine::Int128 pendingWorkNs() {
        if (contended_) return std::llround(contended_->pendingWorkNs());
        return shared_ ? shared_->pendingWorkNs() : engine::Int128{inTurn_->pendingWork().ns()};
    }
    engine::Int128 exactBusyNs(engine::SimTime now) {
        return coresBeforeNs_ + busyCores().integral(now);
    }
    const engine::TimeAverage& busyWorkers() { return workers_.inUseOverTime(); }
    const engine::TimeAverage& waiting() { return workers_.waitingOverTime(); }
    /// Those that have a worker and want a core that somebody else has.
    std::uint32_t wantingCores() const {
        if (contended_) return contended_->waiting();
        return shared_ ? shared_->jobs() - shared_->busy() : inTurn_->waiting();
    }

    const Bounded* bounded() const { return bounded_.get(); }
    void crashed() {
        if (bounded_ && bounded_->log) bounded_->log->crash();
    }

  private:
    /// Who is inside goes on as it came; what bounds there were stays for those.
    void bound(const ServerSettings& settings) {
        isBounded_ = Bounded::wanted(settings);
        if (bounded_) {
            bounded_->reconfigure(settings);
        } else if (isBounded_) {
            bounded_ = std::make_unique<Bounded>(settings);
        }
    }
    engine::Call<Reply> serveFreely(RequestRef request) {
        const engine::SimTime arrival = node_.statistics.arrived();
        const engine::Lease worker = co_await workers_.acquire();
        if (!worker) {
            node_.statistics.refused();
            if (draining_) [[unlikely]]
                leave();
            co_return Reply::unavailable();
        }
        node_.statistics.waited(*request, hop_, world_.simulation.now() - arrival);

        co_await compute(*request);
        Progress progress;
        while (progress.next(plan(*request))) {
            const Reply reply = co_await makeStep(request, progress);
            progress.note(reply);
        }
        if (draining_) [[unlikely]]
            leave();
        if (progress.hasFailed()) {
            node_.statistics.failed();
            co_return progress.failure();
        }
        node_.statistics.completed(arrival);
        co_return Reply::done(request->bytes);
    }

    // The same through a network interface, into a memory and with a log. A coroutine of its own,
    // because all that a frame could need takes room in it whether it is needed or not.
    engine::Call<Reply> serveBounded(RequestRef request) {
        const engine::SimTime arrival = node_.statistics.arrived();
        if (bounded_->isNetworkOn) co_await bounded_->in->send(bounded_->requestBytes);
        const engine::SimTime received = world_.simulation.now();
        const engine::Lease worker = co_await workers_.acquire();
        if (!worker || isMemoryFull()) {
            if (worker && bounded_->memoryFull == MemoryFull::Restart) {
                world_.simulation.spawn(kill(*this));
                co_await engine::delay(
                    engine::Duration::zero());  // it does not live to see the end
            }
            node_.statistics.refused();
            if (worker) ++node_.memoryRefused;
            if (draining_) leave();
            co_return Reply::unavailable();
        }
        node_.statistics.waited(*request, hop_, world_.simulation.now() - received);

        co_await compute(*request);
        Progress progress;
        while (progress.next(plan(*request))) {
            if (bounded_->isNetworkOn)
                co_await bounded_->out->send(bytesAsking(*request, progress));
            const Reply reply = co_await makeStep(request, progress);
            if (bounded_->isNetworkOn) co_await bounded_->in->send(reply.bytes);
            progress.note(reply);
        }
        if (bounded_->logLines > 0) {
            const auto wait = bounded_->log->write(bounded_->logLines);
            if (wait && *wait > engine::Duration::zero()) co_await engine::delay(*wait);
        }
        const std::uint32_t bytes = progress.hasFailed() ? 0 : request->bytes;
        if (bounded_->isNetworkOn) co_await bounded_->out->send(bytes);
        if (draining_) leave();
        if (progress.hasFailed()) {
            node_.statistics.failed();
            co_return progress.failure();
        }
        node_.statistics.completed(arrival);
        co_return Reply::done(bytes);
    }
    /// What is left with a cache goes there whole.
    std::uint64_t bytesAsking(const Request& request, const Progress& progress) const {
        const bool isPut = progress.step(plan(request)).operation == Operation::cachePut;
        return bounded_->requestBytes + (isPut ? request.bytes : 0);
    }
    /// Counting whoever has just got a worker.
    bool isMemoryFull() const { return workers_.inUse() > bounded_->mostServed; }
    /// From the event loop, because the request for which there was no room runs inside.
    static engine::Process kill(ServerInstance& instance) {
        co_await engine::delay(engine::Duration::zero());
        if (!instance.host_.isUp()) co_return;
        ++instance.node_.memoryKills;
        instance.host_.crash(instance.bounded_->restartTime);
        instance.crashed();
        instance.watch_.drained();
    }
    /// Called by who goes next: is it the last?
    void leave() {
        if (host_.callsInside() > 1) return;
        isEmpty_ = true;
        watch_.drained();
    }
    const engine::TimeAverage& busyCores() {
        if (contended_) return contended_->busyOverTime();
        return shared_ ? shared_->busyOverTime() : inTurn_->busyOverTime();
    }
    void makeCores(const ServerSettings& settings) {
        const auto cores = static_cast<std::uint32_t>(settings.cores);
        discipline_ = settings.discipline;
        contended_.reset();
        if (models::isContended(settings)) {
            shared_.reset();
            inTurn_.reset();
            contended_ = std::make_unique<ContendedCores>(cores,
                                                          discipline_ == Discipline::Fifo
                                                              ? ContendedCores::Order::inTurn
                                                              : ContendedCores::Order::shared,
                                                          lawOf(settings));
        } else if (discipline_ == Discipline::Fifo) {
            shared_.reset();
            inTurn_.emplace(cores);
        } else {
            inTurn_.reset();
            shared_.emplace(cores);
        }
    }
    const EndpointCosts& costs(const Request& request) const {
        return world_.workload.endpoint(request.endpoint);
    }
    Plan plan(const Request& request) const {
        return {backends_, costs(request), request, world_.run};
    }
    engine::Call<Reply> makeStep(const RequestRef& request, const Progress& progress) {
        const Step step = progress.step(plan(*request));
        if (step.together.size() == 1) return step.together.front().make(index_, request);
        if (!step.together.empty()) [[unlikely]]
            return together(index_, request, step.together, world_.run);
        return step.channel->callFrom(index_, request, step.operation);
    }
    // By how many servers there were before, not by which this is: whoever the load balancer
    // chooses finds the same work, and a service behind this server finds work of its own.
    engine::Station::Use compute(Request& request) {
        auto draws = request.draws(world_.run, ask::cpu, request.servers++);
        const auto work = engine::Duration::fromNanoseconds(costs(request).cpu.sample(draws));
        NodeStatistics::working(request, hop_, work);
        node_.cpu.note(work);
        return cores().use(work);
    }
    engine::Station& cores() {
        if (contended_) return *contended_;
        if (shared_) return *shared_;
        return *inTurn_;
    }

    World& world_;
    const Backends& backends_;
    Shared& node_;
    DrainWatch& watch_;
    bool draining_ = false;
    bool isEmpty_ = false;  // draining, and the last one is on its way out
    std::uint64_t hop_;
    std::size_t index_;
    engine::Resource workers_;
    Discipline discipline_ = Discipline::ProcessorSharing;
    std::optional<engine::FifoStation> inTurn_;
    std::optional<engine::ProcessorSharing> shared_;
    std::unique_ptr<ContendedCores> contended_;  // instead of either
    bool isBounded_ = false;
    std::unique_ptr<Bounded> bounded_;  // once it was
    // Busy before the discipline changed, and of that without getting work done.
    engine::Int128 coresBeforeNs_ = 0;
    double lostBeforeNs_ = 0;
    Host host_;
};

}  // namespace headroom::models
