// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <set>

#include "models/kinds.h"
#include "models/topology/design.h"
#include "tests/support/test_main.h"

using namespace headroom;

namespace {

void addKeys(std::set<QString>& keys, const models::FieldList& fields) {
    for (const models::Field& field : fields) {
        keys.insert(QString::fromLatin1(field.key));
        if (field.rowFields != nullptr && !keys.contains(QString::fromLatin1("\1") + field.key)) {
            keys.insert(QString::fromLatin1("\1") + field.key);  // rows may hold rows of their kind
            addKeys(keys, field.rowFields());
        }
    }
}

/// Keys of kinds, of their settings and metrics, and of links.
std::set<QString> keysOfKinds() {
    std::set<QString> keys;
    for (const models::Kind* kind : models::kinds()) {
        keys.insert(QString::fromLatin1(kind->key));
        addKeys(keys, kind->fields);
        for (const models::Metric& metric : kind->metrics)
            keys.insert(QString::fromLatin1(metric.key));
    }
    addKeys(keys, models::linkFields());
    return keys;
}

/// Literals of a source, without those that are translated or say what is included.
QStringList literalsOf(const QString& source) {
    static const QRegularExpression comment(QStringLiteral("//[^\\n]*"));
    static const QRegularExpression include(QStringLiteral("#include[^\\n]*"));
    static const QRegularExpression literal(QStringLiteral("\"((?:[^\"\\\\\\n]|\\\\.)*)\""));
    QString text = source;
    text.remove(include).remove(comment);
    QStringList literals;
    for (auto it = literal.globalMatch(text); it.hasNext();)
        literals << it.next().captured(1);
    return literals;
}

}  // namespace

class DescribedTest : public QObject {
    Q_OBJECT
  private slots:
    void the_studio_knows_no_kind_and_no_setting_by_its_name() {
        const std::set<QString> keys = keysOfKinds();
        QVERIFY(keys.contains(QStringLiteral("load-balancer")));
        QVERIFY(keys.contains(QStringLiteral("cores")));
        QStringList found;
        int files = 0, literals = 0;
        QDirIterator sources(QStringLiteral(HEADROOM_SOURCE_DIR "/app/studio"),
                             {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                             QDirIterator::Subdirectories);
        while (sources.hasNext()) {
            QFile file(sources.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            ++files;
            // There the words are options of the command line.
            if (file.fileName().endsWith(QStringLiteral("shell/main.cpp"))) continue;
            for (const QString& each : literalsOf(QString::fromUtf8(file.readAll()))) {
                ++literals;
                if (keys.contains(each)) found << file.fileName() + QStringLiteral(": ") + each;
            }
        }
        QVERIFY(files > 40 && literals > 200);
        QCOMPARE(found.join(QLatin1Char('\n')), QString());
    }

    void a_literal_that_names_a_setting_would_be_found() {
        const QStringList literals = literalsOf(QStringLiteral(
            "#include \"rate\"\n// \"scale\"\nfind(\"cores\"); tr(\"a \\\"b\\\" c\"); x(\"\");"));
        QCOMPARE(literals, QStringList({QStringLiteral("cores"), QStringLiteral("a \\\"b\\\" c"),
                                        QString()}));
    }

    void every_kind_has_an_icon() {
        for (const models::Kind* kind : models::kinds()) {
            const QString icon =
                QStringLiteral(":/icons/%1.svg").arg(QString::fromLatin1(kind->key));
            QVERIFY2(QFile::exists(icon), qPrintable(icon));
        }
    }
};

HEADROOM_TEST(DescribedTest);
#include "described_test.moc"
