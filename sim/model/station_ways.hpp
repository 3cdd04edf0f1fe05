#pragma once
/// The ways to use the railway between two places: by which stations, and what access and egress make of each.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "czt/model/plan.hpp"
#include "rail_service.hpp"

namespace czt {

struct StationWays {
  std::array<double, Plan::most_pairs> factor{};        ///< on the worth of the ride: exp(−station_scale · access minutes)
  std::array<std::uint32_t, Plan::most_pairs> slot{};   ///< of the journey, as in plan.journey_slot
  std::uint32_t count = 0;

  /// Σ over ways of factor · worth, by quarter-hour.
  void worth(const RailService& service, std::size_t purpose, std::span<double> sum) const;
  /// Adds `people` of each quarter-hour to `wanted` (journey slot · quarters + quarter) in proportion to the ways' worth.
  void share_out(const RailService& service, std::size_t purpose, std::span<const double> people, std::span<const double> sum,
                 double* wanted) const;
};

/// For each pair of places; purposes share them.
std::vector<StationWays> station_ways(const Plan& plan, const ChoiceModel& model);

}  // namespace czt
