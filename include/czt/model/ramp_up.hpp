#pragma once
/// The path from an opening day to the settled state, day by day, on expected probabilities.

#include <cstdint>
#include <vector>

#include "czt/model/plan.hpp"

namespace czt {

struct RampUpDay {
  double informed = 0.0;   ///< share of would-be travellers who reckon with the new service; the others do as in the base
  double journeys = 0.0;   ///< expected by rail, without those it induces
  double gap = 0.0;        ///< how far the crowding people expect is from what they find, relative
};

/// Each day the share `choice.learning_rate` λ of those who did not know learns of the service, and what people expect
/// of crowding moves by λ towards what they found: C(d+1) = λ·c(d) + (1 − λ)·C(d), exponential smoothing as in
/// Horowitz (1984), "The stability of stochastic equilibrium in a two-link transportation network". Day 0 is the opening
/// day, on which nobody knows. Empty without a choice model.
std::vector<RampUpDay> ramp_up(const Plan& plan, std::uint32_t days);

}  // namespace czt
