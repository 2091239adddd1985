// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>

namespace headroom::tests {

ChildEnd runInChild(const std::function<int()>& work) {
    int ends[2];
    if (::pipe(ends) != 0) return {};
    std::fflush(nullptr);  // or what is still buffered would be written twice
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], STDERR_FILENO);
        ::close(ends[0]);
        ::close(ends[1]);
        // QtTest would turn it into a report of its own.
        std::signal(SIGABRT, SIG_DFL);
        const int status = work();
        ::_exit(status);
    }
    ::close(ends[1]);
    if (child < 0) {
        ::close(ends[0]);
        return {};
    }
    ChildEnd end;
    char buffer[512];
    for (;;) {
        const ssize_t n = ::read(ends[0], buffer, sizeof buffer);
        if (n > 0) {
            end.said.append(buffer, static_cast<std::size_t>(n));
        } else if (n == 0 || errno != EINTR) {
            break;
        }
    }
    ::close(ends[0]);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    end.exited = WIFEXITED(status);
    end.aborted = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
    if (end.exited) end.status = WEXITSTATUS(status);
    return end;
}

}  // namespace headroom::tests
