// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/canvas/request_dots.h"

#include <QPainter>
#include <QPixmap>
#include <algorithm>
#include <map>
#include <utility>

#include "app/studio/canvas/design_scene.h"
#include "app/studio/canvas/link_item.h"
#include "app/studio/theme/theme.h"
#include "engine/random/draws.h"

namespace headroom::app {

namespace {

constexpr int kFrameMs = 33;
constexpr double kLongestFrameMs = 100;
constexpr qreal kDot = 7;

QPixmap dotOf(const QColor& color, qreal ratio) {
    QPixmap pixmap(QSize(static_cast<int>(kDot * ratio) + 2, static_cast<int>(kDot * ratio) + 2));
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(color);
    painter.setPen(QPen(Theme::current().panel, 1));
    painter.drawEllipse(QRectF(0.5, 0.5, kDot - 1, kDot - 1));
    return pixmap;
}

/// The instants of a request and where they are in our time: before what happens at one of them
/// and after it, for ways that take no time are drawn in between.
class Pace {
  public:
    void add(std::int64_t ns, bool hasInstantHop) {
        bool& hop = instants_[ns].hasHop;
        hop = hop || hasInstantHop;
    }
    /// Between these two somebody is on the way.
    void addWay(std::int64_t from, std::int64_t to) {
        add(from, from == to);
        add(to, from == to);
        if (from < to) ways_.emplace_back(from, to);
    }
    void layOut(double msPerNs) {
        double at = 0;
        const std::int64_t* before = nullptr;
        for (auto& [ns, instant] : instants_) {
            if (before != nullptr) {
                const double took = static_cast<double>(ns - *before) * msPerNs;
                const bool isWay = std::ranges::any_of(ways_, [&, from = *before](const auto& way) {
                    return way.first <= from && from < way.second;
                });
                at +=
                    isWay ? std::clamp(took, kLeastHopMs, kMostHopMs) : std::min(took, kMostStayMs);
            }
            instant.before = at;
            if (instant.hasHop) at += kLeastHopMs;
            instant.after = at;
            before = &ns;
        }
        length = at;
    }
    double before(std::int64_t ns) const { return instants_.at(ns).before; }
    double after(std::int64_t ns) const { return instants_.at(ns).after; }
    double length = 0;

  private:
    struct Instant {
        bool hasHop = false;
        double before = 0;
        double after = 0;
    };
    std::map<std::int64_t, Instant> instants_;
    std::vector<std::pair<std::int64_t, std::int64_t>> ways_;
};

}  // namespace

PlayedRequest played(const models::RequestTrace& trace, double speed) {
    using engine::SimTime;
    struct Way {
        const models::TracedCall* call;
        bool isReply;
        std::int64_t from;
        std::int64_t to;
    };
    std::vector<Way> ways;
    const auto ns = [&](SimTime at) { return (std::min(at, trace.ended) - trace.born).ns(); };
    for (const models::TracedCall& call : trace.calls) {
        // On its way until the request had ended: nobody waited for it to arrive.
        const std::int64_t arrived = ns(call.arrived);
        ways.push_back({&call, false, ns(call.begin), std::max(arrived, ns(call.begin))});
        if (call.end == SimTime::max() || call.arrived == SimTime::max()) continue;
        const std::int64_t end = ns(call.end);
        const std::int64_t left =
            call.left == SimTime::max() ? end : std::clamp(ns(call.left), arrived, end);
        ways.push_back({&call, true, left, end});
    }
    Pace pace;
    for (const Way& way : ways)
        pace.addWay(way.from, way.to);
    // As fast as can be has no pace of its own: real time has to do.
    pace.layOut(1e-6 / (speed > 0 ? speed : 1));
    PlayedRequest request;
    request.hasFailed = trace.status >= 400;
    request.lengthMs = pace.length;
    for (const Way& way : ways) {
        const bool isInstant = way.from == way.to;
        request.hops.push_back({way.call->from, way.call->to, way.isReply,
                                isInstant ? pace.before(way.from) : pace.after(way.from),
                                isInstant ? pace.after(way.to) : pace.before(way.to)});
    }
    return request;
}

RequestDots::RequestDots(DesignScene& scene) : scene_(scene) {
    setZValue(1.5);  // above links, below nodes
    setAcceptedMouseButtons(Qt::NoButton);
    setFlag(ItemHasNoContents, false);
    scene.addItem(this);
    timer_.setInterval(kFrameMs);
    connect(&timer_, &QTimer::timeout, this, [this] {
        // Who was held up does not jump.
        advanceBy(std::min(static_cast<double>(clock_.restart()), kLongestFrameMs));
    });
}

void RequestDots::add(const std::vector<models::RequestTrace>& traces, double speed) {
    for (const models::RequestTrace& trace : traces) {
        if (plays_.size() >= kMost) return;
        PlayedRequest request = played(trace, speed);
        if (!request.hops.empty()) plays_.push_back({std::move(request), 0});
    }
}

void RequestDots::setRunning(bool running) {
    if (running == timer_.isActive()) return;
    if (!running) return timer_.stop();
    clock_.start();
    timer_.start();
}

void RequestDots::clear() {
    plays_.clear();
    update();
}

void RequestDots::advanceBy(double ms) {
    if (plays_.empty()) return;
    for (Play& play : plays_)
        play.ageMs += ms;
    std::erase_if(plays_, [](const Play& play) { return play.ageMs >= play.request.lengthMs; });
    update();
}

std::vector<RequestDots::Dot> RequestDots::dots() const {
    std::map<std::pair<std::uint64_t, std::uint64_t>, const LinkItem*> links;
    for (const LinkItem* link : scene_.links())
        links[{engine::hashText(link->from()), engine::hashText(link->to())}] = link;
    std::vector<Dot> all;
    for (const Play& play : plays_) {
        for (const PlayedRequest::Hop& hop : play.request.hops) {
            if (play.ageMs < hop.beginMs || play.ageMs >= hop.endMs) continue;
            // What is no longer drawn shows no dots.
            const auto link = links.find({hop.from, hop.to});
            if (link == links.end()) continue;
            const double part = (play.ageMs - hop.beginMs) / (hop.endMs - hop.beginMs);
            all.push_back({link->second->curve().pointAtPercent(hop.isReply ? 1 - part : part),
                           play.request.hasFailed});
        }
    }
    return all;
}

QRectF RequestDots::boundingRect() const {
    return scene_.sceneRect();
}

void RequestDots::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    // Too small to be told from the links.
    if (plays_.empty() || painter->worldTransform().m11() < 0.4) return;
    const Theme& theme = Theme::current();
    const qreal ratio = painter->device()->devicePixelRatio() * 2;
    const QPixmap good = dotOf(theme.served, ratio);
    const QPixmap bad = dotOf(theme.bad, ratio);
    const qreal scale = 1 / ratio;
    QVector<QPainter::PixmapFragment> fine;
    QVector<QPainter::PixmapFragment> failed;
    for (const Dot& dot : dots()) {
        auto& list = dot.hasFailed ? failed : fine;
        list.append(
            QPainter::PixmapFragment::create(dot.at, QRectF({0, 0}, good.size()), scale, scale));
    }
    painter->drawPixmapFragments(fine.constData(), static_cast<int>(fine.size()), good);
    painter->drawPixmapFragments(failed.constData(), static_cast<int>(failed.size()), bad);
}

}  // namespace headroom::app
