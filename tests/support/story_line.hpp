#pragma once
/// What stories of trains that hinder each other have in common: 5 km at 144 km/h take 175 s, 10 km non-stop 300 s; booked
/// so, without a margin.

#include <map>
#include <string>

#include "czt/observe/delay_ledger.hpp"
#include "support/catch.hpp"
#include "support/story.hpp"

namespace czt::test {

inline const std::string strict_rules = R"(
track: {max_speed: 144 km/h, margin: 0 %, headway: 180 s, reoccupation: 60 s}
turnaround: {minimum: 5 min, doors_open_before: 1 min, clears_after: 0 min}
dwell: {model: fixed, time: 30 s, minimum: 0 s}
train_types: {short: {cars: 2, seats: 50, standing_area: 0 m2, doors_per_side: 2, jerk: 0 m/s3}}
formation: {default: short}
)";
/// A, B and C, 5 km apart, with tracks for everybody.
inline const std::string three_stations = R"(
scenario: story
stations:
  A: {km: 0, chainage_km: 0, tracks: {up: 9, down: 9}}
  B: {km: 5, chainage_km: 5, tracks: {up: 9, down: 9}}
  C: {km: 10, chainage_km: 10, tracks: {up: 9, down: 9}}
branches: {main: {stations: [A, B, C]}}
)" + strict_rules;
inline const std::string without_chance = "disturbances: {scale: 0}\n";

/// "late 120 s, headway 120 s": a trip's ledger at its last arrival; checks that it adds up.
inline std::string ledger(const Day& day, std::uint32_t t) {
  DelayLedger ledger(day.plan);
  ledger.read(day.world);
  std::map<DelayCause, std::int32_t> sums;
  std::int32_t late = 0;
  for (const DelayLedger::Entry& entry : ledger.of_trip(TripId{t})) {
    sums[entry.cause] += entry.time;
    late += entry.time;
  }
  const Plan::TripRow& trip = day.plan.trips[TripId{t}];
  const std::uint32_t last = trip.first_point + trip.points - 1;
  CHECK(late == day.world.points.arrived[last] - day.plan.points[PointId{last}].arrival);
  std::string text = "late " + std::to_string(late / 1000) + " s";
  for (const auto& [cause, time] : sums) text += ", " + std::string(to_text(cause)) + " " + std::to_string(time / 1000) + " s";
  return text;
}

inline std::uint32_t trip_named(const Day& day, const std::string& number) {
  for (std::uint32_t t = 0; t < day.plan.trips.size(); ++t)
    if (day.plan.input.trips[TripId{t}].number == number) return t;
  FAIL("no train " << number);
  return 0;
}

/// ms, against the booked departure of the point.
inline std::int32_t late_leaving(const Day& day, std::uint32_t p) { return day.world.points.departed[p] - day.plan.points[PointId{p}].departure; }

}  // namespace czt::test
