// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/run/history.h"

#include <algorithm>
#include <numeric>

#include "models/simulate/request_summary.h"

namespace headroom::app {

namespace {

constexpr std::array<double, 4> kShown = {0.5, 0.95, 0.99, 0.999};

History::Point merged(const History::Point& a, const History::Point& b) {
    History::Point sum = b;
    const double window = a.window + b.window;
    const auto mean = [&](double x, double y) {
        return window > 0 ? (x * a.window + y * b.window) / window : y;
    };
    sum.window = window;
    sum.offered = mean(a.offered, b.offered);
    sum.served = mean(a.served, b.served);
    sum.failed = mean(a.failed, b.failed);
    sum.waiting = mean(a.waiting, b.waiting);
    for (std::size_t i = 0; i < sum.latencyMs.size(); ++i)
        sum.latencyMs[i] = std::max(a.latencyMs[i], b.latencyMs[i]);
    const auto means = [&](std::vector<float>& to, const std::vector<float>& from) {
        to.resize(std::max(to.size(), from.size()));
        for (std::size_t i = 0; i < to.size(); ++i) {
            const float x = i < from.size() ? from[i] : 0.0F;
            to[i] = static_cast<float>(mean(static_cast<double>(x), static_cast<double>(to[i])));
        }
    };
    means(sum.use, a.use);
    means(sum.queues, a.queues);
    means(sum.errors, a.errors);
    for (std::size_t i = 0; i < a.ratios.size(); ++i) {
        if (i >= sum.ratios.size()) sum.ratios.push_back(History::kNone);
        float& ratio = sum.ratios[i];
        if (a.ratios[i] == History::kNone) continue;
        ratio = ratio == History::kNone ? a.ratios[i]
                                        : static_cast<float>(mean(static_cast<double>(a.ratios[i]),
                                                                  static_cast<double>(ratio)));
    }
    return sum;
}

/// Where this one stands among what is known, at the end if it is new.
template <class T>
std::size_t indexOf(std::vector<T>& known, const T& one) {
    const auto found = std::ranges::find(known, one);
    if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
    known.push_back(one);
    return known.size() - 1;
}

void put(std::vector<float>& values, std::size_t index, double value, float none = 0) {
    if (values.size() <= index) values.resize(index + 1, none);
    values[index] = static_cast<float>(value);
}

/// Indices of the largest, largest first.
std::vector<std::size_t> largest(const std::vector<float>& values, std::size_t most) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order,
                             [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
    if (order.size() > most) order.resize(most);
    return order;
}

}  // namespace

void History::clear() {
    *this = {};
}

void History::add(const LiveView& view) {
    if (!view.snapshot || view.snapshot->window <= engine::Duration::zero()) return;
    const models::Snapshot& s = *view.snapshot;
    Point point;
    point.seconds = s.time.sinceStart().toSeconds();
    point.window = s.window.toSeconds();
    point.offered = s.offeredRps;
    point.served = s.rps * (1 - s.errorRate);
    point.failed = s.rps * s.errorRate;
    for (std::size_t i = 0; i < kShown.size(); ++i) {
        const auto at = std::ranges::find(models::kQuantiles, kShown[i]);
        if (at != models::kQuantiles.end())
            point.latencyMs[i] =
                s.quantilesMs[static_cast<std::size_t>(at - models::kQuantiles.begin())];
    }
    for (std::size_t i = 0; i < s.components.size() && view.nodes; ++i) {
        const models::ComponentSnapshot& c = s.components[i];
        point.waiting += static_cast<double>(c.waiting);
        put(point.queues, indexOf(nodes_, (*view.nodes)[i]), static_cast<double>(c.waiting));
        for (std::uint32_t r = 0; r < c.resourceCount; ++r) {
            const auto& resource = s.resources[c.firstResource + r];
            // A store that is full is doing its work.
            if (resource.isKept) continue;
            const std::string name = (*view.nodes)[i] + '.' + std::string(resource.key);
            put(point.use, indexOf(resources_, name), static_cast<double>(resource.utilization));
        }
    }
    for (const models::FailureSnapshot& failure : s.failures)
        put(point.errors, indexOf(statuses_, failure.status), failure.rps);
    for (const models::RatioSnapshot& ratio : s.ratios) {
        if (!view.nodes || ratio.component >= view.nodes->size()) continue;
        const std::string name = (*view.nodes)[ratio.component] + '.' + std::string(ratio.key);
        put(point.ratios, indexOf(ratios_, name), static_cast<double>(ratio.value), kNone);
    }
    if (!points_.empty() && points_.back().window < minimumWindow_) {
        points_.back() = merged(points_.back(), point);
    } else {
        points_.push_back(std::move(point));
    }
    if (points_.size() > kMost) halve();
}

void History::halve() {
    std::vector<Point> half;
    for (std::size_t i = 0; i + 1 < points_.size(); i += 2)
        half.push_back(merged(points_[i], points_[i + 1]));
    if (points_.size() % 2 == 1) half.push_back(points_.back());
    points_ = std::move(half);
    // From now on points are about as long as these.
    minimumWindow_ = points_.front().window * 0.75;
}

std::vector<std::size_t> History::busiest(std::size_t most) const {
    return points_.empty() ? std::vector<std::size_t>{} : largest(points_.back().use, most);
}

std::vector<std::size_t> History::longest(std::size_t most) const {
    return points_.empty() ? std::vector<std::size_t>{} : largest(points_.back().queues, most);
}

}  // namespace headroom::app
