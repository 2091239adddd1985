// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <functional>

#include "models/simulate/run.h"

namespace headroom::app {

/// Progress in one line of the terminal, if standard error is one.
class ProgressLine {
  public:
    ProgressLine() = default;
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine() {
        if (shown_) std::fputs("\r\033[K", stderr);
    }
    void show(const models::RunProgress& progress) {
        const auto now = std::chrono::steady_clock::now();
        if (now - last_ < std::chrono::milliseconds(100)) return;
        last_ = now;
        shown_ = true;
        if (progress.replication == 0) {
            std::fprintf(stderr, "\r\033[Klooking for the warm-up: %.0f %%", 100 * progress.part);
        } else {
            std::fprintf(stderr, "\r\033[Kreplication %zu of at most %zu: %.0f %%",
                         progress.replication, progress.most, 100 * progress.part);
        }
        std::fflush(stderr);
    }

    /// What to give to a run; empty if nobody would see it.
    std::function<void(const models::RunProgress&)> watcher() {
        if (::isatty(STDERR_FILENO) == 0) return {};
        return [this](const models::RunProgress& progress) { show(progress); };
    }

  private:
    std::chrono::steady_clock::time_point last_{};
    bool shown_ = false;
};

}  // namespace headroom::app
