#include "incidents.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "czt/timetable/pattern.hpp"

namespace czt {

namespace {

Plan::Hindrance hindrance(const Incident& incident, std::uint32_t row, std::uint32_t where) {
  return {where, ms(incident.from), ms(incident.until), 0, 0, row};
}

bool touches(const Incident& incident, std::uint32_t segment) {
  return std::find(incident.segments.begin(), incident.segments.end(), SegmentId{segment}) !=
         incident.segments.end();
}

void block(const Incident& incident, std::uint32_t row, Plan& plan) {
  for (const SegmentId segment : incident.segments)
    plan.blocks.push_back(hindrance(incident, row, segment.value));
}

void hold_train(const Incident& incident, std::uint32_t row, Plan& plan) {
  if (incident.train == Incident::none) return;
  const Plan::TripRow& trip = plan.trips[TripId{incident.train}];
  for (std::uint32_t p = trip.first_point; p + 1 < trip.first_point + trip.points; ++p)
    if (incident.station == Incident::none || plan.points[PointId{p}].station.value == incident.station)
      plan.train_holds.push_back(hindrance(incident, row, p));
}

bool calls_between_ends(const Plan& plan, const Plan::TripRow& trip, std::uint32_t p) {
  if (p == trip.first_point || plan.points[PointId{p}].calls == 0) return false;
  for (std::uint32_t q = p + 1; q < trip.first_point + trip.points; ++q)
    if (plan.points[PointId{q}].calls) return true;
  return false;
}

/// At every call of the train, or of all, at the station, or at all.
template <class Row>
void at_calls(const Incident& incident, const Plan& plan, Row&& row) {
  for (std::uint32_t t = 0; t < plan.trips.size(); ++t) {
    if (incident.train != Incident::none && incident.train != t) continue;
    const Plan::TripRow& trip = plan.trips[TripId{t}];
    for (std::uint32_t p = trip.first_point; p < trip.first_point + trip.points; ++p)
      if (plan.points[PointId{p}].calls && (incident.station == Incident::none || plan.points[PointId{p}].station.value == incident.station))
        row(trip, p);
  }
}

void shut_doors(const Incident& incident, std::uint32_t row, Plan& plan) {
  if (incident.train == Incident::none) return;
  at_calls(incident, plan, [&](const Plan::TripRow&, std::uint32_t p) {
    plan.door_failures.push_back(hindrance(incident, row, p));
    plan.door_failures.back().doors = incident.doors;
  });
}

void prolong_stops(const Incident& incident, std::uint32_t row, Plan& plan) {
  if (incident.train == Incident::none && incident.station == Incident::none) return;
  at_calls(incident, plan, [&](const Plan::TripRow&, std::uint32_t p) {
    plan.longer_stops.push_back(hindrance(incident, row, p));
    plan.longer_stops.back().longer = ms(incident.longer);
  });
}

/// At a platform it stands as a train that is held does.
void stop_train(const Incident& incident, std::uint32_t row, Plan& plan) {
  if (incident.train == Incident::none) return;
  hold_train(incident, row, plan);
  const Plan::TripRow& trip = plan.trips[TripId{incident.train}];
  for (std::uint32_t p = trip.first_point; p + 1 < trip.first_point + trip.points; ++p)
    plan.train_stands.push_back(hindrance(incident, row, p));
}

void close_station(const Incident& incident, std::uint32_t row, Plan& plan) {
  at_calls(incident, plan, [&](const Plan::TripRow& trip, std::uint32_t p) {
    if (calls_between_ends(plan, trip, p)) plan.closures.push_back(hindrance(incident, row, p));
  });
}

/// A trip's running times under the lower speed, against its own. What a leg from stop to stop takes longer outside
/// the segments (braking before them, gathering speed after) is added to the first of them on the leg.
void slow_trip(const Incident& incident, std::uint32_t row, const Network& slowed, std::uint32_t t, Plan& plan) {
  const Plan::TripRow& of = plan.trips[TripId{t}];
  const auto begin = plan.points.begin() + of.first_point;
  const auto in_it = [&](const Plan::Point& p) { return p.segment != Plan::Point::none && touches(incident, p.segment); };
  if (std::none_of(begin, begin + of.points, in_it)) return;
  Trip trip = plan.input.trips[TripId{t}];
  set_technical_times(trip, slowed, plan.input.types[trip.type]);
  std::size_t leg = plan.train_slows.size();
  std::int32_t outside = 0;
  for (std::uint32_t k = 0; k + 1 < of.points; ++k) {
    const Plan::Point& next = plan.points[PointId{of.first_point + k + 1}];
    const auto longer = static_cast<std::int32_t>(in_milliseconds(trip.stops[k + 1].technical)) - next.technical;
    if (in_it(plan.points[PointId{of.first_point + k}])) {
      plan.train_slows.push_back(hindrance(incident, row, of.first_point + k));
      plan.train_slows.back().longer = longer;
    } else {
      outside += longer;
    }
    if (!trip.stops[k + 1].calls && k + 2 < of.points) continue;
    if (leg < plan.train_slows.size()) plan.train_slows[leg].longer += outside;
    leg = plan.train_slows.size();
    outside = 0;
  }
}

void slow(const Incident& incident, std::uint32_t row, Plan& plan) {
  Network slowed = plan.input.network;
  for (const SegmentId id : incident.segments) {
    MetresPerSecond& cap = slowed.segments[id].max_speed;
    cap.value = std::min(cap.value, incident.speed.value);
  }
  for (std::uint32_t t = 0; t < plan.trips.size(); ++t) slow_trip(incident, row, slowed, t, plan);
}

std::array<std::vector<Plan::Hindrance>*, 7> hindrances_of(Plan& plan) {
  return {&plan.blocks,        &plan.train_holds,  &plan.train_slows, &plan.train_stands,
          &plan.door_failures, &plan.longer_stops, &plan.closures};
}

}  // namespace

void lay_out_incidents(Plan& plan) {
  for (std::vector<Plan::Hindrance>* rows : hindrances_of(plan)) rows->clear();
  for (std::uint32_t row = 0; row < plan.input.incidents.size(); ++row) {
    const Incident& incident = plan.input.incidents[row];
    switch (incident.effect) {
      case Incident::Effect::blocked: block(incident, row, plan); break;
      case Incident::Effect::slow: slow(incident, row, plan); break;
      case Incident::Effect::train_held: hold_train(incident, row, plan); break;
      case Incident::Effect::door_failure: shut_doors(incident, row, plan); break;
      case Incident::Effect::longer_stop: prolong_stops(incident, row, plan); break;
      case Incident::Effect::train_failure: stop_train(incident, row, plan); break;
      case Incident::Effect::closed_station: close_station(incident, row, plan); break;
    }
  }
  for (std::vector<Plan::Hindrance>* rows : hindrances_of(plan))
    std::sort(rows->begin(), rows->end(), [](const Plan::Hindrance& a, const Plan::Hindrance& b) {
      return std::tie(a.where, a.from, a.incident) < std::tie(b.where, b.from, b.incident);
    });
}

}  // namespace czt
