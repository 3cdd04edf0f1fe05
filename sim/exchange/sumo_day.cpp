#include "sumo_day.hpp"

#include <algorithm>
#include <cmath>

#include "xml_text.hpp"

namespace czt {

namespace {

int lane_of(Direction direction) { return direction == Direction::up ? 0 : 1; }

class DayReader {
 public:
  explicit DayReader(const PerformedDay& day) : day_(day), plan_(day.plan), network_(day.plan.input.network) {}

  SumoDay read() {
    name_edges();
    for (const TrainType& type : plan_.input.types) {
      out_.types.push_back(plain_(type.name));
      out_.platform = metres(std::max(out_.platform.value, std::ceil(type.length.value) + 30.0));
    }
    read_stops();
    for (const auto& [trip, points] : points_) take(TripId{trip}, points);
    std::stable_sort(out_.trains.begin(), out_.trains.end(), [](const SumoTrain& a, const SumoTrain& b) { return a.stops.front().arrived < b.stops.front().arrived; });
    return std::move(out_);
  }

 private:
  void name_edges() {
    for (const Station& station : network_.stations) out_.stations.push_back(plain_(station.name));
    for (std::size_t s = 0; s < network_.segments.size(); ++s) {
      const Segment& segment = network_.segments[SegmentId{s}];
      const std::string id = plain_(out_.stations[segment.from] + "-" + out_.stations[segment.to]);
      const int lane = lane_of(segment.direction);
      out_.segments.push_back(id);
      out_.connections.insert({out_.stations[segment.from], id, lane, 0});
      out_.connections.insert({id, out_.stations[segment.to], 0, lane});
    }
  }

  /// The points of each trip at which its train stood for passengers.
  void read_stops() {
    for_visits(day_, [&](const StopVisit& v) {
      const bool passed = !v.first && !v.last && v.departed == v.arrived && v.boarded + v.alighted == 0;
      if (v.skipped || passed) return;
      points_[plan_.points[PointId{v.point}].trip].push_back(v.point);
      stops_[v.point] = {plan_.points[PointId{v.point}].station, 0, v.arrived, v.departed, v.boarded, v.alighted};
    });
    for (const Trip& trip : plan_.input.trips) out_.not_run += !trip.empty;
  }

  void take(TripId id, const std::vector<std::uint32_t>& points) {
    if (points.size() < 2) return;
    --out_.not_run;
    const Trip& trip = plan_.input.trips[id];
    const std::uint32_t first = plan_.trips[id].first_point;
    SumoTrain train;
    train.id = plain_(trip.number);
    train.type = trip.type;
    std::vector<std::uint32_t> key;  // where it calls, and whom it takes there
    for (const std::uint32_t p : points) {
      SumoStop stop = stops_.at(p);
      stop.lane = lane_of(platform_direction(trip, p - first, network_));
      train.stops.push_back(stop);
      key.push_back(stop.station.value);
      key.push_back(static_cast<std::uint32_t>(plan_.services[PointId{p}].size()));
      for (const Plan::Service& service : plan_.services[PointId{p}]) key.push_back(service.lane.value);
    }
    const auto [line, fresh] = line_of_.try_emplace(std::move(key));
    if (fresh) line->second = line_names_(trip.service.empty() ? "line" : trip.service);
    train.line = line->second;
    for (const std::uint32_t p : points)
      for (const Plan::Service& service : plan_.services[PointId{p}]) {
        if (stops_.count(service.alight_point) == 0) continue;
        const Plan::Lane& lane = plan_.lanes[service.lane];
        out_.lines[{lane.from.value, lane.to.value}].insert(train.line);
      }
    run_over(trip, points.front() - first, points.back() - first, train);
    out_.trains.push_back(std::move(train));
  }

  void run_over(const Trip& trip, std::size_t first, std::size_t last, SumoTrain& train) {
    int lane = lane_of(platform_direction(trip, first, network_));
    train.edges.push_back(out_.stations[trip.stops[first].station]);
    for (std::size_t i = first; i < last; ++i) {
      const std::string& ahead = out_.segments[*network_.between(trip.stops[i].station, trip.stops[i + 1].station)];
      const std::string& next = out_.stations[trip.stops[i + 1].station];
      out_.connections.insert({train.edges.back(), ahead, lane, 0});
      lane = lane_of(platform_direction(trip, i + 1, network_));
      out_.connections.insert({ahead, next, 0, lane});
      train.edges.push_back(ahead);
      train.edges.push_back(next);
    }
  }

  const PerformedDay& day_;
  const Plan& plan_;
  const Network& network_;
  SumoDay out_;
  PlainIds plain_;
  PlainIds line_names_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> points_;
  std::map<std::uint32_t, SumoStop> stops_;
  std::map<std::vector<std::uint32_t>, std::string> line_of_;
};

}  // namespace

SumoDay sumo_day(const PerformedDay& day) { return DayReader(day).read(); }

}  // namespace czt
