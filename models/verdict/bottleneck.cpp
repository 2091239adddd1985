// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verdict/bottleneck.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "models/simulate/offered_load.h"
#include "models/simulate/paired_trials.h"
#include "models/verdict/bottleneck_text.h"
#include "models/verdict/variant.h"

namespace headroom::models {

namespace {

using engine::Duration;

constexpr double kRequests = 20'000;  // of a replication under constant load
constexpr std::uint32_t kReplications = 5;
constexpr std::uint32_t kTerminating = 3;  // replications of what takes its own time
constexpr std::size_t kCandidates = 4;
constexpr double kLeastShare = 0.25;  // of the busiest one's utilization
constexpr std::size_t kKeptCandidates = 2;
constexpr double kFull = 0.9;  // what is kept and has room left needs no more
constexpr double kMore = 1.1;
constexpr double kPlenty = 4;
// Of the use of the busiest: what is as busy as it in the same place may be its other half.
constexpr double kAlike = 0.9;
// Change of the figure for each change of the resource: less is true, and no help.
constexpr double kLeastWorth = 0.05;
// Use of the busiest at the loads at which to look if nothing helps at that asked for.
constexpr std::array kTargets = {0.95, 1.1};
constexpr double kLeastGrowth = 1.02;
constexpr double kLossy = 0.01;  // share of requests failed

struct Candidate {
    std::size_t node;
    BusyResource at;
    bool isKept;
};

/// Everything reported: what follows the load before what is kept full, busiest first.
std::vector<Candidate> candidatesOf(const Design& design,
                                    const std::vector<Replication>& replications) {
    std::vector<Candidate> all;
    const auto& first = replications.front().components;
    for (std::size_t i = 0; i < first.size() && i < design.nodes.size(); ++i) {
        const Node& node = design.nodes[i];
        const auto& resources = first[i].figures.resources;
        for (std::size_t k = 0; k < resources.size(); ++k) {
            double sum = 0;
            for (const Replication& r : replications)
                sum += r.components[i].figures.resources[k].utilization;
            const double mean = sum / static_cast<double>(replications.size());
            if (!std::isfinite(mean)) continue;
            all.push_back({i,
                           {node.id, resources[k].key, resources[k].resource,
                            causeOf(resources[k].resource, node.kind->roles), mean},
                           resources[k].isKept});
        }
    }
    std::ranges::stable_sort(all, [](const Candidate& a, const Candidate& b) {
        if (a.isKept != b.isKept) return b.isKept;
        return a.at.utilization > b.at.utilization;
    });
    return all;
}

/// Use of what follows the load in the window in which most is asked for; 0 if there are none.
double busiestWindow(const RunResult& result) {
    const SeriesResult& series = result.series;
    if (series.busiest >= series.windows.size()) return 0;
    double busiest = 0;
    std::size_t index = 0;
    for (const ComponentResult& component : result.components) {
        for (const ResourceResult& r : component.resources) {
            const auto& use = series.windows[series.busiest].utilization;
            if (index < use.size() && !r.isKept) busiest = std::max(busiest, use[index].mean);
            ++index;
        }
    }
    return busiest;
}

class Search {
  public:
    Search(const ValidDesign& design, const Inputs& inputs, const RunOptions& options,
           const RunResult& result, const std::atomic<bool>* cancel)
        : design_(design), inputs_(inputs), options_(options), result_(result), cancel_(cancel) {
        queues_ = queuesOf(design.design());
        count_ = result.steady ? kReplications : kTerminating;
    }

    std::optional<Bottleneck> find() const {
        double use = 0;
        std::optional<Bottleneck> now =
            at(design_, result_.ending == RunEnding::overloaded, 1, &use);
        if (!now) return std::nullopt;
        use = std::max(use, busiestWindow(result_));
        for (const double target : kTargets) {
            if (now->confirmed || now->more.byThroughput || use <= 0) break;
            const double load = target / use;
            if (load < kLeastGrowth) continue;
            const auto design = withLoad(design_, load);
            if (!design) break;
            auto later = at(*design, target > 1, load, nullptr);
            if (!later) return std::nullopt;
            if (!later->confirmed) continue;
            for (PassedOver& other : now->passedOver)
                addOnce(later->passedOver, std::move(other));
            now = std::move(later);
        }
        now->sentence = bottleneckSentence(*now);
        if (!queues_.empty()) now->note = jobsNote();
        return now;
    }

  private:
    /// What more of a resource changes, and how much of its growth that is worth.
    struct Trial {
        MoreOfIt more;
        double worth = 0;  ///< 0: nothing
    };

