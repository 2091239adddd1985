// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QGraphicsObject>
#include <QTimer>
#include <cstdint>
#include <vector>

#include "models/components/trace.h"

namespace headroom::app {

class DesignScene;

/// A request on the screen: the hops it made, in our time. They are those of a request that was
/// simulated, in its order; only their pace is another, so that an eye can follow.
struct PlayedRequest {
    struct Hop {
        std::uint64_t from = 0;  ///< hashes of node ids; the way is drawn along that link
        std::uint64_t to = 0;
        bool isReply = false;  ///< runs the other way
        double beginMs = 0;
        double endMs = 0;
    };
    std::vector<Hop> hops;
    double lengthMs = 0;
    bool hasFailed = false;
};

/// Slows a request down: a way over a link takes kLeastHopMs at least and kMostHopMs at most, a
/// stay between two ways kMostStayMs at most; in between as long as it took at this speed
/// (simulated seconds a second; 0: as fast as can be). What came first comes first, and what went
/// on at once goes on at once.
PlayedRequest played(const models::RequestTrace& trace, double speed);
inline constexpr double kLeastHopMs = 260;
inline constexpr double kMostHopMs = 900;
inline constexpr double kMostStayMs = 600;

/// All the dots on all the links, in one item: one of them each would cost ten times as much.
class RequestDots : public QGraphicsObject {
    Q_OBJECT
  public:
    static constexpr std::size_t kMost = 240;

    explicit RequestDots(DesignScene& scene);
    /// Requests that begin now, as many as there is room for.
    void add(const std::vector<models::RequestTrace>& traces, double speed);
    void setRunning(bool running);
    void clear();
    /// Goes on by so much; called by a timer while it runs.
    void advanceBy(double ms);
    std::size_t count() const { return plays_.size(); }
    /// Where the dots are at this instant, on the scene.
    struct Dot {
        QPointF at;
        bool hasFailed;
    };
    std::vector<Dot> dots() const;

    QRectF boundingRect() const override;
    /// Nothing that could be clicked.
    QPainterPath shape() const override { return {}; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  private:
    struct Play {
        PlayedRequest request;
        double ageMs = 0;
    };

    DesignScene& scene_;
    std::vector<Play> plays_;
    QTimer timer_;
    QElapsedTimer clock_;
};

}  // namespace headroom::app
