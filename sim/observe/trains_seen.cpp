#include "trains_seen.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "observe/ratio.hpp"

namespace czt {

namespace {

constexpr std::int32_t on_time_within = 180'000;  // ms: "on time" is at most 3 min late


}  // namespace

TrainMeasure train_measure(std::string_view name) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(TrainMeasure::none)> names{
      "boardings",
      "alightings",
      "left_behind",
      "load",
      "load_factor_seats",
      "load_max",
      "section_load_peak_hour",
      "seat_occupancy",
      "standing_time",
      "standing_density_max",
      "passenger_km",
      "train_km",
      "seat_km",
      "commercial_speed",
      "dwell_mean",
      "dwell_p95",
      "delay_arrival_mean",
      "delay_p95",
      "on_time_start",
      "on_time",
      "on_time_end",
      "knock_on_delay",
      "cancelled_trains",
      "cancelled_calls",
      "platform_changes"};
  const auto at = std::find(names.begin(), names.end(), name);
  return TrainMeasure{static_cast<unsigned char>(at - names.begin())};
}

TrainsSeen::TrainsSeen(const Plan& plan) : plan_(&plan) {
  const Network& network = plan.input.network;
  static_.resize(plan.points.size());
  for (std::uint32_t t = 0; t < plan.trips.size(); ++t) {
    const Plan::TripRow& trip = plan.trips[TripId{t}];
    const Plan::TypeRow& type = plan.types[trip.type];
    for (std::uint32_t p = trip.first_point; p < trip.first_point + trip.points; ++p) {
      const Plan::Point& point = plan.points[PointId{p}];
      Static& s = static_[p];
      if (point.calls) s.kind |= calls;
      if (p == trip.first_point) s.kind |= first;
      if (p + 1 == trip.first_point + trip.points) s.kind |= last;
      if (!trip.empty) s.kind |= in_service;
      if (!trip.when_ready) s.kind |= booked;
      s.segment = point.segment;
      s.station = point.station.value;
      s.hour = hour_of(point.segment == Plan::Point::none ? point.arrival : point.departure);
      s.direction = point.track_group;
      s.trip = t;
      if (point.segment != Plan::Point::none)
        s.km = in_km(network.segments[SegmentId{point.segment}].length);
      s.seats = type.seats;
      s.standing_area = type.standing_area;
      s.arrival = point.arrival;
      s.departure = point.departure;
    }
  }
  by_hour_.resize(network.segments.size() * hours);
  collected_.reserve(plan.points.size());
}

bool TrainsSeen::matches(const Static& s, const Selection& wanted) const {
  const auto fits = [&](Dim d, std::uint32_t row) {
    return wanted[d] == Selection::any || wanted[d] == row;
  };
  return fits(Dim::station, s.station) && fits(Dim::segment, s.segment) &&
         fits(Dim::direction, s.direction) && fits(Dim::train, s.trip) && fits(Dim::hour, s.hour);
}

std::size_t TrainsSeen::want(const Selection& selection) {
  const auto known = std::find(selections_.begin(), selections_.end(), selection);
  if (known != selections_.end()) return static_cast<std::size_t>(known - selections_.begin());
  const Window window(*plan_);
  Points rows;
  for (std::uint32_t p = 0; p < static_.size(); ++p) {
    const Static& s = static_[p];
    const std::int32_t booked_at = s.segment == Plan::Point::none ? s.arrival : s.departure;
    if (window.holds(booked_at) && matches(s, selection)) rows.push_back(p);
  }
  selections_.push_back(selection);
  points_.push_back(std::move(rows));
  return points_.size() - 1;
}

