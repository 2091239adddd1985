// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/describe/diagnostic.h"

namespace headroom::models {

/// Writes a file so that it holds either all of the text or what it held before, whatever happens
/// meanwhile: beside it, to the disk, then in its place. A link is followed; what is no regular
/// file (a terminal, a pipe) is written into. Code file.unwritable.
/// Source: POSIX rename(2) replaces in one step; fsync(2) before it, of the folder after it.
/// Cost: two flushes of the disk.
/// Assumptions: the folder may be written to.
std::optional<Diagnostic> writeFileAtomically(const std::string& path, std::string_view text);

}  // namespace headroom::models
