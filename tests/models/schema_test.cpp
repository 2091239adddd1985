// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QTest>
#include <fstream>
#include <map>
#include <random>
#include <regex>
#include <set>
#include <sstream>

#include "models/describe/units.h"
#include "models/format/design_reader.h"
#include "models/format/design_schema.h"
#include "models/kinds.h"
#include "tests/models/schema_check.h"
#include "tests/models/texts_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using headroom::tests::contentsOf;
using headroom::tests::SchemaCheck;

namespace {

const QString kSource = HEADROOM_SOURCE_DIR;

std::optional<JsonValue> jsonOf(const QString& path) {
    Diagnostics ignored;
    return readJson(contentsOf(path.toStdString()), path.toStdString(), ignored);
}

const JsonValue& schema() {
    static const JsonValue value = designSchema(kinds());
    return value;
}

/// What a schema can see as well: types, keys, choices, the look of units.
bool isMatterOfForm(const std::string& code) {
    static const std::set<std::string> codes = {
        "setting.wrong-type",   "setting.unknown-choice", "design.unknown-key",
        "design.missing-key",   "design.unknown-kind",    "design.no-version",
        "design.wrong-version", "unit.missing",           "unit.unknown",
        "unit.wrong-kind",      "unit.negative",          "unit.empty",
        "unit.not-a-number",    "design.not-an-object"};
    return codes.contains(code);
}

template <class Parsed>
bool isGood(const Parsed& parsed) {
    return parsed.hasValue();
}

bool accepts(Quantity quantity, const std::string& text) {
    switch (quantity) {
        case Quantity::Count:
            return isGood(parseCount(text));
        case Quantity::Number:
            return isGood(parseNumber(text));
        case Quantity::Duration:
            return isGood(parseDuration(text));
        case Quantity::Rate:
            return isGood(parseRate(text));
        case Quantity::Bytes:
            return isGood(parseBytes(text));
        case Quantity::Bandwidth:
            return isGood(parseBandwidth(text));
        case Quantity::Fraction:
            return isGood(parseFraction(text));
        case Quantity::Distribution:
            return isGood(parseDistribution(text));
        case Quantity::Popularity:
            return isGood(parsePopularity(text));
        case Quantity::Cacheable:
            return isGood(parseCacheable(text));
        case Quantity::Profile:
            return isGood(parseProfile(text));
        case Quantity::Objective:
            return isGood(parseObjective(text));
        default:
            return false;
    }
}

constexpr Quantity kPatterned[] = {
    Quantity::Count,      Quantity::Number,    Quantity::Duration,  Quantity::Rate,
    Quantity::Bytes,      Quantity::Bandwidth, Quantity::Fraction,  Quantity::Distribution,
    Quantity::Popularity, Quantity::Cacheable, Quantity::Objective, Quantity::Profile,
};

/// Pieces that quantities are made of, so that many of the texts put together are good ones.
std::string anyText(std::mt19937_64& bits) {
    static const std::vector<std::string> pieces = {
        "1",
        "25",
        "0.5",
        ".5",
        "1e3",
        "2E-2",
        " ",
        "  ",
        "ms",
        "s",
        "us",
        "h",
        "m",
        "min",
        "d",
        "ns",
        "sec",
        "/s",
        "k/s",
        "M/h",
        "/min",
        "rps",
        "B",
        "kB",
        "GiB",
        "TB",
        "%",
        "k",
        "M",
        "bit/s",
        "Gbps",
        "MB/s",
        "<",
        ">",
        "p99",
        "mean",
        "errors",
        "throughput",
        "uniform",
        "zipf",
        "true",
        "off",
        "exponential",
        "constant",
        "lognormal",
        "cv",
        "p50",
        "erlang",
        "hyperexponential",
        "scv",
        "gamma",
        "pareto",
        "alpha",
        "from",
        "to",
        "weibull",
        "shape",
        "4 cores 35 % busy at 800/s",
        "ramp 1/s to 9/s over 1 s",
        "steps 5 % for",
        "spike to 9 % at 1 s",
        "for",
        "diurnal",
        "csv",
        ",",
        "\xC2\xB5s",
        "\t",
        "-",
        ".",
        "x",
    };
    std::string text;
    // An objective is too long to come about by chance often.
    if (bits() % 8 == 0) text = bits() % 2 == 0 ? "mean <" : "p99 < ";
    for (auto count = bits() % 9; count > 0; --count) {
        text += pieces[bits() % pieces.size()];
        if (bits() % 2 == 0) text += ' ';
    }
    return text;
}

const JsonValue* valueAt(const JsonValue& root, std::string_view pointer) {
    const JsonValue* value = &root;
    while (value != nullptr && !pointer.empty()) {
        const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
        const std::string key(pointer.substr(1, end - 1));
        if (value->type == JsonValue::Type::Array) {
            const std::size_t i = std::stoul(key);
            value = i < value->items.size() ? &value->items[i] : nullptr;
        } else {
            value = value->find(key);
        }
        pointer.remove_prefix(end);
    }
    return value;
}

/// "from 4 cores 35 % busy at 800/s", whatever follows the first word.
bool isMeasurement(const JsonValue& root, std::string_view pointer) {
    const JsonValue* value = valueAt(root, pointer);
    return value != nullptr && value->string.starts_with("from ");
}

}  // namespace

