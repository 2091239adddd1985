// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "engine/process.h"
#include "engine/task.h"
#include "engine/wait/fifo_station.h"
#include "engine/wait/group_commit.h"
#include "engine/wait/resource.h"
#include "models/components/database/settings.h"
#include "models/components/line.h"
#include "models/components/node_statistics.h"

namespace headroom::models {

/// What a database has beside connections and cores, where the design bounds it: a disk, a
/// write-ahead log that is flushed, and rows that many writes want. Each may be turned on and off
/// while queries are inside: who uses it goes through to the end, who comes later finds it as it is
/// then.
class Storage {
  public:
    static bool wanted(const DatabaseSettings& settings) {
        return settings.diskOperations || settings.diskThroughput || settings.flush ||
               settings.hotShare.value > 0;
    }
    explicit Storage(const DatabaseSettings& settings);

    void reconfigure(const DatabaseSettings& settings);

    /// How many of the pages of a query with so many rows are not in memory; `chance` is uniform in
    /// [0, 1). The mean is exact; only what is left of a whole page is left to chance.
    std::int64_t pagesMissing(std::int64_t rows, double chance) const;
    /// Time in ns that so many operations on so many bytes take by themselves.
    double diskNs(std::int64_t operations, std::uint64_t bytes) const;
    bool hasDisk() const { return settings_.diskOperations || settings_.diskThroughput; }
    std::uint64_t pageBytes() const { return settings_.page.count; }
    /// Operations one after the other with all others', then the bytes likewise. Precondition:
    /// hasDisk().
    engine::Task<bool> access(std::int64_t operations, std::uint64_t bytes);
    engine::Task<bool> read(std::int64_t pages) {
        pagesRead_ += static_cast<std::uint64_t>(pages);
        return access(pages, static_cast<std::uint64_t>(pages) * settings_.page.count);
    }

    bool isFlushed() const { return settings_.flush.has_value(); }
    /// Ends when the record is in the log for good. Precondition: isFlushed().
    engine::GroupCommit::Commit commit();

    /// The lock of a row; `chance` as above. Nothing if the write needs none.
    engine::Resource* hotRow(double chance);

    /// Those that wait for a lock or the disk's operations, on the average.
    double queueMean(engine::SimTime now);
    void sample(ComponentSample& sample);
    void figures(ComponentFigures& figures) const;
    void restart();

  private:
    static engine::Process flushForEver(Storage& storage);

    /// Precondition: some operations a second are set.
    engine::Duration operationTime(std::int64_t operations) const {
        return engine::Duration::fromNanoseconds(1e9 / settings_.diskOperations->perSecond *
                                                 static_cast<double>(operations));
    }

    DatabaseSettings settings_;
    // There if they ever were set.
    std::optional<engine::FifoStation> operations_;
    std::optional<Line> throughput_;
    Demand demand_;
    std::uint64_t pagesRead_ = 0;
    engine::GroupCommit log_;
    bool isFlusherThere_ = false;
    engine::TimeAverage flushing_;
    Demand flushDemand_;
    std::uint64_t flushes_ = 0;
    std::uint64_t flushed_ = 0;
    std::deque<engine::Resource> hotRows_;  // the first of them, as many as are set, are wanted
    // One each while they are on; of rows as many as are set.
    Units disk_{0};
    Units channel_{0};
    Units flusher_{0};
    Units rows_{0};
};

}  // namespace headroom::models
