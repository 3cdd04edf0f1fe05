/// Means made surer by how many would-be travellers each day drew.

#include "czt/experiment/control_variates.hpp"
#include "czt/experiment/study_tables.hpp"
#include "experiment/row_values.hpp"
#include "experiment/undefined.hpp"

namespace czt {

void write_controlled(StudyStore& store, const Sink& to) {
  Lines lines(to);
  const Series series = store.series();
  const std::vector<std::string> parameters = store.parameters();
  lines.field(std::string_view("row"));
  for (const std::string& name : parameters) lines.words(name);
  lines.heads({"measure", "selection", "n", "mean", "half_width", "controlled_mean", "controlled_half_width", "r_squared"});
  lines.end();
  store.each_row([&](const StudyStore::Row& row) {
    const std::vector<StoredRun> runs = store.runs(row.point);
    std::vector<double> drawn;
    for (const StoredRun& run : runs) drawn.push_back(run.failed ? undefined : static_cast<double>(run.drawn));
    const Control control{drawn, store.expected(row.point)};
    for (std::size_t cell = 0; cell < series.cells.size(); ++cell) {
      const std::vector<double> values = column_of(runs, cell);
      const ControlledMean plain = controlled_mean(values, {});
      const ControlledMean found = controlled_mean(values, {&control, 1});
      lines.field(row.row);
      values_of(lines, row, parameters.size());
      lines.words(series.cells[cell].measure);
      lines.words(series.cells[cell].selection);
      lines.field(std::uint64_t{plain.n});
      for (const double number : {plain.mean, plain.half_width, found.mean, found.half_width, found.r_squared}) lines.field(number);
      lines.end();
    }
  });
  lines.flush();
}

}  // namespace czt
