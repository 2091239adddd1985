// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/wiring.h"

#include "models/describe/scan.h"

namespace headroom::models {

std::optional<LinkRole> linkRole(const Kind& to) {
    if (to.roles.requests) return LinkRole::Requests;
    if (to.roles.caches) return LinkRole::Cache;
    if (to.roles.data) return LinkRole::Data;
    if (to.roles.works) return LinkRole::Jobs;
    return std::nullopt;
}

std::optional<Diagnostic> linkProblem(const Kind& from, const Kind& to) {
    const auto refuse = [&](Text text, Text remedy) {
        return problem("wiring.not-allowed", text, remedy, {from.key, to.key});
    };
    const auto role = linkRole(to);
    if (!role) {
        return refuse(HEADROOM_TEXT("wiring", "Nothing can call %2: requests begin there."),
                      HEADROOM_TEXT("wiring", "Turn the link round or leave it out."));
    }
    if (from.roles.queues != (*role == LinkRole::Jobs)) {
        return from.roles.queues
                   ? refuse(HEADROOM_TEXT("wiring",
                                          "A %1 hands its messages to workers only, not "
                                          "to a %2."),
                            HEADROOM_TEXT("wiring", "Link it to workers."))
                   : refuse(HEADROOM_TEXT("wiring",
                                          "A %2 takes its jobs from a queue only, not "
                                          "from %1."),
                            HEADROOM_TEXT("wiring", "Put a queue between them."));
    }
    if (from.roles.works) {
        return refuse(HEADROOM_TEXT("wiring", "A %1 does its jobs alone and calls nobody."),
                      HEADROOM_TEXT("wiring", "Turn the link round or leave it out."));
    }
    const bool isWeb = *role == LinkRole::Requests;
    if (from.roles.source && !isWeb) {
        return refuse(HEADROOM_TEXT("wiring",
                                    "%1 send web requests, which a %2 does not "
                                    "understand."),
                      HEADROOM_TEXT("wiring", "Put a server between them."));
    }
    if ((from.roles.balances || from.roles.forwards) && !isWeb) {
        return refuse(HEADROOM_TEXT("wiring",
                                    "A %1 passes web requests on, which a %2 does not "
                                    "understand."),
                      HEADROOM_TEXT("wiring", "Link the servers behind it to the %2."));
    }
    if (from.roles.caches && *role != LinkRole::Data) {
        return refuse(HEADROOM_TEXT("wiring",
                                    "A %1 fetches what it lacks from a database only, "
                                    "not from a %2."),
                      HEADROOM_TEXT("wiring", "Link it to a database, or to nothing."));
    }
    if (from.roles.data) {
        return refuse(HEADROOM_TEXT("wiring", "A %1 answers and calls nobody."),
                      HEADROOM_TEXT("wiring", "Turn the link round or leave it out."));
    }
    return std::nullopt;
}

}  // namespace headroom::models
