// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kinds.h"

#include <array>

#include "models/components/cache/settings.h"
#include "models/components/database/settings.h"
#include "models/components/load_balancer/settings.h"
#include "models/components/queue/settings.h"
#include "models/components/rate_limiter/settings.h"
#include "models/components/server/settings.h"
#include "models/components/users/settings.h"
#include "models/components/worker/settings.h"

namespace headroom::models {

const KindList& kinds() {
    static const std::array<const Kind*, 8> all = {
        &usersKind(), &rateLimiterKind(), &loadBalancerKind(), &serverKind(),
        &cacheKind(), &databaseKind(),    &queueKind(),        &workerKind(),
    };
    static const KindList list(all);
    return list;
}

}  // namespace headroom::models
