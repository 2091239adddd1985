// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QDomDocument>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <algorithm>

#include "app/studio/canvas/design_scene.h"
#include "app/studio/panels/welcome_page.h"
#include "app/studio/shell/file_actions.h"
#include "app/studio/shell/main_window.h"
#include "app/studio/shell/session.h"
#include "app/studio/text/language.h"
#include "models/format/design_writer.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::app;

namespace {

const QString kRoot = QStringLiteral(HEADROOM_SOURCE_DIR);

struct Message {
    QString source;
    QStringList translations;  // one, or one for each number
    QString type;              // "unfinished", "vanished", "obsolete"; empty: good
};

std::vector<Message> messagesOf(const QString& path) {
    QFile file(path);
    QDomDocument document;
    if (!file.open(QIODevice::ReadOnly) || !document.setContent(&file)) return {};
    std::vector<Message> all;
    const QDomNodeList list = document.elementsByTagName(QStringLiteral("message"));
    for (int i = 0; i < list.size(); ++i) {
        const QDomElement each = list.at(i).toElement();
        const QDomElement translation = each.firstChildElement(QStringLiteral("translation"));
        QStringList texts;
        for (QDomElement form = translation.firstChildElement(); !form.isNull();
             form = form.nextSiblingElement())
            texts << form.text();
        if (texts.isEmpty()) texts << translation.text();
        all.push_back({each.firstChildElement(QStringLiteral("source")).text(), texts,
                       translation.attribute(QStringLiteral("type"))});
    }
    return all;
}

/// "%1", "%2", ..., sorted.
QStringList placesIn(const QString& text) {
    static const QRegularExpression kPlace(QStringLiteral("%\\d+|%n"));
    QStringList places;
    for (auto all = kPlace.globalMatch(text); all.hasNext();)
        places << all.next().captured();
    places.sort();
    return places;
}

/// Marks whatever asks to be translated.
class Marker : public QTranslator {
  public:
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* source, const char*, int) const override {
        return QChar(0xAB) + QString::fromUtf8(source) + QChar(0xBB);
    }
};

/// Whatever a widget shows to people.
QStringList textsOf(const QWidget& widget) {
    QStringList texts = {widget.toolTip(), widget.accessibleName(), widget.statusTip()};
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) texts << label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) texts << button->text();
    if (const auto* edit = qobject_cast<const QLineEdit*>(&widget))
        texts << edit->placeholderText();
    if (const auto* dock = qobject_cast<const QDockWidget*>(&widget)) texts << dock->windowTitle();
    if (const auto* box = qobject_cast<const QComboBox*>(&widget)) {
        for (int i = 0; i < box->count(); ++i)
            texts << box->itemText(i);
    }
    if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget);
        view != nullptr && view->model() != nullptr) {
        const QAbstractItemModel& model = *view->model();
        for (int c = 0; c < model.columnCount(); ++c)
            texts << model.headerData(c, Qt::Horizontal).toString();
    }
    return texts;
}

}  // namespace

class TranslationTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        QCoreApplication::setOrganizationName(QStringLiteral("headroom-tests"));
        QCoreApplication::setApplicationName(QStringLiteral("translation"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings_.path());
    }
    void cleanup() { QVERIFY(Language::use(QStringLiteral("en"))); }

    void every_text_of_the_sources_is_translated_and_no_other() {
        for (const Language& language : Language::all()) {
            // The source is English: only what depends on a number has to be said.
            const bool isSource = language.code == QLatin1String("en");
            const QTemporaryDir folder;
            const QString name = QStringLiteral("headroom_%1.ts").arg(language.code);
            const QString updated = folder.filePath(name);
            QVERIFY(QFile::copy(kRoot + QStringLiteral("/translations/") + name, updated));
            QProcess lupdate;
            lupdate.setWorkingDirectory(kRoot);
            QStringList arguments = {QStringLiteral("-silent"),
                                     QStringLiteral("-locations"),
                                     QStringLiteral("none"),
                                     QStringLiteral("-tr-function-alias"),
                                     QStringLiteral("QT_TRANSLATE_NOOP+=HEADROOM_TEXT"),
                                     QStringLiteral("-I"),
                                     QStringLiteral("."),
                                     QStringLiteral("app"),
                                     QStringLiteral("models"),
                                     QStringLiteral("-ts"),
                                     updated};
            if (isSource) arguments.prepend(QStringLiteral("-pluralonly"));
            lupdate.start(QStringLiteral(HEADROOM_LUPDATE), arguments);
            QVERIFY(lupdate.waitForFinished(60'000));
            QVERIFY2(lupdate.exitCode() == 0, lupdate.readAllStandardError().constData());
            const std::vector<Message> messages = messagesOf(updated);
            QVERIFY(isSource ? !messages.empty() : messages.size() > 900);
            int wrong = 0;
            for (const Message& each : messages) {
                const bool isGood =
                    each.type.isEmpty() &&
                    std::ranges::all_of(each.translations, [&](const QString& translation) {
                        return !translation.isEmpty() &&
                               placesIn(each.source) == placesIn(translation);
                    });
                if (isGood) continue;
                ++wrong;
                qWarning("%s: %s: %s", qPrintable(language.code),
                         each.type.isEmpty() ? "wrong" : qPrintable(each.type),
                         qPrintable(each.source));
            }
            QCOMPARE(wrong, 0);
        }
    }

    void everything_in_the_window_asks_to_be_translated() {
        Marker marker;
        QVERIFY(QCoreApplication::installTranslator(&marker));
        QStringList bare;
        {
            Studio studio;
            QVERIFY(studio.window.files().open(
                kRoot + QStringLiteral("/resources/examples/small-shop.json")));
            studio.window.resize(1440, 900);
            studio.window.show();
            const models::Design& design = studio.document.design();
            QSet<QString> data = {QString::fromStdString(design.name)};
            for (const models::Endpoint& each : design.endpoints)
                data << QString::fromStdString(each.name);
            for (const models::Node& node : design.nodes)
                data << QString::fromStdString(node.id);
            for (const QString& resource : WelcomePage::examples()) {
                Document example;
                QVERIFY(example.load(resource));
                data << QString::fromStdString(example.design().name);
            }
            for (const Language& language : Language::all())
                data << language.name;
            const auto note = [&](const QString& text) {
                static const QRegularExpression kWord(QStringLiteral("\\p{L}{3,}"));
                const bool isBare = !text.contains(QChar(0xAB)) && kWord.match(text).hasMatch();
                if (isBare && !data.contains(text) && !bare.contains(text)) bare << text;
            };
            for (const models::Node& node : design.nodes) {
                studio.window.scene().select({node.id});
                for (const QWidget* widget : studio.window.findChildren<QWidget*>()) {
                    for (const QString& text : textsOf(*widget))
                        note(text);
                }
            }
            for (const QAction* action : studio.window.findChildren<QAction*>())
                note(action->text());
        }
        QCoreApplication::removeTranslator(&marker);
        QVERIFY2(bare.isEmpty(), qPrintable(bare.join(QStringLiteral(" | "))));
    }

    void another_language_is_another_window_over_the_same_run() {
        Session session;
        QVERIFY(session.window().files().open(
            kRoot + QStringLiteral("/resources/examples/small-shop.json")));
        session.window().resize(1440, 900);
        session.window().show();
        session.window().scene().select({"app"});
        session.document().push(QStringLiteral("name"),
                                {SetDesignValue{"name", std::string("Laden")}});
        const std::string text = models::writeDesign(session.document().design());
        QVERIFY(session.controller().play());
        const auto isSeen = [&] {
            return session.controller().view() != nullptr &&
                   session.controller().view()->snapshot != nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isSeen(), 60'000);
        const auto before = session.controller().view()->snapshot->time;
        const QString english = session.window().menuBar()->actions().first()->text();
        QVERIFY(!session.speak(QStringLiteral("xx")));
        QCOMPARE(session.window().menuBar()->actions().first()->text(), english);

        QVERIFY(session.speak(QStringLiteral("de")));
        QCOMPARE(session.window().menuBar()->actions().first()->text(), QStringLiteral("&Datei"));
        QCOMPARE(session.window().size(), QSize(1440, 900));
        QVERIFY(session.window().isVisible());
        QCOMPARE(session.window().scene().selectedNodes(), std::vector<std::string>{"app"});
        QCOMPARE(models::writeDesign(session.document().design()), text);
        QVERIFY(session.document().undoStack().canUndo());
        QVERIFY(session.controller().isPlaying());
        QTRY_VERIFY_WITH_TIMEOUT(session.controller().view()->snapshot->time > before, 60'000);
        QCOMPARE(Session::usualLanguage(), QStringLiteral("de"));

        QVERIFY(session.speak(QStringLiteral("en")));
        QCOMPARE(session.window().menuBar()->actions().first()->text(), english);
        session.controller().stop();
    }

  private:
    QTemporaryDir settings_;
};

HEADROOM_TEST(TranslationTest);
#include "translation_test.moc"
