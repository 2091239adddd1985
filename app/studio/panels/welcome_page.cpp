// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/welcome_page.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <map>

#include "app/studio/canvas/design_scene.h"
#include "app/studio/canvas/node_item.h"
#include "app/studio/document/document.h"
#include "app/studio/document/recent_files.h"
#include "app/studio/theme/icons.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

namespace {

constexpr int kColumns = 3;
constexpr QSize kPicture{236, 118};
constexpr int kBadge = 28;

/// The design as the canvas lays it out; of each component its badge, as names cannot be read here.
QPixmap pictureOf(Document& document, double ratio) {
    const DesignScene scene(document);
    std::map<std::string, QPointF> centers;
    QRectF bounds;
    for (const models::Node& node : document.design().nodes) {
        const QPointF center = scene.item(node.id)->sceneBoundingRect().center();
        centers[node.id] = center;
        bounds |= QRectF(center, QSizeF(1, 1));
    }
    const double scale = std::min({(kPicture.width() - 2.0 * kBadge) / bounds.width(),
                                   (kPicture.height() - 1.5 * kBadge) / bounds.height(), 0.3});
    const auto placed = [&](const std::string& id) {
        return QPointF(kPicture.width() / 2.0, kPicture.height() / 2.0) +
               (centers.at(id) - bounds.center()) * scale;
    };
    QPixmap picture(kPicture * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::current().faint, 1.5));
    for (const models::Link& link : document.design().links)
        painter.drawLine(placed(link.from), placed(link.to));
    for (const models::Node& node : document.design().nodes) {
        painter.drawPixmap(placed(node.id) - QPointF(kBadge / 2.0, kBadge / 2.0),
                           kindBadge(*node.kind, kBadge, ratio));
    }
    return picture;
}

QLabel* heading(const QString& text, int pixels) {
    auto* label = new QLabel(text);
    label->setFont(bodyFont(pixels, QFont::DemiBold));
    return label;
}

void clear(QLayout& layout) {
    while (QLayoutItem* item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

}  // namespace

ExampleCard::ExampleCard(const QString& name, const QPixmap& picture, QWidget* parent)
    : QAbstractButton(parent), picture_(picture) {
    setText(name);
    setAccessibleName(name);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumSize(kPicture.width() + 8, sizeHint().height());
}

void ExampleCard::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isLit = underMouse() || hasFocus();
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(QPen(isLit ? theme.accent : theme.line, isLit ? 2 : 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(frame, 8, 8);
    painter.fillRect(QRectF(2, 12, width() - 4, kPicture.height()), theme.canvas);
    painter.drawPixmap(QPointF((width() - kPicture.width()) / 2.0, 12), picture_);
    painter.setPen(theme.text);
    painter.setFont(bodyFont(13));
    painter.drawText(QRectF(14, 136, width() - 28, height() - 144),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text());
}

void ExampleCard::enterEvent(QEnterEvent*) {
    update();
}
void ExampleCard::leaveEvent(QEvent*) {
    update();
}

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent), cards_(new QGridLayout), recent_(new QVBoxLayout) {
    setAcceptDrops(true);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(32, 28, 24, 28);
    column->setSpacing(12);
    column->addWidget(heading(tr("How much traffic can your system take?"), 24));
    auto* how = new QLabel(
        tr("Choose an example: it opens and runs. Or drag components from the left onto an empty "
           "sheet, link them, and press play."));
    how->setWordWrap(true);
    column->addWidget(how);
    auto* buttons = new QHBoxLayout;
    auto* fresh = new QPushButton(tr("Empty sheet"));
    auto* open = new QPushButton(tr("Open a file \u2026"));
    buttons->addWidget(fresh);
    buttons->addWidget(open);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addSpacing(8);
    cards_->setSpacing(16);
    column->addLayout(cards_);
    column->addSpacing(8);
    recent_->setSpacing(2);
    column->addLayout(recent_);
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(page);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    connect(fresh, &QPushButton::clicked, this, &WelcomePage::newAsked);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openAsked);
    refresh();
}

QStringList WelcomePage::examples() {
    const QDir folder(QStringLiteral(":/examples"));
    QStringList all;
    for (const QString& name :
         folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        all << folder.filePath(name);
    return all;
}

void WelcomePage::refresh() {
    clear(*cards_);
    int index = 0;
    for (const QString& resource : examples()) {
        Document document;
        if (!document.load(resource)) continue;
        auto* card = new ExampleCard(QString::fromStdString(document.design().name),
                                     pictureOf(document, devicePixelRatioF()));
        connect(card, &QAbstractButton::clicked, this,
                [this, resource] { emit exampleChosen(resource); });
        cards_->addWidget(card, index / kColumns, index % kColumns);
        ++index;
    }
    clear(*recent_);
    const QStringList files = RecentFiles::all();
    if (!files.isEmpty()) recent_->addWidget(heading(tr("Opened last"), 13));
    for (const QString& path : files) {
        auto* button = new QPushButton(QFileInfo(path).fileName());
        button->setFlat(true);
        button->setCursor(Qt::PointingHandCursor);
        button->setToolTip(QDir::toNativeSeparators(path));
        connect(button, &QPushButton::clicked, this, [this, path] { emit fileChosen(path); });
        recent_->addWidget(button, 0, Qt::AlignLeft);
    }
}

void WelcomePage::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasFormat(QLatin1String(kKindMime))) emit newAsked();
    event->ignore();
}

}  // namespace headroom::app
