#include "quantile.hpp"

#include <algorithm>
#include <limits>

namespace czt {

double Quantile95::operator()(std::span<const std::int32_t> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto bin_of = [](std::int32_t v) {
    return std::min(static_cast<std::uint32_t>(std::max(v, 0)) >> shift, bins - 1);
  };
  std::fill(counts_.begin(), counts_.end(), 0u);
  for (const std::int32_t v : values) ++counts_[bin_of(v)];
  std::size_t rank = (95 * values.size() + 99) / 100;  // 1-based
  std::uint32_t bin = 0;
  while (counts_[bin] < rank) rank -= counts_[bin++];
  const std::int32_t from = bin == 0 ? std::numeric_limits<std::int32_t>::min() : static_cast<std::int32_t>(bin << shift);
  const std::int32_t to = bin == bins - 1 ? std::numeric_limits<std::int32_t>::max()
                                          : static_cast<std::int32_t>(((bin + 1) << shift) - 1);
  // Each value is written where the next one overwrites it unless it lies in the bin: no branch to guess.
  if (within_.size() < values.size()) within_.resize(values.size());
  std::size_t found = 0;
  for (const std::int32_t v : values) {
    within_[found] = v;
    found += static_cast<std::size_t>(from <= v) & static_cast<std::size_t>(v <= to);
  }
  const auto nth = within_.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::nth_element(within_.begin(), nth, within_.begin() + static_cast<std::ptrdiff_t>(found));
  return *nth;
}

}  // namespace czt
