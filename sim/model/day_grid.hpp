#pragma once
/// The quarter-hours in which anybody wishes to travel.

#include <cstdint>
#include <vector>

#include "czt/model/plan.hpp"

namespace czt {

struct DayGrid {
  std::int32_t first = 0;      ///< ms
  std::uint32_t quarters = 1;
  [[nodiscard]] std::int32_t middle(std::size_t q) const {
    return first + static_cast<std::int32_t>(q) * Plan::quarter + Plan::quarter / 2;
  }
};

DayGrid grid_of(const IdVector<PurposeId, Purpose>& purposes);

/// Share of a profile in each quarter-hour.
std::vector<double> masses(const QuantileTable& profile, const DayGrid& grid);

}  // namespace czt
