#include "commands.hpp"
#include "czt/exchange/matsim.hpp"
#include "imported.hpp"

namespace czt::app {

int import_matsim(const Options& options) {
  MatsimSource source;
  source.schedule = whole_file(options.files.front());
  if (!options.vehicles.empty()) source.vehicles = whole_file(options.vehicles);
  if (!options.network.empty()) source.network = whole_file(options.network);
  source.lines = options.routes;
  Findings findings;
  return write_imported(read_matsim(source, findings), options, findings);
}

}  // namespace czt::app
