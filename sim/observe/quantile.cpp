#include "quantile.hpp"

#include <algorithm>
#include <limits>

namespace czt {

double Quantile95::operator()(std::span<const std::int32_t> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto bin_of = [](std::int32_t v) {
    return v <= 0 ? 0u : std::min(static_cast<std::uint32_t>(v) >> shift, bins - 1);
  };
  std::fill(counts_.begin(), counts_.end(), 0u);
  for (const std::int32_t v : values) ++counts_[bin_of(v)];
  std::size_t rank = (95 * values.size() + 99) / 100;  // 1-based
  std::uint32_t bin = 0;
  while (counts_[bin] < rank) rank -= counts_[bin++];
  within_.reserve(values.size());
  within_.clear();
  for (const std::int32_t v : values)
    if (bin_of(v) == bin) within_.push_back(v);
  const auto nth = within_.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::nth_element(within_.begin(), nth, within_.end());
  return *nth;
}

}  // namespace czt
