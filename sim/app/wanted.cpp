#include "wanted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "czt/core/text.hpp"
#include "czt/observe/delay_ledger.hpp"
#include "failure.hpp"

namespace czt::app {

namespace {

constexpr std::size_t most_cells = 100'000;

[[noreturn]] void refuse(std::string_view option, std::string_view text, const std::string& why) {
  throw Failure{wrong_usage, fmt::format("{} '{}': {}", option, escape_control(text), why), {}};
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

struct NumberAndUnit {
  double value;
  std::string_view unit;
};
std::optional<NumberAndUnit> number_and_unit(std::string_view text) {
  text = trim(text);
  NumberAndUnit parsed{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed.value);
  if (error != std::errc{} || !std::isfinite(parsed.value)) return std::nullopt;
  parsed.unit = trim(text.substr(static_cast<std::size_t>(end - text.data())));
  return parsed;
}

/// In the measure's own unit, if the units go together.
std::optional<double> in_unit_of(const Measure& measure, const NumberAndUnit& given) {
  if (given.unit.empty() || given.unit == measure.unit) return given.value;
  if (measure.unit == "s" && given.unit == "min") return 60.0 * given.value;
  if (measure.unit == "s" && given.unit == "h") return 3600.0 * given.value;
  if (measure.unit.empty() && given.unit == "%") return given.value / 100.0;
  return std::nullopt;
}

void add(std::vector<Cell>& cells, const Cell& cell) {
  if (std::find(cells.begin(), cells.end(), cell) == cells.end()) cells.push_back(cell);
}

Cell find_cell(std::string_view option, std::string_view text, std::span<const Loaded> scenarios) {
  std::string why;
  for (const Loaded& scenario : scenarios) {
    const Result<Cell> cell = parse_cell(trim(text), scenario.compiled.plan);
    if (cell) return *cell;
    if (!why.empty()) continue;
    for (const Diagnostic& d : cell.error())
      why += (why.empty() ? "" : "; ") + d.message + (d.hint.empty() ? "" : " (" + d.hint + ")");
  }
  refuse(option, text, why);
}

/// Every value that the default cells and the plan know for a dimension, in the plan's order.
std::vector<std::string> values_of(const std::string& dimension, const Plan& plan) {
  const PlanInput& in = plan.input;
  std::vector<std::string> values;
  if (dimension == "station")
    for (const Station& s : in.network.stations) values.push_back(s.name);
  if (dimension == "segment")
    for (std::size_t k = 0; k < in.network.segments.size(); ++k)
      values.push_back(in.network.name(SegmentId{k}));
  if (dimension == "direction") values = {"up", "down"};
  if (dimension == "cause")
    for (std::size_t c = 0; c < delay_causes; ++c) values.emplace_back(to_text(DelayCause{static_cast<std::uint8_t>(c)}));
  if (dimension == "feeder")
    for (const Feeder& feeder : in.feeders) values.push_back(feeder.name);
  if (dimension == "train")
    for (const Trip& trip : in.trips) values.push_back(trip.number);
  if (dimension == "purpose")
    for (const Purpose& purpose : in.purposes) values.push_back(purpose.name);
  if (dimension == "mode") {
    for (const Rival& rival : in.rivals) values.push_back(rival.name);
    values.emplace_back(railway_mode);
  }
  if (dimension == "product")
    for (const Product& product : in.fares.products()) values.push_back(product.name);
  if (dimension == "hour")
    for (int hour = 0; hour < 24; ++hour) values.push_back(std::to_string(hour));
  if (dimension == "od")
    for (const Station& from : in.network.stations)
      for (const Station& to : in.network.stations)
        if (from.name != to.name) values.push_back(from.name + "→" + to.name);
  return values;
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

/// Cells of one measure by every combination of the dimensions' values.
void add_by(std::vector<Cell>& cells, std::uint32_t measure,
            const std::vector<std::string>& dimensions, const Plan& plan) {
  std::vector<Cell> partial{{measure, {}}};
  for (const std::string& dimension : dimensions) {
    std::vector<Cell> longer;
    const std::vector<std::string> values = values_of(dimension, plan);
    if (partial.size() * values.size() > most_cells)
      throw Failure{
          limit_reached, fmt::format("--by would make more than {} cells", most_cells), {}};
    for (const Cell& cell : partial)
      for (const std::string& value : values) {
        longer.push_back(cell);
        longer.back().where.emplace_back(dimension, value);
      }
    partial = std::move(longer);
  }
  for (Cell& cell : partial) {
    std::sort(cell.where.begin(), cell.where.end());
    cells.push_back(std::move(cell));
  }
}

std::vector<Cell> cells_by(const Options& options, std::span<const Loaded> scenarios) {
  std::vector<Cell> cells;
  for (const std::string& by : options.by) {
    const std::vector<std::string> dimensions = split(by, '/');
    std::vector<std::string> names;
    for (const std::string& text : options.measure)
      if (text.find('@') == std::string::npos) names.push_back(text);
    const bool default_names = names.empty();
    if (default_names)
      names = {"boardings", "wait_mean", "left_behind_passengers", "load_factor_seats"};
    bool any = false;
    for (const std::string& name : names) {
      const Cell line = find_cell("--measure", name, scenarios);
      const std::vector<std::string> allowed = split(measures()[line.measure].dimensions, '|');
      bool selectable = true;
      for (const std::string& dimension : dimensions)
        if (std::find(allowed.begin(), allowed.end(), dimension) == allowed.end()) {
          selectable = false;
          if (!default_names)
            refuse("--by", by,
                   name + " cannot be selected by '" + escape_control(dimension) +
                       "'; allowed: " + std::string(measures()[line.measure].dimensions));
        }
      if (selectable)
        for (const Loaded& scenario : scenarios)
          add_by(cells, line.measure, dimensions, scenario.compiled.plan);
      any = any || selectable;
    }
    if (!any)
      refuse("--by", by, "dimensions are station, segment, direction, train, feeder, od, mode, product, purpose, hour");
  }
  return cells;
}

Precision precision_of(const std::string& text, std::span<const Loaded> scenarios) {
  const std::size_t colon = text.rfind(':');
  const std::string_view amount =
      std::string_view(text).substr(colon == std::string::npos ? 0 : colon + 1);
  Precision precision;
  precision.cell = find_cell(
      "--precision", colon == std::string::npos ? "boardings" : text.substr(0, colon), scenarios);
  const auto given = number_and_unit(amount);
  if (!given || given->value <= 0.0)
    refuse("--precision", text, "expected MEASURE:1% or MEASURE:NUMBER, above 0");
  const Measure& measure = measures()[precision.cell.measure];
  if (given->unit == "%")
    precision.relative = given->value / 100.0;
  else if (const auto value = in_unit_of(measure, *given))
    precision.absolute = *value;
  else
    refuse("--precision", text, fmt::format("{} is measured in {}", measure.name, measure.unit));
  return precision;
}

Threshold threshold_of(std::string_view option, const std::string& text, std::span<const Loaded> scenarios) {
  const std::size_t at = text.find_last_of("<>");
  if (at == std::string::npos)
    refuse(option, text, "expected MEASURE > VALUE, with one of < <= > >=");
  Threshold threshold;
  threshold.text = text;
  threshold.comparison = text.substr(at, 1);
  std::size_t value_at = at + 1;
  if (value_at < text.size() && text[value_at] == '=') {
    threshold.comparison += '=';
    ++value_at;
  }
  threshold.cell = find_cell(option, std::string_view(text).substr(0, at), scenarios);
  const Measure& measure = measures()[threshold.cell.measure];
  const auto given = number_and_unit(std::string_view(text).substr(value_at));
  const auto value = given ? in_unit_of(measure, *given) : std::nullopt;
  if (!value)
    refuse(option, text,
           measure.unit.empty()
               ? "expected a number or a percentage after the comparison"
               : fmt::format("expected a number of {} after the comparison", measure.unit));
  threshold.value = *value;
  return threshold;
}

}  // namespace

bool Threshold::holds(double mean) const {
  if (comparison == "<") return mean < value;
  if (comparison == "<=") return mean <= value;
  if (comparison == ">") return mean > value;
  return mean >= value;
}

Margin margin_of(const std::string& text) {
  const auto given = number_and_unit(text);
  if (!given || given->value < 0.0 || !(given->unit.empty() || given->unit == "%"))
    refuse("--same-within", text, "expected 1% or a number in the measure's unit, not below 0");
  Margin margin;
  if (given->unit == "%")
    margin.relative = given->value / 100.0;
  else
    margin.absolute = given->value;
  return margin;
}

Wanted wanted(std::span<const Loaded> scenarios, const Options& options) {
  Wanted w;
  const bool attributing = options.command == Command::attribute;
  const bool line_only = attributing || options.year != 0 || options.command == Command::study_run;
  for (const Loaded& scenario : scenarios)
    for (const Cell& cell : default_cells(scenario.compiled.plan))
      if (!line_only || cell.where.empty()) add(w.cells, cell);
  for (const std::string& text : options.measure)
    add(w.more, find_cell("--measure", text, scenarios));
  for (const Cell& cell : cells_by(options, scenarios)) add(w.more, cell);

  std::vector<std::string> deciding = options.decide_on;
  if (deciding.empty()) deciding = {"boardings", "revenue", "left_behind_passengers", "wait_mean"};
  if (options.command != Command::run)
    for (const std::string& text : deciding)
      add(w.deciding, find_cell("--decide-on", text, scenarios));
  if (attributing || !options.decide_on.empty())
    for (const Cell& cell : w.deciding) add(w.more, cell);
  for (const std::string& text : options.fail_if)
    w.thresholds.push_back(threshold_of("--fail-if", text, scenarios));
  for (const std::string& text : options.days_with)
    w.days_with.push_back(threshold_of("--days-with", text, scenarios));
  if (!options.precision.empty()) w.precision = precision_of(options.precision, scenarios);
  w.margin = margin_of(options.same_within);

  for (const Cell& cell : w.more) add(w.cells, cell);
  for (const Cell& cell : w.deciding) add(w.cells, cell);
  for (const Threshold& threshold : w.thresholds) add(w.cells, threshold.cell);
  for (const Threshold& threshold : w.days_with) add(w.cells, threshold.cell);
  if (w.precision) add(w.cells, w.precision->cell);
  return w;
}

std::vector<std::string> passed(std::span<const Threshold> thresholds, const Summary& summary) {
  std::vector<std::string> sentences;
  for (const Threshold& threshold : thresholds)
    for (const SummaryRow& row : summary.rows)
      if (row.cell == threshold.cell && threshold.holds(row.estimate.mean))
        sentences.push_back(
            fmt::format("--fail-if '{}': {} is {} in {}", escape_control(threshold.text),
                        escape_control(to_text(row.cell)), to_shortest(row.estimate.mean),
                        escape_control(summary.scenario)));
  return sentences;
}

}  // namespace czt::app
