// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/describe/units.h"
#include "tests/models/texts_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using headroom::engine::Duration;
using headroom::tests::codeOf;
using namespace headroom::engine::literals;
using Shape = DistributionSpec::Shape;

class DistributionTextTest : public QObject {
    Q_OBJECT
  private slots:
    void every_shape_is_understood() {
        const std::pair<const char*, DistributionSpec> cases[] = {
            {"2 ms", {Shape::Constant, 2_ms, {}, 0}},
            {"0 ms", {Shape::Constant, Duration::zero(), {}, 0}},
            {"exponential 2 ms", {Shape::Exponential, 2_ms, {}, 0}},
            {"lognormal 3 s cv 0.5", {Shape::Lognormal, 3_s, {}, 0.5}},
            {"lognormal p50 2 ms p99 20 ms", {Shape::LognormalQuantiles, 2_ms, 20_ms, 0}},
            {"uniform 1 ms 3 ms", {Shape::Uniform, 1_ms, 3_ms, 0}},
            {"uniform 0 ms 3 ms", {Shape::Uniform, Duration::zero(), 3_ms, 0}},
            {"erlang 4 mean 2 ms", {Shape::Erlang, 2_ms, {}, 4}},
            {"hyperexponential 2 ms scv 4", {Shape::Hyperexponential, 2_ms, {}, 4}},
            {"gamma 2 ms cv 0.5", {Shape::Gamma, 2_ms, {}, 0.5}},
            {"pareto alpha 1.5 from 1 ms to 10 s", {Shape::BoundedPareto, 1_ms, 10_s, 1.5}},
            {"weibull shape 0.7 mean 2 ms", {Shape::Weibull, 2_ms, {}, 0.7}},
            {"exponential 1h30m", {Shape::Exponential, 5400_s, {}, 0}},
        };
        for (const auto& [text, spec] : cases) {
            const auto parsed = parseDistribution(text);
            QVERIFY2(parsed, text);
            QVERIFY2(*parsed == spec, text);
            QCOMPARE(toText(*parsed), std::string(text));
        }
    }
    void blanks_and_units_are_free_and_printed_canonically() {
        QCOMPARE(toText(*parseDistribution("  uniform   1000us\t0.003s ")),
                 std::string("uniform 1 ms 3 ms"));
        QCOMPARE(toText(*parseDistribution("constant 2000 us")), std::string("2 ms"));
    }
    void what_is_no_distribution_says_why_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        const std::pair<const char*, const char*> rows[] = {
            {"", "unit.empty"},
            {"2", "unit.missing"},
            {"exponential", "unit.incomplete"},
            {"exponential 0 ms", "unit.zero"},
            {"exponential -2 ms", "unit.negative"},
            {"exponential 2/s", "unit.wrong-kind"},
            {"exponential 2 ms 3 ms", "unit.syntax"},
            {"exponentially 2 ms", "unit.syntax"},
            {"normal 2 ms", "unit.syntax"},
            {"lognormal 3 s", "unit.incomplete"},
            {"lognormal 3 s cv", "unit.incomplete"},
            {"lognormal 3 s cv 0", "unit.out-of-range"},
            {"lognormal 3 s cv 0.5x", "unit.syntax"},
            {"lognormal p50 20 ms p99 2 ms", "unit.order"},
            {"lognormal p50 1 ns p99 1 s", "unit.out-of-range"},
            {"uniform 3 ms 1 ms", "unit.order"},
            {"uniform 3 ms 3 ms", "unit.order"},
            {"erlang 1.5 mean 2 ms", "unit.not-whole"},
            {"erlang 0 mean 2 ms", "unit.out-of-range"},
            {"hyperexponential 2 ms scv 0.5", "unit.out-of-range"},
            {"gamma 2 ms cv 1e300", "unit.out-of-range"},
            {"pareto alpha 1.5 from 10 s to 1 ms", "unit.order"},
            {"pareto alpha 1.5 from 0 s to 1 ms", "unit.zero"},
            {"weibull shape NaN mean 2 ms", "unit.not-a-number"},
        };
        for (const auto& [text, code] : rows)
            QTest::addRow("%s", text) << text << code;
    }
    void what_is_no_distribution_says_why() {
        QFETCH(QString, text);
        QFETCH(QString, code);
        const auto parsed = parseDistribution(text.toStdString());
        QCOMPARE(QString::fromStdString(codeOf(parsed)), code);
        QVERIFY(std::string(parsed.error().remedy.english).find("\"2 ms\"") != std::string::npos);
    }
    void popularity_is_uniform_or_zipf() {
        QCOMPARE(parsePopularity("zipf 0.9")->alpha, 0.9);
        QCOMPARE(parsePopularity("uniform")->alpha, 0.0);
        QCOMPARE(toText(Popularity{0.9}), std::string("zipf 0.9"));
        QCOMPARE(toText(*parsePopularity("zipf 0")), std::string("uniform"));
        QCOMPARE(codeOf(parsePopularity("zipf")), std::string("unit.incomplete"));
        QCOMPARE(codeOf(parsePopularity("zipf 11")), std::string("unit.out-of-range"));
        QCOMPARE(codeOf(parsePopularity("normal")), std::string("unit.syntax"));
        QCOMPARE(codeOf(parsePopularity("")), std::string("unit.empty"));
    }
    void cacheable_is_yes_no_or_a_time() {
        QCOMPARE(*parseCacheable("true"), (Cacheable{true, Duration::max()}));
        QCOMPARE(*parseCacheable("false"), (Cacheable{false, Duration::max()}));
        QCOMPARE(*parseCacheable("60 s"), (Cacheable{true, 60_s}));
        for (const char* text : {"true", "false", "60 s"}) {
            QCOMPARE(toText(*parseCacheable(text)), std::string(text));
        }
        QCOMPARE(codeOf(parseCacheable("0 s")), std::string("unit.zero"));
        QCOMPARE(codeOf(parseCacheable("60")), std::string("unit.missing"));
    }
    void objectives_are_read_and_printed() {
        for (const char* text : {"p99 < 200 ms", "p99.9 < 1 s", "p50 < 10 us", "mean < 50 ms",
                                 "errors < 0.1 %", "throughput > 5k/s"}) {
            const auto parsed = parseObjective(text);
            QVERIFY2(parsed, text);
            QCOMPARE(toText(*parsed), std::string(text));
        }
        const auto parsed = parseObjective("p99.9<1s");
        QCOMPARE(parsed->quantile, 0.999);
        QCOMPARE(std::get<Duration>(parsed->bound), 1_s);
        QCOMPARE(std::get<Fraction>(parseObjective("errors < 0.1 %")->bound).value, 0.001);
    }
    void an_objective_that_cannot_be_is_refused() {
        QCOMPARE(codeOf(parseObjective("p99 > 200 ms")), std::string("unit.syntax"));
        QCOMPARE(codeOf(parseObjective("throughput < 5/s")), std::string("unit.syntax"));
        QCOMPARE(codeOf(parseObjective("p100 < 5 ms")), std::string("unit.syntax"));
        QCOMPARE(codeOf(parseObjective("p0 < 5 ms")), std::string("unit.syntax"));
        QCOMPARE(codeOf(parseObjective("p < 5 ms")), std::string("unit.syntax"));
        QCOMPARE(codeOf(parseObjective("latency < 5 ms")), std::string("unit.syntax"));
        QCOMPARE(codeOf(parseObjective("p99 < 5 %")), std::string("unit.wrong-kind"));
        QCOMPARE(codeOf(parseObjective("errors < 5 ms")), std::string("unit.wrong-kind"));
        QCOMPARE(codeOf(parseObjective("p99")), std::string("unit.syntax"));
        QCOMPARE(codeOf(parseObjective("")), std::string("unit.empty"));
    }
};

HEADROOM_TEST(DistributionTextTest);
#include "distribution_text_test.moc"
