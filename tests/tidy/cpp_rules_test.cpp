// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tidy/cpp_rules.h"

#include <QTest>

#include "tests/support/test_main.h"

using namespace headroom::tests::tidy;

using Rule = std::vector<Finding> (*)(const std::string&, std::string_view);
Q_DECLARE_METATYPE(Rule)

/// Every rule is shown to find what it is for, and to let what only looks like it be.
class CppRulesTest : public QObject {
    Q_OBJECT

    static void row(const char* name, Rule rule, const char* path, const char* source, int found) {
        QTest::newRow(name) << rule << QString(path) << QString(source) << found;
    }

  private slots:
    void sources_give_as_many_findings_as_they_break_rules_data() {
        QTest::addColumn<Rule>("rule");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("source");
        QTest::addColumn<int>("found");

        const Rule direction = includeDirection;
        row("engine includes models", direction, "engine/a.h", "#include \"models/b.h\"", 1);
        row("engine includes app", direction, "engine/a.h", "#include <app/b.h>", 1);
        row("models include app", direction, "models/a.h", "#include \"app/b.h\"", 1);
        row("models include engine", direction, "models/a.h", "#include \"engine/b.h\"", 0);
        row("app includes both", direction, "app/cli/a.cpp",
            "#include \"engine/b.h\"\n#include \"models/c.h\"", 0);
        row("the product includes tests", direction, "app/a.cpp", "#include \"tests/b.h\"", 1);
        row("a path that starts nowhere", direction, "engine/a.cpp", "#include \"b.h\"", 1);
        row("a path that goes up", direction, "models/a.cpp", "#include \"../engine/b.h\"", 1);
        row("tests include anything", direction, "tests/a.cpp",
            "#include \"engine/b.h\"\n#include \"tests/c.h\"\n#include \"a.moc\"", 0);
        row("engine includes boost", direction, "engine/a.h", "#include <boost/any.hpp>", 1);
        row("engine includes a C header", direction, "engine/a.h", "#include <math.h>", 1);
        row("engine includes the system", direction, "engine/a.h", "#include <sys/mman.h>", 1);
        row("the arena includes the system", direction, "engine/frame_arena.cpp",
            "#include <sys/mman.h>", 0);
        row("models include boost", direction, "models/a.h", "#include <boost/any.hpp>", 0);
        row("an include in a comment", direction, "engine/a.h", "// #include \"models/b.h\"", 0);

        const Rule apart = componentsApart;
        row("a component includes another", apart, "models/components/cache/cache.cpp",
            "#include \"models/components/server/server.h\"", 1);
        row("a component includes itself", apart, "models/components/cache/cache.cpp",
            "#include \"models/components/cache/lru.h\"", 0);
        row("a component includes what all share", apart, "models/components/cache/cache.cpp",
            "#include \"models/components/component.h\"", 0);
        row("the list of kinds includes all", apart, "models/kinds.cpp",
            "#include \"models/components/server/server.h\"", 0);

        const Rule qt = noQtIncludes;
        row("a Qt class", qt, "engine/a.h", "#include <QString>", 1);
        row("a Qt module", qt, "models/a.h", "#include <QtCore/QList>", 1);
        row("a Qt header in lower case", qt, "models/a.h", "#include <qglobal.h>", 1);
        row("a Qt class in quotes", qt, "models/a.h", "#include \"QString\"", 1);
        row("Qt in app", qt, "app/a.h", "#include <QString>", 0);
        row("our own queue", qt, "engine/a.h", "#include <queue>\n#include \"models/queueing.h\"",
            0);
        row("our own q", qt, "models/a.h", "#include \"models/queueing/quantile.h\"", 0);

        const Rule clock = noWallClock;
        row("a clock of chrono", clock, "engine/a.cpp",
            "auto t = std::chrono::steady_clock::now();", 1);
        row("time()", clock, "models/a.cpp", "auto t = time(nullptr);", 1);
        row("std::time()", clock, "models/a.cpp", "auto t = std::time(&x);", 1);
        row("clock_gettime", clock, "engine/a.cpp", "clock_gettime(CLOCK_MONOTONIC, &t);", 1);
        row("gettimeofday, globally", clock, "engine/a.cpp", "::gettimeofday(&t, nullptr);", 1);
        row("clock()", clock, "engine/a.cpp", "auto t = clock();", 1);
        row("the processor's own clock", clock, "engine/a.cpp", "auto t = __rdtsc();", 1);
        row("a clock in app", clock, "app/a.cpp", "auto t = time(nullptr);", 0);
        row("a member of that name", clock, "engine/a.cpp",
            "struct A { SimTime time() const; }; auto t = a.time(x); b->clock();", 0);
        row("a variable of that name", clock, "engine/a.cpp",
            "void f(std::int64_t time) { g(time); SimTime time(5); }", 0);
        row("a clock in a string", clock, "engine/a.cpp", "log_ = \"time(0)\"; // time(0)", 0);

        const Rule random = noForeignRandom;
        row("rand()", random, "engine/a.cpp", "int x = rand();", 1);
        row("std::rand and srand", random, "models/a.cpp", "std::srand(1); int x = std::rand();",
            2);
        row("random_device", random, "engine/a.cpp", "std::random_device d;", 1);
        row("mt19937", random, "models/a.cpp", "std::mt19937_64 g(1);", 1);
        row("a distribution", random, "models/a.cpp", "std::normal_distribution<double> d;", 1);
        row("the wish in app", random, "app/a.cpp", "std::mt19937 g(1);", 0);
        row("our own distribution", random, "models/a.cpp", "random::zipf_distribution d;", 0);
        row("a member of that name", random, "engine/a.cpp", "stream.rand();", 0);
        row("a declaration of that name", random, "engine/a.h", "double rand(Stream& s);", 0);

        const Rule libm = noLibm;
        row("std::log", libm, "engine/a.cpp", "double y = std::log(x);", 1);
        row("log, globally", libm, "engine/a.cpp", "return ::log(x);", 1);
        row("log, bare", libm, "engine/a.cpp", "double y = 2 * log(x);", 1);
        row("pow in an argument", libm, "models/a.cpp", "f(a, b * pow(x, y));", 1);
        row("exp in an initializer", libm, "engine/a.cpp", "A a{b * exp(x)};", 1);
        row("exp after a brace", libm, "engine/a.cpp", "y = Area{a} * b * exp(c);", 1);
        row("exp after a question", libm, "engine/a.cpp", "y = p ? b : c * exp(d);", 1);
        row("exp after parentheses", libm, "engine/a.cpp", "y = (a + b) * c * exp(d);", 1);
        row("exp after a comparison", libm, "engine/a.cpp", "if (a > exp(b)) c();", 1);
        row("returned", libm, "engine/a.cpp", "return sin(x);", 1);
        row("taken as a value", libm, "engine/a.cpp", "auto f = &std::exp;", 1);
        row("of single precision", libm, "engine/a.cpp", "y = logf(x) + std::powf(x, y);", 2);
        row("built in", libm, "engine/a.cpp", "y = __builtin_exp(x);", 1);
        row("made ours by using", libm, "engine/a.cpp", "using std::log;", 1);
        row("a special function", libm, "engine/a.cpp", "y = std::beta(a, b);", 1);
        row("std:: in our own math", libm, "engine/random/math.cpp", "y = std::exp(x);", 1);
        row("ours", libm, "engine/a.cpp", "double y = math::log(x) + engine::math::exp(x);", 0);
        row("ours, defined", libm, "engine/random/math.cpp",
            "double log(double x) { return 1; } double pow(double x, double y) { return exp(y * "
            "log(x)); }",
            0);
        row("ours, declared", libm, "engine/random/math.h", "double log(double x);", 0);
        row("what rounds exactly", libm, "engine/a.cpp",
            "y = std::sqrt(x) + std::floor(x) + std::ldexp(x, 3) + std::fabs(x);", 0);
        row("members of these names", libm, "models/a.h",
            "class A { public: Task<void> log(Request& r); [[nodiscard]] double beta(); }; "
            "a.log(b); "
            "p->exp(c);",
            0);
        row("names alone", libm, "models/a.cpp", "double log = 1; f(log); beta(x);", 0);
        row("analysis of formulas", libm, "models/analysis/erlang.cpp", "y = std::exp(x);", 0);
        row("app", libm, "app/a.cpp", "y = std::exp(x);", 0);
        row("in a comment", libm, "engine/a.cpp", "// std::log(x)\n/* exp(x) */", 0);

        const Rule noexcept_ = noThrow;
        row("a throw in engine", noexcept_, "engine/a.cpp", "throw std::bad_alloc();", 1);
        row("a throw in models", noexcept_, "models/format/a.cpp", "throw 1;", 0);
        row("a word with throw in it", noexcept_, "engine/a.cpp", "throwAway(); // throw", 0);
    }
    void sources_give_as_many_findings_as_they_break_rules() {
        QFETCH(Rule, rule);
        QFETCH(QString, path);
        QFETCH(QString, source);
        QFETCH(int, found);
        const auto findings = rule(path.toStdString(), source.toStdString());
        QVERIFY2(static_cast<int>(findings.size()) == found, toText(findings).c_str());
    }
    void findings_name_the_line() {
        const auto findings = noLibm("engine/a.cpp", "int a;\n/* b\n */ double y = std::log(x);\n");
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings[0].line, 3);
    }
    void all_rules_together_find_what_each_finds() {
        const std::string bad =
            "#include \"app/a.h\"\n#include <QString>\nint x = rand() + time(nullptr);\n"
            "double y = std::log(1.0);\nvoid f() { throw 1; }\n";
        // <QString> twice: it is Qt, and it is no standard header.
        QCOMPARE(cppRules("engine/a.cpp", bad).size(), std::size_t{7});
        QVERIFY(cppRules("tests/engine/a.cpp", "#include <QTest>\n" + bad.substr(20)).empty());
    }
};

HEADROOM_TEST(CppRulesTest);
#include "cpp_rules_test.moc"
