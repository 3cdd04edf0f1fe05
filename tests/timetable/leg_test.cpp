#include "czt/timetable/leg.hpp"

#include "czt/timetable/pattern.hpp"
#include "network/lines.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

/// Changsha (0) to Zhuzhou South (4) and Xiangtan (6) with a hill to Muyun (2) and two types, the second weaker.
struct Railway {
  Network network = three_cities().build().value();
  IdVector<TrainTypeId, TrainType> types;

  Railway() {
    TrainType type;
    type.motion = Traction{200e3, 2560e3};
    types.push_back(type);
    type.motion = Traction{200e3, 1000e3};
    types.push_back(type);
    for (Segment& segment : network.segments) segment.max_speed = kmh(160);
    const SegmentId up = *network.between(StationId{2}, StationId{1});
    network.segments[up].gradient = 0.008;
    network.segments[network.segments[up].reverse].gradient = -0.008;
  }

  [[nodiscard]] Trip trip(const std::vector<StationId>& calls, std::size_t type = 0) const {
    Pattern pattern;
    pattern.calls = calls;
    pattern.type = TrainTypeId{type};
    pattern.departures = {clock_time(8)};
    return expand(pattern, network, types).front();
  }
};

}  // namespace

TEST_CASE("a leg that is known is what it would be reckoned, for each type and each way", "[timetable][leg]") {
  const Railway line;
  const std::vector<std::vector<StationId>> ways{
      {StationId{0}, StationId{2}, StationId{4}}, {StationId{4}, StationId{2}, StationId{0}}, {StationId{0}, StationId{6}},
      {StationId{0}, StationId{4}},               {StationId{0}, StationId{2}, StationId{6}}};
  KnownLegs known;
  for (int round = 0; round < 2; ++round)
    for (const auto& calls : ways)
      for (const std::size_t type : {0u, 1u}) {
        Trip fresh = line.trip(calls, type);
        Trip again = fresh;
        for (StopTime& stop : again.stops) stop.technical = Duration{};
        set_technical_times(again, line.network, line.types[TrainTypeId{type}], known);
        for (std::size_t k = 0; k < fresh.stops.size(); ++k) CHECK(again.stops[k].technical == fresh.stops[k].technical);
      }
}

TEST_CASE("up the hill takes longer than down it, and a stop on it most of all", "[timetable][leg][traction]") {
  const Railway line;
  constexpr std::size_t weak = 1;  // the other has the power to keep its speed
  const Trip up = line.trip({StationId{4}, StationId{0}}, weak);
  const Trip down = line.trip({StationId{0}, StationId{4}}, weak);
  const Trip stopping = line.trip({StationId{4}, StationId{2}, StationId{0}}, weak);
  const auto on_hill = [](const Trip& trip, StationId to) {
    for (const StopTime& stop : trip.stops)
      if (stop.station == to) return stop.technical;
    return Duration{};
  };
  CHECK(on_hill(up, StationId{1}) > on_hill(down, StationId{2}));
  CHECK(on_hill(stopping, StationId{1}) > on_hill(up, StationId{1}) + seconds(20));
}

TEST_CASE("a leg's sections are the track from stop to stop, in the train's direction", "[timetable][leg]") {
  const Railway line;
  const Trip trip = line.trip({StationId{4}, StationId{0}});
  const auto sections = sections_of_leg(trip.stops, 0, trip.stops.size() - 1, line.network);
  REQUIRE(sections.size() == 4);
  CHECK(sections[2].gradient == 0.008);
  CHECK(sections[2].length == kilometres(5));
  CHECK(sections[3].gradient == 0.0);
  CHECK(way_of_leg(trip.stops, 0, trip.stops.size() - 1).size() == 5);
}
