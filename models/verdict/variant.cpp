// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verdict/variant.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <variant>

namespace headroom::models {

namespace {

/// To six figures, because people read it.
double rounded(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return std::strtod(text, nullptr);
}

/// `value` times `factor`; whole units are rounded away from `value`. Nothing if it is no amount,
/// or comes out the same or out of range.
std::optional<Value> scaled(const Field& field, const Value& value, double factor) {
    std::optional<Value> product;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        const double units = static_cast<double>(*whole) * factor;
        product = factor > 1
                      ? std::max(*whole + 1, static_cast<std::int64_t>(std::ceil(units - 1e-9)))
                      : std::min(*whole - 1, static_cast<std::int64_t>(std::floor(units + 1e-9)));
    } else if (const auto* number = std::get_if<double>(&value)) {
        product = rounded(*number * factor);
    } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
        // In whole kilobytes where that is fine enough: it is read by people.
        const auto count = static_cast<std::uint64_t>(static_cast<double>(bytes->count) * factor);
        product = Bytes{count < 65536 ? count : count / 1024 * 1024};
    } else if (const auto* rate = std::get_if<Rate>(&value)) {
        product = Rate{rounded(rate->perSecond * factor)};
    } else if (const auto* bandwidth = std::get_if<Bandwidth>(&value)) {
        product = Bandwidth{rounded(bandwidth->bitsPerSecond * factor)};
    } else if (const auto* duration = std::get_if<engine::Duration>(&value)) {
        // The same: in whole microseconds.
        const auto ns = static_cast<std::int64_t>(static_cast<double>(duration->ns()) * factor);
        product = engine::Duration::nanoseconds(ns < 100'000 ? ns : ns / 1000 * 1000);
    }
    if (!product || *product == value || checkRange(field, *product)) return std::nullopt;
    return product;
}

double amountOf(const Value& value) {
    if (const auto* count = std::get_if<std::int64_t>(&value)) return static_cast<double>(*count);
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* bytes = std::get_if<Bytes>(&value)) return static_cast<double>(bytes->count);
    if (const auto* rate = std::get_if<Rate>(&value)) return rate->perSecond;
    if (const auto* bandwidth = std::get_if<Bandwidth>(&value)) return bandwidth->bitsPerSecond;
    if (const auto* duration = std::get_if<engine::Duration>(&value))
        return static_cast<double>(duration->ns());
    return 0;
}

/// By how much a resource grows if its setting goes from one value to the other.
double growthOf(const Field& field, const Value& from, const Value& to) {
    const double less = amountOf(field.cost ? to : from);
    const double more = amountOf(field.cost ? from : to);
    return less > 0 ? more / less : 2;
}

}  // namespace

std::optional<Variant> withMore(const ValidDesign& valid, std::size_t node, Resource resource,
                                double factor) {
    Design design = valid.design();
    Node& changed = design.nodes[node];
    for (const Field& field : changed.kind->fields) {
        if (field.resource != resource) continue;
        const Value value = field.get(changed.settings.data());
        const auto more = scaled(field, value, field.cost ? 1 / factor : factor);
        if (!more) continue;
        field.set(changed.settings.editData(), *more);
        Validation validation = validate(std::move(design));
        if (!validation.valid) return std::nullopt;
        return Variant{*validation.valid, valid.design().nodes[node].id + "." + field.key,
                       toText(field, value), toText(field, *more), growthOf(field, value, *more)};
    }
    return std::nullopt;
}

std::optional<Variant> withMoreOfAll(const ValidDesign& design, std::size_t node,
                                     std::span<const Resource> resources, double factor) {
    std::optional<Variant> all;
    for (const Resource resource : resources) {
        auto more = withMore(all ? all->design : design, node, resource, factor);
        if (!more) return std::nullopt;
        if (all) {
            more->setting = all->setting + " and " + more->setting;
            more->from = all->from + " and " + more->from;
            more->to = all->to + " and " + more->to;
            more->growth = std::max(all->growth, more->growth);
        }
        all = std::move(more);
    }
    return all;
}

std::optional<ValidDesign> withLoad(const ValidDesign& valid, double factor) {
    Design design = valid.design();
    for (Node& node : design.nodes) {
        for (const Field& field : node.kind->fields) {
            if (!field.load) continue;
            const Value value = field.get(node.settings.data());
            if (const auto more = scaled(field, value, factor))
                field.set(node.settings.editData(), *more);
        }
    }
    Validation validation = validate(std::move(design));
    if (!validation.valid) return std::nullopt;
    return *validation.valid;
}

}  // namespace headroom::models
