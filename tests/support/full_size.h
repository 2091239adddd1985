// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace headroom::tests {

/// Whether this build is fast enough for tests at full size: optimised, without sanitizers.
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
inline constexpr bool kFullSize = true;
#else
inline constexpr bool kFullSize = false;
#endif
/// `n` where the build is fast enough, a tenth of it elsewhere.
constexpr int fullOrTenth(int n) {
    return kFullSize ? n : n / 10;
}

}  // namespace headroom::tests
