// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/studio/panels/value_table.h"
#include "models/simulate/result.h"

namespace headroom::app {

/// What a measurement found, as tables. No kind of component is known here.

/// Throughput, errors, mean latency and its quantiles: measured, 95 % interval, by formula.
Table figureTable(const models::RunResult& result);
/// Requests by status.
Table statusTable(const models::RunResult& result);
/// What was promised: kept, broken or not to be told.
Table objectiveTable(const models::RunResult& result);
/// A row a component: busiest resource, waits beside those by formula, how much more it takes.
Table componentTable(const models::RunResult& result);
Table endpointTable(const models::RunResult& result);
/// How much more the system takes while a part of it is down.
Table lossTable(const models::RunResult& result);
/// What was measured by two independent sides, and where formulas are exact.
Table auditTable(const models::RunResult& result);

/// "It takes 1.8 times this load; then db.cpu is used up." Empty: nothing is known.
QString headroomText(const models::RunResult& result);
/// "5 replications of 10.0 s after 1.20 s of warm-up · 312k requests · seed 7"
QString scopeText(const models::RunResult& result);
/// Why there are no figures, or fewer than asked for; empty: all is well.
QString endingText(const models::RunResult& result);
/// What was simulated to name the bottleneck, and what it changed.
QString remedyText(const models::Bottleneck& bottleneck);

}  // namespace headroom::app
