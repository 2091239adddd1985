// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/web_in_tests.h"

#include <utility>

#include "engine/wait/group.h"

namespace headroom::tests {

using namespace engine;
using namespace engine::literals;

class Web::Database {
  public:
    explicit Database(Web& web)
        : web_(web), connections_(64, 512, Resource::Discipline::priority), disks_(16) {}

    FaultDomain& faultDomain() { return domain_; }

    Call<Answer> query(Request request, std::uint8_t priority) {
        const Held held(web_.live_);
        const Luggage luggage(web_, request->number);
        const Lease connection = co_await connections_.acquire(priority);
        if (!connection) co_return Answer::failed(CallFailure::refused);
        co_await disks_.use(web_.upTo(400));
        if (web_.random_.oneIn(4)) co_await log_.commit(200);
        co_return Answer{1};
    }
    Process flush() {
        const Held held(web_.live_);
        for (;;) {
            const auto batch = co_await log_.collect();
            co_await disks_.use(
                Duration::nanoseconds(100'000 + 10 * static_cast<int>(batch.bytes)));
            log_.complete();
        }
    }
    bool isIdle() const {
        return connections_.inUse() == 0 && connections_.waiting() == 0 && disks_.busy() == 0 &&
               disks_.waiting() == 0 && log_.waiting() == 0 && domain_.callsInside() == 0;
    }

  private:
    Web& web_;
    FaultDomain domain_;
    Resource connections_;
    FifoStation disks_;
    GroupCommit log_;
};

class Web::Server {
  public:
    explicit Server(Web& web)
        : web_(web),
          workers_(200, 400, Resource::Discipline::lifo),
          cores_(16),
          network_(10'000'000'000) {}

    FaultDomain& faultDomain() { return domain_; }

    Call<Answer> serve(Request request) {
        const Held held(web_.live_);
        const Luggage luggage(web_, request->number);
        const Lease worker = co_await workers_.acquire(web_.queueing_.limit());
        if (!worker) co_return Answer::failed(CallFailure::refused);
        co_await cores_.use(web_.upTo(100));
        if (web_.random_.oneIn(4)) {
            const int found = co_await lookUp(request);
            if (found == 3) co_return Answer{found};
        }
        if (web_.random_.oneIn(50)) co_await web_.signal_.wait();
        if (web_.random_.oneIn(5'000) && domain_.isUp()) {
            ++web_.crashes_;
            domain_.postCrash();
        }
        const auto priority = static_cast<std::uint8_t>(web_.random_.below(3));
        const SimTime deadline = Simulation::current().now() + web_.upTo(20'000);
        const Answer answer = co_await within(web_.deadlines_.limit(deadline),
                                              web_.database_->query(request, priority));
        co_await cores_.use(web_.upTo(50));
        co_await network_.send(1'000 + web_.random_.below(5'000));
        co_return answer;
    }
    bool isIdle() const {
        return workers_.inUse() == 0 && workers_.waiting() == 0 && cores_.jobs() == 0 &&
               domain_.callsInside() == 0;
    }

  private:
    Task<int> lookUp(Request request) {
        Group<Task<int>> group(3);
        for (int i = 0; i < 3; ++i)
            group.add(lookUpOne(request));
        co_await group.all();
        int found = 0;
        for (std::uint32_t i = 0; i < 3; ++i)
            found += group.result(i);
        co_return found;
    }
    Task<int> lookUpOne(Request request) {
        const Held held(web_.live_);
        const Luggage luggage(web_, request->number);
        if (web_.random_.oneIn(3)) co_return 1;
        co_await delay(web_.upTo(500));
        co_return web_.random_.oneIn(2) ? 1 : 0;
    }

    Web& web_;
    FaultDomain domain_;
    Resource workers_;
    ProcessorSharing cores_;
    Pipe network_;
};

Web::Web(const Options& options)
    : options_(options),
      random_(options.seed),
      patient_(30_s),
      brief_(15_ms),
      queueing_(5_ms),
      database_(std::make_unique<Database>(*this)) {
    for (int i = 0; i < options.servers; ++i)
        servers_.push_back(std::make_unique<Server>(*this));
}

Web::~Web() = default;

Duration Web::upTo(std::int64_t microseconds) {
    return Duration::nanoseconds(random_.between(0, 1'000 * microseconds));
}

Web::Server& Web::anyServer() {
    return *servers_[random_.below(servers_.size())];
}

void Web::start() {
    Simulation& simulation = Simulation::current();
    simulation.spawn(database_->flush());
    simulation.spawn(notifyNowAndThen());
    simulation.spawn(crashNowAndThen());
    for (int i = 0; i < options_.clients; ++i)
        simulation.spawn(client());
}

Process Web::client() {
    for (;;) {
        co_await oneRequest();
        ++ended_;
    }
}

Task<> Web::oneRequest() {
    const Held counted(inFlight_);
    const Held held(live_);
    const Request request = Request::make(live_, ++numbers_);
    const Luggage luggage(*this, request->number);
    co_await delay(upTo(20'000));  // the way there
    Answer answer;
    for (int attempt = 0; attempt < 3; ++attempt) {
        if (random_.oneIn(8)) {
            answer = co_await hedged(request);
        } else if (random_.oneIn(2)) {
            answer = co_await within(patient_.limit(), anyServer().serve(request));
        } else {
            answer = co_await within(brief_.limit(), anyServer().serve(request));
        }
        if (answer.isReply()) break;
        ++failures_;
        co_await delay(1_ms + upTo(5'000));
    }
    co_await delay(upTo(20'000));  // and back
}

Task<Answer> Web::hedged(Request request) {
    const Held held(live_);
    Group<Call<Answer>> group(2);
    group.add(anyServer().serve(request));
    group.add(anyServer().serve(request));
    const std::uint32_t first = co_await group.any();
    co_return group.result(first);
}

Process Web::crashNowAndThen() {
    const Held held(live_);
    for (;;) {
        co_await delay(500_us + upTo(4'000));
        const bool database = random_.oneIn(10);
        FaultDomain& domain = database ? database_->faultDomain() : anyServer().faultDomain();
        domain.crash();
        ++crashes_;
        co_await delay(upTo(1'000));
        domain.restore();
        for (const auto& server : servers_)
            server->faultDomain().restore();
    }
}

Process Web::notifyNowAndThen() {
    const Held held(live_);
    for (;;) {
        co_await delay(1_ms + upTo(3'000));
        signal_.notifyAll();
    }
}

std::string Web::leftAfterStop() const {
    std::string left;
    if (live_ != 0) left += std::to_string(live_) + " guards and records, ";
    if (inFlight_ != 0) left += std::to_string(inFlight_) + " requests, ";
    const std::size_t watched =
        patient_.size() + brief_.size() + queueing_.size() + deadlines_.size();
    if (watched != 0) left += std::to_string(watched) + " deadlines, ";
    if (signal_.waiting() != 0) left += "waiting for the signal, ";
    if (!database_->isIdle()) left += "something in the database, ";
    for (const auto& server : servers_) {
        if (!server->isIdle()) left += "something in a server, ";
    }
    return left;
}

}  // namespace headroom::tests
