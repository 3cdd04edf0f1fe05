#pragma once
/// A year made ready to run: every date, one plan for each timetable that runs in it, and the factors of demand that
/// make a date's plan of it. Only timetables are compiled; a date's plan is a copy with other heights (model's
/// `for_day`).

#include <memory>
#include <vector>

#include "czt/scenario/compile.hpp"

namespace czt {

struct YearPlans {
  struct Day {
    Date date;
    std::uint32_t type = 0;       ///< of the calendar; 0 without one
    std::uint32_t timetable = 0;  ///< row of `timetables`
    std::uint32_t factors = 0;    ///< row of `factors`
    std::string period;           ///< that gives it its type; empty for its day of the week
  };
  int year = 0;
  std::vector<DayType> types;                ///< empty without a calendar: every day is the ordinary one
  std::vector<Compiled> timetables;          ///< in order of first use; before factors of demand
  std::vector<std::vector<double>> factors;  ///< distinct ones, per purpose
  std::vector<Day> days;                     ///< of the year, in order

  [[nodiscard]] Plan plan_of(const Day& day) const;
};

/// year: of the known ones. Errors as `compile`, of any of its timetables.
Result<YearPlans> compile_year(const Scenario& scenario, int year);

}  // namespace czt
