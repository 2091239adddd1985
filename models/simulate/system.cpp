// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/system.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

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
      notes_{std::vector<SlowestRequests>(options.slowest > 0 ? workload_.endpoints() : 0,
                                          SlowestRequests(options.slowest)),
             options.log, options.tracer},
      world_{simulation_, options.key, workload_, recorder_, design_, options.tracer} {
    const bool notes = options.slowest > 0 || options.log != nullptr || options.tracer != nullptr;
    if (notes) recorder_.setNotes(&notes_);
    const Design& drawn = design_.design();
    components_.reserve(drawn.nodes.size());
    for (std::size_t i = 0; i < drawn.nodes.size(); ++i) {
        components_.push_back(drawn.nodes[i].kind->create({world_, design_, i}));
        settings_.push_back(drawn.nodes[i].settings);
    }
    indexNodes();
    connectAll();
    if (options.warm != nullptr) {
        for (std::size_t i = 0; i < components_.size(); ++i) {
            const auto& memory = options.warm->components[i];
            if (memory != nullptr) components_[i]->remember(memory);
        }
    }
    for (const auto& component : components_)
        component->start();
}

// Requests first, for they hold places in components; then components, then the arena.
System::~System() {
    const engine::Simulation::Activation active(simulation_);
    simulation_.stop();
    components_.clear();
    retired_.clear();
    retiredChannels_.clear();
}

void System::indexNodes() {
    const Design& drawn = design_.design();
    byId_.clear();
    callers_.assign(drawn.nodes.size(), {});
    for (std::size_t i = 0; i < drawn.nodes.size(); ++i) {
        byId_[drawn.nodes[i].id] = i;
        for (const Wire& wire : design_.wiresFrom(i))
            callers_[wire.to].push_back(i);
    }
}

void System::connectAll() {
    const Design& drawn = design_.design();
    for (std::size_t i = 0; i < components_.size(); ++i) {
        std::map<const Component*, std::unique_ptr<Channel>> before;
        for (auto& channel : components_[i]->takeChannels())
            before[&channel->target()] = std::move(channel);
        std::vector<std::unique_ptr<Channel>> channels;
        for (const Wire& wire : design_.wiresFrom(i)) {
            Component& to = *components_[wire.to];
            const Link& link = drawn.links[wire.link];
            const auto same = before.find(&to);
            if (same != before.end() && same->second->role() == wire.role) {
                same->second->reconfigure(link, wire);
                channels.push_back(std::move(same->second));
                before.erase(same);
            } else {
                channels.push_back(std::make_unique<Channel>(world_, link, to, wire));
            }
        }
        for (auto& [to, channel] : before)
            retiredChannels_.push_back(std::move(channel));
        components_[i]->connect(std::move(channels));
    }
}

void System::apply(const Change& what) {
    const engine::Simulation::Activation active(simulation_);
    assert(wholeMillisecond(now().sinceStart()) == now().sinceStart());
    std::visit([this](const auto& each) { change(each); }, what);
    journal_.push_back({now().sinceStart(), what});
}

void System::reconfigure(std::size_t node, const Settings& settings) {
    Component& component = *components_[node];
    const std::size_t before = component.instances();
    component.reconfigure(settings);
    if (component.instances() == before) return;
    for (const std::size_t caller : callers_[node])
        components_[caller]->targetsChanged();
}

void System::change(const SettingEdit& what) {
    const std::size_t node = indexOf(what.node);
    const Field* field = findField(design_.design().nodes[node].kind->fields, what.key);
    field->set(settings_[node].editData(), what.value);
    reconfigure(node, settings_[node]);
}

void System::change(const CrashFault& fault) {
    Component& component = *components_[indexOf(fault.node)];
    const std::size_t first = fault.instance.value_or(0);
    const std::size_t end = fault.instance ? first + 1 : component.instances();
    for (std::size_t i = first; i < end; ++i) {
        if (Host* host = component.host(i)) {
            host->crash(fault.outage);
            component.crashed(i);
        }
    }
}

void System::change(const RestoreFix& fix) {
    Component& component = *components_[indexOf(fix.node)];
    const std::size_t first = fix.instance.value_or(0);
    const std::size_t end = fix.instance ? first + 1 : component.instances();
    for (std::size_t i = first; i < end; ++i) {
        Host* host = component.host(i);
        if (host != nullptr && !host->isUp()) host->restore();
    }
}

void System::change(const FlushFault& fault) {
    components_[indexOf(fault.node)]->flush();
}

void System::change(const Redesign& redesign) {
    const Design before = design_.design();
    design_ = redesign.design;
    workload_.redesign(design_);
    recorder_.setEndpoints(workload_.endpoints());
    const Design& drawn = design_.design();
    std::vector<std::unique_ptr<Component>> components(drawn.nodes.size());
    std::vector<std::size_t> earlier(drawn.nodes.size(), Observer::kNew);
    std::vector<Settings> settings;
    for (std::size_t i = 0; i < drawn.nodes.size(); ++i) {
        settings.push_back(drawn.nodes[i].settings);
        const auto known = byId_.find(drawn.nodes[i].id);
        if (known == byId_.end() || before.nodes[known->second].kind != drawn.nodes[i].kind) {
            components[i] = drawn.nodes[i].kind->create({world_, design_, i});
            continue;
        }
        earlier[i] = known->second;
        components[i] = std::move(components_[known->second]);
        components[i]->reconfigure(settings[i]);
    }
    for (auto& component : components_) {
        if (component == nullptr) continue;
        component->retire();
        for (auto& channel : component->takeChannels())
            retiredChannels_.push_back(std::move(channel));
        retired_.push_back(std::move(component));
    }
    components_ = std::move(components);
    settings_ = std::move(settings);
    indexNodes();
    connectAll();
    for (const auto& component : components_)
        component->targetsChanged();
    for (std::size_t i = 0; i < components_.size(); ++i) {
        if (earlier[i] == Observer::kNew) components_[i]->start();
    }
    if (observer_ != nullptr) observer_->rearrange(earlier);
    ++redesigns_;
}

Design System::design() const {
    Design design = design_.design();
    for (std::size_t i = 0; i < design.nodes.size(); ++i)
        design.nodes[i].settings = settings_[i];
    return design;
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
    if (observer_ != nullptr) observer_->restart(simulation_.now());
}

void System::watch() {
    if (observer_ == nullptr) observer_ = std::make_unique<Observer>(recorder_, now());
}

std::shared_ptr<const Snapshot> System::snapshot() {
    const engine::Simulation::Activation active(simulation_);
    watch();
    return observer_->take(components_, now(), events(), redesigns_);
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
