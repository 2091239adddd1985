// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/inspector_panel.h"

#include <QApplication>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QRegularExpressionValidator>
#include <algorithm>
#include <map>

#include "app/studio/canvas/frames.h"
#include "app/studio/panels/field_editor.h"
#include "app/studio/panels/records_editor.h"
#include "app/studio/panels/words.h"
#include "app/studio/text/translation.h"
#include "app/studio/theme/icons.h"
#include "app/studio/theme/theme.h"
#include "models/describe/section.h"

namespace headroom::app {

namespace {

/// What comes before the dot of a key is an object in the file, and a section here.
QString sectionOf(const models::Field& field) {
    return translated(models::sectionOf(field.key));
}

/// A promise of the design as a row, so that the list of them is edited as all other lists.
struct Promise {
    models::Objective objective;
    bool operator==(const Promise&) const = default;
};
const models::FieldList& promiseFields() {
    static const models::FieldList fields = {models::field<&Promise::objective>(
        "objective", HEADROOM_TEXT("design", "Objective"),
        HEADROOM_TEXT("design", "What is promised: \"p99 < 250 ms\", \"errors < 0.1 %\"."))};
    return fields;
}
models::Settings freshPromise() {
    Promise promise;
    promise.objective.quantile = 0.99;
    promise.objective.bound = engine::Duration::milliseconds(250);
    return models::Settings::of(promise);
}
models::Settings freshEndpoint() {
    models::Endpoint endpoint;
    endpoint.name = "GET /";
    return models::Settings::of(endpoint);
}

template <class Row, class Rows, class Part>
models::Records recordsOf(const Rows& rows, Part part) {
    models::Records records;
    for (const auto& each : rows)
        records.rows.push_back(models::Settings::of(Row(part(each))));
    return records;
}

}  // namespace

InspectorPanel::InspectorPanel(Document& document, QWidget* parent)
    : QScrollArea(parent), document_(document) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setMinimumWidth(280);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&document, &Document::changed, this, &InspectorPanel::reload);
    rebuild();
}

void InspectorPanel::inspect(std::vector<std::string> nodes) {
    if (nodes == nodes_) return;
    nodes_ = std::move(nodes);
    rebuild();
}

void InspectorPanel::reload() {
    const models::Design& design = document_.design();
    std::erase_if(nodes_, [&](const std::string& id) { return design.findNode(id) == nullptr; });
    if (shape() != shape_) return rebuild();
    showValues();
}

QString InspectorPanel::shape() const {
    QString shape;
    for (const std::string& id : nodes_)
        shape += QString::fromStdString(id) + QLatin1Char(';');
    for (const models::Link& link : document_.design().links) {
        if (std::ranges::find(nodes_, link.from) != nodes_.end())
            shape += QString::fromStdString(link.to) + QLatin1Char(',');
    }
    for (const models::Group& group : document_.design().groups)
        shape += QString::fromStdString(group.id) + titleOf(group) + QLatin1Char('|');
    return shape;
}

void InspectorPanel::showValues() {
    for (const Binding& binding : bindings_) {
        const auto values = binding.values();
        const bool mixed = std::ranges::any_of(
            values, [&](const models::Value& each) { return each != values.front(); });
        binding.editor->show(values.front(), mixed);
    }
    const models::Design& design = document_.design();
    const auto itself = [](const auto& each) { return each; };
    if (endpoints_ != nullptr)
        endpoints_->show(recordsOf<models::Endpoint>(design.endpoints, itself));
    if (promises_ != nullptr) promises_->show(recordsOf<Promise>(design.objectives, itself));
    if (place_ != nullptr) {
        const std::string& group = design.findNode(nodes_.front())->group;
        const bool mixed = std::ranges::any_of(
            nodes_, [&](const std::string& id) { return design.findNode(id)->group != group; });
        place_->setCurrentIndex(mixed ? -1 : place_->findData(QString::fromStdString(group)));
    }
    if (does_ != nullptr) {
        const QString words = whatItDoes(design, *design.findNode(nodes_.front()));
        does_->setText(QStringLiteral("<b style='color:%1'>%2</b><br>%3")
                           .arg(Theme::current().accent.name(), tr("What it does"),
                                (words.isEmpty() ? help_ : words).toHtmlEscaped()));
        does_->setToolTip(help_);
    }
}

