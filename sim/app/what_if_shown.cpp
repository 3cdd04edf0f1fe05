/// What a page shows and hands on beside the answer: the report, its workbook, pictures, a day to play again.

#include <fmt/format.h>

#include "comparing.hpp"
#include "console.hpp"
#include "czt/model/simulation.hpp"
#include "czt/observe/day_replay.hpp"
#include "czt/report/replay.hpp"
#include "czt/report/what_if.hpp"
#include "finish.hpp"
#include "measuring.hpp"
#include "report_file.hpp"
#include "shell_quoted.hpp"
#include "what_if.hpp"

namespace czt::app {

namespace {

/// As compare would measure and report it.
template <class Write>
std::string shared(const std::vector<std::shared_ptr<const Loaded>>& states, const std::string& path, const Asked& asked, Language language, const Write& write) {
  const std::string file = shell_quoted(path), days = fmt::format(" --replications {} --ranges 0", asked.at_most);
  Options options;
  options.command = Command::compare;
  options.replications = asked.at_most;
  options.ranges = 0;
  options.language = language;
  options.command_line = "czt run " + file + days;
  std::vector<Loaded> scenarios;
  for (const auto& state : states) scenarios.push_back(*state);
  if (scenarios.size() > 1) {
    std::string name, sets;
    for (const std::string& set : asked.set) {
      name += (name.empty() ? ": " : ", ") + set;
      sets += " --set " + shell_quoted(set);
    }
    scenarios.back().scenario.name += name;
    options.command_line += "; czt run " + file + sets + days;
  }
  const Wanted what = wanted(scenarios, options);
  ProgressMeter silent(true);
  const Measured measured = measure(scenarios, what, options, silent);
  require_result(measured);
  return write(scenarios, summarise_all(scenarios, measured, what), measured.seed, what.more, options);
}

}  // namespace

std::string WhatIf::report(const Asked& asked, Language language) {
  return shared(states_of(asked), file_of(asked.scenario).string(), asked, language,
                [](const auto&... parts) { return report_of(parts...); });
}

std::string WhatIf::workbook(const Asked& asked, Language language) {
  return shared(states_of(asked), file_of(asked.scenario).string(), asked, language,
                [](const auto&... parts) { return workbook_of(parts...); });
}

std::string WhatIf::pictures(const Asked& asked) {
  std::vector<DayPictures> days;
  for (const Kept& state : states_of(asked)) days.push_back(days_pictured(state->compiled.plan, seed_of(state->scenario, {}), 0, asked.at_most));
  return what_if_pictures(days);
}

std::string WhatIf::replay(const Asked& asked, bool as_is) {
  const std::vector<Kept> states = states_of(asked);
  const Loaded& state = as_is ? *states.front() : *states.back();
  World world;
  simulate(state.compiled.plan, seed_of(states.front()->scenario, {}), 0, world);
  return replay_json(replay_of(state.compiled.plan, world));
}

}  // namespace czt::app
