// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>
#include <algorithm>
#include <cmath>
#include <string>

#include "engine/statistics/intervals.h"
#include "models/format/design_reader.h"
#include "models/kinds.h"
#include "models/workload/workload.h"

namespace headroom::tests {

/// A design from text in which ' stands for ", so that it can be read inside a string.
inline models::ValidDesign designOf(std::string json) {
    std::replace(json.begin(), json.end(), '\'', '"');
    models::DesignLoading loading = models::loadDesignText(json, "test.json", models::kinds());
    if (!loading.valid) qFatal("%s", models::toText(loading.diagnostics.list().front()).c_str());
    return *loading.valid;
}

/// users -> server "app", without latency, exponential demands of 10 ms; `more` is appended to the
/// design, such as ", 'objectives': [...]".
inline models::ValidDesign oneServer(const std::string& rate, const std::string& settings,
                                     const std::string& more = {},
                                     const std::string& endpoint = {}) {
    return designOf(
        "{'headroom': 1, 'name': 'one', 'endpoints': [{'name': 'GET /', 'cpu': "
        "'exponential 10 ms'" +
        endpoint + "}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '" + rate +
        "'}}, {'id': 'app', 'kind': 'server', 'settings': {" + settings +
        "}}], 'links': [{'from': 'users', 'to': 'app', 'latency': '0 ms'}]" + more + "}");
}

/// An estimate over ten replications lies within five standard errors of the exact value, and one
/// of them is at most 3 % of it. 2.262 is Student's t for 95 % and ten values.
inline bool agreesOverTen(const engine::Estimate& estimate, double exact) {
    const double error = estimate.halfWidth() / 2.262;
    const bool isNear = std::abs(estimate.mean - exact) <= 5 * error + 1e-9 * std::abs(exact);
    const bool isPrecise = error <= 0.03 * std::abs(exact);
    if (!isNear || !isPrecise) qWarning("%g +- %g, exactly %g", estimate.mean, error, exact);
    return isNear && isPrecise;
}

inline models::Link linkBetween(const std::string& from, const std::string& to) {
    models::Link link;
    link.from = from;
    link.to = to;
    return link;
}

struct LoadedExample {
    models::ValidDesign design;
    models::Inputs inputs;
};
/// A design file with what it names; the path begins at the top of the source tree.
inline LoadedExample loadDesignFile(const std::string& path) {
    models::DesignLoading loading =
        models::loadDesign(std::string(HEADROOM_SOURCE_DIR "/") + path, models::kinds());
    if (!loading.valid) qFatal("%s", models::toText(loading.diagnostics.list().front()).c_str());
    models::InputsLoading inputs = models::loadInputs(*loading.valid);
    return {*loading.valid, *inputs.inputs};
}
/// One of resources/examples.
inline LoadedExample loadExample(const std::string& name) {
    return loadDesignFile("resources/examples/" + name);
}

}  // namespace headroom::tests
