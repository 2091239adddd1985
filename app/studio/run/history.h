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
        std::array<double, 3> latencyMs{};           ///< p50, p95, p99; 0: nobody was answered
        double waiting = 0;
        std::vector<float> use;  ///< as `resources`
    };
    struct Mark {
        double seconds = 0;
        std::string text;
    };

    void clear();
    void add(const LiveView& view);
    void mark(double seconds, std::string text) { marks_.push_back({seconds, std::move(text)}); }

    const std::vector<Point>& points() const { return points_; }
    const std::vector<Mark>& marks() const { return marks_; }
    /// "app.cpu", in the order of Point::use.
    const std::vector<std::string>& resources() const { return resources_; }
    /// The busiest ones of the last point, as indices into resources().
    std::vector<std::size_t> busiest(std::size_t most) const;

  private:
    void halve();
    std::size_t indexOf(const std::string& resource);

    std::vector<Point> points_;
    std::vector<Mark> marks_;
    std::vector<std::string> resources_;
    double minimumWindow_ = 0;
};

}  // namespace headroom::app
