#include "day_grid.hpp"

#include <algorithm>
#include <limits>

namespace czt {

DayGrid grid_of(const IdVector<PurposeId, Purpose>& purposes) {
  std::int32_t low = std::numeric_limits<std::int32_t>::max();
  std::int32_t high = 0;
  for (const Purpose& purpose : purposes)
    for (const QuantileTable* profile : {&purpose.profile_up, &purpose.profile_down}) {
      low = std::min(low, (*profile)(0));
      high = std::max(high, (*profile)(0xFFFFFFFFu));
    }
  DayGrid grid;
  grid.first = low / Plan::quarter * Plan::quarter;
  grid.quarters = static_cast<std::uint32_t>((high - grid.first) / Plan::quarter + 1);
  return grid;
}

std::vector<double> masses(const QuantileTable& profile, const DayGrid& grid) {
  std::vector<double> mass;
  double below = 0.0;
  for (std::uint32_t q = 0; q < grid.quarters; ++q) {
    const double next = profile.share_below(grid.first + static_cast<std::int32_t>(q + 1) * Plan::quarter);
    mass.push_back(next - below);
    below = next;
  }
  return mass;
}

}  // namespace czt
