// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/random/discrete.h"
#include "engine/random/distribution.h"
#include "engine/random/zipf.h"
#include "models/topology/validate.h"
#include "models/workload/access_log.h"
#include "models/workload/rate_curve.h"

namespace headroom::models {

/// What a design names beside itself, read once and shared by all replications, by the index of the
/// users node that names it.
struct Inputs {
    std::map<std::size_t, std::shared_ptr<const AccessLog>> logs;
    std::map<std::size_t, std::shared_ptr<const RateCurve>> traffic;  ///< of profiles from files
};

struct InputsLoading {
    std::optional<Inputs> inputs;  ///< set exactly if there is no error
    Diagnostics diagnostics;
};
InputsLoading loadInputs(const ValidDesign& design);

/// How the load of this users node goes; nullptr if it is constant, or a log says.
std::shared_ptr<const RateCurve> rateCurveOf(const Design& design, const Inputs& inputs,
                                             std::size_t node);

/// An endpoint ready to be drawn from.
struct EndpointCosts {
    std::string name;
    engine::Distribution cpu;  ///< ns of one core
    engine::Zipf objects;
    std::int64_t readRows;
    std::int64_t writes;
    std::uint32_t responseBytes;
    bool cacheable;
    std::int64_t freshForNs;
};

/// The endpoints of a design and of the logs it replays, in one numbering: first the design's, then
/// each log's. A log's endpoint costs what the design's endpoint of the same name costs, else what
/// "*" costs, else the default of an endpoint.
class Workload {
  public:
    Workload(const ValidDesign& design, const Inputs& inputs);

    /// What another design makes of it: endpoints of the same name keep their numbers, new ones get
    /// new numbers, none goes. References to costs stay good.
    void redesign(const ValidDesign& design);

    const EndpointCosts& endpoint(std::uint32_t i) const { return *endpoints_[i]; }
    std::uint32_t endpoints() const { return static_cast<std::uint32_t>(endpoints_.size()); }
    /// An endpoint of the design, by weight. Precondition: the design has one.
    std::uint32_t choose(engine::Draws& draws) const {
        return static_cast<std::uint32_t>(mix_->sample(draws));
    }
    bool hasMix() const { return mix_.has_value(); }
    /// Number of the first endpoint of the log that this users node replays.
    std::uint32_t firstOfLog(std::size_t node) const { return firstOfLog_.at(node); }
    const AccessLog& log(std::size_t node) const { return *inputs_.logs.at(node); }
    /// By name; nothing if there is none.
    std::optional<std::uint32_t> find(const std::string& name) const;
    /// As rateCurveOf(), of the design as it began.
    std::shared_ptr<const RateCurve> curve(std::size_t node) const {
        const auto found = curves_.find(node);
        return found == curves_.end() ? nullptr : found->second;
    }

  private:
    Inputs inputs_;
    void add(EndpointCosts costs);
    void setMix(const std::vector<double>& weights);

    std::deque<EndpointCosts> costs_;  // all there ever were
    std::vector<const EndpointCosts*> endpoints_;
    std::optional<engine::Discrete> mix_;
    std::map<std::size_t, std::uint32_t> firstOfLog_;
    std::map<std::size_t, std::shared_ptr<const RateCurve>> curves_;
};

}  // namespace headroom::models
