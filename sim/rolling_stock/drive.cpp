// Speed over distance. The state is w = v², for dw/ds = 2a: where a is constant, w is a straight line over s, as are the
// caps and the braking curves, so that where they meet is found exactly.
//
//   w   ─────────╮ cap               ceiling = min(cap, braking curve to the section's end), one knot
//      ╱          ╲                  first backwards: the ceiling at each section's ends
//     ╱ pulled     ╲ braked          then forwards: pulled until the ceiling, then along it
//   ─┴──────────────┴─→ s

#include "drive.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "rolling_stock/rounding.hpp"

namespace czt {
namespace {

constexpr double gravity = 9.81;     // m/s²
constexpr double shortest_step = 0.01;  // m

double square(double x) { return x * x; }

/// One section as the train feels it; per mass, in m/s².
struct Grip {
  double length = 0.0;    // m
  double cap = 0.0;       // w
  double hold = 0.0;      // gradient and curve
  double constant = 0.0;  // of resistance, by powers of v in m/s
  double linear = 0.0;
  double quadratic = 0.0;

  [[nodiscard]] double resistance(double v) const { return hold + constant + (linear + quadratic * v) * v; }
};

Grip grip_of(const SpeedSection& section, const TrainType& type, const Resistance& r) {
  constexpr double per_mille = gravity / 1000.0;
  constexpr double kmh_in = 3.6;
  Grip grip;
  grip.length = section.length.value;
  grip.cap = square(std::min(section.cap, type.max_speed).value);
  grip.hold = gravity * section.gradient;
  if (section.curve.value > 0.0) grip.hold += per_mille * 600.0 / section.curve.value;
  grip.constant = per_mille * r.constant;
  grip.linear = per_mille * r.linear * kmh_in;
  grip.quadratic = per_mille * r.quadratic * kmh_in * kmh_in * (1.0 + section.tunnel * (r.tunnel - 1.0));
  return grip;
}

/// Pulling with all there is, at v m/s.
double acceleration(const Grip& grip, double v, const TrainType& type, const Traction& traction) {
  const double at_start = traction.rotating_mass * type.accelerate.value + grip.constant;
  const double pull = std::min(at_start, traction.power / (traction.mass * v));
  return (pull - grip.resistance(v)) / traction.rotating_mass;
}

class Drive {
 public:
  Drive(std::span<const SpeedSection> sections, const TrainType& type, const Traction& traction, Metres step)
      : type_(type), traction_(traction), step_(step.value), seconds_(sections.size(), 0.0) {
    for (const SpeedSection& section : sections)
      grips_.push_back(grip_of(section, type, traction.resistance));
    run_.work.resize(sections.size());
  }

  Run run() {
    set_ceilings();
    for (at_ = 0; at_ < grips_.size(); ++at_) run_section();
    end_phase(Phase::other, 0.0);
    double now = 0.0;
    for (const double s : seconds_) run_.passing.push_back(now += s);
    return std::move(run_);
  }

 private:
  enum class Phase : unsigned char { gathering, braking, other };

  void set_ceilings() {
    const std::size_t n = grips_.size();
    ceiling_.assign(n + 1, 0.0);
    for (std::size_t i = n; i-- > 1;)
      ceiling_[i] = std::min({grips_[i - 1].cap, grips_[i].cap,
                              ceiling_[i + 1] + 2.0 * type_.brake.value * grips_[i].length});
  }

  void run_section() {
    const Grip& grip = grips_[at_];
    const double slope = 2.0 * type_.brake.value;
    const double knot = std::clamp(grip.length - (grip.cap - ceiling_[at_ + 1]) / slope, 0.0, grip.length);
    const auto steps = static_cast<std::size_t>(std::ceil(grip.length / step_));
    double s = 0.0;
    const auto run_to = [&](double end) {
      const bool flat = end <= knot;
      const auto ceiling = [&](double x) {
        return flat ? grip.cap : ceiling_[at_ + 1] + slope * (grip.length - x);
      };
      if (end > s) run_step(end - s, std::max(ceiling(s), w_), ceiling(end));
      s = std::max(s, end);
    };
    for (std::size_t k = 1; k <= steps; ++k) {
      const double end = k == steps ? grip.length : grip.length * (static_cast<double>(k) / static_cast<double>(steps));
      if (s < knot && knot < end) run_to(knot);
      run_to(end);
    }
  }

