// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include "app/studio/canvas/design_scene.h"
#include "app/studio/panels/field_editor.h"
#include "app/studio/panels/inspector_panel.h"
#include "app/studio/panels/measured_helper.h"
#include "app/studio/panels/profile_curve.h"
#include "app/studio/panels/records_editor.h"
#include "app/studio/panels/words.h"
#include "app/studio/shell/main_window.h"
#include "models/format/design_writer.h"
#include "models/kinds.h"
#include "tests/studio/random_edits.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::app;

namespace {

/// A document with an inspector of some of it.
struct Desk {
    Document document;
    InspectorPanel inspector{document};

    explicit Desk(std::vector<std::string> nodes, const char* file = "small-shop.json") {
        document.load(exampleFile(file));
        inspector.inspect(std::move(nodes));
        inspector.resize(360, 900);
        inspector.show();
    }
    const models::Design& design() const { return document.design(); }
    FieldEditor* editor(std::string_view key) const {
        for (FieldEditor* each : inspector.findChildren<FieldEditor*>()) {
            if (each->field().key == key) return each;
        }
        return nullptr;
    }
    models::Value value(const char* node, const char* key) const {
        const models::Node& of = *design().findNode(node);
        return models::findField(of.kind->fields, key)->get(of.settings.data());
    }
    bool press(const QString& name) const {
        for (auto* button : inspector.findChildren<QAbstractButton*>()) {
            if (button->accessibleName() != name || !button->isEnabled()) continue;
            button->click();
            return true;
        }
        return false;
    }
    static void type(QLineEdit* line, const char* text) {
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, QLatin1String(text));
        QTest::keyClick(line, Qt::Key_Return);
    }
};

/// The editor of a field within the row that is chosen in a table.
FieldEditor* within(const RecordsEditor& records, std::string_view key) {
    for (FieldEditor* each : records.findChildren<FieldEditor*>()) {
        if (each->field().key == key && !each->isHidden()) return each;
    }
    return nullptr;
}

}  // namespace

class InspectorTest : public QObject {
    Q_OBJECT
  private slots:
    void endpoints_are_added_typed_moved_and_removed_in_their_table() {
        Desk desk({});
        const std::string before = models::writeDesign(desk.design());
        const std::size_t there = desk.design().endpoints.size();
        QVERIFY(desk.press(QStringLiteral("Add to Endpoints")));
        QCOMPARE(desk.design().endpoints.size(), there + 1);
        RecordsEditor& table = *desk.inspector.endpoints();
        const int last = static_cast<int>(there);
        QCOMPARE(table.table().currentIndex().row(), last);
        // In a cell, and in the form of the row below.
        QVERIFY(table.model().setData(table.model().index(last, 0), QStringLiteral("GET /cart"),
                                      Qt::EditRole));
        QCOMPARE(desk.design().endpoints.back().name, std::string("GET /cart"));
        Desk::type(within(table, "cpu")->findChild<QLineEdit*>(), "exponential 4ms");
        QCOMPARE(desk.design().endpoints.back().cpu.first, engine::Duration::milliseconds(4));
        QVERIFY(!table.model().setData(table.model().index(last, 1), QStringLiteral("much"),
                                       Qt::EditRole));
        QVERIFY(desk.press(QStringLiteral("Move up in Endpoints")));
        QCOMPARE(desk.design().endpoints[there - 1].name, std::string("GET /cart"));
        QVERIFY(desk.press(QStringLiteral("Remove from Endpoints")));
        QCOMPARE(desk.design().endpoints.size(), there);
        while (desk.document.undoStack().canUndo())
            desk.document.undoStack().undo();
        QCOMPARE(models::writeDesign(desk.design()), before);
        QCOMPARE(table.model().rowCount(), static_cast<int>(there));
    }

    void rows_in_rows_are_edited_as_well() {
        Desk desk({});
        RecordsEditor& endpoints = *desk.inspector.endpoints();
        endpoints.table().setCurrentIndex(endpoints.model().index(0, 0));
        FieldEditor* calls = within(endpoints, "calls");
        QVERIFY(calls != nullptr);
        auto* rows = calls->findChild<RecordsEditor*>();
        QVERIFY(rows != nullptr);
        rows->add();
        QCOMPARE(desk.design().endpoints[0].calls.size(), std::size_t{1});
        Desk::type(within(*rows, "to")->findChild<QLineEdit*>(), "app");
        Desk::type(within(*rows, "times")->findChild<QLineEdit*>(), "3");
        QCOMPARE(desk.design().endpoints[0].calls[0].to, std::string("app"));
        QCOMPARE(desk.design().endpoints[0].calls[0].times, std::int64_t{3});
    }

