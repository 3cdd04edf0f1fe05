#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "compile_line.hpp"
#include "czt/core/text.hpp"
#include "scenario/quantity.hpp"

namespace czt {

namespace {

std::string known_years() { return fmt::format("{} to {}", first_known_year, last_known_year); }

/// One end of a stretch, or what is wrong with it.
std::optional<Boundary> boundary(Cursor item, const char* key, Diagnostics& wrong) {
  if (!item.has(key)) return std::nullopt;
  const std::string text = item.text(key);
  const auto parsed = parse_boundary(text);
  if (!parsed)
    wrong.push_back(item.wrong(key, fmt::format("found '{}', expected a date", escape_control(text)),
                               "2017-10-01; in every year 10-01; or days from a feast: spring festival -1, qingming, "
                               "dragon boat, mid-autumn"));
  else if (!parsed->every_year() && (parsed->date < first_known_date || parsed->date > last_known_date))
    wrong.push_back(item.wrong(key, fmt::format("found '{}', but the calendar knows {}", text, known_years())));
  else
    return parsed;
  return std::nullopt;
}

/// from and to. `open`: one of them may be missing; else a missing `to` means the one day.
Stretch stretch_of(Cursor item, bool open, Diagnostics& wrong) {
  const std::size_t before = wrong.size();
  Stretch stretch{boundary(item, "from", wrong), boundary(item, "to", wrong)};
  if (wrong.size() > before) return {};
  if (!open && !stretch.to) stretch.to = stretch.from;
  if (stretch.from && stretch.to) {
    if (stretch.from->every_year() != stretch.to->every_year())
      wrong.push_back(item.wrong("to", "one end has a year and the other has none"));
    else if (!stretch.every_year() && stretch.to->date < stretch.from->date)
      wrong.push_back(item.wrong("to", fmt::format("found '{}', which lies before '{}'", item.text("to"), item.text("from"))));
  } else if (stretch.every_year()) {
    wrong.push_back(item.wrong(stretch.from ? "from" : "to", "a stretch of every year has two ends",
                               stretch.from ? "add `to`" : "add `from`"));
  }
  return wrong.size() > before ? Stretch{} : stretch;
}

std::uint32_t type_of(const Calendar& calendar, const std::string& name) {
  return calendar.type_named(name).value_or(0);  // names have been checked
}

void compile_types(Cursor days, Calendar& calendar, Diagnostics& wrong) {
  std::array<std::optional<std::size_t>, 7> taken;
  std::vector<SourcePlace> on_places;
  for (const auto& [name, item] : days.items()) {
    DayType type;
    type.name = name;
    type.name_zh = item.text("zh");
    on_places.push_back(item.where("on"));
    for (const auto& [word, where] : item.placed_names("on")) {
      const std::size_t day = *weekday_named(word);
      if (taken[day])
        wrong.push_back(problem_of_two(where, "calendar.days." + name + ".on",
                                       fmt::format("'{}' is already a day of '{}'", word,
                                                   calendar.types[*taken[day]].name),
                                       on_places[*taken[day]], "listed here"));
      else
        taken[day] = calendar.types.size();
      type.on[day] = true;
    }
    calendar.types.push_back(std::move(type));
  }
  if (calendar.types.empty()) wrong.push_back(problem(days.where(), "calendar.days", "a calendar needs a type of day"));
}

void compile_months(Cursor months, Calendar& calendar, Diagnostics& wrong) {
  for (const auto& [name, item] : months.items()) {
    unsigned month = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), month);
    if (error != std::errc{} || end != name.data() + name.size() || month < 1 || month > 12)
      wrong.push_back(problem(item.where(), "calendar.months." + name,
                              fmt::format("there is no month '{}': they are 1 to 12", escape_control(name))));
    else
      calendar.months[month - 1] = item.number();
  }
}

/// When services run. Those with dates need to know when an ordinary day is.
void compile_validity(Cursor timetable, Calendar& calendar, Diagnostics& wrong) {
  const auto add = [&](const std::string& name, Cursor item, bool is_trip) {
    if (!item.has("valid")) return;
    const Cursor valid = item["valid"];
    Validity validity{name, is_trip, stretch_of(valid, true, wrong), {}};
    for (const std::string& day : valid.names("days")) validity.types.push_back(type_of(calendar, day));
    if ((valid.has("from") || valid.has("to")) && !calendar.as_of)
      wrong.push_back(valid.wrong(valid.has("from") ? "from" : "to",
                                  "a service with dates needs calendar.as_of, the date of a run that names no day"));
    calendar.services.push_back(std::move(validity));
  };
  for (const auto& [name, item] : timetable.items())
    if (name != "file" && name != "trips") add(name, item, false);
  for (const auto& [number, item] : timetable["trips"].items()) add(number, item, true);
}

