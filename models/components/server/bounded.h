// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "models/analysis/usl.h"
#include "models/components/line.h"
#include "models/components/log_writer.h"
#include "models/components/node_statistics.h"
#include "models/components/server/settings.h"

namespace headroom::models {

/// What the instances of one server have in common.
struct Shared {
    NodeStatistics statistics;
    Demand cpu;
    std::uint64_t memoryRefused = 0;
    std::uint64_t memoryKills = 0;

    void restart() {
        statistics.restart();
        cpu.restart();
        memoryRefused = memoryKills = 0;
    }
};

inline bool isContended(const ServerSettings& settings) {
    return settings.contention.value > 0 || settings.coherence > 0;
}
inline ScalabilityLaw lawOf(const ServerSettings& settings) {
    return {1, settings.contention.value, settings.coherence};
}
inline LogWriter::Way wayOf(const ServerSettings& settings) {
    if (settings.logging == Logging::Synchronous) return {settings.logLineTime};
    return {settings.logLineTime, settings.logBuffer,
            settings.logging == Logging::Drop ? LogWriter::Full::drop : LogWriter::Full::block};
}

/// What an instance has beside workers and cores, where the design bounds it. Each part may be
/// turned on and off while requests are inside: those in the middle of it go through to its end,
/// and come to nothing more that has been turned off.
struct Bounded {
    explicit Bounded(const ServerSettings& settings) { reconfigure(settings); }
    static bool wanted(const ServerSettings& settings) {
        return settings.memory || settings.bandwidth || settings.logLines > 0;
    }
    void reconfigure(const ServerSettings& settings) {
        requestBytes = settings.requestBytes.count;
        isNetworkOn = settings.bandwidth.has_value();
        if (isNetworkOn) {
            for (std::optional<Line>* line : {&in, &out}) {
                if (*line) {
                    (*line)->setBandwidth(*settings.bandwidth);
                } else {
                    line->emplace(*settings.bandwidth);
                }
            }
        }
        logLines = settings.logLines;
        if (log) {
            log->setWay(wayOf(settings));
        } else if (logLines > 0) {
            log.emplace(wayOf(settings));
        }
        memoryFull = settings.memoryFull;
        restartTime = settings.restartTime;
        mostServed = ~std::uint64_t{0};
        if (!settings.memory) return;
        const std::uint64_t size = settings.memory->count;
        const std::uint64_t idle = settings.memoryIdle.count;
        const std::uint64_t each = settings.memoryPerRequest.count;
        if (each > 0) mostServed = idle > size ? 0 : (size - idle) / each;
    }
    void restart() {
        if (in) in->restart();
        if (out) out->restart();
        if (log) log->restart();
    }

    std::optional<Line> in;  ///< there if the network ever was on; asked only while it is
    std::optional<Line> out;
    std::optional<LogWriter> log;  ///< the same, by logLines
    bool isNetworkOn = false;
    std::uint64_t requestBytes = 0;
    std::int64_t logLines = 0;
    std::uint64_t mostServed = ~std::uint64_t{0};  ///< requests that memory has room for
    MemoryFull memoryFull = MemoryFull::Refuse;
    engine::Duration restartTime;
};

/// What all instances of a server have of that, and its integral over time, through all changes of
/// the settings.
class BoundedUnits {
  public:
    /// From now on there are so many instances, set like that; their workers were busy for
    /// `workersNs` since the last restart, all together.
    void set(const ServerSettings& settings, std::int64_t instances, double workersNs) {
        close(workersNs);
        there_.set(instances);
        network_.set(settings.bandwidth ? instances : 0);
        log_.set(settings.logLines > 0 ? instances : 0);
        size_ = settings.memory ? static_cast<double>(settings.memory->count) : 0;
        idle_ = settings.memory ? static_cast<double>(settings.memoryIdle.count) : 0;
        each_ = settings.memory ? static_cast<double>(settings.memoryPerRequest.count) : 0;
    }
    void restart() {
        for (Units* units : {&there_, &network_, &log_})
            units->restart();
        inUseNs_ = capacityNs_ = thereNsBefore_ = workersNsBefore_ = 0;
    }

    bool hadMemory() const { return size_ > 0 || capacityNs_ > 0; }
    bool hadNetwork() const { return network_.wereThere(); }
    bool hadLog() const { return log_.wereThere(); }
    bool hadAny() const { return hadMemory() || hadNetwork() || hadLog(); }
    const Units& network() const { return network_; }
    const Units& log() const { return log_; }
    /// What all take when idle, and more for each request with a worker.
    ResourceSample memory(double workers, double workersNs) {
        close(workersNs);
        const auto there = static_cast<double>(there_.count());
        return {Resource::Memory, "memory", idle_ * there + each_ * workers,
                size_ * there,    inUseNs_, capacityNs_};
    }

  private:
    /// Counts the time up to now with the sizes as they were.
    void close(double workersNs) {
        const double thereNs = there_.integralNs();
        inUseNs_ += idle_ * (thereNs - thereNsBefore_) + each_ * (workersNs - workersNsBefore_);
        capacityNs_ += size_ * (thereNs - thereNsBefore_);
        thereNsBefore_ = thereNs;
        workersNsBefore_ = workersNs;
    }

    Units there_{0};  // instances
    Units network_{0};
    Units log_{0};
    double size_ = 0;  // bytes of an instance; 0: unbounded
    double idle_ = 0;
    double each_ = 0;
    double inUseNs_ = 0;  // bytes times ns
    double capacityNs_ = 0;
    double thereNsBefore_ = 0;  // up to where that is counted
    double workersNsBefore_ = 0;
};

/// The same over all instances of a server.
class BoundedUse {
  public:
    void add(const Bounded& bounded) {
        if (bounded.in) {
            addLine(in_, *bounded.in);
            addLine(out_, *bounded.out);
        }
        if (bounded.log) {
            log_.level += bounded.log->isBusy() ? 1 : 0;
            log_.ns += bounded.log->busyNs();
            log_.demandNs += bounded.log->demandNs();
            lines_ += bounded.log->backlog();
        }
    }
    /// `workers`: busy now, and their integral over time in ns.
    void sample(BoundedUnits& units, double workers, double workersNs,
                ComponentSample& sample) const {
        if (units.hadMemory()) sample.resources.push_back(units.memory(workers, workersNs));
        if (units.hadNetwork()) {
            sample.resources.push_back(units.network().sample(Resource::Network, "networkIn",
                                                              in_.level, in_.ns, in_.demandNs));
            sample.resources.push_back(units.network().sample(Resource::Network, "networkOut",
                                                              out_.level, out_.ns, out_.demandNs));
        }
        if (units.hadLog()) {
            sample.resources.push_back(
                units.log().sample(Resource::Log, "log", log_.level, log_.ns, log_.demandNs));
            sample.queues.push_back({"log", lines_});
        }
    }

  private:
    struct Use {
        double level = 0;
        double ns = 0;
        double demandNs = 0;
    };
    static void addLine(Use& use, const Line& line) {
        use.level += line.isBusy() ? 1 : 0;
        use.ns += line.busyNs();
        use.demandNs += line.demandNs();
    }

    Use in_;
    Use out_;
    Use log_;
    double lines_ = 0;
};

}  // namespace headroom::models
