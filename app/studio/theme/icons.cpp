// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/theme/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "models/describe/kind.h"

namespace headroom::app {

namespace {

void paintDrawing(QPainter& painter, const QString& name, const QColor& color, const QRectF& into) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) return;
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer(svg).render(&painter, into);
}

class DrawingEngine : public QIconEngine {
  public:
    DrawingEngine(QString name, QColor color) : name_(std::move(name)), color_(color) {}
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        painter->save();
        painter->setOpacity(mode == QIcon::Disabled ? 0.4 : 1);
        paintDrawing(*painter, name_, color_, rect);
        painter->restore();
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine* clone() const override { return new DrawingEngine(*this); }

  private:
    QString name_;
    QColor color_;
};

}  // namespace

const Family& familyOf(const models::Kind& kind) {
    static const Family clients{QT_TRANSLATE_NOOP("Family", "Clients"), "#6E7A8A"};
    static const Family edge{QT_TRANSLATE_NOOP("Family", "Edge"), "#0F9D76"};
    static const Family routing{QT_TRANSLATE_NOOP("Family", "Routing"), "#C98A00"};
    static const Family compute{QT_TRANSLATE_NOOP("Family", "Compute"), "#2F7BD8"};
    static const Family data{QT_TRANSLATE_NOOP("Family", "Data"), "#8A55D0"};
    static const Family cache{QT_TRANSLATE_NOOP("Family", "Cache"), "#D1487F"};
    static const Family async{QT_TRANSLATE_NOOP("Family", "Asynchronous"), "#4F57C9"};
    const models::Roles& roles = kind.roles;
    if (roles.source) return clients;
    if (roles.balances) return routing;
    if (roles.caches) return cache;
    if (roles.data) return data;
    if (roles.queues) return async;
    if (roles.forwards) return edge;
    return compute;
}

QPixmap drawing(const QString& name, const QColor& color, int size, qreal scale) {
    const QString key = QStringLiteral("%1/%2/%3/%4").arg(name, color.name()).arg(size).arg(scale);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    pixmap = QPixmap(QSize(size, size) * scale);
    pixmap.fill(Qt::transparent);
    {
        QPainter painter(&pixmap);
        paintDrawing(painter, name, color, QRectF(QPointF(), QSizeF(size, size) * scale));
    }
    pixmap.setDevicePixelRatio(scale);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon iconOf(const QString& name, const QColor& color) {
    return QIcon(new DrawingEngine(name, color));
}

QPixmap kindBadge(const models::Kind& kind, int size, qreal scale) {
    const QString name = QString::fromLatin1(kind.key);
    const QString key = QStringLiteral("badge/%1/%2/%3").arg(name).arg(size).arg(scale);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    pixmap = QPixmap(QSize(size, size) * scale);
    pixmap.fill(Qt::transparent);
    pixmap.setDevicePixelRatio(scale);
    const QColor tint = familyOf(kind).tint;
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = tint;
    ground.setAlphaF(0.15f);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(0, 0, size, size), 5, 5);
    const qreal inset = size * 0.18;
    paintDrawing(painter, name, tint, QRectF(inset, inset, size - 2 * inset, size - 2 * inset));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

}  // namespace headroom::app