double TrainsSeen::read(TrainMeasure measure, std::size_t selection, const World& world) {
  const Points& points = points_[selection];
  const PointColumns& seen = world.points;
  const auto sum = [&](const std::vector<std::uint32_t>& column) {
    std::uint64_t total = 0;
    for (const std::uint32_t p : points) total += column[p];
    return static_cast<double>(total);
  };
  switch (measure) {
    case TrainMeasure::boardings:
      return sum(seen.boarded);
    case TrainMeasure::alightings:
      return sum(seen.alighted);
    case TrainMeasure::left_behind:
      return sum(seen.left_behind);
    case TrainMeasure::load: {
      std::uint64_t people = 0;
      std::uint64_t departures = 0;
      for (const std::uint32_t p : points)
        if (left(p, world)) {
          people += seen.load[p];
          ++departures;
        }
      return ratio(static_cast<double>(people), static_cast<double>(departures));
    }
    case TrainMeasure::load_factor_seats:
      return share_of_seats(points, world, false);
    case TrainMeasure::seat_occupancy:
      return share_of_seats(points, world, true);
    case TrainMeasure::load_max: {
      std::uint32_t most = 0;
      for (const std::uint32_t p : points) most = std::max(most, seen.load[p]);
      return most;
    }
    case TrainMeasure::section_load_peak_hour:
      return peak_hour(points, world);
    case TrainMeasure::standing_time:
      return standing_hours(points, world);
    case TrainMeasure::standing_density_max: {
      double densest = 0.0;
      for (const std::uint32_t p : points)
        if (static_[p].standing_area > 0.0)
          densest = std::max(densest, seen.standing[p] / static_[p].standing_area);
      return densest;
    }
    case TrainMeasure::passenger_km:
    case TrainMeasure::train_km:
    case TrainMeasure::seat_km:
      return run_km(points, world, measure);
    case TrainMeasure::commercial_speed:
      return speed(points, world);
    case TrainMeasure::dwell_mean:
      collect_dwells(points, world);
      return mean_of_collected();
    case TrainMeasure::dwell_p95:
      collect_dwells(points, world);
      return quantile_(collected_) / 1000.0;
    case TrainMeasure::delay_arrival_mean:
      collect_lateness(points, world);
      return mean_of_collected();
    case TrainMeasure::delay_p95:
      collect_lateness(points, world);
      return quantile_(collected_) / 1000.0;
    case TrainMeasure::on_time_start:
      return on_time_share(points, world, first);
    case TrainMeasure::on_time:
      return on_time_share(points, world, 0);
    case TrainMeasure::on_time_end:
      return on_time_share(points, world, last);
    case TrainMeasure::knock_on_delay: {
      std::int64_t held = 0;
      for (const std::uint32_t p : points) held += seen.held[p];
      return static_cast<double>(held) / 1000.0;
    }
    case TrainMeasure::cancelled_trains:
      return static_cast<double>(cancelled(points, world, true));
    case TrainMeasure::cancelled_calls:
      return static_cast<double>(cancelled(points, world, false));
    case TrainMeasure::platform_changes:
      return static_cast<double>(platform_changes(points, world));
    case TrainMeasure::none:
      break;
  }
  return nothing;
}

std::size_t TrainsSeen::cancelled(const Points& points, const World& world, bool whole) const {
  const auto ran = [&](std::uint32_t t) {
    const Plan::TripRow& trip = plan_->trips[TripId{t}];
    return world.points.arrived[trip.first_point + trip.points - 1] != PointColumns::not_yet;
  };
  return static_cast<std::size_t>(std::count_if(points.begin(), points.end(), [&](std::uint32_t p) {
    const Static& s = static_[p];
    if (world.points.arrived[p] != PointColumns::not_yet || (s.kind & in_service) == 0) return false;
    return whole ? (s.kind & first) != 0 && !ran(s.trip) : (s.kind & calls) != 0;
  }));
}

std::size_t TrainsSeen::platform_changes(const Points& points, const World& world) const {
  return static_cast<std::size_t>(std::count_if(world.other_tracks.begin(), world.other_tracks.end(), [&](const OtherTrackTaken& taken) {
    return (static_[taken.point].kind & in_service) != 0 && std::binary_search(points.begin(), points.end(), taken.point);
  }));
}

double TrainsSeen::share_of_seats(const Points& points, const World& world, bool by_km) const {
  double people = 0.0;
  double seats = 0.0;
  for (const std::uint32_t p : points)
    if (left(p, world)) {
      const double weight = by_km ? static_[p].km : 1.0;
      people += weight * world.points.load[p];
      seats += weight * static_[p].seats;
    }
  return ratio(people, seats);
}

/// by_hour_ is zero before and after.
double TrainsSeen::peak_hour(const Points& points, const World& world) {
  const auto of = [&](std::uint32_t p) -> std::uint64_t& {
    return by_hour_[static_[p].segment * hours + static_[p].hour];
  };
  std::uint64_t most = 0;
  for (const std::uint32_t p : points)
    if (left(p, world)) most = std::max(most, of(p) += world.points.load[p]);
  for (const std::uint32_t p : points)
    if (left(p, world)) of(p) = 0;
  return static_cast<double>(most);
}

