#include "czt/core/side_by_side.hpp"

namespace czt {

namespace {
std::atomic<int> spare{0};  // below 0 where more threads were asked for than there are processors
}  // namespace

void add_spare_processors(int more) { spare += more; }

SpareProcessors::SpareProcessors(int most) {
  int there = spare;
  do count_ = std::clamp(there, 0, std::max(most, 0));
  while (count_ > 0 && !spare.compare_exchange_weak(there, there - count_));
}

SpareProcessors::~SpareProcessors() { spare += count_; }

}  // namespace czt
