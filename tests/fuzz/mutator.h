// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "models/format/json_value.h"

namespace headroom::tests {

/// Makes new inputs from good ones. The same seed makes the same inputs.
class Mutator {
  public:
    /// `words`: what the language is made of, put in where it may or may not fit.
    Mutator(std::uint64_t seed, std::vector<std::string> words);

    /// A few changes of bytes, lines and words; what is taken from elsewhere comes from `other`.
    std::string bytes(const std::string& text, const std::string& other);
    /// A few changes of the tree: values replaced, moved, doubled and left out, keys exchanged.
    std::string tree(const std::string& json, const std::string& other);

    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : bits_() % bound; }

  private:
    using Json = models::JsonValue;
    void changeBytes(std::string& text, const std::string& other);
    void changeTree(Json& root, const Json& other);
    Json anyValue(const Json& other);
    /// All values of a tree, the root first.
    static std::vector<Json*> valuesOf(Json& root);
    const std::string& word() { return words_[below(words_.size())]; }

    std::mt19937_64 bits_;
    std::vector<std::string> words_;
};

}  // namespace headroom::tests
