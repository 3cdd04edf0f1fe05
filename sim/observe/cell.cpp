// Cells as people write them: MEASURE@dimension=value,… with the names of the plan.

#include <algorithm>
#include <charconv>

#include "czt/core/text.hpp"
#include "czt/observe/delay_ledger.hpp"
#include "selection.hpp"

namespace czt {

namespace {

Diagnostic wrong(std::string path, std::string message, std::string hint = {}) {
  Diagnostic d;
  d.path = std::move(path);
  d.message = std::move(message);
  d.hint = std::move(hint);
  return d;
}

std::uint32_t row_of(std::string_view measure) {
  return static_cast<std::uint32_t>(find_measure(measure) - measures().data());
}

/// From the first booked departure's hour to the last one's.
std::vector<std::uint32_t> hours_with_trains(const Plan& plan) {
  std::uint32_t first = hours;
  std::uint32_t last = 0;
  for (const Plan::Point& point : plan.points) {
    if (point.segment == Plan::Point::none) continue;
    first = std::min(first, hour_of(point.departure));
    last = std::max(last, hour_of(point.departure));
  }
  std::vector<std::uint32_t> rows;
  for (std::uint32_t hour = first; hour <= last && hour < hours; ++hour) rows.push_back(hour);
  return rows;
}

bool has_entrances(const Plan& plan) {
  const auto& entrances = plan.input.entrances;
  return std::any_of(entrances.begin(), entrances.end(), [](const auto& e) { return e.has_value(); });
}

std::string did_you_mean(std::string_view wanted, const std::vector<std::string>& allowed) {
  if (const auto best = nearest(wanted, allowed))
    return "did you mean '" + escape_control(*best) + "'?";
  return {};
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  for (std::size_t from = 0;;) {
    const std::size_t to = text.find(at, from);
    parts.emplace_back(text.substr(from, to == std::string_view::npos ? to : to - from));
    if (to == std::string_view::npos) return parts;
    from = to + 1;
  }
}

std::string replace_all(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

/// How people may write the name of a row: as it is, with a plain hyphen or "->", or in Chinese.
std::vector<std::string> spellings(Dim dim, std::uint32_t row, const Plan& plan) {
  const PlanInput& in = plan.input;
  std::vector<std::string> names{name_of(dim, row, plan)};
  const auto zh = [&](StationId s) {
    const Station& station = in.network.stations[s];
    return station.name_zh.empty() ? station.name : station.name_zh;
  };
  switch (dim) {
    case Dim::segment: {
      const Segment& segment = in.network.segments[SegmentId{row}];
      names.push_back(replace_all(names.front(), "–", "-"));
      names.push_back(zh(segment.from) + "–" + zh(segment.to));
      names.push_back(zh(segment.from) + "-" + zh(segment.to));
      break;
    }
    case Dim::od: {
      const std::string from_to =
          zh(StationId{row / plan.stations}) + "→" + zh(StationId{row % plan.stations});
      names.push_back(replace_all(names.front(), "→", "->"));
      names.push_back(from_to);
      names.push_back(replace_all(from_to, "→", "->"));
      break;
    }
    case Dim::station:
      names.push_back(zh(StationId{row}));
      break;
    case Dim::feeder:
      if (const std::string& name = in.feeders[row].name_zh; !name.empty()) names.push_back(name);
      break;
    case Dim::mode:
      names.push_back(row < in.rivals.size() ? in.rivals[row].name_zh : railway_mode_zh);
      if (names.back().empty()) names.pop_back();
      break;
    case Dim::product:
      if (const std::string& name = in.fares.products()[ProductId{row}].name_zh; !name.empty())
        names.push_back(name);
      break;
    case Dim::purpose:
      if (const std::string& name = in.purposes[PurposeId{row}].name_zh; !name.empty())
        names.push_back(name);
      break;
    case Dim::cause:
      names.emplace_back(chinese(DelayCause{static_cast<std::uint8_t>(row)}));
      break;
    case Dim::direction:
      names.push_back(row == 0 ? "上行" : "下行");
      break;
    case Dim::hour:
      if (row < 10) names.push_back("0" + names.front());
      break;
    case Dim::train:
    case Dim::type:
      break;
  }
  return names;
}

std::string allowed_dimensions(const Measure& measure) {
  if (measure.dimensions.empty()) return "only the whole line";
  return replace_all(std::string(measure.dimensions), "|", ", ");
}

bool selectable(const Measure& measure, std::string_view dimension) {
  const std::vector<std::string> allowed = split(measure.dimensions, '|');
  return std::find(allowed.begin(), allowed.end(), dimension) != allowed.end();
}

/// The canonical name of a value, or what is wrong.
Result<std::string> find_value(Dim dim, std::string_view value, const std::string& text,
                               const Plan& plan) {
  std::vector<std::string> names;
  for (std::uint32_t row = 0; row < rows_of(dim, plan); ++row)
    for (std::string& name : spellings(dim, row, plan)) {
      if (name == value) return name_of(dim, row, plan);
      if (dim != Dim::od || row % plan.stations != row / plan.stations)
        names.push_back(std::move(name));
    }
  return wrong(text,
               "no " + std::string(to_text(dim)) + " is called '" + escape_control(value) + "'",
               did_you_mean(value, names));
}

}  // namespace

Result<Cell> parse_cell(std::string_view text, const Plan& plan) {
  const std::string path = escape_control(text);
  const std::size_t at = text.find('@');
  const std::string_view name = text.substr(0, at);
  const Measure* measure = find_measure(name);
  if (!measure) {
    std::vector<std::string> names;
    for (const Measure& m : measures()) names.emplace_back(m.name);
    return wrong(path, "no measure is called '" + escape_control(name) + "'",
                 did_you_mean(name, names));
  }
  Cell cell;
  cell.measure = row_of(name);
  if (at == std::string_view::npos) return cell;

  Diagnostics problems;
  for (const std::string& part : split(text.substr(at + 1), ',')) {
    const std::size_t equals = part.find('=');
    const std::string dimension = part.substr(0, equals);
    if (equals == std::string::npos || dimension.empty()) {
      problems.push_back(wrong(path, "'" + escape_control(part) + "' is not dimension=value"));
      continue;
    }
    if (!selectable(*measure, dimension)) {
      problems.push_back(wrong(path,
                               std::string(name) + " cannot be selected by '" +
                                   escape_control(dimension) +
                                   "'; allowed: " + allowed_dimensions(*measure),
                               did_you_mean(dimension, split(measure->dimensions, '|'))));
      continue;
    }
    Dim dim{};
    for (std::size_t d = 0; d < dim_count; ++d)
      if (to_text(Dim{static_cast<unsigned char>(d)}) == dimension)
        dim = Dim{static_cast<unsigned char>(d)};
    Result<std::string> value =
        find_value(dim, std::string_view(part).substr(equals + 1), path, plan);
    if (!value) {
      problems.insert(problems.end(), value.error().begin(), value.error().end());
      continue;
    }
    if (std::any_of(cell.where.begin(), cell.where.end(),
                    [&](const auto& w) { return w.first == dimension; }))
      problems.push_back(wrong(path, "'" + dimension + "' is given twice"));
    cell.where.emplace_back(dimension, std::move(value).value());
  }
  if (!problems.empty()) return problems;
  std::sort(cell.where.begin(), cell.where.end());
  return cell;
}

std::string to_text(const Cell& cell) {
  std::string text(measures()[cell.measure].name);
  char before = '@';
  for (const auto& [dimension, value] : cell.where) {
    text += before;
    text += dimension + "=" + value;
    before = ',';
  }
  return text;
}

std::vector<Cell> default_cells(const Plan& plan) {
  std::vector<Cell> cells;
  for (std::uint32_t m = 0; m < measures().size(); ++m)
    if (measures()[m].by_default && (measures()[m].name != "entrance_mean" || has_entrances(plan)) &&
        (measures()[m].name != "energy_regenerated" || !plan.energy.empty()) &&
        (!measures()[m].name.starts_with("cancelled_") || !plan.cancels.empty() || !plan.turns.empty()) &&
        (measures()[m].name != "platform_changes" || !plan.other_tracks.empty()))
      cells.push_back({m, {}});
  const auto by = [&](Dim dim, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
      for (std::uint32_t row = 0; row < rows_of(dim, plan); ++row)
        cells.push_back({row_of(name), {{std::string(to_text(dim)), name_of(dim, row, plan)}}});
  };
  by(Dim::direction, {"boardings", "load_factor_seats", "load_max", "left_behind_passengers",
                      "wait_mean", "on_time_end"});
  by(Dim::station, {"boardings", "alightings", "left_behind_passengers", "wait_mean"});
  by(Dim::segment, {"load_factor_seats", "section_load_peak_hour", "margin"});
  for (const std::string_view name : {"boardings", "load_factor_seats"})
    for (const std::uint32_t hour : hours_with_trains(plan))
      cells.push_back({row_of(name), {{"hour", std::to_string(hour)}}});
  by(Dim::cause, {"train_delay"});
  if (has_entrances(plan)) by(Dim::station, {"entrance_mean"});
  by(Dim::feeder, {"journeys", "wait_mean", "journey_mean"});
  by(Dim::purpose, {"journeys", "revenue"});
  if (plan.input.choice) by(Dim::mode, {"diverted_from", "mode_share"});
  if (plan.input.fares.products().size() > 1) by(Dim::product, {"journeys", "revenue"});
  return cells;
}

}  // namespace czt
