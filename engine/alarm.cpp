// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/alarm.h"

#include <new>

namespace headroom::engine {

Alarm::Alarm(Callback callback, void* owner)
    : block_(new (Simulation::current().arena().allocate(sizeof(Block)))
                 Block{{&Block::ring, &Block::ring}, callback, owner, 0}) {}

Alarm::~Alarm() {
    block_->owner = nullptr;
    if (block_->pending == 0) Simulation::current().arena().release(block_, sizeof(Block));
}

void Alarm::Block::ring(void* self) {
    auto* block = static_cast<Block*>(self);
    --block->pending;
    if (block->owner != nullptr) {
        block->callback(block->owner);
    } else if (block->pending == 0) {
        Simulation::current().arena().release(block, sizeof(Block));
    }
}

}  // namespace headroom::engine
