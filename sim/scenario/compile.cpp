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

}  // namespace

Result<Compiled> compile(const Scenario& scenario) {
  Diagnostics wrong;
  const Cursor tree(scenario.tree);
  PlanInput input;
  input.scenario = scenario.name;
  input.network = compile_network(tree, wrong);
  if (!wrong.empty()) return wrong;
  input.types = compile_train_types(tree["train_types"]);
  compile_rules(tree, input);
  TimetableParts timetable =
      compile_timetable(tree, input.network, input.types, input.separation, wrong);
  compile_demand(scenario, tree, input, wrong);
  if (!wrong.empty()) return wrong;
  compile_fares(tree, input, wrong);
  compile_costs(tree, input);
  if (!wrong.empty()) return wrong;
  input.trips = std::move(timetable.trips);

  Result<Circulation> circulation = circulate(input.trips, input.types, input.turnaround);
  if (!circulation) {
    for (Diagnostic d : circulation.error()) {
      d.where = tree["timetable"].where();
      wrong.push_back(std::move(d));
    }
    return wrong;
  }
  input.circulation = std::move(circulation).value();

  std::vector<Conflict> found = conflicts(input.trips, input.network, input.separation);
  std::vector<std::string> texts;
  for (const Conflict& conflict : found) texts.push_back(describe(conflict, input.trips, input.network));
  std::vector<std::string> short_of = shortages(input.circulation, input.types);

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
