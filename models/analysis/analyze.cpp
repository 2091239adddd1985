// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/analyze.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "models/analysis/extract.h"
#include "models/analysis/general_arrivals.h"
#include "models/analysis/general_stations.h"
#include "models/analysis/markov_stations.h"
#include "models/describe/sampler.h"

namespace headroom::models {

namespace {

constexpr double kMs = 1e3;  // a second

std::string percent(double share) {
    char text[32];
    std::snprintf(text, sizeof text, "%.0f", 100 * share);
    return text;
}

/// What is known of the arrivals at a node's instances.
struct Inflow {
    double rate = 0;          // all instances together
    double scv = 1;           // of the gaps at one instance
    bool poisson = true;      // exactly
    bool shortest = false;    // dealt to the instance with the least to do
    double sumSquares = 0;    // of the merged flows' rates
    double weighted = 0;      // rate times scv of each, as split
    std::int64_t choice = 1;  // instances chosen from
    int flows = 0;
};

struct Solved {
    double lost = 0;  // seconds a visit loses to others
    bool exact = false;
};

class Analysis {
  public:
    explicit Analysis(const ValidDesign& design)
        : design_(design), network_(extract(design)), inflow_(network_.nodes.size()) {
        lost_.assign(network_.stations.size(), 0);
        stations_.resize(network_.nodes.size());
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
        const bool stable = solve();
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
            Inflow& inflow = inflow_[i];
            if (node.visits.empty()) continue;
            const bool isSource = design_.design().nodes[i].kind->roles.source;
            if (isSource) {
                inflow.rate = node.arrivalRate;
                inflow.scv = network_.classes[node.visits.front().classIndex].arrivalScv;
                inflow.poisson = inflow.scv == 1;
            } else {
                merge(i);
            }
            double scv = inflow.scv;
            bool poisson = inflow.poisson;
            component(i).quality =
                node.doubts.empty() ? FormulaQuality::Exact : FormulaQuality::Approximation;
            for (const std::size_t s : stations_[i]) {
                const NetworkStation& station = network_.stations[s];
                if (station.utilization() >= 1) {
                    stable = false;
                    component(i).quality = FormulaQuality::None;
                    doubt(i,
                          HEADROOM_TEXT("analysis",
                                        "%1 %2 would have to be %3 % busy: there is no mean."),
                          {component(i).id, station.visit.key, percent(station.utilization())});
                    continue;
                }
                const Solved solved = solveStation(i, station);
                lost_[s] = solved.lost;
                if (!solved.exact) component(i).quality = worse(component(i).quality);
                scv = departures(station, scv);
                const bool keepsPoisson =
                    station.visit.sharing == Sharing::Processor || station.exponential;
                poisson = poisson && solved.exact && keepsPoisson;
            }
            pass(i, scv, poisson);
        }
        return stable;
    }

    static FormulaQuality worse(FormulaQuality q) {
        return q == FormulaQuality::None ? q : FormulaQuality::Approximation;
    }

    /// Whitt's approximation of what leaves a station.
    static double departures(const NetworkStation& s, double scv) {
        const double rho = s.utilization();
        const auto c = static_cast<double>(s.visit.servers);
        const double service = s.visit.sharing == Sharing::Processor ? 1 : s.scv;
        return 1 + (1 - rho * rho) * (scv - 1) + rho * rho * (service - 1) / std::sqrt(c);
    }

