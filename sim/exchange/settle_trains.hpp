#pragma once
/// The types of train of a written line.

#include "czt/exchange/settled_line.hpp"

namespace czt {

/// settled.types, the one of most trips first, and settled.trips' vehicles as their rows. Trips whose train is not said run with
/// the first; what is not written of a type is assumed by the line's kind of vehicle.
void choose_types(const WrittenLine& line, SettledLine& settled, Findings& findings);

}  // namespace czt
