#pragma once
/// What running the trains takes, once per train type, leg and booked time.

#include "czt/model/plan.hpp"

namespace czt {

/// Fills plan.energy; after lay_out_trips.
void lay_out_energy(Plan& plan);

}  // namespace czt
