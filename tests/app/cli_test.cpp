// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "models/format/design_reader.h"
#include "models/kinds.h"
#include "tests/support/test_main.h"

namespace {

const QString kSource = HEADROOM_SOURCE_DIR;

struct Answer {
    int status = -1;
    QString out;
    QString err;
};

Answer ask(const QStringList& arguments) {
    QProcess process;
    process.start(HEADROOM_PROGRAM, arguments);
    if (!process.waitForFinished(60'000)) process.kill();
    const bool exited = process.exitStatus() == QProcess::NormalExit;
    return {exited ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

}  // namespace

class CliTest : public QObject {
    Q_OBJECT
  private slots:
    void every_broken_design_is_refused_with_status_2_and_a_message_that_names_it() {
        const QDir folder(kSource + "/tests/golden/broken");
        int refused = 0;
        for (const QString& name : folder.entryList({"*.json"}, QDir::Files)) {
            const QString path = folder.filePath(name);
            const bool valid =
                headroom::models::loadDesign(path.toStdString(), headroom::models::kinds())
                    .valid.has_value();
            if (valid) continue;
            const Answer answer = ask({"validate", path});
            QVERIFY2(answer.status == 2, qPrintable(name + " " + QString::number(answer.status)));
            QVERIFY2(answer.err.contains(name), qPrintable(name + ": " + answer.err));
            QVERIFY2(answer.out.isEmpty(), qPrintable(answer.out));
            ++refused;
        }
        QVERIFY(refused >= 40);
    }

    void a_missing_file_a_folder_and_wrong_usage_have_status_2() {
        const QList<QStringList> calls = {
            {"run", "/nowhere/design.json"},
            {"run", kSource},
            {"run"},
            {},
            {"dance"},
            {"run", "x.json", "--format", "xml"},
            {"run", kSource + "/resources/examples/small-shop.json", "--duration", "5 apples"},
            {"run", kSource + "/resources/examples/small-shop.json", "--set", "app.instances=-3"},
            {"run", kSource + "/resources/examples/small-shop.json", "--set", "nobody.cores=3"}};
        for (const QStringList& call : calls) {
            const Answer answer = ask(call);
            QVERIFY2(answer.status == 2, qPrintable(call.join(' ') + answer.err));
            QVERIFY2(!answer.err.isEmpty() || !answer.out.isEmpty(), qPrintable(call.join(' ')));
        }
    }

    void the_real_log_has_exactly_the_counts_it_is_known_for() {
        QTemporaryDir folder;
        QFile design(folder.filePath("real.json"));
        QVERIFY(design.open(QIODevice::WriteOnly));
        design.write(
            QString("{\"headroom\": 1, \"name\": \"log\", \"endpoints\": [{\"name\": \"*\"}], "
                    "\"nodes\": [{\"id\": \"users\", \"kind\": \"users\", \"settings\": "
                    "{\"log\": \"%1/resources/logs/apache_access.log\"}}, {\"id\": "
                    "\"app\", \"kind\": \"server\"}], \"links\": [{\"from\": \"users\", "
                    "\"to\": \"app\"}]}")
                .arg(kSource)
                .toUtf8());
        design.close();
        const Answer answer = ask({"validate", design.fileName()});
        QVERIFY2(answer.status == 0, qPrintable(answer.err));
        QVERIFY2(answer.out.contains("10000 requests of 1753 clients for 1498 targets, 2747282740 "
                                     "bytes"),
                 qPrintable(answer.out));
        QVERIFY2(answer.out.contains("200:9126 206:45 301:164 304:445 403:2 404:213 416:2 500:3"),
                 qPrintable(answer.out));
    }

    void json_on_standard_output_is_one_object_and_nothing_else() {
        const Answer answer =
            ask({"run", kSource + "/resources/examples/small-log.json", "--format", "json"});
        QCOMPARE(answer.status, 0);
        QVERIFY2(answer.err.isEmpty(), qPrintable(answer.err));
        const QJsonObject result = QJsonDocument::fromJson(answer.out.toUtf8()).object();
        QCOMPARE(result["ending"].toString(), QString("complete"));
        QCOMPARE(result["fingerprint"].toString().size(), 32);
        QVERIFY(result["total"].toObject()["latencyMs"].toObject().contains("p999"));
    }

    void objectives_decide_the_status_and_the_design_says_the_seed() {
        QTemporaryDir folder;
        const auto runWith = [&](const char* objective, const char* seed) {
            QFile design(folder.filePath("one.json"));
            if (!design.open(QIODevice::WriteOnly)) qFatal("no file");
            design.write(
                QString("{\"headroom\": 1, \"name\": \"one\", %2 \"endpoints\": [{\"name\": "
                        "\"GET /\"}], \"nodes\": [{\"id\": \"users\", \"kind\": \"users\", "
                        "\"settings\": {\"rate\": \"100/s\"}}, {\"id\": \"app\", \"kind\": "
                        "\"server\"}], \"links\": [{\"from\": \"users\", \"to\": \"app\"}], "
                        "\"objectives\": [\"%1\"]}")
                    .arg(objective, seed)
                    .toUtf8());
            design.close();
            return ask({"run", design.fileName(), "--duration", "20 s", "--warmup", "1 s",
                        "--precision", "0.5", "--tail-precision", "0.5", "--format", "json"});
        };
        // The mean is half a millisecond of links, and 2 ms of work on cores that are almost idle.
        const Answer met = runWith("mean < 10 ms", "");
        QVERIFY2(met.status == 0, qPrintable(met.err));
        const Answer missed = runWith("mean < 1 ms", "\"seed\": 7,");
        QCOMPARE(missed.status, 1);
        const QJsonObject result = QJsonDocument::fromJson(missed.out.toUtf8()).object();
        QCOMPARE(result["seed"].toInt(), 7);
        const QJsonObject objective = result["objectives"].toArray().at(0).toObject();
        QCOMPARE(objective["verdict"].toString(), QString("missed"));
        QVERIFY(objective["value"].toObject()["low"].toDouble() > 2);
        // 0 errors of 10,000 requests cannot promise one in 100,000.
        QCOMPARE(runWith("errors < 0.001 %", "").status, 3);
    }

    void kinds_lists_every_kind_with_its_settings() {
        const Answer answer = ask({"kinds"});
        QCOMPARE(answer.status, 0);
        for (const auto* kind : headroom::models::kinds()) {
            QVERIFY(answer.out.contains(kind->key));
            for (const auto& field : kind->fields)
                QVERIFY(answer.out.contains(field.key));
        }
    }
};

HEADROOM_TEST(CliTest);
#include "cli_test.moc"
