#pragma once
/// How long a train must stand for those who get off and on (RULES.md 23–25).

#include <string>

#include "czt/core/draws.hpp"
#include "naive_day.hpp"

namespace czt::twin {

std::uint64_t identity_of(const std::string& number);

struct Exchange {
  const TrainType& type;
  int doors;           ///< that open
  std::uint64_t trip;  ///< identity
  StationId station;
  int boarded;
  int alighted;
  int standing;        ///< after those who got off have left and seats have been taken
};

Ms dwell_needed(const PlanInput& input, const Draws& draws, const Exchange& exchange);

}  // namespace czt::twin
