#pragma once
/// What all exports do with the tables that they made.

#include <vector>

#include "czt/exchange/findings.hpp"
#include "czt/exchange/line_scenario.hpp"
#include "options.hpp"

namespace czt::app {

/// -o, a folder that is made if missing; Failure where it is not said.
std::string export_folder(const Options& options);
/// Writes the files into it and says on stdout what they hold and what they cannot.
int write_exported(const std::vector<ScenarioFile>& files, const Options& options, const Findings& findings);

}  // namespace czt::app
