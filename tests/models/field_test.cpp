// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/field.h"

#include <QTest>
#include <set>

#include "models/components/server/settings.h"
#include "models/components/users/settings.h"
#include "models/describe/kind.h"
#include "models/describe/nearest.h"
#include "models/describe/section.h"
#include "models/kinds.h"
#include "models/topology/design.h"
#include "models/workload/endpoint.h"
#include "tests/models/texts_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using headroom::tests::codeOf;
using headroom::tests::kNoText;
using namespace headroom::engine::literals;

namespace {

enum class Colour { Red, Green };

struct Sample {
    std::int64_t count = 3;
    bool flag = false;
    double number = 1.5;
    Colour colour = Colour::Green;
    std::optional<Rate> rate;
    headroom::engine::Duration time = 5_ms;
    Cacheable cacheable;
    Fraction part;
};

FieldList sampleFields() {
    return {
        field<&Sample::count>("count", kNoText, kNoText).range(1, 10),
        field<&Sample::flag>("flag", kNoText, kNoText),
        field<&Sample::number>("number", kNoText, kNoText),
        field<&Sample::colour>("colour", kNoText, kNoText)
            .choices({{"red", kNoText, kNoText}, {"green", kNoText, kNoText}}),
        field<&Sample::rate>("rate", kNoText, kNoText),
        field<&Sample::time>("time", kNoText, kNoText).range(1'000'000, 1e9),
        field<&Sample::cacheable>("cacheable", kNoText, kNoText),
        field<&Sample::part>("part", kNoText, kNoText),
    };
}

std::vector<const FieldList*> allLists() {
    std::vector<const FieldList*> lists = {&endpointFields(), &linkFields(), &designFields()};
    for (const Kind* kind : kinds())
        lists.push_back(&kind->fields);
    return lists;
}

}  // namespace

