// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/document/document.h"

#include <QFile>
#include <QFileInfo>
#include <QUndoCommand>
#include <algorithm>

#include "models/format/atomic_file.h"
#include "models/format/design_reader.h"
#include "models/format/design_writer.h"
#include "models/kinds.h"

namespace headroom::app {

/// A step of the history: what it does, and what undoes it.
class EditCommand : public QUndoCommand {
  public:
    EditCommand(Document& document, const QString& what, Edits edits, bool merging)
        : QUndoCommand(what), document_(document), edits_(std::move(edits)), merging_(merging) {}

    void redo() override { back_ = document_.perform(edits_, text()); }
    void undo() override { document_.perform(back_, Document::tr("%1, undone").arg(text())); }
    int id() const override { return merging_ ? 1 : -1; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto& later = static_cast<const EditCommand&>(*other);
        if (!merging_ || !later.merging_ || !std::ranges::equal(later.edits_, edits_, replaces)) {
            return false;
        }
        edits_ = later.edits_;
        return true;
    }

  private:
    Document& document_;
    Edits edits_;
    Edits back_;
    bool merging_;
};

Document::Document(QObject* parent) : QObject(parent) {
    check();
}

void Document::push(const QString& what, Edits edits, bool merging) {
    if (edits.empty()) return;
    undo_.push(new EditCommand(*this, what, std::move(edits), merging));
}

Edits Document::perform(const Edits& edits, const QString& what) {
    step_ = what;
    Edits back = applyAll(design_, edits);
    check();
    emit changed(edits);
    return back;
}

void Document::check() {
    validation_ = models::validate(design_);
    problems_ = validation_.diagnostics;
}

void Document::replace(models::Design design, const QString& path) {
    undo_.clear();
    design_ = std::move(design);
    path_ = path;
    check();
}

void Document::reset(models::Design design, const QString& path) {
    replace(std::move(design), path);
    emit pathChanged();
    emit changed({});
}

void Document::restore(models::Design design, const QString& path) {
    reset(std::move(design), path);
    undo_.resetClean();
}

bool Document::load(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        problems_ = {};
        models::Diagnostic problem;
        problem.code = "file.unreadable";
        problem.text = HEADROOM_TEXT("document", "This cannot be read: %1");
        problem.remedy = HEADROOM_TEXT("document", "Choose another file.");
        problem.arguments = {file.errorString().toStdString()};
        problem.place.file = path.toStdString();
        problems_.add(std::move(problem));
        return false;
    }
    const QByteArray bytes = file.readAll();
    models::DesignReading reading = models::readDesign(
        std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())),
        path.toStdString(), models::kinds());
    const bool editable =
        reading.design && std::ranges::none_of(reading.design->nodes, [](const models::Node& node) {
            return node.kind == nullptr;
        });
    if (!editable) {
        problems_ = reading.diagnostics;
        return false;
    }
    reading.design->directory = QFileInfo(path).absolutePath().toStdString();
    replace(std::move(*reading.design), path);
    // The file's own mistakes first: they have lines, and values that are gone from the design.
    models::Diagnostics all = reading.diagnostics;
    models::Diagnostics wiring = validation_.diagnostics;
    reading.source.locate(wiring);
    all.add(wiring);
    problems_ = std::move(all);
    emit pathChanged();
    emit changed({});
    return true;
}

std::optional<QString> Document::save(const QString& path) {
    const auto problem =
        models::writeFileAtomically(path.toStdString(), models::writeDesign(design_));
    if (problem) return QString::fromStdString(models::toText(*problem));
    path_ = path;
    design_.directory = QFileInfo(path).absolutePath().toStdString();
    undo_.setClean();
    emit pathChanged();
    return std::nullopt;
}

std::string Document::freeId(const std::string& wish) const {
    std::string id = wish;
    for (int i = 2; design_.findNode(id) != nullptr; ++i)
        id = wish + std::to_string(i);
    return id;
}

}  // namespace headroom::app
