// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/words.h"

#include <QCoreApplication>
#include <cmath>
#include <optional>

#include "app/studio/text/translation.h"
#include "models/topology/wiring.h"

namespace headroom::app {

namespace {

/// A bound, which is a number in the base unit of the field's quantity, as people write it.
std::optional<models::Value> boundOf(const models::Field& field, double bound) {
    switch (field.quantity) {
        case models::Quantity::Count:
            return std::int64_t(std::llround(bound));
        case models::Quantity::Number:
            return bound;
        case models::Quantity::Duration:
            return engine::Duration::fromNanoseconds(bound);
        case models::Quantity::Rate:
            return models::Rate{bound};
        case models::Quantity::Bytes:
            return models::Bytes{static_cast<std::uint64_t>(bound)};
        case models::Quantity::Bandwidth:
            return models::Bandwidth{bound};
        case models::Quantity::Fraction:
            return models::Fraction{bound};
        default:
            return std::nullopt;
    }
}

QString boundText(const models::Field& field, std::optional<double> bound) {
    if (!bound) return {};
    const auto value = boundOf(field, *bound);
    return value ? QString::fromStdString(models::toText(field, *value)) : QString();
}

QString pooled(const models::Link& link) {
    return link.poolSize
               ? QCoreApplication::translate("Words", ", through a pool of %1").arg(*link.poolSize)
               : QString();
}

}  // namespace

QString rangeText(const models::Field& field) {
    const QString low = boundText(field, field.minimum);
    const QString high = boundText(field, field.maximum);
    if (!low.isEmpty() && !high.isEmpty())
        return QCoreApplication::translate("Words", "%1 to %2").arg(low, high);
    if (!low.isEmpty()) return QCoreApplication::translate("Words", "at least %1").arg(low);
    return high.isEmpty() ? QString()
                          : QCoreApplication::translate("Words", "at most %1").arg(high);
}

QString tipOf(const models::Field& field) {
    QStringList lines{translated(field.help).toHtmlEscaped()};
    if (const QString range = rangeText(field); !range.isEmpty())
        lines << QCoreApplication::translate("Words", "Range: %1").arg(range);
    const QString byDefault =
        field.optional
            ? QCoreApplication::translate("Words", "Not set by default")
            : QCoreApplication::translate("Words", "Default: %1")
                  .arg(QString::fromStdString(models::toText(field, field.defaultValue)));
    if (!field.required && field.quantity != models::Quantity::Records) {
        const QString source = translated(field.defaultSource);
        lines << (source.isEmpty() ? byDefault : byDefault + QStringLiteral(" \u2013 ") + source)
                     .toHtmlEscaped();
    }
    lines << QStringLiteral("<code>%1</code>").arg(QString::fromLatin1(field.key));
    return QStringLiteral("<p>") + lines.join(QStringLiteral("<br>")) + QStringLiteral("</p>");
}

QString whatItDoes(const models::Design& design, const models::Node& node) {
    QStringList sentences;
    QStringList passedTo;
    for (const models::Link& link : design.links) {
        const models::Node* to = design.findNode(link.to);
        if (link.from != node.id || to == nullptr || to->kind == nullptr) continue;
        const auto role = models::linkRole(*to->kind);
        if (!role) continue;
        const QString id = QString::fromStdString(to->id);
        switch (*role) {
            case models::LinkRole::Cache:
                sentences.prepend(QCoreApplication::translate("Words", "Looks into %1 first%2.")
                                      .arg(id, pooled(link)));
                break;
            case models::LinkRole::Data:
                sentences << QCoreApplication::translate("Words", "Asks %1 for data%2.")
                                 .arg(id, pooled(link));
                break;
            case models::LinkRole::Jobs:
                sentences << QCoreApplication::translate("Words", "Hands its jobs to %1.").arg(id);
                break;
            case models::LinkRole::Requests:
                passedTo << id;
                break;
        }
    }
    if (passedTo.size() > 1 && node.kind->roles.balances) {
        sentences << QCoreApplication::translate("Words", "Passes each request on to one of %1.")
                         .arg(passedTo.join(QStringLiteral(", ")));
    } else if (!passedTo.isEmpty()) {
        sentences << QCoreApplication::translate("Words", "Sends requests to %1.")
                         .arg(passedTo.join(QStringLiteral(", ")));
    }
    return sentences.join(QLatin1Char(' '));
}

}  // namespace headroom::app
