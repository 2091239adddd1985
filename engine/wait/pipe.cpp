// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/pipe.h"

#include <algorithm>

namespace headroom::engine {

namespace {

// Work is counted in 1 / bitsPerSecond ns, so that a byte is a whole number of it at any rate.
constexpr std::uint64_t kWorkOfByte = 8'000'000'000;

}  // namespace

std::int64_t Pipe::enqueue(std::uint64_t bytes) {
    const std::int64_t now = Simulation::current().now().ns();
    if (freeAt_ < now) {
        freeAt_ = now;
        fraction_ = 0;
    }
    // A fraction is never left at the end of time itself, so this is not negative.
    const Uint128 room =
        static_cast<Uint128>(SimTime::max().ns() - freeAt_) * bitsPerSecond_ - fraction_;
    const Uint128 work = std::min(static_cast<Uint128>(bytes) * kWorkOfByte, room);
    workAccepted_ += work;
    bytesAccepted_ += bytes;
    const Uint128 end = work + fraction_;
    freeAt_ += static_cast<std::int64_t>(end / bitsPerSecond_);
    fraction_ = static_cast<std::uint64_t>(end % bitsPerSecond_);
    return freeAt_ + (fraction_ != 0 ? 1 : 0);
}

Uint128 Pipe::workLeft() const {
    const std::int64_t now = Simulation::current().now().ns();
    if (freeAt_ < now) return 0;
    return static_cast<Uint128>(freeAt_ - now) * bitsPerSecond_ + fraction_;
}

std::uint64_t Pipe::backlog() const {
    const Uint128 bytes = (workLeft() + kWorkOfByte - 1) / kWorkOfByte;
    return static_cast<std::uint64_t>(std::min<Uint128>(bytes, kUnbounded));
}

std::int64_t Pipe::busyNs() const {
    return static_cast<std::int64_t>((workAccepted_ - workLeft()) / bitsPerSecond_);
}

}  // namespace headroom::engine
