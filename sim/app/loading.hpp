#pragma once
/// From a file to a plan that may run, or a Failure that says all that is wrong.

#include <string>
#include <vector>

#include "czt/scenario/compile.hpp"
#include "czt/scenario/scenario.hpp"
#include "options.hpp"

namespace czt::app {

struct Loaded {
  Scenario scenario;
  Compiled compiled;
};

Scenario read(const std::string& file, const Options& options);
/// The scenario that `scenario` is a change of: its `base`. Failure where it has none.
Scenario read_base(const Scenario& scenario, const Options& options);
/// Of the day that the options name. kept: as `compile` has it.
Loaded make_plan(Scenario scenario, const Options& options, std::shared_ptr<KeptPivot> kept = nullptr);
/// Failure that lists the obstacles, where there are any.
void refuse_obstacles(const Loaded& loaded, Language language = Language::en);
/// The same scenario with only these of its changes, named after them. Failures say which they are.
Loaded with_changes(const Scenario& whole, const std::vector<std::string>& changes,
                    const Options& options);
/// read and make_plan.
Loaded load(const std::string& file, const Options& options);

/// The same people only come from the same root base.
bool same_root(const Scenario& a, const Scenario& b);

/// What a report should mention: closed stations passed, and the like; each sentence once.
std::vector<std::string> remarks(const Loaded& loaded);
/// A plain value of the resolved tree, such as "replications.count"; empty if there is none.
std::string plain_value(const Scenario& scenario, std::string_view map, std::string_view key);

}  // namespace czt::app
