#include "written_cells.hpp"

namespace czt::app {

std::optional<Cell> cell_in(const Plan& plan, const WrittenCell& written, Diagnostics& wrong) {
  const Result<Cell> found = parse_cell(written.text, plan);
  if (found) return *found;
  for (Diagnostic d : found.error()) {
    d.where = written.where;
    d.length = written.length;
    wrong.push_back(std::move(d));
  }
  return std::nullopt;
}

}  // namespace czt::app
