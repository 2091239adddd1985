// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/studio/run/run_controller.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;
class QToolButton;

namespace headroom::app {

/// Run, pause, step, stop, speed, the clock, and how much traffic there is.
class RunBar : public QWidget {
    Q_OBJECT
  public:
    RunBar(Document& document, RunController& controller, QWidget* parent = nullptr);
    /// Labels and icons anew, in a new theme or language.
    void refresh();

  signals:
    /// It cannot run: why is among the problems.
    void refused();

  private:
    void showState();
    void showView();
    void showTitle();
    void setTrafficFromSlider(int position);

    Document& document_;
    RunController& controller_;
    QLabel* title_;
    QToolButton* play_;
    QToolButton* stop_;
    QToolButton* step_;
    QComboBox* speed_;
    QLabel* clock_;
    QLabel* pace_;
    QLabel* trafficTitle_;
    QLabel* traffic_;
    QSlider* slider_;
    QToolButton* keep_;
    QLabel* seed_;
    QLabel* verdict_;
    QPushButton* measure_;
};

}  // namespace headroom::app
