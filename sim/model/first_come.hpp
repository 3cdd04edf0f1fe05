#pragma once
/// Several queues that are served in one order: a knockout tournament whose winner is the queue with the least
/// front. When the winner's front changes only his own matches are played again, and none of them is a branch,
/// since nobody can guess who wins.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace czt {

class FirstCome {
 public:
  using Key = std::uint64_t;
  static constexpr Key nobody = std::numeric_limits<Key>::max();

  /// Who came when, as one number. Times may be a little before midnight: flipping the sign bit keeps their order.
  static Key key(std::int32_t came, std::uint32_t who) {
    return Key{static_cast<std::uint32_t>(came) ^ 0x80000000u} << 32 | who;
  }

  void clear() { fronts_.clear(); }
  /// Queues are numbered in the order in which they join.
  void join(Key front) { fronts_.push_back(front); }
  /// Call once after the last `join`, before `first`.
  void play() {
    places_ = std::bit_ceil(fronts_.size());
    matches_.assign(2 * places_, {nobody, 0});
    for (std::uint32_t queue = 0; queue < fronts_.size(); ++queue) matches_[places_ + queue] = {fronts_[queue], queue};
    for (std::size_t match = places_ - 1; match > 0; --match)
      matches_[match] = winner_of(matches_[2 * match], matches_[2 * match + 1]);
  }

  /// The queue whose front comes first.
  [[nodiscard]] std::uint32_t first() const { return matches_[1].queue; }
  /// That queue's next front, or `nobody`.
  void advance(Key next) {
    Player winner{next, first()};
    for (std::size_t match = places_ + winner.queue; match > 1; match /= 2) {
      matches_[match] = winner;
      winner = winner_of(winner, matches_[match ^ 1]);
    }
    matches_[1] = winner;
  }

 private:
  struct Player {
    Key key;
    std::uint32_t queue;
  };
  static Player winner_of(Player a, Player b) {
    return {b.key < a.key ? b.key : a.key, b.key < a.key ? b.queue : a.queue};
  }

  std::vector<Key> fronts_;
  std::vector<Player> matches_;  ///< 1: the final; match m is between 2m and 2m + 1; from places_ on the queues
  std::size_t places_ = 0;
};

}  // namespace czt
