// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <csignal>

namespace headroom::app {

namespace {

std::atomic<bool> wasInterrupted = false;

void onInterrupt(int signal) {
    wasInterrupted = true;
    std::signal(signal, SIG_DFL);
}

}  // namespace

const std::atomic<bool>& listenToInterrupts() {
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    return wasInterrupted;
}

}  // namespace headroom::app
