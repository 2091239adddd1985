// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/panels/node_pictures.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "app/studio/canvas/figures.h"
#include "app/studio/theme/theme.h"

namespace headroom::app {

namespace {

constexpr double kMsPerNs = 1e-6;
constexpr int kBins = 48;
constexpr int kRow = 20;
constexpr int kLabels = 168;  // of a waterfall: endpoint and latency

/// The context of what these pictures say.
struct Pictures {
    Q_DECLARE_TR_FUNCTIONS(NodePictures)
};

double meanMs(const engine::LatencyHistogram& histogram) {
    return histogram.mean() * kMsPerNs;
}

/// Counts in bins of equal width on a logarithmic axis.
std::array<double, kBins> binned(const engine::LatencyHistogram& histogram, double low,
                                 double high) {
    std::array<double, kBins> bins{};
    const double width = std::log(high / low);
    histogram.forEachBucket([&](const engine::LatencyHistogram::Bucket& bucket) {
        const double middle =
            std::max(1.0, (static_cast<double>(bucket.low) + static_cast<double>(bucket.high)) / 2);
        const double part = std::log(middle / low) / width;
        const int bin = std::clamp(static_cast<int>(part * kBins), 0, kBins - 1);
        bins[static_cast<std::size_t>(bin)] += static_cast<double>(bucket.count);
    });
    return bins;
}

QColor colorOf(models::SpanKind kind) {
    const Theme& theme = Theme::current();
    switch (kind) {
        case models::SpanKind::Wait:
            return theme.warn;
        case models::SpanKind::Service:
            return QColor("#2F7BD8");
        case models::SpanKind::Network:
            break;
    }
    return theme.faint;
}

QString nameOf(models::SpanKind kind) {
    switch (kind) {
        case models::SpanKind::Wait:
            return Pictures::tr("wait");
        case models::SpanKind::Service:
            return Pictures::tr("work");
        case models::SpanKind::Network:
            break;
    }
    return Pictures::tr("network");
}

/// A swatch and a name; where the next may stand.
int paintKey(QPainter& painter, int x, int y, const QColor& color, bool isHatched,
             const QString& name) {
    painter.fillRect(QRect(x, y + 2, 10, 8), color);
    if (isHatched)
        painter.fillRect(QRect(x, y + 2, 10, 8), QBrush(Theme::current().panel, Qt::BDiagPattern));
    painter.setPen(Theme::current().soft);
    painter.setFont(bodyFont(10));
    const int width = painter.fontMetrics().horizontalAdvance(name);
    painter.drawText(QRect(x + 14, y - 2, width + 2, 16), Qt::AlignVCenter, name);
    return x + 14 + width + 12;
}

}  // namespace

NodePicture::NodePicture(int leastHeight) : leastHeight_(leastHeight) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::MinimumExpanding);
}

QSize NodePicture::sizeHint() const {
    return {200, neededHeight()};
}

void NodePicture::show(std::shared_ptr<const NodeFigures> figures) {
    const int before = neededHeight();
    figures_ = std::move(figures);
    if (neededHeight() != before) updateGeometry();
    const QString words = figures_ ? inWords() : QString();
    setAccessibleDescription(words);
    setToolTip(words);
    update();
}

bool NodePicture::paintsEmpty(QPainter& painter, bool isEmpty, const QString& text) {
    if (!isEmpty) return false;
    painter.setPen(Theme::current().soft);
    painter.setFont(bodyFont(12));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, text);
    return true;
}

QString HistogramPicture::inWords() const {
    const engine::LatencyHistogram& inside = figures()->inside;
    if (inside.empty()) return {};
    return Pictures::tr("%1 requests: half within %2, 99 of 100 within %3, waiting %4 on average")
        .arg(shortNumber(static_cast<double>(inside.count())),
             shortLatency(inside.quantile(0.5) * kMsPerNs),
             shortLatency(inside.quantile(0.99) * kMsPerNs), shortLatency(meanMs(figures()->wait)));
}

void HistogramPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool isEmpty = figures() == nullptr || figures()->inside.empty();
    if (paintsEmpty(painter, isEmpty, Pictures::tr("No request has come by yet."))) return;
    const Theme& theme = Theme::current();
    const engine::LatencyHistogram& inside = figures()->inside;
    const engine::LatencyHistogram& wait = figures()->wait;
    const double low = std::max(1e3, static_cast<double>(inside.min()) / 2);
    const double high = std::max(low * 10, static_cast<double>(inside.max()) * 1.1);
    const auto times = binned(inside, low, high);
    const auto waits = binned(wait, low, high);
    const QRectF plot(4, 18, width() - 8, height() - 36);
    const double top = std::max(*std::ranges::max_element(times), 1.0);
    const double step = plot.width() / kBins;
    for (int i = 0; i < kBins; ++i) {
        const auto bar = [&](double count, double share) {
            const double tall = std::min(count / top, 1.0) * plot.height();
            return QRectF(plot.left() + i * step + step * (1 - share) / 2, plot.bottom() - tall,
                          step * share, tall);
        };
        painter.fillRect(bar(times[static_cast<std::size_t>(i)], 0.86), QColor("#2F7BD8"));
        const QRectF waiting = bar(waits[static_cast<std::size_t>(i)], 0.4);
        painter.fillRect(waiting, theme.warn);
    }
    painter.setPen(theme.line);
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.setFont(bodyFont(10));
    for (int i = 0; i <= 4; ++i) {
        const double at = low * std::pow(high / low, i / 4.0);
        const QRectF box(plot.left() + plot.width() * i / 4 - 40, plot.bottom() + 2, 80, 14);
        QRectF kept = box;
        if (i == 0) kept.moveLeft(plot.left());
        if (i == 4) kept.moveRight(plot.right());
        painter.setPen(theme.faint);
        painter.drawText(kept,
                         i == 0 ? Qt::AlignLeft : (i == 4 ? Qt::AlignRight : Qt::AlignHCenter),
                         shortLatency(at * kMsPerNs));
    }
    for (const double q : {0.5, 0.99}) {
        const double x =
            plot.left() + std::log(inside.quantile(q) / low) / std::log(high / low) * plot.width();
        painter.setPen(QPen(q < 0.9 ? theme.p50 : theme.p99, 1, Qt::DashLine));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter.drawText(QRectF(x + 3, plot.top() - 2, 40, 12), Qt::AlignLeft,
                         q < 0.9 ? QStringLiteral("p50") : QStringLiteral("p99"));
    }
    const int next = paintKey(painter, 4, 2, QColor("#2F7BD8"), false, Pictures::tr("time there"));
    paintKey(painter, next, 2, theme.warn, false, Pictures::tr("of it waiting"));
}

QString SharePicture::inWords() const {
    const double wait = meanMs(figures()->wait);
    const double all = meanMs(figures()->inside);
    return Pictures::tr("Of %1 on average %2 is waiting, %3 work and calls to others")
        .arg(shortLatency(all), shortLatency(wait), shortLatency(std::max(0.0, all - wait)));
}

void SharePicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool isEmpty = figures() == nullptr || figures()->inside.empty();
    if (paintsEmpty(painter, isEmpty, QStringLiteral("\u2013"))) return;
    const Theme& theme = Theme::current();
    const double wait = meanMs(figures()->wait);
    const double all = std::max(meanMs(figures()->inside), wait);
    const double share = all > 0 ? wait / all : 0;
    const QRectF bar(4, 4, width() - 8, 14);
    painter.fillRect(bar, QColor("#2F7BD8"));
    const QRectF waiting(bar.left(), bar.top(), bar.width() * share, bar.height());
    painter.fillRect(waiting, theme.warn);
    painter.fillRect(waiting, QBrush(theme.panel, Qt::BDiagPattern));
    const int next = paintKey(painter, 4, 24, theme.warn, true,
                              Pictures::tr("waiting %1").arg(shortLatency(wait)));
    paintKey(painter, next, 24, QColor("#2F7BD8"), false,
             Pictures::tr("work and calls %1").arg(shortLatency(all - wait)));
}

QString InstancePicture::inWords() const {
    QStringList parts;
    for (std::size_t i = 0; i < figures()->instances.size(); ++i) {
        const NodeFigures::Instance& each = figures()->instances[i];
        parts << (each.isUp ? QStringLiteral("%1: %2").arg(i).arg(each.inside)
                            : Pictures::tr("%1: down").arg(i));
    }
    return Pictures::tr("Calls at each instance now: %1").arg(parts.join(QStringLiteral(", ")));
}

void InstancePicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool isEmpty = figures() == nullptr || figures()->instances.empty();
    if (paintsEmpty(painter, isEmpty, Pictures::tr("It has no instances."))) return;
    const Theme& theme = Theme::current();
    const auto& all = figures()->instances;
    std::size_t most = 1;
    for (const NodeFigures::Instance& each : all)
        most = std::max(most, each.inside);
    const QRectF plot(4, 16, width() - 8, height() - 34);
    const double step = std::min(plot.width() / static_cast<double>(all.size()), 40.0);
    painter.setFont(bodyFont(10));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double x = plot.left() + step * static_cast<double>(i);
        const double tall =
            plot.height() * static_cast<double>(all[i].inside) / static_cast<double>(most);
        const QRectF bar(x + step * 0.1, plot.bottom() - tall, step * 0.8, tall);
        if (all[i].isUp) {
            painter.fillRect(bar, QColor("#2F7BD8"));
        } else {
            painter.fillRect(QRectF(bar.left(), plot.top(), bar.width(), plot.height()),
                             QBrush(theme.bad, Qt::BDiagPattern));
        }
        if (step < 18) continue;
        painter.setPen(theme.faint);
        painter.drawText(QRectF(x, plot.bottom() + 2, step, 12), Qt::AlignHCenter,
                         QString::number(i));
        painter.setPen(all[i].isUp ? theme.soft : theme.bad);
        const double above = all[i].isUp ? bar.top() - 13 : plot.top() - 13;
        painter.drawText(QRectF(x, above, step, 12), Qt::AlignHCenter,
                         all[i].isUp ? QString::number(all[i].inside) : Pictures::tr("down"));
    }
    painter.setPen(theme.line);
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    if (figures()->instanceCount <= all.size()) return;
    painter.setPen(theme.soft);
    painter.drawText(
        rect(), Qt::AlignTop | Qt::AlignRight,
        Pictures::tr("the first %1 of %2").arg(all.size()).arg(figures()->instanceCount));
}

QString WaterfallPicture::inWords() const {
    QStringList rows;
    for (const models::Waterfall& each : figures()->slowest) {
        QStringList parts;
        for (const models::Span& span : each.spans) {
            parts << QStringLiteral("%1 %2 %3")
                         .arg(QString::fromStdString(span.component), nameOf(span.kind),
                              shortLatency(static_cast<double>(span.length.ns()) * kMsPerNs));
        }
        rows << QStringLiteral("%1 %2: %3")
                    .arg(QString::fromStdString(each.endpoint),
                         shortLatency(static_cast<double>(each.latency.ns()) * kMsPerNs),
                         parts.join(QStringLiteral(", ")));
    }
    return rows.join(QLatin1Char('\n'));
}

int WaterfallPicture::neededHeight() const {
    const std::size_t rows = figures() != nullptr ? figures()->slowest.size() : 0;
    return std::max(60, static_cast<int>(rows) * kRow + 24);
}

void WaterfallPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool isEmpty = figures() == nullptr || figures()->slowest.empty();
    if (paintsEmpty(painter, isEmpty, Pictures::tr("No request that was followed came by yet.")))
        return;
    const Theme& theme = Theme::current();
    const auto& rows = figures()->slowest;
    const double longest = static_cast<double>(std::max<std::int64_t>(rows[0].latency.ns(), 1));
    int x = 4;
    using models::SpanKind;
    for (const SpanKind kind : {SpanKind::Wait, SpanKind::Service, SpanKind::Network})
        x = paintKey(painter, x, 2, colorOf(kind), kind == SpanKind::Wait, nameOf(kind));
    const double room = std::max(40, width() - kLabels - 8);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const models::Waterfall& request = rows[i];
        const int y = 20 + static_cast<int>(i) * kRow;
        painter.setFont(bodyFont(11));
        painter.setPen(request.status < 400 ? theme.text : theme.bad);
        const QString time = shortLatency(static_cast<double>(request.latency.ns()) * kMsPerNs);
        painter.drawText(QRect(kLabels - 66, y, 62, kRow), Qt::AlignRight | Qt::AlignVCenter, time);
        painter.setPen(theme.soft);
        painter.drawText(QRect(4, y, kLabels - 72, kRow), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(QString::fromStdString(request.endpoint),
                                                          Qt::ElideRight, kLabels - 72));
        painter.setFont(bodyFont(10));
        for (const models::Span& span : request.spans) {
            const QRectF bar(kLabels + static_cast<double>(span.begin.ns()) / longest * room, y + 3,
                             static_cast<double>(span.length.ns()) / longest * room, kRow - 6);
            painter.fillRect(bar, colorOf(span.kind));
            if (span.kind == SpanKind::Wait)
                painter.fillRect(bar, QBrush(theme.panel, Qt::BDiagPattern));
            const QString name = QString::fromStdString(span.component);
            if (span.kind == SpanKind::Network ||
                painter.fontMetrics().horizontalAdvance(name) + 6 > bar.width())
                continue;
            painter.setPen(span.kind == SpanKind::Wait ? theme.text : QColor(Qt::white));
            painter.drawText(bar, Qt::AlignCenter, name);
        }
    }
}

}  // namespace headroom::app