    /// At one load; `use` gets that of the busiest.
    std::optional<Bottleneck> at(const ValidDesign& design, bool isOverloaded, double load,
                                 double* use) const {
        const std::vector<Replication> base = replicate(design, load, count_);
        if (base.size() < 2) return std::nullopt;
        const std::vector<Candidate> candidates = candidatesOf(design.design(), base);
        if (candidates.empty() || candidates.front().isKept) return std::nullopt;
        const double busiest = candidates.front().at.utilization;
        if (use != nullptr) *use = busiest;
        const bool byThroughput = isOverloaded || isLossy(base);
        Bottleneck found;
        found.load = load;
        found.at = candidates.front().at;
        found.more.byThroughput = byThroughput;
        const Candidate* chosen = nullptr;
        double best = kLeastWorth;
        std::size_t tried = 0;
        std::size_t keptTried = 0;
        std::vector<PassedOver> others;
        for (const Candidate& c : candidates) {
            std::size_t& count = c.isKept ? keptTried : tried;
            if (count == (c.isKept ? kKeptCandidates : kCandidates)) continue;
            if (c.at.utilization < (c.isKept ? kFull : kLeastShare * busiest)) continue;
            const auto variant = withMore(design, c.node, c.at.resource, kMore);
            if (!variant) continue;
            ++count;
            const auto trial = tryOut(base, *variant, load, byThroughput);
            if (!trial) return std::nullopt;
            others.push_back({c.at, trial->more, passedOverSentence(c.at, trial->more)});
            if (trial->worth <= best) continue;
            best = trial->worth;
            chosen = &c;
            found.confirmed = true;
            found.at = c.at;
            found.more = trial->more;
        }
        if (chosen == nullptr) {
            const std::vector<const Candidate*> alike = asBusyAsTheFirst(candidates);
            const auto variant = withMoreOfAll(design, alike);
            const auto trial = variant ? tryOut(base, *variant, load, byThroughput) : Trial{};
            if (!trial) return std::nullopt;
            if (trial->worth > best) {
                // Who holds the one while at work with the other is the busier of the two.
                chosen = *std::ranges::min_element(
                    alike, {}, [](const Candidate* c) { return c->at.utilization; });
                found.confirmed = true;
                found.at = chosen->at;
                found.more = trial->more;
            }
        }
        for (PassedOver& other : others) {
            const bool isChosen = isSame(other.at, found.at);
            if (!isChosen && other.at.utilization >= found.at.utilization)
                addOnce(found.passedOver, std::move(other));
        }
        if (chosen != nullptr) found.next = nextBehind(design, *chosen, load);
        return found;
    }
    /// The busiest and what is as busy in the same place, such as cores and workers of the same
    /// number: more of either alone waits for the other.
    static std::vector<const Candidate*> asBusyAsTheFirst(
        const std::vector<Candidate>& candidates) {
        const Candidate& first = candidates.front();
        std::vector<const Candidate*> alike;
        for (const Candidate& c : candidates) {
            if (c.node != first.node || c.isKept) continue;
            if (c.at.utilization >= kAlike * first.at.utilization) alike.push_back(&c);
        }
        return alike;
    }
    /// Nothing for one alone.
    static std::optional<Variant> withMoreOfAll(const ValidDesign& design,
                                                const std::vector<const Candidate*>& candidates) {
        if (candidates.size() < 2) return std::nullopt;
        std::vector<Resource> resources;
        for (const Candidate* c : candidates)
            resources.push_back(c->at.resource);
        return models::withMoreOfAll(design, candidates.front()->node, resources, kMore);
    }
    std::optional<Trial> tryOut(const std::vector<Replication>& base, const Variant& variant,
                                double load, bool byThroughput) const {
        const std::vector<Replication> more = replicate(variant.design, load, count_);
        if (more.size() != base.size()) return std::nullopt;
        const engine::PairedComparison change = changeBetween(base, more, byThroughput);
        const bool helps =
            change.verdict == (byThroughput ? engine::Verdict::Higher : engine::Verdict::Lower);
        return Trial{{variant.setting, variant.from, variant.to, byThroughput, change.difference},
                     helps ? std::abs(change.difference.mean) / (variant.growth - 1) : 0.0};
    }
    std::vector<Replication> replicate(const ValidDesign& design, double load,
                                       std::uint32_t count) const {
        RunOptions options = options_;
        // As many requests as at the load asked for.
        options.warmup = Duration::fromNanoseconds(result_.warmupSeconds * 1e9 / load);
        if (result_.steady) {
            const double rate = offeredRate(design.design(), inputs_);
            const auto usual = Duration::fromNanoseconds(rate > 0 ? kRequests / rate * 1e9 : 1e9);
            options.duration = options.duration ? std::min(*options.duration, usual) : usual;
        }
        const std::array contestants = {Contestant{&design, &inputs_}};
        const PairedTrials trials(contestants, options, cancel_, {}, false);
        std::vector<Replication> all;
        for (std::uint32_t i = 0; i < count && !trials.isCancelled(); ++i) {
            Replication r = trials.replicate(0, i);
            if (r.cancelled || r.end == engine::RunEnd::memory || r.end == engine::RunEnd::stuck)
                break;
            all.push_back(std::move(r));
        }
        return all;
    }
    static bool isLossy(const std::vector<Replication>& replications) {
        double ended = 0;
        double failed = 0;
        for (const Replication& r : replications) {
            ended += static_cast<double>(r.total.ended);
            failed += static_cast<double>(r.total.failed);
        }
        return failed > kLossy * ended;
    }
    /// Nodes that keep what it takes others some time to do, while nobody waits.
    static std::vector<std::size_t> queuesOf(const Design& design) {
        std::vector<std::size_t> queues;
        for (std::size_t i = 0; i < design.nodes.size(); ++i) {
            if (design.nodes[i].kind->roles.queues) queues.push_back(i);
        }
        return queues;
    }
    /// Answers a second, or the mean latency in ns of a request; jobs that it leaves behind count
    /// as well, with their time until they are done.
    double figureOf(const Replication& r, bool byThroughput) const {
        const auto ended = static_cast<double>(r.total.ended);
        double answers = ended - static_cast<double>(r.total.failed);
        double ns = r.total.meanNs;
        for (const std::size_t i : queues_) {
            const ComponentSummary& queue = r.components[i];
            const auto done = static_cast<double>(queue.figures.completions);
            answers += done;
            if (ended > 0) ns += queue.insideNs * done / ended;
        }
        if (!byThroughput) return ns;
        return r.seconds > 0 ? answers / r.seconds : 0.0;
    }
    /// Relative to the mean of the first.
    engine::PairedComparison changeBetween(const std::vector<Replication>& base,
                                           const std::vector<Replication>& more,
                                           bool byThroughput) const {
        std::vector<double> first;
        std::vector<double> second;
        double mean = 0;
        for (std::size_t i = 0; i < base.size(); ++i) {
            first.push_back(figureOf(base[i], byThroughput));
            second.push_back(figureOf(more[i], byThroughput));
            mean += first.back() / static_cast<double>(base.size());
        }
        if (mean > 0) {
            for (double& value : first)
                value /= mean;
            for (double& value : second)
                value /= mean;
        }
        return engine::comparePaired(first, second);
    }
    std::optional<BusyResource> nextBehind(const ValidDesign& design, const Candidate& first,
                                           double load) const {
        const auto variant = withMore(design, first.node, first.at.resource, kPlenty);
        if (!variant) return std::nullopt;
        const std::vector<Replication> plenty = replicate(variant->design, load, 2);
        if (plenty.empty()) return std::nullopt;
        for (const Candidate& c : candidatesOf(variant->design.design(), plenty)) {
            if (!isSame(c.at, first.at) && !c.isKept) return c.at;
        }
        return std::nullopt;
    }
    static bool isSame(const BusyResource& a, const BusyResource& b) {
        return a.component == b.component && a.key == b.key;
    }
    static void addOnce(std::vector<PassedOver>& all, PassedOver other) {
        if (std::ranges::none_of(all, [&](const PassedOver& p) { return isSame(p.at, other.at); }))
            all.push_back(std::move(other));
    }

