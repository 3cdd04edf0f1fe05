#pragma once
/// One run from a stand to the next stop: when the train passes the ends of its sections, and what work that takes.

#include <span>
#include <vector>

#include "czt/rolling_stock/train_type.hpp"

namespace czt {

/// A stretch of track as one train runs over it.
struct SpeedSection {
  Metres length;               ///< ≥ 0
  MetresPerSecond cap;
  double gradient = 0.0;       ///< rise per metre run, in the train's direction: 0.006 is 6 ‰ uphill
  Metres curve{};              ///< radius; 0: straight
  double tunnel = 0.0;         ///< share of it that lies in tunnels, 0–1
};

/// Whether a train that stands there can move on; always with Trapezoid.
bool starts_on(const SpeedSection& section, const TrainType& type);

/// Seconds from standstill to the end of each section, the last one a stop, as fast as may be: under the caps, with the
/// type's braking ahead of each lower cap and of the stop (forward and backward pass), plus a/(2j) for each acceleration,
/// a what it begins with, and b/(2j) for each braking phase where jerk j > 0. With Trapezoid, for one cap v and length
/// L ≥ v²/2·(1/a+1/b), this is the closed form t = L/v + v/2·(1/a+1/b) + (a+b)/(2j), else
/// t = sqrt(2L(1/a+1/b)) + (a+b)/(2j).
std::vector<double> passing_times(std::span<const SpeedSection> sections, const TrainType& type);

/// Work at the wheels within one section, J, both ≥ 0.
struct SectionWork {
  double traction = 0.0;
  double braking = 0.0;        ///< what the brakes take
};

struct Run {
  std::vector<double> passing;    ///< s, as passing_times
  std::vector<SectionWork> work;  ///< per section; empty with Trapezoid, which knows no mass
  [[nodiscard]] double seconds() const { return passing.empty() ? 0.0 : passing.back(); }
};

/// Metres between two points of the integration. At 10 m running times are within 6 ms of those at 0.5 m (tests).
constexpr Metres usual_step = metres(10.0);

/// As fast as may be. Speeds are integrated over distance (midpoint rule in v², which is exact where the acceleration is
/// constant, as before the power limit).
Run fastest_run(std::span<const SpeedSection> sections, const TrainType& type, Metres step = usual_step);

/// A run that takes `seconds`, as a driver does who has time: full acceleration and braking, but a cruising speed that
/// is nowhere passed, the lowest that is still in time. One number tells him how; coasting could save a little more.
/// Where even `fastest_run` takes longer, that; no cruising speed is below 10 km/h.
Run run_within(std::span<const SpeedSection> sections, const TrainType& type, double seconds,
               Metres step = usual_step);

}  // namespace czt
