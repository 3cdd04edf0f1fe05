#include "over_days.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "czt/core/money.hpp"
#include "experiment/undefined.hpp"

namespace czt {

namespace {

double sum_of(std::span<const double* const> days, std::size_t column) {
  double sum = 0.0;
  for (const double* day : days) sum += day[column];
  return sum;
}

/// Of amounts in yuan: exact where each is of whole fen.
double money_of(std::span<const double* const> days, std::size_t column) {
  Money sum{};
  for (const double* day : days) {
    if (!std::isfinite(day[column])) return undefined;
    const Money of_day{std::llround(day[column] * 100.0)};
    if (in_yuan(of_day) != day[column]) return sum_of(days, column);
    sum += of_day;
  }
  return in_yuan(sum);
}

double ratio(double part, double whole) { return whole != 0.0 ? part / whole : undefined; }

}  // namespace

OverDaysReader::OverDaysReader(const std::vector<Cell>& cells) : needed_(cells) {
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const Measure& measure = measures()[cells[c].measure];
    How how{measure.over_days, c, c, measure.unit == "yuan"};
    if (how.over == OverDays::ratio) how.part = need(measure.part, cells[c]);
    if (how.over == OverDays::ratio || how.over == OverDays::weighted) how.whole = need(measure.whole, cells[c]);
    how_.push_back(how);
  }
}

std::size_t OverDaysReader::need(std::string_view measure, const Cell& like) {
  Cell cell = like;
  cell.measure = static_cast<std::uint32_t>(find_measure(measure) - measures().data());
  const auto at = std::find(needed_.begin(), needed_.end(), cell);
  const auto row = static_cast<std::size_t>(at - needed_.begin());
  if (at == needed_.end()) needed_.push_back(std::move(cell));
  return row;
}

void OverDaysReader::read(std::span<const double* const> days, std::span<double> values) const {
  for (std::size_t c = 0; c < how_.size(); ++c) {
    const How& how = how_[c];
    double top = 0.0;
    double bottom = 0.0;
    switch (how.over) {
      case OverDays::sum:
        values[c] = how.money ? money_of(days, c) : sum_of(days, c);
        break;
      case OverDays::ratio:
        values[c] = ratio(sum_of(days, how.part), sum_of(days, how.whole));
        break;
      case OverDays::weighted:
        for (const double* day : days) {
          if (!(day[how.whole] > 0.0) || std::isnan(day[c])) continue;
          top += day[c] * day[how.whole];
          bottom += day[how.whole];
        }
        values[c] = ratio(top, bottom);
        break;
      case OverDays::mean:
        for (const double* day : days) {
          if (std::isnan(day[c])) continue;
          top += day[c];
          bottom += 1.0;
        }
        values[c] = ratio(top, bottom);
        break;
      case OverDays::highest:
        values[c] = undefined;
        for (const double* day : days)
          if (std::isnan(values[c]) || day[c] > values[c]) values[c] = day[c];
        break;
    }
  }
}

}  // namespace czt
