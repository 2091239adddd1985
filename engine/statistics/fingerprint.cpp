// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/fingerprint.h"

namespace headroom::engine {

std::string Fingerprint::toHex() const {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(32);
    for (const std::uint64_t lane : {high_, low_}) {
        for (int shift = 60; shift >= 0; shift -= 4)
            text += kDigits[(lane >> shift) & 15];
    }
    return text;
}

}  // namespace headroom::engine
