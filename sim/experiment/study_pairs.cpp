#include "czt/experiment/study_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "czt/experiment/comparisons.hpp"
#include "czt/experiment/pareto.hpp"
#include "czt/experiment/study_tables.hpp"
#include "observe/lines.hpp"

namespace czt {

namespace {

/// Rows that have runs, row 0 included, with all of these.
struct DoneRows {
  std::vector<StudyStore::Row> rows;
  std::vector<std::vector<StoredRun>> runs;

  explicit DoneRows(StudyStore& store) {
    store.each_row([&](const StudyStore::Row& row) {
      if (row.status != PointStatus::done) return;
      rows.push_back(row);
      runs.push_back(store.runs(row.point));
    });
  }
  /// [row][replication], as long as the longest.
  [[nodiscard]] std::vector<std::vector<double>> values_of(std::size_t cell) const {
    std::vector<std::vector<double>> values;
    std::size_t most = 0;
    for (const std::vector<StoredRun>& own : runs) {
      values.push_back(column_of(own, cell));
      most = std::max(most, values.back().size());
    }
    for (std::vector<double>& v : values) v.resize(most, std::numeric_limits<double>::quiet_NaN());
    return values;
  }
};

void write_pairs_of(Lines& lines, const StoredCell& cell, const DoneRows& done, const std::vector<std::vector<double>>& values,
                    const Margin& margin) {
  const std::vector<PairDifference> tukey = tukey_pairs(values, People::same);
  std::vector<Question> questions;
  for (const PairDifference& pair : tukey)
    questions.push_back({paired_difference(values[pair.base], values[pair.other]), margin.of(estimate(values[pair.base]).mean),
                         find_measure(cell.measure)->better});
  const std::vector<Verdict> said = verdicts(questions);
  for (std::size_t k = 0; k < tukey.size(); ++k) {
    const Question& q = questions[k];
    lines.words(cell.measure);
    lines.words(cell.selection);
    lines.field(done.rows[tukey[k].base].row);
    lines.field(done.rows[tukey[k].other].row);
    lines.field(std::uint64_t{q.difference.n});
    for (const double number : {q.difference.mean, q.difference.half_width, tukey[k].half_width, tukey[k].p, q.margin,
                                equivalence(q.difference, q.margin).p})
      lines.field(number);
    lines.field(to_text(said[k]));
    lines.end();
  }
}

}  // namespace

bool write_pairs(StudyStore& store, const Margin& margin, const Sink& to) {
  const Series series = store.series();
  if (!series.keep_runs || store.rows() > most_paired_points) return false;
  const DoneRows done(store);
  Lines lines(to);
  lines.heads({"measure", "selection", "row", "other", "n", "difference", "half_width", "tukey_half_width", "tukey_p", "margin",
               "equivalence_p", "verdict"});
  lines.end();
  for (std::size_t cell = 0; cell < series.cells.size(); ++cell)
    if (series.cells[cell].deciding) write_pairs_of(lines, series.cells[cell], done, done.values_of(cell), margin);
  lines.flush();
  return true;
}

void write_pareto(StudyStore& store, std::size_t one, Better one_better, std::size_t other, Better other_better, const Sink& to) {
  const DoneRows done(store);
  const std::vector<ParetoStanding> standings =
      pareto_standings({done.values_of(one), one_better}, {done.values_of(other), other_better});
  const Series series = store.series();
  const std::vector<std::string> parameters = store.parameters();
  Lines lines(to);
  lines.heads({"row"});
  for (const std::string& name : parameters) lines.words(name);
  for (const std::size_t cell : {one, other}) {
    lines.words(series.cells[cell].name);
    lines.words(series.cells[cell].name + " half_width");
  }
  lines.heads({"on_front", "surely_beaten_by"});
  lines.end();
  for (std::size_t k = 0; k < standings.size(); ++k) {
    const ParetoStanding& s = standings[k];
    lines.field(done.rows[k].row);
    for (std::size_t p = 0; p < parameters.size(); ++p)
      lines.words(p < done.rows[k].values.size() ? std::string_view(done.rows[k].values[p]) : std::string_view());
    for (const double number : {s.one.mean, s.one.half_width, s.other.mean, s.other.half_width}) lines.field(number);
    lines.field(std::string_view(s.on_front ? "yes" : "no"));
    if (s.surely_beaten_by)
      lines.field(done.rows[*s.surely_beaten_by].row);
    else
      lines.field(std::string_view());
    lines.end();
  }
  lines.flush();
}

}  // namespace czt
