#include "support/catch.hpp"
#include "timetable/service.hpp"

using namespace czt;

namespace {

StopTime row(std::size_t station, std::string_view arrival, std::string_view departure) {
  StopTime stop;
  stop.station = StationId{station};
  stop.arrival = at(arrival);
  stop.departure = at(departure);
  return stop;
}

Result<Trip> written(std::vector<StopTime> rows) {
  static const Network line = *straight_line(5).build();
  static const auto types = one_type();
  return trip_from_calls("S7808", std::move(rows), TrainTypeId{}, line, types);
}

std::string only_message(const Result<Trip>& trip) {
  REQUIRE_FALSE(trip.has_value());
  REQUIRE(trip.error().size() == 1);
  CHECK(trip.error().front().path == "timetable.S7808");
  return trip.error().front().message;
}

}  // namespace

TEST_CASE("a written train keeps its times, and passes lie in between by technical time",
          "[timetable][rows]") {
  const auto trip = written({row(0, "06:00", "06:00"), row(2, "06:10", "06:11"),
                             row(3, "06:15", "06:15")});
  REQUIRE(trip.has_value());
  REQUIRE(trip->stops.size() == 4);
  CHECK(trip->number == "S7808");
  CHECK_FALSE(trip->stops[1].calls);
  CHECK(trip->stops[1].arrival == at("06:05"));  // half way in running time, so half of ten minutes
  CHECK(trip->stops[1].departure == at("06:05"));
  CHECK(trip->stops[2].departure == at("06:11"));
  CHECK(trip->stops[2].technical == milliseconds(148'889));
  CHECK(trip->stops[3].technical == milliseconds(162'778));
}

TEST_CASE("the first arrival and the last departure mean nothing", "[timetable][rows]") {
  const auto trip = written({row(0, "05:00", "06:00"), row(1, "06:10", "06:00")});
  REQUIRE(trip.has_value());
  CHECK(trip->stops.front().arrival == at("06:00"));
  CHECK(trip->stops.back().departure == at("06:10"));
}

TEST_CASE("a written pass keeps its time without making a stop of it", "[timetable][rows]") {
  StopTime pass = row(1, "06:06", "06:06");
  pass.calls = false;
  const auto trip = written({row(0, "06:00", "06:00"), pass, row(2, "06:10", "06:10")});
  REQUIRE(trip.has_value());
  CHECK(trip->stops[1].arrival == at("06:06"));
  CHECK(trip->stops[1].technical == milliseconds(148'889));
}

TEST_CASE("a pass cannot be booked sooner than the train gets there", "[timetable][rows]") {
  StopTime pass = row(1, "06:02:20", "06:02:20");  // passing B takes 148.889 s, stopping 162.778
  pass.calls = false;
  CHECK(only_message(written({row(0, "06:00", "06:00"), pass, row(2, "06:10", "06:10")})) ==
        "S7808: A (row 1) to B (row 2) is booked in 140 s; CJ6 needs 148.9 s: 8.9 s too fast");
}

TEST_CASE("a train that passes does not stay", "[timetable][rows]") {
  StopTime pass = row(1, "06:05", "06:06");
  pass.calls = false;
  CHECK(only_message(written({row(0, "06:00", "06:00"), pass, row(2, "06:10", "06:10")})) ==
        "S7808: B (row 2) is passed, but reached at 06:05 and left at 06:06");
}

TEST_CASE("a train with one row is no train", "[timetable][rows]") {
  CHECK(only_message(written({row(0, "06:00", "06:00")})) ==
        "S7808: 1 calls; a trip needs at least 2");
  CHECK(only_message(written({})) == "S7808: 0 calls; a trip needs at least 2");
}

TEST_CASE("times that do not increase name both rows", "[timetable][rows]") {
  CHECK(only_message(written({row(0, "06:00", "06:00"), row(1, "06:00", "06:05"),
                              row(2, "06:20", "06:20")})) ==
        "S7808: B (row 2) is reached at 06:00, not later than A (row 1) is left at 06:00");
  CHECK(only_message(written({row(0, "06:00", "06:00"), row(1, "06:10", "06:05"),
                              row(2, "06:20", "06:20")})) ==
        "S7808: B (row 2) is left at 06:05, before it is reached at 06:10");
}

TEST_CASE("a station twice in a row is an error", "[timetable][rows]") {
  CHECK(only_message(written({row(0, "06:00", "06:00"), row(1, "06:05", "06:05"),
                              row(1, "06:07", "06:07")})) ==
        "S7808: B (row 2) and B (row 3) are the same station");
}

TEST_CASE("a leg booked faster than the train can run says by how much", "[timetable][rows]") {
  // 162.778 s are needed.
  CHECK(only_message(written({row(0, "06:00", "06:00"), row(1, "06:02:30", "06:02:30")})) ==
        "S7808: A (row 1) to B (row 2) is booked in 150 s; CJ6 needs 162.8 s: 12.8 s too fast");
  CHECK(written({row(0, "06:00", "06:00"), row(1, "06:02:43", "06:02:43")}).has_value());
}

TEST_CASE("a train that ends on a pass is an error", "[timetable][rows]") {
  StopTime pass = row(1, "06:06", "06:06");
  pass.calls = false;
  CHECK(only_message(written({row(0, "06:00", "06:00"), pass})) ==
        "S7808: a trip begins and ends with a call, not a pass");
}

TEST_CASE("all rows' mistakes are reported at once", "[timetable][rows]") {
  const auto trip = written({row(0, "06:00", "06:00"), row(1, "05:50", "05:40"),
                             row(2, "05:30", "05:30")});
  REQUIRE_FALSE(trip.has_value());
  CHECK(trip.error().size() == 3);  // B before A, B left before reached, C before B
}

TEST_CASE("written and closed again: the time of the stop stays in the timetable",
          "[timetable][rows]") {
  Drawing drawing = straight_line(3);
  drawing.stations[StationId{1}].open = false;
  const auto trip = trip_from_calls(
      "S7808", {row(0, "06:00", "06:00"), row(1, "06:03", "06:04"), row(2, "06:07", "06:07")},
      TrainTypeId{}, *drawing.build(), one_type());
  REQUIRE(trip.has_value());
  CHECK(trip->stops[1].closed);
  CHECK_FALSE(trip->stops[1].calls);
  CHECK(trip->stops[1].departure == at("06:03"));
  CHECK(trip->stops[2].arrival == at("06:07"));
}
