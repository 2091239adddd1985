// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <string>

#include "models/simulate/run.h"
#include "tests/models/designs_in_tests.h"
#include "tests/models/mutants/mutation.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;
using tests::mutation::Mutant;

namespace {

AuditResult auditOf(const ValidDesign& design, Mutant mutant) {
    tests::mutation::active = mutant;
    RunOptions options;
    options.duration = engine::Duration::seconds(60);
    options.warmup = engine::Duration::seconds(5);
    options.leastReplications = options.mostReplications = 8;
    const RunResult result = run(design, {}, options);
    tests::mutation::active = Mutant::none;
    if (!result.audit) qFatal("no audit");
    return *result.audit;
}

bool hasFinding(const AuditResult& audit, const std::string& part) {
    for (const Sentence& finding : audit.findings) {
        if (finding.english().find(part) != std::string::npos) return true;
    }
    return false;
}

ValidDesign server(const std::string& discipline) {
    return tests::oneServer("280/s",
                            "'cores': 4, 'instances': 1, 'workers': 100000, "
                            "'discipline': '" +
                                discipline + "'");
}

ValidDesign contended() {
    return tests::oneServer("250/s",
                            "'cores': 4, 'instances': 1, 'workers': 100000, 'contention': "
                            "{'serial': '5 %', 'coherence': 0.01}");
}

ValidDesign limited() {
    return tests::designOf(
        "{'headroom': 1, 'name': 'limited', 'endpoints': [{'name': 'GET /', 'cpu': '1 ms'}], "
        "'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '100/s', 'clients': 30}}, "
        "{'id': 'limit', 'kind': 'rate-limiter', 'settings': {'rate': '3/s', 'burst': 4, 'scope': "
        "'client'}}, {'id': 'app', 'kind': 'server'}], 'links': [{'from': 'users', 'to': 'limit'}, "
        "{'from': 'limit', 'to': 'app'}]}");
}

ValidDesign jobs() {
    return tests::designOf(
        "{'headroom': 1, 'name': 'jobs', 'endpoints': [{'name': 'POST /', 'cpu': '1 ms'}], "
        "'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '80/s'}}, {'id': 'line', "
        "'kind': 'queue', 'settings': {'capacity': 20}}, {'id': 'worker', 'kind': 'worker', "
        "'settings': {'instances': 2, 'cores': 1, 'concurrency': 2, 'cpu': 'exponential 20 ms'}}], "
        "'links': [{'from': 'users', 'to': 'line'}, {'from': 'line', 'to': 'worker'}]}");
}

ValidDesign database() {
    return tests::designOf(
        "{'headroom': 1, 'name': 'data', 'endpoints': [{'name': 'GET /', 'cpu': '1 ms', 'reads': "
        "{'rows': 1}}], 'nodes': [{'id': 'users', 'kind': 'users', 'settings': {'rate': '100/s'}}, "
        "{'id': 'lb', 'kind': 'load-balancer'}, {'id': 'app', 'kind': 'server'}, {'id': 'db', "
        "'kind': 'database', 'settings': {'query': 'lognormal 10 ms cv 2'}}], 'links': [{'from': "
        "'users', 'to': 'lb'}, {'from': 'lb', 'to': 'app'}, {'from': 'app', 'to': 'db'}]}");
}

}  // namespace

class AuditMutationTest : public QObject {
    Q_OBJECT
  private slots:
    void without_a_mutant_the_audit_passes() {
        for (const ValidDesign& design : {server("fifo"), server("processor-sharing"), contended(),
                                          limited(), jobs(), database()}) {
            const AuditResult audit = auditOf(design, Mutant::none);
            QVERIFY2(audit.passed, qPrintable(QString::fromStdString(
                                       audit.findings.empty() ? "" : audit.findings[0].english())));
            QCOMPARE(audit.flowBalance, 0.0);
            QCOMPARE(audit.littleLaw, 0.0);
            QVERIFY(audit.utilizationLaw < 1e-6);
        }
        QVERIFY(auditOf(server("fifo"), Mutant::none).formulas.size() >= 3);
    }

    void a_station_that_serves_5_percent_longer_is_found_by_its_busy_time() {
        for (const ValidDesign& design : {server("fifo"), database()}) {
            const AuditResult audit = auditOf(design, Mutant::longService);
            QVERIFY(!audit.passed);
            QVERIFY(hasFinding(audit, "the time busy and the work drawn differ"));
            QVERIFY(std::abs(audit.utilizationLaw - 0.05 / 1.05) < 0.001);
        }
    }

    void a_shared_processor_that_does_5_percent_more_is_found_by_its_busy_time() {
        const AuditResult audit = auditOf(server("processor-sharing"), Mutant::longSharing);
        QVERIFY(!audit.passed);
        QVERIFY(hasFinding(audit, "the time busy and the work drawn differ"));
    }

    void workers_that_do_5_percent_more_are_found_by_their_busy_time() {
        const AuditResult audit = auditOf(jobs(), Mutant::longSharing);
        QVERIFY(!audit.passed);
        QVERIFY(hasFinding(audit, "At worker.cpu, the time busy and the work drawn differ"));
    }

    void cores_that_hinder_each_other_and_do_5_percent_more_are_found_by_their_busy_time() {
        const AuditResult audit = auditOf(contended(), Mutant::longContended);
        QVERIFY(!audit.passed);
        QVERIFY(hasFinding(audit, "At app.cpu, the time busy and the work drawn differ"));
        QVERIFY(std::abs(audit.utilizationLaw - 0.05 / 1.05) < 0.001);
    }

    void a_bucket_that_fills_5_percent_faster_is_found_by_the_clock() {
        const AuditResult audit = auditOf(limited(), Mutant::fastTokens);
        QVERIFY(!audit.passed);
        QVERIFY(hasFinding(audit, "At limit.tokens, the time busy and the work drawn differ"));
    }

    void draws_that_are_5_percent_too_large_are_found_by_the_formulas() {
        for (const char* discipline : {"fifo", "processor-sharing"}) {
            const AuditResult audit = auditOf(server(discipline), Mutant::largeDraws);
            QVERIFY(!audit.passed);
            QVERIFY(hasFinding(audit, "by an exact formula"));
            // The servers did do what was drawn.
            QVERIFY(audit.utilizationLaw < 1e-6);
        }
    }

    // Each mutant is in the part of the engine that it is meant to be in, and only there.
    void a_mutant_of_the_other_discipline_changes_nothing() {
        QVERIFY(auditOf(server("fifo"), Mutant::longSharing).passed);
        QVERIFY(auditOf(server("processor-sharing"), Mutant::longService).passed);
    }
};

HEADROOM_TEST(AuditMutationTest);
#include "audit_mutation_test.moc"
