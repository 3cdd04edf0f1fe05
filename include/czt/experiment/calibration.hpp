#pragma once
/// Free parameters inside bounds so that a simulation meets targets: the smallest
///   loss = Σ ((simulated − target) / tolerance)²
/// by a search that needs no derivatives, and how well the targets tell the parameters.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "czt/experiment/replications.hpp"
#include "czt/experiment/statistics.hpp"
#include "czt/experiment/summary.hpp"

namespace czt {

struct Bounds {
  double low = 0.0;
  double high = 1.0;  ///< > low
};
struct Aim {
  double value = 0.0;
  double tolerance = 1.0;  ///< > 0; stands for one standard deviation of what is known of the value
};
/// What the targets are at a point (one number per parameter). Called from several threads at once;
/// the same numbers for the same point, whoever asks. NaN: the point cannot be judged.
using Simulated = std::function<std::vector<double>(std::span<const double> point)>;

struct SearchOptions {
  unsigned threads = 0;                 ///< 0: all that the process may use
  std::uint32_t most_evaluations = 400;
};

struct Found {
  double value = 0.0;
  double half_width = 0.0;  ///< 95 %; wider than the bounds where it is not identified
  bool identified = true;   ///< the targets tell it from the others, inside its bounds
  bool at_bound = false;
};
struct Optimum {
  std::vector<Found> parameters;
  std::vector<double> simulated;
  double loss = 0.0;
  std::uint32_t evaluations = 0;
  bool settled = false;  ///< false: stopped, or most_evaluations came first
};

/// A pattern search (Hooke & Jeeves 1961) whose polls also make the differences for damped
/// Gauss–Newton trials (as Cartis et al. 2019, DFO-LS): a trial counts only when it is better. The
/// points are rounded to about a hundred-thousandth of the bounds, so that they can be written down
/// exactly. Starts in the middle. The same bits for any number of threads. Uncertainty:
/// covariance = (JᵀWJ)⁻¹, W = 1 / tolerance², J by differences over ±5 % of the bounds.
Optimum calibrate(std::span<const Bounds> parameters, std::span<const Aim> targets,
                  const Simulated& simulated, const SearchOptions& options,
                  const OnProgress& progress = {});

/// A share of days with its 95 % interval (Wilson 1927).
struct Share {
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
};
Share share_of_days(std::span<const double> yes_or_no);

// What reports know.

struct CalibratedParameter {
  std::string name;
  std::vector<std::string> paths;
  bool times = false;  ///< a factor on the paths, else their value
  std::string unit;
  Bounds bounds;
  Found found;
};
struct CalibratedTarget {
  std::string name;
  std::vector<std::string> measures;  ///< summed
  std::string unit;
  std::string provenance;
  Aim aim;
  Estimate simulated{};
  [[nodiscard]] bool inside() const;  ///< the mean is within the tolerance
};
enum class Score : unsigned char { in, out, unpublished, not_scored };
std::string_view to_text(Score score);  ///< "in", "not scored"
struct ScoredStatement {
  std::string name;
  std::string asked;  ///< "load_max@train=C7822 below 10 in 10–90 % of days"
  std::string about;  ///< where it is from; of not_scored: why
  std::string scenario;
  bool of_days = false;  ///< value is a share of days
  bool in_percent = false;
  double value = 0.0;
  double low = 0.0;  ///< chance, 95 %
  double high = 0.0;
  std::optional<WithRanges> with_ranges;
  Score score = Score::not_scored;
};
struct Calibration {
  std::string name;
  std::string scenario;
  std::uint64_t seed = 1;
  std::uint32_t replications = 0;
  std::uint32_t predicted_replications = 0;
  Optimum optimum;
  std::vector<CalibratedParameter> parameters;
  std::vector<CalibratedTarget> targets;
  std::vector<ScoredStatement> statements;
};

}  // namespace czt
