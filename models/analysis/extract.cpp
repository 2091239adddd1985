// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/extract.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

#include "models/analysis/che.h"
#include "models/describe/sampler.h"

namespace headroom::models {

namespace {

constexpr double kNsPerSecond = 1e9;
constexpr std::size_t kOperations = 6;

/// Sums over all visits of a station, from which its mixture follows.
struct Mixture {
    double rate = 0;
    double time = 0;    // sum of rate times mean
    double square = 0;  // sum of rate times second moment
    double shortest = std::numeric_limits<double>::infinity();
    double longest = 0;
    bool exponential = true;
    bool constant = true;
};

class Extraction final : public Outline {
  public:
    Extraction(const ValidDesign& design, std::span<const double> rates)
        : design_(design), rates_(rates) {
        const std::size_t nodes = design.design().nodes.size();
        instances_.resize(nodes);
        for (std::size_t i = 0; i < nodes; ++i) {
            const Node& node = design.design().nodes[i];
            instances_[i] = node.kind->footprint(node.settings, 0).instances;
        }
        latency_.reserve(design.design().links.size());
        for (std::size_t l = 0; l < design.design().links.size(); ++l)
            latency_.push_back(2 * samplerOf(design.latency(l)).mean() / kNsPerSecond);
        hitRatios_.resize(nodes);
    }

    Network run() {
        constexpr int kMostRounds = 50;
        for (int round = 0; round < kMostRounds; ++round) {
            walk();
            if (forecastStores() < 1e-9) break;
        }
        finish();
        return std::move(network_);
    }

    // What a kind may ask and say.
    const Node& node() const override { return design_.design().nodes[node_]; }
    std::size_t nodeIndex() const override { return node_; }
    const ValidDesign& design() const override { return design_; }
    const Endpoint& endpoint() const override { return design_.design().endpoints[endpoint_]; }
    Operation operation() const override { return operation_; }
    double hitRatio(const Wire& wire) const override { return hitRatioOf(wire.to); }
    double ownHitRatio() const override { return hitRatioOf(node_); }
    std::int64_t instances(const Wire& wire) const override { return instances_[wire.to]; }

    void use(const ResourceVisit& visit) override {
        if (visit_ == nullptr) return;
        const std::size_t s = stationOf(visit);
        const double seconds = visit.meanNs / kNsPerSecond;
        const double rate = visit_->times * rate_;
        NetworkStation& station = network_.stations[s];
        station.visits[visit_->classIndex] += visit_->times;
        station.demands[visit_->classIndex] += visit_->times * seconds;
        Mixture& mixture = mixtures_[s];
        mixture.rate += rate;
        mixture.time += rate * seconds;
        mixture.square += rate * seconds * seconds * (1 + visit.scv);
        mixture.shortest = std::min(mixture.shortest, seconds);
        mixture.longest = std::max(mixture.longest, seconds);
        mixture.exponential = mixture.exponential && visit.exponential;
        mixture.constant = mixture.constant && visit.scv == 0;
        visit_->uses.push_back({s, seconds});
    }

    void holds(const char* key, std::int64_t units) override {
        auto& limits = network_.nodes[node_].limits;
        const bool known = std::ranges::any_of(limits, [&](const NetworkNode::Limit& limit) {
            return std::string_view(limit.key) == key;
        });
        if (!known) limits.push_back({key, units});
    }

    void call(const Wire& wire, Operation operation, double times, Dealing dealing,
              std::int64_t choice) override {
        if (visit_ == nullptr || !(times > 0)) return;
        visit_->calls.push_back(
            {wire, operation, times, dealing, choice > 0 ? choice : instances_[wire.to]});
        const double passed = visit_->times * times;
        reached(wire.to, visit_->classIndex, operation) += passed;
        // Nobody waits for a job.
        if (operation == Operation::job) return;
        network_.delays[visit_->classIndex] += passed * latency_[wire.link];
    }

    void store(const StoreSize& size) override {
        auto& store = network_.nodes[node_].store;
        if (!store) store.emplace();
        store->size = size;
    }

    void pause(double ns) override {
        if (visit_ == nullptr) return;
        visit_->pause += ns / kNsPerSecond;
        network_.delays[visit_->classIndex] += visit_->times * ns / kNsPerSecond;
    }

    void arrivals(double perSecond, double scv, bool isPoisson) override {
        sending_.requests.rate = perSecond;
        sending_.requests.arrivalScv = scv;
        sending_.requests.isPoisson = isPoisson;
    }

    void users(std::int64_t count, double thinkNs) override {
        sending_.users = NetworkUsers{node_, count, thinkNs / kNsPerSecond};
    }

    void asks(std::size_t endpoint, double share) override {
        auto& shares = sending_.shares;
        if (visit_ != nullptr) return;
        if (shares.empty()) shares.assign(design_.design().endpoints.size(), 0);
        shares[endpoint] += share;
    }

