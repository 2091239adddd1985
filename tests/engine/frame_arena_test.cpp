// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/frame_arena.h"

#include <QTest>
#include <cstring>
#include <set>
#include <string>
#include <vector>

#include "engine/process.h"
#include "tests/engine/test_random.h"
#include "tests/support/child.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::tests;

namespace {

struct Owned {
    unsigned char* memory;
    std::size_t bytes;
    unsigned char mark;

    bool isIntact() const {
        for (std::size_t i = 0; i < bytes; ++i) {
            if (memory[i] != mark) return false;
        }
        return true;
    }
};

#ifdef HEADROOM_ASAN
/// Lets a pointer into its frame out, which a component must not do.
Process lend(int*& pointer) {
    int value = 7;
    pointer = &value;
    co_await delay(Duration::nanoseconds(1));
    ++value;
}
#endif

}  // namespace

class FrameArenaTest : public QObject {
    Q_OBJECT
  private slots:
    void blocks_are_whole_granules_and_their_handles_lead_back() {
        FrameArena arena(std::size_t{1} << 26);
        for (const std::size_t bytes : {0, 1, 63, 64, 65, 128, 4'096, 4'097, 100'000}) {
            void* block = arena.allocate(bytes);
            const BlockHandle handle = arena.handleOf(block);
            QVERIFY(handle != 0);
            QCOMPARE(arena.at(handle), block);
            QCOMPARE(reinterpret_cast<std::uintptr_t>(block) % FrameArena::kGranule, 0U);
        }
        QCOMPARE(arena.blocksInUse(), 9U);
    }

    void blocks_never_overlap_whatever_their_sizes() {
        FrameArena arena(std::size_t{1} << 30);
        TestRandom random(64);
        std::vector<Owned> owned;
        std::size_t most = 0;
        for (int i = 0; i < 20'000; ++i) {
            if (owned.size() < 20 || random.below(100) < (i % 4'000 < 2'000 ? 60U : 40U)) {
                const std::size_t bytes =
                    random.oneIn(50) ? random.below(70'000) : random.below(700);
                const auto mark = static_cast<unsigned char>(random.next());
                auto* memory = static_cast<unsigned char*>(arena.allocate(bytes));
                std::memset(memory, mark, bytes);
                owned.push_back({memory, bytes, mark});
                most = std::max(most, owned.size());
            } else {
                const std::size_t k = random.below(owned.size());
                const Owned gone = owned[k];
                owned[k] = owned.back();
                owned.pop_back();
                QVERIFY(gone.isIntact());
                arena.release(gone.memory, gone.bytes);
            }
            QCOMPARE(arena.blocksInUse(), static_cast<std::uint64_t>(owned.size()));
        }
        for (const Owned& block : owned) {
            QVERIFY(block.isIntact());
            arena.release(block.memory, block.bytes);
        }
        QCOMPARE(arena.blocksInUse(), 0U);
        QCOMPARE(arena.bytesInUse(), 0U);
        QVERIFY(most > 100);
    }

    void a_freed_block_is_the_next_one_of_its_size() {
        constexpr std::size_t granule = FrameArena::kGranule;
        FrameArena arena(std::size_t{1} << 26);
        void* a = arena.allocate(2 * granule - 1);
        void* b = arena.allocate(2 * granule - 1);
        const std::uint64_t reserved = arena.bytesReserved();
        arena.release(a, 2 * granule - 1);
        arena.release(b, 2 * granule - 1);
        QCOMPARE(arena.allocate(2 * granule), b);  // the one freed last, as all are two granules
        QCOMPARE(arena.allocate(granule + 1), a);
        QCOMPARE(arena.bytesReserved(), reserved);
        QVERIFY(arena.allocate(granule) != a);
        QCOMPARE(arena.bytesReserved(), reserved + granule);
    }

    void blocks_above_4_kib_share_a_size_up_to_the_next_power_of_two() {
        FrameArena arena(std::size_t{1} << 28);
        for (std::size_t size = 8'192; size <= std::size_t{1} << 24; size *= 2) {
            void* block = arena.allocate(size / 2 + 1);
            QCOMPARE(arena.bytesInUse(), std::uint64_t{size});
            arena.release(block, size / 2 + 1);
            QCOMPARE(arena.allocate(size), block);
            arena.release(block, size);
            void* smaller = arena.allocate(size / 2);
            QVERIFY(smaller != block);
            arena.release(smaller, size / 2);
        }
        QCOMPARE(arena.bytesInUse(), 0U);
    }

    void blocks_of_no_bytes_are_blocks_of_their_own() {
        FrameArena arena(std::size_t{1} << 26);
        std::set<void*> blocks;
        for (int i = 0; i < 10; ++i)
            blocks.insert(arena.allocate(i % 2 == 0 ? 0 : 8));
        QCOMPARE(blocks.size(), 10U);
    }

    void the_bound_is_reported_once_when_it_is_passed() {
        FrameArena arena(std::size_t{1} << 26);
        bool passed = false;
        arena.watch(100 * FrameArena::kGranule, &passed);
        std::vector<void*> blocks;
        while (!passed)
            blocks.push_back(arena.allocate(FrameArena::kGranule));
        QVERIFY(arena.bytesReserved() > 100 * FrameArena::kGranule);
        QVERIFY(arena.bytesReserved() <= 102 * FrameArena::kGranule);
        passed = false;
        blocks.push_back(arena.allocate(100 * FrameArena::kGranule));
        QVERIFY(!passed);
        // Below a bound, what comes and goes does not pass it.
        FrameArena other(std::size_t{1} << 26);
        other.watch(100 * FrameArena::kGranule, &passed);
        for (int i = 0; i < 1'000; ++i)
            other.release(other.allocate(FrameArena::kGranule), FrameArena::kGranule);
        QVERIFY(!passed);
    }

    void freed_blocks_are_poisoned_under_the_address_sanitizer() {
#ifdef HEADROOM_ASAN
        FrameArena arena(std::size_t{1} << 26);
        auto* block = static_cast<char*>(arena.allocate(200));
        QVERIFY(__asan_region_is_poisoned(block, 200) == nullptr);
        arena.release(block, 200);
        for (int i = 0; i < 200; i += 8)
            QVERIFY(__asan_address_is_poisoned(block + i) != 0);
        QVERIFY(arena.allocate(200) == block);
        QVERIFY(__asan_region_is_poisoned(block, 200) == nullptr);
#else
        QSKIP("not built with the address sanitizer");
#endif
    }

    void a_use_of_a_frame_after_its_end_is_found_by_the_address_sanitizer() {
#ifdef HEADROOM_ASAN
        const ChildEnd end = runInChild([] {
            Simulation simulation;
            int* gone = nullptr;
            simulation.spawn(lend(gone));
            simulation.runUntil(SimTime::max());
            return *gone == 0 ? 3 : 0;
        });
        QVERIFY(!end.exited || end.status != 0);
        QVERIFY2(end.said.find("use-after-poison") != std::string::npos, end.said.c_str());
#else
        QSKIP("not built with the address sanitizer");
#endif
    }
};

HEADROOM_TEST(FrameArenaTest);
#include "frame_arena_test.moc"
