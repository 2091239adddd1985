// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/analyze.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "models/analysis/closed_load.h"
#include "models/analysis/extract.h"
#include "models/analysis/flows.h"
#include "models/analysis/general_arrivals.h"
#include "models/analysis/general_stations.h"
#include "models/analysis/markov_stations.h"
#include "models/describe/sampler.h"

namespace headroom::models {

namespace {

constexpr double kMs = 1e3;  // a second
constexpr Text kNotPoisson = HEADROOM_TEXT("analysis", "Arrivals are not quite Poisson.");

std::string wholePercents(double share) {
    char text[32];
    std::snprintf(text, sizeof text, "%.0f", 100 * share);
    return text;
}

struct Solved {
    double lost = 0;  // seconds a visit loses to others
    bool exact = false;
};

class Analysis {
  public:
    explicit Analysis(const ValidDesign& design)
        : design_(design), network_(extract(design)), flows_(design_, network_) {
        if (!network_.users.empty()) solveClosed();
        lost_.assign(network_.stations.size(), std::vector<double>(network_.classes.size(), 0));
        stations_.resize(network_.nodes.size());
        isHeldBack_.assign(network_.nodes.size(), false);
        for (std::size_t s = 0; s < network_.stations.size(); ++s)
            stations_[network_.stations[s].node].push_back(s);
    }

    AnalyticAnswer run() {
        describe();
        if (!network_.steady || network_.classes.empty()) {
            answer_.reasons.push_back(
                {HEADROOM_TEXT("analysis", "Formulas need a steady rate of requests."), {}});
            return std::move(answer_);
        }
        saturation();
        if (!network_.users.empty() && !closed_) {
            answer_.reasons.push_back(
                {HEADROOM_TEXT("analysis", "The closed network has no solution here."), {}});
            return std::move(answer_);
        }
        const bool stable = solve();
        if (closed_) spreadDoubt();
        respond(stable);
        return std::move(answer_);
    }

  private:
    AnalyticComponent& component(std::size_t node) { return answer_.components[node]; }
    void doubt(std::size_t node, Text text, std::vector<std::string> arguments) {
        component(node).reasons.push_back({text, std::move(arguments)});
    }

    /// What follows from flows alone.
    void describe() {
        const Design& design = design_.design();
        for (std::size_t i = 0; i < design.nodes.size(); ++i) {
            const NetworkNode& node = network_.nodes[i];
            AnalyticComponent c;
            c.id = design.nodes[i].id;
            c.arrivalRps = node.arrivalRate;
            c.reasons = node.doubts;
            if (node.store) c.hitRatio = node.store->total;
            for (const std::size_t s : stations_[i]) {
                const NetworkStation& station = network_.stations[s];
                c.resources.push_back(
                    {station.visit.resource, station.visit.key, station.utilization(),
                     static_cast<double>(station.instances * station.visit.servers)});
            }
            answer_.components.push_back(std::move(c));
        }
        for (const Endpoint& e : design.endpoints)
            answer_.endpoints.push_back({e.name, 0, 0, std::nullopt});
        for (const NetworkClass& c : network_.classes) {
            answer_.offeredRps += c.rate;
            answer_.endpoints[c.endpoint].rps += c.rate;
        }
        for (std::size_t c = 0; c < network_.classes.size(); ++c) {
            double least = network_.delays[c];
            for (const NetworkStation& s : network_.stations) {
                const bool isWaitedFor = !design_.design().nodes[s.node].kind->roles.works;
                if (isWaitedFor) least += s.demands[c];
            }
            const NetworkClass& which = network_.classes[c];
            answer_.leastMs += kMs * least * which.rate / answer_.offeredRps;
            AnalyticEndpoint& e = answer_.endpoints[which.endpoint];
            e.leastMs += kMs * least * which.rate / e.rps;
        }
    }

    void saturation() {
        double busiest = 0;
        for (const NetworkStation& s : network_.stations) {
            if (s.utilization() <= busiest) continue;
            busiest = s.utilization();
            answer_.saturated = design_.design().nodes[s.node].id;
        }
        if (busiest > 0) answer_.saturationRps = answer_.offeredRps / busiest;
    }

