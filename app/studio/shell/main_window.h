// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include "app/studio/document/document.h"
#include "app/studio/run/run_controller.h"

class QDockWidget;
class QLabel;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace headroom::app {

class CanvasView;
class DashboardPanel;
class DesignScene;
class FileActions;
class InspectorPanel;
class NodePanel;
class OutlinePanel;
class PalettePanel;
class ProblemsPanel;
class RequestDots;
class ResultsPanel;
class RunBar;
class VerdictBar;
class WelcomePage;

/// Wires the parts of the studio together, and decides nothing.
class MainWindow : public QMainWindow {
    Q_OBJECT
  public:
    /// Both outlive the window.
    MainWindow(Document& document, RunController& controller, QWidget* parent = nullptr);
    ~MainWindow() override;

    Document& document() { return document_; }
    RunController& controller() { return controller_; }
    DesignScene& scene() { return *scene_; }
    CanvasView& canvas() { return *canvas_; }
    FileActions& files() { return *files_; }
    /// Examples and recent files in place of the canvas, until there is a design.
    void showWelcome();
    /// The panel below the canvas: "live", "results" or "node". False: there is no such one.
    bool showPanel(const QString& name);
    OutlinePanel& outline() { return *outline_; }
    /// Everything painted anew in the theme that is in force.
    void applyTheme();
    /// The place, docks, selection and view of another window over the same document.
    void takeOver(const MainWindow& other);

  signals:
    void languageChosen(const QString& code);

  protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    void makeDocks();
    void makeMenus();
    void makeEditMenu();
    void makeViewMenu();
    void makeRunMenu();
    void showSheet();
    bool isShowingWelcome() const;
    void quickAdd(const QPointF& at, const QPoint& where);
    void showMenu(const QString& node, const QString& frame, const QPointF& at,
                  const QPoint& where);
    void showSelection();
    void select(const std::vector<std::string>& nodes,
                const std::vector<std::pair<std::string, std::string>>& links);
    void showView();
    void showVerdict();
    void showCounts();
    void showTitle();

    Document& document_;
    RunController& controller_;
    DesignScene* scene_;
    CanvasView* canvas_;
    FileActions* files_;
    QStackedWidget* sheet_;  // the canvas, or the welcome page
    WelcomePage* welcome_ = nullptr;
    QSplitter* middle_;  // the sheet above the charts
    RunBar* runBar_;
    VerdictBar* verdict_;
    DashboardPanel* dashboard_;
    ResultsPanel* results_;
    NodePanel* node_;
    QTabWidget* below_;
    RequestDots* dots_;
    PalettePanel* palette_;
    InspectorPanel* inspector_;
    OutlinePanel* outline_;
    ProblemsPanel* problems_;
    QDockWidget* right_ = nullptr;
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
