// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/component.h"

#include <cstdlib>

#include "models/components/channel.h"

namespace headroom::models {

Service& Component::instance(std::size_t) {
    std::abort();  // a node without instances is never called: the wiring rules see to it
}

void Component::connect(std::vector<std::unique_ptr<Channel>> channels) {
    channels_ = std::move(channels);
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
