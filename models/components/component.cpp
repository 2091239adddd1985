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
        const double use = r.capacityNs > 0 ? r.inUseNs / r.capacityNs : r.inUse / r.capacity;
        figures.resources.push_back({r.resource, r.key, use, r.capacity});
    }
}

}  // namespace headroom::models
