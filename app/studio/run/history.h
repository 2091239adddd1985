// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "app/studio/run/live_run.h"

namespace headroom::app {

/// What a live run has shown so far, for the charts: at most kMost points, however long it is. Two
/// neighbours become one when there would be more; rates as means, latencies as the larger.
class History {
  public:
    static constexpr std::size_t kMost = 600;

    struct Point {
        double seconds = 0;                          ///< simulated, at the end of the window
        double window = 0;                           ///< seconds
        double offered = 0, served = 0, failed = 0;  ///< a second
        /// p50, p95, p99, p99.9; 0: nobody was answered
        std::array<double, 4> latencyMs{};
        double waiting = 0;
        std::vector<float> use;     ///< as `resources`
        std::vector<float> queues;  ///< waiting, as `nodes`
        std::vector<float> errors;  ///< a second, as `statuses`
        std::vector<float> ratios;  ///< as `ratios`; kNone: nothing was looked up
    };
    static constexpr float kNone = -1;
    struct Mark {
        double seconds = 0;
        std::string text;
    };

    void clear();
    void add(const LiveView& view);
    void mark(double seconds, std::string text) { marks_.push_back({seconds, std::move(text)}); }

    const std::vector<Point>& points() const { return points_; }
    const std::vector<Mark>& marks() const { return marks_; }
    /// "app.cpu", in the order of Point::use; those that being full limits.
    const std::vector<std::string>& resources() const { return resources_; }
    const std::vector<std::string>& nodes() const { return nodes_; }
    const std::vector<int>& statuses() const { return statuses_; }
    /// "redis.hitRatio", in the order of Point::ratios.
    const std::vector<std::string>& ratios() const { return ratios_; }
    /// The busiest ones of the last point, as indices into resources().
    std::vector<std::size_t> busiest(std::size_t most) const;
    /// The longest queues of the last point, as indices into nodes().
    std::vector<std::size_t> longest(std::size_t most) const;

  private:
    void halve();

    std::vector<Point> points_;
    std::vector<Mark> marks_;
    std::vector<std::string> resources_;
    std::vector<std::string> nodes_;
    std::vector<int> statuses_;
    std::vector<std::string> ratios_;
    double minimumWindow_ = 0;
};

}  // namespace headroom::app
