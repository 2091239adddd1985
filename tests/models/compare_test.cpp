// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/compare.h"

#include <QTest>
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/statistics/student_t.h"
#include "models/compare/design_changes.h"
#include "models/simulate/paired_trials.h"
#include "tests/models/designs_in_tests.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using engine::Duration;
using tests::designOf;

namespace {

/// users -> lb -> app -> db, loaded enough to queue; `more` nodes and links are appended.
std::string balancedShop(const std::string& rate = "300/s",
                         const std::string& app = "'instances': 3",
                         const std::string& db = "'cores': 2", const std::string& nodes = {},
                         const std::string& links = {}, const std::string& latency = "20 ms") {
    return "{'headroom': 1, 'name': 'shop', 'endpoints': ["
           "{'name': 'GET /a', 'weight': 3, 'cpu': 'exponential 6 ms', 'objects': {'count': 500}, "
           "'reads': {'rows': 4}, 'cacheable': true}, "
           "{'name': 'GET /b', 'weight': 1, 'cpu': 'lognormal 12 ms cv 2', 'reads': {'rows': 1}, "
           "'writes': 2}], 'nodes': ["
           "{'id': 'users', 'kind': 'users', 'settings': {'rate': '" +
           rate +
           "'}}, {'id': 'lb', 'kind': 'load-balancer'}, {'id': 'app', 'kind': 'server', "
           "'settings': {'cores': 2, " +
           app + "}}, {'id': 'db', 'kind': 'database', 'settings': {'query': 'exponential 3 ms', " +
           db + "}}" + nodes + "], 'links': [{'from': 'users', 'to': 'lb', 'latency': '" + latency +
           "'}, {'from': 'lb', 'to': 'app'}, {'from': 'app', 'to': 'db'}" + links + "]}";
}
const std::string kCache = ", {'id': 'redis', 'kind': 'cache'}";
const std::string kCacheLink = ", {'from': 'app', 'to': 'redis'}";

RunOptions shortRuns(std::size_t replications = 10) {
    RunOptions options;
    options.duration = Duration::seconds(6);
    options.warmup = Duration::seconds(1);
    options.leastReplications = options.mostReplications = replications;
    return options;
}

/// Of the difference of two means, by samples that have nothing to do with each other (B. L. Welch,
/// Biometrika 34, 1947).
double welchHalfWidth(const std::vector<double>& a, const std::vector<double>& b) {
    const auto errorSquared = [](const std::vector<double>& values) {
        const auto n = static_cast<double>(values.size());
        double mean = 0;
        for (const double v : values)
            mean += v / n;
        double sum = 0;
        for (const double v : values)
            sum += (v - mean) * (v - mean);
        return sum / (n - 1) / n;
    };
    const double ea = errorSquared(a);
    const double eb = errorSquared(b);
    const double freedom =
        (ea + eb) * (ea + eb) /
        (ea * ea / static_cast<double>(a.size() - 1) + eb * eb / static_cast<double>(b.size() - 1));
    return engine::studentTQuantile(0.975, freedom) * std::sqrt(ea + eb);
}

const FigureComparison& figureOf(const Comparison& c, const std::string& key) {
    const auto found = std::ranges::find(c.figures, key, &FigureComparison::key);
    if (found == c.figures.end()) qFatal("no figure %s", key.c_str());
    return *found;
}

std::vector<std::string> english(const std::vector<Sentence>& sentences) {
    std::vector<std::string> all;
    for (const Sentence& s : sentences)
        all.push_back(s.english());
    return all;
}

}  // namespace

class CompareTest : public QObject {
    Q_OBJECT
  private slots:
    void a_design_and_itself_differ_by_exactly_zero_everywhere() {
        for (const unsigned threads : {1U, 2U}) {
            const ValidDesign design = designOf(balancedShop());
            RunOptions options = shortRuns(3);
            options.threads = threads;
            const Comparison c = compare(design, {}, design, {}, options);
            QVERIFY(c.changes.empty());
            QVERIFY(c.figures.size() > 30);
            for (const FigureComparison& f : c.figures) {
                QCOMPARE(f.difference.mean, 0.0);
                QCOMPARE(f.difference.low, 0.0);
                QCOMPARE(f.difference.high, 0.0);
                QVERIFY2(f.preference == Preference::Same, f.key.c_str());
            }
            QVERIFY(c.requests.answered > 5000);
            QCOMPARE(c.requests.both, c.requests.answered);
            QCOMPARE(c.requests.faster + c.requests.slower, std::uint64_t{0});
            QCOMPARE(c.requests.differenceMs.mean, 0.0);
            QVERIFY(c.requests.preference == Preference::Same);
            QVERIFY(c.verdict() == Preference::Same);
            QVERIFY(!c.differs());
        }
    }

