// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <utility>
#include <variant>

#include "models/describe/diagnostic.h"

namespace headroom::models {

/// A value, or why there is none. (std::expected comes with C++23.)
template <class T, class E = Diagnostic>
class [[nodiscard]] Expected {
  public:
    // Implicit on purpose: `return value;` and `return problem;` are the whole use.
    Expected(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Expected(E error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }
    bool hasValue() const { return state_.index() == 0; }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(value()); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }
    const T& value() const {
        assert(hasValue());
        return *std::get_if<0>(&state_);
    }
    T& value() {
        assert(hasValue());
        return *std::get_if<0>(&state_);
    }
    const E& error() const {
        assert(!hasValue());
        return *std::get_if<1>(&state_);
    }
    E& error() {
        assert(!hasValue());
        return *std::get_if<1>(&state_);
    }

  private:
    std::variant<T, E> state_;
};

}  // namespace headroom::models
