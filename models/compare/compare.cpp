// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/compare.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <thread>

#include "models/compare/design_changes.h"
#include "models/simulate/paired_trials.h"
#include "models/simulate/summarize.h"

namespace headroom::models {

namespace {

/// The figures of one replication, in the order in which they are shown.
class Figures {
  public:
    struct Figure {
        std::string key;
        bool higherIsBetter;
        double value;  // NaN: there is none
    };
    std::vector<Figure> list;

    void add(std::string key, double value, bool higherIsBetter = false) {
        list.push_back({std::move(key), higherIsBetter, value});
    }
    void addRequests(const std::string& of, const RequestSummary& s, double seconds) {
        const double nothing = std::nan("");
        const auto answered = static_cast<double>(s.ended - s.failed);
        add(of + ".answeredRps", seconds > 0 ? answered / seconds : nothing, true);
        add(of + ".errorRate",
            s.ended == 0 ? nothing : static_cast<double>(s.failed) / static_cast<double>(s.ended));
        add(of + ".latencyMs.mean", s.answered() ? s.meanNs * 1e-6 : nothing);
        for (std::size_t q = 0; q < kQuantiles.size(); ++q) {
            add(of + ".latencyMs." + kQuantileKeys[q],
                s.answered() ? s.quantilesNs[q] * 1e-6 : nothing);
        }
    }
};

Figures figuresOf(const Replication& r, const Design& design,
                  const std::vector<std::string>& endpoints) {
    Figures figures;
    figures.addRequests("total", r.total, r.seconds);
    for (std::size_t i = 0; i < r.endpoints.size() && i < endpoints.size(); ++i)
        figures.addRequests(endpoints[i], r.endpoints[i], r.seconds);
    for (std::size_t i = 0; i < r.components.size() && i < design.nodes.size(); ++i) {
        const std::string& id = design.nodes[i].id;
        const ComponentSummary& c = r.components[i];
        if (c.figures.resources.empty()) continue;
        figures.add(id + ".waitMs", c.waitNs * 1e-6);
        figures.add(id + ".queueMean", c.figures.queueMean);
        for (const ResourceUse& use : c.figures.resources)
            figures.add(id + "." + use.key + ".utilization", use.utilization);
    }
    return figures;
}

Preference prefer(const engine::PairedComparison& pair, std::span<const double> a,
                  std::span<const double> b, bool higherIsBetter) {
    if (std::ranges::equal(a, b)) return Preference::Same;
    // Differences that agree to the last digit have an interval of no width: that is no doubt.
    switch (pair.verdict) {
        case engine::Verdict::Lower:
            return higherIsBetter ? Preference::Worse : Preference::Better;
        case engine::Verdict::Higher:
            return higherIsBetter ? Preference::Better : Preference::Worse;
        case engine::Verdict::CannotTell:
            break;
    }
    return Preference::CannotTell;
}

/// Figures that both have, replication by replication.
class FigureTable {
  public:
    void add(const Figures& first, const Figures& second) {
        std::map<std::string, double> others;
        for (const Figures::Figure& figure : second.list)
            others[figure.key] = figure.value;
        for (const Figures::Figure& figure : first.list) {
            const auto other = others.find(figure.key);
            if (other == others.end()) continue;
            const auto [row, isNew] = rows_.try_emplace(figure.key);
            if (isNew) {
                row->second.higherIsBetter = figure.higherIsBetter;
                order_.push_back(figure.key);
            }
            if (!std::isfinite(figure.value) || !std::isfinite(other->second)) continue;
            row->second.first.push_back(figure.value);
            row->second.second.push_back(other->second);
        }
    }
    std::vector<FigureComparison> compared() const {
        std::vector<FigureComparison> all;
        for (const std::string& key : order_) {
            const Row& row = rows_.at(key);
            if (row.first.empty()) continue;
            const auto pair = engine::comparePaired(row.first, row.second);
            all.push_back({key, row.higherIsBetter, engine::meanInterval(row.first),
                           engine::meanInterval(row.second), pair.difference,
                           prefer(pair, row.first, row.second, row.higherIsBetter)});
        }
        return all;
    }

  private:
    struct Row {
        bool higherIsBetter = false;
        std::vector<double> first;
        std::vector<double> second;
    };
    std::map<std::string, Row> rows_;
    std::vector<std::string> order_;
};

/// Requests by name, in pairs.
class RequestTable {
  public:
    void add(std::vector<RequestEnd>& first, std::vector<RequestEnd>& second) {
        const auto byName = [](const RequestEnd& a, const RequestEnd& b) {
            return a.name < b.name;
        };
        std::ranges::sort(first, byName);
        std::ranges::sort(second, byName);
        double sum = 0;
        std::uint64_t answered = 0;
        auto other = second.begin();
        for (const RequestEnd& request : first) {
            while (other != second.end() && other->name < request.name)
                ++other;
            if (other == second.end()) break;
            if (other->name != request.name) continue;
            ++counts_.both;
            if (request.status >= 400 || other->status >= 400) continue;
            ++answered;
            const std::int64_t more = (other->latency - request.latency).ns();
            sum += static_cast<double>(more) * 1e-6;
            if (more < 0) ++counts_.faster;
            if (more > 0) ++counts_.slower;
        }
        counts_.answered += answered;
        if (answered > 0) means_.push_back(sum / static_cast<double>(answered));
    }
    RequestComparison compared() const {
        RequestComparison result = counts_;
        result.differenceMs = engine::meanInterval(means_);
        const std::vector<double> zeros(means_.size(), 0.0);
        if (result.faster == 0 && result.slower == 0 && result.answered > 0) {
            result.preference = Preference::Same;
        } else {
            result.preference = prefer(engine::comparePaired(zeros, means_), zeros, means_, false);
        }
        return result;
    }

