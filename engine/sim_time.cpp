// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sim_time.h"

#include <array>

namespace headroom::engine {

std::string toText(Duration d) {
    struct Unit {
        std::int64_t ns;
        const char* name;
    };
    static constexpr std::array<Unit, 3> kUnits = {
        {{1'000'000'000, " s"}, {1'000'000, " ms"}, {1'000, " us"}}};
    for (const Unit& unit : kUnits) {
        if (d.ns() % unit.ns == 0) return std::to_string(d.ns() / unit.ns) + unit.name;
    }
    return std::to_string(d.ns()) + " ns";
}

std::string toText(SimTime t) {
    return toText(t.sinceStart());
}

}  // namespace headroom::engine
