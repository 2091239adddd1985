// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/probe.h"

#include <QTest>
#include <memory>

#include "models/components/channel.h"
#include "models/format/design_reader.h"
#include "models/kinds.h"
#include "tests/models/texts_in_tests.h"

namespace headroom::tests {

using namespace models;

namespace {

std::vector<Seen>* notebook = nullptr;

struct ProbeSettings {};

class Probe final : public Component, public Service {
  public:
    explicit Probe(const Assembly& assembly) : world_(assembly.world) {}
    std::size_t instances() const override { return 1; }
    Service& instance(std::size_t) override { return *this; }

    engine::Call<Reply> serve(RequestRef request, Operation operation) override {
        const std::size_t place = notebook->size();
        const Request& r = *request;
        notebook->push_back({r.number, r.population, r.endpoint, r.client, r.object, r.born,
                             world_.simulation.now(), engine::SimTime::zero(), 0});
        const Reply reply = co_await channels_.front()->call(request, operation);
        (*notebook)[place].left = world_.simulation.now();
        (*notebook)[place].status = reply.status;
        co_return reply;
    }

  private:
    World& world_;
};

const Kind& probeKind() {
    static const Kind kind = {
        .key = "probe",
        .title = HEADROOM_TEXT("probe", "Probe"),
        .help = HEADROOM_TEXT("probe", "Notes what comes by."),
        .roles = {.requests = true},
        .fields = {},
        .metrics = {},
        .defaults = [] { return Settings::of(ProbeSettings{}); },
        .check = nullptr,
        .footprint = nullptr,
        .create = [](const Assembly& assembly) -> std::unique_ptr<Component> {
            return std::make_unique<Probe>(assembly);
        },
    };
    return kind;
}

}  // namespace

ValidDesign probedDesign(const std::string& text) {
    std::vector<const Kind*> known(kinds().begin(), kinds().end());
    known.push_back(&probeKind());
    DesignLoading loading = loadDesignText(quoted(text), "test.json", KindList(known));
    if (!loading.valid) qFatal("%s", toText(loading.diagnostics.list().front()).c_str());
    return *loading.valid;
}

std::vector<Seen> watch(const ValidDesign& design, engine::Duration time, std::uint64_t seed) {
    std::vector<Seen> seen;
    notebook = &seen;
    {
        SystemOptions options;
        options.key = {seed, 0};
        System system(design, {}, options);
        system.runUntil(engine::SimTime::zero() + time);
    }
    notebook = nullptr;
    return seen;
}

std::vector<Seen> watchUsers(const std::string& users, int seconds) {
    return watch(
        probedDesign(
            "{'headroom': 1, 'name': 'p', 'endpoints': [{'name': 'a', 'cpu': '0 ms'}, {'name': "
            "'b', 'cpu': '0 ms'}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {" +
            users +
            "}}, {'id': 'gate', 'kind': 'probe'}, {'id': 'app', 'kind': 'server'}], 'links': "
            "[{'from': 'users', 'to': 'gate', 'latency': '0 ms'}, {'from': 'gate', 'to': 'app', "
            "'latency': '0 ms'}]}"),
        engine::Duration::seconds(seconds));
}

}  // namespace headroom::tests
