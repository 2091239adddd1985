// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/offered_load.h"

#include <algorithm>

#include "models/components/users/journey.h"
#include "models/components/users/settings.h"
#include "models/describe/sampler.h"

namespace headroom::models {

namespace {

using engine::Duration;

constexpr double kRequestsPerReplication = 1e6;
constexpr std::int64_t kWindows = 60;
// Of a closed load in which nobody thinks, in seconds.
constexpr double kShortestRound = 0.01;

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

/// For as long as the load is changed by one.
Duration lengthOfProfiles(const Design& design, const Inputs& inputs) {
    Duration longest;
    for (std::size_t i = 0; i < design.nodes.size(); ++i) {
        const auto curve = rateCurveOf(design, inputs, i);
        if (curve == nullptr) continue;
        const auto& profile = design.nodes[i].settings.as<UsersSettings>().profile;
        const bool isSpike = profile.shape == Profile::Shape::Spike;
        longest =
            std::max(longest, isSpike ? curve->length() + curve->length() / 2 : curve->length());
    }
    return longest;
}

}  // namespace

double offeredRate(const Design& design, const Inputs& inputs) {
    double rate = 0;
    for (std::size_t i = 0; i < design.nodes.size(); ++i) {
        if (!design.nodes[i].settings.is<UsersSettings>()) continue;
        const auto& settings = design.nodes[i].settings.as<UsersSettings>();
        if (!settings.log.empty()) continue;
        if (settings.load == Load::Closed) {
            const double think = 1e-9 * samplerOf(settings.think).mean();
            rate += static_cast<double>(settings.users) / std::max(think, kShortestRound);
            continue;
        }
        const auto curve = rateCurveOf(design, inputs, i);
        const bool isSessions = settings.load == Load::Sessions;
        rate += (isSessions ? Journey(settings.journey).meanLength() : 1) * settings.perSecond() *
                (curve != nullptr ? curve->highest() : 1);
    }
    return rate;
}

bool isTerminating(const Design& design, const Inputs& inputs, const Scenario& scenario) {
    return !inputs.logs.empty() || !scenario.empty() ||
           lengthOfProfiles(design, inputs) > Duration::zero();
}

Duration defaultDuration(const Design& design, const Inputs& inputs, const Scenario& scenario) {
    const double rate = offeredRate(design, inputs);
    const double seconds = rate > 0 ? kRequestsPerReplication / rate : 60.0;
    const Duration scripted = endOf(scenario) + endOf(scenario) / 2;
    if (const Duration profile = lengthOfProfiles(design, inputs);
        profile > Duration::zero() && inputs.logs.empty()) {
        return std::max(profile, scripted);
    }
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
