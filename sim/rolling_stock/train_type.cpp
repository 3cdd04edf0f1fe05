#include "czt/rolling_stock/train_type.hpp"

#include <algorithm>
#include <cmath>

namespace czt {

int TrainType::capacity(PersonsPerSquareMetre full_at) const {
  // 0.29 m² × 100 /m² is 28.999… in binary; the person belongs there.
  constexpr double rounding = 1e-9;
  const int all = seats + static_cast<int>(std::floor(standing_area.value * full_at.value + rounding));
  return crush > 0 ? std::min(all, crush) : all;
}

}  // namespace czt
