// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <new>
#include <utility>

#include "engine/simulation.h"

namespace headroom::engine {

/// What a Ref counts. Derive from it.
struct RefCounted {
    RefCounted() = default;
    /// Nobody has a reference to a copy yet.
    RefCounted(const RefCounted&) noexcept {}
    RefCounted& operator=(const RefCounted&) noexcept { return *this; }

    std::uint32_t references = 0;
};

/// A counted reference to a T in the current simulation's arena: a request that its sender, the
/// calls made for it and calls that were given up all hold, and that goes with the last of them.
///
/// Source: intrusive reference counting, one thread.
/// Cost: 8 bytes; a count up or down to copy, nothing to move.
/// Assumptions: T derives from RefCounted; used only while its simulation is current.
template <class T>
class Ref {
  public:
    template <class... Arguments>
    static Ref make(Arguments&&... arguments) {
        void* memory = Simulation::current().arena().allocate(sizeof(T));
        return Ref(new (memory) T(std::forward<Arguments>(arguments)...));
    }
    /// To nothing.
    Ref() noexcept : object_(nullptr) {}
    Ref(const Ref& other) noexcept : object_(other.object_) {
        if (object_ != nullptr) ++object_->references;
    }
    Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    Ref& operator=(Ref other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~Ref() {
        if (object_ != nullptr && --object_->references == 0) {
            object_->~T();
            Simulation::current().arena().release(object_, sizeof(T));
        }
    }
    T& operator*() const { return *object_; }
    T* operator->() const { return object_; }
    explicit operator bool() const { return object_ != nullptr; }

  private:
    explicit Ref(T* object) noexcept : object_(object) { ++object_->references; }
    T* object_;
};

}  // namespace headroom::engine