  /// Over dx metres, under a ceiling that is a straight line; in halves where the acceleration changes much, as it does
  /// when the power limit is reached at a low speed.
  void run_step(double dx, double ceiling_here, double ceiling_there) {
    const double pulled = pulled_over(dx);
    if (dx > shortest_step && std::fabs(acceleration_at(pulled) - acceleration_at(w_)) > uneven_ * step_) {
      const double between = 0.5 * (ceiling_here + ceiling_there);
      run_step(0.5 * dx, ceiling_here, between);
      run_step(0.5 * dx, std::max(between, w_), ceiling_there);
      return;
    }
    if (pulled <= ceiling_there) return move(dx, pulled, false);
    const double below = ceiling_here - w_;
    const double share = below / (below + pulled - ceiling_there);
    if (share > 0.0) move(share * dx, ceiling_here + share * (ceiling_there - ceiling_here), false);
    move((1.0 - share) * dx, ceiling_there, true);
  }

  [[nodiscard]] double acceleration_at(double w) const {
    return acceleration(grips_[at_], std::sqrt(w), type_, traction_);
  }

  /// w after dx metres of pulling with all there is (midpoint rule).
  [[nodiscard]] double pulled_over(double dx) const {
    const double middle = std::max(w_ + acceleration_at(w_) * dx, 0.0);
    return std::max(w_ + 2.0 * acceleration_at(middle) * dx, 0.0);
  }

  void move(double dx, double w, bool on_ceiling) {
    if (!(dx > 0.0)) {
      w_ = w;
      return;
    }
    const double v0 = std::sqrt(w_);
    const double v1 = std::sqrt(w);
    if (dx > no_length) {
      const Phase phase = v1 - v0 > no_speed                 ? Phase::gathering
                          : on_ceiling && v0 - v1 > no_speed ? Phase::braking
                                                             : Phase::other;
      end_phase(phase, w_);
    }
    assert(v0 + v1 > 0.0);
    seconds_[at_] += 2.0 * dx / (v0 + v1);
    const double force = traction_.rotating_mass * (w - w_) / (2.0 * dx) +
                         grips_[at_].resistance(std::sqrt(0.5 * (w + w_)));
    SectionWork& work = run_.work[at_];
    (force > 0.0 ? work.traction : work.braking) += traction_.mass * std::fabs(force) * dx;
    w_ = w;
  }

  /// An acceleration lags from its start, a braking until its end: there the term for jerk belongs.
  void end_phase(Phase next, double w) {
    if (type_.jerk.value > 0.0 && next != phase_) {
      const double per_change = 1.0 / (2.0 * type_.jerk.value);
      if (phase_ == Phase::braking) seconds_[braked_at_] += type_.brake.value * per_change;
      if (next == Phase::gathering) seconds_[at_] += acceleration_at(w) * per_change;
    }
    phase_ = next;
    if (next == Phase::braking) braked_at_ = at_;
  }

  static constexpr double uneven_ = 0.001;  // m/s² for each metre of step
  const TrainType& type_;
  const Traction& traction_;
  double step_;
  std::vector<Grip> grips_;
  std::vector<double> ceiling_;  // w at the sections' n + 1 ends
  std::vector<double> seconds_;  // per section
  Run run_;
  std::size_t at_ = 0;           // section
  double w_ = 0.0;
  Phase phase_ = Phase::other;
  std::size_t braked_at_ = 0;
};

}  // namespace

bool starts_with(const SpeedSection& section, const TrainType& type, const Traction& traction) {
  constexpr double barely = 0.01;  // m/s²
  return acceleration(grip_of(section, type, traction.resistance), 0.0, type, traction) >= barely;
}

Run drive(std::span<const SpeedSection> sections, const TrainType& type, const Traction& traction, Metres step) {
  assert(type.accelerate.value > 0.0 && type.brake.value > 0.0 && step.value > 0.0);
  return Drive(sections, type, traction, step).run();
}

}  // namespace czt
