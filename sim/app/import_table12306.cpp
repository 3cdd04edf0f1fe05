#include "commands.hpp"
#include "czt/exchange/table12306.hpp"
#include "imported.hpp"

namespace czt::app {

int import_table12306(const Options& options) {
  const SourceText source = whole_file(options.files.front());
  Findings findings;
  return write_imported(read_table12306(source.text, source.path, findings), options, findings);
}

}  // namespace czt::app
