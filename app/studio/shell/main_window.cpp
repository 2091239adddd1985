// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/shell/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolBar>
#include <QUndoView>
#include <QVBoxLayout>

#include "app/studio/canvas/canvas_view.h"
#include "app/studio/canvas/design_scene.h"
#include "app/studio/canvas/request_dots.h"
#include "app/studio/panels/dashboard_panel.h"
#include "app/studio/panels/inspector_panel.h"
#include "app/studio/panels/node_panel.h"
#include "app/studio/panels/outline_panel.h"
#include "app/studio/panels/palette_panel.h"
#include "app/studio/panels/problems_panel.h"
#include "app/studio/panels/results_panel.h"
#include "app/studio/panels/run_bar.h"
#include "app/studio/panels/verdict_bar.h"
#include "app/studio/panels/welcome_page.h"
#include "app/studio/shell/canvas_menu.h"
#include "app/studio/shell/dock_title.h"
#include "app/studio/shell/file_actions.h"
#include "app/studio/shell/shortcut_sheet.h"
#include "app/studio/text/language.h"
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
    dock->setTitleBarWidget(new DockTitle(*dock));
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
      files_(new FileActions(document_, *this)),
      sheet_(new QStackedWidget),
      runBar_(new RunBar(document_, controller_)),
      verdict_(new VerdictBar(document_, controller_)),
      dashboard_(new DashboardPanel(document_, controller_)),
      results_(new ResultsPanel(document_, controller_)),
      node_(new NodePanel(controller_)),
      below_(new QTabWidget),
      dots_(new RequestDots(*scene_)),
      palette_(new PalettePanel),
      inspector_(new InspectorPanel(document_)),
      outline_(new OutlinePanel(document_)),
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
    below_->setObjectName(QStringLiteral("below"));
    below_->setDocumentMode(true);
    below_->addTab(dashboard_, tr("Live"));
    below_->addTab(results_, tr("Results"));
    below_->addTab(node_, tr("Component"));
    stack->addWidget(below_, 1);
    middle_ = new QSplitter(Qt::Vertical);
    middle_->setHandleWidth(1);
    sheet_->addWidget(canvas_);
    middle_->addWidget(sheet_);
    middle_->addWidget(below);
    middle_->setStretchFactor(0, 3);
    middle_->setStretchFactor(1, 1);
    middle_->setCollapsible(0, false);
    middle_->setSizes({520, 330});
    setCentralWidget(middle_);
    makeDocks();
    makeMenus();
    statusBar()->addWidget(counts_, 1);
    statusBar()->addPermanentWidget(objectives_);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setContentsMargins(12, 2, 12, 2);

    connect(scene_, &QGraphicsScene::selectionChanged, this, &MainWindow::showSelection);
    connect(outline_, &OutlinePanel::chosen, this, &MainWindow::select);
    connect(scene_, &DesignScene::menuAsked, this, &MainWindow::showMenu);
    for (auto asked : {&CanvasView::editAsked, &CanvasView::renameAsked}) {
        connect(canvas_, asked, this, [this] { right_->raise(); });
    }
    connect(canvas_, &CanvasView::editAsked, inspector_, &InspectorPanel::editFirst);
    connect(canvas_, &CanvasView::renameAsked, inspector_, &InspectorPanel::editName);
    connect(outline_, &OutlinePanel::editAsked, inspector_, &InspectorPanel::editFirst);
    connect(inspector_, &InspectorPanel::left, canvas_, [this] { canvas_->setFocus(); });
    connect(canvas_, &CanvasView::said, this,
            [this](const QString& text) { statusBar()->showMessage(text, 8000); });
    connect(scene_, &DesignScene::refused, this,
            [this](const QString& reason) { statusBar()->showMessage(reason, 8000); });
    connect(canvas_, &CanvasView::quickAddAsked, this, &MainWindow::quickAdd);
    connect(palette_, &PalettePanel::chosen, this, [this](const QString& key) {
        if (const models::Kind* kind = models::kinds().find(key.toStdString()))
            scene_->addNode(*kind, scene_->freePlace(
                                       canvas_->mapToScene(canvas_->viewport()->rect().center())));
        canvas_->setFocus();
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
    connect(&controller_, &RunController::measureBegan, this,
            [this] { below_->setCurrentWidget(results_); });
    connect(&controller_, &RunController::stateChanged, this,
            [this] { dots_->setRunning(controller_.isPlaying()); });
    dots_->setRunning(controller_.isPlaying());
    connect(&controller_, &RunController::stateChanged, this, &MainWindow::showVerdict);
    connect(&document_, &Document::changed, this, &MainWindow::showCounts);
    connect(&document_, &Document::changed, this, &MainWindow::showVerdict);
    connect(&document_, &Document::changed, this, [this](const Edits& edits) {
        // What is renamed stays in hand.
        for (const Edit& each : edits) {
            const auto* rename = std::get_if<RenameNode>(&each);
            if (rename != nullptr && scene_->selectedNodes().empty()) scene_->select({rename->to});
        }
    });
    connect(&document_, &Document::pathChanged, this, &MainWindow::showTitle);
    connect(&document_, &Document::changed, this, [this] {
        if (isShowingWelcome()) showSheet();
    });
    connect(files_, &FileActions::opened, this, [this] { canvas_->fit(); });
    connect(files_, &FileActions::failed, problems_, &ProblemsPanel::refresh);
    connect(files_, &FileActions::said, this,
            [this](const QString& message) { statusBar()->showMessage(message, 3000); });
    connect(&document_.undoStack(), &QUndoStack::cleanChanged, this,
            [this](bool clean) { setWindowModified(!clean); });
    showTitle();
    showCounts();
}

MainWindow::~MainWindow() {
    // As its parts go, the keyboard goes from one to the next, which is no longer to be told.
    for (QObject* part : std::initializer_list<QObject*>{scene_, canvas_, outline_, inspector_})
        part->disconnect(this);
    document_.disconnect(this);
    controller_.disconnect(this);
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
    QDockWidget* outline = dock(*this, tr("Outline"), "outline", outline_, Qt::LeftDockWidgetArea);
    tabifyDockWidget(outline, problems);
    auto* history = new QUndoView(&document_.undoStack());
    history->setEmptyLabel(tr("As opened"));
    history->setAccessibleName(tr("History"));
    QDockWidget* undo = dock(*this, tr("History"), "history", history, Qt::RightDockWidgetArea);
    // Its editors come and go, and what comes is last in the order of Tab: so is the inspector.
    QDockWidget* right = right_ =
        dock(*this, tr("Inspector"), "inspector", inspector_, Qt::RightDockWidgetArea);
    addDockWidget(Qt::RightDockWidgetArea, undo);
    undo->hide();
    resizeDocks({left, right}, {208, 340}, Qt::Horizontal);
    resizeDocks({left, problems}, {600, 160}, Qt::Vertical);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    firstLayout_ = saveState();
}

void MainWindow::makeMenus() {
    files_->fill(*menuBar()->addMenu(tr("&File")));
    makeEditMenu();
    makeViewMenu();
    makeRunMenu();
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Keyboard shortcuts"), QKeySequence(QStringLiteral("?")), this, [this] {
        auto* sheet = new ShortcutSheet(*menuBar(), this);
        sheet->setAttribute(Qt::WA_DeleteOnClose);
        sheet->show();
    });
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
    // Where a table or a line is edited, this key is for what is in it.
    QAction* erase = edit->addAction(tr("De&lete"), QKeySequence(Qt::Key_Delete), scene_,
                                     &DesignScene::eraseSelection);
    erase->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    canvas_->addAction(erase);
    outline_->addAction(erase);
    edit->addAction(tr("&Link to \u2026"), this, [this] {
        canvas_->setFocus();
        canvas_->startLink();
    });
    edit->addAction(tr("Group as a re&gion"), QKeySequence(QStringLiteral("Ctrl+G")), this,
                    [this] { scene_->groupSelection(models::Group::Kind::Region); });
    edit->addAction(tr("Group as a &zone"), QKeySequence(QStringLiteral("Ctrl+Shift+G")), this,
                    [this] { scene_->groupSelection(models::Group::Kind::Zone); });
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
    QMenu* go = view->addMenu(tr("&Go to"));
    const auto addPlace = [&](const QString& name, int key, QWidget* widget) {
        go->addAction(name, QKeySequence(Qt::CTRL | Qt::Key(key)), this, [widget] {
            for (QWidget* each = widget; each != nullptr; each = each->parentWidget()) {
                if (auto* around = qobject_cast<QDockWidget*>(each)) {
                    around->show();
                    around->raise();
                }
            }
            widget->setFocus(Qt::ShortcutFocusReason);
        });
    };
    addPlace(tr("&Canvas"), Qt::Key_1, canvas_);
    addPlace(tr("&Outline"), Qt::Key_2, outline_);
    addPlace(tr("&Inspector"), Qt::Key_3, inspector_);
    addPlace(tr("&Problems"), Qt::Key_4, problems_);
    addPlace(tr("&Run bar"), Qt::Key_5, runBar_);
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
    QMenu* languages = view->addMenu(tr("Lan&guage"));
    for (const Language& each : Language::all()) {
        QAction* action = languages->addAction(
            each.name, this, [this, code = each.code] { emit languageChosen(code); });
        action->setCheckable(true);
        action->setChecked(each.code == Language::current());
    }
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

