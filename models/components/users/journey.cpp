// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/users/journey.h"

#include <algorithm>

namespace headroom::models {

Journey::Journey(const std::vector<JourneyStep>& steps) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
        std::vector<Exit>& exits = exits_.emplace_back();
        if (steps[i].next.empty() && i + 1 < steps.size()) exits.push_back({i + 1, 1});
        for (const JourneyExit& exit : steps[i].next) {
            const auto to = std::ranges::find(steps, exit.to, &JourneyStep::endpoint);
            exits.push_back({static_cast<std::size_t>(to - steps.begin()), exit.probability.value});
        }
    }
}

std::optional<std::size_t> Journey::after(std::size_t step, engine::Draws draws) const {
    double left = draws.unit();
    for (const Exit& exit : exits_[step]) {
        if (left < exit.probability) return exit.to;
        left -= exit.probability;
    }
    return std::nullopt;
}

double Journey::meanLength() const {
    double length = 0;
    for (const double visits : meanVisits())
        length += visits;
    return length;
}

std::vector<double> Journey::meanVisits() const {
    std::vector<double> visits(exits_.size(), 0);
    std::vector<double> there = visits;
    if (there.empty()) return visits;
    there[0] = 1;
    for (std::size_t k = 0; k < kMostSteps; ++k) {
        std::vector<double> next(there.size(), 0);
        double alive = 0;
        for (std::size_t i = 0; i < there.size(); ++i) {
            alive += there[i];
            visits[i] += there[i];
            for (const Exit& exit : exits_[i])
                next[exit.to] += there[i] * exit.probability;
        }
        if (alive < 1e-12) break;
        there = std::move(next);
    }
    return visits;
}

}  // namespace headroom::models
