// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace headroom::app {

/// From now on the first SIGINT or SIGTERM sets the flag returned, which asks for what there is; a
/// second one ends the program as it always would.
const std::atomic<bool>& listenToInterrupts();

}  // namespace headroom::app
