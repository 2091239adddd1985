// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include "app/studio/document/document.h"
#include "app/studio/run/run_controller.h"

class QLabel;

namespace headroom::app {

class CanvasView;
class DashboardPanel;
class DesignScene;
class InspectorPanel;
class PalettePanel;
class ProblemsPanel;
class RunBar;
class VerdictBar;

/// Wires the parts of the studio together, and decides nothing.
class MainWindow : public QMainWindow {
    Q_OBJECT
  public:
    /// Both outlive the window.
    MainWindow(Document& document, RunController& controller, QWidget* parent = nullptr);

    Document& document() { return document_; }
    RunController& controller() { return controller_; }
    DesignScene& scene() { return *scene_; }
    CanvasView& canvas() { return *canvas_; }
    bool open(const QString& path);
    /// Everything painted anew in the theme that is in force.
    void applyTheme();

  protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void makeDocks();
    void makeMenus();
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makeRunMenu();
    bool save();
    bool saveAs();
    /// Asks about changes that are not saved; false: stay.
    bool mayLeave();
    void quickAdd(const QPointF& at, const QPoint& where);
    void showView();
    void showVerdict();
    void showCounts();
    void showTitle();

    Document& document_;
    RunController& controller_;
    DesignScene* scene_;
    CanvasView* canvas_;
    RunBar* runBar_;
    VerdictBar* verdict_;
    DashboardPanel* dashboard_;
    PalettePanel* palette_;
    InspectorPanel* inspector_;
    ProblemsPanel* problems_;
    QLabel* counts_;
    QLabel* objectives_;
    QByteArray firstLayout_;
};

/// A window with all it needs.
struct Studio {
    Document document;
    RunController controller{document};
    MainWindow window{document, controller};
};

}  // namespace headroom::app
