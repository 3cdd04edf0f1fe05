#include "network/lines.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

/// The only error's path and message; the test fails when there are more or none.
Diagnostic only_error(const Drawing& drawing) {
  const auto built = drawing.build();
  REQUIRE_FALSE(built.has_value());
  REQUIRE(built.error().size() == 1);
  return built.error().front();
}

bool says(const Diagnostic& d, const std::string& words) {
  return d.message.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("neighbouring stations have one segment each way, up towards the first station",
          "[network]") {
  const Network line = *three_cities().build();
  REQUIRE(line.segments.size() == 2 * 6);  // 7 stations in a tree
  const auto down = line.between(*line.find("Muyun"), *line.find("Zhuzhou"));
  REQUIRE(down);
  const Segment& segment = line.segments[*down];
  CHECK(segment.direction == Direction::down);
  CHECK(in_km(segment.length) == 25.0);
  CHECK(segment.tariff_km == 26);
  CHECK(segment.headway == minutes(3));
  CHECK(line.name(*down) == "Muyun–Zhuzhou");
  const Segment& back = line.segments[segment.reverse];
  CHECK(back.direction == Direction::up);
  CHECK(back.from == segment.to);
  CHECK(back.to == segment.from);
  CHECK(line.segments[back.reverse].from == segment.from);
}

TEST_CASE("a side branch's kilometres count from its joint", "[network]") {
  const Network line = *three_cities().build();
  const auto first = line.between(*line.find("Muyun"), *line.find("Zhaoshan"));
  REQUIRE(first);
  CHECK(in_km(line.segments[*first].length) == 8.0);
  CHECK(line.segments[*first].direction == Direction::down);
  CHECK(line.stations[*line.find("Xiangtan")].branch == 1);
  CHECK(line.stations[*line.find("Muyun")].branch == 0);
}

TEST_CASE("a station is found by its English or Chinese name, and no name finds none",
          "[network]") {
  Drawing drawing = three_cities();
  drawing.stations[StationId{3}].name_zh = "株洲";
  const Network line = *drawing.build();
  CHECK(line.find("Zhuzhou") == StationId{3});
  CHECK(line.find("株洲") == StationId{3});
  CHECK_FALSE(line.find("Wuhan"));
  CHECK_FALSE(line.find(""));
}

TEST_CASE("two stations of one name are an error, in whichever language", "[network]") {
  Drawing drawing = three_cities();
  drawing.stations[StationId{5}].name_zh = "Muyun";
  const Diagnostic d = only_error(drawing);
  CHECK(d.path == "stations.Zhaoshan");
  CHECK(says(d, "'Muyun'"));
}

TEST_CASE("a station may have the same name in both languages", "[network]") {
  Drawing drawing = three_cities();
  drawing.stations[StationId{5}].name_zh = "Zhaoshan";
  CHECK(drawing.build().has_value());
}

TEST_CASE("a station that lies no further than the one before is an error naming both",
          "[network]") {
  Drawing drawing = three_cities();
  drawing.stations[StationId{3}].at = kilometres(25);
  const Diagnostic d = only_error(drawing);
  CHECK(d.path == "stations.Zhuzhou");
  CHECK(says(d, "Zhuzhou lies 0 km after Muyun"));
}

TEST_CASE("a station at its joint's own kilometre 0 is an error", "[network]") {
  Drawing drawing = three_cities();
  drawing.stations[StationId{5}].at = kilometres(0);
  CHECK(says(only_error(drawing), "Zhaoshan lies 0 km after Muyun"));
}

TEST_CASE("tariff kilometres that fall along a branch are an error, equal ones are not",
          "[network]") {
  Drawing drawing = three_cities();
  drawing.stations[StationId{4}].chainage_km = 51;
  CHECK(drawing.build().has_value());
  drawing.stations[StationId{4}].chainage_km = 50;
  CHECK(says(only_error(drawing), "-1 tariff km"));
}

TEST_CASE("a second branch that joins nowhere is an error", "[network]") {
  Drawing drawing = three_cities();
  drawing.branches[1].joins.reset();
  const Diagnostic d = only_error(drawing);
  CHECK(d.path == "branches.Xiangtan");
  CHECK(says(d, "joins nowhere"));
}

TEST_CASE("a branch cannot join itself, nor the main branch another", "[network]") {
  Drawing drawing = three_cities();
  drawing.branches[1].joins = StationId{6};
  CHECK(says(only_error(drawing), "joins nowhere"));
  drawing = three_cities();
  drawing.branches[0].joins = StationId{5};
  CHECK(says(only_error(drawing), "main branch"));
}

TEST_CASE("a station that stands in no branch is not connected", "[network]") {
  Drawing drawing = three_cities();
  drawing.stations.push_back(station("Wuhan", 300));
  const Diagnostic d = only_error(drawing);
  CHECK(d.path == "stations.Wuhan");
  CHECK(says(d, "not connected to Changsha"));
}

TEST_CASE("a station cannot stand in two branches", "[network]") {
  Drawing drawing = three_cities();
  drawing.branches[1].stations.push_back(StationId{4});
  drawing.stations[StationId{4}].at = kilometres(58);  // so that its place on both is further out
  CHECK(says(only_error(drawing), "twice"));
}

TEST_CASE("a station without a track in a direction is an error", "[network]") {
  Drawing drawing = three_cities();
  drawing.stations[StationId{2}].tracks_down = 0;
  CHECK(says(only_error(drawing), "0 down"));
}

TEST_CASE("a line of fewer than two stations is an error and not a crash", "[network]") {
  CHECK(only_error(Drawing{}).path == "stations");
  Drawing drawing;
  drawing.branches = {{"trunk", {}, {}}};
  drawing.add(0, station("Changsha", 0));
  CHECK(only_error(drawing).path == "stations");
}

TEST_CASE("a branch that lists a station row that does not exist is an error", "[network]") {
  Drawing drawing = three_cities();
  drawing.branches[1].stations.push_back(StationId{99});
  CHECK(says(only_error(drawing), "no station row 100"));
}

TEST_CASE("everything wrong with a line is reported at once", "[network]") {
  Drawing drawing = three_cities();
  drawing.stations[StationId{1}].name = "Changsha";       // 1: duplicate
  drawing.stations[StationId{4}].at = kilometres(40);     // 2: behind Zhuzhou
  drawing.branches[1].joins.reset();                      // 3: joins nowhere
  drawing.stations.push_back(station("Wuhan", 300));      // 4: in no branch
  const auto built = drawing.build();
  REQUIRE_FALSE(built.has_value());
  CHECK(built.error().size() == 4);
}

TEST_CASE("a name that holds a dot is quoted in the path of its error", "[network]") {
  Drawing drawing = three_cities();
  drawing.stations[StationId{3}].name = "St. Zhu";
  drawing.stations[StationId{3}].at = kilometres(1);
  CHECK(only_error(drawing).path == "stations.\"St. Zhu\"");
}
