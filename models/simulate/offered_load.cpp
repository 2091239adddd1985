// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/offered_load.h"

#include <algorithm>

#include "models/components/users/settings.h"

namespace headroom::models {

namespace {

using engine::Duration;

constexpr double kRequestsPerReplication = 1e6;
constexpr std::int64_t kWindows = 60;

/// From the first line of the logs to the last, as fast as they are replayed.
Duration lengthOfLogs(const Design& design, const Inputs& inputs) {
    Duration longest;
    for (const auto& [node, log] : inputs.logs) {
        const double speed = design.nodes[node].settings.as<UsersSettings>().speed;
        if (log->arrivals.empty()) continue;
        longest = std::max(
            longest,
            Duration::fromNanoseconds(static_cast<double>(log->arrivals.back().offsetNs) / speed));
    }
    return longest;
}

}  // namespace

double offeredRate(const Design& design) {
    double rate = 0;
    for (const Node& node : design.nodes) {
        if (!node.settings.is<UsersSettings>()) continue;
        const auto& settings = node.settings.as<UsersSettings>();
        if (settings.rate) rate += settings.rate->perSecond;
    }
    return rate;
}

bool isTerminating(const Inputs& inputs, const Scenario& scenario) {
    return !inputs.logs.empty() || !scenario.empty();
}

Duration defaultDuration(const Design& design, const Inputs& inputs, const Scenario& scenario) {
    const double rate = offeredRate(design);
    const double seconds = rate > 0 ? kRequestsPerReplication / rate : 60.0;
    const Duration scripted = endOf(scenario) + endOf(scenario) / 2;
    if (inputs.logs.empty()) {
        return std::max(Duration::fromSeconds(std::clamp(seconds, 1.0, 60.0)), scripted);
    }
    const Duration logged = std::max(lengthOfLogs(design, inputs), scripted);
    // Beside a load that never ends there is nothing to wait for.
    return rate > 0 ? logged : logged + Duration::seconds(3600);
}

Duration windowWidth(const Design& design, const Inputs& inputs, Duration duration) {
    const Duration planned =
        inputs.logs.empty() ? duration : std::min(duration, lengthOfLogs(design, inputs));
    Duration width = Duration::milliseconds(1);
    for (int step = 0; width * kWindows < planned; ++step)
        width = step % 3 == 1 ? width / 2 * 5 : width * 2;
    return width;
}

}  // namespace headroom::models
