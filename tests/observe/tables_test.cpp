#include "czt/observe/tables.hpp"

#include <cmath>

#include "czt/core/csv.hpp"
#include "observe/seen.hpp"
#include "support/catch.hpp"

using namespace czt;
using czt::test::morning;
using czt::test::Seen;
using czt::test::SmallLine;

namespace {

CsvTable journeys_of(const Seen& seen) {
  std::string text;
  const Sink sink = [&](std::string_view piece) { text += piece; };
  write_journeys_header(sink);
  write_journeys(seen.plan, seen.world, 0, sink);
  return parse_csv(text, "journeys.csv").value();
}
std::string travellers_of(const Plan& plan, std::uint64_t seed = 1) {
  std::string text;
  write_travellers(plan, seed, 0, [&](std::string_view piece) { text += piece; });
  return text;
}
std::string field(const CsvTable& table, std::size_t row, const char* column) {
  return table.rows[row].fields[table.column(column).value()];
}

SmallLine with_travellers() {
  SmallLine line({5.0, 5.0});
  line.travellers(0, 2, 400.0, clock_time(7), clock_time(9), 0.3);
  line.travellers(2, 0, 400.0, clock_time(7), clock_time(9), 0.3);
  line.every(clock_time(6), minutes(15), 20);
  return line;
}

}  // namespace

TEST_CASE("journeys.csv tells each person's way, changes joined", "[observe][tables]") {
  SmallLine line({5.0, 5.0});
  line.trains_calling({StationId{0}, StationId{1}}, {clock_time(8)});
  line.trains_calling({StationId{1}, StationId{2}}, {clock_time(8, 20)});
  line.people(0, 2, clock_time(7, 55), 1);
  line.people(1, 2, clock_time(9), 1);
  const CsvTable table = journeys_of(Seen(line));
  REQUIRE(table.rows.size() == 2);
  CHECK(field(table, 0, "traveller") == "group 0:0");
  CHECK(field(table, 0, "from") == "A");
  CHECK(field(table, 0, "to") == "C");
  CHECK(field(table, 0, "trains") == "service 0 1+service 1 1");
  CHECK(field(table, 0, "came") == "28500");
  CHECK(field(table, 0, "departed") == "28800");
  CHECK(field(table, 0, "arrived") == "30169");
  CHECK(field(table, 0, "wait") == "1151");
  CHECK(field(table, 0, "outcome") == "made");
  CHECK(field(table, 1, "outcome") == "stranded");
  CHECK(field(table, 1, "fare").empty());
}

TEST_CASE("the rows of journeys.csv add up to the measures", "[observe][tables]") {
  const Seen seen(with_travellers());
  const CsvTable table = journeys_of(seen);
  CHECK(table.rows.size() ==
        static_cast<std::size_t>(seen("journeys") + seen("gave_up") + seen("stranded")));
  double waits = 0.0;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    waits += std::stod(field(table, row, "wait"));
  CHECK(near(waits / seen("journeys"), seen("wait_mean")));
}

TEST_CASE("stops.csv has a row for each point, its boardings are those of the day",
          "[observe][tables]") {
  const Seen seen(morning());
  std::string text;
  const Sink sink = [&](std::string_view piece) { text += piece; };
  write_stops_header(sink);
  write_stops(seen.plan, seen.world, 0, sink);
  const CsvTable table = parse_csv(text, "stops.csv").value();
  REQUIRE(table.rows.size() == 6);
  CHECK(field(table, 0, "boarded") == "6");
  CHECK(field(table, 0, "left_behind") == "1");
  CHECK(field(table, 1, "booked_arrival") == "28969");
  CHECK(field(table, 1, "arrived") == "28969");
  CHECK(field(table, 1, "standing") == "2");
}

