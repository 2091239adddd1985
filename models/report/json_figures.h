// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "engine/statistics/intervals.h"
#include "models/describe/text.h"

namespace headroom::models {

/// What the reports in JSON share. Members stay in the order in which they are written.
using Json = nlohmann::ordered_json;

/// JSON has no infinities and no NaN: null.
inline Json numberJson(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

inline Json numberJson(const std::optional<double>& value) {
    return value ? numberJson(*value) : Json(nullptr);
}

inline Json estimateJson(const engine::Estimate& estimate) {
    return {{"mean", numberJson(estimate.mean)},
            {"low", numberJson(estimate.low)},
            {"high", numberJson(estimate.high)}};
}

inline Json sentencesJson(const std::vector<Sentence>& sentences) {
    Json json = Json::array();
    for (const Sentence& sentence : sentences)
        json.push_back(sentence.english());
    return json;
}

}  // namespace headroom::models
