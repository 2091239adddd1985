// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

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

Answer ask(const QStringList& arguments, const char* program = HEADROOM_PROGRAM) {
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60'000)) process.kill();
    const bool exited = process.exitStatus() == QProcess::NormalExit;
    return {exited ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

/// A run in the background, interrupted once it has done `seconds` of a processor's work and
/// listens to interrupts.
Answer interrupt(const QStringList& arguments, double seconds) {
    QProcess process;
    process.start(HEADROOM_PROGRAM, arguments);
    if (!process.waitForStarted()) return {};
    const QString proc = "/proc/" + QString::number(process.processId());
    const auto isListening = [&] {
        QFile status(proc + "/status");
        if (!status.open(QIODevice::ReadOnly)) return false;
        const QString text = status.readAll();
        const qsizetype at = text.indexOf("SigCgt:");
        return at >= 0 &&
               (text.mid(at + 7, 17).trimmed().toULongLong(nullptr, 16) >> (SIGINT - 1) & 1) == 1;
    };
    const auto worked = [&] {
        QFile stat(proc + "/stat");
        if (!stat.open(QIODevice::ReadOnly)) return 0.0;
        const QStringList fields = QString(stat.readAll()).section(") ", -1).split(' ');
        return (fields.value(11).toDouble() + fields.value(12).toDouble()) / 100;  // user, system
    };
    while (process.state() == QProcess::Running && (!isListening() || worked() < seconds)) {
        process.waitForFinished(20);
    }
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    if (!process.waitForFinished(60'000)) process.kill();
    const bool exited = process.exitStatus() == QProcess::NormalExit;
    return {exited ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

const QString kShop = kSource + "/resources/examples/small-shop.json";

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
            // Of a file of loads that the design names, the name is as the design's.
            QVERIFY2(answer.err.contains(QFileInfo(name).completeBaseName()),
                     qPrintable(name + ": " + answer.err));
            QVERIFY2(answer.out.isEmpty(), qPrintable(answer.out));
            ++refused;
        }
        QVERIFY(refused >= 40);
    }

    void compare_answers_0_for_the_same_1_for_a_difference_and_3_for_doubt() {
        const QStringList bounds = {"--duration", "2s", "--warmup", "1s"};
        const Answer same = ask(QStringList{"compare", kShop, kShop} + bounds);
        QVERIFY2(same.status == 0, qPrintable(same.err + same.out));
        QVERIFY(same.out.contains("The second is: same"));
        const Answer more =
            ask(QStringList{"compare", kShop, "--set", "users.rate=800/s", "--format", "json"} +
                bounds);
        QVERIFY2(more.status == 1, qPrintable(more.err + more.out));
        const QJsonObject json = QJsonDocument::fromJson(more.out.toUtf8()).object();
        QCOMPARE(json["changes"].toArray().size(), 1);
        QVERIFY(json["changes"][0]["text"].toString().startsWith("users: rate is 800/s"));
        QVERIFY(!json["figures"].toArray().isEmpty());
        // A single pair has no interval.
        const Answer one = ask(QStringList{"compare", kShop, "--set", "users.rate=800/s",
                                           "--replications", "1", "--least-replications", "1"} +
                               bounds);
        QVERIFY2(one.status == 3, qPrintable(one.err + one.out));
        QCOMPARE(ask({"compare", kShop, "/nowhere.json"}).status, 2);
    }

    void a_run_says_bottleneck_headroom_and_waterfalls_if_asked() {
        const QStringList bounds = {
            "--duration",           "2s", "--warmup", "1s", "--replications", "2",
            "--least-replications", "2"};
        const Answer all =
            ask(QStringList{"run", kShop, "--format", "json", "--waterfall", "--target", "80 %"} +
                bounds);
        const QJsonObject json = QJsonDocument::fromJson(all.out.toUtf8()).object();
        QVERIFY2(!json["slowest"].toArray().isEmpty(), qPrintable(all.err));
        QVERIFY(json["bottleneck"]["sentence"]["text"].toString().endsWith('.'));
        QCOMPARE(json["headroom"]["target"].toDouble(), 0.8);
        QVERIFY(!json["headroom"]["instanceDown"].toArray().isEmpty());
        const Answer bare = ask(QStringList{"run", kShop, "--format", "json", "--bare"} + bounds);
        const QJsonObject less = QJsonDocument::fromJson(bare.out.toUtf8()).object();
        QVERIFY(!less.contains("bottleneck") && !less.contains("headroom"));
        QVERIFY(!less.contains("slowest"));
        QCOMPARE(less["fingerprint"], json["fingerprint"]);
        QCOMPARE(ask({"run", kShop, "--target", "many"}).status, 2);
    }

    void a_red_audit_ends_the_program_with_4() {
        // The same program, but for a shared processor that does 5 % more than it is asked to.
        const QStringList run = {
            "run",      kShop,   "--bare",         "--duration", "2s",
            "--warmup", "500ms", "--replications", "2",          "--least-replications",
            "2"};
        const QStringList json = run + QStringList{"--format", "json"};
        const auto auditOf = [](const Answer& answer) {
            return QJsonDocument::fromJson(answer.out.toUtf8()).object()["audit"].toObject();
        };
        QVERIFY(ask(run).status != 4);
        const QJsonObject clean = auditOf(ask(json));
        QVERIFY(clean["passed"].toBool(false));
        QVERIFY(clean["findings"].toArray().isEmpty());
        const Answer text = ask(run, HEADROOM_MUTANT);
        QVERIFY2(text.status == 4, qPrintable(text.err + text.out));
        QVERIFY(text.out.contains("AUDIT FAILED"));
        QVERIFY(text.out.contains("At app.cpu, the time busy and the work drawn differ by"));
        const Answer red = ask(json, HEADROOM_MUTANT);
        QCOMPARE(red.status, 4);
        QVERIFY(!auditOf(red)["passed"].toBool(true));
        QVERIFY(!auditOf(red)["findings"].toArray().isEmpty());
        QVERIFY(auditOf(red)["utilizationLaw"].toDouble() > 0.01);
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

    // Says what the figures are on this machine and holds none of them against a bound: a machine
    // that is busy with other work is no defect.
    void the_quick_bench_prints_every_figure_of_speed_and_ratio() {
        const Answer answer = ask({"bench", "--quick"});
        QVERIFY2(answer.status == 0, qPrintable(answer.err));
        QStringList begins = {"hold,jump,10000,automatic,",
                              "hold,processes,1000,automatic,",
                              "hold,processes,100000,automatic,",
                              "hold,exponential,8,heap,",
                              "hold,exponential,8,wheel,",
                              "mm1,50000,",
                              "tier3,25000,",
                              "memory,",
                              "ratio,bimodal / exponential at 100000,",
                              "ratio,exponential at 300000 / at 1000,",
                              "ratio,jump of 60 / exponential at 1000,",
                              "ratio,processes / event set alone at 100000,"};
        for (const char* shape : {"web", "exponential", "bimodal"}) {
            for (const int pending : {1'000, 10'000, 100'000, 300'000})
                begins += QString("hold,%1,%2,automatic,").arg(shape).arg(pending);
        }
        const QStringList lines = answer.out.split('\n');
        for (const QString& begin : begins) {
            double figure = 0;
            for (const QString& line : lines) {
                if (!line.startsWith(begin)) continue;
                if (const double read = line.mid(begin.size()).section(',', 0, 0).toDouble();
                    read > 0)
                    figure = read;
            }
            QVERIFY2(figure > 0, qPrintable(begin));
            if (begin.startsWith("ratio")) qInfo("%s%.2f", qPrintable(begin), figure);
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

    void a_run_that_could_be_more_precise_or_hits_its_bound_has_status_3() {
        const Answer imprecise = ask({"run", kShop, "--duration", "1 s", "--warmup", "1 s",
                                      "--replications", "2", "--precision", "1e-9"});
        QVERIFY2(imprecise.status == 3, qPrintable(imprecise.err));
        QVERIFY2(imprecise.out.contains("precision asked for was not reached"),
                 qPrintable(imprecise.out));
        const Answer bounded =
            ask({"run", kShop, "--duration", "10 s", "--warmup", "1 s", "--memory", "9 MB", "--set",
                 "users.rate=20k/s", "--set", "app.queue=10000000"});
        QVERIFY2(bounded.status == 3, qPrintable(bounded.out + bounded.err));
        QVERIFY2(bounded.out.contains("passed the memory limit"), qPrintable(bounded.out));
    }

    void an_interrupt_ends_the_run_with_status_130_and_the_figures_of_what_was_done() {
        // Replications of 500 requests, and no end of them.
        const Answer answer =
            interrupt({"run", kShop, "--duration", "1 s", "--warmup", "1 s", "--replications",
                       "100000", "--precision", "1e-9", "--format", "json"},
                      3.0);
        QVERIFY2(answer.status == 130, qPrintable(QString::number(answer.status) + answer.err));
        const QJsonObject result = QJsonDocument::fromJson(answer.out.toUtf8()).object();
        QCOMPARE(result["ending"].toString(), QString("cancelled"));
        QVERIFY(result["replications"].toInt() >= 1);
        QVERIFY(result["total"].toObject()["requests"].toDouble() > 100);
    }

    void an_interrupt_during_a_replication_of_a_year_is_answered_at_once() {
        // It would take an hour to the first instant that a run looks up by itself.
        const Answer answer = interrupt({"run", kShop, "--duration", "365 d"}, 0.2);
        QVERIFY2(answer.status == 130, qPrintable(QString::number(answer.status) + answer.err));
        QVERIFY2(answer.out.contains("Interrupted before anything was measured"),
                 qPrintable(answer.out));
    }

    void an_answer_that_cannot_be_written_has_status_4() {
        QProcess process;
        process.setStandardOutputFile("/dev/full");
        process.start(HEADROOM_PROGRAM, {"kinds"});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 4);
        QVERIFY(process.readAllStandardError().contains("standard output cannot be written"));
    }

    void a_run_edited_on_the_command_line_is_verified_from_its_result() {
        QTemporaryDir folder;
        const Answer answer =
            ask({"run", kSource + "/resources/examples/small-shop.json", "--duration", "3 s",
                 "--replications", "2", "--least-replications", "2", "--at", "1 s app.instances=8",
                 "--at", "500 ms crash app.0 for 1 s", "--format", "json"});
        const QJsonObject result = QJsonDocument::fromJson(answer.out.toUtf8()).object();
        QCOMPARE(result["ending"].toString(), QString("complete"));
        const QJsonArray journal = result["journal"].toArray();
        QCOMPARE(journal.size(), 2);
        QCOMPARE(journal[0].toObject()["fault"].toString(), QString("crash"));
        QCOMPARE(journal[1].toObject()["to"].toInt(), 8);
        QVERIFY(result["canonicalDesign"].toObject().contains("nodes"));
        QVERIFY(result["wallSeconds"].toDouble() > 0);
        QFile file(folder.filePath("result.json"));
        const auto write = [&](const QByteArray& text) {
            if (!file.open(QIODevice::WriteOnly)) qFatal("no file");
            file.write(text);
            file.close();
        };
        write(answer.out.toUtf8());
        const Answer same = ask({"verify", file.fileName()});
        QVERIFY2(same.status == 0, qPrintable(same.out + same.err));
        QVERIFY(same.out.contains(result["fingerprint"].toString()));
        QByteArray touched = answer.out.toUtf8();
        const char* figure = "\"offeredRps\": ";
        write(touched.insert(touched.indexOf(figure) + qstrlen(figure), '1'));
        const Answer differs = ask({"verify", file.fileName()});
        QCOMPARE(differs.status, 1);
        QVERIFY2(differs.out.contains("/total/offeredRps"), qPrintable(differs.out));
        write(answer.out.toUtf8().left(1000));
        QCOMPARE(ask({"verify", file.fileName()}).status, 2);
        QCOMPARE(ask({"verify", kSource + "/resources/examples/small-shop.json"}).status, 2);
    }

    void overload_and_too_little_memory_have_their_status() {
        const QString shop = kSource + "/resources/examples/small-shop.json";
        const Answer over = ask({"run", shop, "--set", "app.queue=10000000", "--set",
                                 "users.rate=5k/s", "--set", "redis.start=cold"});
        QVERIFY2(over.status == 1, qPrintable(over.out + over.err));
        QVERIFY2(over.out.contains("grows by"), qPrintable(over.out));
        const Answer memory = ask({"run", shop, "--memory", "100 kB"});
        QCOMPARE(memory.status, 3);
        QVERIFY2(memory.out.contains("The largest part"), qPrintable(memory.out));
        for (const char* change : {"1 s app.instances=0", "1 s nobody.cores=1", "soon",
                                   "1 s crash users", "1 s crash app.7"}) {
            QCOMPARE(ask({"run", shop, "--at", change}).status, 2);
        }
    }

    void format_prints_the_canonical_form_and_leaves_canonical_files_as_they_are() {
        QTemporaryDir folder;
        for (const char* name : {"small-shop.json", "small-log.json"}) {
            const QString path = kSource + "/resources/examples/" + name;
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const Answer printed = ask({"format", path});
            QCOMPARE(printed.status, 0);
            QCOMPARE(printed.out, QString::fromUtf8(file.readAll()));
            QCOMPARE(ask({"format", path, "--check"}).status, 0);
        }
    }

    void format_saves_all_of_it_or_nothing() {
        QTemporaryDir folder;
        const QString path = folder.filePath("d.json");
        const auto write = [&](const QByteArray& text) {
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly)) qFatal("no file");
            file.write(text);
        };
        const auto read = [&] {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly)) qFatal("no file");
            return file.readAll();
        };
        const QByteArray loose = "{\"nodes\":[{\"kind\":\"server\",\"id\":\"s\"}],\"headroom\":1}";
        write(loose);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        QFile::link(path, folder.filePath("link.json"));
        QCOMPARE(ask({"format", path, "--check"}).status, 1);
        QCOMPARE(read(), loose);
        QCOMPARE(ask({"format", path, "--output", folder.filePath("link.json")}).status, 0);
        const QByteArray canonical = read();
        QVERIFY(canonical != loose);
        QVERIFY(QFileInfo(folder.filePath("link.json")).isSymLink());
        QCOMPARE(QFile::permissions(path) & QFile::ReadOther, QFile::Permissions());
        QCOMPARE(ask({"format", path, "--check"}).status, 0);
        QCOMPARE(ask({"format", path, "--output", path}).status, 0);
        QCOMPARE(read(), canonical);
        QCOMPARE(ask({"format", path, "--output", folder.filePath("new.json")}).status, 0);
        // Nothing but the three is left in the folder, and what cannot be read is not touched.
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 3);
        const QByteArray broken = "{\"headroom\":1,\"nodes\":[{\"kind\":\"server\"}]}";
        write(broken);
        QCOMPARE(ask({"format", path, "--output", path}).status, 2);
        QCOMPARE(read(), broken);
        const QString example = kSource + "/resources/examples/small-shop.json";
        const Answer nowhere = ask({"format", example, "--output", "/nowhere/d.json"});
        QCOMPARE(nowhere.status, 2);
        QVERIFY(nowhere.err.contains("/nowhere/d.json"));
        QVERIFY(nowhere.err.contains("file.unwritable"));
        QCOMPARE(ask({"format", example, "--output", folder.path()}).status, 2);
        QCOMPARE(ask({"format", example, "--check", "--output", path}).status, 2);
        QCOMPARE(ask({"format", "/nowhere/d.json"}).status, 2);
    }

    void schema_prints_one_object_of_json() {
        const Answer answer = ask({"schema"});
        QCOMPARE(answer.status, 0);
        const QJsonObject schema = QJsonDocument::fromJson(answer.out.toUtf8()).object();
        QCOMPARE(schema["$schema"].toString(),
                 QString("https://json-schema.org/draft/2020-12/schema"));
        for (const auto* kind : headroom::models::kinds())
            QVERIFY(schema["$defs"].toObject().contains(kind->key));
    }

    void a_run_shows_what_formulas_say_beside_what_it_measured() {
        const QString shop = kSource + "/resources/examples/small-shop.json";
        const QStringList shortRun = {"run",      shop,  "--duration",     "1 s",
                                      "--warmup", "1 s", "--replications", "2"};
        const Answer text = ask(shortRun);
        QVERIFY2(text.out.contains("by formula / simulated"), qPrintable(text.out));
        const Answer json = ask(shortRun + QStringList{"--format", "json"});
        const QJsonObject result = QJsonDocument::fromJson(json.out.toUtf8()).object();
        const QJsonObject analysis = result.value("analysis").toObject();
        QCOMPARE(analysis.value("quality").toString(), QString("approximation"));
        QVERIFY(analysis.value("responseMs").toDouble() > analysis.value("leastMs").toDouble());
        QCOMPARE(analysis.value("components").toArray().size(),
                 result.value("components").toArray().size());
        QVERIFY(!analysis.value("components")
                     .toArray()
                     .at(2)
                     .toObject()
                     .value("reasons")
                     .toArray()
                     .isEmpty());
        // a replayed log has no steady state to speak of
        const Answer log = ask({"run", kSource + "/resources/examples/small-log.json",
                                "--replications", "1", "--format", "json"});
        QVERIFY(!QJsonDocument::fromJson(log.out.toUtf8()).object().contains("analysis"));
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
