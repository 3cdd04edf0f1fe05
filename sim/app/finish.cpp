#include "finish.hpp"

#include <fmt/format.h>

#include "csv_folder.hpp"
#include "failure.hpp"
#include "output.hpp"
#include "report_file.hpp"
#include "result_file.hpp"

namespace czt::app {

void require_result(const Measured& measured) {
  if (measured.stopped && measured.outcomes.front().replications < 2)
    throw Failure{measured.stopped, "stopped before there was a result", {}};
}

int finish(std::span<const Loaded> scenarios, std::span<const Summary> summaries,
           const Measured& measured, const Wanted& wanted, const std::string& json,
           const Options& options) {
  write_result(json, options);
  if (!options.csv.empty()) write_csv_folder(scenarios, summaries, measured, options);
  if (!options.report.empty() || !options.xlsx.empty()) write_report(scenarios, summaries, measured.seed, wanted.more, options);
  int code = done;
  // Of a comparison the later scenarios are what is judged.
  for (const Summary& summary : summaries.size() > 1 ? summaries.subspan(1) : summaries)
    for (const std::string& sentence : passed(wanted.thresholds, summary)) {
      to_stderr("czt: " + sentence + "\n");
      code = threshold_not_met;
    }
  if (!measured.precise) {
    to_stderr(fmt::format("czt: {} replications (--at-most) were too few for --precision {}\n",
                          options.at_most, options.precision));
    code = limit_reached;
  }
  if (measured.stopped) {
    to_stderr(fmt::format("czt: stopped; these are the results of {} replications\n",
                          measured.outcomes.front().replications));
    code = measured.stopped;
  }
  return code;
}

}  // namespace czt::app
