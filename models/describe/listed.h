// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

namespace headroom::models {

/// "app, db, users".
inline std::string listed(std::span<const std::string> words) {
    std::string all;
    for (const std::string& word : words)
        all += (all.empty() ? "" : ", ") + word;
    return all;
}

}  // namespace headroom::models
