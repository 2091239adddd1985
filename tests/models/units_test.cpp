// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/describe/units.h"

#include <QTest>
#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "tests/models/texts_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom::models;
using headroom::engine::Duration;
using headroom::tests::codeOf;
using namespace headroom::engine::literals;

namespace {

/// Doubles of every magnitude in (0, limit): random bits, so that short decimals are the exception.
double anyDouble(std::mt19937_64& bits, double limit) {
    for (;;) {
        const double value = std::bit_cast<double>(bits() >> 1);
        if (std::isfinite(value) && value < limit) return value;
    }
}

}  // namespace

class UnitsTest : public QObject {
    Q_OBJECT
  private slots:
    void durations_are_read_in_every_unit() {
        QCOMPARE(*parseDuration("10 ms"), 10_ms);
        QCOMPARE(*parseDuration("2500us"), 2500_us);
        QCOMPARE(*parseDuration("  7ns "), 7_ns);
        QCOMPARE(*parseDuration("1h30m"), 5400_s);
        QCOMPARE(*parseDuration("1 h 30 min"), 5400_s);
        QCOMPARE(*parseDuration("1d2h3m4s5ms"), 93'784_s + 5_ms);
        QCOMPARE(*parseDuration("0.5 min"), 30_s);
        QCOMPARE(*parseDuration("1e3 ms"), 1_s);
        QCOMPARE(*parseDuration("3 \xC2\xB5s"), 3_us);
        QCOMPARE(*parseDuration("0 s"), Duration::zero());
        QCOMPARE(parseDuration("9223372036854775807 ns")->ns(),
                 std::numeric_limits<std::int64_t>::max());
    }
    void durations_are_rounded_to_the_nearest_nanosecond() {
        QCOMPARE(parseDuration("1.4 ns")->ns(), 1);
        QCOMPARE(parseDuration("1.5 ns")->ns(), 2);
        QCOMPARE(parseDuration("0.1 us")->ns(), 100);
        QCOMPARE(parseDuration("0.3 s")->ns(), 300'000'000);
    }
    void durations_print_in_their_usual_unit() {
        QCOMPARE(durationText(2500_us), std::string("2.5 ms"));
        QCOMPARE(durationText(10_ms), std::string("10 ms"));
        QCOMPARE(durationText(60_s), std::string("60 s"));
        QCOMPARE(durationText(90_s), std::string("90 s"));
        QCOMPARE(durationText(300_s), std::string("5 min"));
        QCOMPARE(durationText(3600_s), std::string("1 h"));
        QCOMPARE(durationText(5400_s), std::string("1h30m"));
        QCOMPARE(durationText(86'400_s), std::string("1 d"));
        QCOMPARE(durationText(Duration::zero()), std::string("0 ms"));
        QCOMPARE(durationText(999_ns), std::string("999 ns"));
        QCOMPARE(durationText(1_s + 1_ns), std::string("1.000000001 s"));
    }
    void every_duration_reads_back_exactly() {
        std::mt19937_64 bits(1);
        for (int i = 0; i < 20'000; ++i) {
            const auto value =
                Duration::nanoseconds(static_cast<std::int64_t>(bits() >> (1 + i % 63)));
            const std::string text = durationText(value);
            const auto parsed = parseDuration(text);
            QVERIFY2(parsed && *parsed == value, text.c_str());
            QCOMPARE(durationText(*parsed), text);
        }
    }
    void rates_are_per_second_with_decimal_prefixes() {
        QCOMPARE(parseRate("5k/s")->perSecond, 5000.0);
        QCOMPARE(parseRate("1.1k/s")->perSecond, 1100.0);
        QCOMPARE(parseRate("300/min")->perSecond, 5.0);
        QCOMPARE(parseRate("7200/h")->perSecond, 2.0);
        QCOMPARE(parseRate("3M/s")->perSecond, 3e6);
        QCOMPARE(parseRate("250 rps")->perSecond, 250.0);
        QCOMPARE(toText(Rate{5000}), std::string("5k/s"));
        QCOMPARE(toText(Rate{1500}), std::string("1.5k/s"));
        QCOMPARE(toText(Rate{999}), std::string("999/s"));
        QCOMPARE(toText(Rate{1.0 / 60}), std::string("1/min"));
        QCOMPARE(toText(Rate{1e300}), std::string("1e300/s"));
        QCOMPARE(toText(Rate{0}), std::string("0/s"));
    }
    void every_rate_bandwidth_fraction_and_number_reads_back_exactly() {
        std::mt19937_64 bits(2);
        for (int i = 0; i < 5'000; ++i) {
            const double value = anyDouble(bits, 1e290);
            const std::string rate = toText(Rate{value});
            QVERIFY2(parseRate(rate) && parseRate(rate)->perSecond == value, rate.c_str());
            const std::string bandwidth = toText(Bandwidth{value});
            QVERIFY2(parseBandwidth(bandwidth)->bitsPerSecond == value, bandwidth.c_str());
            QVERIFY2(*parseNumber(numberText(value)) == value, numberText(value).c_str());
            const double part = std::ldexp(static_cast<double>(bits() >> 11), -53);
            QVERIFY2(parseFraction(toText(Fraction{part}))->value == part,
                     toText(Fraction{part}).c_str());
        }
        for (int i = 1; i < 5'000; ++i) {
            const Rate rate{i / 60.0};
            QVERIFY2(*parseRate(toText(rate)) == rate, toText(rate).c_str());
        }
    }
    void memory_counts_in_1024_with_or_without_the_i() {
        constexpr std::uint64_t kGib = std::uint64_t{1} << 30;
        QCOMPARE(parseBytes("4 GB")->count, 4 * kGib);
        QCOMPARE(parseBytes("4 GiB")->count, 4 * kGib);
        QCOMPARE(parseBytes("2.5 GB")->count, kGib * 5 / 2);
        QCOMPARE(parseBytes("500 B")->count, std::uint64_t{500});
        QCOMPARE(parseBytes("1 kB")->count, std::uint64_t{1024});
        QCOMPARE(parseBytes("1 TiB")->count, kGib * 1024);
        QCOMPARE(toText(Bytes{4 * kGib}), std::string("4 GB"));
        QCOMPARE(toText(*parseBytes("2.3 GB")), std::string("2.3 GB"));
        QCOMPARE(toText(Bytes{1536}), std::string("1.5 kB"));
        QCOMPARE(toText(Bytes{0}), std::string("0 B"));
    }
    void every_amount_of_memory_reads_back_exactly() {
        std::mt19937_64 bits(3);
        for (int i = 0; i < 20'000; ++i) {
            const Bytes value{bits() >> (1 + i % 63)};
            const auto parsed = parseBytes(toText(value));
            QVERIFY2(parsed && *parsed == value, toText(value).c_str());
        }
    }
    void bandwidths_count_bits_in_1000() {
        QCOMPARE(parseBandwidth("10 Gbit/s")->bitsPerSecond, 1e10);
        QCOMPARE(parseBandwidth("100 Mbps")->bitsPerSecond, 1e8);
        QCOMPARE(toText(Bandwidth{1e10}), std::string("10 Gbit/s"));
        QCOMPARE(parseBandwidth("500 MB/s")->bitsPerSecond, 4e9);
        QCOMPARE(parseBandwidth("1 B/s")->bitsPerSecond, 8.0);
    }
    void fractions_are_percent_or_bare() {
        QCOMPARE(parseFraction("99.9 %")->value, 0.999);
        QCOMPARE(parseFraction("0.1%")->value, 0.001);
        QCOMPARE(parseFraction("0.25")->value, 0.25);
        QCOMPARE(toText(Fraction{0.999}), std::string("99.9 %"));
        QCOMPARE(toText(Fraction{1}), std::string("100 %"));
        QCOMPARE(codeOf(parseFraction("101 %")), std::string("unit.too-large"));
    }
    void counts_are_whole() {
        QCOMPARE(*parseCount("8"), std::int64_t{8});
        QCOMPARE(*parseCount("1.2M"), std::int64_t{1'200'000});
        QCOMPARE(*parseCount("1e3"), std::int64_t{1000});
        QCOMPARE(*parseCount("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
        QCOMPARE(codeOf(parseCount("9223372036854775808")), std::string("unit.too-large"));
        QCOMPARE(codeOf(parseCount("1.5")), std::string("unit.not-whole"));
        QCOMPARE(codeOf(parseCount("1e-3")), std::string("unit.not-whole"));
        QCOMPARE(codeOf(parseCount("8 ms")), std::string("unit.wrong-kind"));
    }
    void what_is_no_quantity_says_why_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        const std::pair<const char*, const char*> rows[] = {
            {"", "unit.empty"},
            {"   ", "unit.empty"},
            {"5", "unit.missing"},
            {"-5 ms", "unit.negative"},
            {"- 5 ms", "unit.negative"},
            {"NaN", "unit.not-a-number"},
            {"inf s", "unit.not-a-number"},
            {"ms", "unit.not-a-number"},
            {"5 apples", "unit.unknown"},
            {"5 MS", "unit.unknown"},
            {"5 GB", "unit.wrong-kind"},
            {"5/s", "unit.wrong-kind"},
            {"1e300 s", "unit.too-large"},
            {"1e999999999999999999999 s", "unit.too-large"},
            {"9223372036854775808 ns", "unit.too-large"},
            {"200000 d 1 h", "unit.too-large"},
            {"1e-300 s", "unit.too-fine"},
            {"0.2 ns", "unit.too-fine"},
            {"30m1h", "unit.order"},
            {"1s 2s", "unit.order"},
            {"5 ms extra", "unit.not-a-number"},
            {"1..5 s", "unit.unknown"},
            {"0x10 s", "unit.unknown"},
        };
        for (const auto& [text, code] : rows)
            QTest::addRow("%s", text) << text << code;
    }
    void what_is_no_quantity_says_why() {
        QFETCH(QString, text);
        QFETCH(QString, code);
        const auto parsed = parseDuration(text.toStdString());
        QCOMPARE(QString::fromStdString(codeOf(parsed)), code);
        QVERIFY(std::string(parsed.error().remedy.english).starts_with("Write a duration"));
    }
    void other_quantities_refuse_foreign_units_too() {
        QCOMPARE(codeOf(parseRate("5 ms")), std::string("unit.wrong-kind"));
        QCOMPARE(codeOf(parseRate("1e999/s")), std::string("unit.too-large"));
        QCOMPARE(codeOf(parseBytes("5 ms")), std::string("unit.wrong-kind"));
        QCOMPARE(codeOf(parseBytes("1e300 GB")), std::string("unit.too-large"));
        QCOMPARE(codeOf(parseBytes("0.1 B")), std::string("unit.too-fine"));
        QCOMPARE(codeOf(parseBandwidth("5 GB")), std::string("unit.wrong-kind"));
        QCOMPARE(codeOf(parseFraction("5 ms")), std::string("unit.wrong-kind"));
        QCOMPARE(codeOf(parseNumber("1 k")), std::string("unit.wrong-kind"));
        QCOMPARE(codeOf(parseNumber("1e999")), std::string("unit.too-large"));
        QCOMPARE(codeOf(parseBoolean("maybe")), std::string("unit.not-a-boolean"));
    }
    void any_bytes_at_all_are_read_or_refused() {
        std::mt19937_64 bits(4);
        const std::string_view alphabet = "0123456789.eE-+ msuhdkMGBi/%zipf<p\xC2\xB5";
        for (int i = 0; i < 20'000; ++i) {
            std::string text;
            for (auto length = bits() % 12; length > 0; --length) {
                text += alphabet[bits() % alphabet.size()];
            }
            const bool any = parseDuration(text) || parseRate(text) || parseBytes(text) ||
                             parseBandwidth(text) || parseFraction(text) || parseCount(text) ||
                             parseNumber(text) || parseDistribution(text) ||
                             parsePopularity(text) || parseCacheable(text) || parseObjective(text);
            if (const auto time = parseDuration(text)) {
                QVERIFY2(any && *parseDuration(durationText(*time)) == *time, text.c_str());
            }
        }
    }
};

HEADROOM_TEST(UnitsTest);
#include "units_test.moc"
