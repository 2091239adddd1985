// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/inspector_panel.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QRegularExpressionValidator>
#include <algorithm>
#include <map>

#include "app/studio/panels/field_editor.h"
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

QString tipOf(const models::Field& field) {
    QStringList lines{translated(field.help)};
    const QString byDefault =
        field.optional
            ? InspectorPanel::tr("Not set by default")
            : InspectorPanel::tr("Default: %1")
                  .arg(QString::fromStdString(models::toText(field, field.defaultValue)));
    if (!field.required) {
        const QString source = translated(field.defaultSource);
        lines << (source.isEmpty() ? byDefault : byDefault + QStringLiteral(" \u2013 ") + source);
    }
    lines << QStringLiteral("<code>%1</code>").arg(QString::fromLatin1(field.key));
    return QStringLiteral("<p>") + lines.join(QStringLiteral("<br>")) + QStringLiteral("</p>");
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
    return shape;
}

void InspectorPanel::showValues() {
    for (const Binding& binding : bindings_) {
        const auto values = binding.values();
        const bool mixed = std::ranges::any_of(
            values, [&](const models::Value& each) { return each != values.front(); });
        binding.editor->show(values.front(), mixed);
    }
}

void InspectorPanel::rebuild() {
    bindings_.clear();
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
        form->addRow(label, editor);
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
        auto* name = new QLineEdit(QString::fromStdString(first->id));
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
    addFields(kind.fields, read, write);
    if (nodes_.size() == 1) addLinks(nodes_.front());
    auto* help = new QLabel(translated(kind.help));
    help->setWordWrap(true);
    help->setFont(bodyFont(12));
    help->setMargin(10);
    const Theme& theme = Theme::current();
    help->setStyleSheet(QStringLiteral("background: %1; border-radius: 8px; color: %2;")
                            .arg(theme.softAccent.name(), theme.text.name()));
    layout_->addWidget(help);
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
                const std::string_view key = field.key;
                if (key != "from" && key != "to") list.push_back(field);
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
    const models::Design& design = document_.design();
    addHeading(design.name.empty() ? tr("Untitled") : QString::fromStdString(design.name),
               tr("%1 components, %2 links").arg(design.nodes.size()).arg(design.links.size()), {});
    const auto read = [this](const models::Field& field) {
        return std::vector<models::Value>{field.get(&document_.design())};
    };
    const auto write = [this](const models::Field& field, const models::Value& value) {
        document_.push(tr("Set %1").arg(translated(field.title)),
                       {SetDesignValue{field.key, value}});
    };
    addFields(models::designFields(), read, write);
    for (std::size_t i = 0; i < design.endpoints.size(); ++i) {
        addSection(QString::fromStdString(design.endpoints[i].name));
        const auto readEndpoint = [this, i](const models::Field& field) {
            const auto& endpoints = document_.design().endpoints;
            return std::vector<models::Value>{i < endpoints.size() ? field.get(&endpoints[i])
                                                                   : models::Value{}};
        };
        const auto writeEndpoint = [this, i](const models::Field& field,
                                             const models::Value& value) {
            auto endpoints = document_.design().endpoints;
            if (i >= endpoints.size()) return;
            field.set(&endpoints[i], value);
            document_.push(tr("Set %1").arg(translated(field.title)),
                           {SetEndpoints{std::move(endpoints)}});
        };
        addFields(models::endpointFields(), readEndpoint, writeEndpoint);
    }
}

void InspectorPanel::rename(const std::string& id, const QString& to) {
    const std::string name = to.toStdString();
    if (name == id || name.empty() || document_.design().findNode(id) == nullptr) return;
    if (document_.design().findNode(name) != nullptr) return rebuild();
    nodes_ = {name};
    document_.push(tr("Rename %1").arg(QString::fromStdString(id)), {RenameNode{id, name}});
}

}  // namespace headroom::app