void MainWindow::showWelcome() {
    if (welcome_ == nullptr) {
        welcome_ = new WelcomePage;
        sheet_->addWidget(welcome_);
        connect(welcome_, &WelcomePage::newAsked, this, &MainWindow::showSheet);
        connect(welcome_, &WelcomePage::openAsked, files_, &FileActions::openAnother);
        connect(welcome_, &WelcomePage::fileChosen, files_, &FileActions::open);
        connect(welcome_, &WelcomePage::exampleChosen, this, [this](const QString& resource) {
            if (files_->openExample(resource)) controller_.play();
        });
    }
    welcome_->refresh();
    sheet_->setCurrentWidget(welcome_);
}

bool MainWindow::isShowingWelcome() const {
    return welcome_ != nullptr && sheet_->currentWidget() == welcome_;
}

void MainWindow::showSheet() {
    sheet_->setCurrentWidget(canvas_);
    canvas_->setFocus();
}

bool MainWindow::showPanel(const QString& name) {
    const QStringList names{QStringLiteral("live"), QStringLiteral("results"),
                            QStringLiteral("node")};
    const auto index = names.indexOf(name);
    if (index >= 0) below_->setCurrentIndex(static_cast<int>(index));
    return index >= 0;
}

void MainWindow::quickAdd(const QPointF& at, const QPoint& where) {
    QMenu menu(this);
    for (const models::Kind* kind : models::kinds()) {
        menu.addAction(QIcon(kindBadge(*kind, 16, devicePixelRatioF())), translated(kind->title),
                       this, [this, kind, at] { scene_->addNode(*kind, at); });
    }
    menu.exec(where);
}

