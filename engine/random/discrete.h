// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/random/checked.h"
#include "engine/random/draws.h"

namespace headroom::engine {

/// An index 0 .. n - 1 drawn by weights.
///
/// Source: Walker's alias method, built as in Vose, "A linear algorithm for generating random
///   numbers with a given distribution", IEEE Trans. Software Engineering 17, 1991.
/// Cost: one number and one row of 16 bytes a draw; O(n) to build.
/// Assumptions: probabilities are kept to 2^-53 of a column.
class Discrete {
  public:
    /// Weights finite and >= 0, at least one above 0, at most 2^31 of them. They need not sum to 1.
    static Checked<Discrete> fromWeights(std::span<const double> weights);

    std::size_t sample(Draws& draws) const {
        // The product's upper half picks the column; its lower half is the place within it.
        const auto product = detail::Uint128{draws.bits()} * columns_.size();
        const auto index = static_cast<std::size_t>(product >> 64);
        const Column& column = columns_[index];
        return static_cast<std::uint64_t>(product) < column.own ? index : column.alias;
    }

    std::size_t size() const { return columns_.size(); }
    double probability(std::size_t index) const { return probabilities_[index]; }

  private:
    struct Column {
        std::uint64_t own;  // below this the column is its own index
        std::size_t alias;
    };
    Discrete() = default;

    std::vector<Column> columns_;
    std::vector<double> probabilities_;
};

}  // namespace headroom::engine