void InspectorPanel::rebuild() {
    bindings_.clear();
    endpoints_ = promises_ = nullptr;
    place_ = nullptr;
    name_ = nullptr;
    does_ = nullptr;
    body_ = new QWidget;
    layout_ = new QVBoxLayout(body_);
    layout_->setContentsMargins(14, 12, 14, 12);
    layout_->setSpacing(10);
    const models::Design& design = document_.design();
    std::erase_if(nodes_, [&](const std::string& id) { return design.findNode(id) == nullptr; });
    if (nodes_.empty()) {
        addDesign();
    } else {
        addNodes();
    }
    layout_->addStretch(1);
    // Whoever typed here is still here, and not where keys do other things.
    const QWidget* focus = QApplication::focusWidget();
    if (focus != nullptr && focus != this && isAncestorOf(focus)) setFocus(Qt::OtherFocusReason);
    // An editor of the one before may be the reason for all this: it goes when its signal is done.
    if (QWidget* before = takeWidget()) before->deleteLater();
    setWidget(body_);
    shape_ = shape();
    showValues();
}

void InspectorPanel::addHeading(const QString& title, const QString& subtitle,
                                const QPixmap& badge) {
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    if (!badge.isNull()) {
        auto* icon = new QLabel;
        icon->setPixmap(badge);
        row->addWidget(icon);
    }
    auto* texts = new QVBoxLayout;
    texts->setSpacing(1);
    auto* name = new QLabel(title);
    name->setFont(bodyFont(15, QFont::DemiBold));
    auto* kind = new QLabel(subtitle);
    kind->setFont(bodyFont(12));
    QPalette soft = kind->palette();
    soft.setColor(QPalette::WindowText, Theme::current().soft);
    kind->setPalette(soft);
    kind->setWordWrap(true);
    texts->addWidget(name);
    texts->addWidget(kind);
    row->addLayout(texts, 1);
    layout_->addLayout(row);
}

void InspectorPanel::addSection(const QString& title) {
    auto* label = new QLabel(title);
    label->setFont(bodyFont(12, QFont::DemiBold));
    layout_->addSpacing(4);
    layout_->addWidget(label);
}

void InspectorPanel::addFields(
    const models::FieldList& fields,
    const std::function<std::vector<models::Value>(const models::Field&)>& read,
    const std::function<void(const models::Field&, const models::Value&)>& write) {
    QString section;
    QFormLayout* form = nullptr;
    for (const models::Field& field : fields) {
        const QString ofField = sectionOf(field);
        if (form == nullptr || ofField != section) {
            section = ofField;
            if (!section.isEmpty()) addSection(section);
            form = new QFormLayout;
            form->setHorizontalSpacing(10);
            form->setVerticalSpacing(6);
            form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
            form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
            layout_->addLayout(form);
        }
        auto* label = new QLabel(translated(field.title));
        label->setMinimumWidth(104);
        label->setMaximumWidth(104);
        label->setWordWrap(true);
        auto* editor = new FieldEditor(field);
        label->setBuddy(editor);
        label->setToolTip(tipOf(field));
        editor->setToolTip(tipOf(field));
        if (field.quantity == models::Quantity::Records) {  // tables need the whole width
            label->setMaximumWidth(QWIDGETSIZE_MAX);
            form->addRow(label);
            form->addRow(editor);
        } else {
            form->addRow(label, editor);
        }
        connect(editor, &FieldEditor::edited, this,
                [write, &field](const models::Value& value) { write(field, value); });
        bindings_.push_back({editor, [read, &field] { return read(field); }});
    }
}

