#include <fmt/format.h>

#include "attributing.hpp"
#include "commands.hpp"
#include "czt/report/report.hpp"
#include "failure.hpp"
#include "output.hpp"
#include "report_file.hpp"
#include "result_file.hpp"

namespace czt::app {

namespace {

void write_tables(const Attribution& attribution, const std::filesystem::path& folder) {
  make_folder(folder);
  write_file(folder / "attribution.csv", attribution_csv(attribution));
  write_file(folder / "interactions.csv", interactions_csv(attribution));
  write_file(folder / "combinations.csv", combinations_csv(attribution));
}

}  // namespace

int attribute(const Options& options) {
  const Attributed attributed = attribute_changes(options);
  const Attribution& attribution = attributed.attribution;
  const std::string json = attribution_json(attribution, version);
  write_result(json, options);
  if (!options.csv.empty()) write_tables(attribution, options.csv);
  if (!options.report.empty() || !options.xlsx.empty()) write_report(attribution, attributed.shown, options);
  if (attributed.stopped)
    to_stderr(fmt::format("czt: stopped; these are the results of {} replications\n",
                          attribution.whole.replications));
  if (!options.silent) to_stdout(options.json ? json
                         : attribution_text(attribution, {options.language, attributed.shown}));
  return attributed.stopped;
}

}  // namespace czt::app
