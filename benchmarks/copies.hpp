#pragma once
/// The same line many times over in one plan: stations, trains, places and people of each copy are
/// its own, and nobody travels from one to another. Track joins the copies' first stations, because
/// a network is connected; no train uses it.

#include <memory>
#include <string>

#include "czt/model/plan.hpp"
#include "czt/timetable/circulation.hpp"

namespace czt::bench {

class Copies {
 public:
  Copies(const PlanInput& line, std::size_t copies) : one_(line), copies_(copies) {}

  [[nodiscard]] PlanInput input() const {
    PlanInput all = one_;
    all.scenario = one_.scenario + " × " + std::to_string(copies_);
    all.network = network();
    all.trips.clear();
    all.places.clear();
    for (std::size_t copy = 0; copy < copies_; ++copy) {
      for (const Trip& trip : one_.trips) all.trips.push_back(of_copy(trip, copy));
      for (const Place& place : one_.places) all.places.push_back(of_copy(place, copy));
    }
    for (Purpose& purpose : all.purposes)
      for (OdMatrix* matrix : {&purpose.travellers, &purpose.height, &purpose.rail_share})
        *matrix = repeated(*matrix);
    if (one_.base)
      all.base = std::make_shared<const Plan>(compile_plan(Copies(one_.base->input, copies_).input()).value());
    all.circulation = circulate(all.trips, all.types, all.turnaround).value();
    return all;
  }

 private:
  [[nodiscard]] std::string named(const std::string& name, std::size_t copy) const {
    return name.empty() || copy == 0 ? name : name + " " + std::to_string(copy);
  }
  [[nodiscard]] StationId in_copy(StationId id, std::size_t copy) const {
    return StationId{id.value + copy * one_.network.stations.size()};
  }

  [[nodiscard]] Network network() const {
    IdVector<StationId, Station> stations;
    std::vector<Branch> branches;
    const Branch& main = one_.network.branches.front();
    for (std::size_t copy = 0; copy < copies_; ++copy) {
      for (Station station : one_.network.stations) {
        station.name = named(station.name, copy);
        station.name_zh = named(station.name_zh, copy);
        if (copy > 0 && station.branch == 0)
          station.at = station.at + kilometres(1);  // from the joint
        stations.push_back(std::move(station));
      }
      for (Branch branch : one_.network.branches) {
        branch.name = named(branch.name, copy);
        for (StationId& id : branch.stations) id = in_copy(id, copy);
        if (branch.joins)
          branch.joins = in_copy(*branch.joins, copy);
        else if (copy > 0)
          branch.joins = main.stations.front();
        branches.push_back(std::move(branch));
      }
    }
    Network built = build_network(std::move(branches), std::move(stations), Segment{}).value();
    for (Segment& segment : built.segments) {
      const std::size_t n = one_.network.stations.size();
      const auto like =
          one_.network.between(StationId{segment.from.value % n}, StationId{segment.to.value % n});
      const Segment& model =
          like ? one_.network.segments[*like] : one_.network.segments[SegmentId{0}];
      segment.max_speed = model.max_speed;
      segment.margin = model.margin;
      segment.headway = model.headway;
    }
    return built;
  }

  [[nodiscard]] Trip of_copy(Trip trip, std::size_t copy) const {
    trip.number = named(trip.number, copy);
    trip.service = named(trip.service, copy);
    trip.trainset = named(trip.trainset, copy);
    for (StopTime& stop : trip.stops) stop.station = in_copy(stop.station, copy);
    return trip;
  }
  [[nodiscard]] Place of_copy(Place place, std::size_t copy) const {
    place.name = named(place.name, copy);
    place.name_zh = named(place.name_zh, copy);
    for (Access& access : place.access) access.station = in_copy(access.station, copy);
    return place;
  }

  /// The matrix along the diagonal; nobody goes from one copy to another.
  [[nodiscard]] OdMatrix repeated(const OdMatrix& matrix) const {
    const Eigen::Index n = matrix.rows();
    const auto copies = static_cast<Eigen::Index>(copies_);
    OdMatrix all = OdMatrix::Zero(n * copies, n * copies);
    for (Eigen::Index copy = 0; copy < copies; ++copy) all.block(copy * n, copy * n, n, n) = matrix;
    return all;
  }

  const PlanInput& one_;
  std::size_t copies_;
};

}  // namespace czt::bench
