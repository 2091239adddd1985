// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/shell/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QSplitter>
#include <QStatusBar>
#include <QToolBar>
#include <QUndoView>
#include <QVBoxLayout>

#include "app/studio/canvas/canvas_view.h"
#include "app/studio/canvas/design_scene.h"
#include "app/studio/panels/dashboard_panel.h"
#include "app/studio/panels/inspector_panel.h"
#include "app/studio/panels/palette_panel.h"
#include "app/studio/panels/problems_panel.h"
#include "app/studio/panels/run_bar.h"
#include "app/studio/panels/verdict_bar.h"
#include "app/studio/text/translation.h"
#include "app/studio/theme/icons.h"
#include "app/studio/theme/theme.h"
#include "models/describe/units.h"
#include "models/kinds.h"

namespace headroom::app {

namespace {

QDockWidget* dock(QMainWindow& window, const QString& title, const char* name, QWidget* content,
                  Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(title, &window);
    dock->setObjectName(QLatin1String(name));
    dock->setWidget(content);
    window.addDockWidget(area, dock);
    return dock;
}

}  // namespace

MainWindow::MainWindow(Document& document, RunController& controller, QWidget* parent)
    : QMainWindow(parent),
      document_(document),
      controller_(controller),
      scene_(new DesignScene(document_, this)),
      canvas_(new CanvasView(*scene_)),
      runBar_(new RunBar(document_, controller_)),
      verdict_(new VerdictBar(document_, controller_)),
      dashboard_(new DashboardPanel(document_, controller_)),
      palette_(new PalettePanel),
      inspector_(new InspectorPanel(document_)),
      problems_(new ProblemsPanel(document_)),
      counts_(new QLabel),
      objectives_(new QLabel) {
    setWindowIcon(iconOf(QStringLiteral("app"), Theme::light().accent));
    setAcceptDrops(true);
    auto* below = new QWidget;
    auto* stack = new QVBoxLayout(below);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(0);
    stack->addWidget(verdict_);
    stack->addWidget(dashboard_, 1);
    auto* middle = new QSplitter(Qt::Vertical);
    middle->setHandleWidth(1);
    middle->addWidget(canvas_);
    middle->addWidget(below);
    middle->setStretchFactor(0, 3);
    middle->setStretchFactor(1, 1);
    middle->setCollapsible(0, false);
    setCentralWidget(middle);
    makeDocks();
    makeMenus();
    statusBar()->addWidget(counts_, 1);
    statusBar()->addPermanentWidget(objectives_);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(12, 2, 12, 2);

    connect(scene_, &QGraphicsScene::selectionChanged, this,
            [this] { inspector_->inspect(scene_->selectedNodes()); });
    connect(scene_, &DesignScene::refused, this,
            [this](const QString& reason) { statusBar()->showMessage(reason, 8000); });
    connect(canvas_, &CanvasView::quickAddAsked, this, &MainWindow::quickAdd);
    connect(palette_, &PalettePanel::chosen, this, [this](const QString& key) {
        if (const models::Kind* kind = models::kinds().find(key.toStdString()))
            scene_->addNode(*kind, canvas_->mapToScene(canvas_->viewport()->rect().center()));
    });
    connect(problems_, &ProblemsPanel::nodeChosen, this, [this](const QString& id) {
        scene_->select({id.toStdString()});
        canvas_->setFocus();
    });
    connect(runBar_, &RunBar::refused, this, [this] {
        statusBar()->showMessage(tr("This cannot run yet: see the problems."), 8000);
        problems_->setFocus();
    });
    connect(&controller_, &RunController::viewChanged, this, &MainWindow::showView);
    connect(&controller_, &RunController::measureChanged, this, &MainWindow::showVerdict);
    connect(&controller_, &RunController::stateChanged, this, &MainWindow::showVerdict);
    connect(&document_, &Document::changed, this, &MainWindow::showCounts);
    connect(&document_, &Document::changed, this, &MainWindow::showVerdict);
    connect(&document_, &Document::pathChanged, this, &MainWindow::showTitle);
    connect(&document_.undoStack(), &QUndoStack::cleanChanged, this,
            [this](bool clean) { setWindowModified(!clean); });
    showTitle();
    showCounts();
}

void MainWindow::makeDocks() {
    auto* bar = new QToolBar(tr("Run"));
    bar->setObjectName(QStringLiteral("runBarDock"));
    bar->setMovable(false);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setStyleSheet(QStringLiteral("QToolBar { border: none; padding: 0; margin: 0; }"));
    runBar_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(runBar_);
    addToolBar(bar);
    QDockWidget* left = dock(*this, tr("Components"), "palette", palette_, Qt::LeftDockWidgetArea);
    QDockWidget* problems =
        dock(*this, tr("Problems"), "problems", problems_, Qt::LeftDockWidgetArea);
    QDockWidget* right =
        dock(*this, tr("Inspector"), "inspector", inspector_, Qt::RightDockWidgetArea);
    auto* history = new QUndoView(&document_.undoStack());
    history->setEmptyLabel(tr("As opened"));
    QDockWidget* undo = dock(*this, tr("History"), "history", history, Qt::RightDockWidgetArea);
    undo->hide();
    resizeDocks({left, right}, {208, 340}, Qt::Horizontal);
    resizeDocks({left, problems}, {600, 160}, Qt::Vertical);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    firstLayout_ = saveState();
}

void MainWindow::makeMenus() {
    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    makeRunMenu();
}

void MainWindow::makeFileMenu() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&New"), QKeySequence::New, this, [this] {
        if (mayLeave()) document_.reset({});
    });
    file->addAction(tr("&Open \u2026"), QKeySequence::Open, this, [this] {
        if (!mayLeave()) return;
        const QString path =
            QFileDialog::getOpenFileName(this, tr("Open a design"), {}, tr("Designs (*.json)"));
        if (!path.isEmpty()) open(path);
    });
    file->addSeparator();
    file->addAction(tr("&Save"), QKeySequence::Save, this, [this] { save(); });
    file->addAction(tr("Save &as \u2026"), QKeySequence::SaveAs, this, [this] { saveAs(); });
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
}