    /// Every station, callers first, because what leaves one arrives at the next. False if one is
    /// overloaded.
    bool solve() {
        bool stable = true;
        for (const std::size_t i : design_.callOrder()) {
            const NetworkNode& node = network_.nodes[i];
            if (node.visits.empty()) continue;
            const Inflow& inflow = flows_.reach(i, stations_[i], closed_.has_value());
            double scv = inflow.scv;
            bool poisson = inflow.poisson;
            component(i).quality =
                node.doubts.empty() ? FormulaQuality::Exact : FormulaQuality::Approximation;
            for (const std::size_t s : stations_[i]) {
                const NetworkStation& station = network_.stations[s];
                if (closed_ && !design_.design().nodes[i].kind->roles.works) {
                    lost_[s] = closed_->lost[s];
                    if (!hasProductForm(i, station))
                        component(i).quality = worse(component(i).quality);
                    continue;
                }
                if (station.utilization() >= 1) {
                    stable = false;
                    component(i).quality = FormulaQuality::None;
                    doubt(
                        i,
                        HEADROOM_TEXT("analysis",
                                      "%1 %2 would have to be %3 % busy: there is no mean."),
                        {component(i).id, station.visit.key, wholePercents(station.utilization())});
                    continue;
                }
                const Solved solved = solveStation(i, station);
                lost_[s].assign(network_.classes.size(), solved.lost);
                if (!solved.exact) component(i).quality = worse(component(i).quality);
                scv = Flows::departures(station, scv);
                const bool keepsPoisson =
                    station.visit.sharing == Sharing::Processor || station.exponential;
                poisson = poisson && solved.exact && keepsPoisson;
            }
            // Who turns requests away does not pass a Poisson process on.
            flows_.pass(i, scv, poisson && component(i).quality == FormulaQuality::Exact);
        }
        return stable;
    }

    void solveClosed() {
        std::vector<bool> isPooled(network_.nodes.size(), false);
        for (const NetworkNode& node : network_.nodes) {
            for (const NetworkVisit& v : node.visits) {
                for (const NetworkCall& call : v.calls) {
                    const bool isDealt = call.choice > 1 && call.dealing == Dealing::Shortest;
                    if (isDealt) isPooled[call.wire.to] = true;
                }
            }
        }
        closed_ = solveUsers(design_, isPooled, network_);
        for (const NetworkUsers& users : network_.users)
            customers_ += users.count;
        isPooled_ = std::move(isPooled);
    }
    /// Whether a station of a closed network is as the solution asks for.
    bool hasProductForm(std::size_t i, const NetworkStation& s) {
        bool has = true;
        if (s.visit.sharing == Sharing::FirstCome && !s.exponential && s.meanService > 0) {
            doubt(i,
                  HEADROOM_TEXT("analysis",
                                "Served in turn, service times vary otherwise than exponentially "
                                "with one mean, as they are taken."),
                  {});
            has = false;
        }
        if (s.instances > 1) {
            doubt(i,
                  isPooled_[i]
                      ? HEADROOM_TEXT("analysis",
                                      "Requests go to the least busy of %1 instances, which is "
                                      "taken as one instance of their size.")
                      : HEADROOM_TEXT("analysis",
                                      "Requests are dealt to %1 instances in turn, which is taken "
                                      "as at random."),
                  {std::to_string(s.instances)});
            has = false;
        }
        if (s.visit.places > 0 && customers_ > s.visit.places)
            refusals(i, s, s.arrivalRate / static_cast<double>(s.instances));
        return has;
    }
    /// In a closed network nothing is exact that waits for what is not.
    void spreadDoubt() {
        if (!closed_->isExact) {
            answer_.reasons.push_back({HEADROOM_TEXT("analysis",
                                                     "There are too many users for the exact "
                                                     "solution: this is the Linearizer's."),
                                       {}});
        }
        bool isExact = closed_->isExact;
        for (std::size_t i = 0; i < answer_.components.size(); ++i) {
            const bool isWaitedFor = !design_.design().nodes[i].kind->roles.works;
            if (isWaitedFor && component(i).quality == FormulaQuality::Approximation)
                isExact = false;
        }
        for (AnalyticComponent& c : answer_.components) {
            if (!isExact) c.quality = worse(c.quality);
        }
    }

    static FormulaQuality worse(FormulaQuality q) {
        return q == FormulaQuality::None ? q : FormulaQuality::Approximation;
    }

