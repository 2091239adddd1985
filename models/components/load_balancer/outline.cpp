// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/load_balancer/outline.h"

#include "models/components/load_balancer/settings.h"
#include "models/describe/sampler.h"

namespace headroom::models {

void outlineLoadBalancer(Outline& outline) {
    const auto& settings = outline.settings<LoadBalancerSettings>();
    ResourceVisit cpu = visitOf(samplerOf(settings.cpu));
    cpu.key = "cpu";
    cpu.servers = settings.cores;
    outline.use(cpu);

    std::int64_t all = 0;
    for (const Wire& wire : outline.wires())
        all += outline.instances(wire);
    const bool inTurn = settings.algorithm == BalancingAlgorithm::RoundRobin;
    for (const Wire& wire : outline.wires()) {
        const double share =
            static_cast<double>(outline.instances(wire)) / static_cast<double>(all);
        outline.call(wire, outline.operation(), share, inTurn ? Dealing::InTurn : Dealing::Shortest,
                     all);
    }
}

}  // namespace headroom::models
