// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <algorithm>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/infinity.h"
#include "engine/random/discrete.h"
#include "engine/random/poisson.h"
#include "engine/random/zipf.h"
#include "tests/engine/random_checks.h"
#include "tests/support/test_main.h"

using namespace headroom::engine;
using namespace headroom::tests;

namespace {

/// Sums of k^-alpha by adding up, then by the midpoint rule, whose error from kAdded on is below
/// 1e-11 of the sum.
class SumOfPowers {
  public:
    explicit SumOfPowers(double alpha) : alpha_(static_cast<long double>(alpha)) {
        sums_.push_back(0);
        for (int k = 1; k <= kAdded; ++k) {
            sums_.push_back(sums_.back() + std::pow(static_cast<long double>(k), -alpha_));
        }
    }
    double upTo(std::uint64_t count) const {
        if (count <= kAdded) return static_cast<double>(sums_[count]);
        const long double from = kAdded + 0.5L;
        const long double to = static_cast<long double>(count) + 0.5L;
        const long double area =
            alpha_ == 1 ? std::log(to / from)
                        : (std::pow(to, 1 - alpha_) - std::pow(from, 1 - alpha_)) / (1 - alpha_);
        return static_cast<double>(sums_.back() + area);
    }

  private:
    static constexpr int kAdded = 20'000;
    long double alpha_;
    std::vector<long double> sums_;
};

void addZipfRows() {
    QTest::addColumn<double>("alpha");
    QTest::addColumn<qint64>("objects");
    for (const double alpha : {0.0, 0.6, 0.9, 1.0, 1 + 1e-9, 1.2, 2.5}) {
        for (const qint64 objects : {1LL, 2LL, 1000LL, 1'000'000'000LL}) {
            QTest::addRow("alpha %.10g, %lld objects", alpha, static_cast<long long>(objects))
                << alpha << objects;
        }
    }
}

}  // namespace

class RandomCountsTest : public QObject {
    Q_OBJECT
  private slots:
    void zipf_draws_ranks_by_their_exact_probabilities_data() { addZipfRows(); }
    void zipf_draws_ranks_by_their_exact_probabilities() {
        QFETCH(double, alpha);
        QFETCH(qint64, objects);
        const auto count = static_cast<std::uint64_t>(objects);
        const auto zipf = Zipf::over(objects, alpha);
        QVERIFY(zipf);
        // Bins: the ten hottest ranks, then growing by a quarter.
        std::vector<std::uint64_t> ends;
        for (std::uint64_t end = 1; end < count; end += end < 10 ? 1 : end / 4) {
            ends.push_back(end);
        }
        ends.push_back(count);
        const SumOfPowers sums(alpha);
        std::vector<double> expected, counts(ends.size());
        double before = 0;
        for (const std::uint64_t end : ends) {
            const double sum = sums.upTo(end);
            expected.push_back(kSampleSize * (sum - before) / sums.upTo(count));
            before = sum;
        }
        Draws draws = Draws::forNode({11, 0}, hashText("zipf"), Purpose{1});
        for (std::size_t i = 0; i < kSampleSize; ++i) {
            const std::uint64_t rank = zipf->sample(draws);
            QVERIFY(rank < count);
            const auto bin = std::upper_bound(ends.begin(), ends.end(), rank) - ends.begin();
            counts[static_cast<std::size_t>(bin)] += 1;
        }
        const ChiSquare fit = chiSquare(counts, expected);
        QVERIFY2(fit.passes(), qPrintable(QString("%1 > %2").arg(fit.statistic).arg(fit.bound)));
    }

    void zipf_states_its_probabilities_data() { addZipfRows(); }
    void zipf_states_its_probabilities() {
        QFETCH(double, alpha);
        QFETCH(qint64, objects);
        const auto count = static_cast<std::uint64_t>(objects);
        const auto zipf = Zipf::over(objects, alpha);
        const SumOfPowers sums(alpha);
        for (std::uint64_t rank = 0; rank < count; rank = rank * 3 + 1) {
            const double exact = std::pow(static_cast<double>(rank + 1), -alpha) / sums.upTo(count);
            QVERIFY(std::abs(zipf->probability(rank) / exact - 1) < 1e-10);
            const double share = sums.upTo(rank + 1) / sums.upTo(count);
            QVERIFY(std::abs(zipf->cumulative(rank) / share - 1) < 1e-10);
        }
        QCOMPARE(zipf->cumulative(count - 1), 1.0);
        QCOMPARE(zipf->probability(count), 0.0);
    }

