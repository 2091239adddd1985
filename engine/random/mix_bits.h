// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace headroom::engine {

/// Spreads each bit of the argument over all bits of the result; a bijection.
/// Source: finaliser of SplitMix64, variant 13 of D. Stafford, "Better Bit Mixing" (2011).
constexpr std::uint64_t mixBits(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

}  // namespace headroom::engine
