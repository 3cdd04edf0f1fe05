#pragma once
/// The queue of what will happen. Its order is total: time, then kind (as listed in the enumeration), then
/// the subject's identity; so the order in which events were pushed never matters. It knows nothing of
/// railways, and allocates only when it holds more events than ever before.

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <vector>

#include "czt/core/time.hpp"

namespace czt {

/// Kind: an enumeration over std::uint8_t. Equal events may be pushed more than once and all come out.
///
/// A heap of four children per node, each event packed into one 128-bit number: comparing is branch-free
/// and the four children share a cache line. A popped root leaves a gap that the next push fills, because
/// a handler usually pushes its successor: one walk down the heap instead of two.
template <class Kind>
class EventQueue {
  static_assert(std::is_same_v<std::underlying_type_t<Kind>, std::uint8_t>);

 public:
  struct Event {
    SimTime time;
    Kind kind;
    std::uint32_t subject;
    friend bool operator==(const Event&, const Event&) = default;
  };

  /// Any time within 2^47 ms (4,000 years) of the start of the service day, before it as well.
  void push(SimTime time, Kind kind, std::uint32_t subject) {
    const Key key = packed(time, kind, subject);
    ++size_;
    if (root_is_vacant_) {
      root_is_vacant_ = false;
      sift_down(root, key);
      return;
    }
    if (last() >= 4 * lines_.size()) grow(size_);
    sift_up(last(), key);
  }

  /// The event that comes first. The queue must not be empty.
  [[nodiscard]] Event next() const { return unpacked(root_is_vacant_ ? least(root_children()) : at(root)); }

  Event pop() {
    assert(!empty());
    fill_vacant_root();
    root_is_vacant_ = true;
    --size_;
    return unpacked(at(root));
  }

  /// Takes back one such event; false when there is none. Costs nothing to those who never cancel: it
  /// looks through the events that come before the one wanted.
  bool cancel(SimTime time, Kind kind, std::uint32_t subject) {
    fill_vacant_root();
    const auto place = find(packed(time, kind, subject));
    if (!place) return false;
    const Key moved = take_last();
    if (*place > last()) return true;  // it was the last itself
    if (*place != root && moved < at(parent(*place))) {
      sift_up(*place, moved);
    } else {
      sift_down(*place, moved);
    }
    return true;
  }

  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// Forgets all events and keeps the memory.
  void clear() {
    std::fill(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(lines_up_to(size_ + 1)), empty_line);
    size_ = 0;
    root_is_vacant_ = false;
  }
  /// Memory for n events at once.
  void reserve(std::size_t n) {
    if (lines_up_to(n) > lines_.size()) grow(n);
  }

 private:
  // Places are numbered so that the children of p fill one line, number p − 2: the root is place 3, its
  // children are 4 to 7, theirs 8 to 23. Places without an event hold `none`, which comes after all events.
  __extension__ using Key = unsigned __int128;  // 40 zero bits, time 48, kind 8, subject 32
  struct alignas(64) Line {
    std::array<Key, 4> keys;
  };
  static constexpr Key none = ~Key{0};
  static constexpr Line empty_line{{none, none, none, none}};
  static constexpr std::size_t root = 3;
  static constexpr std::int64_t earliest = -(std::int64_t{1} << 47);  // ms

  static Key packed(SimTime time, Kind kind, std::uint32_t subject) {
    const std::int64_t since_earliest = in_milliseconds(time) - earliest;
    assert(since_earliest >= 0 && since_earliest < (std::int64_t{1} << 48));
    const std::uint64_t order = static_cast<std::uint64_t>(kind) << 32 | subject;
    return Key{static_cast<std::uint64_t>(since_earliest)} << 40 | order;
  }
  static Event unpacked(Key key) {
    return {SimTime{milliseconds(static_cast<std::int64_t>(key >> 40) + earliest)},
            static_cast<Kind>(static_cast<std::uint8_t>(key >> 32)), static_cast<std::uint32_t>(key)};
  }

  static std::size_t first_child(std::size_t place) { return 4 * (place - 2); }
  static std::size_t parent(std::size_t place) { return place / 4 + 2; }
  static std::size_t lines_up_to(std::size_t events) { return (events + root + 3) / 4; }
  [[nodiscard]] std::size_t last() const { return size_ + root - 1; }
  Key& at(std::size_t place) { return lines_[place / 4].keys[place % 4]; }
  [[nodiscard]] const Key& at(std::size_t place) const { return lines_[place / 4].keys[place % 4]; }
  [[nodiscard]] const Line& root_children() const { return lines_[1]; }

  static Key least(const Line& line) {
    return std::min(std::min(line.keys[0], line.keys[1]), std::min(line.keys[2], line.keys[3]));
  }
  /// Which of the four is least, without a branch.
  static std::size_t least_of(const Line& line) {
    const auto& k = line.keys;
    const std::size_t a = k[1] < k[0] ? 1 : 0;
    const std::size_t b = k[3] < k[2] ? 3 : 2;
    return k[b] < k[a] ? b : a;
  }

  /// Puts `key` where it belongs on the way from `place` to the root.
  void sift_up(std::size_t place, Key key) {
    while (place != root && key < at(parent(place))) {
      at(place) = at(parent(place));
      place = parent(place);
    }
    at(place) = key;
  }

  /// Puts `key` where it belongs on the way of least children from `place` to the leaves.
  void sift_down(std::size_t place, Key key) {
    for (std::size_t child = first_child(place); child <= last(); child = first_child(place)) {
      const Line& line = lines_[child / 4];
      const std::size_t l = least_of(line);
      if (!(line.keys[l] < key)) break;
      at(place) = line.keys[l];
      place = child + l;
    }
    at(place) = key;
  }

  Key take_last() {
    Key& place = at(last());
    const Key key = place;
    place = none;
    --size_;
    return key;
  }

  void fill_vacant_root() {
    if (!root_is_vacant_) return;
    root_is_vacant_ = false;
    ++size_;  // the vacant root counts as a place again
    const Key key = take_last();
    if (size_ > 0) sift_down(root, key);
  }

  /// A subtree whose top comes after `key` cannot hold it.
  [[nodiscard]] std::optional<std::size_t> find(Key key) const {
    if (empty()) return std::nullopt;
    std::array<std::size_t, 64> to_see{root};  // at most three sisters wait on each of the 17 levels
    std::size_t waiting = 1;
    while (waiting > 0) {
      const std::size_t place = to_see[--waiting];
      if (at(place) == key) return place;
      if (at(place) > key) continue;
      for (std::size_t child = first_child(place); child <= last() && child < first_child(place) + 4; ++child) {
        to_see[waiting++] = child;
      }
    }
    return std::nullopt;
  }

  void grow(std::size_t events) { lines_.resize(std::max(lines_up_to(events), 2 * lines_.size()), empty_line); }

  std::vector<Line> lines_{2, empty_line};
  std::size_t size_ = 0;         // events; a vacant root is not counted, its place is
  bool root_is_vacant_ = false;  // the root holds what was popped last
};

}  // namespace czt
