// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "models/describe/diagnostic.h"
#include "models/describe/field.h"
#include "models/describe/metric.h"
#include "models/describe/settings.h"
#include "models/describe/text.h"

namespace headroom::models {

/// What a kind does in a design. The wiring rules speak of roles only, so a new kind needs no new
/// rule.
struct Roles {
    bool source = false;    ///< requests begin here; nothing may call it
    bool requests = false;  ///< takes web requests
    bool balances = false;  ///< passes each request on to one of its targets
    bool caches = false;    ///< keeps objects by key
    bool data = false;      ///< answers queries
    bool forwards = false;  ///< passes requests on to one address, or not
    bool queues = false;    ///< keeps what it takes until a worker has done it
    bool works = false;     ///< does the jobs that queues hand to it

    bool operator==(const Roles&) const = default;
};

/// What simulating one node takes.
struct Footprint {
    std::int64_t instances = 1;
    double bytes = 0;  ///< of the simulating machine's memory, at most
};

class Component;
class Outline;
struct Assembly;
struct Design;

/// A kind of component: everything the rest of the program knows about it. Objects of this type
/// live as long as the program.
struct Kind {
    const char* key = "";  ///< as in the design file
    Text title;
    Text help;
    Roles roles;
    FieldList fields;
    MetricList metrics;
    Settings (*defaults)() = nullptr;
    /// Checks that need more than one setting; adds diagnostics whose place holds the setting.
    void (*check)(const Settings& settings, Diagnostics& diagnostics) = nullptr;
    /// Checks of what the settings say about the rest of the design; as check.
    void (*checkIn)(const Design& design, const Settings& settings,
                    Diagnostics& diagnostics) = nullptr;
    /// Whether requests bring their own endpoints, as from a log; nullptr: never.
    bool (*bringsEndpoints)(const Settings& settings) = nullptr;
    /// `objects`: how many different ones the design's endpoints can ask for.
    Footprint (*footprint)(const Settings& settings, double objects) = nullptr;
    /// Makes the running component of a node of this kind (models/components/component.h).
    std::unique_ptr<Component> (*create)(const Assembly& assembly) = nullptr;
    /// Tells the analysis what a node of this kind does with a request on the average
    /// (models/components/outline.h); nullptr: no formula knows.
    void (*outline)(Outline& outline) = nullptr;
};

/// The kinds a design may use, in palette order.
class KindList {
  public:
    explicit KindList(std::span<const Kind* const> kinds) : kinds_(kinds) {}
    /// nullptr if there is none.
    const Kind* find(std::string_view key) const;
    auto begin() const { return kinds_.begin(); }
    auto end() const { return kinds_.end(); }
    std::size_t size() const { return kinds_.size(); }

  private:
    std::span<const Kind* const> kinds_;
};

}  // namespace headroom::models
