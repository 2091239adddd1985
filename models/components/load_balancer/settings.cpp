// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/load_balancer/settings.h"
#include "models/components/load_balancer/load_balancer.h"
#include "models/components/load_balancer/outline.h"

namespace headroom::models {

const Kind& loadBalancerKind() {
    static const Kind kind = {
        .key = "load-balancer",
        .title = HEADROOM_TEXT("load-balancer", "Load balancer"),
        .help = HEADROOM_TEXT("load-balancer",
                              "Passes each request on to one instance of the nodes behind it."),
        .roles = {.requests = true, .balances = true},
        .fields =
            {
                field<&LoadBalancerSettings::algorithm>(
                    "algorithm", HEADROOM_TEXT("load-balancer", "Algorithm"),
                    HEADROOM_TEXT("load-balancer", "How the instance is chosen."))
                    .choices(
                        {{"round-robin", HEADROOM_TEXT("load-balancer", "Round robin"),
                          HEADROOM_TEXT("load-balancer", "One after the other.")},
                         {"least-connections", HEADROOM_TEXT("load-balancer", "Least connections"),
                          HEADROOM_TEXT("load-balancer",
                                        "The instance with the fewest requests open.")}})
                    .source(HEADROOM_TEXT("load-balancer",
                                          "what nginx and HAProxy do unless told otherwise")),
                field<&LoadBalancerSettings::cores>(
                    "cores", HEADROOM_TEXT("load-balancer", "Cores"),
                    HEADROOM_TEXT("load-balancer", "Cores of the load balancer."))
                    .range(1, 4096)
                    .resource(Resource::Cpu),
                field<&LoadBalancerSettings::cpu>(
                    "cpu", HEADROOM_TEXT("load-balancer", "CPU time"),
                    HEADROOM_TEXT("load-balancer", "Time of one core for one request."))
                    .demand()
                    .assumed(HEADROOM_TEXT("load-balancer",
                                           "about 20,000 requests per second and core")),
            },
        .metrics = {{"utilization", HEADROOM_TEXT("load-balancer", "CPU utilization"),
                     Quantity::Fraction, Summary::TimeAverage, Resource::Cpu,
                     HEADROOM_TEXT("load-balancer", "Share of the cores that was busy.")}},
        .defaults = [] { return Settings::of(LoadBalancerSettings{}); },
        .check = nullptr,
        .footprint =
            [](const Settings&, double) {
                return Footprint{1, 4096};
            },
        .create = createLoadBalancer,
        .outline = outlineLoadBalancer,
    };
    return kind;
}

}  // namespace headroom::models
