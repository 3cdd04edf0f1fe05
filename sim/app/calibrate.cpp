#include "calibrating.hpp"
#include "commands.hpp"
#include "czt/report/report.hpp"
#include "failure.hpp"
#include "output.hpp"

namespace czt::app {

int calibrate(const Options& options) {
  const Calibrated calibrated = calibrate_file(options);
  if (!options.output.empty()) write_file(options.output, calibrated.overlay);
  to_stdout(options.json ? calibration_json(calibrated.calibration, version)
                         : calibration_text(calibrated.calibration));
  return done;
}

}  // namespace czt::app
