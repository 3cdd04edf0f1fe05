#pragma once
/// Several servers with one queue, first come first served: by recursion, without events.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace czt {

/// Who comes next takes the server that is free first (Kiefer & Wolfowitz 1955, "On the theory of queues with many
/// servers"; with one server Lindley 1952: W' = max(0, W + service − gap)).
class Servers {
 public:
  /// ms: who would be served later than this never is.
  static constexpr std::int32_t never = 1 << 30;

  /// `count` ≥ 1, all free.
  void open(std::uint32_t count) { free_at_.assign(count, std::numeric_limits<std::int32_t>::min()); }

  /// When he leaves who comes at `comes` and takes `takes` ≥ 0, ms. Call in order of coming.
  std::int32_t serve(std::int32_t comes, std::int32_t takes) {
    const std::int64_t begins = std::max(comes, free_at_.front());
    const auto leaves = static_cast<std::int32_t>(std::min<std::int64_t>(begins + takes, never));
    settle(leaves);
    return leaves;
  }

 private:
  /// The first free server is busy until `leaves`: he sinks to his place in the heap.
  void settle(std::int32_t leaves) {
    const std::size_t count = free_at_.size();
    std::size_t at = 0;
    for (std::size_t child = 1; child < count; child = 2 * at + 1) {
      if (child + 1 < count && free_at_[child + 1] < free_at_[child]) ++child;
      if (free_at_[child] >= leaves) break;
      free_at_[at] = free_at_[child];
      at = child;
    }
    free_at_[at] = leaves;
  }

  std::vector<std::int32_t> free_at_;  ///< ms; a heap, the first free in front
};

}  // namespace czt
