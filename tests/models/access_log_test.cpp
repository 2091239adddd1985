// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/access_log.h"

#include <QTest>
#include <algorithm>
#include <numeric>
#include <random>
#include <sstream>

#include "models/workload/civil_time.h"
#include "tests/support/test_main.h"

using namespace headroom::models;

namespace {

const std::string kLogs = HEADROOM_SOURCE_DIR "/resources/logs/";

AccessLog readLog(const std::string& text) {
    std::istringstream in(text);
    auto reading = readAccessLog(in, "t.log");
    if (!reading.log) qFatal("no request in the text");
    return *std::move(reading.log);
}

std::string line(const char* client, const char* time, const char* request) {
    return std::string(client) + " - - [" + time + "] \"" + request + "\" 200 10\n";
}

void checkSums(const AccessLog& log) {
    std::uint64_t byStatus = 0;
    for (const auto& [status, count] : log.status)
        byStatus += count;
    QCOMPARE(byStatus, log.requests());
    std::uint64_t requests = 0;
    std::uint64_t bytes = 0;
    for (const auto& endpoint : log.endpoints) {
        requests += endpoint.requests;
        bytes += endpoint.bytes;
        QCOMPARE(std::accumulate(endpoint.objectCounts.begin(), endpoint.objectCounts.end(),
                                 std::uint64_t{0}),
                 endpoint.requests);
        QVERIFY(std::ranges::is_sorted(endpoint.objectCounts, std::ranges::greater()));
    }
    QCOMPARE(requests, log.requests());
    QCOMPARE(bytes, log.bytes);
    QCOMPARE(log.lines, log.requests() + log.malformed);
    std::vector<bool> clients(log.clients);
    std::vector<bool> targets(log.targets);
    for (const auto& arrival : log.arrivals) {
        clients.at(arrival.client) = true;
        targets.at(arrival.object) = true;
    }
    QVERIFY(std::ranges::find(clients, false) == clients.end());
    QVERIFY(std::ranges::find(targets, false) == targets.end());
    QVERIFY(std::ranges::is_sorted(log.arrivals, {}, &LogArrival::offsetNs));
}

}  // namespace

