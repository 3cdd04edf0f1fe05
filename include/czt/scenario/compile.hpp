#pragma once
/// From a checked scenario to a Plan. What only the whole can know (trips that conflict, too few
/// trainsets, trainsets in two places) is reported here, with the places of the lines that caused
/// it.

#include <memory>
#include <string>
#include <vector>

#include "czt/core/result.hpp"
#include "czt/model/kept_pivot.hpp"
#include "czt/model/plan.hpp"
#include "czt/scenario/scenario.hpp"
#include "czt/timetable/calendar.hpp"
#include "czt/timetable/place.hpp"

namespace czt {

/// A service written with `like`, as the program placed it.
struct PlacedService {
  std::string name;
  std::vector<PlacedTrain> trains;  ///< there, then back; ids are rows of the plan's trips
};

/// Which day: a type of day, or a date of the known years; neither: the ordinary day.
struct DayAsked {
  std::string type;
  std::optional<Date> date;
  [[nodiscard]] bool ordinary() const { return type.empty() && !date; }
};

/// The day that a plan is for, where one was asked for.
struct PlannedDay {
  std::optional<Date> date;
  std::string type;             ///< empty without a calendar
  std::string type_zh;
  std::string period;           ///< that gives the date its type; empty for its day of the week
  std::vector<double> factors;  ///< per purpose, against the ordinary day
};

struct Compiled {
  Plan plan;
  std::vector<Conflict> conflicts;  ///< of the booked times
  std::vector<std::string> conflict_texts;  ///< one for each pair of trains
  std::vector<PlacedService> placed;
  std::vector<std::string> fleet_shortages;  ///< "CJ6: 24 trainsets needed, 21 owned"
  std::vector<Diagnostic> notes;             ///< closed stations passed, and the like
  std::optional<Calendar> calendar{};        ///< where the scenario has one
  std::optional<PlannedDay> day{};
  bool all_run = true;                       ///< every service runs on this day
};

/// What speaks against running it as booked: conflicts, services that found no place, missing trainsets; a line each.
std::vector<std::string> obstacles(const Compiled& compiled);

/// Conflicts and shortages are not errors here: `check` prints them, `run` refuses them. Of a day that is asked for
/// the services that run on it, and its factors of demand; people choose as they have learnt on the ordinary day of
/// these services. Errors: a type of day that is not there, a date outside the known years.
/// kept: what choices pivot around is taken from there and kept there.
Result<Compiled> compile(const Scenario& scenario, const DayAsked& day = {}, std::shared_ptr<KeptPivot> kept = nullptr);
/// The same before its factors of demand (`day.factors`; model's `for_day` applies them). `base`: the root base's plan,
/// made where it is needed and still empty. `expected`: a plan whose crowding people expect, for a first answer that is
/// quick; none: they settle.
Result<Compiled> compile_services(const Scenario& scenario, const DayAsked& day, std::shared_ptr<const Plan>& base,
                                  std::shared_ptr<const Plan> expected = nullptr, std::shared_ptr<KeptPivot> kept = nullptr);

}  // namespace czt
