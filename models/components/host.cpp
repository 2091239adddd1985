// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/host.h"

#include <algorithm>

#include "engine/simulation.h"

namespace headroom::models {

engine::Process Host::comeBack(Host& host, engine::Duration outage) {
    co_await engine::delay(outage);
    if (engine::Simulation::current().now() >= host.downUntil_) host.domain_.restore();
}

void Host::crash(std::optional<engine::Duration> outage) {
    engine::Simulation& simulation = engine::Simulation::current();
    const engine::SimTime until = outage ? simulation.now() + *outage : engine::SimTime::max();
    downUntil_ = std::max(downUntil_, until);
    domain_.crash();
    if (outage) simulation.spawn(comeBack(*this, *outage));
}

void Host::restore() {
    downUntil_ = engine::Simulation::current().now();
    domain_.restore();
}

void Host::remove() {
    downUntil_ = engine::SimTime::max();
    domain_.remove();
}

}  // namespace headroom::models
