/// What a page shows and hands on beside the answer: the report, its workbook, pictures, a day to play again.

#include <fmt/format.h>

#include "comparing.hpp"
#include "console.hpp"
#include "czt/core/text.hpp"
#include "czt/model/simulation.hpp"
#include "czt/observe/day_replay.hpp"
#include "czt/report/replay.hpp"
#include "czt/report/what_if.hpp"
#include "failure.hpp"
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
    for (const std::string& set : asked.set) name += (name.empty() ? ": " : ", ") + set;
    for (const std::string& set : as_sets(states.front()->scenario, plain_settings(asked.set))) sets += " --set " + shell_quoted(set);
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

std::string WhatIf::places(const Asked& asked) const {
  (void)file_of(asked.scenario);  // there is one of this name
  return what_if_places(!plain_settings(asked.set).empty());
}

std::string WhatIf::picture(const Asked& asked, const Picture& which) {
  std::vector<Kept> states = states_of(asked);
  if (which.as_is) states.resize(1);
  std::vector<std::shared_ptr<const DayPictures>> kept;
  std::vector<const DayPictures*> days;
  for (const Kept& state : states) days.push_back(kept.emplace_back(pictured_.of(state, asked.at_most)).get());
  const std::optional<std::string> piece = which.numbers ? what_if_numbers(which.name, days) : what_if_picture(which.name, days);
  if (!piece) throw Failure{wrong_usage, fmt::format("'{}' is none of the pictures", escape_control(which.name)), {}};
  return *piece;
}

std::string WhatIf::replay(const Asked& asked, bool as_is) {
  const std::vector<Kept> states = states_of(asked);
  const Loaded& state = as_is ? *states.front() : *states.back();
  World world;
  simulate(state.compiled.plan, seed_of(states.front()->scenario, {}), 0, world);
  return replay_json(replay_of(state.compiled.plan, world));
}

}  // namespace czt::app
