// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/simulation.h"
#include "engine/statistics/fingerprint.h"
#include "engine/statistics/int128.h"
#include "engine/statistics/latency_histogram.h"
#include "engine/statistics/time_average.h"
#include "engine/statistics/windowed_series.h"
#include "models/components/request.h"
#include "models/simulate/request_notes.h"

namespace headroom::models {

/// What happened to the requests of one endpoint, or of all.
struct RequestCounts {
    std::uint64_t ended = 0;
    std::uint64_t failed = 0;  ///< status 400 or more
    /// Of the requests that were answered; nobody waits for an error page.
    engine::LatencyHistogram latency;
    std::array<std::uint64_t, 600> status{};

    void add(const Reply& reply, engine::Duration time) {
        ++ended;
        ++status[reply.status];
        if (reply.ok()) {
            latency.record(time);
        } else {
            ++failed;
        }
    }
    void restart() {
        ended = failed = 0;
        latency.reset();
        status = {};
    }
};

/// What began and ended in a window of time.
struct WindowCounts {
    std::uint64_t begun = 0;
    std::uint64_t ended = 0;
    std::uint64_t failed = 0;
    engine::LatencyHistogram latency;  ///< of the requests answered

    void restart() {
        begun = ended = failed = 0;
        latency.reset();
    }
};

/// Sees every request of a run begin and end.
class Recorder {
  public:
    /// `window`: width of the points of the series, before any merging.
    Recorder(std::uint32_t endpoints, engine::Duration window)
        : endpoints_(endpoints), series_(engine::SimTime::zero(), window) {}

    void began(const Request& request) {
        ++begun_;
        bornOfThoseInFlight_ += request.born.ns();
        for (WindowCounts* window : windows_)
            ++window->begun;
        inFlight_.change(engine::Simulation::current().now(), 1);
    }
    void ended(const Request& request, const Reply& reply) {
        const engine::SimTime now = engine::Simulation::current().now();
        const engine::Duration time = now - request.born;
        inFlight_.change(now, -1);
        bornOfThoseInFlight_ -= request.born.ns();
        spent_ += time.ns();
        ++ended_;
        total_.add(reply, time);
        endpoints_[request.endpoint].add(reply, time);
        series_.at(now).add(time.ns());
        for (WindowCounts* window : windows_) {
            ++window->ended;
            if (reply.ok()) {
                window->latency.record(time);
            } else {
                ++window->failed;
            }
        }
        // Two populations number their requests alike, so the population goes into the number.
        fingerprint_.add(request.number ^ (std::uint64_t{request.population} << 32), request.born,
                         now, reply.status, request.trail);
        if (notes_ != nullptr) [[unlikely]]
            note(request, reply, time);
        haltIfOver();
    }
    /// When every source has sent its last request and all are back, the run ends.
    void sourceBegan() { ++openSources_; }
    void sourceEnded() {
        --openSources_;
        haltIfOver();
    }

    /// Counts everything into `window` too, from now on; whoever owns it empties it.
    void addWindow(WindowCounts& window) { windows_.push_back(&window); }
    /// Notes single requests from now on; nullptr: no more.
    void setNotes(RequestNotes* notes) { notes_ = notes; }
    /// Makes room for endpoints that came later.
    void setEndpoints(std::uint32_t endpoints) {
        if (endpoints > endpoints_.size()) endpoints_.resize(endpoints);
    }

    void restartStatistics(engine::SimTime now) {
        begun_ = 0;
        total_.restart();
        for (RequestCounts& endpoint : endpoints_)
            endpoint.restart();
        inFlight_.restart(now);
        spent_ = 0;
        ended_ = 0;
        spentBefore_ = spentByThoseInFlight(now);
        inFlightBefore_ = inFlight_.level();
        if (notes_ == nullptr) return;
        for (SlowestRequests& slowest : notes_->slowest)
            slowest.clear();
        if (notes_->log != nullptr) notes_->log->clear();
    }

    /// Requests that began, were there at the restart, ended or are there: must be 0.
    std::int64_t flowResidual() const {
        return static_cast<std::int64_t>(begun_) + inFlightBefore_ -
               static_cast<std::int64_t>(ended_) - inFlight_.level();
    }
    /// Little's law since the restart, edges corrected, in request-nanoseconds: the number in
    /// flight over time, known from when it changed, less the time that requests spent, known from
    /// their stamps. Must be 0.
    engine::Int128 littleResidual(engine::SimTime now) const {
        return inFlight_.integral(now) - (spent_ - spentBefore_ + spentByThoseInFlight(now));
    }

    std::uint64_t begun() const { return begun_; }
    const RequestCounts& total() const { return total_; }
    const std::vector<RequestCounts>& endpoints() const { return endpoints_; }
    const engine::TimeAverage& inFlight() const { return inFlight_; }
    /// Response times by the window in which requests ended.
    const engine::WindowedSeries<>& series() const { return series_; }
    /// Of everything since the start, the warm-up included.
    const engine::Fingerprint& fingerprint() const { return fingerprint_; }

  private:
    void note(const Request& request, const Reply& reply, engine::Duration time) {
        const RequestEnd end{
            {request.population, request.number}, request.endpoint, reply.status, time};
        if (reply.ok() && request.endpoint < notes_->slowest.size())
            notes_->slowest[request.endpoint].offer(end);
        if (notes_->log != nullptr) notes_->log->push_back(end);
        if (notes_->tracer != nullptr) notes_->tracer->noteEnd(request, reply.status);
    }
    void haltIfOver() {
        if (openSources_ == 0 && inFlight_.level() == 0) engine::Simulation::current().halt();
    }

    engine::Int128 spentByThoseInFlight(engine::SimTime now) const {
        return engine::Int128{inFlight_.level()} * now.ns() - bornOfThoseInFlight_;
    }

    std::uint64_t begun_ = 0;
    std::uint64_t ended_ = 0;
    engine::Int128 bornOfThoseInFlight_ = 0;  // sum of their instants of birth, ns
    engine::Int128 spent_ = 0;                // by those that ended, ns
    engine::Int128 spentBefore_ = 0;          // before the restart, by those in flight then
    std::int64_t inFlightBefore_ = 0;
    RequestCounts total_;
    std::vector<RequestCounts> endpoints_;
    engine::TimeAverage inFlight_;
    engine::WindowedSeries<> series_;
    engine::Fingerprint fingerprint_;
    std::uint32_t openSources_ = 0;
    std::vector<WindowCounts*> windows_;
    RequestNotes* notes_ = nullptr;
};

}  // namespace headroom::models
