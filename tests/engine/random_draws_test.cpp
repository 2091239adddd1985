// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <set>
#include <vector>

#include "engine/random/draws.h"
#include "tests/engine/random_checks.h"
#include "tests/support/test_main.h"

#if __has_include(<Random123/philox.h>)
#define HEADROOM_HAS_RANDOM123 1
#include <Random123/philox.h>
#undef philox4x32  // theirs is a macro; the class behind it is used here
#endif

using namespace headroom::engine;
using namespace headroom::tests;

namespace {

constexpr RunKey kRun{1234, 0};

/// Streams that differ in one part of their key only, in steps of 1.
struct Family {
    const char* name;
    std::function<Draws(std::uint32_t)> stream;
};
std::vector<Family> families() {
    return {
        {"request number",
         [](std::uint32_t i) { return Draws::forRequest(kRun, 1, i, Purpose{1}); }},
        {"high request number",
         [](std::uint32_t i) {
             return Draws::forRequest(kRun, 1, std::uint64_t{i} << 27, Purpose{1});
         }},
        {"purpose",
         [](std::uint32_t i) {
             return Draws::forRequest(kRun, 1, 5, Purpose{static_cast<std::uint16_t>(i)});
         }},
        {"attempt", [](std::uint32_t i) { return Draws::forRequest(kRun, 1, 5, Purpose{1}, i); }},
        {"population", [](std::uint32_t i) { return Draws::forRequest(kRun, i, 5, Purpose{1}); }},
        {"replication",
         [](std::uint32_t i) {
             return Draws::forRequest({1234, i}, 1, 5, Purpose{1});
         }},
        {"seed",
         [](std::uint32_t i) {
             return Draws::forRequest({i, 0}, 1, 5, Purpose{1});
         }},
        {"node", [](std::uint32_t i) { return Draws::forNode(kRun, i, Purpose{1}); }},
        {"node, replication",
         [](std::uint32_t i) {
             return Draws::forNode({1234, i}, hashText("db"), Purpose{1});
         }},
        {"node, purpose",
         [](std::uint32_t i) {
             return Draws::forNode(kRun, hashText("db"), Purpose{static_cast<std::uint16_t>(i)});
         }},
    };
}

}  // namespace

