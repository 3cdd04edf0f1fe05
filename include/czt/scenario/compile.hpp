#pragma once
/// From a checked scenario to a Plan. What only the whole can know (trips that conflict, too few
/// trainsets, trainsets in two places) is reported here, with the places of the lines that caused
/// it.

#include <memory>
#include <string>
#include <vector>

#include "czt/core/result.hpp"
#include "czt/model/plan.hpp"
#include "czt/scenario/scenario.hpp"
#include "czt/timetable/place.hpp"

namespace czt {

/// A service written with `like`, as the program placed it.
struct PlacedService {
  std::string name;
  std::vector<PlacedTrain> trains;  ///< there, then back; ids are rows of the plan's trips
};

struct Compiled {
  Plan plan;
  std::vector<Conflict> conflicts;  ///< of the booked times
  std::vector<std::string> conflict_texts;  ///< one for each pair of trains
  std::vector<PlacedService> placed;
  std::vector<std::string> fleet_shortages;  ///< "CJ6: 24 trainsets needed, 21 owned"
  std::vector<Diagnostic> notes;             ///< closed stations passed, and the like
};

/// Conflicts and shortages are not errors here: `check` prints them, `run` refuses them.
Result<Compiled> compile(const Scenario& scenario);

}  // namespace czt
