#include "czt/scenario/compile.hpp"

#include "compile_line.hpp"

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

bool same_tree(const Value& a, const Value& b) {
  if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size() || a.fields.size() != b.fields.size() ||
      a.operations.size() != b.operations.size())
    return false;
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (!same_tree(a.items[i], b.items[i])) return false;
  for (std::size_t i = 0; i < a.fields.size(); ++i)
    if (a.fields[i].first != b.fields[i].first || !same_tree(a.fields[i].second, b.fields[i].second)) return false;
  for (std::size_t i = 0; i < a.operations.size(); ++i)
    if (a.operations[i].kind != b.operations[i].kind || a.operations[i].text != b.operations[i].text) return false;
  return true;
}

/// What a tree says, short of circulation and of what is only found by making the plan.
PlanInput read_input(const Scenario& scenario, const Value& of, TimetableParts& timetable, Diagnostics& wrong) {
  const Cursor tree(of);
  PlanInput input;
  input.scenario = scenario.name;
  input.network = compile_network(tree, wrong);
  if (!wrong.empty()) return input;
  input.types = compile_train_types(tree["train_types"]);
  compile_rules(tree, input);
  timetable = compile_timetable(tree, input.network, input.types, input.separation, wrong);
  compile_demand(scenario, tree, input, wrong);
  if (!wrong.empty()) return input;
  compile_stations(tree, input, timetable.notes, wrong);
  compile_fares(tree, input, wrong);
  compile_costs(tree, input);
  compile_choice(tree, input, wrong);
  input.trips = std::move(timetable.trips);
  return input;
}

/// The root base as a railway: its trains, stations, fares and rivals, around which people choose. Its own choice
/// model does not matter: tastes are the scenario's.
std::shared_ptr<const Plan> compile_base(const Scenario& scenario, Diagnostics& wrong) {
  TimetableParts timetable;
  PlanInput input = read_input(scenario, scenario.root_tree, timetable, wrong);
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

Result<Compiled> compile(const Scenario& scenario) {
  Diagnostics wrong;
  const Cursor tree(scenario.tree);
  TimetableParts timetable;
  PlanInput input = read_input(scenario, scenario.tree, timetable, wrong);
  if (!wrong.empty()) return wrong;

  Result<Circulation> circulation = circulate(input.trips, input.types, input.turnaround);
  if (!circulation) {
    const auto written = [&](const SourcePlace& row) {
      return timetable.written[TripId{static_cast<std::size_t>(row.line) - 1}];
    };
    for (const Diagnostic& d : circulation.error())
      wrong.push_back(problem_of_two(written(d.where), d.path, d.message, written(d.also),
                                     "the train before is written here"));
    return wrong;
  }
  input.circulation = std::move(circulation).value();

  std::vector<Conflict> found = conflicts(input.trips, input.network, input.separation);
  std::vector<std::string> texts = describe_pairs(found, input.trips, input.network);
  std::vector<std::string> short_of = shortages(input.circulation, input.types);

  if (input.choice && !same_tree(scenario.tree, scenario.root_tree)) {
    input.base = compile_base(scenario, wrong);
    if (!input.base || !same_rivals(input, input.base->input, tree, wrong)) return wrong;
  }
  Result<Plan> plan = compile_plan(std::move(input));
  if (!plan) {
    for (Diagnostic d : plan.error()) {
      d.where = tree["timetable"].where();
      wrong.push_back(std::move(d));
    }
    return wrong;
  }
  return Compiled{std::move(plan).value(), std::move(found),        std::move(texts),
                  std::move(timetable.placed), std::move(short_of), std::move(timetable.notes)};
}

}  // namespace czt
