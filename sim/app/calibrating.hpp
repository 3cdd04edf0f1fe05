#pragma once
/// From a calibration's file to its result: the search, the frozen scenarios, the scores.

#include <string>

#include "czt/experiment/calibration.hpp"
#include "options.hpp"

namespace czt::app {

struct Calibrated {
  Calibration calibration;
  std::string overlay;  ///< the frozen result as a scenario; empty without an output file
};
Calibrated calibrate_file(const Options& options);

}  // namespace czt::app
