// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/scenario/change.h"
#include "models/topology/design.h"
#include "models/workload/workload.h"

namespace headroom::models {

/// Requests a second of all users whose rate is set, at the start of a run; with a profile, where
/// it is highest; of a closed load the most that its users can.
double offeredRate(const Design& design, const Inputs& inputs);

/// Whether a run of it has an end of its own, or a load that changes: nothing is cut then, and
/// figures are per window.
bool isTerminating(const Design& design, const Inputs& inputs, const Scenario& scenario);

/// How long one replication is to be measured if nobody says: with constant load about a million
/// requests, 1 s to 60 s; with a scenario that or half as long again as it goes on; a profile as
/// long as it changes, or once round, and half as long again after a spike; a log as long as it
/// goes on and an hour for what is still in flight.
engine::Duration defaultDuration(const Design& design, const Inputs& inputs,
                                 const Scenario& scenario);

/// The width of the windows of such a run: 1, 2 or 5 times a power of ten milliseconds, so that the
/// stretch of time for which there is a plan has at most 60 of them.
engine::Duration windowWidth(const Design& design, const Inputs& inputs, engine::Duration duration);

}  // namespace headroom::models