    void zipf_with_a_huge_alpha_draws_the_first_rank_alone() {
        const auto zipf = Zipf::over(1'000'000'000, 100);
        Draws draws = Draws::forNode({11, 0}, hashText("zipf"), Purpose{2});
        for (int i = 0; i < 10'000; ++i) {
            QCOMPARE(zipf->sample(draws), std::uint64_t{0});
        }
    }

    void zipf_refuses_what_has_no_meaning() {
        for (const double alpha : {-0.1, 100.1, 1e300, kInfinity, -kInfinity, kNan}) {
            QVERIFY(!Zipf::over(10, alpha));
            QVERIFY(!Zipf::over(10, alpha).reason().empty());
        }
        for (const std::int64_t objects :
             {std::int64_t{0}, std::int64_t{-5}, std::int64_t{10'000'000'001},
              std::numeric_limits<std::int64_t>::max()}) {
            QVERIFY(!Zipf::over(objects, 1));
        }
    }

    void discrete_draws_by_weight_and_never_weight_zero() {
        Draws draws = Draws::forNode({12, 0}, hashText("discrete"), Purpose{1});
        std::vector<std::vector<double>> cases = {{1},
                                                  {1, 1},
                                                  {0, 5},
                                                  {1, 0, 3, 1e-3, 10, 0},
                                                  {1e308, 1e308, 5e307},
                                                  {5e-324, 0, 5e-324}};
        std::vector<double> many;
        for (int i = 0; i < 1000; ++i) {
            many.push_back(i % 7 == 0 ? 0 : draws.unit() * draws.unit());
        }
        cases.push_back(many);
        for (const auto& weights : cases) {
            const auto discrete = Discrete::fromWeights(weights);
            QVERIFY(discrete);
            QCOMPARE(discrete->size(), weights.size());
            double total = 0;
            const double largest = *std::max_element(weights.begin(), weights.end());
            for (const double weight : weights) {
                total += weight / largest;
            }
            std::vector<double> expected, counts(weights.size());
            for (std::size_t i = 0; i < weights.size(); ++i) {
                const double p = weights[i] / largest / total;
                expected.push_back(kSampleSize * p);
                QVERIFY(std::abs(discrete->probability(i) - p) < 1e-15);
            }
            for (std::size_t i = 0; i < kSampleSize; ++i) {
                const std::size_t index = discrete->sample(draws);
                QVERIFY(index < weights.size() && weights[index] > 0);
                counts[index] += 1;
            }
            QVERIFY(chiSquare(counts, expected).passes());
        }
    }

    void discrete_refuses_weights_without_meaning() {
        const std::vector<std::vector<double>> cases = {{},      {0},       {0, 0},
                                                        {1, -1}, {1, kNan}, {1, kInfinity}};
        for (const auto& weights : cases) {
            QVERIFY(!Discrete::fromWeights(weights));
            QVERIFY(!Discrete::fromWeights(weights).reason().empty());
        }
    }

    void poisson_fits_its_law_data() {
        QTest::addColumn<double>("mean");
        for (const double mean : {1e-3, 0.1, 3.0, 9.99, 10.0, 12.5, 100.0, 1e4, 1e6}) {
            QTest::addRow("mean %g", mean) << mean;
        }
    }
    void poisson_fits_its_law() {
        QFETCH(double, mean);
        const auto poisson = Poisson::withMean(mean);
        QVERIFY(poisson);
        const boost::math::poisson law(mean);
        // Counts up to each of these end a bin; about 50 of equal probability, or single counts.
        std::vector<double> ends;
        const double deviation = std::sqrt(mean);
        const double step = std::max(1.0, std::floor(deviation / 8));
        for (double end = std::max(0.0, std::floor(mean - 5 * deviation));
             end < mean + 5 * deviation + 5; end += step) {
            ends.push_back(end);
        }
        std::vector<double> expected, counts(ends.size() + 1);
        double before = 0;
        for (const double end : ends) {
            const double cdf = boost::math::cdf(law, end);
            expected.push_back(kSampleSize * (cdf - before));
            before = cdf;
        }
        expected.push_back(kSampleSize * (1 - before));
        Draws draws = Draws::forNode({13, 0}, hashText("poisson"), Purpose{1});
        double sum = 0;
        double squares = 0;
        for (std::size_t i = 0; i < kSampleSize; ++i) {
            const auto count = static_cast<double>(poisson->sample(draws));
            const auto bin = std::lower_bound(ends.begin(), ends.end(), count) - ends.begin();
            counts[static_cast<std::size_t>(bin)] += 1;
            sum += count - mean;
            squares += (count - mean) * (count - mean);
        }
        const ChiSquare fit = chiSquare(counts, expected);
        QVERIFY2(fit.passes(), qPrintable(QString("%1 > %2").arg(fit.statistic).arg(fit.bound)));
        // Variance of the count: mean; of its squared deviation: mean + 3 mean^2 - mean^2.
        QVERIFY(std::abs(sum / kSampleSize) < 5 * std::sqrt(mean / kSampleSize));
        QVERIFY(std::abs(squares / kSampleSize - mean) <
                5 * std::sqrt((mean + 2 * mean * mean) / kSampleSize));
    }

    void poisson_states_its_probabilities() {
        for (const double mean : {0.1, 3.0, 10.0, 100.0, 1e4}) {
            const auto poisson = Poisson::withMean(mean);
            const boost::math::poisson law(mean);
            for (double k = 0; k < 2 * mean + 10; k = 1.3 * k + 1) {
                const double exact = boost::math::pdf(law, std::floor(k));
                const double mine = poisson->probability(static_cast<std::uint64_t>(k));
                QVERIFY(std::abs(mine - exact) <= 1e-10 * exact + 1e-300);
            }
        }
    }

    void poisson_of_mean_zero_is_zero_and_senseless_means_are_refused() {
        const auto none = Poisson::withMean(0);
        Draws draws = Draws::forNode({13, 0}, hashText("poisson"), Purpose{2});
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(none->sample(draws), std::uint64_t{0});
        }
        QCOMPARE(none->probability(0), 1.0);
        QCOMPARE(none->probability(1), 0.0);
        for (const double mean : {-1.0, 1e300, kInfinity, kNan}) {
            QVERIFY(!Poisson::withMean(mean));
            QVERIFY(!Poisson::withMean(mean).reason().empty());
        }
    }
};

HEADROOM_TEST(RandomCountsTest);
#include "random_counts_test.moc"