class RandomDrawsTest : public QObject {
    Q_OBJECT
  private slots:
    void philox_gives_the_published_vectors() {
        // Random123's kat_vectors, philox4x32 with 10 rounds.
        QCOMPARE(philox4x32({0, 0, 0, 0}, {0, 0}),
                 (PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
        constexpr std::uint32_t kOnes = 0xffffffff;
        QCOMPARE(philox4x32({kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}),
                 (PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
        QCOMPARE(
            philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
    }

    void philox_gives_what_Random123_gives() {
#ifdef HEADROOM_HAS_RANDOM123
        Draws draws = Draws::forNode(kRun, 1, Purpose{1});
        for (int i = 0; i < 10'000; ++i) {
            const std::array<std::uint64_t, 3> b = {draws.bits(), draws.bits(), draws.bits()};
            const auto words = std::bit_cast<std::array<std::uint32_t, 6>>(b);
            const r123::Philox4x32::ctr_type counter = {{ words[0], words[1], words[2], words[3] }};
            const r123::Philox4x32::key_type key = {{ words[4], words[5] }};
            const auto theirs = r123::Philox4x32()(counter, key);
            QCOMPARE(philox4x32({words[0], words[1], words[2], words[3]}, {words[4], words[5]}),
                     (PhiloxCounter{theirs[0], theirs[1], theirs[2], theirs[3]}));
        }
#else
        QSKIP("Random123 is not installed");
#endif
    }

    void equal_keys_give_equal_draws_and_copies_repeat() {
        for (const auto& family : families()) {
            Draws one = family.stream(77);
            Draws other = family.stream(77);
            for (int i = 0; i < 7; ++i) {
                QCOMPARE(one.bits(), other.bits());
            }
            Draws copy = one;  // in the middle of a block
            for (int i = 0; i < 7; ++i) {
                QCOMPARE(one.bits(), copy.bits());
            }
        }
    }

    void text_hash_is_FNV_1a_mixed() {
        // The published 64-bit FNV-1a of "foobar" is 0x85944171f73967e8.
        static_assert(hashText("foobar") == mixBits(0x85944171f73967e8u));
        std::set<std::uint64_t> seen;
        for (int i = 0; i < 100'000; ++i) {
            seen.insert(hashText("node-" + std::to_string(i)));
        }
        QCOMPARE(seen.size(), std::size_t{100'000});
    }

    void no_two_keys_of_a_grid_share_a_number() {
        std::vector<std::uint64_t> seen;
        for (std::uint32_t population = 0; population < 6; ++population) {
            for (std::uint32_t replication = 0; replication < 6; ++replication) {
                for (std::uint64_t number = 0; number < 40; ++number) {
                    for (std::uint16_t purpose = 0; purpose < 8; ++purpose) {
                        for (std::uint32_t attempt = 0; attempt < 4; ++attempt) {
                            Draws draws = Draws::forRequest({9, replication}, population, number,
                                                            Purpose{purpose}, attempt);
                            seen.push_back(draws.bits());
                            seen.push_back(draws.bits());
                            seen.push_back(draws.bits());
                        }
                    }
                }
            }
        }
        Draws node = Draws::forNode({9, 0}, 0, Purpose{0});
        for (int i = 0; i < 200'000; ++i) {
            seen.push_back(node.bits());
        }
        // 341,600 numbers of 64 bits: one pair alike in 3e8 such tests.
        std::sort(seen.begin(), seen.end());
        QVERIFY(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
    }

    void neighbouring_streams_are_uniform_and_uncorrelated() {
        constexpr std::uint32_t kStreams = 20'000;
        constexpr std::size_t kCells = 16;
        for (const auto& family : families()) {
            std::vector<double> first, second;
            for (std::uint32_t i = 0; i < kStreams; ++i) {
                Draws draws = family.stream(i);
                first.push_back(draws.unit());
                second.push_back(draws.unit());
            }
            QVERIFY2(kolmogorovDistance(first, [](double u) { return u; }) <
                         kolmogorovBound(first.size()),
                     family.name);
            // Pairs (a stream, the next one) and (first, second of a stream) over a 16 x 16 grid.
            std::vector<double> neighbours(kCells * kCells), within(kCells * kCells);
            double covariance = 0;
            const auto cell = [](double u) {
                return static_cast<std::size_t>(u * static_cast<double>(kCells));
            };
            for (std::size_t i = 0; i < first.size(); ++i) {
                const double next = first[(i + 1) % first.size()];
                neighbours[cell(first[i]) * kCells + cell(next)] += 1;
                within[cell(first[i]) * kCells + cell(second[i])] += 1;
                covariance += (first[i] - 0.5) * (next - 0.5);
            }
            const std::vector<double> expected(kCells * kCells,
                                               double{kStreams} / (kCells * kCells));
            QVERIFY2(chiSquare(neighbours, expected).passes(), family.name);
            QVERIFY2(chiSquare(within, expected).passes(), family.name);
            // Of n independent products of variance (1/12)^2.
            const double standardError = std::sqrt(double{kStreams}) / 12;
            QVERIFY2(std::abs(covariance) < 5 * standardError, family.name);
        }
    }

    void one_bit_of_a_key_moves_half_of_the_bits() {
        for (const auto& family : families()) {
            double flipped = 0;
            int trials = 0;
            std::array<int, 64> each{};
            for (std::uint32_t i = 0; i < 250; ++i) {
                for (int bit = 0; bit < 16; ++bit) {
                    const std::uint64_t difference =
                        family.stream(i).bits() ^ family.stream(i ^ (1u << bit)).bits();
                    flipped += std::popcount(difference);
                    ++trials;
                    for (int b = 0; b < 64; ++b) {
                        each[static_cast<std::size_t>(b)] += static_cast<int>(difference >> b & 1);
                    }
                }
            }
            // A binomial of 64 bits has variance 16; pairs are met from both sides, so half count.
            QVERIFY2(std::abs(flipped / trials - 32) < 5 * std::sqrt(16.0 / (trials / 2.0)),
                     family.name);
            for (const int count : each) {
                QVERIFY2(std::abs(count - trials / 2.0) < 6 * std::sqrt(trials / 4.0 * 2),
                         family.name);
            }
        }
    }

    void unit_stays_inside_and_its_complement_is_exact() {
        Draws draws = Draws::forNode(kRun, 4, Purpose{4});
        double least = 1;
        for (int i = 0; i < 200'000; ++i) {
            const double u = draws.unit();
            QVERIFY(u > 0 && u < 1);
            QCOMPARE(1 - (1 - u), u);
            least = std::min(least, u);
        }
        QVERIFY(least < 1e-3);
        // The extremes of the form (2k + 1) 2^-53.
        QCOMPARE((static_cast<double>(std::uint64_t{0} | 1)) * 0x1p-53, 0x1p-53);
        QVERIFY(static_cast<double>((~std::uint64_t{0} >> 11) | 1) * 0x1p-53 < 1);
    }

    void below_is_unbiased_for_small_and_for_huge_bounds() {
        Draws draws = Draws::forNode(kRun, 5, Purpose{5});
        for (const std::uint64_t n : {2u, 7u, 1000u}) {
            std::vector<double> counts(n);
            for (int i = 0; i < 100'000; ++i) {
                counts[draws.below(n)] += 1;
            }
            QVERIFY(
                chiSquare(counts, std::vector<double>(n, 1e5 / static_cast<double>(n))).passes());
        }
        // 3 * 2^62 is where a plain product is worst: a third of the values would come twice as
        // often.
        const std::uint64_t huge = std::uint64_t{3} << 62;
        std::vector<double> thirds(3), residues(3);
        for (int i = 0; i < 100'000; ++i) {
            const std::uint64_t value = draws.below(huge);
            QVERIFY(value < huge);
            thirds[value >> 62] += 1;
            residues[value % 3] += 1;
        }
        const std::vector<double> expected(3, 1e5 / 3);
        QVERIFY(chiSquare(thirds, expected).passes());
        QVERIFY(chiSquare(residues, expected).passes());
        QCOMPARE(draws.below(1), std::uint64_t{0});
    }
};

HEADROOM_TEST(RandomDrawsTest);
#include "random_draws_test.moc"