TEST_CASE("the would-be travellers are the same whatever stations, trains or fares do (V40)",
          "[observe][tables][V40]") {
  SmallLine line = with_travellers();
  const std::string people = travellers_of(line.plan());
  CHECK(people.size() > 20'000);

  SmallLine changed = with_travellers();
  changed.fares(Tariff{Decimal{900'000}});
  changed.every(clock_time(10), minutes(5), 30);
  changed.input.network.stations[StationId{2}].open = false;
  changed.input.places[PlaceId{0}].access = {{StationId{1}, minutes(3)}};
  CHECK(travellers_of(changed.plan()) == people);

  CHECK(travellers_of(line.plan(), 2) != people);  // another seed, other people
}

TEST_CASE("scaling demand adds travellers and moves none of the others", "[observe][tables]") {
  SmallLine line = with_travellers();
  const CsvTable before = parse_csv(travellers_of(line.plan()), "before").value();
  for (Purpose& purpose : line.input.purposes) purpose.height *= 1.5;
  const CsvTable after = parse_csv(travellers_of(line.plan()), "after").value();
  CHECK(near(static_cast<double>(after.rows.size()), 1.5 * static_cast<double>(before.rows.size()),
             0.15));
  std::size_t next = 0;
  for (const CsvTable::Row& row : before.rows) {
    while (next < after.rows.size() && after.rows[next].fields != row.fields) ++next;
    REQUIRE(next < after.rows.size());
  }
}

TEST_CASE("who rides is among the would-be travellers under the same name", "[observe][tables]") {
  const Seen seen(with_travellers());
  const std::string people = travellers_of(seen.plan);
  const CsvTable table = journeys_of(seen);
  REQUIRE(table.rows.size() > 100);
  for (std::size_t row = 0; row < table.rows.size(); row += 10)
    CHECK(people.find("\n" + field(table, row, "traveller") + ",") != std::string::npos);
}

TEST_CASE("journeys.csv and the means tell the time at the entrance apart from the wait", "[observe][tables][entrance]") {
  SmallLine line({5.0});
  line.trains({clock_time(7), clock_time(8)});
  line.input.entrances.resize(2);
  Entrance entrance;
  entrance.gates = Entrance::Gates{1, ServiceTime(seconds(4), 0.0), 0.0, Duration{}};
  entrance.walk = minutes(2);
  line.input.entrances[StationId{0}] = entrance;
  Feeder feeder;
  feeder.name = "T33";
  feeder.station = StationId{0};
  feeder.comes = {clock_time(6, 57), clock_time(7, 40)};
  feeder.walk = minutes(2);
  feeder.capacity = 8;
  line.input.feeders.push_back(feeder);
  line.people(0, 1, clock_time(6, 50), 10);  // eight by the first bus, two by the second
  line.people(0, 1, clock_time(7, 50), 1);   // on his own
  line.input.passengers[0].feeder = 0;
  const Seen seen(line);
  // Doors at 06:59 and 07:42; the first bus's k-th is on the platform at 07:01 + 4 k: the train of seven has gone.
  const CsvTable table = journeys_of(seen);
  REQUIRE(table.rows.size() == 11);
  CHECK(field(table, 0, "feeder") == "T33");
  CHECK(field(table, 0, "entrance") == "124");
  CHECK(field(table, 0, "came") == "25264");
  CHECK(field(table, 7, "entrance") == "152");
  CHECK(field(table, 8, "entrance") == "124");
  CHECK(field(table, 10, "feeder").empty());
  CHECK(field(table, 10, "entrance") == "124");
  const double entrance_mean = (8 * 120 + 4 * 36 + 124 + 128 + 124) / 11.0;
  CHECK(std::fabs(seen("entrance_mean") - entrance_mean) < 1e-9);
  CHECK(std::fabs(seen("journey_mean") - (seen("entrance_mean") + seen("wait_mean") + seen("in_vehicle_mean"))) < 1e-9);
  CHECK(seen("journeys@feeder=T33") == 10);
  CHECK(seen("journeys@feeder=T33,hour=7") == 10);
  CHECK(std::fabs(seen("entrance_mean@feeder=T33") - (8 * 120 + 4 * 36 + 124 + 128) / 10.0) < 1e-9);
  CHECK(seen("entrance_mean@station=A") == seen("entrance_mean"));
  CHECK(std::fabs(seen("wait_mean@feeder=T33") - (8 * 3540 - 144 + 960 - 4 + 960 - 8) / 10.0) < 1e-9);

  std::string text;
  const Sink sink = [&](std::string_view piece) { text += piece; };
  write_feeders_header(sink);
  write_feeders(seen.plan, seen.world, 0, sink);
  const CsvTable buses = parse_csv(text, "feeders.csv").value();
  REQUIRE(buses.rows.size() == 2);
  CHECK(field(buses, 0, "booked") == "25020");
  CHECK(field(buses, 0, "riders") == "8");
  CHECK(field(buses, 0, "left_behind") == "2");
  CHECK(field(buses, 0, "to_platform") == "258");      // 240 + 4 · 4.5
  CHECK(field(buses, 0, "wait") == "3522");            // 07:01:18 to 08:00
  CHECK(field(buses, 0, "just_missed") == "8");
  CHECK(field(buses, 1, "riders") == "2");
  CHECK(field(buses, 1, "just_missed") == "0");
}

TEST_CASE("without feeders and entrances nobody has either, and no bus is written", "[observe][tables]") {
  const Seen seen(morning());
  CHECK(seen("entrance_mean") == 0.0);
  CHECK(field(journeys_of(seen), 0, "entrance") == "0");
  CHECK(field(journeys_of(seen), 0, "feeder").empty());
  std::string text;
  write_feeders(seen.plan, seen.world, 0, [&](std::string_view piece) { text += piece; });
  CHECK(text.empty());
}