void InspectorPanel::addNodes() {
    const models::Node* first = document_.design().findNode(nodes_.front());
    const models::Kind& kind = *first->kind;
    const bool sameKind = std::ranges::all_of(nodes_, [&](const std::string& id) {
        return document_.design().findNode(id)->kind == &kind;
    });
    if (nodes_.size() > 1 && !sameKind) {
        addHeading(tr("%n components", nullptr, static_cast<int>(nodes_.size())),
                   tr("Of different kinds: there is nothing to set for all of them."), {});
        return;
    }
    const QString title = nodes_.size() == 1
                              ? QString::fromStdString(first->id)
                              : tr("%n components", nullptr, static_cast<int>(nodes_.size()));
    addHeading(title, translated(kind.title), kindBadge(kind, 32, devicePixelRatioF()));
    if (nodes_.size() == 1) {
        auto* name = name_ = new QLineEdit(QString::fromStdString(first->id));
        name->setValidator(new QRegularExpressionValidator(
            QRegularExpression(QStringLiteral("[A-Za-z0-9_-]+")), name));
        name->setAccessibleName(tr("Id"));
        name->setToolTip(tr("What links and reports call it: letters, digits, - and _."));
        auto* form = new QFormLayout;
        auto* label = new QLabel(tr("Id"));
        label->setMinimumWidth(104);
        form->addRow(label, name);
        layout_->addLayout(form);
        connect(name, &QLineEdit::editingFinished, this,
                [this, name, id = first->id] { rename(id, name->text()); });
    }
    const auto read = [this](const models::Field& field) {
        std::vector<models::Value> values;
        for (const std::string& id : nodes_)
            values.push_back(field.get(document_.design().findNode(id)->settings.data()));
        return values;
    };
    const auto write = [this](const models::Field& field, const models::Value& value) {
        Edits edits;
        for (const std::string& id : nodes_)
            edits.push_back(SetNodeValue{id, field.key, value});
        document_.push(tr("Set %1").arg(translated(field.title)), std::move(edits));
    };
    addPlace();
    addFields(kind.fields, read, write);
    if (nodes_.size() == 1) addLinks(nodes_.front());
    help_ = translated(kind.help);
    auto* words = new QLabel(nodes_.size() == 1 ? QString() : help_);
    words->setWordWrap(true);
    words->setFont(bodyFont(12));
    words->setMargin(10);
    const Theme& theme = Theme::current();
    words->setStyleSheet(QStringLiteral("background: %1; border-radius: 8px; color: %2;")
                             .arg(theme.softAccent.name(), theme.text.name()));
    layout_->addWidget(words);
    if (nodes_.size() == 1) does_ = words;
}

void InspectorPanel::addLinks(const std::string& id) {
    for (const models::Link& link : document_.design().links) {
        if (link.from != id) continue;
        addSection(tr("Link to %1").arg(QString::fromStdString(link.to)));
        const auto find = [this, from = link.from, to = link.to]() -> const models::Link* {
            for (const models::Link& each : document_.design().links) {
                if (each.from == from && each.to == to) return &each;
            }
            return nullptr;
        };
        static const models::FieldList fields = [] {
            models::FieldList list;
            for (const models::Field& field : models::linkFields()) {
                if (!field.required) list.push_back(field);  // its ends are not for editing
            }
            return list;
        }();
        const auto read = [find](const models::Field& field) {
            const models::Link* at = find();
            return std::vector<models::Value>{at != nullptr ? field.get(at) : models::Value{}};
        };
        const auto write = [this, from = link.from, to = link.to](const models::Field& field,
                                                                  const models::Value& value) {
            document_.push(tr("Set %1").arg(translated(field.title)),
                           {SetLinkValue{from, to, field.key, value}});
        };
        addFields(fields, read, write);
    }
}

