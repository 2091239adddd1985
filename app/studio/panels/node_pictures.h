// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>

#include "app/studio/run/node_watch.h"

namespace headroom::app {

/// What is painted of the node that is looked at closer. Each shows the same figures, keeps them,
/// and says in words what it shows to who cannot see it.
class NodePicture : public QWidget {
  public:
    explicit NodePicture(int leastHeight);
    void show(std::shared_ptr<const NodeFigures> figures);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    virtual QString inWords() const = 0;
    /// Height it needs with the figures it has.
    virtual int neededHeight() const { return leastHeight_; }
    const NodeFigures* figures() const { return figures_.get(); }
    /// Nothing to show yet: says so.
    bool paintsEmpty(QPainter& painter, bool isEmpty, const QString& text);

  private:
    int leastHeight_;
    std::shared_ptr<const NodeFigures> figures_;
};

/// How long requests were there, and how long they waited there, over a logarithmic axis of time.
class HistogramPicture : public NodePicture {
  public:
    HistogramPicture() : NodePicture(120) {}

  protected:
    QString inWords() const override;
    void paintEvent(QPaintEvent* event) override;
};

/// Of the mean time there: what was waiting, and what was work and calls to others.
class SharePicture : public NodePicture {
  public:
    SharePicture() : NodePicture(44) {}

  protected:
    QString inWords() const override;
    void paintEvent(QPaintEvent* event) override;
};

/// Calls at each instance now.
class InstancePicture : public NodePicture {
  public:
    InstancePicture() : NodePicture(90) {}

  protected:
    QString inWords() const override;
    void paintEvent(QPaintEvent* event) override;
};

/// Where the time of some slow requests went: a row each, spans to scale of the slowest.
class WaterfallPicture : public NodePicture {
  public:
    WaterfallPicture() : NodePicture(60) {}

  protected:
    QString inWords() const override;
    int neededHeight() const override;
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace headroom::app
