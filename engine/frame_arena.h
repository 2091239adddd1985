// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SANITIZE_ADDRESS__)
#define HEADROOM_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HEADROOM_ASAN 1
#endif
#endif
#ifdef HEADROOM_ASAN
#include <sanitizer/asan_interface.h>
#endif

namespace headroom::engine {

/// Names a block of a FrameArena in 32 bits, so that a pending event fits into 8 bytes. 0: none.
using BlockHandle = std::uint32_t;

/// Memory of one simulation for everything that lives and dies with requests: coroutine frames,
/// request records, arrays of branches. Blocks are whole granules of 16 bytes inside one reserved
/// range of addresses; freed blocks are kept in lists by size, newest first, because the block
/// freed last is the one still in the cache. Nothing goes back to the system before the end.
///
/// Source: segregated free lists (Wilson et al., Dynamic Storage Allocation, 1995).
/// Cost: allocate and release a few ns; memory is the largest amount in use, size by size.
/// Assumptions: one thread; blocks of at most 16 MiB; sizes come back unchanged at release.
class FrameArena {
  public:
    static constexpr std::size_t kGranule = 16;
    /// This and greater handles never name a block, so they can mean something else.
    static constexpr BlockHandle kFirstUnused = ~BlockHandle{0} - 63;

    /// Reserves addresses only; pages are taken when first touched. `capacity` in bytes, cut to
    /// what 32-bit handles can name (64 GiB).
    explicit FrameArena(std::size_t capacity = std::size_t{64} << 30);
    ~FrameArena();
    FrameArena(const FrameArena&) = delete;
    FrameArena& operator=(const FrameArena&) = delete;

    /// Never null: at the end of the capacity the program ends with a message.
    void* allocate(std::size_t bytes) {
        const std::uint32_t sizeClass = classOf(bytes);
        ++blocks_;
        granules_ += granulesOf(sizeClass);
        const BlockHandle head = free_[sizeClass];
        if (head != 0) [[likely]] {
            void* block = at(head);
            unpoison(block, granulesOf(sizeClass) * kGranule);
            std::memcpy(&free_[sizeClass], block, sizeof(BlockHandle));
            return block;
        }
        return grow(sizeClass);
    }

    void release(void* block, std::size_t bytes) {
        const std::uint32_t sizeClass = classOf(bytes);
        --blocks_;
        granules_ -= granulesOf(sizeClass);
        std::memcpy(block, &free_[sizeClass], sizeof(BlockHandle));
        free_[sizeClass] = handleOf(block);
        poison(block, granulesOf(sizeClass) * kGranule);
    }

    void* at(BlockHandle handle) const { return base_ + (std::size_t{handle} * kGranule); }
    BlockHandle handleOf(const void* block) const {
        return static_cast<BlockHandle>(
            static_cast<std::size_t>(static_cast<const char*>(block) - base_) / kGranule);
    }

    std::uint64_t blocksInUse() const { return blocks_; }
    std::uint64_t bytesInUse() const { return granules_ * kGranule; }
    /// The memory that the arena has touched so far.
    std::uint64_t bytesReserved() const { return std::uint64_t{top_} * kGranule; }

    /// When bytesReserved() first passes `bytes`, `*flag` becomes true; allocation goes on. So a
    /// run can stop in good order instead of dying.
    void watch(std::uint64_t bytes, bool* flag);

  private:
    static constexpr std::uint32_t kExactClasses =
        256;  // one a granule up to 4 KiB, then powers of 2
    static constexpr std::uint32_t kClasses = kExactClasses + 1 + 12;

    static std::uint32_t classOf(std::size_t bytes) {
        if (bytes == 0) bytes = 1;  // a block of its own, as from operator new
        const auto granules = static_cast<std::uint32_t>((bytes + kGranule - 1) / kGranule);
        if (granules <= kExactClasses) [[likely]]
            return granules;
        return largeClassOf(granules);
    }
    static std::uint32_t largeClassOf(std::uint32_t granules);
    static std::uint32_t granulesOf(std::uint32_t sizeClass) {
        if (sizeClass <= kExactClasses) [[likely]]
            return sizeClass;
        return kExactClasses << (sizeClass - kExactClasses);
    }
    void* grow(std::uint32_t sizeClass);

    static void poison([[maybe_unused]] void* p, [[maybe_unused]] std::size_t n) {
#ifdef HEADROOM_ASAN
        __asan_poison_memory_region(p, n);
#endif
    }
    static void unpoison([[maybe_unused]] void* p, [[maybe_unused]] std::size_t n) {
#ifdef HEADROOM_ASAN
        __asan_unpoison_memory_region(p, n);
#endif
    }

    char* base_ = nullptr;
    std::array<BlockHandle, kClasses> free_{};
    std::uint64_t blocks_ = 0;
    std::uint64_t granules_ = 0;
    std::uint32_t top_ = 1;
    std::uint32_t end_ = 0;
    std::uint32_t watched_ = ~std::uint32_t{0};
    bool* watchFlag_ = nullptr;
};

}  // namespace headroom::engine
