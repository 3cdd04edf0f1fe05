#pragma once
/// How strongly the railway's riders answer to its fares, its waits and its rides, as the choice model has them.

#include <optional>

#include "czt/model/plan.hpp"

namespace czt {

struct Elasticity {
  double point = 0.0;  ///< by a change of a thousandth either way
  double arc = 0.0;    ///< by a tenth either way: log riders over log factor
};

/// Of expected rail journeys, with crowding as it has settled and without the trips that the railway induces. Fares
/// are scaled after rounding. Headway scales waiting and travelling off the wished time; ride the time in trains.
struct Elasticities {
  Elasticity fare;
  Elasticity headway;
  Elasticity ride;
};

/// None without a choice model.
std::optional<Elasticities> elasticities(const Plan& plan);

}  // namespace czt
