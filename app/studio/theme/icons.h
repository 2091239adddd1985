// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace headroom::models {
struct Kind;
}

namespace headroom::app {

/// A family of kinds, by what they do in a design: it has a place in the palette and a tint.
struct Family {
    const char* title;  ///< to be translated in context "Family"
    QColor tint;
};
const Family& familyOf(const models::Kind& kind);

/// A drawing of resources/icons in one colour: `name.svg`, stroked with currentColor.
QPixmap drawing(const QString& name, const QColor& color, int size, qreal scale);
/// The same as an icon that is sharp at any size and scale.
QIcon iconOf(const QString& name, const QColor& color);
/// A kind's drawing on the tinted square of its family.
QPixmap kindBadge(const models::Kind& kind, int size, qreal scale);

}  // namespace headroom::app
