#pragma once
/// The 95 % quantile used by all measures: the smallest value that at least 95 % of the values do
/// not exceed (nearest rank, so always one of the values). Found by a histogram and one selection
/// inside its bin.

#include <cstdint>
#include <span>
#include <vector>

namespace czt {

class Quantile95 {
 public:
  /// Milliseconds; NaN for none. Allocates nothing once it has met its most values.
  double operator()(std::span<const std::int32_t> values);

 private:
  static constexpr int shift = 12;             // 4.1 s a bin
  static constexpr std::uint32_t bins = 4096;  // up to 4.7 h; the last takes what lies beyond
  std::vector<std::uint32_t> counts_ = std::vector<std::uint32_t>(bins);
  std::vector<std::int32_t> within_;
};

}  // namespace czt
