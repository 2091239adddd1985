// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QSlider>
#include <QStatusBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include "app/studio/canvas/canvas_view.h"
#include "app/studio/canvas/design_scene.h"
#include "app/studio/canvas/node_item.h"
#include "app/studio/panels/outline_panel.h"
#include "app/studio/shell/main_window.h"
#include "models/format/design_writer.h"
#include "models/kinds.h"
#include "tests/studio/open_window.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::app;

namespace {

/// Somebody without a mouse: every key goes to whoever has the keyboard.
class Typist {
  public:
    explicit Typist(MainWindow& window) : window_(window) {}

    void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) {
        QTest::keyClick(holder(), key, with);
    }
    void type(const QString& text) {
        for (const QChar& each : text)
            QTest::keyClick(holder(), each.toLatin1());
    }
    void addFromPalette(const QString& search) {
        type(QStringLiteral("/"));
        type(search);
        press(Qt::Key_Return);
    }
    /// Walks over the canvas until this node is the one.
    bool walkTo(const std::string& id) {
        press(Qt::Key_1, Qt::ControlModifier);
        press(Qt::Key_Escape);
        const std::vector<std::string> wanted{id};
        for (std::size_t i = 0; i <= window_.document().design().nodes.size(); ++i) {
            if (window_.scene().selectedNodes() == wanted) return true;
            press(Qt::Key_Tab);
        }
        return false;
    }
    bool link(const std::string& from, const std::string& to) {
        if (!walkTo(from)) return false;
        press(Qt::Key_L);
        const QString wanted = QStringLiteral("to %1:").arg(QString::fromStdString(to));
        for (std::size_t i = 0; i <= window_.document().design().nodes.size(); ++i) {
            if (window_.statusBar()->currentMessage().contains(wanted)) {
                press(Qt::Key_Return);
                return true;
            }
            press(Qt::Key_Right);
        }
        press(Qt::Key_Escape);
        return false;
    }
    /// Tabs on until a widget of this name has the keyboard.
    bool tabTo(const QString& name) {
        QStringList trail;
        for (int i = 0; i < 200; ++i) {
            if (holder()->accessibleName() == name) return true;
            trail << holder()->accessibleName();
            press(Qt::Key_Tab);
        }
        qWarning("on the way to %s: %s", qPrintable(name),
                 qPrintable(trail.mid(0, 40).join(QStringLiteral(" > "))));
        return false;
    }
    bool set(const std::string& node, const QString& setting, const QString& value) {
        if (!walkTo(node)) return false;
        press(Qt::Key_Return);
        if (!tabTo(setting)) return false;
        press(Qt::Key_A, Qt::ControlModifier);
        type(value);
        press(Qt::Key_Return);
        press(Qt::Key_Escape);
        return true;
    }
    /// Types a path into the dialog that the next key opens.
    void answer(const QString& path) {
        QTimer::singleShot(50, &window_, [this, path] {
            const QWidget* dialog = QApplication::activeModalWidget();
            const QWidget* focus = QApplication::focusWidget();
            if (dialog == nullptr || focus == nullptr || focus->window() != dialog)
                return answer(path);
            type(path);
            confirm();
        });
    }

  private:
    // The first Return may be for the list of files that the path so far could mean.
    void confirm() {
        if (QApplication::activeModalWidget() == nullptr) return;
        press(Qt::Key_Return);
        QTimer::singleShot(50, &window_, [this] { confirm(); });
    }
    QWidget* holder() const {
        QWidget* focus = QApplication::focusWidget();
        return focus != nullptr ? focus : &window_;
    }

    MainWindow& window_;
};

}  // namespace

