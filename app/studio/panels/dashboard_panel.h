// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/studio/run/run_controller.h"

namespace headroom::app {

class ChartCard;

/// The curves of a live run, side by side, over one axis of time. Charts take turns, so that each
/// is drawn some five times a second and none holds the window up.
class DashboardPanel : public QWidget {
    Q_OBJECT
  public:
    DashboardPanel(const Document& document, const RunController& controller,
                   QWidget* parent = nullptr);
    /// The next chart's turn; all of them if `everything`.
    void update(bool everything = false);
    void applyTheme();

  private:
    void showThroughput();
    void showLatency();
    void showResources();
    void showQueues();
    double from() const;
    double to() const;

    const Document& document_;
    const RunController& controller_;
    ChartCard* throughput_;
    ChartCard* latency_;
    ChartCard* resources_;
    ChartCard* queues_;
    std::size_t turn_ = 0;
};

}  // namespace headroom::app
