// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verdict/bottleneck.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

#include "models/simulate/offered_load.h"
#include "models/simulate/paired_trials.h"

namespace headroom::models {

namespace {

using engine::Duration;

constexpr double kRequests = 20'000;  // of a replication under constant load
constexpr std::uint32_t kReplications = 5;
constexpr std::uint32_t kTerminating = 3;  // replications of what takes its own time
constexpr std::size_t kCandidates = 4;
constexpr double kLeastShare = 0.25;  // of the busiest one's utilization
constexpr double kMore = 1.1;
constexpr double kPlenty = 4;
// Change of the figure for each change of the resource: less is true, and no help.
constexpr double kLeastWorth = 0.02;
constexpr double kLossy = 0.01;  // share of requests failed

/// `value` times `factor`, in whole units and at least one more; nothing if there is no such value.
std::optional<Value> grown(const Field& field, const Value& value, double factor) {
    std::optional<Value> more;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        const double units = std::ceil(static_cast<double>(*whole) * factor - 1e-9);
        more = std::max(*whole + 1, static_cast<std::int64_t>(units));
    } else if (const auto* number = std::get_if<double>(&value)) {
        more = *number * factor;
    } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
        // In whole kilobytes where that is fine enough: it is read by people.
        const auto count = static_cast<std::uint64_t>(static_cast<double>(bytes->count) * factor);
        more = Bytes{count < 65536 ? count : count / 1024 * 1024};
    } else if (const auto* rate = std::get_if<Rate>(&value)) {
        more = Rate{rate->perSecond * factor};
    } else if (const auto* bandwidth = std::get_if<Bandwidth>(&value)) {
        more = Bandwidth{bandwidth->bitsPerSecond * factor};
    }
    if (!more || *more == value || checkRange(field, *more)) return std::nullopt;
    return more;
}

double growthOf(const Value& from, const Value& to) {
    const auto amount = [](const Value& value) {
        if (const auto* count = std::get_if<std::int64_t>(&value))
            return static_cast<double>(*count);
        if (const auto* number = std::get_if<double>(&value)) return *number;
        if (const auto* bytes = std::get_if<Bytes>(&value))
            return static_cast<double>(bytes->count);
        if (const auto* rate = std::get_if<Rate>(&value)) return rate->perSecond;
        if (const auto* bandwidth = std::get_if<Bandwidth>(&value)) return bandwidth->bitsPerSecond;
        return 0.0;
    };
    const double before = amount(from);
    return before > 0 ? amount(to) / before : 2;
}

/// The design with more of one resource.
struct Variant {
    ValidDesign design;
    std::string setting;
    std::string from;
    std::string to;
    double growth = 1;
};

std::optional<Variant> variantOf(const ValidDesign& valid, std::size_t node, Resource resource,
                                 double factor) {
    Design design = valid.design();
    Node& changed = design.nodes[node];
    for (const Field& field : changed.kind->fields) {
        if (field.resource != resource) continue;
        const Value value = field.get(changed.settings.data());
        const auto more = grown(field, value, factor);
        if (!more) continue;
        field.set(changed.settings.editData(), *more);
        Validation validation = validate(std::move(design));
        if (!validation.valid) return std::nullopt;
        return Variant{*validation.valid, valid.design().nodes[node].id + "." + field.key,
                       toText(field, value), toText(field, *more), growthOf(value, *more)};
    }
    return std::nullopt;
}

struct Candidate {
    std::size_t node;
    BusyResource at;
};

/// Everything reported, busiest first.
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
                            causeOf(resources[k].resource, node.kind->roles), mean}});
        }
    }
    std::ranges::stable_sort(all, [](const Candidate& a, const Candidate& b) {
        return a.at.utilization > b.at.utilization;
    });
    return all;
}

/// A full cache is nothing to worry about by itself: being full is what it is for.
bool isFullByNature(const Design& design, const Candidate& c) {
    return c.at.resource == Resource::Memory && design.nodes[c.node].kind->roles.caches;
}

std::string percent(double share) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g %%", 100 * share);
    return text;
}

class Search {
  public:
    Search(const ValidDesign& design, const Inputs& inputs, const RunOptions& options,
           const RunResult& result, const std::atomic<bool>* cancel)
        : design_(design), inputs_(inputs), options_(options), cancel_(cancel) {
        options_.warmup =
            Duration::nanoseconds(static_cast<std::int64_t>(result.warmupSeconds * 1e9));
        count_ = result.steady ? kReplications : kTerminating;
        if (!result.steady) return;
        const double rate = offeredRate(design.design(), inputs);
        const auto usual = Duration::fromNanoseconds(rate > 0 ? kRequests / rate * 1e9 : 1e9);
        options_.duration = options_.duration ? std::min(*options_.duration, usual) : usual;
    }

