// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/system.h"

#include <algorithm>

#include "models/components/channel.h"

namespace headroom::models {

namespace {

// Tens of milliseconds of a processor's time, so that the flag costs nothing and nobody waits.
constexpr std::uint64_t kFewEvents = 20'000;
constexpr std::uint64_t kManyEvents = 80'000;
constexpr auto kLongestPiece = engine::Duration::seconds(1'000'000'000);

}  // namespace

System::System(const ValidDesign& design, const Inputs& inputs, const SystemOptions& options)
    : cancel_(options.cancel),
      simulation_({.queue = options.queue, .memoryLimit = options.memoryLimit}),
      design_(design),
      workload_(design, inputs),
      recorder_(workload_.endpoints(), options.seriesWindow),
      world_{simulation_, options.key, workload_, recorder_} {
    const Design& drawn = design_.design();
    components_.reserve(drawn.nodes.size());
    for (std::size_t i = 0; i < drawn.nodes.size(); ++i) {
        components_.push_back(drawn.nodes[i].kind->create({world_, design_, i}));
    }
    for (std::size_t i = 0; i < drawn.nodes.size(); ++i) {
        std::vector<std::unique_ptr<Channel>> channels;
        for (const Wire& wire : design_.wiresFrom(i)) {
            channels.push_back(std::make_unique<Channel>(world_, drawn.links[wire.link],
                                                         *components_[wire.to], wire.role));
        }
        components_[i]->connect(std::move(channels));
    }
    for (const auto& component : components_)
        component->start();
}

// Requests first, for they hold places in components; then components, then the arena.
System::~System() {
    const engine::Simulation::Activation active(simulation_);
    simulation_.stop();
    components_.clear();
}

// In pieces of time that adapt to how much happens in them; a piece changes nothing.
engine::RunEnd System::runUntil(engine::SimTime end) {
    if (cancel_ == nullptr) return simulation_.runUntil(end);
    for (;;) {
        if (cancel_->load(std::memory_order_relaxed)) return engine::RunEnd::reached;
        const engine::SimTime until = std::min(end, now() + piece_);
        const std::uint64_t before = events();
        const engine::RunEnd how = simulation_.runUntil(until);
        const bool goesOn = how == engine::RunEnd::reached || how == engine::RunEnd::exhausted;
        if (!goesOn || until == end) return how;
        const std::uint64_t count = events() - before;
        if (count < kFewEvents && piece_ < kLongestPiece) piece_ = piece_ * 2;
        if (count > kManyEvents) piece_ = std::max(engine::Duration::nanoseconds(1), piece_ / 2);
    }
}

void System::restartStatistics() {
    const engine::Simulation::Activation active(simulation_);
    recorder_.restartStatistics(simulation_.now());
    for (const auto& component : components_)
        component->restartStatistics();
}

ComponentFigures System::figures(std::size_t node) {
    const engine::Simulation::Activation active(simulation_);
    return components_[node]->figures();
}

void System::sample(std::size_t node, ComponentSample& sample) {
    const engine::Simulation::Activation active(simulation_);
    sample.clear();
    components_[node]->sample(sample);
}

}  // namespace headroom::models
