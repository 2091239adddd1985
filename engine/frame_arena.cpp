// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/frame_arena.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstdlib>

namespace headroom::engine {

namespace {

constexpr std::size_t kMostBytes = std::size_t{FrameArena::kFirstUnused} * FrameArena::kGranule;

[[noreturn]] void fail(const char* what, std::size_t bytes) {
    std::fprintf(stderr, "headroom: %s (%zu bytes)\n", what, bytes);
    std::abort();
}

}  // namespace

FrameArena::FrameArena(std::size_t capacity) {
    // An address-space limit (ulimit -v) may refuse a large reservation, so smaller ones follow.
    for (std::size_t bytes = std::min(capacity, kMostBytes);; bytes /= 2) {
        void* range = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (range != MAP_FAILED) {
            ::madvise(range, bytes, MADV_HUGEPAGE);
            base_ = static_cast<char*>(range);
            end_ = static_cast<std::uint32_t>(bytes / kGranule);
            return;
        }
        if (bytes < (std::size_t{1} << 20)) fail("no address space for a simulation", bytes);
    }
}

FrameArena::~FrameArena() {
    unpoison(base_, std::size_t{top_} * kGranule);
    ::munmap(base_, std::size_t{end_} * kGranule);
}

std::uint32_t FrameArena::largeClassOf(std::uint32_t granules) {
    const auto sizeClass =
        kExactClasses + static_cast<std::uint32_t>(std::bit_width((granules - 1) / kExactClasses));
    if (sizeClass >= kClasses) fail("a block is too large for the arena", granules * kGranule);
    return sizeClass;
}

void* FrameArena::grow(std::uint32_t sizeClass) {
    const std::uint32_t granules = granulesOf(sizeClass);
    if (granules > end_ - top_) fail("the simulation's memory is used up", bytesReserved());
    void* block = at(top_);
    top_ += granules;
    if (top_ > watched_) {
        *watchFlag_ = true;
        watched_ = ~std::uint32_t{0};
    }
    return block;
}

void FrameArena::watch(std::uint64_t bytes, bool* flag) {
    watchFlag_ = flag;
    watched_ = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(bytes / kGranule, ~std::uint32_t{0} - 1));
    if (top_ > watched_) *watchFlag_ = true;
}

}  // namespace headroom::engine
