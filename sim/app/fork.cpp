#include <fmt/format.h>

#include <algorithm>

#include "commands.hpp"
#include "comparing.hpp"
#include "czt/core/text.hpp"
#include "czt/scenario/future.hpp"
#include "days.hpp"
#include "failure.hpp"

namespace czt::app {

namespace {

/// Where --at does not say: before trains have looked as far as the first incident.
constexpr Duration just_before = minutes(5);

/// The instant, which no incident of the futures may precede.
SimTime instant_of(const Options& options, std::span<const Loaded> scenarios, const Fork& fork) {
  const auto first = std::min_element(fork.differs_from.begin(), fork.differs_from.end());
  if (options.at.empty()) return *first == SimTime::max() ? start_of_day : *first - just_before;
  const std::optional<SimTime> at = parse_clock(options.at);
  if (!at) throw Failure{wrong_usage, "--at: '" + escape_control(options.at) + "' is no time of day such as 07:12", {}};
  if (*at > *first) {
    const Loaded& future = scenarios[1 + static_cast<std::size_t>(first - fork.differs_from.begin())];
    throw Failure{wrong_usage,
                  fmt::format("--at {} is too late: an incident of '{}' begins at {}", to_clock(*at),
                              escape_control(future.scenario.name), to_clock(*first)),
                  {}};
  }
  return *at;
}

}  // namespace

int fork(const Options& asked) {
  Options options = asked;
  options.ranges = 0;  // a sample of assumed inputs is another morning
  std::vector<Loaded> scenarios;
  scenarios.push_back(load(options.files.front(), options));
  Fork fork;
  for (const std::string& file : options.with) {
    Scenario scenario = read(file, options);
    Result<Future> future = compile_future(scenario, scenarios.front().scenario, scenarios.front().compiled);
    if (!future) throw Failure{wrong_input, {}, future.error()};
    fork.differs_from.push_back(future->differs_from);
    scenarios.push_back({std::move(scenario), std::move(future->compiled)});
  }
  fork.at = instant_of(options, scenarios, fork);
  return compare_and_tell(scenarios, options, std::move(fork));
}

}  // namespace czt::app
