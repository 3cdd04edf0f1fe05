#include <cmath>

#include "observe/seen.hpp"
#include "support/catch.hpp"

using namespace czt;
using czt::test::morning;
using czt::test::Seen;
using czt::test::SmallLine;

TEST_CASE("boardings, alightings and those left behind are counted at stations, hours and trains",
          "[observe]") {
  const Seen seen(morning());
  CHECK(seen("boardings") == 8);
  CHECK(seen("alightings") == 8);
  CHECK(seen("boardings@station=A") == 7);
  CHECK(seen("boardings@station=B") == 1);
  CHECK(seen("alightings@station=C") == 5);
  CHECK(seen("boardings@hour=8,station=A") == 7);
  CHECK(seen("boardings@hour=9") == 0);
  CHECK(seen("boardings@direction=down") == 8);
  CHECK(seen("boardings@direction=up") == 0);
  CHECK(seen("boardings@train=service 0 1") == 6);
  CHECK(seen("left_behind") == 1);
  CHECK(seen("left_behind_passengers") == 1);
  CHECK(seen("left_behind_passengers@station=A,direction=down,hour=8") == 1);
  CHECK(seen("left_behind_passengers@station=A,direction=down,hour=7") == 0);
  CHECK(seen("left_behind_passengers@station=B") == 0);
}

TEST_CASE("loads are read after each departure, the section's by clock hour", "[observe]") {
  const Seen seen(morning());
  CHECK(seen("load") == 3.0);  // 6, 4, 1, 1
  CHECK(seen("load@segment=A–B") == 3.5);
  CHECK(seen("load_factor_seats") == 1.5);
  CHECK(seen("load_max") == 6);
  CHECK(seen("load_max@segment=B-C") == 4);
  CHECK(seen("section_load_peak_hour") == 7);
  CHECK(seen("section_load_peak_hour@segment=B–C") == 5);
  CHECK(seen("section_load_peak_hour@direction=up") == 0);
  CHECK(near(seen("passenger_km"), 60.0));
  CHECK(near(seen("seat_km"), 40.0));
  CHECK(near(seen("train_km"), 20.0));
  CHECK(near(seen("seat_occupancy"), 1.5));
}

TEST_CASE("who finds no seat stands, for as long as the trains say", "[observe]") {
  const Seen seen(morning());
  CHECK(seen("standing_passengers") == 4);
  CHECK(seen("standing_density_max") == 4.0);
  CHECK(near(seen("standing_time"), (4 * 169 + 2 * 169) / 3600.0));
  CHECK(near(seen("standing_time@segment=A–B"), 4 * 169 / 3600.0));
}

TEST_CASE("speed and dwell are those of the booked day when nothing disturbs it", "[observe]") {
  const Seen seen(morning());
  CHECK(near(seen("commercial_speed"), 10.0 / (169 + 60 + 169) * 3600.0));
  CHECK(seen("dwell_mean") == 60.0);
  CHECK(seen("dwell_p95") == 60.0);
  CHECK(std::isnan(seen("dwell_mean@station=A")));  // a first call has no dwell
  CHECK(seen("delay_arrival_mean") == 0.0);
  CHECK(seen("on_time_start") == 1.0);
  CHECK(seen("on_time_end") == 1.0);
  CHECK(seen("knock_on_delay") == 0.0);
}

TEST_CASE("a train held behind another is late, and by whom it was held is counted", "[observe]") {
  // The second train is booked 1 min behind the first, where 3 min are needed: it leaves A 2 min
  // late, runs 168.056 s, waits 0.944 s for the gap at B's entry, is held again there until the
  // first is 3 min ahead, and again at C.
  SmallLine line({5.0, 5.0});
  for (Segment& segment : line.input.network.segments) segment.headway = minutes(3);
  line.trains({clock_time(8), clock_time(8, 1)}, minutes(1));
  const Seen seen(line);
  CHECK(near(seen("knock_on_delay"), 120.0 + 0.944 + 60.0 + 0.944));
  CHECK(seen("delay_arrival_mean") == 60.0);  // 0, 0, 120, 120
  CHECK(seen("delay_p95") == 120.0);
  CHECK(seen("on_time") == 1.0);  // 120 s is within 3 min

  for (Segment& segment : line.input.network.segments) segment.headway = minutes(5);
  const Seen later(line);
  CHECK(later("on_time_start") == 0.5);  // 240 s is not
  CHECK(later("on_time_end") == 0.5);
  CHECK(later("on_time_start@station=A") == 0.5);
  CHECK(std::isnan(later("on_time_start@station=B")));
}

TEST_CASE("a window counts trains by booked departure and people by when they came", "[observe]") {
  SmallLine line = morning();
  line.input.observe_from = clock_time(8);
  line.input.observe_to = clock_time(8, 30);
  const Seen seen(line);
  CHECK(seen("boardings") == 6);  // the 8:30 train is outside
  CHECK(seen("journeys") == 2);   // who came at 8:00 and 8:20
  CHECK(seen("left_behind_passengers") == 1);
}

TEST_CASE("an empty train makes train-km and no seat-km", "[observe]") {
  SmallLine line = morning();
  line.input.trips[TripId{1}].empty = true;
  const Seen seen(line);
  CHECK(near(seen("train_km"), 20.0));
  CHECK(near(seen("seat_km"), 20.0));
  CHECK(seen("load") == 5.0);  // 6, 4
}

TEST_CASE("every measure stands in the table without being asked for, but for these", "[observe]") {
  std::string asked_for;
  for (const Measure& measure : measures())
    if (!measure.by_default) asked_for += std::string(measure.name) + " ";
  CHECK(asked_for == "passenger_delay mode_share ");
}

TEST_CASE("every measure has a unit, labels in both languages and a formula", "[observe]") {
  for (const Measure& m : measures()) {
    INFO(m.name);
    CHECK(find_measure(m.name) == &m);
    CHECK_FALSE(m.label_en.empty());
    CHECK_FALSE(m.label_zh.empty());
    CHECK(m.formula.size() > 20);
  }
}

TEST_CASE("every measure can be read in every dimension it offers", "[observe]") {
  SmallLine line = morning();
  line.travellers(0, 2, 50.0, clock_time(7), clock_time(8));
  line.input.rivals.emplace_back().name = "coach";
  const Seen seen(line);
  for (const Measure& m : measures()) {
    const std::string name(m.name);
    INFO(name);
    seen(name);
    const std::string dims = "|" + std::string(m.dimensions) + "|";
    const auto offers = [&](const std::string& d) { return dims.find("|" + d + "|") != std::string::npos; };
    if (offers("cause")) seen(name + "@cause=headway");
    if (offers("station")) seen(name + "@station=A");
    if (offers("segment")) seen(name + "@segment=A–B");
    if (offers("direction")) seen(name + "@direction=down");
    if (offers("train")) seen(name + "@train=service 0 2");
    if (offers("od")) seen(name + "@od=A→C");
    if (offers("product")) seen(name + "@product=single");
    if (offers("mode")) seen(name + "@mode=coach");
    if (offers("purpose")) seen(name + "@purpose=purpose 0");
    if (offers("hour")) seen(name + "@hour=8");
  }
}