void InspectorPanel::addDesign() {
    // Said of the design as it is at any time, not of the one it was built for.
    addHeading(tr("Design"), tr("What holds for all of it; select a component for its settings."),
               {});
    const auto read = [this](const models::Field& field) {
        return std::vector<models::Value>{field.get(&document_.design())};
    };
    const auto write = [this](const models::Field& field, const models::Value& value) {
        const QString what = tr("Set %1").arg(translated(field.title));
        const auto* records = std::get_if<models::Records>(&value);
        const bool arePlaces = records != nullptr && !records->rows.empty() &&
                               records->rows.front().is<models::Group>();
        document_.push(what,
                       arePlaces ? setPlaces(*records) : Edits{SetDesignValue{field.key, value}});
    };
    addFields(models::designFields(), read, write);
    endpoints_ =
        addTable(tr("Endpoints"), models::endpointFields(), freshEndpoint(),
                 [this](const models::Records& records) {
                     std::vector<models::Endpoint> endpoints;
                     for (const models::Settings& row : records.rows)
                         endpoints.push_back(row.as<models::Endpoint>());
                     document_.push(tr("Set endpoints"), {SetEndpoints{std::move(endpoints)}});
                 });
    promises_ = addTable(
        tr("Objectives"), promiseFields(), freshPromise(), [this](const models::Records& records) {
            std::vector<models::Objective> objectives;
            for (const models::Settings& row : records.rows)
                objectives.push_back(row.as<Promise>().objective);
            document_.push(tr("Set objectives"), {SetObjectives{std::move(objectives)}});
        });
}

RecordsEditor* InspectorPanel::addTable(const QString& title, const models::FieldList& fields,
                                        models::Settings fresh,
                                        std::function<void(const models::Records&)> write) {
    addSection(title);
    auto* table = new RecordsEditor(title, fields, std::move(fresh));
    layout_->addWidget(table);
    connect(table, &RecordsEditor::edited, this, std::move(write));
    return table;
}

// Who stands in a place follows it to its new id.
Edits InspectorPanel::setPlaces(const models::Records& records) const {
    const models::Design& design = document_.design();
    std::vector<models::Group> groups;
    for (const models::Settings& row : records.rows)
        groups.push_back(row.as<models::Group>());
    Edits edits;
    if (groups.size() == design.groups.size()) {
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const std::string before = design.groups[i].id;
            const bool isTaken = std::ranges::any_of(
                groups, [&](const models::Group& each) { return each.id == before; });
            if (groups[i].id == before || isTaken) continue;
            for (models::Group& each : groups) {
                if (each.parent == before) each.parent = groups[i].id;
            }
            for (const models::Node& node : design.nodes) {
                if (node.group == before) edits.push_back(SetNodeGroup{node.id, groups[i].id});
            }
        }
    }
    edits.push_back(SetGroups{std::move(groups)});
    return edits;
}

void InspectorPanel::addPlace() {
    const models::Design& design = document_.design();
    if (design.groups.empty()) return;
    auto* place = new QComboBox;
    place->setAccessibleName(tr("Place"));
    place->addItem(tr("none"), QString());
    for (const models::Group& group : design.groups)
        place->addItem(titleOf(group), QString::fromStdString(group.id));
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto* label = new QLabel(tr("Place"));
    label->setFixedWidth(104);
    label->setBuddy(place);
    form->addRow(label, place);
    layout_->addLayout(form);
    place_ = place;
    connect(place, &QComboBox::activated, this, [this, place] {
        Edits edits;
        for (const std::string& id : nodes_)
            edits.push_back(SetNodeGroup{id, place->currentData().toString().toStdString()});
        document_.push(tr("Set the place"), std::move(edits));
    });
}

void InspectorPanel::editFirst() {
    if (bindings_.empty()) return;
    ensureWidgetVisible(bindings_.front().editor);
    bindings_.front().editor->setFocus(Qt::OtherFocusReason);
}

void InspectorPanel::editName() {
    if (name_ == nullptr) return editFirst();
    ensureWidgetVisible(name_);
    name_->setFocus(Qt::OtherFocusReason);
    name_->selectAll();
}

void InspectorPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape) return QScrollArea::keyPressEvent(event);
    event->accept();
    emit left();
}

void InspectorPanel::rename(const std::string& id, const QString& to) {
    const std::string name = to.toStdString();
    if (name == id || name.empty() || document_.design().findNode(id) == nullptr) return;
    if (document_.design().findNode(name) != nullptr) return rebuild();
    nodes_ = {name};
    const bool isHeld = name_ != nullptr && name_->hasFocus();
    document_.push(tr("Rename %1").arg(QString::fromStdString(id)), {RenameNode{id, name}});
    if (isHeld) editName();
}

}  // namespace headroom::app
