// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/shell/canvas_menu.h"

#include <QApplication>
#include <QClipboard>
#include <algorithm>

#include "app/studio/canvas/canvas_view.h"
#include "app/studio/canvas/design_scene.h"
#include "app/studio/canvas/frames.h"
#include "app/studio/text/translation.h"
#include "app/studio/theme/icons.h"
#include "models/kinds.h"

namespace headroom::app {

namespace {

// More instances than these are named by nobody.
constexpr std::int64_t kMostNamed = 16;
constexpr engine::Duration kOutage = engine::Duration::seconds(10);

}  // namespace

CanvasMenu::CanvasMenu(const Parts& parts, const std::string& node, const std::string& frame,
                       const QPointF& at, QWidget* parent)
    : QMenu(parent), parts_(parts) {
    if (!node.empty()) {
        addNode(node);
    } else if (!frame.empty()) {
        addFrame(frame);
    } else {
        addGround(at);
    }
}

void CanvasMenu::addNode(const std::string& id) {
    addAction(tr("&Settings") + QStringLiteral("\tEnter"), &parts_.canvas, &CanvasView::editAsked);
    addAction(tr("&Rename") + QStringLiteral("\tF2"), &parts_.canvas, &CanvasView::renameAsked);
    QMenu* targets = addMenu(tr("&Link to"));
    const auto possible = parts_.scene.targetsOf(id);
    for (const std::string& to : possible) {
        targets->addAction(QString::fromStdString(to), this,
                           [this, id, to] { parts_.scene.addLink(id, to); });
    }
    targets->setEnabled(!possible.empty());
    addAction(tr("&Duplicate") + QStringLiteral("\tCtrl+D"), &parts_.scene,
              &DesignScene::duplicateSelection);
    addAction(tr("De&lete") + QStringLiteral("\tDel"), &parts_.scene, &DesignScene::eraseSelection);
    addSeparator();
    addRun(id);
    addSeparator();
    addGrouping();
}

void CanvasMenu::disturb(QMenu& menu, const QString& text, const models::Change& change) {
    QAction* action = menu.addAction(
        text, this, [this, text, change] { parts_.controller.disturb(change, text); });
    action->setEnabled(parts_.controller.isStarted());
}

// What happens to the run alone: it is in the run's journal, not in the design.
void CanvasMenu::addRun(const std::string& id) {
    const models::Node* node = parts_.document.design().findNode(id);
    if (node == nullptr || node->kind->roles.source) return;
    const QString name = QString::fromStdString(id);
    const std::int64_t instances =
        node->kind->footprint != nullptr ? node->kind->footprint(node->settings, 0).instances : 1;
    QMenu* crash = addMenu(tr("&Crash"));
    QMenu* restore = addMenu(tr("Rest&ore"));
    disturb(*crash, tr("Crash %1 for 10 s").arg(name), models::CrashFault{id, {}, kOutage});
    disturb(*crash, tr("Crash %1").arg(name), models::CrashFault{id, {}, {}});
    disturb(*restore, tr("Restore %1").arg(name), models::RestoreFix{id, {}});
    if (instances > 1) {
        crash->addSeparator();
        restore->addSeparator();
        for (std::int64_t i = 0; i < std::min(instances, kMostNamed); ++i) {
            const auto instance = static_cast<std::size_t>(i);
            disturb(*crash, tr("Crash %1.%2").arg(name).arg(i),
                    models::CrashFault{id, instance, {}});
            disturb(*restore, tr("Restore %1.%2").arg(name).arg(i),
                    models::RestoreFix{id, instance});
        }
    }
    crash->setEnabled(parts_.controller.isStarted());
    restore->setEnabled(parts_.controller.isStarted());
    if (node->kind->roles.caches) disturb(*this, tr("Flush %1").arg(name), models::FlushFault{id});
}

void CanvasMenu::addFrame(const std::string& id) {
    const auto members = membersOf(parts_.document.design(), id);
    addAction(tr("&Select what stands in it"), this,
              [this, members] { parts_.scene.select(members); });
    addAction(tr("&Remove the frame"), this, [this, id] { parts_.scene.removeFrame(id); });
}

void CanvasMenu::addGround(const QPointF& at) {
    QMenu* kinds = addMenu(tr("&Add"));
    for (const models::Kind* kind : models::kinds()) {
        kinds->addAction(QIcon(kindBadge(*kind, 16, devicePixelRatioF())), translated(kind->title),
                         this, [this, kind, at] { parts_.scene.addNode(*kind, at); });
    }
    addAction(tr("&Paste") + QStringLiteral("\tCtrl+V"), this,
              [this] { parts_.scene.paste(QApplication::clipboard()->text()); });
    if (!parts_.scene.selectedLinks().empty()) {
        addAction(tr("De&lete the link") + QStringLiteral("\tDel"), &parts_.scene,
                  &DesignScene::eraseSelection);
    }
    addSeparator();
    addAction(tr("A&rrange") + QStringLiteral("\tCtrl+L"), &parts_.scene, &DesignScene::arrange);
    addAction(tr("&Fit") + QStringLiteral("\tShift+1"), this, [this] { parts_.canvas.fit(); });
    if (!parts_.scene.selectedNodes().empty()) addGrouping();
}

void CanvasMenu::addGrouping() {
    addAction(tr("Group as a re&gion") + QStringLiteral("\tCtrl+G"), this,
              [this] { parts_.scene.groupSelection(models::Group::Kind::Region); });
    addAction(tr("Group as a &zone") + QStringLiteral("\tCtrl+Shift+G"), this,
              [this] { parts_.scene.groupSelection(models::Group::Kind::Zone); });
}

}  // namespace headroom::app
