// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <string>

#include "app/studio/run/run_controller.h"

class QLabel;

namespace headroom::app {

/// One sentence below the canvas: what holds the system back, measured or, while it runs, seen.
class VerdictBar : public QWidget {
    Q_OBJECT
  public:
    VerdictBar(const Document& document, const RunController& controller,
               QWidget* parent = nullptr);
    void refresh();
    /// The node it speaks of; empty: none.
    const std::string& bottleneck() const { return bottleneck_; }

  private:
    void showMeasured(const models::RunResult& result);
    void showSeen(const LiveView& view);

    const Document& document_;
    const RunController& controller_;
    QLabel* mark_;
    QLabel* sentence_;
    QLabel* aside_;
    std::string bottleneck_;
};

}  // namespace headroom::app