    Solved solveStation(std::size_t i, const NetworkStation& s) {
        const Inflow& in = flows_.at(i);
        if (!(s.arrivalRate > 0) || !(s.meanService > 0)) return {0, true};
        const double rate = s.arrivalRate / static_cast<double>(s.instances);
        const std::int64_t servers = s.visit.servers;
        const bool shared = s.visit.sharing == Sharing::Processor;
        if (s.visit.places > 0) refusals(i, s, rate);
        if (in.poisson && s.instances == 1) {
            if (shared || s.exponential) {
                if (const auto f = mmc(rate, s.meanService, servers)) {
                    return {f->figures.meanWait, true};
                }
            } else if (servers == 1) {
                const auto f = mg1(rate, ServiceMoments::of(s.meanService, s.scv));
                if (f) return {f->figures.meanWait, true};
            } else if (s.constant) {
                if (const auto f = mdc(rate, s.meanService, servers)) return {f->meanWait, true};
            }
            doubt(i,
                  HEADROOM_TEXT("analysis",
                                "With %1 servers and service times that vary otherwise than "
                                "exponentially, the wait is Allen and Cunneen's approximation."),
                  {std::to_string(servers)});
        }
        if (in.shortest) return pooled(i, s);
        if (!in.poisson) {
            doubt(i,
                  in.choice > 1
                      ? HEADROOM_TEXT("analysis",
                                      "Arrivals are dealt to %1 instances in turn and so more even "
                                      "than Poisson.")
                      : kNotPoisson,
                  {std::to_string(in.choice)});
        }
        // Sharing does not mind how service varies; for exponential service it is as first come
        // first served.
        const double serviceScv = shared ? 1 : s.scv;
        // Not serviceScv == 1, which is a sum of squares and has their rounding.
        const bool isMarkov = shared || s.exponential;
        if (servers == 1 && isMarkov && in.choice > 1 && in.flows == 1 &&
            std::abs(in.scv * static_cast<double>(in.choice) - 1) < 1e-6) {
            const auto arrivals = RenewalArrivals::erlang(in.choice, rate);
            if (arrivals) {
                if (const auto f = gim1(*arrivals, s.meanService)) {
                    return {f->figures.meanWait, false};
                }
            }
        }
        const auto f =
            allenCunneen(rate, s.meanService, servers, std::max(0.0, in.scv), serviceScv);
        return {f ? f->meanWait : 0, false};
    }

    /// Instances that the least busy of gets the next request are nearly one large instance.
    Solved pooled(std::size_t i, const NetworkStation& s) {
        doubt(i,
              HEADROOM_TEXT("analysis",
                            "Requests go to the least busy of %1 instances, which is taken as one "
                            "instance of their size."),
              {std::to_string(flows_.at(i).choice)});
        const double service = s.visit.sharing == Sharing::Processor ? 1 : s.scv;
        const auto f =
            allenCunneen(s.arrivalRate, s.meanService, s.instances * s.visit.servers, 1, service);
        return {f ? f->meanWait : 0, false};
    }

    /// Formulas know no limit of places, so it must not matter.
    void refusals(std::size_t i, const NetworkStation& s, double rate) {
        const auto finite =
            mmck(rate, s.meanService, std::min(s.visit.servers, s.visit.places), s.visit.places);
        if (!finite || finite->blockProbability < 1e-6) return;
        component(i).quality = worse(component(i).quality);
        doubt(i,
              HEADROOM_TEXT("analysis",
                            "%1 places of %2 do not always suffice, which formulas leave out."),
              {std::to_string(s.visit.places), s.visit.key});
    }

    /// Times from the ends of calls back to their beginnings.
    void respond(bool stable) {
        if (!stable) {
            answer_.reasons.push_back(
                {HEADROOM_TEXT("analysis", "More is asked for than %1 can do."),
                 {answer_.saturated}});
            for (std::size_t i = 0; i < network_.nodes.size(); ++i)
                finishComponent(i, false);
            return;
        }
        const auto order = design_.callOrder();
        std::vector<std::vector<double>> inside(network_.nodes.size());  // s, by visit
        std::vector<double> response(network_.classes.size(), 0);
        answer_.quality = FormulaQuality::Exact;
        double total = 0;
        for (std::size_t k = order.size(); k-- > 0;) {
            const std::size_t i = order[k];
            const NetworkNode& node = network_.nodes[i];
            if (node.visits.empty()) continue;
            double mean = 0;
            for (const NetworkVisit& v : node.visits) {
                double time = 0;
                for (const NetworkVisit::Use& u : v.uses)
                    time += residence(u, v.classIndex);
                time += v.pause;
                for (const NetworkCall& call : v.calls)
                    time += call.times * callTime(i, call, v.classIndex, inside);
                inside[i].push_back(time);
                const double rate = v.times * network_.classes[v.classIndex].rate;
                mean += time * rate / node.arrivalRate;
                if (design_.design().nodes[i].kind->roles.source) {
                    response[v.classIndex] = time;
                    total += time * rate;
                }
            }
            component(i).insideMs = kMs * mean;
            limits(i, mean);
            finishComponent(i, true);
        }
        passDoubt();
        answer_.responseMs = kMs * total / answer_.offeredRps;
        for (std::size_t c = 0; c < network_.classes.size(); ++c) {
            AnalyticEndpoint& e = answer_.endpoints[network_.classes[c].endpoint];
            e.responseMs =
                e.responseMs.value_or(0) + kMs * response[c] * network_.classes[c].rate / e.rps;
        }
        for (const AnalyticComponent& c : answer_.components) {
            if (c.quality == FormulaQuality::Approximation) answer_.quality = c.quality;
        }
    }

