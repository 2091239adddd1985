// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/warm_start.h"

#include <cmath>
#include <optional>

#include "models/simulate/system.h"

namespace headroom::models {

namespace {

constexpr std::uint64_t kFirstLook = 16'384;
constexpr std::uint64_t kLastLook = 1'048'576;
// Between two looks at whether it is still wanted: some milliseconds.
constexpr std::uint64_t kPatience = 4096;
constexpr double kSettled = 0.005;

/// The look-ups of one cache, and how many there had been at the last two looks.
struct Ratio {
    std::size_t node = 0;
    Component::Recalled before;
    std::optional<double> last;

    /// Whether the hit ratio since the last look is that of the time before.
    bool look(const Component::Recalled& now) {
        const std::uint64_t lookups = now.lookups - before.lookups;
        const double ratio = lookups == 0 ? 0.0
                                          : static_cast<double>(now.hits - before.hits) /
                                                static_cast<double>(lookups);
        const bool settled = last && std::abs(ratio - *last) < kSettled;
        last = ratio;
        before = now;
        return settled;
    }
};

/// A source of requests and when, on its clock, its next one comes.
struct Source {
    std::size_t node = 0;
    double gapNs = 0;
    double nextNs = 0;
    std::uint64_t count = 0;
};

}  // namespace

std::shared_ptr<const WarmMemory> warmMemory(const ValidDesign& design, const Inputs& inputs,
                                             std::uint64_t seed, const std::atomic<bool>* cancel) {
    const auto isCancelled = [cancel] {
        return cancel != nullptr && cancel->load(std::memory_order_relaxed);
    };
    SystemOptions options;
    options.key = {seed, 0};
    System system(design, inputs, options);
    const engine::Simulation::Activation active(system.simulation());
    std::vector<Ratio> ratios;
    std::vector<Source> sources;
    for (std::size_t i = 0; i < system.nodes(); ++i) {
        if (system.component(i).recalled()) ratios.push_back({i, {}, {}});
        if (const double rate = system.component(i).rateBefore(); rate > 0) {
            sources.push_back({i, 1e9 / rate, 0, 0});
        }
    }
    if (ratios.empty() || sources.empty()) return nullptr;
    auto memory = std::make_shared<WarmMemory>();
    std::int64_t now = 0;
    memory->settled = false;
    for (std::uint64_t look = kFirstLook; look <= kLastLook && !memory->settled; look *= 2) {
        for (; memory->requests < look; ++memory->requests) {
            if (memory->requests % kPatience == 0 && isCancelled()) return nullptr;
            Source* first = &sources.front();
            for (Source& source : sources) {
                if (source.nextNs < first->nextNs) first = &source;
            }
            now = static_cast<std::int64_t>(first->nextNs);
            first->nextNs += first->gapNs;
            Component& users = system.component(first->node);
            if (auto request = users.requestBefore(first->count++)) {
                users.recall(**request, Operation::serve, now);
            }
        }
        memory->settled = true;
        for (Ratio& ratio : ratios) {
            if (!ratio.look(*system.component(ratio.node).recalled())) memory->settled = false;
        }
    }
    memory->components.resize(system.nodes());
    for (const Ratio& ratio : ratios)
        memory->components[ratio.node] = system.component(ratio.node).memory(now);
    return memory;
}

}  // namespace headroom::models
