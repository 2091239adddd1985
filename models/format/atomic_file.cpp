// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/format/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "models/describe/scan.h"

namespace headroom::models {

namespace {

Diagnostic unwritable(const std::string& path, int error) {
    auto result = problem("file.unwritable", HEADROOM_TEXT("file", "\"%1\" cannot be written: %2."),
                          HEADROOM_TEXT("file", "Give a path in a folder that may be written to."),
                          {path, std::strerror(error)});
    result.place.file = path;
    return result;
}

bool writeAll(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::optional<Diagnostic> writeInto(const std::string& path, std::string_view text) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0) return unwritable(path, errno);
    const bool written = writeAll(file, text);
    const int error = errno;
    ::close(file);
    if (!written) return unwritable(path, error);
    return std::nullopt;
}

}  // namespace

std::optional<Diagnostic> writeFileAtomically(const std::string& path, std::string_view text) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    fs::path target = path;
    if (const auto real = fs::canonical(target, ignored); !ignored) target = real;
    struct stat before {};
    const bool exists = ::stat(target.c_str(), &before) == 0;
    if (exists && S_ISDIR(before.st_mode)) return unwritable(path, EISDIR);
    if (exists && !S_ISREG(before.st_mode)) return writeInto(path, text);
    // A file that may not be written stays as it is, though its folder would let it be replaced.
    if (exists && ::access(target.c_str(), W_OK) != 0) return unwritable(path, errno);

    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    std::string beside = (folder / ("." + target.filename().string() + ".XXXXXX")).string();
    const int file = ::mkostemp(beside.data(), O_CLOEXEC);
    if (file < 0) return unwritable(path, errno);
    mode_t mode = before.st_mode & 07777U;
    if (!exists) {
        const mode_t mask = ::umask(0);
        ::umask(mask);
        mode = 0666U & ~mask;
    }
    const bool written = writeAll(file, text) && ::fchmod(file, mode) == 0 && ::fsync(file) == 0;
    const int error = errno;
    ::close(file);
    if (!written || std::rename(beside.c_str(), target.c_str()) != 0) {
        const int why = written ? errno : error;
        ::unlink(beside.c_str());
        return unwritable(path, why);
    }
    if (const int place = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); place >= 0) {
        ::fsync(place);
        ::close(place);
    }
    return std::nullopt;
}

}  // namespace headroom::models
