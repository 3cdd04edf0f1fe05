#include "performed.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "czt/core/csv.hpp"

namespace czt {

std::string basic_date(Date date) { return fmt::format("{:04}{:02}{:02}", date.year(), date.month(), date.day()); }

std::string service_time(std::int64_t ms) {
  const std::int64_t s = std::max<std::int64_t>(0, ms / 1000);
  return fmt::format("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
}

std::string date_time(Date service_date, std::int64_t ms) {
  constexpr std::int64_t day = 86'400'000;
  const std::int64_t days = ms >= 0 ? ms / day : (ms - day + 1) / day;
  return to_text(service_date + static_cast<int>(days)) + "T" + service_time(ms - days * day);
}

const Trip& trip_of(const Plan& plan, std::uint32_t point) { return plan.input.trips[TripId{plan.points[PointId{point}].trip}]; }

int scheduled_sequence(const Plan& plan, std::uint32_t point) {
  return static_cast<int>(point - plan.trips[TripId{plan.points[PointId{point}].trip}].first_point) + 1;
}

void for_visits(const PerformedDay& day, const std::function<void(const StopVisit&)>& each) {
  const Plan& plan = day.plan;
  const PointColumns& done = day.world.points;
  std::vector<bool> cancelled(plan.points.size(), false);
  for (const Cancellation& c : day.world.cancellations)
    for (std::uint32_t p = c.first; p < c.end; ++p) cancelled[p] = true;
  for (std::size_t t = 0; t < plan.input.trips.size(); ++t) {
    const Trip& trip = plan.input.trips[TripId{t}];
    if (trip.empty) continue;
    const Plan::TripRow& row = plan.trips[TripId{t}];
    StopVisit visit{trip, csv_field(trip.number), csv_field(plan.input.circulation.names[plan.input.circulation.trainset[TripId{t}]]), {}};
    for (std::uint32_t i = 0; i < row.points; ++i) {
      const StopTime& stop = trip.stops[i];
      if (!stop.calls || stop.closed) continue;
      visit.point = row.first_point + i;
      visit.station = csv_field(plan.input.network.stations[stop.station].name);
      ++visit.sequence;
      visit.scheduled = static_cast<int>(i) + 1;
      visit.first = i == 0;
      visit.last = i + 1 == row.points;
      visit.booked_arrival = in_milliseconds(stop.arrival);
      visit.booked_departure = in_milliseconds(stop.departure);
      visit.arrived = done.arrived[visit.point];
      visit.departed = done.departed[visit.point];
      visit.skipped = cancelled[visit.point] || visit.arrived == PointColumns::not_yet;
      if (visit.departed == PointColumns::not_yet || visit.last) visit.departed = visit.arrived;
      if (visit.first && !visit.skipped) visit.arrived = std::min(visit.arrived, visit.departed);
      visit.boarded = done.boarded[visit.point];
      visit.alighted = done.alighted[visit.point];
      visit.load = done.load[visit.point];
      each(visit);
    }
  }
}

std::vector<std::uint32_t> changes_of(const World& world) {
  std::vector<std::uint32_t> next(world.passengers.came.size(), Plan::Point::none);
  for (const Onward& change : world.onward) next[change.from] = change.to;
  return next;
}

RiddenStages ridden_stages(const World& world, const std::vector<std::uint32_t>& changes, std::uint32_t row) {
  const PassengerColumns& rows = world.passengers;
  RiddenStages stages;
  for (std::uint32_t stage = row; stage != Plan::Point::none; stage = changes[stage]) {
    stages.made = rows.boarded[stage] < PassengerColumns::gave_up && rows.alighted[stage] != PassengerColumns::never;
    if (!stages.made) break;
    stages.rows.push_back(stage);
  }
  return stages;
}

void for_rides(const PerformedDay& day, const std::function<void(const RideMade&)>& each) {
  const Plan& plan = day.plan;
  const World& world = day.world;
  const PassengerColumns& rows = world.passengers;
  const std::vector<std::uint32_t> changes = changes_of(world);
  const auto streams = plan.field.streams();
  for (std::uint32_t row = 0; row < world.base_rows; ++row) {
    const RiddenStages stages = ridden_stages(world, changes, row);
    if (!stages.made) continue;
    const std::uint32_t person = rows.person[row];
    const std::uint32_t stream = world.persons.stream[person];
    const std::uint32_t journey = world.persons.journey[person];
    RideMade ride;
    ride.rider = csv_field(traveller_name(plan, stream, world.persons.number[person]));
    const PurposeId purpose = stream < streams.size() ? streams[stream].purpose : no_purpose;
    if (stream < streams.size()) ride.purpose = csv_field(plan.input.purposes[purpose].name);
    ride.from = StationId{journey / plan.stations};
    ride.to = StationId{journey % plan.stations};
    ride.came = rows.came[row];
    const Plan::Point& boarded = plan.points[PointId{rows.boarded[row]}];
    ride.ticket = plan.input.fares.ticket(purpose, ride.from, ride.to, plan.input.network.tariff_km(ride.from, ride.to), start_of_day + milliseconds(boarded.departure));
    for (const std::uint32_t stage : stages.rows) {
      ride.board_point = rows.boarded[stage];
      ride.alight_point = rows.alighted[stage];
      ride.ready = rows.came[stage];
      ride.first = stage == stages.rows.front();
      ride.last = stage == stages.rows.back();
      each(ride);
    }
  }
}

}  // namespace czt
