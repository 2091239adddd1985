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

/// What an instance has beside workers and cores, where the design bounds it.
struct Bounded {
    explicit Bounded(const ServerSettings& settings)
        : requestBytes(settings.requestBytes.count), logLines(settings.logLines) {
        if (settings.bandwidth) {
            in.emplace(*settings.bandwidth);
            out.emplace(*settings.bandwidth);
        }
        if (logLines > 0) log.emplace(wayOf(settings));
        reconfigure(settings);
    }
    static bool wanted(const ServerSettings& settings) {
        return settings.memory || settings.bandwidth || settings.logLines > 0;
    }
    void reconfigure(const ServerSettings& settings) {
        requestBytes = settings.requestBytes.count;
        if (log) log->setWay(wayOf(settings));
        memoryFull = settings.memoryFull;
        restartTime = settings.restartTime;
        if (!settings.memory) return;
        const std::uint64_t size = settings.memory->count;
        const std::uint64_t idle = settings.memoryIdle.count;
        const std::uint64_t each = settings.memoryPerRequest.count;
        mostServed = each == 0 || idle > size ? size : (size - idle) / each;
        if (each == 0) mostServed = ~std::uint64_t{0};
    }
    void restart() {
        if (in) in->restart();
        if (out) out->restart();
        if (log) log->restart();
    }

    std::optional<Line> in;
    std::optional<Line> out;
    std::optional<LogWriter> log;
    std::uint64_t requestBytes;
    std::int64_t logLines;
    std::uint64_t mostServed = ~std::uint64_t{0};  ///< requests that memory has room for
    MemoryFull memoryFull = MemoryFull::Refuse;
    engine::Duration restartTime;
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
    /// `there`: instances; `workers`: busy now, and their integral over time in ns.
    void sample(const ServerSettings& settings, const Units& there, double workers,
                double workersNs, ComponentSample& sample) const {
        if (settings.memory) {
            // What all take when idle, and more for each request with a worker.
            const auto idle = static_cast<double>(settings.memoryIdle.count);
            const auto each = static_cast<double>(settings.memoryPerRequest.count);
            const auto size = static_cast<double>(settings.memory->count);
            const ResourceSample up = there.sample(Resource::Memory, "memory", 0, 0);
            sample.resources.push_back({Resource::Memory, "memory",
                                        idle * up.capacity + each * workers, size * up.capacity,
                                        idle * up.capacityNs + each * workersNs,
                                        size * up.capacityNs});
        }
        if (settings.bandwidth) {
            sample.resources.push_back(
                there.sample(Resource::Network, "networkIn", in_.level, in_.ns, in_.demandNs));
            sample.resources.push_back(
                there.sample(Resource::Network, "networkOut", out_.level, out_.ns, out_.demandNs));
        }
        if (settings.logLines > 0) {
            sample.resources.push_back(
                there.sample(Resource::Log, "log", log_.level, log_.ns, log_.demandNs));
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
