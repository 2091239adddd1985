// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <array>
#include <optional>

#include "app/studio/run/run_controller.h"

namespace headroom::app {

class CardGrid;
class ChartCard;

/// The curves of a live run, over one axis of time. Charts take turns, so that each is drawn some
/// five times a second and none holds the window up; those that are scrolled away are left out.
class DashboardPanel : public QWidget {
    Q_OBJECT
  public:
    enum Chart { Throughput, Latency, Resources, Queues, Errors, Ratios, kCharts };

    DashboardPanel(const Document& document, const RunController& controller,
                   QWidget* parent = nullptr);
    /// The next chart's turn; all of them if `everything`.
    void update(bool everything = false);
    /// Colours and words anew.
    void refresh();
    ChartCard& card(Chart chart) { return *cards_[static_cast<std::size_t>(chart)]; }

  private:
    struct Shown;

    void showRange(std::optional<std::array<double, 2>> range);
    void showChart(std::size_t chart);
    void showMarks();
    Shown throughput() const;
    Shown latency() const;
    Shown resources() const;
    Shown queues() const;
    Shown errors() const;
    Shown ratios() const;

    const Document& document_;
    const RunController& controller_;
    CardGrid* grid_;
    std::array<ChartCard*, kCharts> cards_{};
    std::optional<std::array<double, 2>> range_;  // seconds; not set: all there is
    std::size_t turn_ = 0;
};

}  // namespace headroom::app
