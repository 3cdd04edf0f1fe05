#include "czt/rolling_stock/run.hpp"

#include "drive.hpp"
#include "trapezoid.hpp"

namespace czt {

bool starts_on(const SpeedSection& section, const TrainType& type) {
  const Traction* traction = std::get_if<Traction>(&type.motion);
  return traction == nullptr || starts_with(section, type, *traction);
}

Run fastest_run(std::span<const SpeedSection> sections, const TrainType& type, Metres step) {
  if (const Traction* traction = std::get_if<Traction>(&type.motion))
    return drive(sections, type, *traction, step);
  return {trapezoid_times(sections, type), {}};
}

std::vector<double> passing_times(std::span<const SpeedSection> sections, const TrainType& type) {
  return fastest_run(sections, type).passing;
}

Run run_within(std::span<const SpeedSection> sections, const TrainType& type, double seconds, Metres step) {
  constexpr MetresPerSecond slowest = kmh(10);
  constexpr int halvings = 20;  // 160 km/h to 0.04 mm/s
  Run run = fastest_run(sections, type, step);
  if (run.seconds() >= seconds || sections.empty()) return run;
  TrainType slower = type;
  const auto cruising_at = [&](MetresPerSecond cruise) {
    slower.max_speed = cruise;
    return fastest_run(sections, slower, step);
  };
  MetresPerSecond in_time = type.max_speed;
  MetresPerSecond too_late = std::min(slowest, in_time);
  if (Run slow = cruising_at(too_late); slow.seconds() <= seconds) return slow;
  for (int k = 0; k < halvings; ++k) {
    const MetresPerSecond cruise = 0.5 * (in_time + too_late);
    Run next = cruising_at(cruise);
    if (next.seconds() <= seconds) {
      in_time = cruise;
      run = std::move(next);
    } else {
      too_late = cruise;
    }
  }
  return run;
}

}  // namespace czt
