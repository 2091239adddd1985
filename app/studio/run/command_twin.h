// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/simulate/run.h"

namespace headroom::app {

/// What repeats a measurement in a terminal, word by word: `headroom run FILE ...`. Settings that
/// differ from the file become `--set`. Nothing if that cannot say it: there is no file, or more
/// than settings of nodes was changed since it was saved.
std::optional<std::vector<std::string>> commandFor(const models::ValidDesign& design,
                                                   const std::string& path,
                                                   const models::RunOptions& options);

/// Words as a POSIX shell reads them back.
std::string shellText(const std::vector<std::string>& words);

}  // namespace headroom::app
