// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom::engine {

/// Sums of nanoseconds over many requests pass 64 bits (10^9 requests of 10 s), and a float sum
/// would depend on the order. The language has no such type, the two compilers do.
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;

}  // namespace headroom::engine
