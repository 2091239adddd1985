// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

namespace headroom::tests {

/// What became of a piece of a test that ran in a process of its own.
struct ChildEnd {
    bool exited = false;   ///< it came to its end
    bool aborted = false;  ///< it died of SIGABRT
    int status = -1;       ///< what it returned, 0 to 255, if it came to its end
    std::string said;      ///< on standard error
};

/// Runs `work` in a copy of this process and waits for it: for what has to end the program, and for
/// what destroys a state that is needed again. Nothing that `work` changes is seen afterwards.
ChildEnd runInChild(const std::function<int()>& work);

}  // namespace headroom::tests
