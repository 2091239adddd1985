// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <list>
#include <map>

#include "engine/random/zipf.h"
#include "models/algorithms/caching/lru.h"
#include "tests/support/test_main.h"

using namespace headroom;
using namespace headroom::models;

namespace {

/// The textbook's: a list in order of use and a map into it.
class PlainLru {
  public:
    PlainLru(std::uint64_t bytes, std::uint64_t entries)
        : mostBytes_(bytes), mostEntries_(entries) {}
    bool get(std::uint64_t key, std::int64_t now) {
        const auto it = index_.find(key);
        if (it == index_.end()) return false;
        if (it->second->expires <= now) {
            drop(it->second);
            return false;
        }
        order_.splice(order_.begin(), order_, it->second);
        return true;
    }
    void put(std::uint64_t key, std::uint64_t size, std::int64_t expires) {
        if (const auto it = index_.find(key); it != index_.end()) drop(it->second);
        if (size > mostBytes_) return;
        while (order_.size() + 1 > mostEntries_ || bytes_ + size > mostBytes_) {
            drop(std::prev(order_.end()));
        }
        order_.push_front({key, size, expires});
        index_[key] = order_.begin();
        bytes_ += size;
    }
    std::size_t entries() const { return order_.size(); }
    std::uint64_t bytes() const { return bytes_; }

  private:
    struct Entry {
        std::uint64_t key;
        std::uint64_t bytes;
        std::int64_t expires;
    };
    void drop(std::list<Entry>::iterator entry) {
        bytes_ -= entry->bytes;
        index_.erase(entry->key);
        order_.erase(entry);
    }
    std::uint64_t mostBytes_;
    std::uint64_t mostEntries_;
    std::uint64_t bytes_ = 0;
    std::list<Entry> order_;
    std::map<std::uint64_t, std::list<Entry>::iterator> index_;
};

void compareWithPlain(std::uint64_t bytes, std::uint64_t entries) {
    LruCache cache(bytes, entries);
    PlainLru plain(bytes, entries);
    auto draws = engine::Draws::forNode({5, 0}, bytes ^ entries, engine::Purpose{0});
    const auto popularity = *engine::Zipf::over(5'000, 0.9);
    std::uint64_t hits = 0;
    for (std::int64_t now = 0; now < 200'000; ++now) {
        const std::uint64_t key = popularity.sample(draws);
        const bool hit = cache.get(key, now);
        QCOMPARE(hit, plain.get(key, now));
        hits += hit ? 1 : 0;
        if (!hit) {
            const std::uint64_t size = 1 + key % 97;
            const std::int64_t expires = key % 3 == 0 ? now + 5'000 : LruCache::kNeverExpires;
            cache.put(key, size, expires);
            plain.put(key, size, expires);
        }
        QCOMPARE(cache.entries(), plain.entries());
        QCOMPARE(cache.bytes(), plain.bytes());
    }
    QVERIFY(hits > 20'000);
}

}  // namespace

class LruTest : public QObject {
    Q_OBJECT
  private slots:
    void every_hit_and_every_eviction_is_the_textbooks_bounded_by_entries() {
        compareWithPlain(1'000'000'000, 500);
    }
    void every_hit_and_every_eviction_is_the_textbooks_bounded_by_bytes() {
        compareWithPlain(20'000, 1'000'000);
    }
    void something_larger_than_the_cache_is_not_kept_and_evicts_nothing() {
        LruCache cache(100, 10);
        cache.put(1, 60);
        cache.put(2, 101);
        QVERIFY(cache.get(1, 0));
        QVERIFY(!cache.get(2, 0));
        QCOMPARE(cache.evictions(), std::uint64_t{0});
    }
};

HEADROOM_TEST(LruTest);
#include "lru_test.moc"
