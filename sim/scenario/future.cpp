#include "czt/scenario/future.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "compile_line.hpp"
#include "czt/core/text.hpp"
#include "czt/model/fork.hpp"

namespace czt {

namespace {

/// Keys that may differ: what the scenario is called, and its incidents.
bool may_differ(std::string_view key) {
  constexpr std::array<std::string_view, 4> keys{"scenario", "about", "base", "incidents"};
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

void refuse(const Value& tree, const std::string& key, const Scenario& morning, Diagnostics& wrong) {
  const Value* value = tree.find(key);
  Diagnostic d = problem(value ? value->where : SourcePlace{}, key,
                         "it is not as in '" + escape_control(morning.name) + "', and a fork may change incidents alone");
  d.hint = "'czt compare' compares any two scenarios";
  wrong.push_back(std::move(d));
}

/// Every top key that says something else than in the morning.
Diagnostics other_differences(const Scenario& scenario, const Scenario& morning) {
  Diagnostics wrong;
  for (const auto& [key, value] : scenario.tree.fields) {
    if (may_differ(key)) continue;
    const Value* there = morning.tree.find(key);
    if (!there || !same_tree(value, *there)) refuse(scenario.tree, key, morning, wrong);
  }
  for (const auto& [key, value] : morning.tree.fields)
    if (!may_differ(key) && !scenario.tree.find(key)) refuse(scenario.tree, key, morning, wrong);
  return wrong;
}

/// Row by row: an incident whose row changes counts as another.
SimTime first_difference(const std::vector<Incident>& a, const std::vector<Incident>& b) {
  SimTime first = SimTime::max();
  for (std::size_t row = 0; row < std::max(a.size(), b.size()); ++row) {
    if (row < a.size() && row < b.size() && a[row] == b[row]) continue;
    for (const std::vector<Incident>* incidents : {&a, &b})
      if (row < incidents->size()) first = std::min(first, (*incidents)[row].from);
  }
  return first;
}

}  // namespace

Result<Future> compile_future(const Scenario& scenario, const Scenario& morning, const Compiled& of_morning) {
  Diagnostics wrong = other_differences(scenario, morning);
  if (!wrong.empty()) return wrong;
  PlanInput input = of_morning.plan.input;
  input.incidents.clear();
  Diagnostics notes;
  compile_incidents(Cursor(scenario.tree), input, of_morning.all_run, notes, wrong);
  if (!wrong.empty()) return wrong;
  Future future{of_morning, first_difference(of_morning.plan.input.incidents, input.incidents)};
  future.compiled.plan = with_incidents(of_morning.plan, scenario.name, std::move(input.incidents));
  future.compiled.notes.insert(future.compiled.notes.end(), notes.begin(), notes.end());
  return future;
}

}  // namespace czt
