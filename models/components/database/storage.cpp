// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/components/database/storage.h"

#include <algorithm>

namespace headroom::models {

using engine::Duration;
using engine::Simulation;

Storage::Storage(const DatabaseSettings& settings)
    : settings_(settings), flushing_(Simulation::current().now()) {
    if (settings.diskOperations) operations_.emplace(1);
    if (settings.diskThroughput) throughput_.emplace(*settings.diskThroughput);
    if (settings.hotShare.value > 0) {
        for (std::int64_t i = 0; i < settings.hotRows; ++i)
            hotRows_.emplace_back(1);
        rows_.set(settings.hotRows);
    }
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
    if (operations_)
        ns += 1e9 / settings_.diskOperations->perSecond * static_cast<double>(operations);
    if (throughput_) ns += throughput_->timeOf(bytes);
    return ns;
}

engine::Task<bool> Storage::access(std::int64_t operations, std::uint64_t bytes) {
    if (operations_) {
        const double each = 1e9 / settings_.diskOperations->perSecond;
        const Duration work = Duration::fromNanoseconds(each * static_cast<double>(operations));
        demand_.note(work);
        co_await operations_->use(work);
    }
    if (throughput_) co_await throughput_->send(bytes);
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
        storage.flushing_.set(Simulation::current().now(), 1);
        storage.flushDemand_.note(*storage.settings_.flush);
        co_await engine::delay(*storage.settings_.flush);
        storage.flushing_.set(Simulation::current().now(), 0);
        ++storage.flushes_;
        storage.flushed_ += batch.commits;
        storage.log_.complete();
    }
}

engine::Resource* Storage::hotRow(double chance) {
    const double share = settings_.hotShare.value;
    if (!(chance < share) || hotRows_.empty()) return nullptr;
    const double place = chance / share * static_cast<double>(hotRows_.size());
    return &hotRows_[std::min(hotRows_.size() - 1, static_cast<std::size_t>(place))];
}

double Storage::queueMean(engine::SimTime now) {
    double waiting = operations_ ? operations_->waitingOverTime().mean(now) : 0.0;
    for (engine::Resource& row : hotRows_)
        waiting += row.waitingOverTime().mean(now);
    return waiting;
}

void Storage::sample(ComponentSample& sample) {
    const engine::SimTime now = Simulation::current().now();
    if (operations_) {
        sample.resources.push_back(
            one_.sample(Resource::Disk, "disk", operations_->busyOverTime(), demand_.ns()));
        sample.queues.push_back({"disk", static_cast<double>(operations_->waiting())});
    }
    if (throughput_) {
        sample.resources.push_back(one_.sample(Resource::Disk, "diskThroughput",
                                               throughput_->isBusy() ? 1 : 0, throughput_->busyNs(),
                                               throughput_->demandNs()));
    }
    if (settings_.flush) {
        sample.resources.push_back(
            one_.sample(Resource::Disk, "flush", flushing_, flushDemand_.ns()));
        sample.queues.push_back({"flush", static_cast<double>(log_.waiting())});
    }
    if (hotRows_.empty()) return;
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
    if (hasDisk()) figures.metrics.push_back({"pagesRead", static_cast<double>(pagesRead_)});
    if (!settings_.flush) return;
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
    one_.restart();
    rows_.restart();
}

}  // namespace headroom::models
