// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/flows.h"

#include <algorithm>
#include <cmath>

namespace headroom::models {

const Inflow& Flows::reach(std::size_t i, const std::vector<std::size_t>& stations, bool isClosed) {
    const NetworkNode& node = network_.nodes[i];
    Inflow& inflow = inflow_[i];
    if (!design_.design().nodes[i].kind->roles.source) {
        merge(i, stations);
        return inflow;
    }
    const NetworkClass& first = network_.classes[node.visits.front().classIndex];
    inflow.rate = node.arrivalRate;
    inflow.scv = first.arrivalScv;
    inflow.poisson = first.isPoisson && !isClosed;
    return inflow;
}

double Flows::departures(const NetworkStation& s, double scv) {
    const double rho = s.utilization();
    const auto c = static_cast<double>(s.visit.servers);
    const double service = s.visit.sharing == Sharing::Processor ? 1 : s.scv;
    return 1 + (1 - rho * rho) * (scv - 1) + rho * rho * (service - 1) / std::sqrt(c);
}

void Flows::pass(std::size_t i, double scv, bool poisson) {
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

void Flows::merge(std::size_t i, const std::vector<std::size_t>& stations) {
    Inflow& in = inflow_[i];
    if (in.flows == 0) return;
    double rho = 0;
    for (const std::size_t s : stations)
        rho = std::max(rho, std::min(1.0, network_.stations[s].utilization()));
    const double spread = in.rate * in.rate / in.sumSquares;
    const double weight = 1 / (1 + 4 * (1 - rho) * (1 - rho) * (spread - 1));
    in.scv = weight * in.weighted / in.rate + 1 - weight;
    // Poisson flows join to one, but not several visits of the same requests.
    for (const NetworkVisit& v : network_.nodes[i].visits)
        in.poisson = in.poisson && v.times <= 1;
}

}  // namespace headroom::models
