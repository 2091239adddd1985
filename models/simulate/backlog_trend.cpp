// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/backlog_trend.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/student_t.h"

namespace headroom::models {

namespace {

constexpr double kChance = 1e-6;            // of calling a system overloaded that is not
constexpr double kLeastBacklogGrowth = 10;  // requests
constexpr double kLeastMovement = 4;        // requests
constexpr double kTurns = 20;               // relaxation times that show a queue to be stationary
constexpr double kLastQuarter = 1e-3;       // chance at which the last quarter still grows
constexpr std::size_t kLeastRows = 32;

void sortFastestFirst(std::vector<Growth>& growing) {
    std::ranges::stable_sort(growing, [](const Growth& a, const Growth& b) {
        return a.perSecond.mean > b.perSecond.mean;
    });
}

engine::Estimate scaled(engine::Estimate e, double factor) {
    return {e.mean * factor, e.low * factor, e.high * factor};
}

}  // namespace

double Increments::chanceWithoutTrend() const {
    const auto n = static_cast<double>(count);
    if (count < 2 || sum <= 0) return 1;
    const double mean0 = sum / n;
    const double variance = std::max(0.0, squares - sum * mean0) / (n - 1);
    if (variance <= 0) return 0;
    return engine::studentTUpperTail(mean0 / std::sqrt(variance / n), n - 1);
}

engine::Estimate Increments::mean() const {
    const auto n = static_cast<double>(count);
    if (count == 0) return {};
    const double mean0 = sum / n;
    if (count < 2) return {mean0};
    const double variance = std::max(0.0, squares - sum * mean0) / (n - 1);
    const double half = engine::studentTQuantile(0.975, n - 1) * std::sqrt(variance / n);
    return {mean0, mean0 - half, mean0 + half};
}

void BacklogTrend::observe(System& system) {
    if (rows_ == kMost) {
        const std::size_t width = queues_.size();
        for (std::size_t row = 0; row < kMost / 2; ++row) {
            std::copy_n(lengths_.begin() + static_cast<std::ptrdiff_t>((2 * row + 1) * width),
                        width, lengths_.begin() + static_cast<std::ptrdiff_t>(row * width));
        }
        rows_ = kMost / 2;
        lengths_.resize(rows_ * width);
        step_ = step_ * 2;
    }
    const bool isFirst = rows_ == 0;
    for (std::size_t node = 0; node < system.nodes(); ++node) {
        system.sample(node, sample_);
        for (const QueueSample& queue : sample_.queues) {
            if (isFirst) {
                queues_.push_back({node, queue.key});
                capacities_.push_back(queue.capacity);
            }
            lengths_.push_back(static_cast<float>(queue.waiting));
        }
    }
    ++rows_;
}

Increments BacklogTrend::increments(std::size_t queue, std::size_t from) const {
    Increments result;
    for (std::size_t row = from + 1; row < rows_; ++row)
        result.add(at(row, queue) - at(row - 1, queue));
    return result;
}

bool BacklogTrend::hasTurnedOften(std::size_t queue, std::size_t from) const {
    const auto n = static_cast<double>(rows_ - from);
    double mean = 0;
    double least = at(from, queue);
    double most = least;
    for (std::size_t row = from; row < rows_; ++row) {
        const double length = at(row, queue);
        mean += length / n;
        least = std::min(least, length);
        most = std::max(most, length);
    }
    if (most - least < kLeastMovement) return true;
    double squares = 0;
    double differences = 0;
    for (std::size_t row = from; row < rows_; ++row) {
        squares += (at(row, queue) - mean) * (at(row, queue) - mean);
        if (row == from) continue;
        const double step = at(row, queue) - at(row - 1, queue);
        differences += step * step;
    }
    return differences / (n - 1) > 2 * kTurns / n * (squares / n);
}

BacklogTrend::Finding BacklogTrend::judge(engine::Duration mayWatch) const {
    Finding finding;
    if (rows_ < kLeastRows) return finding;
    const std::size_t half = rows_ / 2;
    const double chance = kChance / static_cast<double>(std::max<std::size_t>(1, queues_.size()));
    bool isSettled = true;
    for (std::size_t queue = 0; queue < queues_.size(); ++queue) {
        const double now = at(rows_ - 1, queue);
        const Increments drift = increments(queue, half);
        if (drift.sum >= kLeastBacklogGrowth && drift.chanceWithoutTrend() < chance &&
            increments(queue, half + half / 2).chanceWithoutTrend() < kLastQuarter) {
            const engine::Estimate perSecond = scaled(drift.mean(), 1 / stepSeconds());
            const double full = (capacities_[queue] - now) / perSecond.mean;
            if (full < mayWatch.toSeconds()) {
                isSettled = false;
            } else {
                finding.growing.push_back({queues_[queue], perSecond, now});
            }
        } else if (!hasTurnedOften(queue, half)) {
            isSettled = false;
        }
    }
    sortFastestFirst(finding.growing);
    finding.stability = !finding.growing.empty() ? Stability::growing
                        : isSettled              ? Stability::stable
                                                 : Stability::unsettled;
    return finding;
}

std::vector<Growth> growingOver(const std::vector<QueuePlace>& queues,
                                const std::vector<std::vector<Increments>>& replications,
                                engine::Duration step) {
    std::vector<Growth> growing;
    const double chance = kChance / static_cast<double>(std::max<std::size_t>(1, queues.size()));
    for (std::size_t queue = 0; queue < queues.size(); ++queue) {
        Increments all;
        for (const auto& replication : replications)
            all.merge(replication[queue]);
        const double each = all.sum / static_cast<double>(replications.size());
        if (each >= kLeastBacklogGrowth && all.chanceWithoutTrend() < chance) {
            growing.push_back({queues[queue], scaled(all.mean(), 1 / step.toSeconds()), each});
        }
    }
    sortFastestFirst(growing);
    return growing;
}

}  // namespace headroom::models
