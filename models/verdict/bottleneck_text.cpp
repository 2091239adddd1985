// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verdict/bottleneck_text.h"

#include <cmath>
#include <cstdio>

#include "models/describe/figure_text.h"

namespace headroom::models {

namespace {

std::string figure(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

std::string placeOf(const BusyResource& r) {
    return r.component + "." + r.key;
}

Sentence nothing(const Bottleneck& b) {
    if (b.more.byThroughput) {
        return {HEADROOM_TEXT("bottleneck",
                              "Requests fail, and a tenth more of any one resource hardly helps; "
                              "%1, the busiest, is in use to %2."),
                {placeOf(b.at), percent(b.at.utilization)}};
    }
    return {HEADROOM_TEXT("bottleneck",
                          "Nothing limits the system: %1, the busiest, is in use to %2, and more "
                          "of it or of others hardly helps, at this load or at a higher one."),
            {placeOf(b.at), percent(b.at.utilization)}};
}

Sentence now(const Bottleneck& b) {
    std::vector<std::string> arguments = {keyOf(b.at.cause),
                                          placeOf(b.at),
                                          percent(b.at.utilization),
                                          b.more.setting,
                                          b.more.to,
                                          b.more.from,
                                          percent(std::abs(b.more.change.mean))};
    if (b.next) {
        arguments.push_back(placeOf(*b.next));
        arguments.push_back(percent(b.next->utilization));
    }
    if (b.more.byThroughput) {
        const Text alone = HEADROOM_TEXT("bottleneck",
                                         "The bottleneck is %1: %2 is in use to %3, and with "
                                         "%4 = %5 instead of %6 there are %7 more answers.");
        const Text both = HEADROOM_TEXT("bottleneck",
                                        "The bottleneck is %1: %2 is in use to %3, and with "
                                        "%4 = %5 instead of %6 there are %7 more answers; next "
                                        "is %8, then in use to %9.");
        return {b.next ? both : alone, std::move(arguments)};
    }
    const Text alone = HEADROOM_TEXT("bottleneck",
                                     "The bottleneck is %1: %2 is in use to %3, and with %4 = "
                                     "%5 instead of %6 the mean latency is %7 lower.");
    const Text both = HEADROOM_TEXT("bottleneck",
                                    "The bottleneck is %1: %2 is in use to %3, and with %4 = "
                                    "%5 instead of %6 the mean latency is %7 lower; next is "
                                    "%8, then in use to %9.");
    return {b.next ? both : alone, std::move(arguments)};
}

Sentence later(const Bottleneck& b) {
    std::vector<std::string> arguments = {keyOf(b.at.cause),
                                          placeOf(b.at),
                                          percent(b.at.utilization),
                                          b.more.setting,
                                          b.more.to,
                                          b.more.from,
                                          percent(std::abs(b.more.change.mean)),
                                          figure(b.load)};
    if (b.next) arguments.push_back(placeOf(*b.next) + " (" + percent(b.next->utilization) + ")");
    if (b.more.byThroughput) {
        const Text alone = HEADROOM_TEXT(
            "bottleneck",
            "Nothing limits the system at this load; as it grows the first will be %1: at %8 times "
            "the load %2 is in use to %3, and with %4 = %5 instead of %6 there are %7 more "
            "answers.");
        const Text both = HEADROOM_TEXT(
            "bottleneck",
            "Nothing limits the system at this load; as it grows the first will be %1: at %8 times "
            "the load %2 is in use to %3, and with %4 = %5 instead of %6 there are %7 more "
            "answers; next is %9.");
        return {b.next ? both : alone, std::move(arguments)};
    }
    const Text alone = HEADROOM_TEXT(
        "bottleneck",
        "Nothing limits the system at this load; as it grows the first will be %1: at %8 times the "
        "load %2 is in use to %3, and with %4 = %5 instead of %6 the mean latency is %7 lower.");
    const Text both = HEADROOM_TEXT(
        "bottleneck",
        "Nothing limits the system at this load; as it grows the first will be %1: at %8 times the "
        "load %2 is in use to %3, and with %4 = %5 instead of %6 the mean latency is %7 lower; "
        "next is %9.");
    return {b.next ? both : alone, std::move(arguments)};
}

}  // namespace

Sentence bottleneckSentence(const Bottleneck& bottleneck) {
    if (!bottleneck.confirmed) return nothing(bottleneck);
    return bottleneck.load > 1 ? later(bottleneck) : now(bottleneck);
}

Sentence jobsNote() {
    return {HEADROOM_TEXT("bottleneck",
                          "Latency and answers are those of requests and of the jobs they leave "
                          "behind, until those are done."),
            {}};
}

Sentence passedOverSentence(const BusyResource& busy, const MoreOfIt& more) {
    std::vector<std::string> arguments = {placeOf(busy), percent(busy.utilization), more.setting,
                                          more.to, more.from};
    const bool isBetter = more.byThroughput ? more.change.low > 0 : more.change.high < 0;
    if (!isBetter) {
        return {HEADROOM_TEXT("bottleneck",
                              "%1 is in use to %2 and not the bottleneck: with %3 = %4 instead of "
                              "%5 nothing gets better."),
                std::move(arguments)};
    }
    arguments.push_back(percent(std::abs(more.change.mean)));
    const Text answers = HEADROOM_TEXT("bottleneck",
                                       "%1 is in use to %2 and not the bottleneck: with %3 = %4 "
                                       "instead of %5 there are no more than %6 more answers.");
    const Text latency = HEADROOM_TEXT("bottleneck",
                                       "%1 is in use to %2 and not the bottleneck: with %3 = %4 "
                                       "instead of %5 the mean latency is only %6 lower.");
    return {more.byThroughput ? answers : latency, std::move(arguments)};
}

}  // namespace headroom::models
