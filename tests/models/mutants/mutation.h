// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/sim_time.h"

/// What the copies of the engine in this test do wrong behind its back, one thing at a time.
namespace headroom::tests::mutation {

enum class Mutant {
    none,
    longService,    ///< a FIFO station serves 5 % longer than it was asked to
    longSharing,    ///< a shared processor does 5 % more work than it was asked to
    largeDraws,     ///< exponential draws are 5 % too large
    longContended,  ///< cores that hinder each other do 5 % more work than they were asked to
    fastTokens,     ///< a bucket of tokens fills 5 % faster than it was asked to
};

inline Mutant active = Mutant::none;

inline double scaled(double value, Mutant mutant) {
    return active == mutant ? 1.05 * value : value;
}
inline engine::Duration scaled(engine::Duration time, Mutant mutant) {
    return active == mutant ? time + time / 20 : time;
}

}  // namespace headroom::tests::mutation
