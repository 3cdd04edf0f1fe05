#pragma once
/// The queue of what will happen. Its order is total: time, then kind (as listed in the
/// enumeration), then the subject's identity; so the order in which events were pushed never
/// matters. It knows nothing of railways, and allocates only when it holds more events than ever
/// before.

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <type_traits>
#include <vector>

#include "czt/core/time.hpp"

namespace czt {

/// Kind: an enumeration over std::uint8_t. Equal events may be pushed twice, and both come out.
///
/// A calendar in front of a heap. The calendar is a ring of short intervals of time, beginning with
/// the present one, with room for four events in each. What finds no room there (too far ahead,
/// before the present, a fifth in its interval) goes to the heap, and what comes next is the
/// earlier of the two tops. So the order never depends on how well the intervals fit the events;
/// only the speed does. The length of the intervals follows the rate of the events. After Brown
/// (1988), "Calendar queues", CACM 31, without his lists and his resizing by trial.
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

  EventQueue() { resize_ring(least_intervals); }

  /// Any time within 2^47 ms (4,000 years) of the start of the service day, before it as well.
  void push(SimTime time, Kind kind, std::uint32_t subject) {
    if (size_ == capacity()) grow(size_ + 1);
    const Key key = key_of(time, kind, subject);
    if (size_++ == 0) begin_before(key);
    if (find_room(key)) return;
    heap_.push_back(key);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>{});
  }

  /// The event that comes first. The queue must not be empty.
  [[nodiscard]] Event next() const {
    assert(!empty());
    const std::uint64_t interval = first_used_interval();
    const First first = first_of(ring_[slot_of(interval)]);
    const Key key = long_key(first.key, interval);
    return event_of(first.key != vacant && key < heap_.front() ? key : heap_.front());
  }

  Event pop() {
    assert(!empty());
    const std::uint64_t interval = first_used_interval();
    const std::size_t slot = slot_of(interval);
    const First first = first_of(ring_[slot]);
    Key key = long_key(first.key, interval);
    if (first.key != vacant && key < heap_.front()) {
      ring_[slot][first.place] = vacant;
      used_[slot / 64] ^= std::uint64_t{first.is_alone} << slot % 64;
      present_ = interval;
    } else {
      key = heap_.front();
      std::pop_heap(heap_.begin(), heap_.end(), std::greater<>{});
      heap_.pop_back();
      present_ = std::max(present_, key.time >> length_bits_);
    }
    --size_;
    if (--pops_until_fitting_ == 0) fit_intervals(key.time);
    return event_of(key);
  }

  /// Takes back one such event; false when there is none. Costs nothing to those who never cancel.
  bool cancel(SimTime time, Kind kind, std::uint32_t subject) {
    const Key key = key_of(time, kind, subject);
    const std::uint64_t interval = key.time >> length_bits_;
    if (is_within_ring(interval)) {
      const std::size_t slot = interval & mask_;
      Interval& places = ring_[slot];
      const auto place = std::find(places.begin(), places.end(), short_key(key));
      if (place != places.end()) {
        *place = vacant;
        if (places == empty_interval) used_[slot / 64] ^= std::uint64_t{1} << slot % 64;
        --size_;
        return true;
      }
    }
    const auto place = std::find(heap_.begin(), heap_.end(), key);
    if (place == heap_.end()) return false;
    heap_.erase(place);
    std::make_heap(heap_.begin(), heap_.end(), std::greater<>{});
    --size_;
    return true;
  }

  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// Forgets all events; keeps the memory and what was learnt about their rate.
  void clear() {
    empty_ring();
    heap_.assign(1, none);
    size_ = 0;
    begin_fitting(never);
  }
  /// Memory for n events at once.
  void reserve(std::size_t n) {
    if (n > capacity()) grow(n);
  }

 private:
  struct Key {
    std::uint64_t time;   // ms since `earliest`
    std::uint64_t order;  // kind, then subject, in the lower 40 bits
    auto operator<=>(const Key&) const = default;
  };
  /// The order within one interval in one number: ms since it began (24 bits), kind (8), subject
  /// (32).
  using ShortKey = std::uint64_t;
  struct alignas(32) Interval : std::array<ShortKey, 4> {
  };  // in any order; never across two cache lines

  static constexpr int order_bits = 40;
  static constexpr int most_length_bits = 23;  // 2.3 hours; one bit below 24: no event is `vacant`
  static constexpr ShortKey vacant = std::numeric_limits<ShortKey>::max();
  static constexpr Interval empty_interval{{vacant, vacant, vacant, vacant}};
  static constexpr std::uint64_t never = std::numeric_limits<std::uint64_t>::max();
  static constexpr Key none{never, 0};
  static constexpr std::int64_t earliest =
      -(std::int64_t{1} << 47);  // ms from the start of the service day
  static constexpr std::uint64_t least_intervals = 1024;

  static Key key_of(SimTime time, Kind kind, std::uint32_t subject) {
    const std::int64_t since_earliest = in_milliseconds(time) - earliest;
    assert(since_earliest >= 0 && since_earliest < (std::int64_t{1} << 48));
    return {static_cast<std::uint64_t>(since_earliest),
            static_cast<std::uint64_t>(kind) << 32 | subject};
  }
  static Event event_of(Key key) {
    return {SimTime{milliseconds(static_cast<std::int64_t>(key.time) + earliest)},
            static_cast<Kind>(static_cast<std::uint8_t>(key.order >> 32)),
            static_cast<std::uint32_t>(key.order)};
  }
  [[nodiscard]] ShortKey short_key(Key key) const {
    return (key.time & ((std::uint64_t{1} << length_bits_) - 1)) << order_bits | key.order;
  }
  [[nodiscard]] Key long_key(ShortKey key, std::uint64_t interval) const {
    return {(interval << length_bits_) + (key >> order_bits),
            key & ((std::uint64_t{1} << order_bits) - 1)};
  }

  /// Intervals are numbered from the earliest time; number i is kept in slot i modulo the ring.
  [[nodiscard]] std::size_t slot_of(std::uint64_t interval) const { return interval & mask_; }
  [[nodiscard]] bool is_within_ring(std::uint64_t interval) const {
    return interval - present_ <= mask_;  // unsigned, so that the past is far away too
  }

  /// The first event of a day need not be the earliest: leaves some room before it.
  void begin_before(Key key) {
    const std::uint64_t interval = key.time >> length_bits_;
    if (!is_within_ring(interval)) present_ = interval - std::min(interval, least_intervals / 2);
  }

  /// Puts the event into its interval; false when there is no room.
  bool find_room(Key key) {
    const std::uint64_t interval = key.time >> length_bits_;
    if (!is_within_ring(interval)) return false;
    const std::size_t slot = slot_of(interval);
    Interval& places = ring_[slot];
    const std::size_t free = free_place(places);
    if (free == places.size()) return false;
    places[free] = short_key(key);
    used_[slot / 64] |= std::uint64_t{1} << slot % 64;
    return true;
  }

  /// Four when all are taken.
  static std::size_t free_place(const Interval& places) {
    std::size_t free = places[3] == vacant ? 3 : 4;
    free = places[2] == vacant ? 2 : free;
    free = places[1] == vacant ? 1 : free;
    return places[0] == vacant ? 0 : free;
  }

  struct First {
    ShortKey key;  // or `vacant`
    std::size_t place;
    bool is_alone;
  };
  /// Without a branch, since which is first cannot be guessed.
  static First first_of(const Interval& places) {
    const bool a = places[1] < places[0];
    const bool b = places[3] < places[2];
    const ShortKey a_first = std::min(places[0], places[1]);
    const ShortKey b_first = std::min(places[2], places[3]);
    const ShortKey a_last = std::max(places[0], places[1]);
    const ShortKey b_last = std::max(places[2], places[3]);
    const bool c = b_first < a_first;
    const std::size_t place = c ? 2 + std::size_t{b} : std::size_t{a};
    return {std::min(a_first, b_first), place,
            (std::max(a_first, b_first) & a_last & b_last) == vacant};
  }

  /// The first interval from the present one on that has events; the present one when none has.
  [[nodiscard]] std::uint64_t first_used_interval() const {
    const std::size_t from = slot_of(present_);
    const std::uint64_t near = used_[from / 64] >> from % 64;
    if (near != 0) return present_ + static_cast<unsigned>(std::countr_zero(near));
    for (std::size_t i = 1; i <= used_.size(); ++i) {
      const std::size_t word = (from / 64 + i) & (used_.size() - 1);
      if (used_[word] == 0) continue;
      const std::size_t slot = word * 64 + static_cast<std::size_t>(std::countr_zero(used_[word]));
      return present_ + ((slot - present_) & mask_);
    }
    return present_;
  }

  /// Empties the ring into the heap, which is then in no order.
  void empty_ring() {
    for (std::size_t slot = 0; slot <= mask_; ++slot) {
      for (ShortKey& place : ring_[slot]) {
        if (place == vacant) continue;
        heap_.push_back(long_key(place, present_ + ((slot - present_) & mask_)));
        place = vacant;
      }
    }
    std::fill(used_.begin(), used_.end(), 0);
  }
  /// Fills the ring again from the heap, and puts what stays there in order.
  void fill_ring() {
    const auto settled =
        std::remove_if(heap_.begin(), heap_.end(), [&](Key key) { return find_room(key); });
    heap_.erase(settled, heap_.end());
    std::make_heap(heap_.begin(), heap_.end(), std::greater<>{});
  }

  // Two intervals for every event that may be held: one or two events in each of the next ones.
  [[nodiscard]] std::size_t capacity() const { return ring_.size() / 2; }
  void grow(std::size_t events) {
    empty_ring();
    resize_ring(std::bit_ceil(2 * events));
    fill_ring();
  }
  void resize_ring(std::size_t intervals) {
    ring_.resize(intervals, empty_interval);
    used_.resize(intervals / 64);
    mask_ = intervals - 1;
    heap_.reserve(capacity() + 1);
    begin_fitting(never);
  }

  void begin_fitting(std::uint64_t now) {
    fitting_since_ = now;
    pops_until_fitting_ = ring_.size();
  }
  /// Chooses the intervals' length, a power of two, so that the ring reaches between 2.5 and 5
  /// times as far ahead as the mean event: the number of events × the time between two (Little).
  /// When few events are left in a large ring, an interval keeps at least an eighth of that time,
  /// or the search would be long. The first time after `clear` and `grow` only notes the time.
  void fit_intervals(std::uint64_t now) {
    if (now > fitting_since_) {
      const std::uint64_t gap = (now - fitting_since_) / ring_.size();
      const std::uint64_t length = std::max(gap / 8, 5 * size_ * gap / (2 * ring_.size()));
      const int fitting = std::min(most_length_bits, static_cast<int>(std::bit_width(length)));
      if (fitting != length_bits_) {
        empty_ring();
        length_bits_ = fitting;
        present_ = now >> length_bits_;
        fill_ring();
      }
    }
    begin_fitting(now);
  }

  std::vector<Interval> ring_;
  std::vector<std::uint64_t> used_;  // bit s: slot s of the ring has an event
  std::vector<Key> heap_{none};  // as std::push_heap makes it, least first; `none` is always in it
  std::size_t size_ = 0;
  std::uint64_t mask_ = 0;     // intervals in the ring − 1; their number is a power of two
  std::uint64_t present_ = 0;  // interval of the latest event popped; none in the ring is before it
  int length_bits_ = 13;       // an interval lasts 2^length_bits_ ms
  std::uint64_t fitting_since_ = never;
  std::size_t pops_until_fitting_ = 0;
};

}  // namespace czt