    void paired_intervals_are_three_times_narrower_than_unpaired_ones_data() {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        const auto row = [](const char* name, const std::string& first, const std::string& second) {
            QTest::newRow(name) << QString::fromStdString(first) << QString::fromStdString(second);
        };
        const std::string two = "'instances': 2";
        const std::string cores = "'cores': 2";
        row("one instance more", balancedShop(), balancedShop("300/s", "'instances': 4"));
        row("a cache inserted", balancedShop("300/s", two),
            balancedShop("300/s", two, cores, kCache, kCacheLink));
        row("a database with more cores", balancedShop("300/s", two),
            balancedShop("300/s", two, "'cores': 3"));
        row("5 % more traffic", balancedShop("300/s", two), balancedShop("315/s", two));
        row("users nearer by", balancedShop("300/s", two),
            balancedShop("300/s", two, cores, {}, {}, "15 ms"));
    }
    /// Half-widths of the mean response time's difference: by pairs, and by the same replications
    /// taken for independent ones (Welch).
    void paired_intervals_are_three_times_narrower_than_unpaired_ones() {
        QFETCH(QString, first);
        QFETCH(QString, second);
        const ValidDesign a = designOf(first.toStdString());
        const ValidDesign b = designOf(second.toStdString());
        const Inputs none;
        const std::array contestants = {Contestant{&a, &none}, Contestant{&b, &none}};
        const PairedTrials trials(contestants, shortRuns(), nullptr, {});
        constexpr std::uint32_t n = 10;
        std::vector<double> one;
        std::vector<double> other;
        std::vector<double> unrelated;
        for (std::uint32_t i = 0; i < n; ++i) {
            one.push_back(trials.replicate(0, i).total.meanNs);
            other.push_back(trials.replicate(1, i).total.meanNs);
            unrelated.push_back(trials.replicate(1, i + n).total.meanNs);
        }
        const double paired = engine::comparePaired(one, other).difference.halfWidth();
        const double unpaired = welchHalfWidth(one, unrelated);
        qInfo("paired %.4g ms, unpaired %.4g ms, ratio %.1f", paired * 1e-6, unpaired * 1e-6,
              unpaired / paired);
        QVERIFY(3 * paired <= unpaired);
    }

    void a_better_design_is_told_by_every_request_it_makes_faster() {
        // Twice the cores on an idle server: the same work, and nobody ever waits in either.
        const Comparison near =
            compare(designOf(balancedShop("50/s")), {},
                    designOf(balancedShop("50/s", "'instances': 3", "'cores': 2", {}, {}, "15 ms")),
                    {}, shortRuns(5));
        // Ten milliseconds nearer, there and back; the queues behind see the same arrivals,
        // earlier.
        const FigureComparison& mean = figureOf(near, "total.latencyMs.mean");
        QVERIFY(mean.preference == Preference::Better);
        QVERIFY(std::abs(mean.difference.mean + 10) < 0.05);
        QVERIFY(near.verdict() == Preference::Better);
        QVERIFY(near.requests.faster > near.requests.answered * 99 / 100);
        QCOMPARE(english(near.changes),
                 std::vector<std::string>{"users > lb: latency is 15 ms instead of 20 ms."});
        const Comparison far =
            compare(designOf(balancedShop("50/s", "'instances': 3", "'cores': 2", {}, {}, "15 ms")),
                    {}, designOf(balancedShop("50/s")), {}, shortRuns(5));
        QVERIFY(far.verdict() == Preference::Worse);
        QCOMPARE(figureOf(far, "total.latencyMs.mean").difference.mean, -mean.difference.mean);
    }

    void what_cannot_be_told_is_not_told() {
        // Servers that take one request or two more at once, and never have so many.
        const Comparison c =
            compare(designOf(balancedShop("50/s", "'instances': 3")), {},
                    designOf(balancedShop("50/s", "'instances': 3, 'discipline': 'fifo'")), {},
                    shortRuns(5));
        const FigureComparison& errors = figureOf(c, "total.errorRate");
        QVERIFY(errors.preference == Preference::Same);
        for (const FigureComparison& f : c.figures) {
            const bool straddles = f.difference.low <= 0 && f.difference.high >= 0;
            QVERIFY(straddles ==
                    (f.preference == Preference::Same || f.preference == Preference::CannotTell));
        }
    }

    void an_overloaded_design_is_worse_than_one_that_is_not() {
        RunOptions options;
        options.duration = Duration::seconds(10);
        const Comparison c = compare(
            designOf(balancedShop("400/s")), {},
            designOf(balancedShop("900/s", "'instances': 3, 'queue': 1000000")), {}, options);
        QVERIFY(!c.firstOverloaded);
        QVERIFY(c.secondOverloaded);
        QVERIFY(c.figures.empty());
        QVERIFY(c.verdict() == Preference::Worse);
        QVERIFY(c.differs());
    }

    void changes_are_told_in_words() {
        const Design before = designOf(balancedShop()).design();
        Design after =
            designOf(balancedShop("600/s", "'instances': 4", "'cores': 2", kCache, kCacheLink))
                .design();
        after.links[2].timeout = Duration::milliseconds(30);
        after.endpoints[1].name = "GET /c";
        after.objectives.push_back({Objective::Measure::Quantile, Objective::Relation::Below, 0.99,
                                    Duration::milliseconds(200)});
        const std::vector<std::string> expected = {"The endpoint GET /b is gone.",
                                                   "The endpoint GET /c is new.",
                                                   "users: rate is 600/s instead of 300/s.",
                                                   "app: instances is 4 instead of 3.",
                                                   "redis (cache) is new.",
                                                   "app > db: timeout is 30 ms; it was not set.",
                                                   "The link app > redis is new.",
                                                   "The objective p99 < 200 ms is new."};
        QCOMPARE(english(changesBetween(before, after)), expected);
        QVERIFY(changesBetween(before, before).empty());
        const auto back = english(changesBetween(after, before));
        QVERIFY(std::ranges::count(back, "app > db: timeout is not set; it was 30 ms.") == 1);
        QVERIFY(std::ranges::count(back, "redis (cache) is gone.") == 1);
    }
};

HEADROOM_TEST(CompareTest);
#include "compare_test.moc"
