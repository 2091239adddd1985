// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <functional>
#include <string>
#include <vector>

#include "app/studio/document/document.h"

class QLabel;
class QVBoxLayout;

namespace headroom::app {

class FieldEditor;

/// The settings of what is selected: of a node, of several of one kind at once, else of the design.
/// Drawn from descriptions.
class InspectorPanel : public QScrollArea {
    Q_OBJECT
  public:
    explicit InspectorPanel(Document& document, QWidget* parent = nullptr);
    void inspect(std::vector<std::string> nodes);
    /// Built anew, in a new theme or language.
    void refresh() { rebuild(); }

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
    void addSection(const QString& title);
    void rename(const std::string& id, const QString& to);

    Document& document_;
    std::vector<std::string> nodes_;
    QString shape_;
    std::vector<Binding> bindings_;
    QWidget* body_ = nullptr;
    QVBoxLayout* layout_ = nullptr;
};

}  // namespace headroom::app
