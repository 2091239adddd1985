// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/endpoint.h"

namespace headroom::models {

const FieldList& endpointCallFields() {
    static const FieldList fields = {
        field<&EndpointCall::to>("to", HEADROOM_TEXT("call", "To"),
                                 HEADROOM_TEXT("call",
                                               "Id of a server or load balancer. Every server with "
                                               "a link to it, or to a load balancer before it, "
                                               "makes the call."))
            .required(),
        field<&EndpointCall::times>("times", HEADROOM_TEXT("call", "Times"),
                                    HEADROOM_TEXT("call", "How many times it is called."))
            .range(1, 1000),
        field<&EndpointCall::probability>(
            "probability", HEADROOM_TEXT("call", "Probability"),
            HEADROOM_TEXT("call", "How likely a request is to make the call, all its times.")),
        field<&EndpointCall::parallel>(
            "parallel", HEADROOM_TEXT("call", "Parallel"),
            HEADROOM_TEXT("call",
                          "Whether its times are made at once, together with those of the parallel "
                          "calls before and after it.")),
    };
    return fields;
}

const FieldList& endpointFields() {
    static const FieldList fields = {
        field<&Endpoint::name>(
            "name", HEADROOM_TEXT("endpoint", "Name"),
            HEADROOM_TEXT("endpoint",
                          "Method and path, as \"GET /products\". When a log is replayed, \"*\" "
                          "stands for every endpoint of the log that has no entry of its own."))
            .required(),
        field<&Endpoint::weight>(
            "weight", HEADROOM_TEXT("endpoint", "Weight"),
            HEADROOM_TEXT("endpoint", "Share of the traffic, relative to the other endpoints."))
            .range(0, 1e12),
        field<&Endpoint::objectCount>(
            "objects.count", HEADROOM_TEXT("endpoint", "Objects"),
            HEADROOM_TEXT("endpoint", "How many different objects can be asked for."))
            .range(1, 1e9),
        field<&Endpoint::objectPopularity>(
            "objects.popularity", HEADROOM_TEXT("endpoint", "Popularity"),
            HEADROOM_TEXT("endpoint", "How often each object is asked for."))
            .source(HEADROOM_TEXT("endpoint",
                                  "Breslau et al., \"Web Caching and Zipf-like Distributions\", "
                                  "INFOCOM 1999: exponents 0.64 to 0.83 at proxies, higher at "
                                  "servers; 0.9 is assumed")),
        field<&Endpoint::cpu>("cpu", HEADROOM_TEXT("endpoint", "CPU time"),
                              HEADROOM_TEXT("endpoint",
                                            "Time of one core a server needs for one request, "
                                            "without its queries."))
            .demand()
            .assumed(HEADROOM_TEXT("endpoint", "measure your own")),
        field<&Endpoint::readRows>("reads.rows", HEADROOM_TEXT("endpoint", "Rows read"),
                                   HEADROOM_TEXT("endpoint",
                                                 "Rows a request reads from the database; 0: it "
                                                 "asks no query."))
            .range(0, 1e9),
        field<&Endpoint::writes>(
            "writes", HEADROOM_TEXT("endpoint", "Writes"),
            HEADROOM_TEXT("endpoint", "Writes a request makes in the database."))
            .range(0, 1e6),
        field<&Endpoint::responseItem>(
            "response.item", HEADROOM_TEXT("endpoint", "Item size"),
            HEADROOM_TEXT("endpoint",
                          "Payload of one item of the reply; a reply has one item a row read, at "
                          "least one. kB, MB, GB count in 1024."))
            .range(0, 1e12)
            .assumed(HEADROOM_TEXT("endpoint", "a small JSON object")),
        field<&Endpoint::cacheable>(
            "cacheable", HEADROOM_TEXT("endpoint", "Cacheable"),
            HEADROOM_TEXT("endpoint", "Whether caches may keep the reply, and how long.")),
        records<&Endpoint::calls>(
            "calls", HEADROOM_TEXT("endpoint", "Calls"),
            HEADROOM_TEXT("endpoint",
                          "Services that are asked on the way, in that order. A service that the "
                          "calls of any endpoint name is asked by those endpoints only; one that "
                          "none names by all."),
            endpointCallFields),
        field<&Endpoint::objective>(
            "objective", HEADROOM_TEXT("endpoint", "Objective"),
            HEADROOM_TEXT("endpoint", "What this endpoint promises, as \"p99 < 200 ms\".")),
    };
    return fields;
}

}  // namespace headroom::models
