// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/format/json_reader.h"

#include <QTest>
#include <limits>

#include "models/format/json_writer.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using Type = JsonValue::Type;

namespace {

std::optional<JsonValue> read(std::string_view text) {
    Diagnostics diagnostics;
    return readJson(text, "t.json", diagnostics);
}

std::string refusal(std::string_view text, const JsonLimits& limits = {}) {
    Diagnostics diagnostics;
    if (readJson(text, "t.json", diagnostics, limits)) return "";
    const auto& first = diagnostics.list().front();
    return std::string(first.code) + ' ' + std::to_string(first.place.line) + ':' +
           std::to_string(first.place.column);
}

}  // namespace

class JsonReaderTest : public QObject {
    Q_OBJECT
  private slots:
    void every_value_knows_its_line_and_column() {
        const auto root = read("{\n  \"a\": [1, -2.5, \"x\"],\n\t\"b\" :\ttrue , \"c\":null\n}\n");
        QVERIFY(root.has_value());
        QCOMPARE(root->line, 1u);
        const JsonValue& a = *root->find("a");
        QCOMPARE(a.line, 2u);
        QCOMPARE(a.column, 8u);
        QCOMPARE(a.items[0].column, 9u);
        QCOMPARE(a.items[1].column, 12u);
        QCOMPARE(a.items[2].column, 18u);
        QCOMPARE(root->members[1].line, 3u);
        QCOMPARE(root->members[1].column, 2u);
        QCOMPARE(root->find("b")->column, 8u);
        QCOMPARE(root->find("c")->column, 19u);
        QVERIFY(root->find("d") == nullptr);
    }
    void columns_count_characters_not_bytes() {
        const auto root = read("[\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\", 1]");
        // [ " and three characters of two, three and four bytes, " , blank.
        QCOMPARE(root->items[1].column, 9u);
    }
    void strings_with_quotes_brackets_and_escapes_do_not_confuse_the_places() {
        const std::string text = "[\"a\\\"],[{\\\\\", \"\\u00e9\", 7]";
        const auto root = read(text);
        QCOMPARE(root->items[0].string, std::string("a\"],[{\\"));
        QCOMPARE(root->items[1].string, std::string("\xC3\xA9"));
        QCOMPARE(root->items[2].column, std::uint32_t(text.find('7') + 1));
    }
    void numbers_keep_whether_they_were_whole() {
        const auto root = read("[5, 5.0, -7, 9223372036854775807, 9223372036854775808, 1e2, -0]");
        QCOMPARE(root->items[0].type, Type::Integer);
        QCOMPARE(root->items[1].type, Type::Number);
        QCOMPARE(root->items[2].integer, std::int64_t{-7});
        QCOMPARE(root->items[3].integer, std::numeric_limits<std::int64_t>::max());
        QCOMPARE(root->items[4].type, Type::Number);
        QCOMPARE(root->items[4].number, 9223372036854775808.0);
        QCOMPARE(root->items[5].number, 100.0);
        QCOMPARE(root->items[6].type, Type::Integer);
    }
    void problems_stand_where_they_are() {
        QCOMPARE(refusal("{\"a\": 1,\n \"a\": 2}"), std::string("json.duplicate-key 2:2"));
        QCOMPARE(refusal("[1,\n 2,\n]"), std::string("json.trailing-comma 3:1"));
        QCOMPARE(refusal("[1 2]"), std::string("json.syntax 1:4"));
        QCOMPARE(refusal("{\"a\" 1}"), std::string("json.syntax 1:6"));
        QCOMPARE(refusal("[1, , 2]"), std::string("json.syntax 1:7"));
        QCOMPARE(refusal("[\"a\" \"b\"]"), std::string("json.missing-comma 1:6"));
        QCOMPARE(refusal("[tru]"), std::string("json.syntax 1:2"));
        QCOMPARE(refusal("[1"), std::string("json.truncated 1:3"));
        QCOMPARE(refusal("[\n\"abc"), std::string("json.truncated 2:1"));
        QCOMPARE(refusal("[\"a\nb\"]"), std::string("json.string 1:2"));
        QCOMPARE(refusal("[\"\\ud800\"]"), std::string("json.string 1:2"));
        QCOMPARE(refusal("[-1e999]"), std::string("json.number-range 1:2"));
        QCOMPARE(refusal("[1] x"), std::string("json.extra 1:5"));
        QCOMPARE(refusal("]"), std::string("json.syntax 1:1"));
        QCOMPARE(refusal("[01]"), std::string("json.syntax 1:2"));
        QCOMPARE(refusal("[+1]"), std::string("json.syntax 1:2"));
        QCOMPARE(refusal("[.5]"), std::string("json.syntax 1:2"));
        QCOMPARE(refusal(std::string_view("[1]\0", 4)), std::string("json.not-utf8 1:4"));
    }
    void the_same_key_in_different_objects_is_no_duplicate() {
        QVERIFY(read("[{\"a\": 1}, {\"a\": {\"a\": 2}}]").has_value());
        QCOMPARE(refusal("{\"a\": {\"b\": 1, \"b\": 2}}"), std::string("json.duplicate-key 1:16"));
        QCOMPARE(refusal("{\"a\": 1, \"\\u0061\": 2}"), std::string("json.duplicate-key 1:10"));
    }
    void limits_are_inclusive() {
        JsonLimits limits;
        limits.depth = 3;
        QCOMPARE(refusal("[[[1]]]", limits), std::string());
        QCOMPARE(refusal("[[[[]]]]", limits), std::string("json.too-deep 1:4"));
        limits = {};
        limits.values = 4;
        QCOMPARE(refusal("[1, 2, 3]", limits), std::string());
        QCOMPARE(refusal("[1, 2, 3, 4]", limits), std::string("json.too-many-values 1:11"));
        limits = {};
        limits.bytes = 3;
        QCOMPARE(refusal("[1]", limits), std::string());
        QCOMPARE(refusal("[1] ", limits), std::string("file.too-large 0:0"));
    }
    void every_cut_of_a_good_text_is_refused() {
        const std::string good =
            "{\"headroom\": 1, \"a\": [1.5e3, \"x\\n\\u00e9y\", true, null, {}], \"b\": {\"c\": "
            "-1}}";
        QVERIFY(read(good).has_value());
        for (std::size_t length = 0; length < good.size(); ++length) {
            const auto code = refusal(good.substr(0, length));
            QVERIFY2(code.starts_with("json.truncated") || code.starts_with("json.empty"),
                     (good.substr(0, length) + " -> " + code).c_str());
        }
    }
    void every_changed_byte_is_read_or_refused_with_a_place() {
        const std::string good = "{\"a\": [1.5e3, \"x\\né\", true, null, {}], \"b\": {\"c\": -1}}";
        for (std::size_t at = 0; at < good.size(); ++at) {
            for (int byte = 0; byte < 256; ++byte) {
                std::string text = good;
                text[at] = static_cast<char>(byte);
                Diagnostics diagnostics;
                const auto root = readJson(text, "t.json", diagnostics);
                QCOMPARE(root.has_value(), !diagnostics.hasErrors());
                if (!root) QVERIFY(diagnostics.list().front().place.line > 0);
            }
        }
    }
    void what_is_written_reads_back_and_writes_the_same() {
        const std::string text =
            "{\"a\": [1, 2.5, \"q\\\"\\\\\\n\\u0001é\"], \"empty\": {}, \"none\": [], \"t\": true, "
            "\"n\": null,"
            " \"table\": [{\"x\": 1}, {\"x\": 1e300}]}";
        const std::string written = formatJson(*read(text));
        const auto again = read(written);
        QVERIFY(again.has_value());
        QCOMPARE(formatJson(*again), written);
        QCOMPARE(again->find("a")->items[2].string, std::string("q\"\\\n\x01\xC3\xA9"));
        QCOMPARE(again->find("table")->items[1].find("x")->number, 1e300);
    }
    void pointers_escape_what_they_must() {
        QCOMPARE(pointerStep("a/b~c"), std::string("a~1b~0c"));
    }
};

HEADROOM_TEST(JsonReaderTest);
#include "json_reader_test.moc"
