/// The inputs of a scenario one by one, and a change of some of them as a file.

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "czt/scenario/parameters.hpp"
#include "support/catch.hpp"

namespace {

namespace fs = std::filesystem;

constexpr const char* line_of_two = R"(
scenario: two stations
stations: {A: {km: 0}, "B.1 = \"x\"": {zh: 乙, km: 10}}
branches: {main: {stations: [A, "B.1 = \"x\""]}}
train_types:
  short: {cars: 4, doors_per_side: 8, seats: 200, standing_area: {value: 120 m2, assumed: drawing, range: [100 m2, 140 m2]}}
formation: {default: short}
timetable: {listed: {from: A, to: "B.1 = \"x\"", departs: ["06:00", "25:30"]}}
fares: {per_km: {value: 0.385 yuan, sourced: the paper}}
)";

czt::Scenario two_stations() {
  const auto s = czt::parse_scenario(std::string(line_of_two));
  INFO((s ? std::string() : czt::print(s.error())));
  REQUIRE(s.has_value());
  return *s;
}

czt::KnownInput input(const czt::Scenario& scenario, const std::string& path) {
  const auto inputs = czt::known_inputs(scenario);
  const auto found = std::find_if(inputs.begin(), inputs.end(), [&](const auto& i) { return i.path == path; });
  INFO(path);
  REQUIRE(found != inputs.end());
  return *found;
}

TEST_CASE("An input is known with its unit, limits, mark and range") {
  const czt::Scenario scenario = two_stations();
  const czt::KnownInput area = input(scenario, "train_types.short.standing_area");
  CHECK(area.number == 120.0);
  CHECK(area.range == std::pair(100.0, 140.0));
  CHECK(area.provenance.mark == czt::Mark::assumed);
  CHECK_FALSE(area.is_default);
  CHECK(area.key->unit == "m2");
  const czt::KnownInput fare = input(scenario, "fares.per_km");
  CHECK(fare.number == 0.385);
  CHECK(fare.low == 0.0);
  CHECK_FALSE(fare.range);
  const czt::KnownInput doors = input(scenario, "dwell.door_cycle");
  CHECK(doors.is_default);
  CHECK(doors.text == "20 s");
  CHECK(doors.number == 20.0);
}

TEST_CASE("Lists and files are none of the inputs that are one value") {
  for (const czt::KnownInput& known : czt::known_inputs(two_stations())) {
    CHECK(known.path != "timetable.listed.departs");
    CHECK(known.key->dimension != czt::Dimension::file_path);
  }
  CHECK_FALSE(czt::plain_setting("timetable.file=/etc/passwd"));
  CHECK_FALSE(czt::plain_setting("timetable={file: /etc/passwd}"));
  CHECK_FALSE(czt::plain_setting("demand.scale*=2"));
  CHECK_FALSE(czt::plain_setting("demand.scale"));
  CHECK(*czt::plain_setting("demand.scale=1.5") == czt::PlainSetting{"demand.scale", "1.5"});
}

TEST_CASE("A service that is not there is added as one, of all its values") {
  const czt::Scenario scenario = two_stations();
  const auto sets = [&](const std::vector<std::string>& texts) {
    std::vector<czt::PlainSetting> settings;
    for (const std::string& text : texts) settings.push_back(*czt::plain_setting(text));
    return czt::as_sets(scenario, settings);
  };
  CHECK(sets({"timetable.more.from=A", "fares.per_km=1", R"(timetable.more.departs=[07:00, 08:00])", "timetable.listed.dwell=30 s", R"(timetable.more.to=B.1 = "x")",
              "timetable.more.numbers.first=S1", "timetable.more.numbers.step=4"}) ==
        std::vector<std::string>{R"(timetable.more={add: {"from": "A", "departs": ["07:00", "08:00"], "to": "B.1 = \"x\"", "numbers": {"first": "S1", "step": "4"}}})",
                                 R"(fares.per_km="1")", R"(timetable.listed.dwell="30 s")"});
  // A trip's own values are a trip's.
  CHECK(sets({"timetable.S1.type=short", "timetable.trips.S2.units=2"}) == std::vector<std::string>{R"(timetable.S1.type="short")", R"(timetable.trips.S2.units="2")"});
  CHECK(sets({R"(timetable."new = 1.5, x: {1}".to=A)"}) == std::vector<std::string>{R"(timetable."new = 1.5, x: {1}"={add: {"to": "A"}})"});
  czt::ReadOptions how;
  how.set = sets({"timetable.more.from=A", R"(timetable.more.to=B.1 = "x")", "timetable.more.departs=[07:00]", "timetable.more.type=short"});
  const auto added = czt::parse_scenario(std::string(line_of_two), "two", ".", how);
  INFO((added ? std::string() : czt::print(added.error())));
  REQUIRE(added.has_value());
  CHECK(added->tree.find("timetable")->find("more")->find("departs")->items.size() == 1);
}

TEST_CASE("A change kept as a file means what --set means, whatever the names hold") {
  const std::array<czt::PlainSetting, 2> settings{
      *czt::plain_setting(R"(stations."B.1 = \"x\"".km=12.5)"), *czt::plain_setting("fares.per_km=0.3 yuan")};
  const fs::path folder = fs::temp_directory_path() / ("czt-parameters-" + std::to_string(getpid()));
  fs::create_directory(folder);
  std::ofstream(folder / "two.yaml") << std::string(line_of_two);
  std::ofstream(folder / "changed.yaml") << czt::change_yaml(R"(a "name": \ {x})", "two.yaml", "it: #1", two_stations(), settings);
  const auto kept = czt::read_scenario(folder / "changed.yaml");
  INFO((kept ? std::string() : czt::print(kept.error())));
  czt::ReadOptions set;
  for (const czt::PlainSetting& setting : settings) set.set.push_back(czt::as_set(setting));
  const auto asked = czt::read_scenario(folder / "two.yaml", set);
  fs::remove_all(folder);
  REQUIRE(kept.has_value());
  REQUIRE(asked.has_value());
  CHECK(kept->name == R"(a "name": \ {x})");
  CHECK(czt::digest(*kept) == czt::digest(*asked));
  CHECK(input(*kept, "fares.per_km").number == 0.3);
}

TEST_CASE("A list is set as single values, whatever they hold") {
  CHECK(czt::as_set(*czt::plain_setting("timetable.up.stops=[A, B 1]")) == R"(timetable.up.stops=["A", "B 1"])");
  CHECK(czt::as_set(*czt::plain_setting(R"(timetable.up.stops=[A, "B, \"1\"", {file: x}])")) == R"(timetable.up.stops=["A", "B, \"1\"", "{file: x}"])");
  CHECK(czt::as_set(*czt::plain_setting("timetable.up.stops=all")) == R"(timetable.up.stops="all")");
  CHECK(czt::as_set(*czt::plain_setting("fares.per_km=[1, 2]")) == R"(fares.per_km="[1, 2]")");
  const std::vector<czt::KnownInput> lists = czt::known_lists(two_stations());
  const auto departs = std::find_if(lists.begin(), lists.end(), [](const czt::KnownInput& list) { return list.path == "timetable.listed.departs"; });
  REQUIRE(departs != lists.end());
  CHECK(departs->text.front() == '[');
}

TEST_CASE("A value with a quote or a line's end stays one value") {
  CHECK(czt::as_set({"a.b", "x\"}, {c: 1"}) == "a.b=\"x\\\"}, {c: 1\"");
  CHECK(czt::as_set({"a.b", "x\ny"}) == "a.b=\"x y\"");
}

}  // namespace
