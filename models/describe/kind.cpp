// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/kind.h"

namespace headroom::models {

const Kind* KindList::find(std::string_view key) const {
    for (const Kind* kind : kinds_) {
        if (key == kind->key) return kind;
    }
    return nullptr;
}

}  // namespace headroom::models
