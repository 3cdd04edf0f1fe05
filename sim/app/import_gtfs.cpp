#include "commands.hpp"
#include "czt/exchange/gtfs.hpp"
#include "failure.hpp"
#include "imported.hpp"

namespace czt::app {

int import_gtfs(const Options& options) {
  GtfsAsked asked;
  asked.routes = options.routes;
  if (!options.date.empty()) {
    asked.date = parse_date(options.date);
    if (!asked.date) throw Failure{wrong_usage, "--date is a date that exists, such as 2026-05-25, not '" + options.date + "'", {}};
  }
  const std::string& source = options.files.front();
  Result<FeedFiles> files = FeedFiles::open(source);
  if (!files) throw Failure{wrong_input, {}, files.error()};
  Findings findings;
  const std::string feed = std::filesystem::path(source).filename().string();
  return write_imported(read_gtfs(*files, asked, feed.empty() ? source : feed, findings), options, findings);
}

}  // namespace czt::app
