// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/fifo_station.h"

namespace headroom::engine {

// A crash takes the job off its server, or out of the queue, at this instant.
void FifoStation::cancel(StationJob& job) {
    const std::uint64_t name = job.name();
    if (name % 2 == 0) {
        waitingWork_ -= static_cast<std::uint64_t>(queue_[name / 2].work.ns());
        queue_[name / 2].job = nullptr;
        oneWaitsNoMore();
        return;
    }
    Simulation& simulation = Simulation::current();
    simulation.disown(simulation.arena().at(static_cast<BlockHandle>(name / 2)));
    freeServer();
}

void FifoStation::enqueue(StationJob& job, BlockHandle frame) {
    const std::uint64_t place = queue_.push({job.work(), &job, frame});
    waitingWork_ += static_cast<std::uint64_t>(queue_[place].work.ns());
    job.enter(place * 2);
    ++waiting_;
    waitingOverTime_.change(Simulation::current().now(), 1);
}

void FifoStation::oneWaitsNoMore() {
    --waiting_;
    waitingOverTime_.change(Simulation::current().now(), -1);
    while (!queue_.empty() && queue_.front().job == nullptr)
        queue_.dropFront();
}

void FifoStation::beginFirst() {
    StationJob& job = *queue_.front().job;
    const Duration work = queue_.front().work;
    const BlockHandle frame = queue_.front().frame;
    waitingWork_ -= static_cast<std::uint64_t>(work.ns());
    queue_.dropFront();
    oneWaitsNoMore();
    begin(job, work, frame);
}

void FifoStation::setServers(std::uint32_t servers) {
    servers_ = servers;
    if (Simulation::current().stopping()) return;
    while (waiting_ != 0 && busy_ < servers_) {
        oneMoreBusy();
        beginFirst();
    }
}

}  // namespace headroom::engine
