#include "commands.hpp"
#include "comparing.hpp"

namespace czt::app {

namespace {

std::vector<Loaded> load_all(const Options& options) {
  std::vector<Scenario> scenarios;
  for (const std::string& file : options.files) scenarios.push_back(read(file, options));
  if (scenarios.size() == 1)
    scenarios.insert(scenarios.begin(), read_base(scenarios.front(), options));
  std::vector<Loaded> loaded;
  for (Scenario& scenario : scenarios) loaded.push_back(make_plan(std::move(scenario), options));
  return loaded;
}

}  // namespace

int compare(const Options& options) { return compare_and_tell(load_all(options), options); }

}  // namespace czt::app
