// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/path_folding.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "models/describe/scan.h"

namespace headroom::models {

namespace {

struct AssetClass {
    std::string_view name;
    std::string_view extensions;  // each between blanks
};

constexpr AssetClass kAssetClasses[] = {
    {"{image}", " png jpg jpeg gif svg webp avif ico bmp tif tiff "},
    {"{style}", " css "},
    {"{script}", " js mjs map wasm "},
    {"{font}", " woff woff2 ttf otf eot "},
    {"{media}", " mp3 mp4 m4a m4v webm ogg ogv oga wav flac avi mov mkv "},
    {"{document}", " pdf doc docx xls xlsx ppt pptx odt ods odp ps "},
    {"{archive}", " zip gz tgz bz2 xz zst tar rar 7z iso dmg exe msi deb rpm jar apk "},
};

bool isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Whether the text has the form of the pattern: '0' a digit, 'x' a hexadecimal digit.
bool hasForm(std::string_view text, std::string_view pattern) {
    return std::ranges::equal(text, pattern, [](char c, char p) {
        if (p == '0') return isDigit(c);
        return p == 'x' ? isHex(c) : c == p;
    });
}

bool isIdentifier(std::string_view segment) {
    constexpr std::size_t kSurelyHash = 16;
    constexpr std::size_t kPerhapsHash = 8;
    if (segment.empty()) return false;
    const auto digits = static_cast<std::size_t>(std::ranges::count_if(segment, isDigit));
    if (digits == segment.size()) return true;
    if (hasForm(segment, "0000-00-00")) return true;
    if (hasForm(segment, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")) return true;
    if (!std::ranges::all_of(segment, isHex)) return false;
    return segment.size() >= kSurelyHash || (segment.size() >= kPerhapsHash && digits > 0);
}

std::string_view assetClass(std::string_view file) {
    const auto dot = file.rfind('.');
    if (dot == std::string_view::npos || dot + 1 == file.size()) return {};
    std::string extension = " ";
    for (const char c : file.substr(dot + 1)) {
        extension += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    extension += ' ';
    for (const auto& known : kAssetClasses) {
        if (known.extensions.find(extension) != std::string_view::npos) return known.name;
    }
    return {};
}

std::vector<std::string_view> segmentsOf(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        const auto slash = std::min(path.find('/'), path.size());
        if (slash > 0) segments.push_back(path.substr(0, slash));
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return segments;
}

/// A name taken apart; those that are not paths ("GET {image}") have no segments to fold.
struct Name {
    std::string method;
    std::vector<std::string> segments;
    bool isPath = false;
};

Name takeApart(std::string_view text) {
    Name name;
    const auto blank = std::min(text.find(' '), text.size());
    name.method = text.substr(0, blank);
    const auto path = text.substr(std::min(blank + 1, text.size()));
    name.isPath = path.starts_with('/');
    if (name.isPath) {
        for (const auto segment : segmentsOf(path))
            name.segments.emplace_back(segment);
    } else {
        name.segments.emplace_back(path);
    }
    return name;
}

std::string putTogether(const Name& name) {
    std::string text = name.method + ' ';
    if (!name.isPath) return text + name.segments.front();
    if (name.segments.empty()) return text + '/';
    for (const auto& segment : name.segments)
        text += '/' + segment;
    return text;
}

/// Folds the segments at `depth` of names alike up to there, then those below. Recursion ends
/// after kMostSegments.
void foldBelow(const std::vector<Name*>& group, std::size_t depth) {
    std::map<std::string, std::vector<Name*>> children;
    for (Name* name : group) {
        if (name->segments.size() > depth) children[name->segments[depth]].push_back(name);
    }
    if (children.size() > (depth == 0 ? kMostSiblingsAtRoot : kMostSiblings)) {
        std::vector<Name*> all;
        for (auto& [segment, names] : children) {
            for (Name* name : names) {
                name->segments[depth] = "{name}";
                all.push_back(name);
            }
        }
        foldBelow(all, depth + 1);
        return;
    }
    for (auto& [segment, names] : children)
        foldBelow(names, depth + 1);
}

}  // namespace

std::string foldPath(std::string_view target) {
    if (const auto scheme = target.find("://");
        scheme != std::string_view::npos && target.find_first_of("/?#") > scheme) {
        target.remove_prefix(scheme + 3);
        const auto path = target.find_first_of("/?#");
        target = path == std::string_view::npos ? "/" : target.substr(path);
    }
    target = target.substr(0, target.find_first_of("?#"));
    if (target == "*") return "*";
    auto segments = segmentsOf(target);
    if (!segments.empty()) {
        const auto asset = assetClass(segments.back());
        if (!asset.empty()) return std::string(asset);
    }
    if (segments.size() > kMostSegments) segments.resize(kMostSegments);
    std::string path;
    for (const auto segment : segments) {
        path += '/';
        path += isIdentifier(segment) ? "{id}" : segment;
    }
    return path.empty() ? "/" : path;
}

std::vector<std::string> foldSiblings(std::span<const std::string> names,
                                      std::span<const std::uint64_t> requests) {
    std::vector<Name> apart;
    apart.reserve(names.size());
    for (const auto& name : names)
        apart.push_back(takeApart(name));
    std::map<std::string, std::vector<Name*>> methods;
    for (auto& name : apart) {
        if (name.isPath) methods[name.method].push_back(&name);
    }
    for (auto& [method, group] : methods)
        foldBelow(group, 0);

    std::vector<std::string> folded;
    folded.reserve(names.size());
    std::map<std::string, std::uint64_t> totals;
    for (std::size_t i = 0; i < apart.size(); ++i) {
        folded.push_back(putTogether(apart[i]));
        totals[folded.back()] += requests[i];
    }
    if (totals.size() <= kMostEndpoints) return folded;

    std::vector<std::pair<std::uint64_t, std::string>> order;
    order.reserve(totals.size());
    for (const auto& [name, count] : totals)
        order.emplace_back(count, name);
    std::ranges::stable_sort(order, std::ranges::greater(), &decltype(order)::value_type::first);
    for (std::size_t i = kMostEndpoints; i < order.size(); ++i)
        totals.erase(order[i].second);
    for (std::size_t i = 0; i < folded.size(); ++i) {
        if (!totals.contains(folded[i])) folded[i] = apart[i].method + " {other}";
    }
    return folded;
}

}  // namespace headroom::models
