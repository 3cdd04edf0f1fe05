#include "czt/experiment/study_emulator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

namespace czt {

std::optional<std::pair<double, std::string>> number_and_unit_of(const std::string& value) {
  double number{};
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{}) return std::nullopt;
  std::string unit(end, value.data() + value.size());
  if (unit.starts_with(' ')) unit.erase(0, 1);
  return std::pair{number, unit};
}

std::optional<StudyEmulator> StudyEmulator::fit(StudyStore& store, std::size_t cell, std::string& why) {
  std::vector<Span> spans;
  for (const std::string& name : store.parameters())
    spans.push_back({name, std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(), {}});
  const bool keep_runs = store.series().keep_runs;
  std::vector<double> numbers;
  std::vector<std::vector<double>> rows;
  store.each_row([&](const StudyStore::Row& row) {
    if (row.row == 0 || row.status != PointStatus::done || !why.empty()) return;
    for (std::size_t k = 0; k < spans.size(); ++k) {
      const auto value = number_and_unit_of(row.values[k]);
      if (!value || (!spans[k].unit.empty() && value->second != spans[k].unit)) {
        why = fmt::format("'{}' of {} is no number in one unit, and between words there is nothing", row.values[k], spans[k].name);
        return;
      }
      spans[k].unit = value->second;
      spans[k].low = std::min(spans[k].low, value->first);
      spans[k].high = std::max(spans[k].high, value->first);
      numbers.push_back(value->first);
    }
    rows.emplace_back();
    if (keep_runs) {
      for (const StoredRun& run : store.runs(row.point))
        if (!run.failed) rows.back().push_back(run.values[cell]);
    } else {
      for (const PointSums& s : store.sums(row.point))
        if (s.cell == cell) rows.back().push_back(s.mean);
    }
  });
  if (!why.empty()) return std::nullopt;
  if (rows.size() > most_points || rows.size() < spans.size() + 2) {
    why = fmt::format("{} points are done; an emulator needs {} to {}", rows.size(), spans.size() + 2, most_points);
    return std::nullopt;
  }
  std::size_t replications = rows.front().size();
  for (const auto& row : rows) replications = std::min(replications, row.size());
  if (replications == 0) {
    why = "a point has no run that did not fail";
    return std::nullopt;
  }
  Points design(rows.size(), spans.size());
  Responses responses;
  responses.replications = replications;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t k = 0; k < spans.size(); ++k) {
      const double width = spans[k].high - spans[k].low;
      design.at(r, k) = width > 0.0 ? (numbers[r * spans.size() + k] - spans[k].low) / width : 0.5;
    }
    responses.values.insert(responses.values.end(), rows[r].begin(), rows[r].begin() + static_cast<std::ptrdiff_t>(replications));
  }
  std::optional<Emulator> emulator = Emulator::fit(design, responses);
  if (!emulator) {
    why = "too few points have this measure";
    return std::nullopt;
  }
  return StudyEmulator(std::move(spans), std::move(*emulator));
}

Emulator::Prediction StudyEmulator::at(const std::vector<double>& values) const {
  std::vector<double> point;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const double width = parameters_[k].high - parameters_[k].low;
    point.push_back(width > 0.0 ? (values[k] - parameters_[k].low) / width : 0.5);
  }
  return emulator_.at(point);
}

}  // namespace czt