class SchemaTest : public QObject {
    Q_OBJECT
  private slots:
    void the_example_designs_are_accepted() {
        const QDir folder(kSource + "/resources/examples");
        const auto names = folder.entryList({"*.json"}, QDir::Files);
        QVERIFY(!names.empty());
        SchemaCheck check(schema());
        for (const QString& name : names) {
            const std::string refused = check.refusal(*jsonOf(folder.filePath(name)));
            QVERIFY2(refused.empty(), (name.toStdString() + refused).c_str());
        }
    }
    void a_design_is_refused_for_its_form_and_for_nothing_else() {
        const QDir folder(kSource + "/tests/golden/broken");
        SchemaCheck check(schema());
        int refusedForms = 0;
        int accepted = 0;
        for (const QString& name : folder.entryList({"*.json"}, QDir::Files)) {
            const auto json = jsonOf(folder.filePath(name));
            if (!json) continue;
            const auto loading = loadDesign(folder.filePath(name).toStdString(), kinds());
            bool formIsBad = false;
            bool onlyOther = true;
            for (const auto& diagnostic : loading.diagnostics.list()) {
                const std::string code = diagnostic.code;
                const std::string& pointer = diagnostic.place.pointer;
                // The value of a scenario entry and what a measurement says are texts to a schema.
                const bool hidden = pointer.ends_with("/to") || pointer.ends_with("/from") ||
                                    pointer.ends_with("/shape") || isMeasurement(*json, pointer);
                formIsBad |= isMatterOfForm(code) && !hidden;
                onlyOther &= code.starts_with("wiring.") || code.starts_with("scenario.") ||
                             code.starts_with("measured.csv") || code == "design.cycle" ||
                             code == "design.unreachable" || code == "design.unknown-node" ||
                             code == "design.unknown-group" || code == "json.byte-order-mark";
            }
            const std::string refused = check.refusal(*json);
            if (formIsBad) {
                QVERIFY2(!refused.empty(), qPrintable(name));
                ++refusedForms;
            } else if (onlyOther) {
                QVERIFY2(refused.empty(), (name.toStdString() + refused).c_str());
                ++accepted;
            }
        }
        QVERIFY2(refusedForms >= 40 && accepted >= 20,
                 qPrintable(QString("%1 %2").arg(refusedForms).arg(accepted)));
    }
    void what_a_parser_accepts_matches_its_pattern() {
        std::map<Quantity, std::regex> patterns;
        for (const Quantity quantity : kPatterned)
            patterns.emplace(quantity, patternOf(quantity));
        std::mt19937_64 bits(1);
        std::map<Quantity, int> good;
        for (int i = 0; i < 40'000; ++i) {
            const std::string text = anyText(bits);
            for (const Quantity quantity : kPatterned) {
                if (!accepts(quantity, text)) continue;
                ++good[quantity];
                QVERIFY2(std::regex_match(text, patterns.at(quantity)),
                         (std::string(quantityName(quantity)) + ": " + text).c_str());
            }
        }
        for (const Quantity quantity : kPatterned)
            QVERIFY2(good[quantity] >= 5, quantityName(quantity));
    }
    void texts_of_other_quantities_do_not_match() {
        const auto matches = [](Quantity quantity, const char* text) {
            return std::regex_match(text, std::regex(patternOf(quantity)));
        };
        QVERIFY(!matches(Quantity::Duration, "5"));
        QVERIFY(!matches(Quantity::Duration, "5/s"));
        QVERIFY(!matches(Quantity::Duration, "-5 ms"));
        QVERIFY(!matches(Quantity::Rate, "5 ms"));
        QVERIFY(!matches(Quantity::Bytes, "5 Gbit/s"));
        QVERIFY(!matches(Quantity::Distribution, "exponential"));
        QVERIFY(!matches(Quantity::Distribution, "normal 2 ms"));
        QVERIFY(!matches(Quantity::Objective, "p99 > 200 ms"));
        QVERIFY(!matches(Quantity::Cacheable, "perhaps"));
    }
    void every_setting_of_every_kind_is_in_it_with_title_and_help() {
        for (const Kind* kind : kinds()) {
            const JsonValue* definition = schema().find("$defs")->find(kind->key);
            QVERIFY2(definition != nullptr, kind->key);
            for (const Field& field : kind->fields) {
                std::string pointer = std::string("/properties/") + field.key;
                // "burst.factor" is a property of the object "burst".
                if (const auto dot = pointer.find('.'); dot != std::string::npos) {
                    pointer.replace(dot, 1, "/properties/");
                }
                const JsonValue* property = valueAt(*definition, pointer);
                QVERIFY2(property != nullptr, field.key);
                QVERIFY2(!property->find("title")->string.empty(), field.key);
                QVERIFY2(!property->find("description")->string.empty(), field.key);
                const bool unset = field.optional || field.required;
                QVERIFY2(unset || property->find("default") != nullptr ||
                             field.quantity == Quantity::Text ||
                             field.quantity == Quantity::Records,
                         field.key);
            }
        }
    }
    void settings_belong_to_the_kind_beside_them() {
        const auto refused = [](const char* kind, const char* settings) {
            std::string text = std::string("{'headroom': 1, 'nodes': [{'id': 'a', 'kind': '") +
                               kind + "', 'settings': " + settings + "}]}";
            std::ranges::replace(text, '\'', '"');
            Diagnostics ignored;
            return SchemaCheck(schema()).refusal(*readJson(text, "t.json", ignored));
        };
        QCOMPARE(refused("server", "{'workers': 5}"), std::string());
        QVERIFY(!refused("database", "{'workers': 5}").empty());
        QVERIFY(!refused("server", "{'workers': 0}").empty());
        QVERIFY(!refused("server", "{'workers': 5.5}").empty());
        QVERIFY(!refused("sever", "{}").empty());
    }
};

HEADROOM_TEST(SchemaTest);
#include "schema_test.moc"
