#include "czt/report/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "czt/core/text.hpp"
#include "czt/experiment/study_tables.hpp"
#include "czt/model/model_version.hpp"
#include "czt/report/json.hpp"
#include "table.hpp"

namespace czt {

namespace {

using Fields = std::vector<std::string>;

constexpr std::uint64_t most_rows = 40;  // on a screen; the tables have all

std::string with_interval(const PointEstimate& e) {
  if (std::isnan(e.mean)) return "–";
  int digits = 0;
  for (double least = 1000.0; digits < 4 && std::abs(e.mean) < least; least /= 10.0) ++digits;
  return std::isnan(e.half_width) ? fmt::format("{:.{}f}", e.mean, digits) : fmt::format("{:.{}f} ± {:.{}f}", e.mean, digits, e.half_width, digits);
}

/// "0.8715496406657621 yuan" → "0.87155 yuan": the tables have the whole.
std::string shortened(const std::string& value) {
  std::size_t digits = 0;
  while (digits < value.size() && (value[digits] == '-' || value[digits] == '.' || (value[digits] >= '0' && value[digits] <= '9'))) ++digits;
  return digits > 8 ? fmt::format("{:.5g}", std::stod(value.substr(0, digits))) + value.substr(digits) : value;
}

int width_of(const std::vector<Fields>& lines, std::size_t column) {
  int width = 0;
  for (const Fields& line : lines)
    if (column < line.size()) width = std::max(width, display_width(line[column]));
  return width + 2;
}

/// What became of a point, where there are no measures to show.
std::string instead_of_measures(const StudyStore::Row& row) {
  if (row.status == PointStatus::infeasible) return "infeasible: " + row.reason;
  return row.status == PointStatus::open ? "not done yet" : "";
}

class MeansTable {
 public:
  explicit MeansTable(StudyStore& store) : store_(store), series_(store.series()) {
    for (std::size_t cell = 0; cell < series_.cells.size(); ++cell)
      if (series_.cells[cell].deciding) deciding_.push_back(cell);
    parameters_.push_back({});
    for (const std::string& name : store.parameters()) parameters_[0].push_back(fit(escape_control(name), 24));
    measures_.push_back({});
    for (const std::size_t cell : deciding_) measures_[0].push_back(fit(escape_control(series_.cells[cell].name), 24));
    rows_.emplace_back("row");
    instead_.emplace_back();
  }

  std::string text() {
    store_.each_row([&](const StudyStore::Row& row) { take(row); });
    std::vector<int> widths{width_of({{rows_.back()}, {"as it is"}}, 0)};
    int used = widths[0];
    std::vector<int> of_measures;
    for (std::size_t k = 0; k < deciding_.size(); ++k) of_measures.push_back(width_of(measures_, k));
    for (const int width : of_measures) used += width;
    std::size_t shown = 0;
    for (; shown < parameters_[0].size(); ++shown) {
      const int width = width_of(parameters_, shown);
      if (used + width > text_width) break;
      used += width;
      widths.push_back(width);
    }
    widths.insert(widths.end(), of_measures.begin(), of_measures.end());
    TextTable table(widths);
    std::string text;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      Fields fields{rows_[r]};
      for (std::size_t k = 0; k < shown; ++k) fields.push_back(k < parameters_[r].size() ? parameters_[r][k] : "");
      if (instead_[r].empty()) fields.insert(fields.end(), measures_[r].begin(), measures_[r].end());
      TextTable line(widths);
      line.row(fields);
      std::string one = line.text();
      if (!instead_[r].empty()) {
        while (!one.empty() && (one.back() == '\n' || one.back() == ' ')) one.pop_back();
        one += "  " + fit(instead_[r], std::max(20, text_width - 2 - display_width(one))) + "\n";
      }
      text += one;
    }
    if (shown < parameters_[0].size()) text += fmt::format("{} parameters are not shown here\n", parameters_[0].size() - shown);
    if (store_.rows() > most_rows) text += fmt::format("… and {} points more: czt study export\n", store_.rows() - most_rows);
    return text;
  }

 private:
  void take(const StudyStore::Row& row) {
    if (row.row == 0) base_ = row.point;
    if (row.row >= most_rows) return;
    rows_.push_back(row.row == 0 ? "as it is" : std::to_string(row.row));
    parameters_.emplace_back();
    for (const std::string& value : row.values) parameters_.back().push_back(shortened(escape_control(value)));
    instead_.push_back(escape_control(instead_of_measures(row)));
    measures_.emplace_back();
    const std::vector<PointEstimate> estimates = estimates_of(store_, series_, row.point, base_);
    for (const std::size_t cell : deciding_) measures_.back().push_back(with_interval(estimates[cell]));
  }

  StudyStore& store_;
  Series series_;
  std::vector<std::size_t> deciding_;
  std::int64_t base_ = 0;
  Fields rows_, instead_;
  std::vector<Fields> parameters_, measures_;
};

}  // namespace

std::string study_text(StudyStore& store) {
  const StudyStore::Counts counts = store.counts();
  return fmt::format("{}: {} of {} points done, {} infeasible; {} runs, {} failed\n", escape_control(store.series().study), counts.done,
                     counts.points, counts.infeasible, counts.runs, counts.failed) +
         MeansTable(store).text();
}

std::string study_json(StudyStore& store, std::string_view version) {
  const Series series = store.series();
  const StudyStore::Counts counts = store.counts();
  Json json;
  json.begin_object().field("czt", version).field("command", "study").field("study", series.study).field("scenario", series.scenario);
  json.field("series", series.digest()).field("model_version", model_version).field("seed", series.seed).field("design", store.design());
  json.field("points", counts.points).field("done", counts.done).field("infeasible", counts.infeasible);
  json.field("runs", counts.runs).field("failed", counts.failed).end_object();
  return json.text() + "\n";
}

}  // namespace czt