void MainWindow::showMenu(const QString& node, const QString& frame, const QPointF& at,
                          const QPoint& where) {
    auto* menu = new CanvasMenu({document_, controller_, *scene_, *canvas_}, node.toStdString(),
                                frame.toStdString(), at, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(where);
}

void MainWindow::showSelection() {
    const auto nodes = scene_->selectedNodes();
    std::vector<std::pair<std::string, std::string>> links;
    for (const LinkEnds& link : scene_->selectedLinks())
        links.emplace_back(link.from, link.to);
    inspector_->inspect(nodes);
    outline_->showSelection(nodes, links);
    node_->open(nodes.size() == 1 ? nodes.front() : std::string());
}

void MainWindow::select(const std::vector<std::string>& nodes,
                        const std::vector<std::pair<std::string, std::string>>& links) {
    std::vector<LinkEnds> ends;
    for (const auto& [from, to] : links)
        ends.push_back({from, to});
    scene_->select(nodes, ends);
}

void MainWindow::showView() {
    scene_->show(controller_.view());
    dashboard_->update(controller_.view() == nullptr);
    if (controller_.view() == nullptr) dots_->clear();
    dots_->add(controller_.takeSampled(), controller_.speed());
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
    for (const QDockWidget* each : findChildren<QDockWidget*>())
        static_cast<DockTitle*>(each->titleBarWidget())->refresh();
    palette_->refresh();
    inspector_->refresh();
    problems_->refresh();
    outline_->refresh();
    canvas_->refresh();
    runBar_->refresh();
    verdict_->refresh();
    dashboard_->refresh();
    results_->refresh();
    node_->refresh();
    scene_->refresh();
    if (welcome_ != nullptr) welcome_->refresh();
}

void MainWindow::takeOver(const MainWindow& other) {
    restoreGeometry(other.saveGeometry());
    restoreState(other.saveState());
    middle_->restoreState(other.middle_->saveState());
    if (other.isShowingWelcome()) showWelcome();
    scene_->select(other.scene_->selectedNodes());
    showView();
    if (!other.isVisible()) return;
    show();
    canvas_->setZoom(other.canvas_->zoom());
    canvas_->centerOn(other.canvas_->mapToScene(other.canvas_->viewport()->rect().center()));
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!files_->mayLeave()) return event->ignore();
    controller_.stop();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.isEmpty() || !urls[0].isLocalFile() || !files_->mayLeave()) return;
    files_->open(urls[0].toLocalFile());
}

}  // namespace headroom::app
