// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/document/autosave.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QUuid>

#include "app/studio/document/document.h"
#include "models/format/atomic_file.h"
#include "models/format/design_reader.h"
#include "models/format/design_writer.h"
#include "models/kinds.h"

namespace headroom::app {

namespace {

constexpr int kVersion = 1;

QString nameOfOne(const QString& folder) {
    QDir().mkpath(folder);
    return QDir(folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces) +
                                 QStringLiteral(".autosave"));
}

QString lockOf(const QString& file) {
    return file + QStringLiteral(".lock");
}

std::optional<LostDesign> readCopy(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    if (json.value(QLatin1String("headroomAutosave")).toInt() != kVersion) return std::nullopt;
    LostDesign lost;
    lost.file = path;
    lost.path = json.value(QLatin1String("path")).toString();
    lost.written =
        QDateTime::fromString(json.value(QLatin1String("written")).toString(), Qt::ISODate);
    lost.text = json.value(QLatin1String("design")).toString().toStdString();
    return lost;
}

/// Whether nobody is at work on a copy: its program is gone, and so is its lock then.
bool isAbandoned(const QString& file) {
    QLockFile lock(lockOf(file));
    lock.setStaleLockTime(0);
    return lock.tryLock(0);
}

/// Half-written copies and locks of nothing, of programs that are gone.
void removeRemains(const QString& folder) {
    const QDir all(folder);
    for (const QString& name :
         all.entryList({QStringLiteral(".*.autosave.*"), QStringLiteral("*.lock")},
                       QDir::Files | QDir::Hidden)) {
        const bool isHalf = name.startsWith(QLatin1Char('.'));  // ".NAME.autosave.XXXXXX"
        const QString copy = all.filePath(isHalf ? QFileInfo(name).completeBaseName().mid(1)
                                                 : QFileInfo(name).completeBaseName());
        if (isAbandoned(copy) && isHalf) QFile::remove(all.filePath(name));
    }
}

}  // namespace

Autosave::Autosave(Document& document, const QString& folder, std::chrono::milliseconds pause)
    : document_(document), file_(nameOfOne(folder)), lock_(lockOf(file_)) {
    lock_.setStaleLockTime(0);  // only the end of its program makes it stale
    lock_.lock();
    writer_.setMaxThreadCount(1);
    timer_.setSingleShot(true);
    timer_.setInterval(pause);
    connect(&timer_, &QTimer::timeout, this, &Autosave::write);
    connect(&document_, &Document::changed, this, &Autosave::note);
    connect(&document_, &Document::pathChanged, this, &Autosave::note);
    connect(&document_.undoStack(), &QUndoStack::cleanChanged, this, &Autosave::note);
}

Autosave::~Autosave() {
    writer_.waitForDone();
    QFile::remove(file_);
}

/// From the first change on, not from the last: who never pauses is saved as well.
void Autosave::note() {
    if (!document_.isChanged()) {
        timer_.stop();
        remove();
    } else if (!timer_.isActive()) {
        timer_.start();
    }
}

void Autosave::write() {
    QJsonObject json;
    json.insert(QLatin1String("headroomAutosave"), kVersion);
    json.insert(QLatin1String("path"), document_.path());
    json.insert(QLatin1String("written"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    const int step = document_.undoStack().index();
    writer_.start([this, json, step, file = file_, design = document_.design()]() mutable {
        json.insert(QLatin1String("design"), QString::fromStdString(models::writeDesign(design)));
        const QByteArray bytes = QJsonDocument(json).toJson(QJsonDocument::Compact);
        // A full disk is no reason to disturb: the next change tries again.
        if (!models::writeFileAtomically(file.toStdString(), bytes.toStdString()))
            emit written(step);
    });
}

void Autosave::remove() {
    writer_.start([file = file_] { QFile::remove(file); });
}

std::vector<LostDesign> Autosave::lost(const QString& folder) {
    removeRemains(folder);
    std::vector<LostDesign> all;
    const QFileInfoList files = QDir(folder).entryInfoList(
        {QStringLiteral("*.autosave")}, QDir::Files, QDir::Time | QDir::Reversed);
    for (const QFileInfo& each : files) {
        if (!isAbandoned(each.filePath())) continue;
        if (auto copy = readCopy(each.filePath())) all.push_back(std::move(*copy));
    }
    return all;
}

std::optional<models::Design> Autosave::read(const LostDesign& lost) {
    models::DesignReading reading =
        models::readDesign(lost.text, lost.file.toStdString(), models::kinds());
    if (!reading.design) return std::nullopt;
    if (!lost.path.isEmpty())
        reading.design->directory = QFileInfo(lost.path).absolutePath().toStdString();
    return std::move(reading.design);
}

void Autosave::discard(const LostDesign& lost) {
    QFile::remove(lost.file);
}

QString Autosave::usualFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
           QStringLiteral("/autosave");
}

}  // namespace headroom::app
