// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QLockFile>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>
#include <chrono>
#include <optional>
#include <vector>

#include "models/topology/design.h"

namespace headroom::app {

class Document;

/// What was being edited when a program ended without a farewell.
struct LostDesign {
    QString file;  ///< in the folder of autosaves
    QString path;  ///< of the design file it was; empty: never saved
    QDateTime written;
    std::string text;  ///< of the design
};

/// Keeps a copy of a document's unsaved changes in a folder, so that the end of the program, of
/// whatever kind, costs no more than what was done within `pause`. One file and one lock a program;
/// both go when the document is saved or the program ends well. Files are written atomically, in a
/// thread of their own, one after the other.
class Autosave : public QObject {
    Q_OBJECT
  public:
    Autosave(Document& document, const QString& folder,
             std::chrono::milliseconds pause = std::chrono::seconds(2));
    ~Autosave() override;

    /// Copies in the folder whose programs are gone; oldest first.
    static std::vector<LostDesign> lost(const QString& folder);
    /// The design of it; nothing if it is damaged.
    static std::optional<models::Design> read(const LostDesign& lost);
    static void discard(const LostDesign& lost);
    /// Where a program of this user keeps them.
    static QString usualFolder();

  signals:
    /// A copy is on the disk: the document as it was when its history stood at `step`.
    void written(int step);

  private:
    void note();
    void write();
    void remove();

    Document& document_;
    QString file_;
    QLockFile lock_;
    QTimer timer_;
    QThreadPool writer_;  // of one thread: in the order of the changes
};

}  // namespace headroom::app
