// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/statistics/fingerprint.h"

#include <QRegularExpression>
#include <QTest>
#include <algorithm>
#include <bit>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "tests/engine/statistics_samples.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using headroom::tests::Samples;

namespace {

struct Record {
    std::uint64_t number = 0;
    std::int64_t birth = 0;
    std::int64_t end = 0;
    std::uint32_t outcome = 0;
    std::vector<std::pair<std::uint64_t, std::int64_t>> hops;

    void addTo(Fingerprint& fingerprint) const {
        Trail trail;
        for (const auto& [hop, wait] : hops)
            trail.add(hop, Duration::nanoseconds(wait));
        fingerprint.add(number, SimTime::atNanoseconds(birth), SimTime::atNanoseconds(end), outcome,
                        trail);
    }
    Fingerprint alone() const {
        Fingerprint fingerprint;
        addTo(fingerprint);
        return fingerprint;
    }
};

std::vector<Record> manyRecords(std::size_t n) {
    Samples samples(14);
    std::vector<Record> records;
    for (std::uint64_t i = 0; i < n; ++i) {
        const auto birth = static_cast<std::int64_t>(i * 1000);
        const auto wait = static_cast<std::int64_t>(samples.below(1'000'000));
        records.push_back({i,
                           birth,
                           birth + 2 * wait,
                           static_cast<std::uint32_t>(samples.below(4)),
                           {{1, wait}, {2, wait / 2}, {7, 0}}});
    }
    return records;
}

Fingerprint of(const std::vector<Record>& records) {
    Fingerprint fingerprint;
    for (const Record& r : records)
        r.addTo(fingerprint);
    return fingerprint;
}

}  // namespace

class FingerprintTest : public QObject {
    Q_OBJECT
  private slots:
    void the_order_of_requests_does_not_matter() {
        std::vector<Record> records = manyRecords(1000);
        const Fingerprint forwards = of(records);
        std::reverse(records.begin(), records.end());
        QVERIFY(of(records) == forwards);
        std::rotate(records.begin(), records.begin() + 333, records.end());
        QVERIFY(of(records) == forwards);
    }

    void the_order_of_hops_does_not_matter_but_which_hop_waited_does() {
        const Record record{1, 10, 900, 0, {{3, 100}, {4, 200}}};
        Record swapped = record;
        std::swap(swapped.hops[0], swapped.hops[1]);
        QVERIFY(swapped.alone() == record.alone());
        Record exchanged = record;
        std::swap(exchanged.hops[0].second, exchanged.hops[1].second);
        QVERIFY(!(exchanged.alone() == record.alone()));
        Record without = record;
        without.hops.push_back({0, 0});  // a hop that took no time was still visited
        QVERIFY(!(without.alone() == record.alone()));
    }

    void a_change_of_any_field_by_one_shows() {
        std::vector<Record> records = manyRecords(100);
        records[50].outcome = 2;
        std::set<std::string> seen = {of(records).toHex()};
        std::size_t variants = 1;
        const auto vary = [&](auto change) {
            for (const int delta : {-1, +1}) {
                std::vector<Record> changed = records;
                change(changed[50], delta);
                seen.insert(of(changed).toHex());
                ++variants;
            }
        };
        vary([](Record& r, int d) { r.number += static_cast<std::uint64_t>(d); });
        vary([](Record& r, int d) { r.birth += d; });
        vary([](Record& r, int d) { r.end += d; });
        vary([](Record& r, int d) { r.outcome += static_cast<std::uint32_t>(d); });
        for (std::size_t hop = 0; hop < 3; ++hop) {
            vary([&](Record& r, int d) { r.hops[hop].first += static_cast<std::uint64_t>(d); });
            vary([&](Record& r, int d) { r.hops[hop].second += d; });
        }
        vary([](Record& r, int d) { r.birth += d, r.end -= d; });
        QCOMPARE(seen.size(), variants);
    }

