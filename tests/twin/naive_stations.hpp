#pragma once
/// How people get from where they set out to the platform: feeder buses, tickets, check, gates.

#include "czt/core/draws.hpp"
#include "naive_day.hpp"

namespace czt::twin {

/// Puts the time of coming of everybody's first stage right, which was when he wants to be on the platform.
void reach_platforms(const PlanInput& input, const Draws& draws, std::vector<Person>& people);

/// Whether the gate had closed for this train before somebody who came to its platform at `came` was through.
bool shut_out(const PlanInput& input, const Trip& trip, const StopTime& stop, Ms came);

}  // namespace czt::twin
