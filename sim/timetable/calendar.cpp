#include "czt/timetable/calendar.hpp"

#include <algorithm>
#include <map>

namespace czt {

namespace {

/// Gives the dates of periods of one rank their types; those before are of a lower rank.
void lay_periods(Calendar& calendar, bool every_year, std::vector<CalendarProblem>& problems) {
  std::vector<std::uint16_t> by(calendar.days.size(), Calendar::none);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> said;
  for (std::uint32_t p = 0; p < calendar.periods.size(); ++p) {
    const Period& period = calendar.periods[p];
    if (period.stretch.every_year() != every_year) continue;
    for (const auto& [first, last] : period.stretch.all_known())
      for (Date date = first; date <= last; date = date + 1) {
        const auto row = static_cast<std::size_t>(date - first_known_date);
        if (by[row] != Calendar::none && calendar.periods[by[row]].type != period.type) {
          const auto [at, fresh] = said.try_emplace({p, by[row]}, problems.size());
          if (fresh) problems.push_back({date, 1, p, by[row]});
          else ++problems[at->second].dates;
          continue;
        }
        by[row] = static_cast<std::uint16_t>(p);
        calendar.days[row].type = static_cast<std::uint16_t>(period.type);
        calendar.days[row].period = static_cast<std::uint16_t>(p);
      }
  }
}

}  // namespace

const Calendar::Day* Calendar::find(Date date) const {
  const int row = date - first_known_date;
  return row >= 0 && static_cast<std::size_t>(row) < days.size() ? &days[static_cast<std::size_t>(row)] : nullptr;
}

std::optional<std::uint32_t> Calendar::type_named(std::string_view name) const {
  for (std::uint32_t t = 0; t < types.size(); ++t)
    if (types[t].name == name || (!name.empty() && types[t].name_zh == name)) return t;
  return std::nullopt;
}

std::vector<double> Calendar::factors(Date date) const {
  const Day& day = *find(date);
  std::vector<double> factors = types[day.type].factors;
  for (std::size_t p = 0; p < factors.size(); ++p) {
    factors[p] *= months[date.month() - 1];
    if (!day.in_term) factors[p] *= out_of_term[p];
  }
  return factors;
}

std::vector<bool> Calendar::running(std::uint32_t type, std::optional<Date> date) const {
  const std::optional<Date> on = date ? date : as_of;
  std::vector<bool> running;
  for (const Validity& service : services) {
    const bool day_fits = service.types.empty() ||
                          std::find(service.types.begin(), service.types.end(), type) != service.types.end();
    running.push_back(day_fits && (!on || service.stretch.holds(*on)));
  }
  return running;
}

std::vector<CalendarProblem> lay_out(Calendar& calendar) {
  std::vector<CalendarProblem> problems;
  calendar.days.assign(known_dates, {});
  std::array<std::uint16_t, 7> of_week;
  of_week.fill(Calendar::none);
  for (std::size_t t = calendar.types.size(); t-- > 0;)
    for (std::size_t d = 0; d < 7; ++d)
      if (calendar.types[t].on[d]) of_week[d] = static_cast<std::uint16_t>(t);
  for (int row = 0; row < known_dates; ++row)
    calendar.days[static_cast<std::size_t>(row)].type =
        of_week[static_cast<std::size_t>((first_known_date + row).weekday())];
  lay_periods(calendar, true, problems);
  lay_periods(calendar, false, problems);

  CalendarProblem gap{{}, 0, std::nullopt, 0};
  for (int row = 0; row < known_dates; ++row)
    if (calendar.days[static_cast<std::size_t>(row)].type == Calendar::none && gap.dates++ == 0)
      gap.date = first_known_date + row;
  if (gap.dates > 0) problems.push_back(gap);

  if (calendar.terms.empty()) return problems;
  for (Calendar::Day& day : calendar.days) day.in_term = false;
  for (const Stretch& term : calendar.terms)
    for (const auto& [first, last] : term.all_known())
      for (Date date = first; date <= last; date = date + 1)
        calendar.days[static_cast<std::size_t>(date - first_known_date)].in_term = true;
  return problems;
}

}  // namespace czt
