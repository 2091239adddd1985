// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/component.h"

#include <cstdlib>
#include <utility>

#include "models/components/channel.h"

namespace headroom::models {

Service& Component::instance(std::size_t) {
    std::abort();  // a node without instances is never called: the wiring rules see to it
}

void Component::connect(std::vector<std::unique_ptr<Channel>> channels) {
    channels_ = std::move(channels);
    for (const auto& channel : channels_)
        channel->setCallers(instances());
}

std::vector<std::unique_ptr<Channel>> Component::takeChannels() {
    return std::exchange(channels_, {});
}

void Component::targetsChanged() {
    for (const auto& channel : channels_)
        channel->targetsChanged();
}

void Component::retire() {
    for (std::size_t i = 0; i < instances(); ++i) {
        if (Host* machine = host(i)) machine->remove();
    }
}

Reply Component::recall(Request& request, Operation, std::int64_t) {
    return Reply::done(request.bytes);
}

std::optional<RequestRef> Component::requestBefore(std::uint64_t) {
    return std::nullopt;
}

void Component::addResources(ComponentFigures& figures) {
    ComponentSample now;
    sample(now);
    for (const ResourceSample& r : now.resources) {
        const double level = r.capacity > 0 ? r.inUse / r.capacity : 0;
        const double use = r.capacityNs > 0 ? r.inUseNs / r.capacityNs : level;
        figures.resources.push_back(
            {r.resource, r.key, use, r.capacity, r.inUseNs, r.demandNs, r.isKept});
    }
}

void Component::addPoolTimeouts(ComponentFigures& figures) const {
    bool isAny = false;
    double timeouts = 0;
    for (const auto& channel : channels_) {
        isAny = isAny || channel->hasPoolWait();
        timeouts += static_cast<double>(channel->poolTimeouts());
    }
    if (isAny) figures.metrics.push_back({"poolTimeouts", timeouts});
}

void Component::sampleChannels(ComponentSample& sample) {
    for (const auto& channel : channels_) {
        channel->setCallers(instances());
        channel->samplePool(sample);
    }
}

void Component::restartChannels() {
    for (const auto& channel : channels_)
        channel->restartStatistics();
}

}  // namespace headroom::models
