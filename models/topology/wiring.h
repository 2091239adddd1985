// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "models/describe/diagnostic.h"
#include "models/describe/kind.h"

namespace headroom::models {

/// What a link is for, by the kinds at its ends.
enum class LinkRole {
    Requests,  ///< web requests go on to a load balancer, server, limiter or queue
    Cache,     ///< looked into first
    Data,      ///< answers queries
    Jobs,      ///< a queue hands its messages to a worker
};

/// What a link to this kind is for; nothing if it cannot be called at all.
std::optional<LinkRole> linkRole(const Kind& to);

/// Why a link between two kinds makes no sense, or nothing if it does; asked by validation and,
/// before a link is drawn, by the canvas. The arguments %1 and %2 are the two kinds' keys.
///
/// users, load balancer, rate limiter -> whatever takes web requests: load balancers, servers, rate
/// limiters, queues; server -> these, caches, databases; cache -> database (read-through); queue ->
/// workers; database, worker -> nothing.
std::optional<Diagnostic> linkProblem(const Kind& from, const Kind& to);

}  // namespace headroom::models