class FieldTest : public QObject {
    Q_OBJECT
  private slots:
    void a_field_knows_type_default_and_member_from_the_pointer() {
        const auto fields = sampleFields();
        const Field& count = *findField(fields, "count");
        QCOMPARE(count.quantity, Quantity::Count);
        QVERIFY(count.defaultValue == Value(std::int64_t{3}));
        const Field& rate = *findField(fields, "rate");
        QCOMPARE(rate.quantity, Quantity::Rate);
        QVERIFY(rate.optional);
        QVERIFY(rate.defaultValue == Value());
        QCOMPARE(findField(fields, "colour")->quantity, Quantity::Choice);
        QVERIFY(findField(fields, "nothing") == nullptr);

        Sample sample;
        count.set(&sample, std::int64_t{7});
        rate.set(&sample, Rate{5});
        findField(fields, "colour")->set(&sample, Choice{0});
        QCOMPARE(sample.count, std::int64_t{7});
        QCOMPARE(sample.rate->perSecond, 5.0);
        QVERIFY(sample.colour == Colour::Red);
        rate.set(&sample, Value());
        QVERIFY(!sample.rate);
    }
    void values_are_read_from_scalars_by_their_type() {
        const auto fields = sampleFields();
        const auto read = [&](const char* key, Scalar scalar) {
            return valueFromScalar(*findField(fields, key), scalar);
        };
        QVERIFY(*read("count", std::int64_t{4}) == Value(std::int64_t{4}));
        QVERIFY(*read("count", 4.0) == Value(std::int64_t{4}));
        QVERIFY(*read("count", std::string("4")) == Value(std::int64_t{4}));
        QVERIFY(*read("number", std::int64_t{2}) == Value(2.0));
        QVERIFY(*read("colour", std::string("red")) == Value(Choice{0}));
        QVERIFY(*read("cacheable", true) == Value(Cacheable{true}));
        QCOMPARE(codeOf(read("flag", std::string("true"))), std::string("setting.wrong-type"));
        QCOMPARE(codeOf(read("flag", std::int64_t{1})), std::string("setting.wrong-type"));
        QCOMPARE(codeOf(read("time", 5.0)), std::string("unit.missing"));
        QCOMPARE(codeOf(read("colour", std::string("blue"))),
                 std::string("setting.unknown-choice"));
        QCOMPARE(codeOf(read("count", 4.5)), std::string("unit.not-whole"));
        QCOMPARE(codeOf(read("count", 1e300)), std::string("setting.too-large"));
        QVERIFY(*read("part", 0.25) == Value(Fraction{0.25}));
        QCOMPARE(codeOf(read("part", 1.5)), std::string("setting.out-of-range"));
        QCOMPARE(codeOf(read("part", std::string("150 %"))), std::string("unit.too-large"));
    }
    void ranges_are_inclusive_and_named_in_the_field_s_own_unit() {
        const auto fields = sampleFields();
        const Field& time = *findField(fields, "time");
        QVERIFY(valueFromText(time, "1 ms"));
        QVERIFY(valueFromText(time, "1 s"));
        const auto small = valueFromText(time, "999 us");
        QCOMPARE(codeOf(small), std::string("setting.too-small"));
        QCOMPARE(fill(small.error().remedy, small.error().arguments),
                 std::string("Write 1 ms or more."));
        QCOMPARE(small.error().place.setting, std::string("time"));
        QCOMPARE(codeOf(valueFromText(time, "1.1 s")), std::string("setting.too-large"));
        QVERIFY(checkRange(*findField(fields, "count"), std::int64_t{11}).has_value());
        QVERIFY(!checkRange(*findField(fields, "count"), std::int64_t{10}));
    }
    void a_mistyped_choice_is_answered_with_the_nearest() {
        const auto fields = sampleFields();
        const auto wrong = valueFromText(*findField(fields, "colour"), "gren");
        QCOMPARE(fill(wrong.error().remedy, wrong.error().arguments),
                 std::string("Did you mean \"green\"? The choices are red, green."));
    }
    void every_metric_says_what_it_is() {
        for (const Kind* kind : kinds()) {
            std::set<std::string> keys;
            for (const Metric& metric : kind->metrics) {
                QVERIFY2(keys.insert(metric.key).second, metric.key);
                QVERIFY2(!metric.title.empty() && !metric.help.empty(), metric.key);
                const std::string help = metric.help.english;
                QVERIFY2(help.ends_with('.'), metric.key);
                // Events are counted; levels and parts of a whole are not.
                const bool isCount = metric.unit == Quantity::Count;
                QVERIFY2(isCount == (metric.summary == Summary::Count), metric.key);
            }
        }
        QCOMPARE(std::string(resourceName(Resource::Limiter)), std::string("limiter"));
        QCOMPARE(std::string(summaryName(Summary::Maximum)), std::string("maximum"));
    }
    void every_default_of_every_kind_survives_text_and_scalar() {
        for (const FieldList* list : allLists()) {
            for (const Field& field : *list) {
                if (field.optional || field.quantity == Quantity::Text ||
                    field.quantity == Quantity::Records) {
                    continue;
                }
                const auto fromText = valueFromText(field, toText(field, field.defaultValue));
                QVERIFY2(fromText && *fromText == field.defaultValue, field.key);
                const auto fromScalar = valueFromScalar(field, toScalar(field, field.defaultValue));
                QVERIFY2(fromScalar && *fromScalar == field.defaultValue, field.key);
            }
        }
    }
    void every_field_is_described_in_full() {
        for (const FieldList* list : allLists()) {
            std::set<std::string> keys;
            for (const Field& field : *list) {
                QVERIFY2(keys.insert(field.key).second, field.key);
                QVERIFY2(std::string(field.key).find_first_not_of(
                             "abcdefghijklmnopqrstuvwxyz0123456789-.") == std::string::npos,
                         field.key);
                QVERIFY2(!field.title.empty() && !field.help.empty(), field.key);
                QVERIFY2(std::string(field.help.english).ends_with("."), field.key);
                QVERIFY2((field.quantity == Quantity::Choice) == !field.choices.empty(), field.key);
                const bool isAmount =
                    field.quantity == Quantity::Count || field.quantity == Quantity::Number ||
                    field.quantity == Quantity::Rate || field.quantity == Quantity::Bytes ||
                    field.quantity == Quantity::Duration;
                QVERIFY2(!isAmount || (field.minimum && field.maximum), field.key);
                QVERIFY2(!checkRange(field, field.defaultValue), field.key);
            }
        }
    }
    void every_kind_is_complete_and_found_by_its_key() {
        std::set<std::string> keys;
        for (const Kind* kind : kinds()) {
            QVERIFY(kinds().find(kind->key) == kind);
            QVERIFY(keys.insert(kind->key).second);
            QVERIFY(!kind->title.empty() && !kind->help.empty());
            QVERIFY(kind->roles != Roles{});
            QVERIFY(!kind->metrics.empty());
            const Settings settings = kind->defaults();
            for (const Field& field : kind->fields) {
                QVERIFY2(field.get(settings.data()) == field.defaultValue, field.key);
            }
            QVERIFY(kind->footprint(settings, 1e6).instances >= 1);
        }
        QVERIFY(kinds().find("server") == &serverKind());
        QVERIFY(kinds().find("Server") == nullptr);
    }
    void settings_are_values_that_share_until_one_side_writes() {
        Settings a = Settings::of(ServerSettings{});
        Settings b = a;
        QVERIFY(a.data() == b.data());
        b.edit<ServerSettings>().cores = 9;
        QCOMPARE(a.as<ServerSettings>().cores, std::int64_t{4});
        QCOMPARE(b.as<ServerSettings>().cores, std::int64_t{9});
        const void* own = b.data();
        b.edit<ServerSettings>().cores = 10;
        QVERIFY(b.data() == own);
        QVERIFY(!a.is<UsersSettings>());
    }
    void the_nearest_word_is_found_if_it_is_near_enough() {
        const std::vector<std::string> words = {"cores", "workers", "queue", "instances"};
        QCOMPARE(nearestWord("core", words), std::string("cores"));
        QCOMPARE(nearestWord("wrokers", words), std::string("workers"));
        QCOMPARE(nearestWord("QUEUE", words), std::string("queue"));
        QCOMPARE(nearestWord("instance", words), std::string("instances"));
        QCOMPARE(nearestWord("banana", words), std::string());
        QCOMPARE(nearestWord("", words), std::string());
        QCOMPARE(nearestWord("x", std::vector<std::string>{"y"}), std::string());
        QCOMPARE(nearestWord(std::string(100'000, 'c'), words), std::string());
    }
    void settings_that_share_a_step_have_a_section_with_a_title() {
        QVERIFY(sectionOf("cores").empty());
        int seen = 0;
        const auto look = [&](const FieldList& fields) {
            for (const Field& field : fields) {
                if (std::string_view(field.key).find('.') == std::string_view::npos) continue;
                QVERIFY2(!sectionOf(field.key).empty(), field.key);
                ++seen;
            }
        };
        for (const Kind* kind : kinds())
            look(kind->fields);
        look(endpointFields());
        look(linkFields());
        look(designFields());
        QVERIFY(seen > 20);
    }
    void a_diagnostic_prints_place_text_remedy_and_code() {
        Diagnostic diagnostic;
        diagnostic.code = "some.code";
        diagnostic.text = HEADROOM_TEXT("test", "%1 before %2, not %3.");
        diagnostic.remedy = HEADROOM_TEXT("test", "Write %2.");
        diagnostic.arguments = {"a", "b"};
        QCOMPARE(toText(diagnostic),
                 std::string("error: a before b, not %3. Write b. [some.code]"));
        diagnostic.place = {"f.json", 3, 7, "/nodes/0", "app", "cores"};
        diagnostic.severity = Severity::Warning;
        QCOMPARE(toText(diagnostic),
                 std::string("f.json:3:7: warning: app.cores: a before b, not %3. Write b. "
                             "[some.code] (/nodes/0)"));
    }
    void what_a_file_says_cannot_drive_the_terminal_or_flood_it() {
        Diagnostic diagnostic;
        diagnostic.code = "c";
        diagnostic.text = HEADROOM_TEXT("test", "%1");
        diagnostic.arguments = {"\x1b[2J\n" + std::string(1000, 'x') + "%1"};
        const std::string text = toText(diagnostic);
        QVERIFY(text.size() < 200);
        QVERIFY(text.find('\x1b') == std::string::npos && text.find('\n') == std::string::npos);
        diagnostic.arguments = {std::string(119, 'x') + "\xC3\xA9 and more"};
        QVERIFY(QString::fromUtf8(toText(diagnostic).c_str()).indexOf(QChar(0xFFFD)) < 0);
    }
};

HEADROOM_TEST(FieldTest);
#include "field_test.moc"
