// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/run/history.h"

#include <algorithm>
#include <numeric>

#include "models/simulate/request_summary.h"

namespace headroom::app {

namespace {

constexpr std::array<double, 3> kShown = {0.5, 0.95, 0.99};

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
    for (std::size_t i = 0; i < a.use.size() && i < sum.use.size(); ++i)
        sum.use[i] =
            static_cast<float>(mean(static_cast<double>(a.use[i]), static_cast<double>(b.use[i])));
    return sum;
}

}  // namespace

void History::clear() {
    *this = {};
}

std::size_t History::indexOf(const std::string& resource) {
    const auto found = std::ranges::find(resources_, resource);
    if (found != resources_.end()) return static_cast<std::size_t>(found - resources_.begin());
    resources_.push_back(resource);
    return resources_.size() - 1;
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
        for (std::uint32_t r = 0; r < c.resourceCount; ++r) {
            const auto& resource = s.resources[c.firstResource + r];
            const std::size_t index = indexOf((*view.nodes)[i] + '.' + std::string(resource.key));
            if (point.use.size() <= index) point.use.resize(index + 1);
            point.use[index] = resource.utilization;
        }
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
    if (points_.empty()) return {};
    const std::vector<float>& use = points_.back().use;
    std::vector<std::size_t> order(use.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return use[a] > use[b]; });
    if (order.size() > most) order.resize(most);
    return order;
}

}  // namespace headroom::app
