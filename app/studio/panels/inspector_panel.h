// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <functional>
#include <string>
#include <vector>

#include "app/studio/document/document.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace headroom::app {

class FieldEditor;
class RecordsEditor;

/// The settings of what is selected: of a node, of several of one kind at once, else of the design.
/// Drawn from descriptions.
class InspectorPanel : public QScrollArea {
    Q_OBJECT
  public:
    explicit InspectorPanel(Document& document, QWidget* parent = nullptr);
    void inspect(std::vector<std::string> nodes);
    /// Built anew, in a new theme or language.
    void refresh() { rebuild(); }

    /// The first setting, or the id, of what is inspected gets the keyboard.
    void editFirst();
    void editName();
    RecordsEditor* endpoints() const { return endpoints_; }

  signals:
    /// Whoever edits here wants back to the canvas.
    void left();

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    /// An editor, and how what it shows is had and changed.
    struct Binding {
        FieldEditor* editor;
        std::function<std::vector<models::Value>()> values;
    };
    void rebuild();
    void reload();
    /// What the panel has to be built for; a change of values alone keeps the editors.
    QString shape() const;
    void showValues();
    void addHeading(const QString& title, const QString& subtitle, const QPixmap& badge);
    void addFields(const models::FieldList& fields,
                   const std::function<std::vector<models::Value>(const models::Field&)>& read,
                   const std::function<void(const models::Field&, const models::Value&)>& write);
    void addNodes();
    void addLinks(const std::string& id);
    void addDesign();
    /// Region or zone of the nodes, where the design has any.
    void addPlace();
    RecordsEditor* addTable(const QString& title, const models::FieldList& fields,
                            models::Settings fresh,
                            std::function<void(const models::Records&)> write);
    Edits setPlaces(const models::Records& records) const;
    void addSection(const QString& title);
    void rename(const std::string& id, const QString& to);

    Document& document_;
    std::vector<std::string> nodes_;
    QString shape_;
    std::vector<Binding> bindings_;
    RecordsEditor* endpoints_ = nullptr;
    RecordsEditor* promises_ = nullptr;
    QComboBox* place_ = nullptr;
    QLineEdit* name_ = nullptr;
    QLabel* does_ = nullptr;
    QString help_;
    QWidget* body_ = nullptr;
    QVBoxLayout* layout_ = nullptr;
};

}  // namespace headroom::app
