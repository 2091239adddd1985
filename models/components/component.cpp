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

}  // namespace headroom::models