    void journeys_and_groups_of_clients_have_tables() {
        Desk desk({"users"});
        int tables = 0;
        for (const models::Field& field : desk.design().findNode("users")->kind->fields) {
            if (field.quantity != models::Quantity::Records) continue;
            ++tables;
            FieldEditor* editor = desk.editor(field.key);
            QVERIFY(editor != nullptr);
            auto* rows = editor->findChild<RecordsEditor*>();
            QVERIFY(rows != nullptr);
            rows->add();
            const models::Value value = desk.value("users", field.key);
            QCOMPARE(std::get<models::Records>(value).rows.size(), std::size_t{1});
        }
        QVERIFY(tables >= 2);
    }

    void objectives_are_rows_too() {
        Desk desk({});
        const std::size_t there = desk.design().objectives.size();
        QVERIFY(desk.press(QStringLiteral("Add to Objectives")));
        QCOMPARE(desk.design().objectives.size(), there + 1);
        QVERIFY(desk.document.validation().valid);
    }

    void several_of_one_kind_are_set_at_once_in_one_step() {
        Desk desk({"app"});
        desk.document.push(
            QStringLiteral("two"),
            {InsertNode{0,
                        {.id = "app2",
                         .kind = desk.design().findNode("app")->kind,
                         .settings = desk.design().findNode("app")->kind->defaults()}}});
        desk.inspector.inspect({"app", "app2"});
        auto* line = desk.editor("cores")->findChild<QLineEdit*>();
        QVERIFY(line->text().isEmpty());  // they differ
        QVERIFY(!line->placeholderText().isEmpty());
        const int steps = desk.document.undoStack().count();
        Desk::type(line, "7");
        QCOMPARE(std::get<std::int64_t>(desk.value("app", "cores")), std::int64_t{7});
        QCOMPARE(std::get<std::int64_t>(desk.value("app2", "cores")), std::int64_t{7});
        QCOMPARE(desk.document.undoStack().count(), steps + 1);
    }

    void a_value_goes_back_to_its_default_by_a_button_that_is_there_only_then() {
        Desk desk({"app"});
        FieldEditor* cores = desk.editor("cores");
        Desk::type(cores->findChild<QLineEdit*>(), "13");
        QVERIFY(desk.press(QStringLiteral("Reset Cores")));
        const models::Value value = desk.value("app", "cores");
        QVERIFY(value == cores->field().defaultValue);
        QVERIFY(cores->findChild<QToolButton*>()->isHidden());
    }

    void a_demand_is_worked_out_from_what_was_measured() {
        Desk desk({});
        RecordsEditor& endpoints = *desk.inspector.endpoints();
        endpoints.table().setCurrentIndex(endpoints.model().index(0, 0));
        auto* helper = within(endpoints, "cpu")->findChild<MeasuredHelper*>();
        QVERIFY(helper != nullptr);
        const auto lines = helper->findChildren<QLineEdit*>();
        QCOMPARE(lines.size(), 3);
        const char* const texts[] = {"4", "35 %", "800/s"};
        for (int i = 0; i < 3; ++i)
            lines[i]->setText(QLatin1String(texts[i]));
        helper->findChild<QPushButton*>()->click();
        // 4 cores, 35 % busy, 800 a second: 1.75 ms of a core each.
        const models::DistributionSpec& cpu = desk.design().endpoints[0].cpu;
        QCOMPARE(cpu.first, engine::Duration::microseconds(1750));
        QVERIFY(cpu.origin != nullptr);
        const std::string before = models::writeDesign(desk.design());
        auto* again = within(endpoints, "cpu")->findChild<MeasuredHelper*>();
        again->findChildren<QLineEdit*>()[1]->setText(QStringLiteral("very"));
        again->findChild<QPushButton*>()->click();
        QCOMPARE(models::writeDesign(desk.design()), before);
    }

