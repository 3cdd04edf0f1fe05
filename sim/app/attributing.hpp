#pragma once
/// The combinations of a scenario's own named changes, simulated with the same people, and what
/// they say about each change.

#include <vector>

#include "czt/experiment/attribution.hpp"
#include "options.hpp"

namespace czt::app {

struct Attributed {
  Attribution attribution;
  std::vector<Cell> shown;  ///< those that get a table
  int stopped = 0;          ///< exit code of the signal that ended it early, or 0
};

/// Failure: no changes, a combination that cannot be read or run, no result before a signal.
Attributed attribute_changes(const Options& options);

}  // namespace czt::app