    /// Time of one use: what all lose alike when first come first served, in proportion to what is
    /// asked for when shared.
    double residence(const NetworkVisit::Use& u, std::size_t c) const {
        const NetworkStation& s = network_.stations[u.station];
        if (s.visit.sharing == Sharing::FirstCome) return u.seconds + lost_[u.station][c];
        if (!(s.meanService > 0)) return u.seconds;
        return u.seconds * (1 + lost_[u.station][c] / s.meanService);
    }

    double callTime(std::size_t from, const NetworkCall& call, std::size_t c,
                    const std::vector<std::vector<double>>& inside) {
        if (call.operation == Operation::job) return 0;  // nobody waits for it
        const NetworkNode& to = network_.nodes[call.wire.to];
        double time = 0;
        for (std::size_t v = 0; v < to.visits.size(); ++v) {
            if (to.visits[v].classIndex == c && to.visits[v].operation == call.operation) {
                time = inside[call.wire.to][v];
            }
        }
        const Link& link = design_.design().links[call.wire.link];
        time += 2e-9 * samplerOf(design_.latency(call.wire.link)).mean();
        // An exponential tail leaves ten means once in 22,000 times.
        if (link.timeout && static_cast<double>(link.timeout->ns()) * 1e-9 < 10 * time) {
            AnalyticComponent& caller = component(from);
            Sentence why{
                HEADROOM_TEXT("analysis", "Calls to %1 may time out, which formulas leave out."),
                {component(call.wire.to).id}};
            const bool known = std::ranges::any_of(
                caller.reasons, [&](const Sentence& r) { return r.english() == why.english(); });
            if (!known) caller.reasons.push_back(std::move(why));
            caller.quality = worse(caller.quality);
        }
        return time;
    }

    /// Workers are held while others are waited for, which no product form knows; so they must be
    /// plenty. The number inside is taken as Poisson.
    void limits(std::size_t i, double insideSeconds) {
        const NetworkNode& node = network_.nodes[i];
        const double number =
            node.arrivalRate / static_cast<double>(node.instances) * insideSeconds;
        for (const NetworkNode::Limit& limit : node.limits) {
            if (closed_ && customers_ <= limit.units) continue;
            if (number + 4 * std::sqrt(number) + 1 <= static_cast<double>(limit.units)) continue;
            component(i).quality = worse(component(i).quality);
            isHeldBack_[i] = true;
            doubt(i,
                  HEADROOM_TEXT("analysis",
                                "%1 %2 do not always suffice: they are held during calls, which "
                                "formulas leave out."),
                  {std::to_string(limit.units), limit.key});
        }
    }

    /// Who waits for a place before it goes on does not come to others as a Poisson process.
    void passDoubt() {
        std::vector<bool> isLate(network_.nodes.size(), false);
        for (const std::size_t i : design_.callOrder()) {
            if (isLate[i] && component(i).quality == FormulaQuality::Exact) {
                component(i).quality = FormulaQuality::Approximation;
                doubt(i, kNotPoisson, {});
            }
            if (!isLate[i] && !isHeldBack_[i]) continue;
            for (const NetworkVisit& v : network_.nodes[i].visits) {
                for (const NetworkCall& call : v.calls)
                    isLate[call.wire.to] = true;
            }
        }
    }

    void finishComponent(std::size_t i, bool stable) {
        AnalyticComponent& c = component(i);
        if (!stable) {
            c.quality = FormulaQuality::None;
            return;
        }
        if (stations_[i].empty()) return;
        double wait = 0;
        const double visits = network_.nodes[i].arrivalRate;
        for (const std::size_t s : stations_[i]) {
            const NetworkStation& station = network_.stations[s];
            if (!station.visit.isReportedWait) continue;
            for (std::size_t k = 0; k < network_.classes.size(); ++k) {
                wait += lost_[s][k] * station.visits[k] * network_.classes[k].rate / visits;
            }
        }
        c.waitMs = kMs * wait;
    }

    const ValidDesign& design_;
    Network network_;
    Flows flows_;
    std::optional<ClosedLoad> closed_;
    std::int64_t customers_ = 0;                      // of a closed load
    std::vector<bool> isHeldBack_;                    // by places, by node
    std::vector<bool> isPooled_;                      // the same, by node
    std::vector<std::vector<double>> lost_;           // s, by station and class
    std::vector<std::vector<std::size_t>> stations_;  // by node
    AnalyticAnswer answer_;
};

}  // namespace

AnalyticAnswer analyze(const ValidDesign& design) {
    return Analysis(design).run();
}

}  // namespace headroom::models
