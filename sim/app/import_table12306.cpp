#include <fstream>

#include "commands.hpp"
#include "czt/core/text.hpp"
#include "czt/exchange/table12306.hpp"
#include "failure.hpp"
#include "imported.hpp"

namespace czt::app {

int import_table12306(const Options& options) {
  const std::string& source = options.files.front();
  std::ifstream in(source, std::ios::binary);
  if (!in) throw Failure{wrong_input, "cannot read '" + escape_control(source) + "'", {}};
  Findings findings;
  const std::optional<WrittenLine> line = read_table12306({std::istreambuf_iterator<char>(in), {}}, source, findings);
  return write_imported(line, options, findings);
}

}  // namespace czt::app
