// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/run/node_watch.h"

#include <algorithm>

#include "engine/random/draws.h"
#include "models/simulate/system.h"

namespace headroom::app {

namespace {

// What is shown looks back between once and twice as far.
constexpr auto kStretch = engine::Duration::seconds(5);

engine::Duration latencyOf(const models::RequestTrace& trace) {
    return trace.ended - trace.born;
}

engine::LatencyHistogram difference(engine::LatencyHistogram now,
                                    const engine::LatencyHistogram& before) {
    now.subtract(before);
    return now;
}

}  // namespace

void NodeWatch::open(const std::string& node) {
    *this = {};
    node_ = node;
    hash_ = engine::hashText(node);
}

void NodeWatch::add(const std::vector<models::RequestTrace>& ended) {
    if (node_.empty()) return;
    for (const models::RequestTrace& trace : ended) {
        const bool cameBy = std::ranges::any_of(trace.calls, [this](const models::TracedCall& c) {
            return c.to == hash_ || c.from == hash_;
        });
        if (cameBy) slowest_.push_back(trace);
    }
    std::ranges::stable_sort(slowest_, std::greater(), latencyOf);
    if (slowest_.size() > kShownRequests) slowest_.resize(kShownRequests);
}

std::shared_ptr<const NodeFigures> NodeWatch::look(models::System& system) {
    const models::Design design = system.design();
    const auto found = std::ranges::find(design.nodes, node_, &models::Node::id);
    if (found == design.nodes.end()) return nullptr;
    const auto index = static_cast<std::size_t>(found - design.nodes.begin());
    models::ComponentFigures figures = system.figures(index);
    const engine::SimTime now = system.now();
    Mark mark{now, figures.wait, figures.inside};
    if (!older_) {
        // At first all there was: who opens a node wants to see something.
        older_ = Mark{};
        newer_ = mark;
    }
    // A node that is new under an old name counts from zero again.
    if (newer_->inside.count() > mark.inside.count()) older_ = newer_ = Mark{now, {}, {}};
    if (now - newer_->time >= kStretch) {
        older_ = std::move(newer_);
        newer_ = mark;
        const engine::SimTime since = older_->time;
        std::erase_if(slowest_, [since](const auto& trace) { return trace.ended < since; });
    }
    auto seen = std::make_shared<NodeFigures>();
    seen->node = node_;
    seen->seconds = (now - older_->time).toSeconds();
    seen->wait = difference(std::move(mark.wait), older_->wait);
    seen->inside = difference(std::move(mark.inside), older_->inside);
    for (const models::RequestTrace& trace : slowest_) {
        seen->slowest.push_back(
            models::waterfallOf(trace, design, system.workload().endpoint(trace.endpoint).name));
    }
    models::Component& component = system.component(index);
    seen->instanceCount = component.instances();
    for (std::size_t i = 0; i < std::min(seen->instanceCount, kShownInstances); ++i) {
        const models::Host* host = component.host(i);
        if (host == nullptr) break;
        seen->instances.push_back({host->callsInside(), host->isUp()});
    }
    return seen;
}

}  // namespace headroom::app