class KeyboardTest : public QObject {
    Q_OBJECT
  private slots:
    void a_system_is_built_run_undone_and_saved_without_a_mouse() {
        Studio studio;
        MainWindow& window = studio.window;
        QVERIFY(isOpen(window));
        Typist typist(window);
        window.canvas().setFocus();
        const std::string empty = textOf(window);
        for (const char* kind : {"users", "load balancer", "server", "cache", "database"})
            typist.addFromPalette(QLatin1String(kind));
        const models::Design& design = window.document().design();
        QCOMPARE(design.nodes.size(), std::size_t{5});
        // None covers another.
        for (const models::Node& a : design.nodes) {
            for (const models::Node& b : design.nodes)
                QVERIFY(&a == &b || a.at != b.at);
        }
        QVERIFY(typist.link("users", "load-balancer"));
        QVERIFY(typist.link("load-balancer", "server"));
        QVERIFY(typist.link("server", "cache"));
        QVERIFY(typist.link("server", "database"));
        QCOMPARE(design.links.size(), std::size_t{4});
        QVERIFY(!typist.link("database", "server"));  // is not offered
        QVERIFY(typist.set("users", QStringLiteral("Rate"), QStringLiteral("2k/s")));
        QVERIFY(typist.set("server", QStringLiteral("Cores"), QStringLiteral("1")));
        const models::Kind& users = *models::kinds().find("users");
        const models::Value rate =
            models::findField(users.fields, "rate")->get(design.findNode("users")->settings.data());
        QCOMPARE(std::get<models::Rate>(rate).perSecond, 2000.0);
        // An endpoint, in the inspector of the design.
        typist.press(Qt::Key_Escape);
        typist.press(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(typist.tabTo(QStringLiteral("Add to Endpoints")));
        typist.press(Qt::Key_Space);
        QCOMPARE(design.endpoints.size(), std::size_t{1});
        QVERIFY(window.document().validation().valid);
        typist.press(Qt::Key_5, Qt::ControlModifier);
        QVERIFY(typist.tabTo(QStringLiteral("Speed")));
        typist.press(Qt::Key_End);
        typist.press(Qt::Key_F5);
        QVERIFY(window.controller().isPlaying());
        // One core of 2 ms a request and 2,000 of them a second.
        QTRY_VERIFY_WITH_TIMEOUT(window.scene().item("server")->look().isBottleneck, 30'000);
        typist.press(Qt::Key_F5, Qt::ShiftModifier);
        QVERIFY(!window.controller().isStarted());
        typist.press(Qt::Key_1, Qt::ControlModifier);
        const std::string full = textOf(window);
        for (int i = 0; window.document().undoStack().canUndo() && i < 100; ++i)
            typist.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(textOf(window), empty);
        for (int i = 0; window.document().undoStack().canRedo() && i < 100; ++i)
            typist.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(textOf(window), full);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("typed.json"));
        typist.answer(path);
        typist.press(Qt::Key_S, Qt::ControlModifier);
        QVERIFY(QFile::exists(path));
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(!window.document().isChanged());
        typist.press(Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(textOf(window), empty);
        typist.answer(path);
        typist.press(Qt::Key_O, Qt::ControlModifier);
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QCOMPARE(textOf(window), full);
    }

    void nodes_are_walked_nudged_copied_renamed_and_deleted_by_keys() {
        Studio studio;
        MainWindow& window = studio.window;
        QVERIFY(isOpen(window));
        QVERIFY(window.document().load(
            QStringLiteral(HEADROOM_SOURCE_DIR "/resources/examples/small-shop.json")));
        Typist typist(window);
        QVERIFY(typist.walkTo("app"));
        // What is selected is said to whoever cannot see it.
        QVERIFY(window.canvas().accessibleDescription().startsWith(QStringLiteral("app, Server")));
        typist.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(window.scene().selectedNodes(), std::vector<std::string>{"lb"});
        const double x = window.document().design().findNode("lb")->at[0];
        typist.press(Qt::Key_Right);
        typist.press(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(window.document().design().findNode("lb")->at[0], x + 220);
        typist.press(Qt::Key_D, Qt::ControlModifier);
        QVERIFY(window.document().design().findNode("lb2") != nullptr);
        typist.press(Qt::Key_Delete);
        QVERIFY(window.document().design().findNode("lb2") == nullptr);
        QVERIFY(typist.walkTo("lb"));
        typist.press(Qt::Key_F2);
        typist.type(QStringLiteral("edge"));
        typist.press(Qt::Key_Return);
        QVERIFY(window.document().design().findNode("edge") != nullptr);
        // A key that deletes on the canvas is for the text where a text is edited.
        typist.press(Qt::Key_Delete);
        QCOMPARE(window.document().design().nodes.size(), std::size_t{5});
    }

    void whoever_tabs_gets_through_the_window_and_is_caught_nowhere() {
        Studio studio;
        MainWindow& window = studio.window;
        QVERIFY(isOpen(window));
        QVERIFY(window.document().load(
            QStringLiteral(HEADROOM_SOURCE_DIR "/resources/examples/small-shop.json")));
        window.canvas().setFocus();
        Typist typist(window);
        bool hasLeft = false, isBack = false;
        QStringList trail;
        for (int i = 0; i < 400 && !isBack; ++i) {
            typist.press(Qt::Key_Tab);
            const bool isCanvas = QApplication::focusWidget() == &window.canvas();
            hasLeft = hasLeft || !isCanvas;
            isBack = hasLeft && isCanvas;
            trail << QString::fromLatin1(QApplication::focusWidget()->metaObject()->className()) +
                         QLatin1Char(' ') + QApplication::focusWidget()->accessibleName();
        }
        QVERIFY(hasLeft);
        QVERIFY2(isBack, qPrintable(trail.mid(trail.size() - 12).join(QStringLiteral(" > "))));
    }

    void the_outline_and_the_canvas_select_the_same() {
        Studio studio;
        MainWindow& window = studio.window;
        QVERIFY(isOpen(window));
        QVERIFY(window.document().load(
            QStringLiteral(HEADROOM_SOURCE_DIR "/resources/examples/two-regions.json")));
        OutlinePanel& outline = window.outline();
        const std::string id = window.document().design().nodes[1].id;
        window.scene().select({id});
        QCOMPARE(outline.currentIndex(), outline.outline().indexOfNode(id));
        QVERIFY(outline.selectionModel()->isSelected(outline.currentIndex()));
        Typist typist(window);
        typist.press(Qt::Key_2, Qt::ControlModifier);
        typist.press(Qt::Key_Home);
        // The first row is a region: all that stands in it is selected.
        QCOMPARE(outline.currentIndex().data(OutlineModel::RowRole).toInt(),
                 static_cast<int>(OutlineModel::Row::Place));
        QVERIFY(window.scene().selectedNodes().size() > 1);
        const models::Link& link = window.document().design().links.front();
        outline.setCurrentIndex(outline.outline().indexOfLink(link.from, link.to));
        QCOMPARE(window.scene().selectedLinks().size(), std::size_t{1});
        QCOMPARE(window.scene().selectedLinks().front().to, link.to);
        const std::size_t links = window.document().design().links.size();
        typist.press(Qt::Key_Delete);
        QCOMPARE(window.document().design().links.size(), links - 1);
    }

    void everything_that_takes_the_keyboard_has_a_name() {
        Studio studio;
        MainWindow& window = studio.window;
        QVERIFY(isOpen(window));
        QVERIFY(window.document().load(
            QStringLiteral(HEADROOM_SOURCE_DIR "/resources/examples/two-regions.json")));
        const auto nameless = [&] {
            QStringList found;
            for (const QWidget* widget : window.findChildren<QWidget*>()) {
                const auto* button = qobject_cast<const QAbstractButton*>(widget);
                const bool isAsked = qobject_cast<const QLineEdit*>(widget) != nullptr ||
                                     qobject_cast<const QComboBox*>(widget) != nullptr ||
                                     qobject_cast<const QSlider*>(widget) != nullptr ||
                                     qobject_cast<const QAbstractItemView*>(widget) != nullptr ||
                                     button != nullptr;
                if (!isAsked || widget->focusPolicy() == Qt::NoFocus) continue;
                if (!widget->accessibleName().isEmpty()) continue;
                if (button != nullptr && !button->text().isEmpty()) continue;
                if (widget->objectName().startsWith(QStringLiteral("qt_"))) continue;
                if (widget->inherits("QComboBoxListView")) continue;  // speaks for its box
                found << QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') +
                             widget->objectName();
            }
            return found.join(QStringLiteral("; "));
        };
        QCOMPARE(nameless(), QString());
        window.scene().select({window.document().design().nodes[0].id});
        QCOMPARE(nameless(), QString());
    }
};

HEADROOM_TEST(KeyboardTest);
#include "keyboard_test.moc"
