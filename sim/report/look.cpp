#include "look.hpp"

#include <algorithm>
#include <cmath>

namespace czt {

Look look_of(const SummaryRow& row, const SummaryRow* base) {
  double most = std::fabs(row.estimate.mean);
  double half_width = row.estimate.half_width;
  if (base && std::fabs(base->estimate.mean) > most) most = std::fabs(base->estimate.mean);
  if (base) half_width = std::max(half_width, base->estimate.half_width);
  const Scale scale = scale_for(measures()[row.cell.measure], most);
  return {scale, decimals_for(row.estimate.mean * scale.factor, half_width * scale.factor)};
}

}  // namespace czt
