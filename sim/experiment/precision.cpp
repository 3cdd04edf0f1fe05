#include "czt/experiment/precision.hpp"

#include <algorithm>
#include <cmath>

namespace czt {

std::uint32_t next_batch(const Precision& precision, std::uint32_t done, double mean,
                         double half_width, std::uint32_t at_most) {
  if (done >= at_most) return 0;
  if (done < at_least_for_precision) return std::min(at_least_for_precision, at_most) - done;
  const double target = precision.absolute
                            ? *precision.absolute
                            : *precision.relative / (1.0 + *precision.relative) * std::fabs(mean);
  if (half_width <= target) return 0;
  // The half-width falls as 1/sqrt(n); never more than double at once, since sd and mean are only
  // estimates.
  double wanted = 2.0 * done;
  if (target > 0.0 && std::isfinite(half_width)) {
    const double shortfall = half_width / target;
    wanted = std::min(wanted, std::ceil(done * shortfall * shortfall));
  }
  const auto total =
      static_cast<std::uint32_t>(std::min<double>(std::max(wanted, done + 5.0), at_most));
  return total - done;
}

}  // namespace czt
