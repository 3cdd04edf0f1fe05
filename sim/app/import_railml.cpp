#include "commands.hpp"
#include "czt/exchange/railml.hpp"
#include "failure.hpp"
#include "imported.hpp"

namespace czt::app {

int import_railml(const Options& options) {
  std::optional<Date> date;
  if (!options.date.empty()) {
    date = parse_date(options.date);
    if (!date) throw Failure{wrong_usage, "--date is a date that exists, such as 2026-05-25, not '" + options.date + "'", {}};
  }
  Findings findings;
  return write_imported(read_railml(whole_file(options.files.front()), date, findings), options, findings);
}

}  // namespace czt::app
