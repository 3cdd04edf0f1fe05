#include "base_service.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "crowding.hpp"
#include "czt/core/maths.hpp"
#include "czt/core/side_by_side.hpp"

namespace czt {

BaseService::BaseService(const Plan& base, const PlanInput& tastes, const Wishes& wishes, const std::vector<double>* settled)
    : base_(base),
      tastes_(tastes),
      wishes_(wishes),
      quarters_(wishes.grid().quarters),
      service_(base, tastes, wishes.grid()),
      ways_(station_ways(base, *tastes.choice)),
      extra_(base.departures.cell_count(), 0.0) {
  if (settled != nullptr) extra_ = *settled;
  else settle_loads();
  note_worth();
}

void BaseService::settle_loads() {
  const Crowding& crowding = tastes_.choice->crowding;
  ExpectedLoads loads(base_);
  const auto respond = [&](const std::vector<double>& extra) {
    service_.feel(extra);
    const std::size_t of_purpose = std::size_t{base_.slots} * quarters_;
    std::vector<double> wanted(wishes_.purposes() * of_purpose, 0.0);
    side_by_side(wishes_.purposes(), [&](std::size_t p) {
      std::vector<double> people(quarters_);
      std::vector<double> sum(quarters_);
      for (std::size_t pair = 0; pair < wishes_.pairs(); ++pair) {
        const double riders = wishes_.base_travellers(p, pair) * wishes_.rail_share(p, pair);
        if (!(riders > 0.0) || !goes(pair)) continue;
        const std::span<const double> mass = wishes_.mass(p, pair);
        for (std::size_t q = 0; q < quarters_; ++q) people[q] = riders * mass[q];
        ways_[pair].worth(service_, p, sum);
        ways_[pair].share_out(service_, p, people, sum, &wanted[p * of_purpose]);
      }
    });
    return crowding_answer(service_, base_, *tastes_.choice, wanted, extra, loads);
  };
  settling_ = settle(extra_, respond, std::max(1u, crowding.iterations), crowding.gap);
  if (crowding.iterations == 0) std::fill(extra_.begin(), extra_.end(), 0.0);
}

void BaseService::note_worth() {
  service_.feel(extra_);
  log_.assign(wishes_.purposes() * wishes_.pairs() * quarters_, -std::numeric_limits<double>::infinity());
  reference_.resize(wishes_.purposes());
  side_by_side(wishes_.purposes(), [&](std::size_t p) {
    std::vector<double> sum(quarters_);
    for (std::size_t pair = 0; pair < wishes_.pairs(); ++pair) {
      if (!goes(pair)) continue;
      ways_[pair].worth(service_, p, sum);
      maths::log_each(sum, &log_[wishes_.row(p, pair) * quarters_]);
    }
    reference_[p] = fit_reference(p);
  });
}

BaseService::Line BaseService::fit_reference(std::size_t p) const {
  double w = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
  for (std::size_t pair = 0; pair < wishes_.pairs(); ++pair) {
    if (!goes(pair) || !(wishes_.travellers(p, pair) > 0.0) || !(wishes_.rail_share(p, pair) > 0.0)) continue;
    const double people = wishes_.base_travellers(p, pair);
    const double km = wishes_.road_km(pair);
    const std::span<const double> mass = wishes_.mass(p, pair);
    const std::span<const double> log = log_worth(p, pair);
    for (std::size_t q = 0; q < quarters_; ++q) {
      if (!std::isfinite(log[q])) continue;
      const double weight = people * mass[q];
      w += weight;
      x += weight * km;
      y += weight * log[q];
      xx += weight * km * km;
      xy += weight * km * log[q];
    }
  }
  Line line;
  const double spread = w * xx - x * x;
  if (spread > 1e-9 * w * xx) line.per_km = (w * xy - x * y) / spread;
  if (w > 0.0) line.at_zero = (y - line.per_km * x) / w;
  return line;
}

}  // namespace czt
