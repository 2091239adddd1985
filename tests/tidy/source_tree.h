// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::tests::tidy {

/// Something that breaks a rule of the house, and where.
struct Finding {
    std::string path;  ///< from the top of the tree
    int line = 0;      ///< from 1; 0 if the whole file is meant
    std::string message;
};

std::string toText(const std::vector<Finding>& findings);

/// The text files of the project by their path from the top ("engine/task.h"). Tests of the rules
/// make small ones by hand; the project's own is read from the disk.
struct SourceTree {
    std::map<std::string, std::string> files;
    std::vector<std::string>
        topLevel;  ///< names of files and folders at the top, dot-files left out

    /// Reads rooms and top level; leaves out build trees, dot-folders (but not .ci) and files of
    /// more than 2 MB, which are data. Empty if `root` cannot be read.
    static SourceTree read(const std::string& root);

    bool contains(const std::string& path) const { return files.count(path) != 0; }
};

bool isCpp(std::string_view path);     ///< .h .hpp .cpp .cc
bool isHeader(std::string_view path);  ///< .h .hpp
bool isCMake(std::string_view path);   ///< CMakeLists.txt, *.cmake
/// Code of any kind: C++, CMake, Python, shell (by its ending, or by a first line "#!").
bool isSource(std::string_view path, std::string_view text);
bool isBelow(std::string_view path,
             std::string_view folder);        ///< folder without a slash at its end
std::string folderOf(std::string_view path);  ///< "" at the top

}  // namespace headroom::tests::tidy
