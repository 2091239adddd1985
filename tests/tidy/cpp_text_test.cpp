// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tidy/cpp_text.h"

#include <QTest>

#include "tests/support/test_main.h"

using namespace headroom::tests::tidy;

class CppTextTest : public QObject {
    Q_OBJECT

    static std::string words(std::string_view source) {
        std::string all;
        for (const Token& token : tokensOf(source)) {
            if (token.isWord()) all += token.text + " ";
        }
        return all;
    }

  private slots:
    void comments_are_left_out() {
        QCOMPARE(words("a; // b\nc; /* d\n e */ f;"), std::string("a c f "));
        QCOMPARE(words("a // b \\\n still a comment\nc"), std::string("a c "));
    }
    void strings_and_characters_are_left_out() {
        QCOMPARE(words("a(\"b \\\" c\", 'd', u8\"e\") f"), std::string("a u8 f "));
        QCOMPARE(words("\"// no comment\" a"), std::string("a "));
    }
    void raw_strings_end_at_their_own_mark() {
        QCOMPARE(words("a R\"x(b \" )\" c)x\" d"), std::string("a R d "));
    }
    void digit_separators_begin_no_character() {
        QCOMPARE(words("x = 1'000'000; y = 0xff'ff; z"), std::string("x y z "));
        QCOMPARE(words("x = u8'a'; y"), std::string("x u8 y "));
    }
    void lines_are_counted_through_what_is_left_out() {
        const auto tokens = tokensOf("/*\n\n*/ R\"(\n)\" a\nb");
        QCOMPARE(tokens[tokens.size() - 2].line, 4);
        QCOMPARE(tokens.back().line, 5);
    }
    void includes_are_read_with_their_form_and_line() {
        const auto found = includesOf(
            "// #include \"no\"\n#include <vector>\n  #  include \"engine/task.h\" // why\n");
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[0].target, std::string("vector"));
        QVERIFY(!found[0].quoted);
        QCOMPARE(found[1].target, std::string("engine/task.h"));
        QVERIFY(found[1].quoted);
        QCOMPARE(found[1].line, 3);
    }
    void cmake_words_know_comments_and_quotes() {
        std::string all;
        for (const Token& word : cmakeWordsOf("add(a.cpp # b.cpp\n \"c # d\" e;f)")) {
            all += word.text + " ";
        }
        QCOMPARE(all, std::string("add ( a.cpp c # d e f ) "));
    }
};

HEADROOM_TEST(CppTextTest);
#include "cpp_text_test.moc"