  private:
    RequestComparison counts_;
    std::vector<double> means_;  // of a replication each
};

bool isUsable(const Replication& r) {
    return !r.cancelled && r.end != engine::RunEnd::memory && r.end != engine::RunEnd::stuck;
}

}  // namespace

const char* keyOf(Preference preference) {
    static constexpr std::array kNames = {"same", "better", "worse", "cannot-tell"};
    return kNames[static_cast<std::size_t>(preference)];
}

std::size_t Comparison::count(Preference preference) const {
    return static_cast<std::size_t>(
        std::ranges::count(figures, preference, &FigureComparison::preference));
}

bool Comparison::differs() const {
    return firstOverloaded != secondOverloaded ||
           std::ranges::any_of(figures, [](const FigureComparison& f) {
               return f.key.starts_with("total.") &&
                      (f.preference == Preference::Better || f.preference == Preference::Worse);
           });
}

Preference Comparison::verdict() const {
    if (firstOverloaded != secondOverloaded)
        return secondOverloaded ? Preference::Worse : Preference::Better;
    bool isBetter = false;
    bool isWorse = false;
    bool isSame = !figures.empty();
    for (const FigureComparison& figure : figures) {
        isSame = isSame && figure.preference == Preference::Same;
        if (!figure.key.starts_with("total.")) continue;
        isBetter = isBetter || figure.preference == Preference::Better;
        isWorse = isWorse || figure.preference == Preference::Worse;
    }
    if (isSame || (figures.empty() && changes.empty())) return Preference::Same;
    if (isBetter == isWorse) return Preference::CannotTell;
    return isBetter ? Preference::Better : Preference::Worse;
}

Comparison compare(const ValidDesign& first, const Inputs& firstInputs, const ValidDesign& second,
                   const Inputs& secondInputs, const RunOptions& options,
                   const std::atomic<bool>* cancel,
                   const std::function<void(const RunProgress&)>& progress) {
    Comparison result;
    result.first = first.design().name;
    result.second = second.design().name;
    result.seed = options.seed;
    result.changes = changesBetween(first.design(), second.design());
    const std::array contestants = {Contestant{&first, &firstInputs},
                                    Contestant{&second, &secondInputs}};
    const std::size_t least = std::min(options.leastReplications, options.mostReplications);
    const std::size_t count = std::clamp(kComparedReplications, least, options.mostReplications);
    const PairedTrials trials(contestants, options, cancel, [&](double part) {
        if (progress) progress({0, 0, part});
    });
    result.warmupSeconds = trials.warmup().toSeconds();
    result.simulatedSeconds = trials.measured().toSeconds();
    result.firstOverloaded = trials.pilot(0).stability == Stability::growing;
    result.secondOverloaded = trials.pilot(1).stability == Stability::growing;
    if (!trials.isSteady()) result.firstOverloaded = result.secondOverloaded = false;
    if (result.firstOverloaded || result.secondOverloaded) return result;

    const std::vector<std::string> firstEndpoints = endpointNames(first.design(), firstInputs);
    const std::vector<std::string> secondEndpoints = endpointNames(second.design(), secondInputs);
    FigureTable figures;
    RequestTable requests;
    for (std::uint32_t i = 0; i < count && !trials.isCancelled(); ++i) {
        std::array<Replication, 2> pair;
        std::array<std::vector<RequestEnd>, 2> logs;
        {
            std::jthread other;
            const auto runSecond = [&] { pair[1] = trials.replicate(1, i, &logs[1]); };
            if (options.threads > 1) other = std::jthread(runSecond);
            pair[0] = trials.replicate(0, i, &logs[0], [&](double part) {
                if (progress) progress({i + 1, count, part / 2});
            });
            if (options.threads <= 1) runSecond();
        }
        if (!isUsable(pair[0]) || !isUsable(pair[1])) {
            result.memory =
                pair[0].end == engine::RunEnd::memory || pair[1].end == engine::RunEnd::memory;
            break;
        }
        figures.add(figuresOf(pair[0], first.design(), firstEndpoints),
                    figuresOf(pair[1], second.design(), secondEndpoints));
        requests.add(logs[0], logs[1]);
        ++result.replications;
    }
    result.cancelled = trials.isCancelled();
    result.figures = figures.compared();
    result.requests = requests.compared();
    return result;
}

}  // namespace headroom::models