    const ValidDesign& design_;
    const Inputs& inputs_;
    RunOptions options_;
    const RunResult& result_;
    const std::atomic<bool>* cancel_;
    std::uint32_t count_ = 0;
    std::vector<std::size_t> queues_;
};

}  // namespace

const char* keyOf(Cause cause) {
    static constexpr std::array kNames = {"none",    "cpu",     "memory",      "database",
                                          "network", "logging", "connections", "locks",
                                          "disk",    "limiter", "queue"};
    return kNames[static_cast<std::size_t>(cause)];
}

Cause causeOf(Resource resource, const Roles& roles) {
    switch (resource) {
        case Resource::Cpu:
            return roles.data ? Cause::Database : Cause::Cpu;
        case Resource::Memory:
            return Cause::Memory;
        case Resource::Connections:
            return Cause::Connections;
        case Resource::Disk:
            return Cause::Disk;
        case Resource::Network:
            return Cause::Network;
        case Resource::Queue:
            return Cause::Queue;
        case Resource::Log:
            return Cause::Logging;
        case Resource::Lock:
            return Cause::Locks;
        case Resource::Limiter:
            return Cause::Limiter;
        case Resource::None:
            break;
    }
    return Cause::None;
}

std::optional<Bottleneck> findBottleneck(const ValidDesign& design, const Inputs& inputs,
                                         const RunOptions& options, const RunResult& result,
                                         const std::atomic<bool>* cancel) {
    return Search(design, inputs, options, result, cancel).find();
}

}  // namespace headroom::models
