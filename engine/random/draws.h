// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <cstdint>
#include <string_view>

#include "engine/random/mix_bits.h"
#include "engine/random/philox.h"

namespace headroom::engine {

/// What one run's randomness hangs on. Replications of a run share the seed.
struct RunKey {
    std::uint64_t seed = 1;
    std::uint32_t replication = 0;
    bool operator==(const RunKey&) const = default;
};

/// What a draw decides (which endpoint, how large, how long ...). The numbers are the caller's;
/// each purpose is a sequence of its own, so that a new question to a request changes no old
/// answer.
enum class Purpose : std::uint16_t {};

namespace detail {
__extension__ using Uint128 = unsigned __int128;
}  // namespace detail

/// 64 bits of a text, e.g. of a node's id, the same on every machine: FNV-1a, then mixed, because
/// FNV-1a by itself leaves the high bits of short texts alike.
constexpr std::uint64_t hashText(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    }
    return mixBits(hash);
}

/// A sequence of random numbers that is a pure function of what it is for. A value: build it on the
/// stack where it is needed, or keep it as a node's stream; a copy repeats what the original gives.
///
/// What belongs to a request is keyed by (seed, replication, population, request number, purpose,
/// attempt), what belongs to a node by (seed, replication, node id, purpose). Adding a server or a
/// cache therefore leaves request number n the same request.
///
/// Source: Philox4x32-10 (philox.h) over a counter that holds the key's parts unmixed, so different
///   parts cannot meet: number (48 bits), purpose (16), attempt (32) and the block (32) for a
///   request, purpose (16) and the block (64) for a node. Two 64-bit numbers come of a block.
/// Cost: a block of Philox for every second number; building one costs a few multiplications.
/// Assumptions: request numbers below 2^48 (8.9 years at 1M a second); at most 2^33 numbers from
///   one request's purpose and attempt; 2^65 from a node's.
class Draws {
  public:
    static constexpr Draws forRequest(RunKey run, std::uint32_t population,
                                      std::uint64_t requestNumber, Purpose purpose,
                                      std::uint32_t attempt = 0) {
        assert(requestNumber < (std::uint64_t{1} << 48));
        const std::uint64_t stream = (std::uint64_t{run.replication} << 32) | population;
        return Draws(mixBits(run.seed + kRequestDomain) + stream, std::uint64_t{attempt} << 32,
                     (requestNumber << 16) | static_cast<std::uint64_t>(purpose));
    }
    /// node: hashText() of the node's id.
    static constexpr Draws forNode(RunKey run, std::uint64_t node, Purpose purpose) {
        const std::uint64_t runKey = mixBits(mixBits(run.seed + kNodeDomain) + run.replication);
        Draws draws(mixBits(runKey ^ node), 0, static_cast<std::uint64_t>(purpose));
        draws.ahead_ = true;
        return draws;
    }

    /// The next 64 random bits.
    constexpr std::uint64_t bits() {
        if (left_ == 2) {
            left_ = 1;
            return first_;
        }
        const std::uint64_t last = second_;
        const bool hadOne = left_ == 1;
        if (hadOne && !ahead_) {
            left_ = 0;
            return last;
        }
        const PhiloxCounter block = philox4x32(
            {low32(low_), high32(low_), low32(high_), high32(high_)}, {low32(key_), high32(key_)});
        ++low_;
        first_ = (std::uint64_t{block[1]} << 32) | block[0];
        second_ = (std::uint64_t{block[3]} << 32) | block[2];
        left_ = hadOne ? 2 : 1;
        return hadOne ? last : first_;
    }

    /// Uniform in (0, 1): the odd multiples of 2^-53. Neither 0 nor 1 ever comes, and 1 - unit() is
    /// exact and has the same distribution, so log(u) and log(1 - u) are both finite.
    constexpr double unit() { return static_cast<double>((bits() >> 11) | 1) * 0x1p-53; }

    /// Uniform in 0 .. n - 1, without bias. n must be above 0.
    /// Source: Lemire, "Fast random integer generation in an interval", ACM TOMACS 29, 2019.
    constexpr std::uint64_t below(std::uint64_t n) {
        assert(n > 0);
        auto product = detail::Uint128{bits()} * n;
        if (static_cast<std::uint64_t>(product) < n) {
            const std::uint64_t excess = (0 - n) % n;  // 2^64 mod n
            while (static_cast<std::uint64_t>(product) < excess) {
                product = detail::Uint128{bits()} * n;
            }
        }
        return static_cast<std::uint64_t>(product >> 64);
    }

  private:
    static constexpr std::uint64_t kRequestDomain = 0x9E3779B97F4A7C15u;
    static constexpr std::uint64_t kNodeDomain = 0xD1B54A32D192ED03u;

    constexpr Draws(std::uint64_t key, std::uint64_t low, std::uint64_t high)
        : key_(key), low_(low), high_(high) {}
    static constexpr std::uint32_t low32(std::uint64_t v) { return static_cast<std::uint32_t>(v); }
    static constexpr std::uint32_t high32(std::uint64_t v) {
        return static_cast<std::uint32_t>(v >> 32);
    }

    std::uint64_t key_;
    std::uint64_t low_;   // the counter's lower half: counts the blocks
    std::uint64_t high_;  // and its upper half, fixed
    std::uint64_t first_ = 0;
    std::uint64_t second_ = 0;
    std::uint8_t left_ = 0;  // how many of the two have not been given yet
    // Whether the next block is made when the last number is taken and not when the next is asked
    // for: a stream will be asked again, and then nobody waits for ten rounds one after another.
    bool ahead_ = false;
};

}  // namespace headroom::engine