void MainWindow::makeEditMenu() {
    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    QAction* undo = document_.undoStack().createUndoAction(this, tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = document_.undoStack().createRedoAction(this, tr("Redo"));
    redo->setShortcuts(
        {QKeySequence(QStringLiteral("Ctrl+Shift+Z")), QKeySequence(QStringLiteral("Ctrl+Y"))});
    edit->addActions({undo, redo});
    edit->addSeparator();
    edit->addAction(tr("Cu&t"), QKeySequence::Cut, this, [this] {
        if (const QString text = scene_->copySelection(); !text.isEmpty()) {
            QApplication::clipboard()->setText(text);
            scene_->eraseSelection();
        }
    });
    edit->addAction(tr("&Copy"), QKeySequence::Copy, this, [this] {
        if (const QString text = scene_->copySelection(); !text.isEmpty())
            QApplication::clipboard()->setText(text);
    });
    edit->addAction(tr("&Paste"), QKeySequence::Paste, this,
                    [this] { scene_->paste(QApplication::clipboard()->text()); });
    edit->addAction(tr("&Duplicate"), QKeySequence(QStringLiteral("Ctrl+D")), scene_,
                    &DesignScene::duplicateSelection);
    edit->addAction(tr("De&lete"), QKeySequence(Qt::Key_Delete), scene_,
                    &DesignScene::eraseSelection);
    edit->addSeparator();
    edit->addAction(tr("Select &all"), QKeySequence::SelectAll, this, [this] {
        std::vector<std::string> all;
        for (const models::Node& node : document_.design().nodes)
            all.push_back(node.id);
        scene_->select(all);
    });
    edit->addAction(tr("&Find a component"), QKeySequence(QStringLiteral("/")), palette_,
                    &PalettePanel::focusSearch);
    edit->addAction(tr("A&rrange"), QKeySequence(QStringLiteral("Ctrl+L")), this, [this] {
        scene_->arrange();
        canvas_->fit();
    });
}

void MainWindow::makeViewMenu() {
    QMenu* view = menuBar()->addMenu(tr("&View"));
    view->addAction(tr("Zoom &in"), QKeySequence::ZoomIn, this, [this] { canvas_->zoomBy(1.25); });
    view->addAction(tr("Zoom &out"), QKeySequence::ZoomOut, this, [this] { canvas_->zoomBy(0.8); });
    view->addAction(tr("&100 %"), QKeySequence(QStringLiteral("Ctrl+0")), this,
                    [this] { canvas_->setZoom(1); });
    view->addAction(tr("&Fit"), QKeySequence(QStringLiteral("Shift+1")), this,
                    [this] { canvas_->fit(); });
    view->addAction(tr("Fit &selection"), QKeySequence(QStringLiteral("Shift+2")), this,
                    [this] { canvas_->fitSelection(); });
    view->addSeparator();
    for (QDockWidget* each : findChildren<QDockWidget*>())
        view->addAction(each->toggleViewAction());
    view->addAction(tr("&Reset layout"), this, [this] { restoreState(firstLayout_); });
    view->addSeparator();
    QMenu* themes = view->addMenu(tr("&Theme"));
    const auto use = [this](const Theme& theme) {
        Theme::use(*qApp, theme);
        applyTheme();
    };
    themes->addAction(tr("&Light"), this, [use] { use(Theme::light()); });
    themes->addAction(tr("&Dark"), this, [use] { use(Theme::dark()); });
}

void MainWindow::makeRunMenu() {
    QMenu* run = menuBar()->addMenu(tr("&Run"));
    run->addAction(tr("&Run or pause"), QKeySequence(Qt::Key_F5), this, [this] {
        if (controller_.isPlaying())
            controller_.pause();
        else if (!controller_.play())
            emit runBar_->refused();
    });
    run->addAction(tr("&Step"), QKeySequence(Qt::Key_F6), this, [this] {
        if (!controller_.step()) emit runBar_->refused();
    });
    run->addAction(tr("S&top"), QKeySequence(QStringLiteral("Shift+F5")), &controller_,
                   &RunController::stop);
    run->addSeparator();
    run->addAction(tr("&Measure"), QKeySequence(Qt::Key_F7), this, [this] {
        if (!controller_.measure()) emit runBar_->refused();
    });
}

bool MainWindow::open(const QString& path) {
    if (!document_.load(path)) {
        problems_->refresh();
        QStringList lines;
        for (const models::Diagnostic& each : document_.problems().list()) {
            lines << (each.place.line > 0 ? tr("Line %1: ").arg(each.place.line) : QString()) +
                         translated(each);
            if (lines.size() == 12) break;
        }
        QMessageBox box(QMessageBox::Warning, tr("This file cannot be opened"),
                        tr("%1 cannot be opened. What was open before still is.")
                            .arg(QFileInfo(path).fileName()),
                        QMessageBox::Ok, this);
        box.setInformativeText(lines.join(QLatin1Char('\n')));
        box.exec();
        return false;
    }
    canvas_->fit();
    return true;
}

bool MainWindow::save() {
    if (document_.path().isEmpty()) return saveAs();
    if (const auto problem = document_.save(document_.path())) {
        QMessageBox::warning(this, tr("Not saved"), *problem);
        return false;
    }
    statusBar()->showMessage(tr("Saved"), 3000);
    return true;
}

bool MainWindow::saveAs() {
    QString path =
        QFileDialog::getSaveFileName(this, tr("Save the design"), {}, tr("Designs (*.json)"));
    if (path.isEmpty()) return false;
    if (QFileInfo(path).suffix().isEmpty()) path += QStringLiteral(".json");
    if (const auto problem = document_.save(path)) {
        QMessageBox::warning(this, tr("Not saved"), *problem);
        return false;
    }
    return true;
}

bool MainWindow::mayLeave() {
    if (!document_.isChanged()) return true;
    const auto answer = QMessageBox::question(
        this, tr("Changes are not saved"), tr("Save what was changed?"),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save) return save();
    return answer == QMessageBox::Discard;
}

void MainWindow::quickAdd(const QPointF& at, const QPoint& where) {
    QMenu menu(this);
    for (const models::Kind* kind : models::kinds()) {
        menu.addAction(QIcon(kindBadge(*kind, 16, devicePixelRatioF())), translated(kind->title),
                       this, [this, kind, at] { scene_->addNode(*kind, at); });
    }
    menu.exec(where);
}

void MainWindow::showView() {
    scene_->show(controller_.view());
    dashboard_->update(controller_.view() == nullptr);
    showVerdict();
}

void MainWindow::showVerdict() {
    verdict_->refresh();
    scene_->setBottleneck(verdict_->bottleneck());
}

void MainWindow::showCounts() {
    const models::Design& design = document_.design();
    const auto& valid = document_.validation().valid;
    counts_->setText(
        tr("%1 components \u00b7 %2 instances")
            .arg(design.nodes.size())
            .arg(valid ? valid->instances() : static_cast<std::int64_t>(design.nodes.size())));
    QStringList promises;
    for (const models::Objective& each : design.objectives)
        promises << QString::fromStdString(models::toText(each));
    objectives_->setText(promises.isEmpty()
                             ? QString()
                             : tr("Objectives: %1").arg(promises.join(QStringLiteral(" \u00b7 "))));
}

void MainWindow::showTitle() {
    const QString name =
        document_.path().isEmpty() ? tr("Untitled") : QFileInfo(document_.path()).fileName();
    setWindowTitle(name + QStringLiteral("[*] \u2013 Headroom"));
    setWindowModified(document_.isChanged());
}

void MainWindow::applyTheme() {
    palette_->refresh();
    inspector_->refresh();
    problems_->refresh();
    runBar_->refresh();
    verdict_->refresh();
    dashboard_->applyTheme();
    scene_->refresh();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!mayLeave()) return event->ignore();
    controller_.stop();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.isEmpty() || !urls[0].isLocalFile() || !mayLeave()) return;
    open(urls[0].toLocalFile());
}

}  // namespace headroom::app
