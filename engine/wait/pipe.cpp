// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/pipe.h"

namespace headroom::engine {

namespace {

__extension__ using Wide = unsigned __int128;
constexpr std::uint64_t kNsBitsPerByte = 8'000'000'000;  // ns * bit/s in a byte

}  // namespace

std::int64_t Pipe::enqueue(std::uint64_t bytes) {
    const std::int64_t now = Simulation::current().now().ns();
    if (freeAt_ < now) {
        freeAt_ = now;
        fraction_ = 0;
    }
    const Wide work = static_cast<Wide>(bytes) * kNsBitsPerByte + fraction_;
    const auto whole = static_cast<std::int64_t>(work / bitsPerSecond_);
    freeAt_ += whole;
    workAccepted_ += whole;
    fraction_ = static_cast<std::uint64_t>(work % bitsPerSecond_);
    bytesAccepted_ += bytes;
    return freeAt_ + (fraction_ != 0 ? 1 : 0);
}

std::uint64_t Pipe::backlog() const {
    const std::int64_t now = Simulation::current().now().ns();
    if (freeAt_ <= now) return 0;
    return static_cast<std::uint64_t>(static_cast<Wide>(freeAt_ - now) * bitsPerSecond_ /
                                      kNsBitsPerByte);
}

std::int64_t Pipe::busyNs() const {
    const std::int64_t now = Simulation::current().now().ns();
    return freeAt_ > now ? workAccepted_ - (freeAt_ - now) : workAccepted_;
}

}  // namespace headroom::engine
