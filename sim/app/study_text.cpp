#include "study_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "amount.hpp"
#include "console.hpp"
#include "czt/core/text.hpp"
#include "czt/model/model_version.hpp"
#include "czt/report/json.hpp"

namespace czt::app {

namespace {

constexpr std::uint64_t most_rows = 40;  // on a screen; the tables have all

std::string with_interval(const PointEstimate& e) {
  if (std::isnan(e.mean)) return "–";
  int digits = 0;
  for (double least = 1000.0; digits < 4 && std::abs(e.mean) < least; least /= 10.0) ++digits;
  return std::isnan(e.half_width) ? fmt::format("{:.{}f}", e.mean, digits) : fmt::format("{:.{}f} ± {:.{}f}", e.mean, digits, e.half_width, digits);
}

/// A table whose columns are as wide as what is in them.
std::string table(const std::vector<std::vector<std::string>>& lines) {
  std::vector<std::size_t> widths;
  for (const auto& line : lines)
    for (std::size_t k = 0; k < line.size(); ++k) {
      if (widths.size() <= k) widths.push_back(0);
      widths[k] = std::max(widths[k], static_cast<std::size_t>(display_width(line[k])));
    }
  std::string text;
  for (const auto& line : lines) {
    std::string out = " ";
    for (std::size_t k = 0; k < line.size(); ++k) out += " " + line[k] + std::string(widths[k] - static_cast<std::size_t>(display_width(line[k])) + 1, ' ');
    while (!out.empty() && out.back() == ' ') out.pop_back();
    text += out + "\n";
  }
  return text;
}

}  // namespace

std::string study_text(StudyStore& store, const Options&) {
  const Series series = store.series();
  const StudyStore::Counts counts = store.counts();
  std::string text = fmt::format("{}: {} of {} points done, {} infeasible; {} runs, {} failed\n", escape_control(series.study), counts.done,
                                 counts.points, counts.infeasible, counts.runs, counts.failed);
  std::vector<std::size_t> deciding;
  for (std::size_t cell = 0; cell < series.cells.size(); ++cell)
    if (series.cells[cell].deciding) deciding.push_back(cell);
  std::vector<std::vector<std::string>> lines(1, {"row"});
  for (const std::string& name : store.parameters()) lines[0].push_back(escape_control(name));
  for (const std::size_t cell : deciding) lines[0].push_back(escape_control(series.cells[cell].name));
  const std::uint64_t rows = store.rows();
  std::int64_t base = 0;
  store.each_row([&](const StudyStore::Row& row) {
    if (row.row == 0) base = row.point;
    if (row.row >= most_rows) return;
    std::vector<std::string> line{std::to_string(row.row)};
    for (std::size_t k = 0; k + 1 < lines[0].size() - deciding.size(); ++k)
      line.push_back(k < row.values.size() ? escape_control(row.values[k]) : k == 0 ? "as it is" : "");
    if (row.status == PointStatus::infeasible) {
      line.push_back("infeasible: " + row.reason.substr(0, 60));
    } else {
      const std::vector<PointEstimate> estimates = estimates_of(store, series, row.point, base);
      for (const std::size_t cell : deciding) line.push_back(with_interval(estimates[cell]));
    }
    lines.push_back(std::move(line));
  });
  text += table(lines);
  if (rows > most_rows) text += fmt::format("  … and {} more: czt study export\n", rows - most_rows);
  return text;
}

std::string study_json(StudyStore& store) {
  const Series series = store.series();
  const StudyStore::Counts counts = store.counts();
  Json json;
  json.begin_object().field("czt", version).field("command", "study").field("study", series.study).field("scenario", series.scenario);
  json.field("series", series.digest()).field("model_version", model_version).field("seed", series.seed).field("design", store.design());
  json.field("points", counts.points).field("done", counts.done).field("infeasible", counts.infeasible);
  json.field("runs", counts.runs).field("failed", counts.failed).end_object();
  return json.text() + "\n";
}

}  // namespace czt::app
