#pragma once
/// The queue of what will happen. Its order is total: time, then kind (as listed in the
/// enumeration), then the subject's identity; so the order in which events were pushed never
/// matters. It knows nothing of railways, and allocates only when it holds more events than ever
/// before.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "czt/core/time.hpp"
#include "czt/engine/tournament.hpp"

namespace czt {

/// Kind: an enumeration over std::uint8_t. Equal events may be pushed twice, and both come out.
///
/// A tournament of events, each at a place of its own. What is popped keeps its place until the next push takes it over
/// or the next event is asked for: mostly an event brings another, and the matches are then played once, not twice.
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

  EventQueue() { open(least_places); }

  /// Any time within 2^47 ms (4,000 years) of the start of the service day, before it as well.
  void push(SimTime time, Kind kind, std::uint32_t subject) {
    if (left_ == none && vacant_.empty()) grow(size_ + 1);
    std::uint32_t place = left_;
    if (place == none) {
      place = vacant_.back();
      vacant_.pop_back();
    }
    left_ = none;
    ++size_;
    events_.replace(place, key_of(time, kind, subject, place));
  }

  /// The event that comes first. The queue must not be empty.
  [[nodiscard]] Event next() {
    assert(!empty());
    vacate();
    return event_of(events_.winner());
  }

  Event pop() {
    assert(!empty());
    vacate();
    const Tournament::Key first = events_.winner();
    left_ = static_cast<std::uint32_t>(first.minor);
    --size_;
    return event_of(first);
  }

  /// Takes back one such event; false when there is none. Looks through all places; costs nothing to those who never
  /// cancel.
  bool cancel(SimTime time, Kind kind, std::uint32_t subject) {
    vacate();
    for (std::uint32_t place = 0; place < events_.places(); ++place) {
      if (events_.at(place) != key_of(time, kind, subject, place)) continue;
      left_ = place;
      --size_;
      return true;
    }
    return false;
  }

  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// Forgets all events; keeps the memory.
  void clear() { open(events_.places()); }
  /// Memory for n events at once.
  void reserve(std::size_t n) {
    if (n > events_.places()) grow(n);
  }

 private:
  static constexpr std::size_t least_places = 64;
  static constexpr std::uint32_t none = 0xFFFFFFFFu;
  static constexpr std::int64_t earliest = -(std::int64_t{1} << 47);  // ms from the start of the service day

  /// The place makes no two keys equal; among equal events it does not matter which is first.
  static Tournament::Key key_of(SimTime time, Kind kind, std::uint32_t subject, std::uint32_t place) {
    const std::int64_t since_earliest = in_milliseconds(time) - earliest;
    assert(since_earliest >= 0 && since_earliest < (std::int64_t{1} << 48));
    return {static_cast<std::uint64_t>(since_earliest) << 8 | static_cast<std::uint64_t>(kind),
            std::uint64_t{subject} << 32 | place};
  }
  static Event event_of(Tournament::Key key) {
    return {SimTime{milliseconds(static_cast<std::int64_t>(key.major >> 8) + earliest)},
            static_cast<Kind>(static_cast<std::uint8_t>(key.major)), static_cast<std::uint32_t>(key.minor >> 32)};
  }

  /// Nobody has taken the place that was left last.
  void vacate() {
    if (left_ == none) return;
    events_.replace(left_, Tournament::nobody);
    vacant_.push_back(left_);
    left_ = none;
  }

  void open(std::size_t places) {
    events_.open(places);
    vacant_.clear();
    add_vacant(0);
    size_ = 0;
    left_ = none;
  }
  /// Everybody keeps his place.
  void grow(std::size_t events) {
    const Tournament before = events_;
    events_.open(events);
    for (std::uint32_t place = 0; place < before.places(); ++place) events_.enter(place, before.at(place));
    events_.play();
    add_vacant(before.places());
  }
  void add_vacant(std::size_t from) {
    vacant_.reserve(events_.places());
    for (std::size_t place = events_.places(); place-- > from;) vacant_.push_back(static_cast<std::uint32_t>(place));
  }

  Tournament events_;
  std::vector<std::uint32_t> vacant_;  // places that nobody has, but for the one left last
  std::size_t size_ = 0;
  std::uint32_t left_ = none;          // place of the last event popped
};

}  // namespace czt
