#include "look.hpp"

#include <algorithm>
#include <cmath>

namespace czt {

Look look_of(const SummaryRow& row, const SummaryRow* base) {
  double shown = row.estimate.mean, half_width = row.estimate.half_width;
  double largest = std::fabs(shown);
  if (base) {
    const double before = std::fabs(base->estimate.mean);
    if (before > largest || std::isnan(largest)) largest = before;
    if (std::floor(before) != before) shown = base->estimate.mean;  // of a whole number and another the other says more
    half_width = std::max(row.difference ? row.difference->half_width : half_width, base->estimate.half_width);
  }
  const Scale scale = scale_for(measures()[row.cell.measure], largest);
  return {scale, decimals_for(shown * scale.factor, half_width * scale.factor)};
}

}  // namespace czt
