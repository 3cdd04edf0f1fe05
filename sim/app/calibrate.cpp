#include "calibrating.hpp"
#include "commands.hpp"
#include "czt/report/report.hpp"
#include "failure.hpp"
#include "output.hpp"

namespace czt::app {

int calibrate(const Options& options) {
  const Calibrated calibrated = calibrate_file(options);
  if (!options.output.empty()) write_file(options.output, calibrated.overlay);
  if (!options.csv.empty()) {
    const std::filesystem::path folder = options.csv;
    make_folder(folder);
    write_file(folder / "counts.csv", counts_csv(calibrated.calibration));
    write_file(folder / "statements.csv", statements_csv(calibrated.calibration));
  }
  to_stdout(options.json ? calibration_json(calibrated.calibration, version)
                         : calibration_text(calibrated.calibration));
  return done;
}

}  // namespace czt::app
