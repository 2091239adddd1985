// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "models/describe/diagnostic.h"

namespace headroom::models {

/// The whole text of a file, read only after its size has been looked at; devices and pipes are
/// read up to the limit. Codes file.unreadable, file.too-large.
std::optional<std::string> readTextFile(const std::string& path, std::size_t maximumBytes,
                                        Diagnostics& diagnostics);

}  // namespace headroom::models