    void doubt(Sentence why) override {
        auto& doubts = network_.nodes[node_].doubts;
        const bool known = std::ranges::any_of(
            doubts, [&](const Sentence& d) { return d.english() == why.english(); });
        if (!known) doubts.push_back(std::move(why));
    }

  private:
    using ByOperation = std::array<double, kOperations>;

    double hitRatioOf(std::size_t node) const {
        return hitRatios_[node].empty() ? 0 : hitRatios_[node][endpoint_];
    }

    double& reached(std::size_t node, std::size_t classIndex, Operation operation) {
        auto& row = reached_[node];
        if (row.size() <= classIndex) row.resize(network_.classes.size());
        return row[classIndex][static_cast<std::size_t>(operation)];
    }

    std::size_t stationOf(const ResourceVisit& visit) {
        for (const std::size_t s : stationsOfNode_[node_]) {
            if (std::string_view(network_.stations[s].visit.key) == visit.key) {
                network_.stations[s].visit = visit;
                return s;
            }
        }
        NetworkStation station;
        station.node = node_;
        station.visit = visit;
        station.instances = instances_[node_];
        station.visits.assign(network_.classes.size(), 0);
        station.demands.assign(network_.classes.size(), 0);
        stationsOfNode_[node_].push_back(network_.stations.size());
        network_.stations.push_back(std::move(station));
        mixtures_.emplace_back();
        return network_.stations.size() - 1;
    }

    /// Asks every kind what it does with what reaches it, callers before what they call.
    void walk() {
        const std::size_t nodes = design_.design().nodes.size();
        network_ = {};
        network_.nodes.resize(nodes);
        mixtures_.clear();
        stationsOfNode_.assign(nodes, {});
        reached_.assign(nodes, {});
        for (std::size_t i = 0; i < nodes; ++i)
            network_.nodes[i].instances = instances_[i];
        findClasses();
        for (const std::size_t i : design_.callOrder()) {
            node_ = i;
            if (node().kind->roles.source) continue;
            for (std::size_t c = 0; c < reached_[i].size(); ++c) {
                for (std::size_t o = 0; o < kOperations; ++o)
                    visit(c, static_cast<Operation>(o), reached_[i][c][o]);
            }
        }
    }

    /// What a source says it sends.
    struct Sending {
        NetworkClass requests;
        std::optional<NetworkUsers> users;
        std::vector<double> shares;  // by endpoint; empty: as they are weighted
    };

    /// Sources are asked once what they send, then once for each class.
    void findClasses() {
        std::vector<Sending> all;
        for (const std::size_t i : design_.callOrder()) {
            node_ = i;
            if (!node().kind->roles.source) continue;
            sending_ = {};
            sending_.requests.source = i;
            visit_ = nullptr;
            endpoint_ = 0;
            operation_ = Operation::serve;
            if (node().kind->outline != nullptr) node().kind->outline(*this);
            if (sending_.users) sending_.requests.rate = rateOf(*sending_.users);
            if (sending_.requests.rate > 0) {
                all.push_back(sending_);
            } else {
                network_.steady = false;
            }
        }
        const auto isClosed = [](const Sending& s) { return s.users.has_value(); };
        if (std::ranges::any_of(all, isClosed) && !std::ranges::all_of(all, isClosed)) {
            network_.steady = false;
            for (const Sending& sending : all) {
                if (!isClosed(sending)) continue;
                node_ = sending.requests.source;
                doubt({HEADROOM_TEXT("analysis",
                                     "Requests of %1 depend on the replies before them, those of "
                                     "others do not: no formula here has both."),
                       {node().id}});
            }
            std::erase_if(all, isClosed);
        }
        for (const Sending& sending : all)
            addClasses(sending);
        network_.delays.assign(network_.classes.size(), 0);
        for (std::size_t c = 0; c < network_.classes.size(); ++c) {
            node_ = network_.classes[c].source;
            visit(c, Operation::serve, 1);
        }
    }

    double rateOf(const NetworkUsers& users) const {
        constexpr double kShortestThinking = 0.01;
        if (users.source < rates_.size()) return rates_[users.source];
        return static_cast<double>(users.count) / std::max(users.thinkSeconds, kShortestThinking);
    }
    void addClasses(const Sending& sending) {
        const auto& endpoints = design_.design().endpoints;
        double weights = 0;
        for (const Endpoint& e : endpoints)
            weights += e.weight;
        if (sending.users) network_.users.push_back(*sending.users);
        for (std::size_t e = 0; e < endpoints.size(); ++e) {
            const double share =
                sending.shares.empty() ? endpoints[e].weight / weights : sending.shares[e];
            if (!(share > 0)) continue;
            NetworkClass requests = sending.requests;
            requests.endpoint = e;
            requests.rate *= share;
            network_.classes.push_back(requests);
        }
    }

