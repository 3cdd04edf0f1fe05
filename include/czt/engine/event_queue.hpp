#pragma once
/// The queue of what will happen. Its order is total: time, then kind (as listed in the enumeration), then
/// the subject's identity; so the order in which events were pushed never matters. It knows nothing of
/// railways, and allocates only when it holds more events than ever before.

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <type_traits>
#include <vector>

#include "czt/core/time.hpp"

namespace czt {

/// Kind: an enumeration over std::uint8_t. Equal events may be pushed more than once and all come out.
///
/// A calendar in front of a heap. The calendar is a ring of short intervals of time beginning with the
/// present one; each keeps its few earliest events in order, in one cache line. Whatever does not fit
/// (too far ahead, before the present, one too many in its interval) goes to the heap, and what comes next
/// is the earlier of the two tops. So the order never depends on how well the intervals fit the events;
/// only the speed does, and it cannot fall far below the heap's. The intervals' length follows the events'
/// rate. After Brown (1988), "Calendar queues", CACM 31, without his lists and his resizing by trial.
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

  EventQueue() { resize_calendar(least_intervals); }

  /// Any time within 2^47 ms (4,000 years) of the start of the service day, before it as well.
  void push(SimTime time, Kind kind, std::uint32_t subject) {
    if (size_ == capacity()) grow(size_ + 1);
    const Key key = packed(time, kind, subject);
    if (size_++ == 0) present_ = interval_of(key);
    put(key);
  }

  /// The event that comes first. The queue must not be empty.
  [[nodiscard]] Event next() const {
    assert(!empty());
    const std::size_t slot = first_used();
    return unpacked(std::min(whole(calendar_[slot][0], slot), heap_top()));
  }

  Event pop() {
    assert(!empty());
    const std::size_t slot = first_used();
    Key key = whole(calendar_[slot][0], slot);
    if (key < heap_top()) {
      take(slot, 0);
    } else {
      key = heap_top();
      std::pop_heap(heap_.begin(), heap_.end(), std::greater<>{});
      heap_.pop_back();
    }
    --size_;
    present_ = std::max(present_, interval_of(key));
    if (--pops_until_fitting_ == 0) fit_intervals(time_of(key));
    return unpacked(key);
  }

  /// Takes back one such event; false when there is none. Costs nothing to those who never cancel.
  bool cancel(SimTime time, Kind kind, std::uint32_t subject) {
    const Key key = packed(time, kind, subject);
    const std::size_t slot = interval_of(key) & mask_;
    const Interval& interval = calendar_[slot];
    const auto in_interval = std::find(interval.begin(), interval.end(), short_of(key));
    if (interval_of(key) - present_ <= mask_ && in_interval != interval.end()) {
      take(slot, static_cast<std::size_t>(in_interval - interval.begin()));
    } else {
      const auto in_heap = std::find(heap_.begin(), heap_.end(), key);
      if (in_heap == heap_.end()) return false;
      *in_heap = heap_.back();
      heap_.pop_back();
      std::make_heap(heap_.begin(), heap_.end(), std::greater<>{});
    }
    --size_;
    return true;
  }

  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// Forgets all events; keeps the memory and what was learnt about their rate.
  void clear() {
    move_calendar_to_heap();
    heap_.clear();
    size_ = 0;
    begin_fitting(0);
  }
  /// Memory for n events at once.
  void reserve(std::size_t n) {
    if (n > capacity()) grow(n);
  }

 private:
  /// The whole order in one number: 40 zero bits, time 48 (from `earliest`), kind 8, subject 32.
  __extension__ using Key = unsigned __int128;
  /// The order within one interval: time since its beginning 24, kind 8, subject 32.
  using ShortKey = std::uint64_t;
  static constexpr int order_bits = 40;  // kind and subject
  static constexpr int longest_interval = 24;

  static constexpr std::size_t places = PLACES;
  struct alignas(8 * places) Interval : std::array<ShortKey, places> {};  // ascending; `vacant` last

  static constexpr Key none = ~Key{0};
  static constexpr ShortKey vacant = ~ShortKey{0};
  static constexpr Interval empty_interval = [] {
    Interval interval;
    interval.fill(vacant);
    return interval;
  }();
  static constexpr std::size_t least_intervals = 512;
  static constexpr std::int64_t earliest = -(std::int64_t{1} << 47);  // ms

  static Key packed(SimTime time, Kind kind, std::uint32_t subject) {
    const std::int64_t since_earliest = in_milliseconds(time) - earliest;
    assert(since_earliest >= 0 && since_earliest < (std::int64_t{1} << 48));
    const std::uint64_t order = static_cast<std::uint64_t>(kind) << 32 | subject;
    return Key{static_cast<std::uint64_t>(since_earliest)} << order_bits | order;
  }
  static std::uint64_t time_of(Key key) { return static_cast<std::uint64_t>(key >> order_bits); }
  static Event unpacked(Key key) {
    return {SimTime{milliseconds(static_cast<std::int64_t>(time_of(key)) + earliest)},
            static_cast<Kind>(static_cast<std::uint8_t>(key >> 32)), static_cast<std::uint32_t>(key)};
  }

