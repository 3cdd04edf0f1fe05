#include "route_plan.hpp"

#include <algorithm>
#include <tuple>

namespace czt {

namespace {

void lay_out_crossings(Plan& plan) {
  const Network& network = plan.input.network;
  for (const Junction& junction : network.junctions) {
    const auto way = [&](SegmentId id) { return 2 * id.value + (network.segments[id].to == junction.at ? 1u : 0u); };
    for (const auto& [one, other] : junction.conflicts) {
      plan.crossings.push_back({way(one), way(other), ms(junction.occupation)});
      plan.crossings.push_back({way(other), way(one), ms(junction.occupation)});
    }
  }
  std::sort(plan.crossings.begin(), plan.crossings.end(), [](const Plan::Crossing& a, const Plan::Crossing& b) {
    return std::tie(a.way, a.other, a.occupation) < std::tie(b.way, b.other, b.occupation);
  });
}

/// A train that goes on over the single track by which it came would not stand on such a track.
void lay_out_single_track(Plan& plan) {
  const Network& network = plan.input.network;
  plan.track_needed_before.assign(std::size_t{plan.stations} * 2, 0);
  for (std::uint32_t p = 0; p < plan.points.size(); ++p) {
    const Plan::Point& point = plan.points[PointId{p}];
    if (point.segment == Plan::Point::none) continue;
    const auto single = network.segments[SegmentId{point.segment}].single;
    if (!single) continue;
    const bool is_on_it = p != plan.trips[TripId{point.trip}].first_point &&
                          network.segments[SegmentId{plan.points[PointId{p - 1}].segment}].single == single;
    if (!is_on_it) plan.track_needed_before[2 * point.station.value + point.track_group] = 1;
  }
}

}  // namespace

void lay_out_routes(Plan& plan) {
  const PlanInput& in = plan.input;
  plan.dispatched = in.separation.priority != Priority::first_come || !in.network.junctions.empty() ||
                    !in.network.single_tracks.empty();
  lay_out_crossings(plan);
  lay_out_single_track(plan);
}

}  // namespace czt
