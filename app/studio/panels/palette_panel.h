// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QTreeWidget;

namespace headroom::app {

/// The kinds of components by family, to be dragged onto the canvas; searchable.
class PalettePanel : public QWidget {
    Q_OBJECT
  public:
    explicit PalettePanel(QWidget* parent = nullptr);
    void focusSearch();
    /// Filled anew, in a new theme or language.
    void refresh();

  signals:
    /// By double click or Return.
    void chosen(const QString& kind);

  private:
    /// The kind that fits what is searched for best: by its title, else by what is said of it.
    QString best() const;
    void filter(const QString& text);

    QLineEdit* search_;
    QTreeWidget* tree_;
};

}  // namespace headroom::app
