#pragma once
/// Whole numbers for random small railways: pure draws by seed and case, so that a failing case comes back.

#include "czt/core/draws.hpp"

namespace czt {

class Dice {
 public:
  /// `game`: which random railway.
  explicit Dice(std::uint64_t game) : game_(game) {}
  /// From low to high, both included.
  int operator()(int low, int high) {
    const PhiloxBlock block = draws_.block(Chance::input_range, game_, rolled_++);
    return low + static_cast<int>(below(block[0], static_cast<std::uint32_t>(high - low + 1)));
  }

 private:
  Draws draws_{20210526, 0};
  std::uint64_t game_;
  std::uint32_t rolled_ = 0;
};

}  // namespace czt