    void visit(std::size_t c, Operation operation, double times) {
        if (!(times > 0)) return;
        NetworkNode& there = network_.nodes[node_];
        if (node().kind->outline == nullptr) {
            doubt({HEADROOM_TEXT("analysis", "No formula knows what a %1 does."),
                   {node().kind->key}});
            return;
        }
        endpoint_ = network_.classes[c].endpoint;
        operation_ = operation;
        rate_ = network_.classes[c].rate;
        there.visits.push_back({c, operation, times, {}, {}, 0});
        there.arrivalRate += times * rate_;
        visit_ = &there.visits.back();
        node().kind->outline(*this);
        visit_ = nullptr;
    }

    /// Forecasts each store from what is looked up in it; how much the ratios changed.
    double forecastStores() {
        double change = 0;
        for (std::size_t i = 0; i < network_.nodes.size(); ++i) {
            auto& store = network_.nodes[i].store;
            if (!store) continue;
            const auto& endpoints = design_.design().endpoints;
            std::vector<CacheDemand> demands;
            for (const Endpoint& e : endpoints) {
                CacheDemand d;
                d.objects = e.objectCount;
                d.alpha = e.objectPopularity.alpha;
                d.objectSize = std::max(1.0, static_cast<double>(e.responseBytes()));
                d.freshSeconds =
                    e.cacheable.freshFor == engine::Duration::max()
                        ? std::numeric_limits<double>::infinity()
                        : static_cast<double>(e.cacheable.freshFor.ns()) / kNsPerSecond;
                demands.push_back(d);
            }
            for (const NetworkVisit& v : network_.nodes[i].visits) {
                if (v.operation != Operation::cacheGet) continue;
                const NetworkClass& c = network_.classes[v.classIndex];
                demands[c.endpoint].rate += v.times * c.rate;
            }
            const CacheForecast forecast = forecastStore(store->size, demands);
            std::vector<double>& known = hitRatios_[i];
            if (known.empty()) known.assign(endpoints.size(), 0);
            for (std::size_t e = 0; e < endpoints.size(); ++e) {
                change = std::max(change, std::abs(known[e] - forecast.hitRatio[e]));
                known[e] = forecast.hitRatio[e];
            }
            store->hitRatio = known;
            store->total = forecast.total;
        }
        return change;
    }

    /// Whichever bound is the tighter one evicts.
    static CacheForecast forecastStore(const StoreSize& size, std::vector<CacheDemand>& demands) {
        const auto byBytes = forecastLru(demands, size.bytes);
        CacheForecast nothing;
        nothing.hitRatio.assign(demands.size(), 0);
        if (!byBytes) return nothing;
        if (!size.entries) return *byBytes;
        for (CacheDemand& d : demands)
            d.objectSize = 1;
        const auto byEntries = forecastLru(demands, *size.entries);
        if (!byEntries) return nothing;
        const bool entriesFirst = byEntries->characteristicSeconds < byBytes->characteristicSeconds;
        return entriesFirst ? *byEntries : *byBytes;
    }

    void finish() {
        for (std::size_t s = 0; s < mixtures_.size(); ++s) {
            const Mixture& m = mixtures_[s];
            NetworkStation& station = network_.stations[s];
            station.arrivalRate = m.rate;
            if (!(m.rate > 0)) continue;
            station.meanService = m.time / m.rate;
            const double mean = station.meanService;
            station.scv = mean > 0 ? std::max(0.0, m.square / m.rate / (mean * mean) - 1) : 0;
            const bool alike = m.longest <= m.shortest * (1 + 1e-9);
            station.exponential = m.exponential && alike;
            station.constant = m.constant && alike;
        }
    }

    const ValidDesign& design_;
    std::span<const double> rates_;
    std::vector<std::int64_t> instances_;
    std::vector<double> latency_;                 // there and back, of each link
    std::vector<std::vector<double>> hitRatios_;  // by node and endpoint
    Network network_;
    std::vector<Mixture> mixtures_;
    std::vector<std::vector<std::size_t>> stationsOfNode_;
    std::vector<std::vector<ByOperation>> reached_;  // visits of one request, by node and class

    // What is being asked about.
    std::size_t node_ = 0;
    std::size_t endpoint_ = 0;
    Operation operation_ = Operation::serve;
    double rate_ = 0;
    NetworkVisit* visit_ = nullptr;
    Sending sending_;  // of the source that is being asked
};

}  // namespace

double NetworkStation::utilization() const {
    return arrivalRate * meanService / static_cast<double>(instances * visit.servers);
}

Network extract(const ValidDesign& design, std::span<const double> rates) {
    return Extraction(design, rates).run();
}

}  // namespace headroom::models
