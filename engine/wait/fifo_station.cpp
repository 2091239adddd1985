// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/fifo_station.h"

namespace headroom::engine {

// The job's coroutine is being destroyed: a crash takes it off its server at this instant.
void FifoStation::Use::cancel() {
    if (state_ == State::waiting) {
        station_->leaveQueue(*this);
        return;
    }
    Simulation& simulation = Simulation::current();
    simulation.disown(simulation.arena().at(frame_));
    station_->leave();
}

void FifoStation::enqueue(Use& job) {
    job.state_ = Use::State::waiting;
    ++waiting_;
    waitingOverTime_.change(Simulation::current().now(), 1);
    queue_.pushBack(job);
}

void FifoStation::leaveQueue(Use& job) {
    job.unlink();
    --waiting_;
    waitingOverTime_.change(Simulation::current().now(), -1);
}

void FifoStation::beginFirst() {
    if (busy_ >= servers_ || Simulation::current().stopping()) return;
    auto& first = static_cast<Use&>(queue_.front());
    leaveQueue(first);
    begin(first);
}

void FifoStation::setServers(std::uint32_t servers) {
    servers_ = servers;
    if (Simulation::current().stopping()) return;
    while (waiting_ != 0 && busy_ < servers_)
        beginFirst();
}

}  // namespace headroom::engine
