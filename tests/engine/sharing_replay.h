// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace headroom::tests {

/// 113 bits: nanoseconds up to 1e18 to 1e-16.
__extension__ typedef __float128 Quad;

/// A job of a shared processor: when it comes and goes, in whole nanoseconds.
struct SharedJob {
    std::int64_t arrival;
    std::int64_t work;
    std::int64_t goesAt = -1;  // is taken away, if it is still there; -1: never
};
struct CoresChange {
    std::int64_t at;
    std::uint32_t cores;
};

/// Processor sharing the plain way: what every job still needs is kept, and taken down for each of
/// them at every arrival and departure. No virtual time, no order kept, and fractions of 113 bits.
class SharingReplay {
  public:
    SharingReplay(const std::vector<SharedJob>& jobs, std::uint32_t cores,
                  const std::vector<CoresChange>& changes = {})
        : ends_(jobs.size(), -1), cores_(cores) {
        std::vector<Change> all;
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            all.push_back({jobs[i].arrival, Kind::comes, i});
            if (jobs[i].goesAt >= 0) all.push_back({jobs[i].goesAt, Kind::goes, i});
        }
        for (const CoresChange& change : changes)
            all.push_back({change.at, Kind::cores, change.cores});
        std::stable_sort(all.begin(), all.end(),
                         [](const Change& a, const Change& b) { return a.at < b.at; });
        for (const Change& change : all) {
            runUntil(change.at);
            switch (change.kind) {
                case Kind::comes:
                    present_.push_back({change.what, static_cast<Quad>(jobs[change.what].work)});
                    break;
                case Kind::goes:
                    std::erase_if(present_, [&](const Present& p) { return p.job == change.what; });
                    break;
                case Kind::cores:
                    cores_ = static_cast<std::uint32_t>(change.what);
                    break;
            }
        }
        while (!present_.empty() && cores_ > 0)
            departFirst();
    }

    /// The exact instant at which the job ended, or -1 if it was taken away.
    Quad end(std::size_t job) const { return ends_[job]; }
    /// Core time spent.
    Quad served() const { return served_; }

  private:
    enum class Kind : std::uint8_t { comes, goes, cores };
    struct Change {
        std::int64_t at;
        Kind kind;
        std::size_t what;
    };
    struct Present {
        std::size_t job;
        Quad left;
    };
    // Less than this is the rounding of 113 bits.
    static constexpr double kNothing = 1e-12;

    Quad rate() const {
        const auto n = static_cast<Quad>(present_.size());
        return n <= cores_ ? static_cast<Quad>(1) : static_cast<Quad>(cores_) / n;
    }
    void pass(Quad time) {
        const Quad each = time * rate();
        for (Present& p : present_)
            p.left -= each;
        served_ += each * static_cast<Quad>(present_.size());
        now_ += time;
    }
    Quad untilFirst() const {
        Quad least = present_.front().left;
        for (const Present& p : present_)
            least = std::min(least, p.left);
        return least / rate();
    }
    void departFirst() {
        pass(untilFirst());
        std::erase_if(present_, [this](const Present& p) {
            if (p.left > kNothing) return false;
            ends_[p.job] = now_;
            return true;
        });
    }
    void runUntil(std::int64_t until) {
        const auto end = static_cast<Quad>(until);
        while (!present_.empty() && cores_ > 0 && now_ + untilFirst() <= end + kNothing)
            departFirst();
        if (!present_.empty() && cores_ > 0 && now_ < end) pass(end - now_);
        now_ = end;
    }

    std::vector<Quad> ends_;
    std::vector<Present> present_;
    std::uint32_t cores_;
    Quad now_ = 0;
    Quad served_ = 0;
};

}  // namespace headroom::tests
