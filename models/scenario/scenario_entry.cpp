// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scenario/scenario_entry.h"

namespace headroom::models {

const FieldList& scenarioFields() {
    // 41 days: far beyond any run, and exact in nanoseconds as a double.
    constexpr double kLongest = 3.6e15;
    static const FieldList fields = {
        field<&ScenarioEntry::at>(
            "at", HEADROOM_TEXT("scenario", "At"),
            HEADROOM_TEXT("scenario",
                          "When it happens, from the start of the run; it takes effect at the next "
                          "whole millisecond."))
            .range(0, kLongest)
            .required(),
        field<&ScenarioEntry::set>(
            "set", HEADROOM_TEXT("scenario", "Set"),
            HEADROOM_TEXT("scenario", "The setting that changes, as \"users.rate\".")),
        field<&ScenarioEntry::to>(
            "to", HEADROOM_TEXT("scenario", "To"),
            HEADROOM_TEXT("scenario", "Its new value, written as in the settings of the node."))
            .anyScalar(),
        field<&ScenarioEntry::fault>("fault", HEADROOM_TEXT("scenario", "Fault"),
                                     HEADROOM_TEXT("scenario", "What goes wrong."))
            .choices({{"crash", HEADROOM_TEXT("scenario", "Crash"),
                       HEADROOM_TEXT("scenario",
                                     "It loses what it holds and takes no calls until it is "
                                     "back.")},
                      {"restore", HEADROOM_TEXT("scenario", "Restore"),
                       HEADROOM_TEXT("scenario", "What is down comes back at once.")},
                      {"flush", HEADROOM_TEXT("scenario", "Flush"),
                       HEADROOM_TEXT("scenario", "A cache loses all it keeps and goes on.")}}),
        field<&ScenarioEntry::node>("node", HEADROOM_TEXT("scenario", "Node"),
                                    HEADROOM_TEXT("scenario", "The node something happens to.")),
        field<&ScenarioEntry::instance>(
            "instance", HEADROOM_TEXT("scenario", "Instance"),
            HEADROOM_TEXT("scenario", "Which of its instances, from 0; not set: all of them."))
            .range(0, 1e6),
        field<&ScenarioEntry::lasts>(
            "for", HEADROOM_TEXT("scenario", "For"),
            HEADROOM_TEXT("scenario", "How long it lasts; not set: to the end of the run."))
            .range(1, kLongest),
    };
    return fields;
}

}  // namespace headroom::models
