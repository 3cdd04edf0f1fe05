#pragma once
/// Several queues that are served in one order: first come, first served among their fronts.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "czt/engine/tournament.hpp"

namespace czt {

class FirstCome {
 public:
  using Key = std::uint64_t;
  static constexpr Key nobody = Tournament::nobody.major;

  /// Who came when, as one number. Times may be a little before midnight: flipping the sign bit keeps their order.
  static Key key(std::int32_t came, std::uint32_t who) {
    return Key{static_cast<std::uint32_t>(came) ^ 0x80000000u} << 32 | who;
  }

  void clear() { fronts_.clear(); }
  /// Queues are numbered in the order in which they join.
  void join(Key front) { fronts_.push_back(front); }
  /// Call once after the last `join`, before `first`.
  void play() {
    matches_.open(fronts_.size());
    for (std::size_t queue = 0; queue < fronts_.size(); ++queue) matches_.enter(queue, {fronts_[queue], queue});
    matches_.play();
  }

  /// The queue whose front comes first.
  [[nodiscard]] std::uint32_t first() const { return static_cast<std::uint32_t>(matches_.winner().minor); }
  /// That queue's next front, or `nobody`.
  void advance(Key next) { matches_.replace(first(), {next, first()}); }

 private:
  std::vector<Key> fronts_;
  Tournament matches_;
};

}  // namespace czt
