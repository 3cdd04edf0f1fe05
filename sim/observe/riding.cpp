#include "riding.hpp"

namespace czt {

Riding::Riding(const Plan& plan) : plan_(&plan), moving_(plan.points.size()), dense_(plan.points.size()) {}

void Riding::read(const World& world) {
  const PointColumns& seen = world.points;
  for (const Plan::TripRow& trip : plan_->trips) {
    const double area = plan_->types[trip.type].standing_area;
    std::int32_t moving = 0;
    double dense = 0.0;
    for (std::uint32_t p = trip.first_point; p < trip.first_point + trip.points; ++p) {
      moving_[p] = moving;
      dense_[p] = dense;
      if (p + 1 == trip.first_point + trip.points || seen.arrived[p + 1] == PointColumns::not_yet ||
          seen.departed[p] == PointColumns::not_yet)
        continue;
      const std::int32_t run = seen.arrived[p + 1] - seen.departed[p];
      moving += run;
      if (seen.standing[p] > 0 && area > 0.0) dense += seen.standing[p] / area * run;
    }
  }
}

}  // namespace czt