    /// Tells the callees of a node what comes out of it.
    void pass(std::size_t i, double scv, bool poisson) {
        struct Flow {
            double rate = 0;
            bool always = true;
            NetworkCall call;
        };
        const NetworkNode& node = network_.nodes[i];
        const double all = node.arrivalRate;
        std::vector<Flow> flows;  // one a callee
        for (const NetworkVisit& v : node.visits) {
            for (const NetworkCall& call : v.calls) {
                auto flow = std::ranges::find_if(
                    flows, [&](const Flow& f) { return f.call.wire.to == call.wire.to; });
                if (flow == flows.end()) {
                    flows.push_back({0, true, call});
                    flow = flows.end() - 1;
                } else if (flow->call.operation != call.operation) {
                    flow->always = false;
                }
                flow->rate += v.times * call.times * network_.classes[v.classIndex].rate;
                // Anything but exactly one call depends on what was found before.
                const bool dealt = call.choice > network_.nodes[call.wire.to].instances;
                if (call.times != 1 && !dealt) flow->always = false;
                if (v.times > 1) flow->always = false;
            }
        }
        for (const Flow& flow : flows) {
            Inflow& to = inflow_[flow.call.wire.to];
            const double part = std::min(1.0, flow.rate / all);
            const bool dealt = flow.call.choice > 1;
            // Thinned at random, then dealt in turn: every n-th of them.
            double split = part * scv + 1 - part;
            if (dealt) {
                const double before =
                    flow.call.choice > network_.nodes[flow.call.wire.to].instances ? scv : split;
                split = before / static_cast<double>(flow.call.choice);
            }
            to.flows += 1;
            to.rate += flow.rate;
            to.weighted += flow.rate * split;
            to.sumSquares += flow.rate * flow.rate;
            to.choice = std::max(to.choice, flow.call.choice);
            to.shortest = to.shortest || (dealt && flow.call.dealing == Dealing::Shortest);
            to.poisson = to.poisson && poisson && flow.always && !dealt;
        }
    }

    /// Whitt's approximation of flows that join.
    void merge(std::size_t i) {
        Inflow& in = inflow_[i];
        if (in.flows == 0) return;
        double rho = 0;
        for (const std::size_t s : stations_[i])
            rho = std::max(rho, std::min(1.0, network_.stations[s].utilization()));
        const double spread = in.rate * in.rate / in.sumSquares;
        const double weight = 1 / (1 + 4 * (1 - rho) * (1 - rho) * (spread - 1));
        in.scv = weight * in.weighted / in.rate + 1 - weight;
        // Poisson flows join to one, but not several visits of the same requests.
        for (const NetworkVisit& v : network_.nodes[i].visits)
            in.poisson = in.poisson && v.times <= 1;
    }

    Solved solveStation(std::size_t i, const NetworkStation& s) {
        const Inflow& in = inflow_[i];
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
                      : HEADROOM_TEXT("analysis", "Arrivals are not quite Poisson."),
                  {std::to_string(in.choice)});
        }
        // Sharing does not mind how service varies; for exponential service it is as first come
        // first served.
        const double serviceScv = shared ? 1 : s.scv;
        if (servers == 1 && serviceScv == 1 && in.choice > 1 && in.flows == 1 &&
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
              {std::to_string(inflow_[i].choice)});
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
                    time += residence(u);
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
    double residence(const NetworkVisit::Use& u) const {
        const NetworkStation& s = network_.stations[u.station];
        if (s.visit.sharing == Sharing::FirstCome) return u.seconds + lost_[u.station];
        if (!(s.meanService > 0)) return u.seconds;
        return u.seconds * (1 + lost_[u.station] / s.meanService);
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
        time += 2e-9 * samplerOf(link.latency).mean();
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
            if (number + 4 * std::sqrt(number) + 1 <= static_cast<double>(limit.units)) continue;
            component(i).quality = worse(component(i).quality);
            doubt(i,
                  HEADROOM_TEXT("analysis",
                                "%1 %2 do not always suffice: they are held during calls, which "
                                "formulas leave out."),
                  {std::to_string(limit.units), limit.key});
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
            wait += lost_[s] * station.arrivalRate / visits;
        }
        c.waitMs = kMs * wait;
    }

    const ValidDesign& design_;
    Network network_;
    std::vector<Inflow> inflow_;
    std::vector<double> lost_;                        // s, by station
    std::vector<std::vector<std::size_t>> stations_;  // by node
    AnalyticAnswer answer_;
};

}  // namespace

AnalyticAnswer analyze(const ValidDesign& design) {
    return Analysis(design).run();
}

}  // namespace headroom::models
