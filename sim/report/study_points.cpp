#include "study_points.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "czt/experiment/study_tables.hpp"
#include "czt/report/words.hpp"
#include "number.hpp"

namespace czt::html {

namespace {

/// "0.65 yuan" → 0.65; "10:30" and "CJ6" are none.
std::optional<double> number_in(const std::string& value) {
  double number = 0.0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
  if (read.ec != std::errc{} || (read.ptr != value.data() + value.size() && *read.ptr != ' ' && *read.ptr != '%')) return std::nullopt;
  return number;
}

StudyCell cell_of(const StoredCell& stored, std::size_t number, double largest) {
  const Measure& measure = *find_measure(stored.measure);
  const Scale scale = scale_for(measure, largest);
  const std::string unit(scale.unit.empty() ? measure.unit : scale.unit);
  const std::string more = (stored.selection.empty() ? "" : ", " + escape(stored.selection)) + (unit.empty() ? "" : " (" + escape(unit) + ")");
  return {number, {escape(label(measure, Language::en)) + more, escape(label(measure, Language::zh)) + more}, scale.factor, measure.better == Better::less};
}

}  // namespace

StudyPoints points_of(StudyStore& store) {
  StudyPoints study;
  const Series series = store.series();
  study.parameters = store.parameters();
  std::int64_t base = 0;
  std::vector<std::vector<PointEstimate>> estimates;
  store.each_row([&](const StudyStore::Row& row) {
    if (row.row == 0) base = row.point;
    StudyPoint point{row.row, row.status, row.reason, row.values, {}, {}, {}};
    for (const std::string& value : row.values) point.numbers.push_back(number_in(value));
    study.points.push_back(std::move(point));
    estimates.push_back(estimates_of(store, series, row.point, base));
  });
  for (std::size_t cell = 0; cell < series.cells.size(); ++cell) {
    if (!series.cells[cell].deciding) continue;
    double largest = 0.0;
    for (const auto& of_point : estimates)
      if (!std::isnan(of_point[cell].mean)) largest = std::max(largest, std::fabs(of_point[cell].mean));
    study.cells.push_back(cell_of(series.cells[cell], cell, largest));
    for (std::size_t k = 0; k < study.points.size(); ++k) {
      study.points[k].means.push_back(study.cells.back().factor * estimates[k][cell].mean);
      study.points[k].half_widths.push_back(study.cells.back().factor * estimates[k][cell].half_width);
    }
  }
  return study;
}

std::optional<std::size_t> best_of(const StudyPoints& study, std::size_t cell) {
  std::optional<std::size_t> best;
  for (std::size_t k = 0; k < study.points.size(); ++k) {
    const double mean = study.points[k].means[cell];
    if (study.points[k].row == 0 || std::isnan(mean)) continue;
    const double so_far = best ? study.points[*best].means[cell] : 0.0;
    if (!best || (study.cells[cell].less_is_better ? mean < so_far : mean > so_far)) best = k;
  }
  return best;
}

std::string with_interval(double mean, double half_width) {
  const int decimals = decimals_for(mean, half_width);
  return number(mean, decimals) + (half_width > 0.0 ? " ± " + number(half_width, decimals) : "");
}

std::string settings_text(const StudyPoints& study, const StudyPoint& point) {
  constexpr std::size_t most = 6;
  if (point.values.empty()) return "as it is";
  std::string text;
  for (std::size_t k = 0; k < std::min(most, point.values.size()); ++k) text += (k ? ", " : "") + study.parameters[k] + " " + point.values[k];
  return text + (point.values.size() > most ? fmt::format(" and {} more", point.values.size() - most) : "");
}

}  // namespace czt::html
