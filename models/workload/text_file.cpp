// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/text_file.h"

#include <filesystem>
#include <fstream>

#include "models/describe/scan.h"

namespace headroom::models {

std::optional<std::string> readTextFile(const std::string& path, std::size_t maximumBytes,
                                        Diagnostics& diagnostics) {
    const auto refuse = [&](Diagnostic diagnostic) {
        diagnostic.place.file = path;
        diagnostics.add(std::move(diagnostic));
        return std::nullopt;
    };
    const auto unreadable = [&] {
        return refuse(problem("file.unreadable", HEADROOM_TEXT("file", "\"%1\" cannot be read."),
                              HEADROOM_TEXT("file",
                                            "Give the path of a file that exists and may "
                                            "be read."),
                              {path}));
    };
    const auto tooLarge = [&] {
        return refuse(
            problem("file.too-large",
                    HEADROOM_TEXT("file", "\"%1\" is larger than %2, the most that is read."),
                    HEADROOM_TEXT("file", "Is it the right file?"),
                    {path, std::to_string(maximumBytes >> 20) + " MB"}));
    };
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (error || !std::filesystem::exists(status) || std::filesystem::is_directory(status)) {
        return unreadable();
    }
    if (std::filesystem::is_regular_file(status)) {
        const auto size = std::filesystem::file_size(path, error);
        if (error) return unreadable();
        if (size > maximumBytes) return tooLarge();
    }
    std::ifstream in(path, std::ios::binary);
    if (!in) return unreadable();
    std::string text;
    constexpr std::size_t kChunk = std::size_t{64} << 10;
    while (in) {
        const std::size_t before = text.size();
        text.resize(before + kChunk);
        in.read(text.data() + before, kChunk);
        text.resize(before + static_cast<std::size_t>(in.gcount()));
        if (text.size() > maximumBytes) return tooLarge();
    }
    if (in.bad()) return unreadable();
    return text;
}

}  // namespace headroom::models
