// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verdict/headroom.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "models/simulate/result.h"

namespace headroom::models {

namespace {

constexpr double kUnlimited = std::numeric_limits<double>::infinity();

/// One resource of one node at the load asked for.
struct Use {
    std::size_t node = 0;
    std::string key;
    double busy = 0;      // units
    double capacity = 0;  // units
};

class Losses {
  public:
    Losses(const ValidDesign& design, const RunResult& result, std::vector<Use> uses, double target)
        : design_(design.design()), uses_(std::move(uses)), target_(target) {
        for (const ComponentResult& c : result.components)
            instances_.push_back(static_cast<double>(c.instances));
        pools_.resize(design_.nodes.size());
        for (std::size_t i = 0; i < pools_.size(); ++i)
            pools_[i] = i;
        // Targets of one balancer and of one kind do each other's work.
        for (std::size_t i = 0; i < design_.nodes.size(); ++i) {
            if (!design_.nodes[i].kind->roles.balances) continue;
            std::map<const Kind*, std::size_t> first;
            for (const Wire& wire : design.wiresFrom(i)) {
                const auto [known, isNew] =
                    first.try_emplace(design_.nodes[wire.to].kind, pools_[wire.to]);
                if (!isNew) pools_[wire.to] = known->second;
            }
        }
    }

    /// `left[i]`: share of node i's capacity that is still there.
    LossHeadroom with(const std::string& what, const std::vector<double>& left) const {
        struct Total {
            double busy = 0;
            double capacity = 0;
        };
        std::map<std::pair<std::size_t, std::string>, Total> totals;
        for (const Use& use : uses_) {
            Total& total = totals[{pools_[use.node], use.key}];
            total.busy += use.busy;
            total.capacity += use.capacity * left[use.node];
        }
        LossHeadroom loss{what, kUnlimited, {}};
        for (const Use& use : uses_) {
            const Total& total = totals.at({pools_[use.node], use.key});
            if (total.busy <= 0) continue;
            const bool isGone = total.capacity <= 0;
            // Without a cache all goes on, only slower.
            if (isGone && design_.nodes[use.node].kind->roles.caches) continue;
            const double factor = target_ * total.capacity / total.busy;
            if (factor >= loss.factor) continue;
            loss.factor = factor;
            loss.limiting = design_.nodes[use.node].id + "." + use.key;
        }
        return loss;
    }

    std::vector<LossHeadroom> ofInstances() const {
        std::vector<LossHeadroom> all;
        for (std::size_t i = 0; i < design_.nodes.size() && i < instances_.size(); ++i) {
            if (instances_[i] < 1 || design_.nodes[i].kind->roles.source) continue;
            std::vector<double> left(design_.nodes.size(), 1.0);
            left[i] = (instances_[i] - 1) / instances_[i];
            all.push_back(with(design_.nodes[i].id, left));
        }
        sort(all);
        return all;
    }
    std::vector<LossHeadroom> ofZones() const {
        std::vector<LossHeadroom> all;
        for (const Group& group : design_.groups) {
            const bool isInnermost = std::ranges::none_of(
                design_.groups, [&](const Group& g) { return g.parent == group.id; });
            if (!isInnermost) continue;
            std::vector<double> left(design_.nodes.size(), 1.0);
            bool any = false;
            for (std::size_t i = 0; i < design_.nodes.size(); ++i) {
                const Node& node = design_.nodes[i];
                if (node.group != group.id || node.kind->roles.source) continue;
                left[i] = 0;
                any = true;
            }
            if (any) all.push_back(with(group.id, left));
        }
        sort(all);
        return all;
    }

  private:
    static void sort(std::vector<LossHeadroom>& all) {
        std::ranges::stable_sort(all, {}, &LossHeadroom::factor);
    }

    const Design& design_;
    std::vector<Use> uses_;
    double target_;
    std::vector<double> instances_;
    std::vector<std::size_t> pools_;  // of each node: a node that stands for it
};

/// By how much more is asked of a component than it took, as it had no room for the rest.
double askedForTaken(const RunResult& result, const ComponentResult& c) {
    const double measured =
        result.simulatedSeconds * static_cast<double>(result.replications) * c.arrivalRps.mean;
    const auto refused = static_cast<double>(c.refused);
    return refused > 0 && measured > refused ? measured / (measured - refused) : 1.0;
}

double busiestOf(const RunResult& result, const std::string& place, double otherwise) {
    const SeriesResult& series = result.series;
    if (series.windows.empty()) return otherwise;
    const auto found = std::ranges::find(series.resources, place);
    if (found == series.resources.end()) return otherwise;
    return series.windows[series.busiest]
        .utilization[static_cast<std::size_t>(found - series.resources.begin())]
        .mean;
}

}  // namespace

std::optional<HeadroomResult> headroomOf(const ValidDesign& design, const RunResult& result,
                                         double target) {
    if (result.ending == RunEnding::overloaded || result.components.empty()) return std::nullopt;
    HeadroomResult headroom;
    headroom.target = target;
    headroom.factor = headroom.busiestFactor = kUnlimited;
    std::vector<Use> uses;
    for (std::size_t i = 0; i < result.components.size(); ++i) {
        const ComponentResult& c = result.components[i];
        const double more = askedForTaken(result, c);
        for (const ResourceResult& r : c.resources) {
            if (!std::isfinite(r.utilization.mean) || r.isKept) continue;
            const double use = more * r.utilization.mean;
            const std::string place = c.id + "." + r.key;
            const double busiest = std::max(use, busiestOf(result, place, use));
            const double factor = use > 0 ? target / use : kUnlimited;
            const double busiestFactor = busiest > 0 ? target / busiest : kUnlimited;
            headroom.resources.push_back(
                {c.id, r.key, r.resource, use, factor, busiest, busiestFactor});
            uses.push_back({i, r.key, use * r.capacity, r.capacity});
            if (factor < headroom.factor) {
                headroom.factor = factor;
                headroom.limiting = place;
            }
            if (busiestFactor < headroom.busiestFactor) {
                headroom.busiestFactor = busiestFactor;
                headroom.busiestLimiting = place;
            }
        }
    }
    if (uses.empty()) return std::nullopt;
    const Losses losses(design, result, std::move(uses), target);
    headroom.instances = losses.ofInstances();
    headroom.zones = losses.ofZones();
    return headroom;
}

}  // namespace headroom::models
