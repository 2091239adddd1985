// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <optional>
#include <string_view>
#include <utility>

namespace headroom::engine {

/// A value built from a user's parameters, or the English reason why they make none. The reason is
/// static text; the caller adds the place.
template <class T>
class [[nodiscard]] Checked {
  public:
    Checked(T value) : value_(std::move(value)) {}
    static Checked refused(std::string_view reason) {
        assert(!reason.empty());
        Checked result;
        result.reason_ = reason;
        return result;
    }

    explicit operator bool() const { return value_.has_value(); }
    /// Empty if there is a value.
    std::string_view reason() const { return reason_; }
    /// Only if there is one: asking a refusal for its value is a bug of the caller.
    const T& value() const {
        assert(value_.has_value());
        return *value_;
    }
    const T& operator*() const { return value(); }
    const T* operator->() const { return &value(); }

  private:
    Checked() = default;
    std::optional<T> value_;
    std::string_view reason_;
};

}  // namespace headroom::engine