  [[nodiscard]] std::uint64_t interval_of(Key key) const { return time_of(key) >> length_bits_; }
  [[nodiscard]] ShortKey short_of(Key key) const {
    return static_cast<ShortKey>(key) & ((ShortKey{1} << (order_bits + length_bits_)) - 1);
  }
  [[nodiscard]] Key whole(ShortKey key, std::size_t slot) const {
    if (key == vacant) return none;
    const std::uint64_t interval = present_ + ((slot - present_) & mask_);
    return (Key{interval} << (order_bits + length_bits_)) | key;
  }

  void put(Key key) {
    const std::uint64_t interval = interval_of(key);
    if (interval - present_ <= mask_) {  // unsigned: the past is far away too
      const std::size_t slot = interval & mask_;
      used_[slot / 64] |= std::uint64_t{1} << slot % 64;
      ShortKey moved = short_of(key);
      for (ShortKey& place : calendar_[slot]) {
        const ShortKey earlier = std::min(place, moved);
        moved = std::max(place, moved);
        place = earlier;
      }
      if (moved == vacant) return;
      key = whole(moved, slot);
    }
    heap_.push_back(key);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>{});
  }

  void take(std::size_t slot, std::size_t place) {
    Interval& interval = calendar_[slot];
    for (; place + 1 < places; ++place) interval[place] = interval[place + 1];
    interval[places - 1] = vacant;
    used_[slot / 64] &= ~(std::uint64_t{interval[0] == vacant} << slot % 64);
  }

  /// The slot of the first interval from the present one on that has events; the empty slot behind the
  /// ring when there is none.
  [[nodiscard]] std::size_t first_used() const {
    const std::size_t from = present_ & mask_;
    std::size_t word = from / 64;
    std::uint64_t bits = used_[word] >> from % 64 << from % 64;
    for (std::size_t left = used_.size(); bits == 0; --left) {
      if (left == 0) return mask_ + 1;
      word = (word + 1) & (used_.size() - 1);
      bits = used_[word];
    }
    return word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
  }

  [[nodiscard]] Key heap_top() const { return heap_.empty() ? none : heap_.front(); }

  void move_calendar_to_heap() {
    for (std::size_t word = 0; word < used_.size(); ++word) {
      for (; used_[word] != 0; used_[word] &= used_[word] - 1) {
        const std::size_t slot = word * 64 + static_cast<std::size_t>(std::countr_zero(used_[word]));
        for (const ShortKey key : calendar_[slot]) {
          if (key != vacant) heap_.push_back(whole(key, slot));
        }
        calendar_[slot] = empty_interval;
      }
    }
    std::make_heap(heap_.begin(), heap_.end(), std::greater<>{});
  }

  [[nodiscard]] std::size_t capacity() const { return (mask_ + 1) / CAPDIV; }
  void grow(std::size_t events) {
    move_calendar_to_heap();
    resize_calendar(std::bit_ceil(CAPDIV * events));
  }
  void resize_calendar(std::size_t intervals) {
    mask_ = intervals - 1;
    calendar_.resize(intervals + 1, empty_interval);
    used_.resize(intervals / 64);
    heap_.reserve(capacity());
    begin_fitting(0);
  }

  void begin_fitting(std::uint64_t now) {
    fitting_since_ = now;
    pops_until_fitting_ = mask_ + 1;
  }

  void fit_intervals(std::uint64_t now) {
    const std::uint64_t events = mask_ + 1;
    const auto wanted = std::min(longest_interval, std::bit_width(WIDTHF * (now - fitting_since_) / events));
    if (fitting_since_ != 0 && wanted != length_bits_) {
      move_calendar_to_heap();
      length_bits_ = wanted;
      present_ = now >> length_bits_;
    }
    begin_fitting(now);
  }

  std::vector<Interval> calendar_;   // interval i is in slot i & mask_; one more slot stays empty
  std::vector<std::uint64_t> used_;  // bit s: slot s has an event
  std::vector<Key> heap_;            // std::push_heap with the least on top
  std::size_t size_ = 0;
  std::uint64_t mask_ = 0;           // intervals in the ring − 1, a power of two − 1
  std::uint64_t present_ = 0;        // the interval of the latest event popped
  int length_bits_ = 10;             // an interval lasts 2^length_bits_ ms
  std::uint64_t fitting_since_ = 0;  // ms since `earliest`; 0 before the first fitting
  std::size_t pops_until_fitting_ = least_intervals;
};

}  // namespace czt
