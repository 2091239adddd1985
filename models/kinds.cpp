// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kinds.h"

#include <array>

#include "models/components/cache/settings.h"
#include "models/components/database/settings.h"
#include "models/components/load_balancer/settings.h"
#include "models/components/server/settings.h"
#include "models/components/users/settings.h"

namespace headroom::models {

const KindList& kinds() {
    static const std::array<const Kind*, 5> all = {
        &usersKind(), &loadBalancerKind(), &serverKind(), &cacheKind(), &databaseKind(),
    };
    static const KindList list(all);
    return list;
}

}  // namespace headroom::models