void report(const CalendarProblem& found, Cursor tree, const Calendar& calendar, Diagnostics& wrong) {
  constexpr std::array weekday_names{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  const std::string more = found.dates > 1 ? fmt::format(", one of {} such dates", found.dates) : std::string();
  const std::string date = fmt::format("{} ({})", to_text(found.date),
                                       weekday_names[static_cast<std::size_t>(found.date.weekday())]);
  if (!found.period) {
    wrong.push_back(tree.wrong("days", fmt::format("{} has no type of day{}", date, more),
                               "list the day of the week in `on` of a type, or put the date into a period"));
    return;
  }
  const Period& later = calendar.periods[*found.period];
  const Period& earlier = calendar.periods[found.other];
  const Cursor periods = tree["periods"];
  wrong.push_back(problem_of_two(
      periods[later.name].where("day"), "calendar.periods." + later.name,
      fmt::format("{} is of type '{}' here and '{}' in '{}'{}", date, calendar.types[later.type].name,
                  calendar.types[earlier.type].name, earlier.name, more),
      periods[earlier.name].where("day"), "the other; a period with a year beats one of every year"));
}

/// A factor for each purpose by name; 1 for those not named.
std::vector<double> by_purpose(Cursor factors, const IdVector<PurposeId, Purpose>& purposes, double all,
                               Diagnostics& wrong) {
  std::vector<double> out(purposes.size(), all);
  std::vector<std::string> names;
  for (std::size_t p = 0; p < purposes.size(); ++p) names.push_back(purposes[PurposeId{p}].name);
  for (const auto& [name, item] : factors.items()) {
    std::size_t p = 0;
    while (p < names.size() && names[p] != name && purposes[PurposeId{p}].name_zh != name) ++p;
    if (p < names.size()) {
      out[p] *= item.number();
      continue;
    }
    Diagnostic d = problem(item.where(), item.path(), fmt::format("there is no purpose '{}'", escape_control(name)));
    const auto close = nearest(name, names);
    for (const std::string& known : names) d.hint += (d.hint.empty() ? "there are: " : ", ") + known;
    if (close) d.hint = fmt::format("did you mean '{}'?", *close);
    wrong.push_back(std::move(d));
  }
  return out;
}

}  // namespace

std::optional<Calendar> compile_calendar(Cursor tree, Diagnostics& wrong) {
  Calendar calendar;
  const Cursor written = tree["calendar"];
  const std::size_t before = wrong.size();
  if (written.present()) {
    compile_types(written["days"], calendar, wrong);
    if (written.has("ordinary")) calendar.ordinary = type_of(calendar, written.text("ordinary"));
    if (const auto as_of = boundary(written, "as_of", wrong)) {
      if (as_of->every_year()) wrong.push_back(written.wrong("as_of", "found a day of every year, expected one with a year"));
      calendar.as_of = as_of->date;
    }
    compile_months(written["months"], calendar, wrong);
    for (const auto& [name, item] : written["terms"].items()) calendar.terms.push_back(stretch_of(item, false, wrong));
    for (const auto& [name, item] : written["periods"].items())
      calendar.periods.push_back({name, stretch_of(item, false, wrong), type_of(calendar, item.text("day"))});
  }
  compile_validity(tree["timetable"], calendar, wrong);
  if (!written.present() || wrong.size() > before) return std::nullopt;
  for (const CalendarProblem& found : lay_out(calendar)) report(found, written, calendar, wrong);
  return calendar;
}

void compile_day_factors(Cursor tree, const IdVector<PurposeId, Purpose>& purposes, Calendar& calendar,
                         Diagnostics& wrong) {
  const Cursor days = tree["calendar"]["days"];
  for (DayType& type : calendar.types) {
    const Cursor item = days[type.name];
    type.factors = by_purpose(item["factors"], purposes, item.number("factor"), wrong);
  }
  calendar.out_of_term = by_purpose(tree["calendar"]["out_of_term"], purposes, 1.0, wrong);
}

}  // namespace czt
