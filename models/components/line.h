// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "engine/wait/pipe.h"
#include "models/components/component.h"

namespace headroom::models {

/// One direction of a network interface, or what a disk can pass, whose bandwidth may change. What
/// is under way when it does passes at the old rate, what comes then at the new one.
class Line {
  public:
    explicit Line(Bandwidth bandwidth) { setBandwidth(bandwidth); }

    void setBandwidth(Bandwidth bandwidth) {
        const auto bits = static_cast<std::uint64_t>(bandwidth.bitsPerSecond);
        if (!pipes_.empty() && bits == bits_) return;
        bits_ = bits;
        pipes_.push_back({std::make_unique<engine::Pipe>(bits), bits, 0});
    }
    engine::Pipe::Send send(std::uint64_t bytes) { return pipes_.back().pipe->send(bytes); }
    /// Time in ns that so many bytes take by themselves.
    double timeOf(std::uint64_t bytes) const { return timeAt(bytes, bits_); }

    bool isBusy() const { return pipes_.back().pipe->backlog() > 0; }
    std::uint64_t backlog() const { return pipes_.back().pipe->backlog(); }
    /// Since the last restart.
    double busyNs() const { return static_cast<double>(busyEver() - busyBefore_); }
    double demandNs() const {
        double ns = 0;
        for (const Part& part : pipes_)
            ns += timeAt(part.pipe->bytesAccepted() - part.bytesBefore, part.bits);
        return ns;
    }
    void restart() {
        busyBefore_ = busyEver();
        for (Part& part : pipes_)
            part.bytesBefore = part.pipe->bytesAccepted();
    }

  private:
    struct Part {
        std::unique_ptr<engine::Pipe> pipe;
        std::uint64_t bits;
        std::uint64_t bytesBefore;  // accepted before the last restart
    };
    static double timeAt(std::uint64_t bytes, std::uint64_t bits) {
        return 8e9 * static_cast<double>(bytes) / static_cast<double>(bits);
    }
    std::int64_t busyEver() const {
        std::int64_t ns = 0;
        for (const Part& part : pipes_)
            ns += part.pipe->busyNs();
        return ns;
    }

    std::uint64_t bits_ = 0;
    // The last is in use; messages may still be in the others.
    std::vector<Part> pipes_;
    std::int64_t busyBefore_ = 0;
};

}  // namespace headroom::models
