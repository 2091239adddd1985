// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "app/studio/panels/value_table.h"
#include "app/studio/run/run_controller.h"

class QFrame;
class QGraphicsOpacityEffect;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace headroom::app {

class CardGrid;

/// What Measure found: verdict, figures with intervals beside formulas, promises, components,
/// audit, and the command that repeats it. Grey once the design is another.
class ResultsPanel : public QWidget {
    Q_OBJECT
  public:
    ResultsPanel(Document& document, RunController& controller, QWidget* parent = nullptr);
    /// Colours and words anew.
    void refresh();
    /// What is in the field of the command; empty: there is none.
    QString command() const;

  private:
    struct ResultCard {
        QFrame* frame;
        ValueTable* model;
        Table (*make)(const models::RunResult&);
    };
    void addCard(Table (*make)(const models::RunResult&), int span);
    void showState();
    void showProgress();
    void showResult();
    void showCommand();

    Document& document_;
    RunController& controller_;
    QLabel* scope_;
    QLabel* ending_;
    QWidget* progressRow_;
    QProgressBar* progress_;
    QLabel* stage_;
    QPushButton* cancel_;
    QLabel* nothing_;
    QWidget* content_;
    QGraphicsOpacityEffect* fade_;
    QLabel* sentence_;
    QLabel* remedy_;
    QLabel* headroom_;
    QLineEdit* command_;
    QToolButton* copy_;
    QLabel* unsaid_;
    CardGrid* grid_;
    std::vector<ResultCard> cards_;
    std::shared_ptr<const models::RunResult> shown_;
    bool isShownOld_ = false;
};

}  // namespace headroom::app
