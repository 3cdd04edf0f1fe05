#pragma once
/// What would-be travellers can do by rail under this plan: stations to use, share, departures to aim at.

#include "czt/model/plan.hpp"

namespace czt {

/// Fills departure_guide, habits, aware_share, aware_wait.
void prepare_arrivals(Plan& plan);
/// Fills field, choices, drawn_streams and expected_travellers.
void prepare_choices(Plan& plan);
/// Of those: drawn_streams, from the heights and rail shares that the choices hold.
void draw_up_to_heights(Plan& plan);

}  // namespace czt
