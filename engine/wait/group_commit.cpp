// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wait/group_commit.h"

#include <utility>

namespace headroom::engine {

void GroupCommit::join(Commit& commit) {
    open_.pushBack(commit);
    ++openCommits_;
    if (flusher_ != nullptr) {
        // Woken behind what is already due now, so commits of this instant still join the batch.
        Simulation::current().resumeNow(std::exchange(flusher_, nullptr));
    }
}

// The committing coroutine is being destroyed.
void GroupCommit::cancel(Commit& commit) {
    Simulation& simulation = Simulation::current();
    switch (commit.state_) {
        case Commit::State::open:
            commit.unlink();
            --openCommits_;
            break;
        case Commit::State::flushing:
            commit.unlink();
            break;
        case Commit::State::woken:
            simulation.disown(simulation.arena().at(commit.frame_));
            break;
    }
}

void GroupCommit::flusherGone(void* frame) {
    if (flusher_ == frame) {
        flusher_ = nullptr;
    } else {
        Simulation::current().disown(frame);
    }
}

// Puts the batch that was never completed back, before those that came later.
void GroupCommit::reopen() {
    WaitList later;
    open_.moveTo(later);
    while (!flushing_.empty()) {
        auto& commit = static_cast<Commit&>(flushing_.popFront());
        commit.state_ = Commit::State::open;
        ++openCommits_;
        open_.pushBack(commit);
    }
    later.moveTo(open_);
}

// May be empty: everybody may have gone between the waking of the flusher and its resumption.
GroupCommit::Batch GroupCommit::close() {
    if (!flushing_.empty()) [[unlikely]]
        reopen();
    Batch batch{0, 0};
    while (!open_.empty() && batch.commits < most_) {
        auto& commit = static_cast<Commit&>(open_.popFront());
        commit.state_ = Commit::State::flushing;
        ++batch.commits;
        batch.bytes += commit.bytes_;
        flushing_.pushBack(commit);
    }
    openCommits_ -= batch.commits;
    return batch;
}

void GroupCommit::complete() {
    while (!flushing_.empty()) {
        auto& commit = static_cast<Commit&>(flushing_.popFront());
        commit.state_ = Commit::State::woken;
        Simulation::current().resumeNow(commit.frame_);
    }
}

}  // namespace headroom::engine
