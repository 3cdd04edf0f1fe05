#include "crowding.hpp"

#include <algorithm>
#include <cmath>

namespace czt {

ExpectedLoads::ExpectedLoads(const Plan& plan) : plan_(plan), load_(plan.points.size()), felt_(plan.points.size()) {
  const auto& cells = plan.departures.cells();
  for (std::uint32_t cell = 0; cell < cells.size(); ++cell)
    if (plan.legs[cell].board != Plan::Point::none) by_departure_.push_back(cell);
  std::stable_sort(by_departure_.begin(), by_departure_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return cells[a].at < cells[b].at; });
}

std::vector<double> ExpectedLoads::extra_minutes(std::vector<double> flow, const Crowding& crowding, double wait_weight) {
  std::fill(load_.begin(), load_.end(), 0.0);
  for (const std::uint32_t cell : by_departure_) {  // a way on departs later than the way that leads to it
    if (!(flow[cell] > 0.0)) continue;
    const Plan::Leg& leg = plan_.legs[cell];
    for (std::uint32_t p = leg.board; p < leg.alight; ++p) load_[p] += flow[cell];
    if (leg.onward != Plan::Point::none) flow[leg.onward] += flow[cell];
  }

  for (const Plan::TripRow& trip : plan_.trips) {
    const Plan::TypeRow& type = plan_.types[trip.type];
    double felt = 0.0;
    for (std::uint32_t p = trip.first_point; p < trip.first_point + trip.points; ++p) {
      felt_[p] = felt;
      if (p + 1 == trip.first_point + trip.points) break;
      const double load = std::min<double>(load_[p], type.capacity);
      const double standing = std::max(0.0, load - type.seats);
      const double density = type.standing_area > 0.0 ? standing / type.standing_area : 0.0;
      const double stands = load > 0.0 ? standing / load : 0.0;
      const std::int32_t ride = plan_.points[PointId{p + 1}].departure - plan_.points[PointId{p}].departure;
      felt += (crowding.density * density + crowding.standing * stands) * ride / 60'000.0;
    }
  }

  std::vector<double> extra(flow.size(), 0.0);
  for (auto cell = by_departure_.rbegin(); cell != by_departure_.rend(); ++cell) {
    const Plan::Leg& leg = plan_.legs[*cell];
    extra[*cell] = felt_[leg.alight] - felt_[leg.board];
    const double capacity = plan_.types[plan_.trips[TripId{plan_.points[PointId{leg.board}].trip}].type].capacity;
    double left = 0.0;
    for (std::uint32_t p = leg.board; p < leg.alight; ++p)
      if (load_[p] > capacity) left = std::max(left, 1.0 - capacity / load_[p]);
    extra[*cell] += left * wait_weight * plan_.departures.cells()[*cell].headway / 60'000.0;
    if (leg.onward != Plan::Point::none) extra[*cell] += extra[leg.onward];
  }
  return extra;
}

Answer crowding_answer(const RailService& service, const Plan& plan, const ChoiceModel& model, std::span<const double> wanted,
                       std::span<const double> extra, ExpectedLoads& loads) {
  std::vector<double> flow(plan.departures.cell_count(), 0.0);
  const std::size_t quarters = plan.slots > 0 ? wanted.size() / plan.input.purposes.size() / plan.slots : 0;
  for (std::size_t p = 0; p < plan.input.purposes.size(); ++p)
    for (std::size_t slot = 0; slot < plan.slots; ++slot)
      service.assign(p, slot, wanted.subspan((p * plan.slots + slot) * quarters, quarters), flow);
  Answer now{loads.extra_minutes(flow, model.crowding, model.wait_weight), 0.0};
  double change = 0.0;
  double cost = 0.0;
  for (std::size_t cell = 0; cell < flow.size(); ++cell) {
    change += flow[cell] * std::fabs(now.target[cell] - extra[cell]);
    cost += flow[cell] * (plan.legs[cell].ride / 60'000.0 + now.target[cell]);
  }
  now.gap = cost > 0.0 ? change / cost : 0.0;
  return now;
}

}  // namespace czt
