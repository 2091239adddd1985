// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace headroom::app {

/// The designs opened and saved last, the latest first, at most ten; kept in the user's settings.
/// Those that are gone are left out.
class RecentFiles {
  public:
    static constexpr int kMost = 10;

    static QStringList all();
    static void add(const QString& path);
    static void clear();
};

}  // namespace headroom::app