    void a_request_counted_twice_or_not_at_all_shows() {
        std::vector<Record> records = manyRecords(100);
        const Fingerprint whole = of(records);
        records.push_back(records.back());
        QVERIFY(!(of(records) == whole));
        records.push_back(records.back());  // an exclusive or would be blind to this one
        QVERIFY(!(of(records) == whole));
        records.resize(99);
        QVERIFY(!(of(records) == whole));
        QVERIFY(!(Record{}.alone() == Fingerprint()));
    }

    void merging_equals_adding() {
        const std::vector<Record> records = manyRecords(1000);
        Fingerprint parts[3];
        for (std::size_t i = 0; i < records.size(); ++i)
            records[i].addTo(parts[i % 3]);
        Fingerprint merged;
        for (const Fingerprint& part : parts)
            merged.merge(part);
        QVERIFY(merged == of(records));
    }

    void the_text_has_32_digits_with_leading_zeros() {
        QCOMPARE(Fingerprint().toHex(), std::string(32, '0'));
        const Fingerprint one = manyRecords(3)[2].alone();
        const QString expected =
            QString("%1%2").arg(one.high(), 16, 16, QChar('0')).arg(one.low(), 16, 16, QChar('0'));
        QCOMPARE(QString::fromStdString(one.toHex()), expected);
    }

    void requests_that_differ_in_one_bit_collide_no_more_than_random_numbers() {
        // Every bit of number, birth, end, outcome and of one wait, of enough neighbouring
        // requests.
        std::vector<std::uint64_t> low;
        std::vector<std::uint64_t> high;
        const auto keep = [&](const Record& r) {
            const Fingerprint f = r.alone();
            low.push_back(f.low());
            high.push_back(f.high());
        };
        constexpr std::uint64_t kStep = 1'000'003;
        for (std::uint64_t i = 0; low.size() < 1'000'000; ++i) {
            const auto birth = static_cast<std::int64_t>(i * kStep);
            const Record base{i * kStep, birth, birth + 5'000'000, 0, {{2, birth % 4096}}};
            keep(base);
            for (int bit = 0; bit < 62; ++bit) {
                const std::int64_t flip = std::int64_t{1} << bit;
                Record r = base;
                r.number ^= static_cast<std::uint64_t>(flip);
                keep(r);
                r = base;
                r.birth ^= flip;
                keep(r);
                r = base;
                r.end ^= flip;
                keep(r);
                r = base;
                r.hops[0].second ^= flip;
                keep(r);
                if (bit < 32) {
                    r = base;
                    r.outcome ^= static_cast<std::uint32_t>(flip);
                    keep(r);
                }
            }
        }
        const auto collisions = [](std::vector<std::uint64_t> words) {
            std::sort(words.begin(), words.end());
            return static_cast<double>(words.end() - std::unique(words.begin(), words.end()));
        };
        // n^2 / 2 pairs share 32 bits with probability 2^-32: about 116, Poisson.
        const auto n = static_cast<double>(low.size());
        const double expected = n * (n - 1) / 2 * 0x1p-32;
        for (const auto& lane : {low, high}) {
            QCOMPARE(collisions(lane), 0.0);
            for (const int shift : {0, 32}) {
                std::vector<std::uint64_t> part = lane;
                for (std::uint64_t& word : part)
                    word = (word >> shift) & 0xffffffff;
                QVERIFY(std::abs(collisions(part) - expected) < 5 * std::sqrt(expected));
            }
        }
        // The lanes are not one another's shadow: their bits agree in half of the places.
        double agreeing = 0;
        for (std::size_t i = 0; i < low.size(); ++i)
            agreeing += std::popcount(~(low[i] ^ high[i]));
        QVERIFY(std::abs(agreeing - 32 * n) < 5 * 4 * std::sqrt(n));
    }
};

HEADROOM_TEST(FingerprintTest);
#include "fingerprint_test.moc"
