// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/call.h"
#include "engine/random/draws.h"
#include "engine/ref.h"
#include "engine/sim_time.h"
#include "engine/statistics/fingerprint.h"

namespace headroom::models {

/// What a request can be asked to draw. The numbers are part of what a seed means: a new question
/// gets a new number, and no old one changes.
namespace ask {
inline constexpr engine::Purpose endpoint{1};
inline constexpr engine::Purpose object{2};
inline constexpr engine::Purpose client{3};
inline constexpr engine::Purpose cpu{4};
inline constexpr engine::Purpose query{5};
inline constexpr engine::Purpose write{6};
inline constexpr engine::Purpose lookup{7};
inline constexpr engine::Purpose balancing{8};
inline constexpr engine::Purpose latencyThere{9};
inline constexpr engine::Purpose latencyBack{10};
inline constexpr engine::Purpose arrivals{11};
inline constexpr engine::Purpose bursts{12};
inline constexpr engine::Purpose batches{13};
inline constexpr engine::Purpose calls{14};
inline constexpr engine::Purpose think{15};
inline constexpr engine::Purpose journey{16};
inline constexpr engine::Purpose patience{17};
inline constexpr engine::Purpose backoff{18};
inline constexpr engine::Purpose mix{19};
inline constexpr engine::Purpose hotRow{40};
inline constexpr engine::Purpose pages{41};
inline constexpr engine::Purpose job{42};
}  // namespace ask

/// One request of a user, from birth to its end and for as long as anybody still works on it. The
/// statuses are HTTP's (RFC 9110).
struct Request : engine::RefCounted {
    std::uint32_t endpoint = 0;    ///< index into the workload's endpoints
    std::uint64_t number = 0;      ///< counts within its population, from 0
    std::uint32_t population = 0;  ///< which users node
    std::uint32_t client = 0;
    std::uint64_t object = 0;  ///< of the endpoint's, by rank: 0 is asked for most
    engine::SimTime born;
    engine::Trail trail;
    std::uint32_t bytes = 0;        ///< payload of the whole reply
    std::uint32_t steps = 0;        ///< queries made for it so far; tells their draws apart
    std::uint16_t servers = 0;      ///< servers that have worked on it so far; the same for theirs
    std::uint16_t attempt = 0;      ///< 0: the first try; each try finds circumstances of its own
    engine::BlockHandle trace = 0;  ///< what a Tracer notes of it; 0: nothing
    /// Of which calls between services this is the work, as a name; 0: what the user asked for.
    std::uint32_t branch = 0;
    engine::Ref<Request> whole;  ///< the request it is a branch of

    /// The randomness behind one question about this request, at one place. Depends on nothing
    /// else, so the same request finds the same answers in every design.
    engine::Draws draws(engine::RunKey run, engine::Purpose question,
                        std::uint32_t place = 0) const {
        return engine::Draws::forRequest(run, population, number, question,
                                         place ^ (std::uint32_t{attempt} << 24) ^ branch);
    }
    /// The same request as one of the calls it makes: what is counted to tell draws apart is
    /// counted anew, so calls that go on at the same time find the same in whatever order they
    /// come. `call`: which of its caller's it is.
    engine::Ref<Request> branchFor(const engine::Ref<Request>& self, std::uint32_t call) const {
        engine::Ref<Request> made = engine::Ref<Request>::make(*this);
        made->steps = 0;
        made->servers = 0;
        made->branch = static_cast<std::uint32_t>(
            engine::mixBits((std::uint64_t{branch} << 32) + call + 1) >> 32);
        if (!whole) made->whole = self;
        return made;
    }
    void waited(std::uint64_t hop, engine::Duration time) {
        (whole ? whole->trail : trail).add(hop, time);
    }
    /// Identifies what is asked for, for caches.
    std::uint64_t cacheKey() const { return (std::uint64_t{endpoint} << 40) ^ object; }
};
using RequestRef = engine::Ref<Request>;

/// What a component is asked to do for a request.
enum class Operation : std::uint8_t { serve, cacheGet, cachePut, read, write, job };

/// How a request, or one step of it, ended.
struct Reply {
    std::uint16_t status = 200;
    bool hit = false;       ///< cacheGet: it was there
    bool complete = false;  ///< cacheGet: the answer is in hand, from the cache or through it
    std::uint32_t bytes = 0;

    /// No status of HTTP: what a request was on its way to is no longer there.
    static constexpr std::uint16_t kRedesigned = 598;
    /// Who asked gave up before there was a reply; nginx logs such requests like that.
    static constexpr std::uint16_t kGivenUp = 499;

    static Reply done(std::uint32_t bytes = 0) { return {200, false, true, bytes}; }
    static Reply found(std::uint32_t bytes) { return {200, true, true, bytes}; }
    static Reply missed() { return {200, false, false, 0}; }
    static Reply error(std::uint16_t status) { return {status, false, false, 0}; }
    static Reply unavailable() { return error(503); }
    /// 504 for a time-out, 502 for a connection that was reset or refused, kRedesigned for a
    /// component that was taken out of the design.
    static Reply failed(engine::CallFailure failure) {
        const bool removed = failure == engine::CallFailure::removed;
        const bool late = failure == engine::CallFailure::timeout;
        return {static_cast<std::uint16_t>(removed ? kRedesigned
                                           : late  ? 504
                                                   : 502),
                false, false, 0};
    }
    bool ok() const { return status < 400; }
};

}  // namespace headroom::models
