#include "czt/model/dwell.hpp"

#include <algorithm>
#include <cmath>

#include "czt/core/maths.hpp"

namespace czt {

double CriticalDoorDwell::operator()(const Exchange& x, double noise) const {
  const double width = std::sqrt(1.3 / x.door_width);
  const double density = std::min(x.standing_density, 6.0);
  const double alight = per_alighting * width;
  const double board = per_boarding * width * (1.0 + crowding * density * density);
  double worst = 0.0;
  for (std::size_t d = 0; d < x.boarding.size(); ++d) {
    const double b = x.boarding[d];
    const double a = x.alighting[d];
    // Without branches: of doubles the lesser would be one, and the door that nobody uses has a flow of 0 whatever it is
    // divided by.
    const double fewer = std::min(x.boarding[d], x.alighting[d]);
    const double both = std::max(a + b, 1.0);
    const double takes = (alight * a + board * b) * (1.0 + mixing * 2.0 * fewer / both);
    worst = worst < takes ? takes : worst;
  }
  return door_cycle + noise * worst;
}

double PuongDwell::operator()(const Exchange& x, double noise) const {
  const double b = static_cast<double>(x.boarders) / x.doors;
  const double a = static_cast<double>(x.alighters) / x.doors;
  const double through = static_cast<double>(x.standing) / x.doors;
  return 12.22 + noise * (2.27 * b + 1.82 * a + 6.2e-4 * through * through * through * b);
}

double LinWilsonDwell::formula(double on, double off, double crowd) const {
  switch (form) {
    case Form::one_car: return 9.24 + 0.71 * on + 0.52 * off + 0.16 * crowd;
    case Form::one_car_crowded: return 12.50 + 0.55 * on + 0.23 * off + 0.0078 * crowd;
    case Form::two_cars: return 13.93 + 0.27 * on + 0.36 * off + 0.0008 * crowd;
  }
  return 0.0;
}

double LinWilsonDwell::operator()(const Exchange& x, double noise) const {
  const double on = x.boarders;
  const double off = x.alighters;
  const double all = static_cast<double>(x.through) + x.boarders;
  const double standing = std::max(0.0, all - x.seats);
  const double crowd = form == Form::one_car ? standing : (on + off) * standing;
  const double fixed = formula(0.0, 0.0, 0.0);
  return fixed + noise * (formula(on, off, crowd) - fixed);
}

double WestonDwell::operator()(const Exchange& x, double noise) const {
  const double f = peak_door_factor;
  const double b = f * x.boarders / x.doors;
  const double a = f * x.alighters / x.doors;
  const double through = static_cast<double>(x.through) - x.seats;
  const double crowd = std::max(1.0, 1.0 + f / 35.0 * through / x.doors);
  const auto power = [](double v) { return v > 0.0 ? maths::pow(v, 0.7) : 0.0; };
  return 15.0 + noise * 1.4 * crowd * (power(b) + power(a) + 0.027 * b * a);
}

double LamDwell::operator()(const Exchange& x, double noise) const {
  return 10.5 + noise * (0.021 * x.alighters + 0.016 * x.boarders);
}

double TcqsmDwell::operator()(const Exchange& x, double noise) const {
  double worst = 0.0;
  for (std::size_t d = 0; d < x.boarding.size(); ++d)
    worst = std::max(worst, static_cast<double>(x.boarding[d]) + x.alighting[d]);
  return door_cycle + margin + noise * per_person * worst;
}

bool uses_doors(const DwellModel& model) {
  return std::visit([](const auto& m) { return m.uses_doors; }, model);
}

double needed_dwell(const DwellModel& model, const Exchange& x, double noise) {
  return std::visit([&](const auto& m) { return m(x, noise); }, model);
}

}  // namespace czt
