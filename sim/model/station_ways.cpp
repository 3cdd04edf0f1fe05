#include "station_ways.hpp"

#include "czt/core/maths.hpp"

namespace czt {

void StationWays::worth(const RailService& service, std::size_t purpose, std::span<double> sum) const {
  for (double& s : sum) s = 0.0;
  for (std::uint32_t w = 0; w < count; ++w) {
    const std::span<const double> row = service.worth(purpose, slot[w]);
    for (std::size_t q = 0; q < sum.size(); ++q) sum[q] += factor[w] * row[q];
  }
}

void StationWays::share_out(const RailService& service, std::size_t purpose, std::span<const double> people,
                            std::span<const double> sum, double* wanted) const {
  const std::size_t quarters = people.size();
  for (std::uint32_t w = 0; w < count; ++w) {
    const std::span<const double> row = service.worth(purpose, slot[w]);
    double* of_slot = wanted + std::size_t{slot[w]} * quarters;
    for (std::size_t q = 0; q < quarters; ++q) {
      const double part = factor[w] * row[q];
      of_slot[q] += part > 0.0 ? people[q] * (part / sum[q]) : 0.0;
    }
  }
}

std::vector<StationWays> station_ways(const Plan& plan, const ChoiceModel& model) {
  const auto& places = plan.input.places;
  const std::size_t n = places.size();
  const auto minutes_to = [&](std::size_t place, std::size_t station) {
    for (const Access& a : places[PlaceId{place}].access)
      if (a.station.value == station) return in_minutes(a.time);
    return 0.0;
  };
  std::vector<StationWays> all(n * n);
  for (std::size_t pair = 0; pair < n * n; ++pair)
    for (const std::uint32_t journey : plan.choices[pair].journey) {  // of the first purpose: the same for all
      if (journey == Plan::Point::none) break;
      StationWays& ways = all[pair];
      const double access = minutes_to(pair / n, journey / plan.stations) + minutes_to(pair % n, journey % plan.stations);
      ways.factor[ways.count] = maths::exp(-model.station_scale * model.access_weight * access);
      ways.slot[ways.count++] = plan.journey_slot[journey];
    }
  return all;
}

}  // namespace czt
