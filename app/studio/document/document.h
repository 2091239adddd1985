// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <optional>

#include "app/studio/document/edit.h"
#include "models/describe/diagnostic.h"
#include "models/topology/validate.h"

namespace headroom::app {

/// The design that a window edits, and the only one who writes it. Every change is an undo command;
/// views hear of all of them by one signal and read the design again.
class Document : public QObject {
    Q_OBJECT
  public:
    explicit Document(QObject* parent = nullptr);

    const models::Design& design() const { return design_; }
    /// What validation says of the design as it is.
    const models::Validation& validation() const { return validation_; }
    /// Problems of the file it was read from, with lines, until the next change; else of
    /// validation.
    const models::Diagnostics& problems() const { return problems_; }

    QUndoStack& undoStack() { return undo_; }
    bool isChanged() const { return !undo_.isClean(); }
    const QString& path() const { return path_; }
    /// What was done last, or undone, in words; while `changed` is emitted the stack has not moved.
    const QString& step() const { return step_; }

    /// Does edits as one step of the history. Steps that set the same values again and follow each
    /// other within `merging` (a slider that is dragged) become one.
    void push(const QString& what, Edits edits, bool merging = false);

    /// Replaces everything; the history begins anew.
    void reset(models::Design design, const QString& path = {});
    /// The same with what was never saved: it counts as changed.
    void restore(models::Design design, const QString& path);
    /// Reads a file. False: it cannot be edited, nothing has changed, and problems() says why.
    /// A file with mistakes in values or wiring is opened with them.
    bool load(const QString& path);
    /// Writes atomically. The error says what went wrong; then the old file is as it was.
    std::optional<QString> save(const QString& path);

    /// An id that no node has: "server", "server2", ...
    std::string freeId(const std::string& wish) const;

  signals:
    /// After every change, undo and redo; empty: everything is another.
    void changed(const headroom::app::Edits& edits);
    void pathChanged();

  private:
    friend class EditCommand;
    Edits perform(const Edits& edits, const QString& what);
    void replace(models::Design design, const QString& path);
    void check();

    models::Design design_;
    models::Validation validation_;
    models::Diagnostics problems_;
    QUndoStack undo_;
    QString path_;
    QString step_;
};

}  // namespace headroom::app
