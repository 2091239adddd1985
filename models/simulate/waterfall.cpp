// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/simulate/waterfall.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "engine/random/draws.h"

namespace headroom::models {

namespace {

using engine::Duration;
using engine::SimTime;

struct Piece {
    SimTime begin;
    SimTime end;
    SpanKind kind;
    int call;  // -1: at the users
    bool isReply = false;
};

/// Cuts the time of a request into pieces, from its end to its birth.
class Cutter {
  public:
    explicit Cutter(const RequestTrace& trace) : trace_(trace) {
        cut(-1, trace.born, trace.ended);
        std::ranges::reverse(pieces_);
        tellWorkFromWait();
    }
    std::vector<Piece> pieces() && { return std::move(pieces_); }

  private:
    const TracedCall& call(int i) const { return trace_.calls[static_cast<std::size_t>(i)]; }

    /// What `call` did from `begin` to `end`.
    void cut(int index, SimTime begin, SimTime end) {
        SimTime cursor = end;
        if (index >= 0) {
            const TracedCall& c = call(index);
            const SimTime left = std::max(begin, std::min(c.left, cursor));
            if (c.arrived > begin && c.arrived >= cursor) {  // given up before it arrived
                add({begin, cursor, SpanKind::Network, index});
                return;
            }
            add({left, cursor, SpanKind::Network, index, true});
            cursor = left;
            const SimTime arrived = std::max(begin, std::min(c.arrived, cursor));
            inside(index, arrived, cursor);
            add({begin, arrived, SpanKind::Network, index});
        } else {
            inside(index, begin, cursor);
        }
    }
    void inside(int index, SimTime begin, SimTime cursor) {
        while (cursor > begin) {
            const int last = lastCall(index, begin, cursor);
            if (last < 0) break;
            const SimTime ended = std::min(call(last).end, cursor);
            own(index, ended, cursor);
            const SimTime began = std::max(call(last).begin, begin);
            cut(last, began, ended);
            cursor = began;
        }
        own(index, begin, cursor);
    }
    /// The call made from inside `index` that ended last, of those that began before `cursor`.
    int lastCall(int index, SimTime begin, SimTime cursor) const {
        int last = -1;
        SimTime latest = begin;
        for (int i = 0; i < static_cast<int>(trace_.calls.size()); ++i) {
            const TracedCall& c = call(i);
            if (c.parent != index || c.begin >= cursor || c.begin < begin) continue;
            const SimTime ended = std::min(c.end, cursor);
            if (last < 0 || ended > latest || (ended == latest && c.begin > call(last).begin)) {
                last = i;
                latest = ended;
            }
        }
        return last;
    }
    /// Time of the component itself: its queues, and the rest.
    void own(int index, SimTime begin, SimTime end) {
        if (index < 0) {
            add({begin, end, SpanKind::Wait, index});
            return;
        }
        SimTime cursor = end;
        const auto& waits = call(index).waits;
        for (auto wait = waits.rbegin(); wait != waits.rend(); ++wait) {
            const SimTime waitEnd = std::min(wait->end, cursor);
            const SimTime waitBegin = std::max(wait->begin, begin);
            if (waitBegin >= waitEnd) continue;
            add({waitEnd, cursor, SpanKind::Service, index});
            add({waitBegin, waitEnd, SpanKind::Wait, index});
            cursor = waitBegin;
        }
        add({begin, cursor, SpanKind::Service, index});
    }
    void add(const Piece& piece) {
        if (piece.end > piece.begin) pieces_.push_back(piece);
    }

    /// Service beyond the work that a component has told of was a wait, before the work.
    void tellWorkFromWait() {
        std::unordered_map<int, Duration> idle;
        for (const Piece& p : pieces_) {
            if (p.kind != SpanKind::Service || !call(p.call).demand) continue;
            idle.try_emplace(p.call, -*call(p.call).demand).first->second += p.end - p.begin;
        }
        std::vector<Piece> told;
        for (const Piece& p : pieces_) {
            const auto left = p.kind == SpanKind::Service ? idle.find(p.call) : idle.end();
            if (left == idle.end() || left->second <= Duration::zero()) {
                told.push_back(p);
                continue;
            }
            const Duration wait = std::min(left->second, p.end - p.begin);
            left->second = left->second - wait;
            told.push_back({p.begin, p.begin + wait, SpanKind::Wait, p.call});
            if (p.begin + wait < p.end) {
                told.push_back({p.begin + wait, p.end, SpanKind::Service, p.call});
            }
        }
        pieces_ = std::move(told);
    }

    const RequestTrace& trace_;
    std::vector<Piece> pieces_;
};

}  // namespace

const char* keyOf(SpanKind kind) {
    static constexpr std::array kNames = {"wait", "service", "network"};
    return kNames[static_cast<std::size_t>(kind)];
}

Waterfall waterfallOf(const RequestTrace& trace, const Design& design, std::string endpoint) {
    Waterfall waterfall;
    waterfall.endpoint = std::move(endpoint);
    waterfall.number = trace.name.number;
    waterfall.born = trace.born;
    waterfall.latency = trace.ended - trace.born;
    waterfall.status = trace.status;
    std::unordered_map<std::uint64_t, const std::string*> ids;
    for (const Node& node : design.nodes) {
        const std::uint64_t hash = engine::hashText(node.id);
        ids[hash] = &node.id;
        if (static_cast<std::uint32_t>(hash) == trace.name.population) waterfall.users = node.id;
    }
    const std::vector<Piece> pieces = Cutter(trace).pieces();
    for (const Piece& p : pieces) {
        Span span{p.begin - trace.born, p.end - p.begin, p.kind, waterfall.users, 0, p.isReply};
        if (p.call >= 0) {
            const TracedCall& call = trace.calls[static_cast<std::size_t>(p.call)];
            const auto id = ids.find(call.to);
            span.component = id != ids.end() ? *id->second : std::string();
            span.instance = call.instance;
        }
        // Two waits in a row at one place are one.
        if (!waterfall.spans.empty()) {
            Span& last = waterfall.spans.back();
            if (last.kind == span.kind && last.component == span.component &&
                last.instance == span.instance && last.isReply == span.isReply) {
                last.length = last.length + span.length;
                continue;
            }
        }
        waterfall.spans.push_back(std::move(span));
    }
    return waterfall;
}

}  // namespace headroom::models
