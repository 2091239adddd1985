// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QPixmap>
#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace headroom::app {

/// An example to begin with: its picture, drawn from the design itself, and its name.
class ExampleCard : public QAbstractButton {
    Q_OBJECT
  public:
    ExampleCard(const QString& name, const QPixmap& picture, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {260, 196}; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    QPixmap picture_;
};

/// What somebody sees who has nothing open: examples that run with one click, the designs of last
/// time, and an empty sheet.
class WelcomePage : public QWidget {
    Q_OBJECT
  public:
    explicit WelcomePage(QWidget* parent = nullptr);
    /// Everything anew: other recent files, another theme.
    void refresh();
    /// The designs that come with the program, as names of resources.
    static QStringList examples();

  signals:
    void exampleChosen(const QString& resource);
    void fileChosen(const QString& path);
    void newAsked();
    void openAsked();

  protected:
    /// Whoever drags a component here wants the sheet: it is put under the pointer.
    void dragEnterEvent(QDragEnterEvent* event) override;

  private:
    QGridLayout* cards_;
    QVBoxLayout* recent_;
};

}  // namespace headroom::app
