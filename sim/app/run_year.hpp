#pragma once
/// czt run SCENARIO --year 2017

#include "options.hpp"

namespace czt::app {

int run_year(const Options& options);

}  // namespace czt::app
