// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/topology/validate.h"
#include "models/workload/workload.h"

namespace headroom::app {

/// A design that can be simulated, with the files it names.
struct LoadedDesign {
    models::ValidDesign design;
    models::Inputs inputs;
};

/// Loads a design, changes settings ("app.instances=8"), checks it and loads what it names. All
/// problems go to standard error; nothing if there is an error among them.
std::optional<LoadedDesign> loadDesignArgument(const std::string& path,
                                               const std::vector<std::string>& assignments);

}  // namespace headroom::app
