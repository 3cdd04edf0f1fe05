#include "selection.hpp"

#include <algorithm>
#include <limits>

#include "czt/observe/delay_ledger.hpp"

namespace czt {

namespace {

constexpr std::array<std::string_view, dim_count> dim_names{
    "cause", "direction", "feeder", "hour", "mode", "od", "product", "purpose", "segment", "station", "train", "type"};

}  // namespace

std::string_view to_text(Dim dim) { return dim_names[static_cast<std::size_t>(dim)]; }

std::uint32_t rows_of(Dim dim, const Plan& plan) {
  switch (dim) {
    case Dim::cause:
      return static_cast<std::uint32_t>(delay_causes);
    case Dim::direction:
      return 2;
    case Dim::feeder:
      return static_cast<std::uint32_t>(plan.input.feeders.size());
    case Dim::hour:
      return hours;
    case Dim::mode:
      return static_cast<std::uint32_t>(plan.input.rivals.size()) + 1;
    case Dim::od:
      return plan.stations * plan.stations;
    case Dim::product:
      return static_cast<std::uint32_t>(plan.input.fares.products().size());
    case Dim::purpose:
      return static_cast<std::uint32_t>(plan.input.purposes.size());
    case Dim::segment:
      return static_cast<std::uint32_t>(plan.input.network.segments.size());
    case Dim::station:
      return plan.stations;
    case Dim::train:
      return static_cast<std::uint32_t>(plan.input.trips.size());
    case Dim::type:
      return static_cast<std::uint32_t>(plan.input.types.size());
  }
  return 0;
}

std::string name_of(Dim dim, std::uint32_t row, const Plan& plan) {
  const PlanInput& in = plan.input;
  switch (dim) {
    case Dim::cause:
      return std::string(to_text(DelayCause{static_cast<std::uint8_t>(row)}));
    case Dim::direction:
      return row == 0 ? "up" : "down";
    case Dim::feeder:
      return in.feeders[row].name;
    case Dim::hour:
      return std::to_string(row);
    case Dim::mode:
      return row < in.rivals.size() ? in.rivals[row].name : railway_mode;
    case Dim::od:
      return in.network.stations[StationId{row / plan.stations}].name + "→" +
             in.network.stations[StationId{row % plan.stations}].name;
    case Dim::product:
      return in.fares.products()[ProductId{row}].name;
    case Dim::purpose:
      return in.purposes[PurposeId{row}].name;
    case Dim::segment:
      return in.network.name(SegmentId{row});
    case Dim::station:
      return in.network.stations[StationId{row}].name;
    case Dim::train:
      return in.trips[TripId{row}].number;
    case Dim::type:
      return in.types[TrainTypeId{row}].name;
  }
  return {};
}

Selection Names::select(const Cell& cell) {
  Selection selection;
  for (const auto& [dimension, value] : cell.where)
    if (const auto named = std::find(dim_names.begin(), dim_names.end(), dimension); named != dim_names.end()) {
      const Dim dim{static_cast<unsigned char>(named - dim_names.begin())};
      selection[dim] = row(dim, value);
    }
  return selection;
}

std::uint32_t Names::row(Dim dim, const std::string& name) {
  auto& rows = rows_[static_cast<std::size_t>(dim)];
  const std::uint32_t n = rows_of(dim, *plan_);
  if (rows.empty()) {
    for (std::uint32_t r = 0; r < n; ++r) rows.emplace_back(name_of(dim, r, *plan_), r);
    std::sort(rows.begin(), rows.end());
  }
  const auto at = std::lower_bound(rows.begin(), rows.end(), std::pair{name, 0u});
  return at != rows.end() && at->first == name ? at->second : n;  // n: no such row
}

bool Bins::take(const Selection& selection) {
  std::array<std::vector<std::uint32_t>, dim_count> values = values_;
  bool first = true;
  std::size_t size = 1;
  for (std::size_t d = 0; d < dim_count; ++d) {
    first = first && values_[d].empty();
    if (const std::uint32_t row = selection.row[d]; row != Selection::any) {
      const auto at = std::lower_bound(values[d].begin(), values[d].end(), row);
      if (at == values[d].end() || *at != row) values[d].insert(at, row);
    }
    size *= values[d].size() + 1;
  }
  if (size > most && !first) return false;
  values_ = std::move(values);
  return true;
}

void Bins::number(const Plan& plan) {
  size_ = 1;
  for (std::size_t d = 0; d < dim_count; ++d) {
    strides_[d] = size_;
    shares_[d].assign(rows_of(Dim{static_cast<unsigned char>(d)}, plan), 0);
    for (std::size_t code = 0; code < values_[d].size(); ++code)
      if (values_[d][code] < shares_[d].size())
        shares_[d][values_[d][code]] = static_cast<std::uint32_t>((code + 1) * size_);
    size_ *= values_[d].size() + 1;
  }
}

std::vector<std::uint32_t> Bins::covered(const Selection& selection) const {
  std::vector<std::uint32_t> numbers;
  for (std::size_t bin = 0; bin < size_; ++bin) {
    bool match = true;
    for (std::size_t d = 0; d < dim_count && match; ++d) {
      if (selection.row[d] == Selection::any) continue;
      const std::size_t code = bin / strides_[d] % (values_[d].size() + 1);
      match = code > 0 && values_[d][code - 1] == selection.row[d];
    }
    if (match) numbers.push_back(static_cast<std::uint32_t>(bin));
  }
  return numbers;
}

Window::Window(const Plan& plan)
    : first(static_cast<std::int32_t>(in_milliseconds(plan.input.observe_from))),
      last(static_cast<std::int32_t>(in_milliseconds(plan.input.observe_to))) {
  if (first <= 0) first = std::numeric_limits<std::int32_t>::min();
  if (last >= static_cast<std::int32_t>(in_milliseconds(clock_time(47, 59, 59))))
    last = std::numeric_limits<std::int32_t>::max();
}

}  // namespace czt
