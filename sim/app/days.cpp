#include "days.hpp"

#include <fmt/format.h>

#include "czt/core/text.hpp"
#include "czt/experiment/year.hpp"
#include "failure.hpp"
#include "measuring.hpp"
#include "suggestion.hpp"

namespace czt::app {

namespace {

Date known_date(const std::string& text) {
  const auto date = parse_date(text);
  if (!date)
    throw Failure{wrong_usage, fmt::format("--date '{}': expected a date such as 2017-05-01", escape_control(text)), {}};
  if (date->year() < first_known_year || date->year() > last_known_year)
    throw Failure{wrong_usage, fmt::format("--date '{}': the calendar knows {} to {}", text, first_known_year, last_known_year), {}};
  return *date;
}

}  // namespace

int year_of(const Options& options) {
  if (!options.precision.empty())
    throw Failure{wrong_usage, "--precision does not go with --year: give --replications", {}};
  const int year = options.year;
  if (year < first_known_year || year > last_known_year)
    throw Failure{wrong_usage, fmt::format("--year {}: the calendar knows {} to {}", year, first_known_year, last_known_year), {}};
  return year;
}

DayAsked day_of(const Options& options) {
  DayAsked day;
  day.type = options.day;
  if (!options.date.empty()) day.date = known_date(options.date);
  return day;
}

void require_day(const Scenario& scenario, const DayAsked& day) {
  if (day.type.empty()) return;
  std::vector<std::string> names;
  const Value* calendar = scenario.tree.find("calendar");
  const Value* days = calendar != nullptr ? calendar->find("days") : nullptr;
  if (days == nullptr)
    throw Failure{wrong_usage, fmt::format("--day '{}': {} has no calendar (czt keys calendar)", escape_control(day.type),
                                           escape_control(scenario.name)), {}};
  for (const auto& [name, item] : days->fields) {
    const Value* zh = item.find("zh");
    if (name == day.type || (zh != nullptr && zh->text == day.type)) return;
    names.push_back(name);
  }
  std::string known;
  for (const std::string& name : names) known += (known.empty() ? "" : ", ") + escape_control(name);
  throw Failure{wrong_usage, fmt::format("--day '{}': the types of days are {}{}", escape_control(day.type), known,
                                         did_you_mean(day.type, names)), {}};
}

std::uint32_t dated_replications_of(const Scenario& scenario, const Options& options) {
  const std::uint32_t replications = replications_of(scenario, options);
  if (replications > most_dated_replications)
    throw Failure{limit_reached, fmt::format("{} replications, but a date has at most {}", replications, most_dated_replications), {}};
  return replications;
}

std::uint32_t first_replication_of(const Options& options) {
  const DayAsked day = day_of(options);
  return day.date ? dated_replication(*day.date, 0) : 0;
}

std::vector<std::string> remarks_on_day(const Compiled& compiled) {
  if (!compiled.day) return {};
  const PlannedDay& day = *compiled.day;
  std::string text = day.date ? to_text(*day.date) + ": " : std::string();
  if (day.type.empty()) return {text + "the scenario has no calendar, so this is an ordinary day"};
  text += "a day of type " + day.type + (day.period.empty() ? "" : " (" + day.period + ")");
  std::string factors;
  for (std::size_t p = 0; p < day.factors.size(); ++p)
    if (day.factors[p] != 1.0)
      factors += (factors.empty() ? "; " : ", ") + compiled.plan.input.purposes[PurposeId{p}].name + " × " +
                 to_shortest(day.factors[p]);
  return {text + factors};
}

}  // namespace czt::app
