// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include "engine/process.h"
#include "engine/simulation.h"
#include "engine/wait/resource.h"
#include "tests/engine/test_random.h"

namespace headroom::tests {

/// A customer of a counted resource: when it comes, how long it will hold, how long it will wait.
struct Customer {
    std::int64_t arrival;
    std::int64_t hold;
    std::int64_t patience;  // std::numeric_limits max: for ever
    std::uint8_t priority;
};
struct Fate {
    enum class How : std::uint8_t { open, served, refused, left };
    How how = How::open;
    std::int64_t at = 0;

    bool operator==(const Fate&) const = default;
};

/// 400 of them, at instants of 4e11 ns, so that two at the same one are not to be expected; they
/// want about what the units can give.
inline std::vector<Customer> randomCustomers(TestRandom& random, std::uint32_t units) {
    std::vector<Customer> customers(400);
    for (Customer& c : customers) {
        c = {random.between(0, 400'000'000'000),
             random.between(1, std::int64_t{units} * 2'500'000'000),
             random.oneIn(2) ? std::numeric_limits<std::int64_t>::max()
                             : random.between(0, 30'000'000'000),
             static_cast<std::uint8_t>(random.below(8))};
    }
    return customers;
}

/// One of them, in the simulation.
inline engine::Process live(std::size_t who, Customer customer, engine::Resource& resource,
                            engine::DeadlineHeap& limits, std::vector<Fate>& fates) {
    engine::Simulation& simulation = engine::Simulation::current();
    co_await engine::delay(engine::Duration::nanoseconds(customer.arrival));
    const engine::Lease lease = co_await resource.acquire(
        limits.limit(simulation.now() + engine::Duration::nanoseconds(customer.patience)),
        customer.priority);
    fates[who].at = simulation.now().ns();
    if (lease) {
        fates[who].how = Fate::How::served;
        co_await engine::delay(engine::Duration::nanoseconds(customer.hold));
    } else {
        fates[who].how = lease.refusedAsFull() ? Fate::How::refused : Fate::How::left;
    }
}

/// What becomes of them, the plain way: a sorted list of what happens and a search through all that
/// wait for whom to serve. `tied` counts what happens at one instant, where the order would matter.
class ResourceReplay {
  public:
    ResourceReplay(const std::vector<Customer>& customers, std::size_t units, std::size_t most,
                   engine::Resource::Discipline discipline)
        : customers_(customers),
          units_(units),
          most_(most),
          discipline_(discipline),
          fates_(customers.size()) {
        for (std::size_t i = 0; i < customers.size(); ++i)
            happens(customers[i].arrival, {What::comes, i});
        while (!events_.empty()) {
            const auto first = events_.begin();
            const std::int64_t now = first->first;
            const Event event = first->second;
            events_.erase(first);
            handle(now, event);
        }
    }
    const std::vector<Fate>& fates() const { return fates_; }
    int tied() const { return tied_; }

  private:
    enum class What : std::uint8_t { comes, givesBack, losesPatience };
    struct Event {
        What what;
        std::size_t who;
    };

    void happens(std::int64_t when, Event event) {
        if (events_.contains(when)) ++tied_;
        events_.emplace(when, event);
    }
    void handle(std::int64_t now, Event event) {
        const Customer& customer = customers_[event.who];
        switch (event.what) {
            case What::comes:
                if (taken_ < units_) {
                    serve(now, event.who);
                } else if (waiting_.size() >= most_) {
                    fates_[event.who] = {Fate::How::refused, now};
                } else {
                    waiting_.push_back(event.who);
                    if (customer.patience != std::numeric_limits<std::int64_t>::max())
                        happens(now + customer.patience, {What::losesPatience, event.who});
                }
                break;
            case What::givesBack:
                --taken_;
                serveNext(now);
                break;
            case What::losesPatience:
                if (fates_[event.who].how != Fate::How::open) break;
                std::erase(waiting_, event.who);
                fates_[event.who] = {Fate::How::left, now};
                break;
        }
    }
    void serve(std::int64_t now, std::size_t who) {
        ++taken_;
        fates_[who] = {Fate::How::served, now};
        happens(now + customers_[who].hold, {What::givesBack, who});
    }
    void serveNext(std::int64_t now) {
        if (waiting_.empty()) return;
        auto next = waiting_.begin();
        if (discipline_ == engine::Resource::Discipline::lifo) {
            next = std::prev(waiting_.end());
        } else if (discipline_ == engine::Resource::Discipline::priority) {
            next = std::min_element(waiting_.begin(), waiting_.end(),
                                    [this](std::size_t a, std::size_t b) {
                                        return customers_[a].priority < customers_[b].priority;
                                    });
        }
        const std::size_t who = *next;
        waiting_.erase(next);
        serve(now, who);
    }

    const std::vector<Customer>& customers_;
    std::size_t units_;
    std::size_t most_;
    engine::Resource::Discipline discipline_;
    std::vector<Fate> fates_;
    std::multimap<std::int64_t, Event> events_;
    std::vector<std::size_t> waiting_;  // in order of arrival
    std::size_t taken_ = 0;
    int tied_ = 0;
};

}  // namespace headroom::tests
