// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/design_argument.h"

#include <iostream>

#include "models/format/design_reader.h"
#include "models/kinds.h"

namespace headroom::app {

std::optional<LoadedDesign> loadDesignArgument(const std::string& path,
                                               const std::vector<std::string>& assignments) {
    models::DesignLoading loading = models::loadDesign(path, models::kinds());
    if (!loading.valid) {
        models::print(std::cerr, loading.diagnostics);
        return std::nullopt;
    }
    if (!assignments.empty()) {
        models::Design changed = loading.valid->design();
        models::Diagnostics problems;
        for (const std::string& assignment : assignments) {
            if (auto problem = models::applySetting(changed, assignment)) problems.add(*problem);
        }
        if (!problems.hasErrors()) {
            models::Validation validation = models::validate(std::move(changed));
            loading.valid = validation.valid;
            problems.add(validation.diagnostics);
        }
        loading.diagnostics = std::move(problems);
        if (loading.diagnostics.hasErrors()) loading.valid.reset();
    }
    models::print(std::cerr, loading.diagnostics);
    if (!loading.valid) return std::nullopt;
    models::InputsLoading inputs = models::loadInputs(*loading.valid);
    models::print(std::cerr, inputs.diagnostics);
    if (!inputs.inputs) return std::nullopt;
    return LoadedDesign{*loading.valid, *inputs.inputs};
}

}  // namespace headroom::app
