#include "base_service.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "crowding.hpp"
#include "czt/core/maths.hpp"
#include "czt/core/side_by_side.hpp"
#include "station_ways.hpp"

namespace czt {

namespace {

/// Crowding at which the riders that the base's shares give are at rest.
Settling settle_loads(const Plan& base, const PlanInput& tastes, const Wishes& wishes, const std::vector<StationWays>& ways,
                      RailService& service, std::vector<double>& extra_at_rest) {
  const Crowding& crowding = tastes.choice->crowding;
  const std::size_t quarters = wishes.grid().quarters;
  ExpectedLoads loads(base);
  const auto respond = [&](const std::vector<double>& extra) {
    service.feel(extra);
    const std::size_t of_purpose = std::size_t{base.slots} * quarters;
    std::vector<double> wanted(wishes.purposes() * of_purpose, 0.0);
    side_by_side(wishes.purposes(), [&](std::size_t p) {
      std::vector<double> people(quarters);
      std::vector<double> sum(quarters);
      for (std::size_t pair = 0; pair < wishes.pairs(); ++pair) {
        const double riders = wishes.base_travellers(p, pair) * wishes.rail_share(p, pair);
        if (!(riders > 0.0) || ways[pair].count == 0) continue;
        const std::span<const double> mass = wishes.mass(p, pair);
        for (std::size_t q = 0; q < quarters; ++q) people[q] = riders * mass[q];
        ways[pair].worth(service, p, sum);
        ways[pair].share_out(service, p, people, sum, &wanted[p * of_purpose]);
      }
    });
    return crowding_answer(service, base, *tastes.choice, wanted, extra, loads);
  };
  Settling settling = settle(extra_at_rest, respond, std::max(1u, crowding.iterations), crowding.gap);
  if (crowding.iterations == 0) std::fill(extra_at_rest.begin(), extra_at_rest.end(), 0.0);
  return settling;
}

}  // namespace

BaseService::BaseService(const Plan& base, const PlanInput& tastes, const Wishes& wishes, const std::vector<double>* settled)
    : quarters_(wishes.grid().quarters),
      extra_(base.departures.cell_count(), 0.0),
      log_(wishes.purposes() * wishes.pairs() * quarters_, -std::numeric_limits<double>::infinity()),
      reference_(wishes.purposes()) {
  RailService service(base, tastes, wishes.grid());
  const std::vector<StationWays> ways = station_ways(base, *tastes.choice);
  for (std::size_t pair = 0; pair < wishes.pairs(); ++pair) {
    goes_.push_back(ways[pair].count > 0 ? 1 : 0);
    road_km_.push_back(wishes.road_km(pair));
  }
  if (settled != nullptr) extra_ = *settled;
  else settling_ = settle_loads(base, tastes, wishes, ways, service, extra_);
  service.feel(extra_);
  side_by_side(wishes.purposes(), [&](std::size_t p) {
    std::vector<double> sum(quarters_);
    for (std::size_t pair = 0; pair < wishes.pairs(); ++pair) {
      if (!goes(pair)) continue;
      ways[pair].worth(service, p, sum);
      maths::log_each(sum, &log_[wishes.row(p, pair) * quarters_]);
    }
    reference_[p] = fit_reference(wishes, p);
  });
}

BaseService::Line BaseService::fit_reference(const Wishes& wishes, std::size_t p) const {
  double w = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
  for (std::size_t pair = 0; pair < wishes.pairs(); ++pair) {
    if (!goes(pair) || !(wishes.travellers(p, pair) > 0.0) || !(wishes.rail_share(p, pair) > 0.0)) continue;
    const double people = wishes.base_travellers(p, pair);
    const double km = wishes.road_km(pair);
    const std::span<const double> mass = wishes.mass(p, pair);
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
