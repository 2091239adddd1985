// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/shell/file_actions.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include "app/studio/document/recent_files.h"
#include "app/studio/panels/welcome_page.h"
#include "app/studio/text/translation.h"

namespace headroom::app {

namespace {

constexpr qsizetype kShownProblems = 12;

}  // namespace

FileActions::FileActions(Document& document, QWidget& window)
    : QObject(&window), document_(document), window_(window) {}

void FileActions::fill(QMenu& menu) {
    menu.addAction(tr("&New"), QKeySequence::New, this, &FileActions::makeNew);
    menu.addAction(tr("&Open \u2026"), QKeySequence::Open, this, &FileActions::openAnother);
    QMenu* recent = menu.addMenu(tr("Open &recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(*recent); });
    QMenu* examples = menu.addMenu(tr("&Examples"));
    for (const QString& resource : WelcomePage::examples()) {
        Document example;
        if (!example.load(resource)) continue;
        examples->addAction(QString::fromStdString(example.design().name), this,
                            [this, resource] { openExample(resource); });
    }
    menu.addSeparator();
    menu.addAction(tr("&Save"), QKeySequence::Save, this, &FileActions::save);
    menu.addAction(tr("Save &as \u2026"), QKeySequence::SaveAs, this, &FileActions::saveAs);
    menu.addSeparator();
    menu.addAction(tr("&Quit"), QKeySequence::Quit, &window_, &QWidget::close);
}

void FileActions::fillRecent(QMenu& menu) {
    menu.clear();
    const QStringList files = RecentFiles::all();
    for (const QString& path : files) {
        menu.addAction(QDir::toNativeSeparators(path), this, [this, path] {
            if (mayLeave()) open(path);
        });
    }
    menu.addSeparator();
    QAction* clear = menu.addAction(tr("&Clear the list"), this, &RecentFiles::clear);
    clear->setEnabled(!files.isEmpty());
}

void FileActions::makeNew() {
    if (!mayLeave()) return;
    document_.reset({});
    emit opened();
}

void FileActions::openAnother() {
    if (!mayLeave()) return;
    const QString path =
        QFileDialog::getOpenFileName(&window_, tr("Open a design"), {}, tr("Designs (*.json)"));
    if (!path.isEmpty()) open(path);
}

bool FileActions::open(const QString& path) {
    if (!document_.load(path)) {
        emit failed();
        QStringList lines;
        for (const models::Diagnostic& each : document_.problems().list()) {
            lines << (each.place.line > 0 ? tr("Line %1: ").arg(each.place.line) : QString()) +
                         translated(each);
            if (lines.size() == kShownProblems) break;
        }
        QMessageBox box(QMessageBox::Warning, tr("This file cannot be opened"),
                        tr("%1 cannot be opened. What was open before still is.")
                            .arg(QFileInfo(path).fileName()),
                        QMessageBox::Ok, &window_);
        box.setInformativeText(lines.join(QLatin1Char('\n')));
        box.exec();
        return false;
    }
    RecentFiles::add(path);
    emit opened();
    return true;
}

bool FileActions::openExample(const QString& resource) {
    if (!mayLeave()) return false;
    Document example;
    if (!example.load(resource)) return false;
    document_.reset(example.design());
    emit opened();
    return true;
}

bool FileActions::save() {
    if (document_.path().isEmpty()) return saveAs();
    if (const auto problem = document_.save(document_.path())) {
        QMessageBox::warning(&window_, tr("Not saved"), *problem);
        return false;
    }
    RecentFiles::add(document_.path());
    emit said(tr("Saved"));
    return true;
}

bool FileActions::saveAs() {
    QString path =
        QFileDialog::getSaveFileName(&window_, tr("Save the design"), {}, tr("Designs (*.json)"));
    if (path.isEmpty()) return false;
    if (QFileInfo(path).suffix().isEmpty()) path += QStringLiteral(".json");
    if (const auto problem = document_.save(path)) {
        QMessageBox::warning(&window_, tr("Not saved"), *problem);
        return false;
    }
    RecentFiles::add(path);
    return true;
}

bool FileActions::mayLeave() {
    if (!document_.isChanged()) return true;
    const auto answer = QMessageBox::question(
        &window_, tr("Changes are not saved"), tr("Save what was changed?"),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save) return save();
    return answer == QMessageBox::Discard;
}

void FileActions::offerLost(const QString& folder) {
    const std::vector<LostDesign> all = Autosave::lost(folder);
    // The latest first: one is recovered, the others are kept for the next start.
    for (auto lost = all.rbegin(); lost != all.rend(); ++lost) {
        const QString name =
            lost->path.isEmpty() ? tr("a design without a file") : QFileInfo(lost->path).fileName();
        QMessageBox box(
            QMessageBox::Question, tr("Changes that were not saved"),
            tr("Headroom ended before changes to %1 were saved; there is a copy of %2.")
                .arg(name, QLocale().toString(lost->written.toLocalTime(), QLocale::ShortFormat)),
            QMessageBox::NoButton, &window_);
        auto* recovering = box.addButton(tr("Recover"), QMessageBox::AcceptRole);
        auto* dropping = box.addButton(tr("Drop"), QMessageBox::DestructiveRole);
        box.addButton(tr("Later"), QMessageBox::RejectRole);
        box.setDefaultButton(recovering);
        box.exec();
        if (box.clickedButton() == dropping) Autosave::discard(*lost);
        if (box.clickedButton() == recovering) {
            if (recover(*lost)) return;
            QMessageBox::warning(&window_, tr("Not recovered"),
                                 tr("The copy %1 is damaged.").arg(lost->file));
        }
    }
}

bool FileActions::recover(const LostDesign& lost) {
    auto design = Autosave::read(lost);
    if (!design) return false;
    document_.restore(std::move(*design), lost.path);
    Autosave::discard(lost);
    emit opened();
    return true;
}

}  // namespace headroom::app
