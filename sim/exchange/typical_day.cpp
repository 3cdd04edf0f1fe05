#include "typical_day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

namespace czt {

namespace {

using Days = std::vector<const DayOfService*>;

/// Those that are so, where any is.
template <class IsSo>
Days preferred(const Days& days, IsSo&& is_so) {
  Days found;
  for (const DayOfService* day : days)
    if (is_so(*day)) found.push_back(day);
  return found.empty() ? days : found;
}

double most_trips(const Days& days) {
  double most = 0.0;
  for (const DayOfService* day : days) most = std::max(most, day->trips);
  return most;
}

bool is_weekday(const DayOfService& day) { return day.date.weekday() < Weekday::saturday; }
bool is_midweek(const DayOfService& day) { return day.date.weekday() >= Weekday::tuesday && day.date.weekday() <= Weekday::thursday; }

/// Christmas Eve to 2 January: a holiday in most countries, named by the calendar or not.
bool is_ordinary(const DayOfService& day) {
  const std::string month_and_day = to_text(day.date).substr(5);
  return month_and_day >= "01-03" && month_and_day < "12-24";
}

}  // namespace

std::optional<TypicalDay> typical_day(const std::vector<DayOfService>& days) {
  Days rest;
  for (const DayOfService& day : days) rest.push_back(&day);
  rest = preferred(rest, is_weekday);
  if (rest.empty()) return std::nullopt;
  std::sort(rest.begin(), rest.end(), [](const DayOfService* a, const DayOfService* b) { return a->date < b->date; });
  TypicalDay chosen;
  chosen.weekday = is_weekday(*rest.front());
  const auto is_named = [](const DayOfService& day) { return day.exception; };
  const bool all_named = std::all_of(rest.begin(), rest.end(), [&](const DayOfService* day) { return is_named(*day); });
  const double most = most_trips(rest);
  rest = preferred(rest, [&](const DayOfService& day) { return day.trips == most; });
  rest = preferred(rest, std::not_fn(is_named));
  chosen.as_busy = rest.size();
  chosen.named = is_named(*rest.front()) && !all_named;
  std::map<std::vector<std::uint32_t>, std::size_t> times;
  for (const DayOfService* day : rest) ++times[day->services];
  std::size_t most_often = 0;
  for (const auto& [services, count] : times) most_often = std::max(most_often, count);
  rest = preferred(rest, [&](const DayOfService& day) { return times.at(day.services) == most_often; });
  chosen.alike = rest.size();
  rest = preferred(preferred(rest, is_ordinary), is_midweek);
  chosen.date = rest[(rest.size() - 1) / 2]->date;
  return chosen;
}

std::optional<TypicalDay> choose_day(const std::vector<DayOfService>& days, std::optional<Date> asked, const CellPlace& where, const char* what, Findings& findings) {
  if (!asked) return typical_day(days);
  const auto after = std::find_if(days.begin(), days.end(), [&](const DayOfService& day) { return day.date >= *asked; });
  if (after != days.end() && after->date == *asked) return TypicalDay{*asked};
  std::string near;
  if (after != days.begin()) near = to_text(std::prev(after)->date);
  if (after != days.end()) near += (near.empty() ? "" : " and ") + to_text(after->date);
  findings.refuse(where, fmt::format("no {} runs on {}", what, to_text(*asked)), "the nearest days with service are " + near);
  return std::nullopt;
}

std::string day_text(Date date) {
  constexpr std::array<const char*, 7> names{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return fmt::format("{} {}", names[static_cast<std::size_t>(date.weekday())], to_text(date));
}

std::string chosen_day_text(const TypicalDay& day) {
  std::vector<std::string> why;
  if (day.named) why.push_back("a date that the calendar names: perhaps no usual one");
  if (day.as_busy > 1)
    why.push_back(day.alike == day.as_busy ? fmt::format("of {} as busy one in the middle", day.as_busy)
                                           : fmt::format("of {} as busy one in the middle of {} that are most alike", day.as_busy, day.alike));
  return day_text(day.date) + (day.weekday ? ", the busiest weekday" : ", the busiest day; no weekday has a train") + (why.empty() ? "" : fmt::format(" ({})", fmt::join(why, "; ")));
}

}  // namespace czt
