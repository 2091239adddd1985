// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "engine/random/mix_bits.h"
#include "engine/sim_time.h"

namespace headroom::engine {

/// What a request carries with it to be able to tell where it waited, and for how long: the sum of
/// a mix of each hop and its wait. A sum, so that branches served at the same time may end in any
/// order. One word in the request.
class Trail {
  public:
    void add(std::uint64_t hopId, Duration wait) {
        // One mix: the golden multiple puts hops so far apart that only waits of hours could meet.
        word_ += mixBits(static_cast<std::uint64_t>(wait.ns()) + (hopId + 1) * 0x9e3779b97f4a7c15);
    }
    std::uint64_t word() const { return word_; }
    bool operator==(const Trail&) const = default;

  private:
    std::uint64_t word_ = 0;
};

/// What happened to all requests of a run, in 128 bits: the sums, modulo 2^64, of two independent
/// mixes of each request's number, birth, end, outcome and trail. A sum does not depend on the
/// order in which requests end nor on how they are shared out among threads, and unlike an
/// exclusive or it does not forget a request that is counted twice.
///
/// Source: SplitMix64's finaliser, chained over the fields (G. Steele and others, OOPSLA 2014).
/// Cost: ten multiply-and-shift mixes a request, in two independent chains; 16 bytes.
/// Assumptions: a guard against mistakes, not against somebody who looks for a collision.
class Fingerprint {
  public:
    void add(std::uint64_t number, SimTime birth, SimTime end, std::uint32_t outcome, Trail trail) {
        const std::uint64_t fields[] = {number, static_cast<std::uint64_t>(birth.ns()),
                                        static_cast<std::uint64_t>(end.ns()), outcome,
                                        trail.word()};
        std::uint64_t a = 0x6a09e667f3bcc908;  // the fractions of the roots of 2 and of 3
        std::uint64_t b = 0xbb67ae8584caa73b;
        for (const std::uint64_t field : fields) {
            a = mixBits((a ^ field) + 0x9e3779b97f4a7c15);
            b = mixBits((b + field) ^ 0xd1b54a32d192ed03);
        }
        low_ += a;
        high_ += b;
    }
    void merge(const Fingerprint& other) {
        low_ += other.low_;
        high_ += other.high_;
    }
    std::uint64_t low() const { return low_; }
    std::uint64_t high() const { return high_; }
    /// 32 lower-case hexadecimal digits, `high` first.
    std::string toHex() const;
    bool operator==(const Fingerprint&) const = default;

  private:
    std::uint64_t low_ = 0;
    std::uint64_t high_ = 0;
};

}  // namespace headroom::engine
