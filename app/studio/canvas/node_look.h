// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "app/studio/run/live_run.h"
#include "models/topology/design.h"

namespace headroom::app {

/// What a node shows, worked out from its description and what was reported of it: no kind is known
/// here.
struct NodeLook {
    const models::Kind* kind = nullptr;
    QString id;
    QString subtitle;  ///< the kind and what decides about it: "Cache · 64 MB"
    std::int64_t instances = 1;
    /// Live figures, as long as a run knows the node.
    struct Live {
        QString left;      ///< "18.7k/s"
        QString right;     ///< "12 waiting"
        QString resource;  ///< "CPU 74 %"
        double busiest = 0;
    };
    std::optional<Live> live;
    bool isBottleneck = false;
};

NodeLook lookOf(const models::Node& node, const models::Snapshot* snapshot,
                std::optional<std::size_t> component);
/// The value of the setting that says most about a node; empty if none does.
QString decidingSetting(const models::Node& node);

}  // namespace headroom::app
