// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "models/describe/diagnostic.h"
#include "models/describe/kind.h"

namespace headroom::models {

/// What a link is for, by the kinds at its ends.
enum class LinkRole {
    Requests,  ///< web requests go on to a load balancer or server
    Cache,     ///< looked into first
    Data,      ///< answers queries
};

/// What a link to this kind is for; nothing if it cannot be called at all.
std::optional<LinkRole> linkRole(const Kind& to);

/// Why a link between two kinds makes no sense, or nothing if it does; asked by validation and,
/// before a link is drawn, by the canvas. The arguments %1 and %2 are the two kinds' keys.
///
/// users -> load balancer or server; load balancer -> load balancers and servers;
/// server -> servers, load balancers, caches, databases; cache -> database (read-through);
/// database -> nothing.
std::optional<Diagnostic> linkProblem(const Kind& from, const Kind& to);

}  // namespace headroom::models
