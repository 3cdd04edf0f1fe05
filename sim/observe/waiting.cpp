#include "waiting.hpp"

namespace czt {

std::vector<Waiting> waiting_of(const Plan& plan, const World& world) {
  const PassengerColumns& rows = world.passengers;
  const auto patience = static_cast<std::int32_t>(in_milliseconds(plan.input.patience));
  std::vector<Waiting> all(rows.came.size());
  for (std::uint32_t row = 0; row < world.base_rows; ++row) all[row].station = world.persons.journey[rows.person[row]] / plan.stations;
  for (const Onward& change : world.onward) all[change.to].station = plan.points[PointId{rows.alighted[change.from]}].station.value;
  for (std::uint32_t row = 0; row < all.size(); ++row) {
    Waiting& one = all[row];
    one.boarded = rows.boarded[row] < PassengerColumns::gave_up;
    one.from = rows.came[row];
    one.until = one.boarded ? world.points.departed[rows.boarded[row]] : rows.came[row] + patience;
  }
  return all;
}

}  // namespace czt
