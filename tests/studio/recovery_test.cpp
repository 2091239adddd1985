// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <random>

#include "app/studio/document/autosave.h"
#include "app/studio/document/document.h"
#include "app/studio/document/recent_files.h"
#include "app/studio/panels/welcome_page.h"
#include "app/studio/shell/file_actions.h"
#include "app/studio/shell/main_window.h"
#include "models/format/design_writer.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::app;

namespace {

const QString kShop = QStringLiteral(HEADROOM_SOURCE_DIR "/resources/examples/small-shop.json");

std::string writtenDesign(const Document& document) {
    return models::writeDesign(document.design());
}

/// The last number told after that word; 0 if there is none.
int lastTold(const QString& output, const char* word) {
    int last = 0;
    const QRegularExpression pattern(QLatin1String(word) + QStringLiteral(" (\\d+)\n"));
    for (auto all = pattern.globalMatch(output); all.hasNext();)
        last = all.next().captured(1).toInt();
    return last;
}

QStringList filesIn(const QString& folder) {
    return QDir(folder).entryList(QDir::Files | QDir::Hidden);
}

}  // namespace

class RecoveryTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() {
        QCoreApplication::setOrganizationName(QStringLiteral("headroom-tests"));
        QCoreApplication::setApplicationName(QStringLiteral("recovery"));
        QVERIFY(settings_.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings_.path());
    }

    void fifty_ends_without_warning_lose_nothing_that_was_told_to_be_safe() {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("edited.json"));
        const QString copies = folder.filePath(QStringLiteral("copies"));
        {
            Document document;
            QVERIFY(document.load(kShop));
            document.push(QStringLiteral("begin"), {SetDesignValue{"name", std::string("0")}});
            QVERIFY(!document.save(file));
        }
        std::mt19937 random(20261124);
        int fromCopies = 0;
        int fromFile = 0;
        for (int i = 0; i < 50; ++i) {
            QProcess editor;
            editor.start(QStringLiteral(HEADROOM_EDITOR_TO_KILL), {copies, file});
            QString output;
            const int lines = 1 + static_cast<int>(random() % 30);
            while (output.count(QLatin1Char('\n')) < lines) {
                QVERIFY2(editor.waitForReadyRead(20'000), qPrintable(editor.errorString()));
                output += QString::fromUtf8(editor.readAllStandardOutput());
            }
            QTest::qSleep(static_cast<int>(random() % 4));
            editor.kill();
            QVERIFY(editor.waitForFinished(20'000));
            output += QString::fromUtf8(editor.readAllStandardOutput());

            Document saved;
            QVERIFY2(saved.load(file), "the file is damaged");
            const int inFile = QString::fromStdString(saved.design().name).toInt();
            QVERIFY(inFile >= lastTold(output, "saved"));
            int best = inFile;
            for (const LostDesign& lost : Autosave::lost(copies)) {
                QCOMPARE(lost.path, file);
                const auto design = Autosave::read(lost);
                QVERIFY2(design.has_value(), "the copy is damaged");
                QCOMPARE(design->nodes.size(), saved.design().nodes.size());
                best = std::max(best, QString::fromStdString(design->name).toInt());
                Autosave::discard(lost);
            }
            (best > inFile ? fromCopies : fromFile) += 1;
            QVERIFY2(
                best >= lastTold(output, "copied"),
                qPrintable(QStringLiteral("%1 of %2").arg(best).arg(lastTold(output, "copied"))));
        }
        // Both ways were taken, or this shows nothing.
        QVERIFY(fromCopies > 0);
        QVERIFY(fromFile > 0);
        QVERIFY2(filesIn(copies).isEmpty(), qPrintable(filesIn(copies).join(QLatin1Char(' '))));
    }

    void what_is_saved_or_undone_leaves_no_copy() {
        const QTemporaryDir folder;
        Document document;
        {
            Autosave autosave(document, folder.path(), std::chrono::milliseconds(1));
            document.push(QStringLiteral("name"), {SetDesignValue{"name", std::string("a")}});
            QTRY_COMPARE(
                filesIn(folder.path()).filter(QRegularExpression(QStringLiteral("e$"))).size(), 1);
            document.undoStack().undo();
            QTRY_COMPARE(
                filesIn(folder.path()).filter(QRegularExpression(QStringLiteral("e$"))).size(), 0);
            QVERIFY(Autosave::lost(folder.path()).empty());
            document.undoStack().redo();
            QTRY_COMPARE(
                filesIn(folder.path()).filter(QRegularExpression(QStringLiteral("e$"))).size(), 1);
            // Its program is still there: this one.
            QVERIFY(Autosave::lost(folder.path()).empty());
        }
        QVERIFY(filesIn(folder.path()).isEmpty());
    }

    void what_is_recovered_is_as_it_was_and_not_saved() {
        const QTemporaryDir folder;
        Studio studio;
        Document edited;
        QVERIFY(edited.load(kShop));
        edited.push(QStringLiteral("name"), {SetDesignValue{"name", std::string("edited")}});
        LostDesign lost;
        lost.file = folder.filePath(QStringLiteral("a.autosave"));
        lost.path = kShop;
        lost.text = writtenDesign(edited);
        QVERIFY(studio.window.files().recover(lost));
        QCOMPARE(writtenDesign(studio.document), writtenDesign(edited));
        QCOMPARE(studio.document.path(), kShop);
        QVERIFY(studio.document.isChanged());
        QVERIFY(studio.window.isWindowModified());
        lost.text = "{ \"headroom\": 1, ";
        QVERIFY(!studio.window.files().recover(lost));
        QCOMPARE(writtenDesign(studio.document), writtenDesign(edited));
    }

    void files_opened_are_listed_latest_first_while_they_exist() {
        const QTemporaryDir folder;
        RecentFiles::clear();
        QStringList paths;
        for (int i = 0; i < 12; ++i) {
            paths << folder.filePath(QStringLiteral("%1.json").arg(i));
            QVERIFY(QFile::copy(kShop, paths.last()));
            RecentFiles::add(paths.last());
        }
        RecentFiles::add(paths[5]);
        QCOMPARE(RecentFiles::all().size(), RecentFiles::kMost);
        QCOMPARE(RecentFiles::all().front(), paths[5]);
        QVERIFY(QFile::remove(paths[11]));
        QVERIFY(!RecentFiles::all().contains(paths[11]));
        RecentFiles::clear();
        QVERIFY(RecentFiles::all().isEmpty());
    }

    void the_first_result_is_one_click_away() {
        Studio studio;
        studio.window.resize(1280, 800);
        studio.window.show();
        studio.window.showWelcome();
        const auto cards = studio.window.findChildren<ExampleCard*>();
        QCOMPARE(cards.size(), WelcomePage::examples().size());
        QVERIFY(cards.size() >= 4);
        QTest::mouseClick(cards.front(), Qt::LeftButton);
        QVERIFY(!studio.document.design().nodes.empty());
        QVERIFY(studio.document.path().isEmpty());
        QVERIFY(!studio.document.isChanged());
        QVERIFY(!cards.front()->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(
            studio.controller.view() != nullptr && studio.controller.view()->snapshot != nullptr,
            60'000);
        studio.controller.stop();
    }

    void every_example_of_the_program_is_valid() {
        for (const QString& resource : WelcomePage::examples()) {
            Document document;
            QVERIFY2(document.load(resource), qPrintable(resource));
            QVERIFY2(document.validation().valid.has_value(), qPrintable(resource));
            QVERIFY2(!document.design().name.empty(), qPrintable(resource));
        }
    }

  private:
    QTemporaryDir settings_;
};

HEADROOM_TEST(RecoveryTest);
#include "recovery_test.moc"
