// Constant acceleration and braking: closed forms, section by section.

#include "trapezoid.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "rolling_stock/rounding.hpp"

namespace czt {
namespace {

/// How one section is run through: speeds in m/s at its entry, at its fastest and at its exit, and the
/// metres run at the fastest.
struct SectionRun {
  double entry = 0.0;
  double peak = 0.0;
  double exit = 0.0;
  double cruise = 0.0;
};

// Below these a difference is rounding, not a phase of driving that would pay a jerk term.

bool accelerates(const SectionRun& run) { return run.peak - run.entry > no_speed; }
bool brakes(const SectionRun& run) { return run.peak - run.exit > no_speed; }
bool cruises(const SectionRun& run) { return run.cruise > no_length; }

double cap_of(const SpeedSection& section, const TrainType& type) {
  return std::min(section.cap, type.max_speed).value;
}

/// The highest speed in m/s at each of the n + 1 ends of sections that the caps, the acceleration from
/// behind and the braking ahead allow; zero at both ends of the run.
std::vector<double> speeds_at_ends(std::span<const SpeedSection> sections, const TrainType& type) {
  const std::size_t n = sections.size();
  std::vector<double> speed(n + 1, 0.0);
  for (std::size_t i = 1; i < n; ++i)
    speed[i] = std::min(cap_of(sections[i - 1], type), cap_of(sections[i], type));
  const auto reached = [](double from, double rate, Metres length) {
    return std::sqrt(from * from + 2.0 * rate * length.value);
  };
  for (std::size_t i = 1; i < n; ++i)
    speed[i] = std::min(speed[i], reached(speed[i - 1], type.accelerate.value,
                                          sections[i - 1].length));
  for (std::size_t i = n - 1; i > 0; --i)
    speed[i] = std::min(speed[i], reached(speed[i + 1], type.brake.value, sections[i].length));
  return speed;
}

SectionRun run_section(const SpeedSection& section, double entry, double exit,
                       const TrainType& type) {
  const double a = type.accelerate.value;
  const double b = type.brake.value;
  const double length = section.length.value;
  // Where accelerating meets braking: (p² − entry²)/2a + (p² − exit²)/2b = length.
  const double meet =
      std::sqrt((2.0 * length + entry * entry / a + exit * exit / b) / (1.0 / a + 1.0 / b));
  const double peak = std::max({std::min(meet, cap_of(section, type)), entry, exit});
  const double changing =
      (peak * peak - entry * entry) / (2.0 * a) + (peak * peak - exit * exit) / (2.0 * b);
  return {entry, peak, exit, std::max(length - changing, 0.0)};
}

std::vector<SectionRun> run_sections(std::span<const SpeedSection> sections,
                                     const TrainType& type) {
  const std::vector<double> speed = speeds_at_ends(sections, type);
  std::vector<SectionRun> runs;
  runs.reserve(sections.size());
  for (std::size_t i = 0; i < sections.size(); ++i)
    runs.push_back(run_section(sections[i], speed[i], speed[i + 1], type));
  return runs;
}

double seconds_without_jerk(const SectionRun& run, const TrainType& type) {
  const double cruise = cruises(run) ? run.cruise / run.peak : 0.0;
  return (run.peak - run.entry) / type.accelerate.value + cruise +
         (run.peak - run.exit) / type.brake.value;
}

/// A phase may reach over several sections and pays once: an acceleration lags from its start, a braking
/// until its end, so that is where the term belongs.
double seconds_of_jerk(std::span<const SectionRun> runs, std::size_t i, const TrainType& type) {
  if (type.jerk.value <= 0.0) return 0.0;
  const bool goes_on_accelerating =
      i > 0 && accelerates(runs[i - 1]) && !cruises(runs[i - 1]) && !brakes(runs[i - 1]);
  const bool goes_on_braking = i + 1 < runs.size() && brakes(runs[i + 1]) &&
                               !accelerates(runs[i + 1]) && !cruises(runs[i + 1]);
  double change = 0.0;  // of acceleration, m/s²
  if (accelerates(runs[i]) && !goes_on_accelerating) change += type.accelerate.value;
  if (brakes(runs[i]) && !goes_on_braking) change += type.brake.value;
  return change / (2.0 * type.jerk.value);
}

}  // namespace

std::vector<double> trapezoid_times(std::span<const SpeedSection> sections, const TrainType& type) {
  assert(type.accelerate.value > 0.0 && type.brake.value > 0.0);
  if (sections.empty()) return {};
  const std::vector<SectionRun> runs = run_sections(sections, type);
  std::vector<double> times;
  times.reserve(runs.size());
  double now = 0.0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    now += seconds_without_jerk(runs[i], type) + seconds_of_jerk(runs, i, type);
    times.push_back(now);
  }
  return times;
}

}  // namespace czt
