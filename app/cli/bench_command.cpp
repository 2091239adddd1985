// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/benchmarks.h"
#include "app/cli/commands.h"

namespace headroom::app {

namespace {

using engine::EventQueue;

struct Options {
    std::string only;
    bool quick = false;

    bool wants(const char* name) const { return only.empty() || only == name; }
};

void printRatio(const char* name, double value, const char* bound) {
    std::printf("ratio,%s,%.2f,%s\n", name, value, bound);
}

void benchHold(const Options& options) {
    const std::size_t operations = options.quick ? 100'000 : 2'000'000;
    std::puts("hold,shape,pending,set,ns per pop and push");
    std::map<std::pair<std::string, std::size_t>, double> ns;
    const auto note = [&ns](const char* shape, std::size_t pending, double time) {
        ns[{shape, pending}] = time;
        std::printf("hold,%s,%zu,automatic,%.1f\n", shape, pending, time);
    };
    for (const char* shape : {"web", "exponential", "bimodal"}) {
        for (const std::size_t pending : {1'000U, 10'000U, 100'000U, 300'000U}) {
            note(shape, pending, hold(EventQueue::Choice::automatic, shape, pending, operations));
        }
    }
    const std::size_t jumping = options.quick ? 10'000 : 300'000;
    note("jump", jumping, jump(jumping));
    for (const std::size_t pending : {1'000U, 100'000U})
        note("processes", pending, holdByProcesses(pending, operations));
    for (const std::size_t pending : {4U, 8U, 32U, 1'000U}) {
        for (const bool wheel : {false, true}) {
            const auto choice = wheel ? EventQueue::Choice::wheel : EventQueue::Choice::heap;
            std::printf("hold,exponential,%zu,%s,%.1f\n", pending, wheel ? "wheel" : "heap",
                        hold(choice, "exponential", pending, operations));
        }
    }
    std::puts("ratio,of,value,should be");
    printRatio("bimodal / exponential at 100000",
               ns[{"bimodal", 100'000}] / ns[{"exponential", 100'000}], "<= 3");
    printRatio("exponential at 300000 / at 1000",
               ns[{"exponential", 300'000}] / ns[{"exponential", 1'000}], "<= 2.5");
    printRatio("jump of 60 / exponential at 1000",
               ns[{"jump", jumping}] / ns[{"exponential", 1'000}], "<= 2.5");
    printRatio("processes / event set alone at 100000",
               ns[{"processes", 100'000}] / ns[{"exponential", 100'000}], "");
}

void benchQueueing(const Options& options) {
    if (!options.wants("mm1") && !options.wants("tier3")) return;
    std::puts("model,customers,ns per event,ns per customer,mean time in system");
    for (const bool threeTiers : {false, true}) {
        const char* name = threeTiers ? "tier3" : "mm1";
        if (!options.wants(name)) continue;
        const unsigned customers = (threeTiers ? 500'000U : 1'000'000U) / (options.quick ? 20 : 1);
        const QueueingFigures figures = queueing(threeTiers, customers);
        std::printf("%s,%u,%.1f,%.1f,%.4f\n", name, customers, figures.nsPerEvent,
                    figures.nsPerCustomer, figures.meanTimeInSystem);
    }
}

bool benchDesigns(const Options& options) {
    bool isGood = true;
    if (options.wants("load")) {
        const std::size_t nodes = options.quick ? 1'000 : 10'000;
        const double seconds = loading(nodes);
        std::puts("load,nodes,seconds to read and check");
        std::printf("load,%zu,%.3f\n", nodes, seconds);
        isGood = seconds >= 0;
    }
    if (options.wants("instances")) {
        const double requests = options.quick ? 50'000 : 1'000'000;
        // The median of five, one after the other in turn: what else the machine does comes and
        // goes.
        std::vector<double> few;
        std::vector<double> many;
        for (int i = 0; i < 5; ++i) {
            few.push_back(requestAmong(100, requests / 5));
            many.push_back(requestAmong(10'000, requests / 5));
        }
        std::ranges::sort(few);
        std::ranges::sort(many);
        std::puts("instances,number,ns per request");
        std::printf("instances,100,%.1f\ninstances,10000,%.1f\n", few[2], many[2]);
        printRatio("request among 10000 instances / among 100", many[2] / few[2], "<= 1.3");
        isGood = isGood && few[0] >= 0 && many[0] >= 0;
    }
    return isGood;
}

int bench(const Options& options) {
    if (options.wants("hold")) benchHold(options);
    benchQueueing(options);
    if (options.wants("memory")) {
        const auto figures = memoryInFlight(options.quick ? "1k/s" : "20k/s");
        if (!figures) return kInternal;
        std::puts("memory,requests in flight,bytes in use a request,bytes reserved a request");
        std::printf("memory,%.0f,%.1f,%.1f\n", figures->requests, figures->bytesInUse,
                    figures->bytesReserved);
    }
    return benchDesigns(options) ? kYes : kInternal;
}

}  // namespace

void addBench(CLI::App& app, int& status) {
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("bench", "Time the simulator on this machine (figures as CSV)");
    command
        ->add_option("WHAT", options->only,
                     "hold, mm1, tier3, memory, load or instances; default: all")
        ->check(CLI::IsMember({"hold", "mm1", "tier3", "memory", "load", "instances"}));
    command->add_flag("--quick", options->quick, "A twentieth of the work: rough figures");
    command->callback([options, &status] { status = bench(*options); });
}

}  // namespace headroom::app