    void a_profile_is_a_curve_whose_levels_are_dragged() {
        Desk desk({"users"});
        FieldEditor* editor = desk.editor("profile");
        auto* curve = editor->findChild<ProfileCurve*>();
        QVERIFY(curve != nullptr);
        QVERIFY(curve->isHidden());  // a constant load is no curve
        Desk::type(editor->findChild<QLineEdit*>(), "ramp 10 % to 200 % over 5 min");
        QVERIFY(!curve->isHidden());
        const auto dots = curve->dots();
        QCOMPARE(dots.size(), std::size_t{2});
        QVERIFY(dots[0].y() > dots[1].y());
        const int steps = desk.document.undoStack().count();
        QTest::mousePress(curve, Qt::LeftButton, {}, dots[1].toPoint());
        QTest::mouseMove(curve, (dots[1] + QPointF(0, 30)).toPoint());
        QTest::mouseRelease(curve, Qt::LeftButton, {}, (dots[1] + QPointF(0, 30)).toPoint());
        QCOMPARE(desk.document.undoStack().count(), steps + 1);
        const models::Value value = desk.value("users", "profile");
        const auto& profile = std::get<models::Profile>(value);
        QCOMPARE(profile.steps[0].level, 0.1);
        QVERIFY(profile.steps[1].level < 2 && profile.steps[1].level > 0.5);
        QCOMPARE(profile.steps[0].length, engine::Duration::seconds(300));
    }

    void links_are_groups_and_what_a_node_does_is_said_in_words() {
        Desk desk({"app"});
        QStringList titles;
        QString words;
        for (const QLabel* label : desk.inspector.findChildren<QLabel*>()) {
            titles << label->text();
            if (label->text().contains(QStringLiteral("What it does"))) words = label->text();
        }
        QVERIFY(titles.contains(QStringLiteral("Link to redis")));
        QVERIFY(titles.contains(QStringLiteral("Link to db")));
        QVERIFY(words.contains(QStringLiteral("Looks into redis first.")));
        QVERIFY(words.contains(QStringLiteral("Asks db for data")));
        desk.document.push(QStringLiteral("pool"),
                           {SetLinkValue{"app", "db", "pool.size", std::int64_t{20}}});
        QVERIFY(whatItDoes(desk.design(), *desk.design().findNode("app"))
                    .contains(QStringLiteral("through a pool of 20")));
    }

    void range_default_and_source_are_said_of_a_setting() {
        const models::Kind& users = *models::kinds().find("users");
        const models::Field& think = *models::findField(users.fields, "think");
        QVERIFY(tipOf(think).contains(QStringLiteral("TPC-W")));
        const models::Field& scale = *models::findField(users.fields, "scale");
        QVERIFY(tipOf(scale).contains(rangeText(scale)));
        QVERIFY(rangeText(scale).startsWith(QStringLiteral("0 to ")));
    }

    void a_place_is_chosen_from_a_list_and_its_new_id_is_followed() {
        Desk desk({}, "two-regions.json");
        const std::string place = desk.design().groups[0].id;
        std::string member;
        for (const models::Node& node : desk.design().nodes) {
            if (node.group == place) member = node.id;
        }
        QVERIFY(!member.empty());
        FieldEditor* groups = nullptr;
        for (FieldEditor* each : desk.inspector.findChildren<FieldEditor*>()) {
            if (each->field().rowFields == models::groupFields) groups = each;
        }
        QVERIFY(groups != nullptr);
        auto* rows = groups->findChild<RecordsEditor*>();
        QVERIFY(
            rows->model().setData(rows->model().index(0, 0), QStringLiteral("moon"), Qt::EditRole));
        QCOMPARE(desk.design().groups[0].id, std::string("moon"));
        QCOMPARE(desk.design().findNode(member)->group, std::string("moon"));
        desk.document.undoStack().undo();
        QCOMPARE(desk.design().findNode(member)->group, place);
        desk.inspector.inspect({member});
        QComboBox* list = nullptr;
        for (QComboBox* each : desk.inspector.findChildren<QComboBox*>()) {
            if (each->accessibleName() == QStringLiteral("Place")) list = each;
        }
        QVERIFY(list != nullptr);
        QCOMPARE(list->currentData().toString().toStdString(), place);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Home);
        QCOMPARE(desk.design().findNode(member)->group, std::string());
    }
};

HEADROOM_TEST(InspectorTest);
#include "inspector_test.moc"
