// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/audit.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/statistics/student_t.h"
#include "models/describe/figure_text.h"
#include "models/simulate/result.h"
#include "models/simulate/system.h"

namespace headroom::models {

namespace {

using engine::Int128;

// A shared processor lets jobs go at fractions of a nanosecond and wakes them at whole ones.
constexpr double kRoundingNsPerJob = 1.0;
constexpr double kFalseAlarms = 1e-4;
constexpr double kLeftOfWarmup = 0.005;

void note(Deviation& worst, double difference, double side, double allowed, std::size_t component,
          const char* resource) {
    const double size = std::abs(difference);
    if (size == 0) return;
    const double relative = size / std::max(side, size);
    const bool isTooLarge = size > allowed;
    // What is beyond rounding comes before what is only large.
    if (std::pair(isTooLarge, relative) <= std::pair(worst.isTooLarge, worst.relative)) return;
    worst = {relative, isTooLarge, component, resource};
}

double difference(std::uint64_t a, std::uint64_t b) {
    return static_cast<double>(static_cast<std::int64_t>(a - b));
}

/// Whether both may be the same for all that chance allows. `scale` is what it is a part of: a
/// wait of nanoseconds in a response of milliseconds tells nothing.
bool agrees(const FormulaCheck& check, double scale, std::size_t replications,
            std::size_t comparisons) {
    const double df = static_cast<double>(replications - 1);
    const double usual = engine::studentTQuantile(0.975, df);
    const double wide =
        engine::studentTQuantile(1 - kFalseAlarms / 2 / static_cast<double>(comparisons), df);
    const double allowed = check.simulated.halfWidth() * wide / usual +
                           kLeftOfWarmup * std::max(std::abs(check.formula), scale);
    return std::abs(check.simulated.mean - check.formula) <= allowed;
}

struct ScaledCheck {
    FormulaCheck check;
    double scale = 0;  ///< see agrees()
};

void compareComponent(const AnalyticComponent& formula, const ComponentResult& simulated,
                      std::vector<ScaledCheck>& all) {
    for (const AnalyticResource& resource : formula.resources) {
        for (const ResourceResult& other : simulated.resources) {
            if (other.key != resource.key) continue;
            all.push_back({{formula.id, resource.key, resource.utilization, other.utilization}});
        }
    }
    if (formula.waitMs) {
        all.push_back({{formula.id, "waitMs", *formula.waitMs, simulated.waitMs},
                       formula.insideMs.value_or(0)});
    }
}

/// Every exact formula that has an estimate beside it.
std::vector<FormulaCheck> formulasOf(const RunResult& result) {
    std::vector<FormulaCheck> checks;
    const bool hasMeans = result.analysis && result.steady && result.warmupFound &&
                          result.replications >= 3 && result.ending != RunEnding::overloaded &&
                          result.components.size() == result.analysis->components.size();
    if (!hasMeans) return checks;
    const AnalyticAnswer& answer = *result.analysis;
    std::vector<ScaledCheck> all;
    for (std::size_t i = 0; i < answer.components.size(); ++i) {
        if (answer.components[i].quality == FormulaQuality::Exact) {
            compareComponent(answer.components[i], result.components[i], all);
        }
    }
    if (answer.quality == FormulaQuality::Exact && answer.responseMs) {
        all.push_back({{"", "responseMs", *answer.responseMs, result.total.latencyMs.mean}});
    }
    std::erase_if(all, [](const ScaledCheck& c) { return !c.check.simulated.isBounded(); });
    for (ScaledCheck& c : all) {
        c.check.agrees = agrees(c.check, c.scale, result.replications, all.size());
        checks.push_back(c.check);
    }
    return checks;
}

std::string placeOf(const Design& design, const Deviation& deviation) {
    if (deviation.component == Deviation::kSystem) return "the system";
    const std::string& id = design.nodes[deviation.component].id;
    return deviation.resource.empty() ? id : id + "." + deviation.resource;
}

/// The largest deviation of all replications, and a finding if it is none of rounding.
double worst(const Design& design, std::span<const AuditSample> samples,
             Deviation AuditSample::*which, Text what, AuditResult& audit) {
    Deviation worst;
    for (const AuditSample& sample : samples) {
        const Deviation& each = sample.*which;
        if (std::pair(each.isTooLarge, each.relative) >
            std::pair(worst.isTooLarge, worst.relative)) {
            worst = each;
        }
    }
    if (worst.isTooLarge) {
        audit.findings.push_back({what, {placeOf(design, worst), percent(worst.relative)}});
    }
    return worst.relative;
}

}  // namespace

void Audit::begin(System& system) {
    before_.clear();
    for (std::size_t i = 0; i < system.nodes(); ++i)
        before_.push_back(system.component(i).balance());
}

AuditSample Audit::end(System& system) const {
    AuditSample sample;
    const Recorder& recorder = system.recorder();
    note(sample.flow, static_cast<double>(recorder.flowResidual()),
         static_cast<double>(recorder.begun()), 0, Deviation::kSystem, "");
    note(sample.little, static_cast<double>(recorder.littleResidual(system.now())),
         static_cast<double>(recorder.inFlight().integral(system.now())), 0, Deviation::kSystem,
         "");
    for (std::size_t i = 0; i < before_.size() && i < system.nodes(); ++i) {
        const auto after = system.component(i).balance();
        if (!after || !before_[i]) continue;
        const ComponentBalance& before = *before_[i];
        const std::uint64_t lost = after->lost - before.lost;
        note(sample.flow,
             difference(after->arrivals + before.inside, after->left + lost + after->inside),
             static_cast<double>(after->arrivals + before.inside), 0, i, "");
        for (std::size_t k = 0; k < after->stays.size() && k < before.stays.size(); ++k) {
            const StayBalance& now = after->stays[k];
            const StayBalance& then = before.stays[k];
            const Int128 number = now.numberNs - then.numberNs;
            note(sample.little, static_cast<double>(number - (now.stayedNs - then.stayedNs)),
                 static_cast<double>(number), 0, i, now.key);
        }
        if (after->lost != 0) {
            sample.notChecked.push_back(i);
            continue;
        }
        for (std::size_t k = 0; k < after->work.size() && k < before.work.size(); ++k) {
            const WorkBalance& now = after->work[k];
            const WorkBalance& then = before.work[k];
            const Int128 drawn = now.drawnNs - then.drawnNs + then.pendingNs - now.pendingNs;
            const Int128 busy = now.busyNs - then.busyNs;
            note(sample.utilization, static_cast<double>(busy - drawn),
                 static_cast<double>(std::max(busy, drawn)),
                 kRoundingNsPerJob * static_cast<double>(now.jobs - then.jobs + 1000), i, now.key);
        }
    }
    return sample;
}

AuditResult audit(const Design& design, std::span<const AuditSample> samples,
                  const RunResult& result) {
    AuditResult audit;
    audit.flowBalance =
        worst(design, samples, &AuditSample::flow,
              HEADROOM_TEXT("audit", "At %1, what came and what left differ by %2."), audit);
    audit.littleLaw = worst(
        design, samples, &AuditSample::little,
        HEADROOM_TEXT("audit",
                      "In %1, the number inside and the times of those who were differ by %2."),
        audit);
    audit.utilizationLaw = worst(
        design, samples, &AuditSample::utilization,
        HEADROOM_TEXT("audit", "At %1, the time busy and the work drawn differ by %2."), audit);
    std::set<std::size_t> notChecked;
    for (const AuditSample& sample : samples)
        notChecked.insert(sample.notChecked.begin(), sample.notChecked.end());
    for (const std::size_t i : notChecked) {
        audit.notChecked.push_back(
            {HEADROOM_TEXT(
                 "audit", "The work of %1 was not checked: some of it was lost when it went down."),
             {design.nodes[i].id}});
    }
    audit.formulas = formulasOf(result);
    for (const FormulaCheck& check : audit.formulas) {
        if (check.agrees) continue;
        const std::string name = check.component.empty() ? "the system" : check.component;
        audit.findings.push_back(
            {HEADROOM_TEXT("audit", "%1 of %2 is %3 by an exact formula and %4 as simulated."),
             {check.figure, name, std::to_string(check.formula),
              std::to_string(check.simulated.mean)}});
    }
    audit.passed = audit.findings.empty();
    return audit;
}

}  // namespace headroom::models