class AccessLogTest : public QObject {
    Q_OBJECT
  private slots:
    // Figures counted by other means: one request a line; clients are addresses; targets are told
    // apart with their queries; "-" is no bytes.
    void the_real_log_is_read_to_the_last_byte() {
        const auto reading = readAccessLog(kLogs + "apache_access.log");
        QVERIFY(reading.diagnostics.empty());
        const AccessLog& log = *reading.log;
        QCOMPARE(log.requests(), std::uint64_t{10'000});
        QCOMPARE(log.clients, std::uint64_t{1'753});
        QCOMPARE(log.targets, std::uint64_t{1'498});
        const std::map<int, std::uint64_t> status = {{200, 9126}, {206, 45}, {301, 164},
                                                     {304, 445},  {403, 2},  {404, 213},
                                                     {416, 2},    {500, 3}};
        QVERIFY(log.status == status);
        QCOMPARE(log.bytes, std::uint64_t{2'747'282'740});
        QCOMPARE(log.malformed, std::uint64_t{0});
        // 17 May 2015 10:05:00 UTC to 20 May 2015 21:05:59 UTC.
        QCOMPARE(log.firstSecond, parseLogTime("17/May/2015:10:05:00 +0000")->second);
        QCOMPARE(log.lastSecond, parseLogTime("20/May/2015:21:05:59 +0000")->second);
        QVERIFY(log.endpoints.size() > 20 && log.endpoints.size() <= 210);
        checkSums(log);
    }
    void the_small_log_is_the_beginning_of_the_real_one() {
        const auto reading = readAccessLog(kLogs + "small_access.log");
        QVERIFY(reading.diagnostics.empty());
        QCOMPARE(reading.log->requests(), std::uint64_t{1'000});
        checkSums(*reading.log);
    }
    void common_combined_and_nginx_lines_mean_the_same() {
        const std::string common =
            "::1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /a.gif HTTP/1.0\" 200 2326";
        const std::string combined = common + " \"http://x/\" \"Mozilla/4.08 [en] \\\"q\\\"\"";
        const std::string nginx = common + " \"-\" \"curl/8\" \"-\" 0.012";
        const AccessLog log = readLog(common + '\n' + combined + "\r\n" + nginx);
        QCOMPARE(log.requests(), std::uint64_t{3});
        QCOMPARE(log.bytes, std::uint64_t{3 * 2326});
        QCOMPARE(log.targets, std::uint64_t{1});
        // 2000-10-10 20:55:36 UTC, as `date -u -d "2000-10-10 20:55:36" +%s` has it.
        QCOMPARE(log.firstSecond, std::int64_t{971'211'336});
    }
    void csv_columns_may_stand_in_any_order() {
        const AccessLog log = readLog(
            "Bytes,note,STATUS,target,method,client,time\n"
            "12,\"a, \"\"b\"\"\",200,\"/x,y\",POST,c1,2015-05-17T10:05:03Z\n"
            "-,,404,/z,GET,c2,2015-05-17 12:05:04+02:00\n"
            "5,,200,/z,GET,c2,17/May/2015:10:05:05 +0000\n"
            "5,,200,/z,GET,c2,1431857106\n");
        QCOMPARE(log.requests(), std::uint64_t{4});
        QCOMPARE(log.bytes, std::uint64_t{22});
        QCOMPARE(log.clients, std::uint64_t{2});
        QCOMPARE(log.endpoints[0].name, std::string("POST /x,y"));
        QCOMPARE(log.lastSecond - log.firstSecond, std::int64_t{3});
        checkSums(log);
    }
    void csv_with_fractions_keeps_its_times() {
        const AccessLog log = readLog("time,target\n100.75,/b\n100,/a\n100.25,/c\n");
        QCOMPARE(log.arrivals[0].offsetNs, std::int64_t{0});
        QCOMPARE(log.arrivals[1].offsetNs, std::int64_t{250'000'000});
        QCOMPARE(log.arrivals[2].offsetNs, std::int64_t{750'000'000});
    }
    void unordered_lines_are_sorted_and_equal_seconds_keep_their_order() {
        const AccessLog log = readLog(line("a", "17/May/2015:10:05:03 +0000", "GET /1 HTTP/1.1") +
                                      line("b", "17/May/2015:10:05:01 +0000", "GET /2 HTTP/1.1") +
                                      line("c", "17/May/2015:10:05:03 +0000", "GET /3 HTTP/1.1") +
                                      line("d", "17/May/2015:10:05:01 +0000", "GET /4 HTTP/1.1") +
                                      line("e", "17/May/2015:10:05:03 +0000", "GET /5 HTTP/1.1"));
        std::vector<std::uint32_t> order;
        std::vector<std::int64_t> offsets;
        for (const auto& arrival : log.arrivals) {
            order.push_back(arrival.client);
            offsets.push_back(arrival.offsetNs);
        }
        QVERIFY((order == std::vector<std::uint32_t>{1, 3, 0, 2, 4}));
        // (k + 0.5) / n of each second: quarters for two, sixths for three, cut to nanoseconds.
        QVERIFY((offsets == std::vector<std::int64_t>{250'000'000, 750'000'000, 2'166'666'666,
                                                      2'500'000'000, 2'833'333'333}));
    }
    void zones_are_taken_into_account() {
        const AccessLog log = readLog(line("a", "17/May/2015:12:05:03 +0200", "GET / HTTP/1.1") +
                                      line("b", "17/May/2015:04:35:03 -0530", "GET / HTTP/1.1"));
        QCOMPARE(log.firstSecond, log.lastSecond);
    }
    void malformed_lines_are_counted_and_the_first_few_shown() {
        std::string text;
        for (int i = 0; i < 15; ++i) {
            text += line("a", "17/May/2015:10:05:03 +0000", "GET / HTTP/1.1") + "nonsense\n\n";
        }
        std::istringstream in(text);
        const auto reading = readAccessLog(in, "t.log");
        QCOMPARE(reading.log->requests(), std::uint64_t{15});
        QCOMPARE(reading.log->malformed, std::uint64_t{15});
        QCOMPARE(reading.log->malformedLines.size(), AccessLog::kShownMalformed);
        QCOMPARE(reading.log->malformedLines[1].line, std::uint64_t{5});
        QCOMPARE(reading.log->malformedLines[1].excerpt, std::string("nonsense"));
        QCOMPARE(reading.diagnostics.errors(), std::size_t{0});
        QCOMPARE(reading.diagnostics.warnings(), AccessLog::kShownMalformed + 1);
        checkSums(*reading.log);
    }
    void strange_but_real_requests_are_kept() {
        const AccessLog log =
            readLog(line("a", "17/May/2015:10:05:03 +0000", "GET /a b HTTP/1.1") +
                    line("a", "17/May/2015:10:05:03 +0000", "GET /old") +
                    line("a", "17/May/2015:10:05:03 +0000", "OPTIONS * HTTP/1.1") +
                    line("a", "17/May/2015:10:05:03 +0000", "GET http://x.org/a?b HTTP/1.1") +
                    line("a", "17/May/2015:10:05:03 +0000", "GET /q\\\"uote HTTP/1.1"));
        QCOMPARE(log.requests(), std::uint64_t{5});
        QCOMPARE(log.endpoints[0].name, std::string("GET /a b"));
        QCOMPARE(log.endpoints[2].name, std::string("OPTIONS *"));
        QCOMPARE(log.endpoints[3].name, std::string("GET /a"));
    }
    void a_line_cut_off_after_its_size_is_a_request() {
        const AccessLog log = readLog(
            "a - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 235 \"-\" \"Mozilla/5.0 (");
        QCOMPARE(log.bytes, std::uint64_t{235});
    }
    void a_byte_order_mark_is_no_part_of_the_first_client() {
        const std::string good = line("a", "17/May/2015:10:05:03 +0000", "GET / HTTP/1.1");
        QCOMPARE(readLog("\xEF\xBB\xBF" + good + good).clients, std::uint64_t{1});
    }
    void too_many_requests_are_refused_where_they_begin() {
        LogLimits limits;
        limits.requests = 2;
        const std::string good = line("a", "17/May/2015:10:05:03 +0000", "GET / HTTP/1.1");
        std::istringstream enough(good + good + "\n");
        QVERIFY(readAccessLog(enough, "t.log", limits).log.has_value());
        std::istringstream tooMany(good + good + good);
        const auto reading = readAccessLog(tooMany, "t.log", limits);
        QVERIFY(!reading.log);
        QVERIFY(reading.diagnostics.contains("log.too-many"));
        QCOMPARE(reading.diagnostics.list()[0].place.line, 3u);
    }
    void any_bytes_at_all_are_read_without_harm() {
        std::mt19937 bits(6);
        const std::string good = line("a", "17/May/2015:10:05:03 +0000", "GET /x?y=1 HTTP/1.1");
        for (int round = 0; round < 5'000; ++round) {
            std::string text = good + good;
            for (auto changes = 1 + bits() % 4; changes > 0; --changes) {
                text[bits() % text.size()] = static_cast<char>(bits() % 256);
            }
            std::istringstream in(text);
            const auto reading = readAccessLog(in, "t.log");
            if (reading.log)
                checkSums(*reading.log);
            else
                QVERIFY(reading.diagnostics.hasErrors());
        }
    }
};

HEADROOM_TEST(AccessLogTest);
#include "access_log_test.moc"