double TrainsSeen::standing_hours(const Points& points, const World& world) const {
  std::int64_t person_ms = 0;
  for (const std::uint32_t p : points)
    if (world.points.standing[p] > 0 && left(p, world))
      person_ms += std::int64_t{world.points.standing[p]} *
                   (world.points.arrived[p + 1] - world.points.departed[p]);
  return static_cast<double>(person_ms) / 3'600'000.0;
}

double TrainsSeen::run_km(const Points& points, const World& world, TrainMeasure measure) const {
  double km = 0.0;
  for (const std::uint32_t p : points) {
    const Static& s = static_[p];
    if (s.segment == Plan::Point::none || world.points.departed[p] == PointColumns::not_yet)
      continue;
    if (measure == TrainMeasure::train_km)
      km += s.km;
    else if (s.kind & in_service)
      km += s.km * (measure == TrainMeasure::seat_km ? s.seats
                                                     : static_cast<double>(world.points.load[p]));
  }
  return km;
}

double TrainsSeen::speed(const Points& points, const World& world) const {
  double km = 0.0;
  std::int64_t time = 0;
  for (const std::uint32_t p : points)
    if (left(p, world)) {
      const bool ends = (static_[p + 1].kind & last) != 0 || world.points.departed[p + 1] == PointColumns::not_yet;
      const std::int32_t until = ends ? world.points.arrived[p + 1] : world.points.departed[p + 1];
      if (until == PointColumns::not_yet) continue;
      km += static_[p].km;
      time += until - world.points.departed[p];
    }
  return ratio(km * 3'600'000.0, static_cast<double>(time));
}

void TrainsSeen::collect_dwells(const Points& points, const World& world) {
  collected_.clear();
  for (const std::uint32_t p : points)
    if ((static_[p].kind & (calls | first | last | in_service)) == (calls | in_service) &&
        left(p, world) && left(p - 1, world))
      collected_.push_back(world.points.departed[p] - world.points.arrived[p]);
}

void TrainsSeen::collect_lateness(const Points& points, const World& world) {
  collected_.clear();
  for (const std::uint32_t p : points)
    if ((static_[p].kind & (calls | first | in_service | booked)) ==
            (calls | in_service | booked) &&
        world.points.arrived[p] != PointColumns::not_yet && left(p - 1, world))
      collected_.push_back(std::max(0, world.points.arrived[p] - static_[p].arrival));
}

/// A call that no train makes is not on time. Where a trip is taken up on the way, its departure counts there.
double TrainsSeen::on_time_share(const Points& points, const World& world,
                                 std::uint8_t where) const {
  std::uint64_t all = 0;
  std::uint64_t on_time = 0;
  for (const std::uint32_t p : points) {
    const Static& s = static_[p];
    if ((s.kind & (calls | in_service | booked)) != (calls | in_service | booked)) continue;
    const bool begins = (s.kind & first) != 0;
    if (where != 0 ? (s.kind & where) == 0 : begins) continue;
    ++all;
    if (world.points.arrived[p] == PointColumns::not_yet) continue;
    const bool starts = begins || !left(p - 1, world);
    const std::int32_t actual = starts ? world.points.departed[p] : world.points.arrived[p];
    if (actual - (starts ? s.departure : s.arrival) <= on_time_within) ++on_time;
  }
  return ratio(static_cast<double>(on_time), static_cast<double>(all));
}

double TrainsSeen::margin(std::size_t selection) const {
  std::int64_t spare = 0;
  std::uint32_t trains = 0;
  std::uint32_t last_train = Plan::Point::none;
  for (const std::uint32_t p : points_[selection]) {
    const Static& s = static_[p];
    if (s.segment == Plan::Point::none || (s.kind & (in_service | booked)) != (in_service | booked)) continue;
    spare += static_[p + 1].arrival - s.departure - plan_->points[PointId{p + 1}].technical;
    if (s.trip != last_train) ++trains;
    last_train = s.trip;
  }
  return ratio(static_cast<double>(spare) / 1000.0, trains);
}

double TrainsSeen::mean_of_collected() const {
  std::int64_t sum = 0;
  for (const std::int32_t v : collected_) sum += v;
  return ratio(static_cast<double>(sum) / 1000.0, static_cast<double>(collected_.size()));
}

}  // namespace czt
