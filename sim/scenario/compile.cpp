#include "czt/scenario/compile.hpp"

#include "compile_line.hpp"
#include "czt/core/text.hpp"
#include "czt/model/day_plan.hpp"

namespace czt {

namespace {

std::vector<std::string> shortages(const Circulation& circulation,
                                   const IdVector<TrainTypeId, TrainType>& types) {
  std::vector<std::string> texts;
  for (std::size_t t = 0; t < types.size(); ++t) {
    const TrainTypeId id{t};
    if (t >= circulation.needed.size() || types[id].owned == 0) continue;
    if (circulation.needed[id] > types[id].owned)
      texts.push_back(types[id].name + ": " + std::to_string(circulation.needed[id]) +
                      " trainsets needed, " + std::to_string(types[id].owned) + " owned");
  }
  return texts;
}

/// The calendar's answer to which day it is.
struct DayFound {
  PlannedDay day;
  std::vector<bool> running;           ///< of the calendar's services
  std::vector<bool> ordinary_running;
};

Diagnostic no_such_type(const Calendar& calendar, const std::string& name) {
  std::vector<std::string> names;
  for (const DayType& type : calendar.types) names.push_back(type.name);
  Diagnostic d = problem({}, "calendar.days", "there is no type of day '" + escape_control(name) + "'");
  if (const auto close = nearest(name, names)) d.hint = "did you mean '" + *close + "'?";
  return d;
}

DayFound find_day(const Calendar& calendar, const DayAsked& asked, Diagnostics& wrong) {
  DayFound found;
  std::uint32_t type = calendar.ordinary;
  if (asked.date) {
    const Calendar::Day* day = calendar.find(*asked.date);
    if (day == nullptr) {
      wrong.push_back(problem({}, "calendar", to_text(*asked.date) + " is outside the years that are known"));
      return found;
    }
    type = day->type;
    if (day->period != Calendar::none) found.day.period = calendar.periods[day->period].name;
  } else if (!asked.type.empty()) {
    const auto named = calendar.type_named(asked.type);
    if (!named) {
      wrong.push_back(no_such_type(calendar, asked.type));
      return found;
    }
    type = *named;
  }
  found.day.date = asked.date;
  found.day.type = calendar.types[type].name;
  found.day.type_zh = calendar.types[type].name_zh;
  found.running = calendar.running(type, asked.date);
  found.ordinary_running = calendar.running(calendar.ordinary, std::nullopt);
  return found;
}

Idle idle_of(const Calendar& calendar, const std::vector<bool>& running) {
  Idle idle;
  for (std::size_t s = 0; s < running.size(); ++s)
    if (!running[s]) (calendar.services[s].is_trip ? idle.trips : idle.services).insert(calendar.services[s].name);
  return idle;
}

/// Per purpose: of the date or of the type; 1 without a calendar.
std::vector<double> factors_of(const std::optional<Calendar>& calendar, const DayAsked& asked, std::size_t purposes) {
  if (!calendar) return std::vector<double>(purposes, 1.0);
  if (asked.date) return calendar->factors(*asked.date);
  return calendar->factors(*calendar->type_named(asked.type));
}

/// What a tree says, short of circulation and of what is only found by making the plan.
struct Read {
  PlanInput input;
  TimetableParts timetable;
  std::optional<Calendar> calendar;
  DayFound found;
  bool all_run = true;
};
Read read_input(const Scenario& scenario, const Value& of, const DayAsked& asked, Diagnostics& wrong) {
  const Cursor tree(of);
  Read read;
  PlanInput& input = read.input;
  input.scenario = scenario.name;
  input.network = compile_network(tree, wrong);
  if (!wrong.empty()) return read;
  input.types = compile_train_types(tree["train_types"], tree["turnaround"]);
  check_starts(tree["train_types"], input.types, input.network, wrong);
  compile_rules(tree, input);
  compile_separation(tree, input);
  read.calendar = compile_calendar(tree, wrong);
  if (!wrong.empty()) return read;
  if (read.calendar) read.found = find_day(*read.calendar, asked, wrong);
  if (!wrong.empty()) return read;
  const Idle idle = read.calendar ? idle_of(*read.calendar, read.found.running) : Idle{};
  read.timetable = compile_timetable(tree, input.network, input.types, input.separation, idle, wrong);
  compile_demand(scenario, tree, input, wrong);
  if (!wrong.empty()) return read;
  check_routes(tree, read.timetable, input.network, idle.services.empty() && idle.trips.empty(), read.timetable.notes, wrong);
  if (!wrong.empty()) return read;
  if (read.calendar) compile_day_factors(tree, input.purposes, *read.calendar, wrong);
  compile_stations(tree, input, read.timetable.notes, wrong);
  compile_fares(tree, input, read.timetable.notes, wrong);
  compile_costs(tree, input);
  compile_choice(tree, input, wrong);
  input.trips = std::move(read.timetable.trips);
  read.all_run = idle.services.empty() && idle.trips.empty();
  compile_incidents(tree, input, read.all_run, read.timetable.notes, wrong);
  compile_dispatching(tree, input, read.all_run, wrong);
  return read;
}

/// The root base as a railway: its trains, stations, fares and rivals, around which people choose. Its own choice
/// model does not matter: tastes are the scenario's. Its day is the ordinary one.
std::shared_ptr<const Plan> compile_base(const Scenario& scenario, Diagnostics& wrong) {
  PlanInput input = read_input(scenario, scenario.root_tree, {}, wrong).input;
  if (!wrong.empty()) return nullptr;
  input.for_choice_only = true;
  Result<Plan> plan = compile_plan(std::move(input));
  if (plan) return std::make_shared<const Plan>(std::move(plan).value());
  wrong.insert(wrong.end(), plan.error().begin(), plan.error().end());
  return nullptr;
}

/// Rivals are those of the root base: their shares there are what choices start from.
bool same_rivals(const PlanInput& input, const PlanInput& base, Cursor tree, Diagnostics& wrong) {
  bool same = input.rivals.size() == base.rivals.size();
  for (std::size_t r = 0; same && r < input.rivals.size(); ++r) same = input.rivals[r].name == base.rivals[r].name;
  if (!same)
    wrong.push_back(problem(tree["rivals"].where(), "rivals",
                            "the root base and this scenario have different rivals: write them all in the root base "
                            "and change their fares, times and hours here"));
  return same;
}

}  // namespace

Result<Compiled> compile_services(const Scenario& scenario, const DayAsked& asked, std::shared_ptr<const Plan>& base,
                                  std::shared_ptr<const Plan> expected, std::shared_ptr<KeptPivot> kept) {
  Diagnostics wrong;
  const Cursor tree(scenario.tree);
  if (!asked.type.empty() && !tree["calendar"].present())
    return problem({}, "calendar", "the scenario has no calendar, so it has no type of day '" + escape_control(asked.type) + "'");
  Read read = read_input(scenario, scenario.tree, asked, wrong);
  if (!wrong.empty()) return wrong;
  PlanInput& input = read.input;
  TimetableParts& timetable = read.timetable;

  compile_circulation(tree, timetable, input, wrong);
  if (!wrong.empty()) return wrong;

  std::vector<Conflict> found = conflicts(input.trips, input.network, input.separation);
  std::vector<std::string> texts = describe_pairs(found, input.trips, input.network);
  std::vector<std::string> short_of = shortages(input.circulation, input.types);

  const bool other_services = read.found.running != read.found.ordinary_running;
  if (input.choice && (other_services || !same_tree(scenario.tree, scenario.root_tree))) {
    if (!base) base = compile_base(scenario, wrong);
    input.base = base;
    if (!input.base || !same_rivals(input, input.base->input, tree, wrong)) return wrong;
  }
  input.expected = std::move(expected);
  input.kept_pivot = std::move(kept);
  const std::size_t purposes = input.purposes.size();
  Result<Plan> plan = compile_plan(std::move(input));
  if (!plan) {
    for (Diagnostic d : plan.error()) {
      d.where = tree["timetable"].where();
      wrong.push_back(std::move(d));
    }
    return wrong;
  }
  Compiled compiled{std::move(plan).value(), std::move(found),        std::move(texts),
                    std::move(timetable.placed), std::move(short_of), std::move(timetable.notes)};
  compiled.calendar = std::move(read.calendar);
  compiled.all_run = read.all_run;
  if (!asked.ordinary()) {
    compiled.day = std::move(read.found.day);
    compiled.day->date = asked.date;
    compiled.day->factors = factors_of(compiled.calendar, asked, purposes);
  }
  return compiled;
}

std::vector<std::string> obstacles(const Compiled& compiled) {
  std::vector<std::string> all = compiled.conflict_texts;
  all.insert(all.end(), compiled.fleet_shortages.begin(), compiled.fleet_shortages.end());
  return all;
}

Result<Compiled> compile(const Scenario& scenario, const DayAsked& asked, std::shared_ptr<KeptPivot> kept) {
  std::shared_ptr<const Plan> base;
  Result<Compiled> compiled = compile_services(scenario, asked, base, nullptr, std::move(kept));
  if (compiled && compiled->day) compiled->plan = for_day(compiled->plan, compiled->day->factors);
  return compiled;
}

}  // namespace czt
