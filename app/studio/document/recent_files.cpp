// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/document/recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace headroom::app {

namespace {
const QString kRecentFiles = QStringLiteral("recentFiles");
}

QStringList RecentFiles::all() {
    QStringList files = QSettings().value(kRecentFiles).toStringList();
    files.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
    return files;
}

void RecentFiles::add(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList files = QSettings().value(kRecentFiles).toStringList();
    files.removeAll(absolute);
    files.prepend(absolute);
    while (files.size() > kMost)
        files.removeLast();
    QSettings().setValue(kRecentFiles, files);
}

void RecentFiles::clear() {
    QSettings().remove(kRecentFiles);
}

}  // namespace headroom::app
