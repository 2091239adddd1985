// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <deque>
#include <vector>

#include "engine/random/draws.h"
#include "models/algorithms/balancing/least_connections.h"
#include "models/algorithms/balancing/round_robin.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;

namespace {

/// Least connections by looking at every target: the longest at its number first among equals.
class ScanningLeastConnections {
  public:
    explicit ScanningLeastConnections(std::size_t targets)
        : connections_(targets), since_(targets) {
        for (std::size_t i = 0; i < targets; ++i)
            since_[i] = clock_++;
    }
    std::size_t choose() const {
        std::size_t best = 0;
        for (std::size_t i = 1; i < connections_.size(); ++i) {
            if (connections_[i] < connections_[best] ||
                (connections_[i] == connections_[best] && since_[i] < since_[best])) {
                best = i;
            }
        }
        return best;
    }
    void change(std::size_t target, int by) {
        connections_[target] += by;
        since_[target] = clock_++;
    }

  private:
    std::vector<int> connections_;
    std::vector<std::uint64_t> since_;
    std::uint64_t clock_ = 0;
};

}  // namespace

class BalancingTest : public QObject {
    Q_OBJECT
  private slots:
    void round_robin_takes_each_in_turn() {
        RoundRobin turn(3);
        std::vector<std::size_t> chosen;
        for (int i = 0; i < 7; ++i)
            chosen.push_back(turn.choose());
        QCOMPARE(chosen, (std::vector<std::size_t>{0, 1, 2, 0, 1, 2, 0}));
    }

    void least_connections_chooses_as_a_scan_over_all_targets_does() {
        constexpr std::size_t kTargets = 17;
        LeastConnections fast(kTargets);
        ScanningLeastConnections plain(kTargets);
        auto draws = engine::Draws::forNode({3, 0}, 1, engine::Purpose{0});
        std::deque<std::size_t> open;
        for (int step = 0; step < 200'000; ++step) {
            const bool opens = open.empty() || draws.unit() < 0.51;
            if (opens) {
                const std::size_t target = fast.choose();
                QCOMPARE(target, plain.choose());
                fast.open(target);
                plain.change(target, 1);
                open.push_back(target);
            } else {
                const auto which = static_cast<std::size_t>(draws.below(open.size()));
                const std::size_t target = open[which];
                open.erase(open.begin() + static_cast<std::ptrdiff_t>(which));
                fast.close(target);
                plain.change(target, -1);
            }
        }
    }

    void least_connections_of_equals_takes_turns() {
        LeastConnections choice(4);
        std::vector<std::size_t> chosen;
        for (int i = 0; i < 8; ++i) {
            chosen.push_back(choice.choose());
            choice.open(chosen.back());
            choice.close(chosen.back());
        }
        QCOMPARE(chosen, (std::vector<std::size_t>{0, 1, 2, 3, 0, 1, 2, 3}));
    }
};

HEADROOM_TEST(BalancingTest);
#include "balancing_test.moc"
