#pragma once
/// A calibration as it was written, for `czt calibrate`: what is free, what is aimed at, what is
/// predicted from the frozen result.
///
///   calibration: hindcast
///   scenario: 2017-weekday.yaml
///   replications: 20
///   free:
///     share of commuters: {paths: [purposes.commuter.rail_share], from: 3 %, to: 12 %}
///     people at the ends: {times: [places.Zhuzhou South.people], from: 0.5, to: 2}
///   targets:
///     whole line: {measure: boardings, value: 8700, tolerance: 2 %, sourced: "…"}
///   predict:
///     replications: 100
///     statements:
///       fuller: {scenario: 2021-weekday.yaml, measure: boardings, per: boardings, per_scenario: 2017-weekday.yaml,
///                within: [1.2, 2.3]}
///       seldom taken: {measure: mode_share@mode=railway, among: [mode_share@mode=coach], within: [1, 1]}

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "czt/scenario/scenario.hpp"
#include "czt/scenario/written_cell.hpp"

namespace czt {

struct FreeParameter {
  std::string name;
  std::vector<std::string> paths;
  bool times = false;  ///< one factor on the paths, else one value for all of them
  double low = 0.0;    ///< in the key's own unit, or of the factor
  double high = 0.0;
  std::string unit;
  SourcePlace where;
};

struct CalibrationTarget {
  std::string name;
  std::vector<WrittenCell> measures;  ///< summed
  double value = 0.0;                 ///< in the measure's unit
  double tolerance = 0.0;
  Provenance provenance;
};

struct Statement {
  enum class Kind : unsigned char { nothing, within, below, above };
  std::string name;
  std::filesystem::path scenario;
  std::optional<std::vector<std::string>> with;  ///< only these of its changes
  std::vector<WrittenCell> measures;             ///< summed
  std::vector<WrittenCell> per;                  ///< summed; then the value is a quotient, day by day
  std::filesystem::path per_scenario;
  std::vector<WrittenCell> among;                ///< then the value is the measure's rank among these, 1 for the lowest
  Kind kind = Kind::nothing;  ///< nothing: there is nothing published to score it against
  double low = 0.0;           ///< within; below, above: the bound
  double high = 0.0;
  std::optional<std::pair<double, double>> probability;  ///< of days that are below or above
  std::string asked;       ///< the condition in words
  std::string not_scored;  ///< why
  Provenance provenance;
  SourcePlace where;
};

struct CalibrationFile {
  std::string name;
  std::filesystem::path file;
  std::filesystem::path scenario;
  std::uint32_t replications = 20;
  std::uint64_t seed = 1;
  std::vector<FreeParameter> free;
  std::vector<CalibrationTarget> targets;
  std::uint32_t predicted_replications = 100;
  std::uint32_t ranges = 20;
  std::vector<Statement> statements;
};

/// Whether the file says that it is a calibration; false where it cannot be read.
bool is_calibration(const std::filesystem::path& file);
/// All errors at once, with their places. Measures are checked for their names; stations and trains
/// need a plan.
Result<CalibrationFile> read_calibration(const std::filesystem::path& file);
Result<CalibrationFile> parse_calibration(std::string_view text, const std::string& name = "calibration.yaml");

/// The value of each free path at a point, as it is written. Factors are applied to the values that
/// the scenario has, so that what is frozen keeps no range. `scenario`: the calibrated one.
using Settings = std::vector<std::pair<std::string, std::string>>;  ///< path → value
Result<Settings> settings_at(const std::vector<FreeParameter>& free, const Scenario& scenario,
                             std::span<const double> point);
/// The frozen result: a scenario with one change, "calibrated". `base`: as it is to be written.
std::string overlay_yaml(const CalibrationFile& calibration, const std::string& base,
                         const Settings& settings, const std::string& derivation);

}  // namespace czt
