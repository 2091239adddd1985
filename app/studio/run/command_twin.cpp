// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio/run/command_twin.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "models/describe/units.h"
#include "models/format/design_reader.h"
#include "models/kinds.h"

namespace headroom::app {

namespace {

/// Settings of nodes in which the file differs, as the command line writes them.
std::vector<std::string> assignments(const models::Design& file, const models::Design& wanted) {
    std::vector<std::string> all;
    for (const models::Node& node : wanted.nodes) {
        const models::Node* before = file.findNode(node.id);
        if (before == nullptr || before->kind != node.kind) continue;
        for (const models::Field& field : node.kind->fields) {
            const models::Value value = field.get(node.settings.data());
            if (value == field.get(before->settings.data())) continue;
            all.push_back(node.id + '.' + field.key + '=' + models::toText(field, value));
        }
    }
    return all;
}

/// Where a node is drawn makes no difference to a run.
models::Design withoutPlaces(models::Design design) {
    for (models::Node& node : design.nodes)
        node.at = {};
    return design;
}

}  // namespace

std::optional<std::vector<std::string>> commandFor(const models::ValidDesign& design,
                                                   const std::string& path,
                                                   const models::RunOptions& options) {
    if (path.empty()) return std::nullopt;
    const models::DesignLoading file = models::loadDesign(path, models::kinds());
    if (!file.valid) return std::nullopt;
    models::Design said = file.valid->design();
    std::vector<std::string> words = {"headroom", "run", path};
    for (const std::string& assignment : assignments(said, design.design())) {
        if (models::applySetting(said, assignment)) return std::nullopt;
        words.insert(words.end(), {"--set", assignment});
    }
    if (!models::sameDesign(withoutPlaces(said), withoutPlaces(design.design())))
        return std::nullopt;
    const models::RunOptions usual;
    const auto add = [&](const char* option, bool isUnusual, const std::string& value) {
        if (isUnusual) words.insert(words.end(), {option, value});
    };
    add("--seed", true, std::to_string(options.seed));
    if (options.duration) add("--duration", true, models::durationText(*options.duration));
    if (options.warmup) add("--warmup", true, models::durationText(*options.warmup));
    add("--replications", options.mostReplications != usual.mostReplications,
        std::to_string(options.mostReplications));
    add("--least-replications", options.leastReplications != usual.leastReplications,
        std::to_string(options.leastReplications));
    add("--precision", options.meanPrecision != usual.meanPrecision,
        models::numberText(options.meanPrecision));
    add("--tail-precision", options.tailPrecision != usual.tailPrecision,
        models::numberText(options.tailPrecision));
    add("--threads", options.threads != usual.threads, std::to_string(options.threads));
    if (options.cold) words.emplace_back("--cold");
    if (options.slowest > 0) words.emplace_back("--waterfall");
    return words;
}

std::string shellText(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty()) text += ' ';
        const bool isPlain = !word.empty() && std::ranges::all_of(word, [](unsigned char c) {
            return std::isalnum(c) != 0 ||
                   std::string_view("-_./=,:@%+").find(static_cast<char>(c)) !=
                       std::string_view::npos;
        });
        if (isPlain) {
            text += word;
            continue;
        }
        text += '\'';
        for (const char c : word)
            text += c == '\'' ? std::string("'\\''") : std::string(1, c);
        text += '\'';
    }
    return text;
}

}  // namespace headroom::app
