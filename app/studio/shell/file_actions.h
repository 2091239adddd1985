// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "app/studio/document/autosave.h"
#include "app/studio/document/document.h"

class QMenu;
class QWidget;

namespace headroom::app {

/// What people do with files: new, open, examples, recent, save, and get back what was lost. Asks
/// before anything that is not saved is left.
class FileActions : public QObject {
    Q_OBJECT
  public:
    /// `window`: where questions are asked; both outlive it.
    FileActions(Document& document, QWidget& window);

    void fill(QMenu& menu);
    /// False: it cannot be opened; a window has said why.
    bool open(const QString& path);
    /// A design that comes with the program, as one of its own without a file.
    bool openExample(const QString& resource);
    /// Asks which file, then opens it.
    void openAnother();
    void makeNew();
    bool save();
    bool saveAs();
    /// Asks about changes that are not saved; false: stay.
    bool mayLeave();
    /// Asks what to do with what a program that ended without a farewell has left in the folder.
    void offerLost(const QString& folder);
    /// Opens it as it was, not saved yet, and drops the copy.
    bool recover(const LostDesign& lost);

  signals:
    /// Another design is there.
    void opened();
    /// One was read and cannot be opened: problems() of the document says why.
    void failed();
    void said(const QString& message);

  private:
    void fillRecent(QMenu& menu);

    Document& document_;
    QWidget& window_;
};

}  // namespace headroom::app
