// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tidy/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace headroom::tests::tidy {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestText = 2'000'000;

// Made by tools in the top folder, never committed.
const std::set<std::string> kByproducts = {"build", "compile_commands.json",
                                           "CMakeUserPresets.json", "__pycache__"};

void addFile(SourceTree& tree, const fs::path& root, const fs::path& path) {
    std::error_code error;
    if (!fs::is_regular_file(path, error) || fs::file_size(path, error) > kLargestText) return;
    std::ifstream in(path, std::ios::binary);
    tree.files[path.lexically_relative(root).generic_string()] =
        std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

std::string toText(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings) {
        text.append("\n  ").append(finding.path);
        if (finding.line > 0) text.append(":").append(std::to_string(finding.line));
        text.append(": ").append(finding.message);
    }
    return text;
}

SourceTree SourceTree::read(const std::string& root) {
    SourceTree tree;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(root, error)) {
        const std::string name = entry.path().filename().string();
        if (kByproducts.count(name) != 0) continue;
        if (name[0] != '.') tree.topLevel.push_back(name);
        if (name[0] == '.' && name != ".ci") continue;
        if (!entry.is_directory()) {
            addFile(tree, root, entry.path());
            continue;
        }
        auto below = fs::recursive_directory_iterator(entry.path(), error);
        for (const auto end = fs::recursive_directory_iterator(); below != end; ++below) {
            if (below->path().filename() == "__pycache__") {
                below.disable_recursion_pending();
            } else {
                addFile(tree, root, below->path());
            }
        }
    }
    std::sort(tree.topLevel.begin(), tree.topLevel.end());
    return tree;
}

bool isHeader(std::string_view path) {
    return path.ends_with(".h") || path.ends_with(".hpp");
}

bool isCpp(std::string_view path) {
    return isHeader(path) || path.ends_with(".cpp") || path.ends_with(".cc");
}

bool isCMake(std::string_view path) {
    return path == "CMakeLists.txt" || path.ends_with("/CMakeLists.txt") ||
           path.ends_with(".cmake");
}

bool isSource(std::string_view path, std::string_view text) {
    return isCpp(path) || isCMake(path) || path.ends_with(".py") || path.ends_with(".sh") ||
           text.starts_with("#!");
}

bool isBelow(std::string_view path, std::string_view folder) {
    return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

std::string folderOf(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

}  // namespace headroom::tests::tidy
