// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <concepts>
#include <memory>
#include <utility>

namespace headroom::models {

/// One component's settings struct, whatever its type, as a value: copies are independent. Copying
/// shares until one side writes, so a copy of a design of 10,000 nodes copies no settings.
class Settings {
  public:
    Settings() = default;

    template <class T>
    static Settings of(T value) {
        Settings settings;
        settings.type_ = &kType<T>;
        settings.data_ = std::make_shared<T>(std::move(value));
        return settings;
    }

    bool empty() const { return !data_; }
    template <class T>
    bool is() const {
        return type_ == &kType<T>;
    }
    template <class T>
    const T& as() const {
        assert(is<T>());
        return *static_cast<const T*>(data_.get());
    }
    template <class T>
    T& edit() {
        assert(is<T>());
        return *static_cast<T*>(editData());
    }

    /// For the loops over a description, which know the type only by the kind.
    const void* data() const { return data_.get(); }
    void* editData() {
        assert(data_);
        if (data_.use_count() > 1) data_ = type_->clone(data_.get());
        return data_.get();
    }

    /// Same type and same content. Structs without an == of their own are equal only to themselves:
    /// those are compared by the loops over their description.
    bool operator==(const Settings& other) const {
        if (type_ != other.type_) return false;
        return data_ == other.data_ || type_->equal(data_.get(), other.data_.get());
    }

  private:
    struct Type {
        std::shared_ptr<void> (*clone)(const void*);
        bool (*equal)(const void*, const void*);
    };
    template <class T>
    static std::shared_ptr<void> clone(const void* from) {
        return std::make_shared<T>(*static_cast<const T*>(from));
    }
    template <class T>
    static bool equal(const void* a, const void* b) {
        if constexpr (std::equality_comparable<T>)
            return *static_cast<const T*>(a) == *static_cast<const T*>(b);
        else
            return a == b;
    }
    template <class T>
    static constexpr Type kType{clone<T>, equal<T>};

    const Type* type_ = nullptr;
    std::shared_ptr<void> data_;
};

}  // namespace headroom::models
