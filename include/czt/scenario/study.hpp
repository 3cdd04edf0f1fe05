#pragma once
/// A study as it was written, for `czt study`: what varies, by which design, how many days, what is kept.
///
///   study: headway and fare
///   scenario: 2021-weekday.yaml
///   vary:
///     headway: {paths: [timetable.zhuzhou up.every, timetable.zhuzhou down.every], values: [10 min, 15 min, 20 min]}
///     fare: {paths: [fares.per_km], from: 0.25 yuan, to: 0.60 yuan, steps: 8}
///     demand: {times: [demand.scale], from: 0.8, to: 1.5}
///   design: grid                        # or {kind: latin_hypercube, points: 100}
///   replications: 20                    # or {until: {boardings: 1 %}, at_least: 20, at_most: 400}
///   decide_on: [boardings, revenue]
///   keep: {rows: runs, measures: [seat_occupancy], by: [line, segment/direction/hour]}

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "czt/scenario/scenario.hpp"
#include "czt/scenario/written_cell.hpp"

namespace czt {

/// One parameter of a study: the paths get one value, or are multiplied by one factor.
struct Parameter {
  enum class Shape : std::uint8_t { uniform, log, triangular, normal, lognormal };
  std::string name;
  std::vector<std::string> paths;
  bool times = false;
  bool input = false;               ///< an assumed input of the scenario: set beside what its changes do (with_inputs)
  std::vector<std::string> values;  ///< a list, as written; empty: between low and high
  double low = 0.0;                 ///< in the key's own unit, or of the factor; normal and lognormal ones are cut off there
  double high = 0.0;
  std::string unit;
  bool whole = false;               ///< rounded to whole numbers
  std::uint32_t steps = 0;          ///< levels from low to high in a grid
  Shape shape = Shape::uniform;
  double mode = 0.0;                ///< triangular
  double mean = 0.0;                ///< normal, lognormal
  double sd = 0.0;                  ///< normal; lognormal: coefficient of variation
  SourcePlace where;

  /// Its own number as it is written in a scenario, a whole one rounded.
  [[nodiscard]] std::string written(double own) const;
};

struct DesignAsked {
  enum class Kind : std::uint8_t { grid, list, random, latin_hypercube, sobol, morris, saltelli };
  Kind kind = Kind::grid;
  std::uint32_t points = 0;        ///< random, latin_hypercube, sobol; saltelli: N, of N·(d + 2)
  std::uint32_t trajectories = 0;  ///< morris
  std::uint32_t levels = 4;        ///< morris
  std::filesystem::path file;      ///< list
  SourcePlace where;
};

/// "boardings: 1 %"
struct UntilAsked {
  WrittenCell measure;
  std::optional<double> relative;
  std::optional<double> absolute;  ///< in the measure's unit
};

///   goal:
///     minimise: subsidy
///     indifference: 1000 yuan
///     subject_to: {left_behind_passengers: {at_most: 1 %, of: boardings}}
struct Goal {
  struct Bound {
    WrittenCell measure;
    bool at_most = true;
    double value = 0.0;            ///< in the measure's unit, or a share of `of`
    double tolerance = 0.0;        ///< nearer to it than this it does not matter
    std::optional<WrittenCell> of;
  };
  bool minimise = true;
  WrittenCell measure;
  double indifference = 0.0;       ///< in the measure's unit: smaller differences do not matter
  double confidence = 0.95;
  std::optional<Bound> subject_to;
  std::uint32_t at_most = 10'000;  ///< replications of a point
  std::optional<std::uint64_t> budget{};  ///< `procedure: ocba`, `runs: 2000`: of all points together
  SourcePlace where;
};

struct StudyFile {
  std::string name;
  std::filesystem::path file;
  std::filesystem::path scenario;
  bool vary_assumed = false;       ///< `vary: assumed`: every assumed input with a range
  std::vector<Parameter> vary;
  DesignAsked design;
  std::uint64_t seed = 1;
  std::uint32_t replications = 20; ///< or at least
  std::uint32_t at_most = 0;       ///< with `until`
  std::vector<UntilAsked> until;
  std::vector<WrittenCell> decide_on;
  bool allow_conflicts = false;    ///< points run although trains conflict or trainsets are too few
  bool keep_runs = true;           ///< else only n, sums and cross-products per point
  std::vector<WrittenCell> measures;
  std::vector<WrittenCell> by;             ///< "line": every measure of the line; "station", "segment/direction/hour"
  std::uint64_t most_events = 10'000'000;  ///< of one run
  std::optional<Goal> goal;
};

/// Whether the file says that it is a study; false where it cannot be read.
bool is_study(const std::filesystem::path& file);
/// All errors at once, with their places. Measures are checked for their names; stations and trains need a plan.
Result<StudyFile> read_study(const std::filesystem::path& file);
Result<StudyFile> parse_study(std::string_view text, const std::string& name = "study.yaml");

/// The parameters of a study of this scenario: those written, or its assumed inputs. Errors: none has a range; a factor
/// on what is no number here.
Result<std::vector<Parameter>> parameters_of(const StudyFile& study, const Scenario& scenario);

/// What --set would say for a point: one line for each path.
std::vector<std::string> settings_of(const std::vector<Parameter>& parameters, const std::vector<std::string>& values);

}  // namespace czt
