// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/database/storage.h"

#include <algorithm>

namespace headroom::models {

using engine::Duration;
using engine::Simulation;

Storage::Storage(const DatabaseSettings& settings)
    : settings_(settings), flushing_(Simulation::current().now()) {
    reconfigure(settings);
}

void Storage::reconfigure(const DatabaseSettings& settings) {
    settings_ = settings;
    if (settings.diskOperations && !operations_) operations_.emplace(1);
    if (settings.diskThroughput) {
        if (throughput_) {
            throughput_->setBandwidth(*settings.diskThroughput);
        } else {
            throughput_.emplace(*settings.diskThroughput);
        }
    }
    disk_.set(settings.diskOperations ? 1 : 0);
    channel_.set(settings.diskThroughput ? 1 : 0);
    flusher_.set(settings.flush ? 1 : 0);
    rows_.set(settings.hotShare.value > 0 ? settings.hotRows : 0);
    while (static_cast<std::int64_t>(hotRows_.size()) < rows_.count())
        hotRows_.emplace_back(1);
}

std::int64_t Storage::pagesMissing(std::int64_t rows, double chance) const {
    const std::int64_t pages =
        std::max<std::int64_t>(1, (rows + settings_.rowsOfPage - 1) / settings_.rowsOfPage);
    const double missing = static_cast<double>(pages) * settings_.bufferMiss.value;
    const auto whole = static_cast<std::int64_t>(missing);
    return whole + (chance < missing - static_cast<double>(whole) ? 1 : 0);
}

double Storage::diskNs(std::int64_t operations, std::uint64_t bytes) const {
    double ns = 0;
    if (settings_.diskOperations) ns += static_cast<double>(operationTime(operations).ns());
    if (settings_.diskThroughput) ns += throughput_->timeOf(bytes);
    return ns;
}

engine::Task<bool> Storage::access(std::int64_t operations, std::uint64_t bytes) {
    if (settings_.diskOperations) {
        const Duration work = demand_.note(operationTime(operations));
        co_await operations_->use(work);
    }
    if (settings_.diskThroughput) co_await throughput_->send(bytes);
    co_return true;
}

engine::GroupCommit::Commit Storage::commit() {
    if (!isFlusherThere_) {
        isFlusherThere_ = true;
        Simulation::current().spawn(flushForEver(*this));
    }
    return log_.commit(settings_.logRecord.count);
}

engine::Process Storage::flushForEver(Storage& storage) {
    for (;;) {
        const engine::GroupCommit::Batch batch = co_await storage.log_.collect();
        if (batch.commits == 0) {
            storage.log_.complete();
            continue;
        }
        if (storage.hasDisk()) co_await storage.access(1, batch.bytes);
        // What waits when flushing is turned off is in the log at once.
        const Duration length = storage.settings_.flush.value_or(Duration::zero());
        storage.flushing_.set(Simulation::current().now(), 1);
        storage.flushDemand_.note(length);
        co_await engine::delay(length);
        storage.flushing_.set(Simulation::current().now(), 0);
        ++storage.flushes_;
        storage.flushed_ += batch.commits;
        storage.log_.complete();
    }
}

engine::Resource* Storage::hotRow(double chance) {
    const double share = settings_.hotShare.value;
    if (!(chance < share) || rows_.count() == 0) return nullptr;
    const auto rows = static_cast<std::size_t>(rows_.count());
    const double place = chance / share * static_cast<double>(rows);
    return &hotRows_[std::min(rows - 1, static_cast<std::size_t>(place))];
}

double Storage::queueMean(engine::SimTime now) {
    double waiting = operations_ ? operations_->waitingOverTime().mean(now) : 0.0;
    for (engine::Resource& row : hotRows_)
        waiting += row.waitingOverTime().mean(now);
    return waiting;
}

void Storage::sample(ComponentSample& sample) {
    const engine::SimTime now = Simulation::current().now();
    if (disk_.wereThere()) {
        sample.resources.push_back(
            disk_.sample(Resource::Disk, "disk", operations_->busyOverTime(), demand_.ns()));
        sample.queues.push_back({"disk", static_cast<double>(operations_->waiting())});
    }
    if (channel_.wereThere()) {
        sample.resources.push_back(channel_.sample(Resource::Disk, "diskThroughput",
                                                   throughput_->isBusy() ? 1 : 0,
                                                   throughput_->busyNs(), throughput_->demandNs()));
    }
    if (flusher_.wereThere()) {
        sample.resources.push_back(
            flusher_.sample(Resource::Disk, "flush", flushing_, flushDemand_.ns()));
        sample.queues.push_back({"flush", static_cast<double>(log_.waiting())});
    }
    if (!rows_.wereThere()) return;
    double held = 0;
    double heldNs = 0;
    double waiting = 0;
    for (engine::Resource& row : hotRows_) {
        held += row.inUse();
        heldNs += static_cast<double>(row.inUseOverTime().integral(now));
        waiting += row.waiting();
    }
    sample.resources.push_back(rows_.sample(Resource::Lock, "hotRows", held, heldNs));
    sample.queues.push_back({"hotRows", waiting});
}

void Storage::figures(ComponentFigures& figures) const {
    if (disk_.wereThere() || channel_.wereThere()) {
        figures.metrics.push_back({"pagesRead", static_cast<double>(pagesRead_)});
    }
    if (!flusher_.wereThere()) return;
    figures.metrics.push_back(
        {"writesPerFlush",
         flushes_ == 0 ? 0.0 : static_cast<double>(flushed_) / static_cast<double>(flushes_)});
}

void Storage::restart() {
    const engine::SimTime now = Simulation::current().now();
    if (operations_) {
        operations_->busyOverTime().restart(now);
        operations_->waitingOverTime().restart(now);
    }
    if (throughput_) throughput_->restart();
    demand_.restart();
    flushing_.restart(now);
    flushDemand_.restart();
    pagesRead_ = flushes_ = flushed_ = 0;
    for (engine::Resource& row : hotRows_) {
        row.inUseOverTime().restart(now);
        row.waitingOverTime().restart(now);
    }
    for (Units* units : {&disk_, &channel_, &flusher_, &rows_})
        units->restart();
}

}  // namespace headroom::models