    std::optional<Bottleneck> find(bool isOverloaded) {
        const std::vector<Replication> base = replicate(design_, count_);
        if (base.size() < 2) return std::nullopt;
        const std::vector<Candidate> candidates = candidatesOf(design_.design(), base);
        if (candidates.empty()) return std::nullopt;
        Bottleneck found;
        found.byThroughput = isOverloaded || isLossy(base);
        const Candidate* chosen = nullptr;
        double best = kLeastWorth;
        double busiest = 0;
        std::size_t tried = 0;
        for (const Candidate& c : candidates) {
            if (!isFullByNature(design_.design(), c)) busiest = std::max(busiest, c.at.utilization);
            if (tried == kCandidates || c.at.utilization < kLeastShare * busiest) break;
            const auto variant = variantOf(design_, c.node, c.at.resource, kMore);
            if (!variant) continue;
            ++tried;
            const std::vector<Replication> more = replicate(variant->design, count_);
            if (more.size() != base.size()) return std::nullopt;
            const engine::PairedComparison change = changeBetween(base, more, found.byThroughput);
            const bool helps = change.verdict == (found.byThroughput ? engine::Verdict::Higher
                                                                     : engine::Verdict::Lower);
            const double worth = std::abs(change.difference.mean) / (variant->growth - 1);
            if (!helps || worth <= best) continue;
            best = worth;
            chosen = &c;
            found.confirmed = true;
            found.setting = variant->setting;
            found.from = variant->from;
            found.to = variant->to;
            found.change = change.difference;
        }
        if (chosen == nullptr) {
            for (const Candidate& c : candidates) {
                if (chosen == nullptr && !isFullByNature(design_.design(), c)) chosen = &c;
            }
            if (chosen == nullptr) return std::nullopt;
        }
        found.at = chosen->at;
        if (found.confirmed) found.next = nextBehind(*chosen);
        found.sentence = sentenceOf(found);
        return found;
    }

  private:
    std::vector<Replication> replicate(const ValidDesign& design, std::uint32_t count) const {
        const std::array contestants = {Contestant{&design, &inputs_}};
        const PairedTrials trials(contestants, options_, cancel_, {}, false);
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
    /// Relative to the mean of the first.
    static engine::PairedComparison changeBetween(const std::vector<Replication>& base,
                                                  const std::vector<Replication>& more,
                                                  bool byThroughput) {
        std::vector<double> first;
        std::vector<double> second;
        double mean = 0;
        const auto figure = [byThroughput](const Replication& r) {
            if (!byThroughput) return r.total.meanNs;
            return r.seconds > 0 ? static_cast<double>(r.total.ended - r.total.failed) / r.seconds
                                 : 0.0;
        };
        for (std::size_t i = 0; i < base.size(); ++i) {
            first.push_back(figure(base[i]));
            second.push_back(figure(more[i]));
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
    std::optional<BusyResource> nextBehind(const Candidate& first) const {
        const auto variant = variantOf(design_, first.node, first.at.resource, kPlenty);
        if (!variant) return std::nullopt;
        const std::vector<Replication> plenty = replicate(variant->design, 2);
        if (plenty.empty()) return std::nullopt;
        for (const Candidate& c : candidatesOf(variant->design.design(), plenty)) {
            if (c.node == first.node && c.at.key == first.at.key) continue;
            if (!isFullByNature(design_.design(), c)) return c.at;
        }
        return std::nullopt;
    }
    static Sentence sentenceOf(const Bottleneck& b) {
        const auto placeOf = [](const BusyResource& r) { return r.component + "." + r.key; };
        const std::string busy = percent(b.at.utilization);
        if (!b.confirmed) {
            return {HEADROOM_TEXT("bottleneck",
                                  "Nothing is short: %1, the busiest, is in use to %2, and more of "
                                  "it or of others hardly helps."),
                    {placeOf(b.at), busy}};
        }
        std::vector<std::string> arguments = {keyOf(b.at.cause),
                                              placeOf(b.at),
                                              busy,
                                              b.setting,
                                              b.to,
                                              b.from,
                                              percent(std::abs(b.change.mean))};
        if (b.next) {
            arguments.push_back(placeOf(*b.next));
            arguments.push_back(percent(b.next->utilization));
        }
        if (b.byThroughput) {
            const Text alone = HEADROOM_TEXT("bottleneck",
                                             "The bottleneck is %1: %2 is in use to %3, and with "
                                             "%4 = %5 instead of %6 there are %7 more answers.");
            const Text both = HEADROOM_TEXT("bottleneck",
                                            "The bottleneck is %1: %2 is in use to %3, and with "
                                            "%4 = %5 instead of %6 there are %7 more answers; next "
                                            "is %8, then in use to %9.");
            return {b.next ? both : alone, std::move(arguments)};
        }
        const Text alone = HEADROOM_TEXT("bottleneck",
                                         "The bottleneck is %1: %2 is in use to %3, and with %4 = "
                                         "%5 instead of %6 the mean latency is %7 lower.");
        const Text both = HEADROOM_TEXT("bottleneck",
                                        "The bottleneck is %1: %2 is in use to %3, and with %4 = "
                                        "%5 instead of %6 the mean latency is %7 lower; next is "
                                        "%8, then in use to %9.");
        return {b.next ? both : alone, std::move(arguments)};
    }

    const ValidDesign& design_;
    const Inputs& inputs_;
    RunOptions options_;
    const std::atomic<bool>* cancel_;
    std::uint32_t count_ = 0;
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
    Search search(design, inputs, options, result, cancel);
    return search.find(result.ending == RunEnding::overloaded);
}

}  // namespace headroom::models
