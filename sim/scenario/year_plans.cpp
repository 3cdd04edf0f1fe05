#include "czt/scenario/year_plans.hpp"

#include <map>

#include "czt/model/day_plan.hpp"

namespace czt {

Plan YearPlans::plan_of(const Day& day) const { return for_day(timetables[day.timetable].plan, factors[day.factors]); }

Result<YearPlans> compile_year(const Scenario& scenario, int year) {
  const Date first(year, 1, 1);
  YearPlans plans;
  plans.year = year;
  std::shared_ptr<const Plan> base;
  Result<Compiled> compiled = compile_services(scenario, {{}, first}, base);
  if (!compiled) return compiled.error();
  const std::optional<Calendar> calendar = compiled->calendar;
  if (calendar) plans.types = calendar->types;
  const auto running_on = [&](Date date) {
    return calendar ? calendar->running(calendar->find(date)->type, date) : std::vector<bool>{};
  };
  std::map<std::vector<bool>, std::uint32_t> timetable_of{{running_on(first), 0}};
  plans.timetables.push_back(std::move(compiled).value());
  std::map<std::vector<double>, std::uint32_t> row_of_factors;

  for (Date date = first; date.year() == year; date = date + 1) {
    const auto [timetable, fresh] =
        timetable_of.try_emplace(running_on(date), static_cast<std::uint32_t>(plans.timetables.size()));
    if (fresh) {
      Result<Compiled> another = compile_services(scenario, {{}, date}, base);
      if (!another) return another.error();
      plans.timetables.push_back(std::move(another).value());
    }
    YearPlans::Day day{date, 0, timetable->second, 0, {}};
    std::vector<double> factors(plans.timetables.front().plan.input.purposes.size(), 1.0);
    if (calendar) {
      const Calendar::Day& of_calendar = *calendar->find(date);
      day.type = of_calendar.type;
      if (of_calendar.period != Calendar::none) day.period = calendar->periods[of_calendar.period].name;
      factors = calendar->factors(date);
    }
    const auto [row, new_factors] =
        row_of_factors.try_emplace(factors, static_cast<std::uint32_t>(plans.factors.size()));
    if (new_factors) plans.factors.push_back(std::move(factors));
    day.factors = row->second;
    plans.days.push_back(std::move(day));
  }
  return plans;
}

}  // namespace czt
