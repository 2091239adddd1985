// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/random/draws.h"
#include "models/components/users/settings.h"

namespace headroom::models {

/// The steps of a session as a Markov chain.
///
/// Source: Menascé, Almeida, Fonseca, Mendes, "A methodology for workload characterization of
///   e-commerce sites", ACM EC 1999: customer behaviour model graphs.
/// Cost: O(ways out of a step) a step.
/// Assumptions: settings that were checked.
class Journey {
  public:
    explicit Journey(const std::vector<JourneyStep>& steps);

    bool isEmpty() const { return exits_.empty(); }
    std::size_t steps() const { return exits_.size(); }
    /// The step after this one; nothing: the session ends.
    std::optional<std::size_t> after(std::size_t step, engine::Draws draws) const;
    /// Of each step in a session on the average, which has at most kMostSteps.
    std::vector<double> meanVisits() const;
    /// All of them.
    double meanLength() const;

    /// No session has more.
    static constexpr std::size_t kMostSteps = 4096;

  private:
    struct Exit {
        std::size_t to;
        double probability;
    };
    std::vector<std::vector<Exit>> exits_;  // by step
};

}  // namespace headroom::models
