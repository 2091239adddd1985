// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>
#include <cmath>
#include <string>

#include "engine/statistics/intervals.h"
#include "models/format/design_reader.h"
#include "models/kinds.h"
#include "models/workload/workload.h"
#include "tests/models/texts_in_tests.h"

namespace headroom::tests {

/// From text in which ' stands for ", so that it can be read inside a string.
inline models::DesignLoading load(const std::string& text) {
    return models::loadDesignText(quoted(text), "test.json", models::kinds());
}

/// The same; without a valid design the test ends.
inline models::ValidDesign designOf(const std::string& text) {
    models::DesignLoading loading = load(text);
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

/// users -> app -> db without latency, with a probe before `app` or not; the server has room for
/// everybody and takes no time, so what is seen is the database.
inline std::string databaseDesign(const std::string& users, const std::string& endpoint,
                                  const std::string& database, bool isProbed) {
    const std::string way =
        isProbed ? "{'from': 'users', 'to': 'gate', 'latency': '0 ms'}, {'from': 'gate', 'to': "
                   "'app', 'latency': '0 ms'}"
                 : "{'from': 'users', 'to': 'app', 'latency': '0 ms'}";
    return "{'headroom': 1, 'name': 'data', 'endpoints': [{'name': 'GET /', 'cpu': '0 ms', " +
           endpoint + "}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {" + users +
           "}}" + (isProbed ? ", {'id': 'gate', 'kind': 'probe'}" : "") +
           ", {'id': 'app', 'kind': 'server', 'settings': {'workers': 1000000}}, {'id': 'db', "
           "'kind': 'database', 'settings': {" +
           database + "}}], 'links': [" + way +
           ", {'from': 'app', 'to': 'db', 'latency': '0 ms'}]}";
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
