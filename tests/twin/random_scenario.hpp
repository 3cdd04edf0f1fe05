#pragma once
/// Small random railways, each a pure function of its number: 3–12 stations in a row or as a Y, 2–40 trains.

#include "czt/model/plan.hpp"

namespace czt::twin {

struct Scenario {
  PlanInput input;
  bool branches = false;
  bool circulates = false;  ///< some trainset works two trips
};

Scenario random_scenario(std::uint64_t seed);

}  // namespace czt::twin
