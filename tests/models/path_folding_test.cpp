// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/path_folding.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>
#include <random>

#include "models/workload/civil_time.h"
#include "tests/support/test_main.h"

using namespace headroom::models;

class PathFoldingTest : public QObject {
    Q_OBJECT
  private slots:
    void paths_lose_what_differs_from_object_to_object() {
        const std::pair<const char*, const char*> cases[] = {
            {"/", "/"},
            {"", "/"},
            {"?a=b", "/"},
            {"*", "*"},
            {"/products/", "/products"},
            {"//a///b", "/a/b"},
            {"/products/17?page=2#top", "/products/{id}"},
            {"/blog/2015/05/title.html", "/blog/{id}/{id}/title.html"},
            {"/day/2015-05-17", "/day/{id}"},
            {"/o/123e4567-e89b-12d3-a456-426614174000/x", "/o/{id}/x"},
            {"/commit/3f2a9c1b", "/commit/{id}"},
            {"/commit/deadbeefcafe", "/commit/deadbeefcafe"},
            {"/commit/deadbeefcafebabe", "/commit/{id}"},
            {"/v1/users", "/v1/users"},
            {"/static/a/Logo.PNG?v=3", "{image}"},
            {"/x/app.min.js", "{script}"},
            {"/x/app.css", "{style}"},
            {"/f.woff2", "{font}"},
            {"/a.tar.gz", "{archive}"},
            {"/m.webm", "{media}"},
            {"/d.pdf", "{document}"},
            {"/png", "/png"},
            {"/file.", "/file."},
            {"http://host:80/a/5?x", "/a/{id}"},
            {"http://host", "/"},
            {"/go?to=http://x/y", "/go"},
            {"/1/2/3/4/5/6/7/8/9/10", "/{id}/{id}/{id}/{id}/{id}/{id}/{id}/{id}"},
        };
        for (const auto& [target, folded] : cases)
            QCOMPARE(foldPath(target), std::string(folded));
    }
    void many_siblings_become_one_name_and_few_stay() {
        std::vector<std::string> names;
        for (std::size_t i = 0; i <= kMostSiblings; ++i) {
            names.push_back("GET /tags/tag" + std::string(i + 1, 'x'));
        }
        names.push_back("GET /tags/a/feed");
        for (std::size_t i = 0; i < kMostSiblings; ++i) {
            names.push_back("GET /few/tag" + std::string(i + 1, 'x'));
        }
        names.push_back("POST /tags/tagx");
        names.push_back("GET {image}");
        const std::vector<std::uint64_t> requests(names.size(), 1);
        const auto folded = foldSiblings(names, requests);
        QCOMPARE(folded.size(), names.size());
        for (std::size_t i = 0; i <= kMostSiblings; ++i) {
            QCOMPARE(folded[i], std::string("GET /tags/{name}"));
        }
        QCOMPARE(folded[kMostSiblings + 1], std::string("GET /tags/{name}/feed"));
        for (std::size_t i = kMostSiblings + 2; i < names.size(); ++i) {
            QCOMPARE(folded[i], names[i]);
        }
    }
    void the_least_asked_for_beyond_the_limit_share_one_endpoint() {
        std::vector<std::string> names;
        std::vector<std::uint64_t> requests;
        // 16 folders of 16 each are 256 endpoints, none of which has too many siblings.
        for (std::size_t i = 0; i < 256; ++i) {
            names.push_back("GET /" + std::string(1, char('a' + i / 16)) + "/" +
                            std::string(1, char('a' + i % 16)));
            requests.push_back(1000 - i);
        }
        const auto folded = foldSiblings(names, requests);
        for (std::size_t i = 0; i < names.size(); ++i) {
            QCOMPARE(folded[i], i < kMostEndpoints ? names[i] : std::string("GET {other}"));
        }
    }
    void civil_days_agree_with_qt_over_four_centuries() {
        const QDate epoch(1970, 1, 1);
        for (QDate date(1850, 1, 1); date < QDate(2250, 1, 1); date = date.addDays(1)) {
            const auto days =
                daysFromCivil(date.year(), unsigned(date.month()), unsigned(date.day()));
            QCOMPARE(days, std::int64_t{epoch.daysTo(date)});
        }
        QVERIFY(isDate(2000, 2, 29) && !isDate(1900, 2, 29) && !isDate(2015, 2, 29));
        QVERIFY(isDate(2016, 2, 29) && !isDate(2015, 4, 31) && !isDate(2015, 13, 1));
        QVERIFY(!isDate(2015, 0, 1) && !isDate(2015, 1, 0));
    }
    void log_times_agree_with_qt() {
        std::mt19937 bits(7);
        static const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        for (int i = 0; i < 2'000; ++i) {
            const std::int64_t second = static_cast<std::int64_t>(bits() % 4'000'000'000U);
            const int zoneMinutes = int(bits() % 27) * 60 - 12 * 60 + (bits() % 2 ? 30 : 0);
            const QDateTime local =
                QDateTime::fromSecsSinceEpoch(second, QTimeZone::utc()).addSecs(zoneMinutes * 60);
            if (local.date().year() < 1970 || zoneMinutes > 14 * 60) continue;
            const int absolute = std::abs(zoneMinutes);
            const QString zone = QString("%1%2%3")
                                     .arg(zoneMinutes < 0 ? '-' : '+')
                                     .arg(absolute / 60, 2, 10, QChar('0'))
                                     .arg(absolute % 60, 2, 10, QChar('0'));
            const QString text =
                local.toString("dd/'%1'/yyyy:HH:mm:ss ").arg(kMonths[local.date().month() - 1]) +
                zone;
            const auto parsed = parseLogTime(text.toStdString());
            QVERIFY2(parsed, qPrintable(text));
            QCOMPARE(parsed->second, second);
            const auto iso =
                parseTimestamp((local.toString("yyyy-MM-ddTHH:mm:ss") + ".5" + zone).toStdString());
            QVERIFY(iso && *iso == (UnixTime{second, 500'000'000}));
        }
    }
    void times_that_are_none_are_refused() {
        for (const char* text :
             {"", "17/May/2015", "17/May/2015:10:05:03", "17/may/2015:10:05:03 +0000",
              "32/May/2015:10:05:03 +0000", "17/May/2015:10:05:61 +0000",
              "17/May/2015:10:05:03 +2500", "17/May/2015:10:05:03 +0000x",
              "17/May/1969:10:05:03 +0000", "7/May/2015:10:05:03 +0000"}) {
            QVERIFY2(!parseLogTime(text), text);
        }
        for (const char* text :
             {"", "1.", ".5", "x", "-5", "99999999999", "2015-05-17", "2015-5-17T1:1:1",
              "2015-05-17T10:05:03+99:00", "2015-05-17T10:05:03."}) {
            QVERIFY2(!parseTimestamp(text), text);
        }
        QVERIFY(parseTimestamp("1431857103.123456789999")->nanosecond == 123'456'789);
    }
};

HEADROOM_TEST(PathFoldingTest);
#include "path_folding_test.moc"
