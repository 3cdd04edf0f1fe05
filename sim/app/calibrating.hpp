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

struct CheckedCalibration {
  std::string name;
  std::string scenario;  ///< calibrated
  std::size_t free = 0;
  std::size_t targets = 0;
  std::size_t statements = 0;
};
/// Reads it and all its scenarios, and tries both ends of what is free; simulates nothing. Throws a Failure with all that
/// is wrong.
CheckedCalibration check_calibration(const std::string& file, const Options& options);

}  // namespace czt::app
