/// The table of keys, and what is made of it: quantities, paths, the printed reference, the schema.

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "czt/core/text.hpp"
#include "czt/scenario/keys.hpp"
#include "scenario/key_tree.hpp"
#include "scenario/quantity.hpp"
#include "support/catch.hpp"

namespace {

using D = czt::Dimension;

double si(std::string_view text, D dimension) {
  const auto parsed = czt::parse_quantity(text, dimension);
  INFO(text << ": " << parsed.problem);
  CHECK(parsed.problem.empty());
  return parsed.value;
}

bool refused(std::string_view text, D dimension) {
  return !czt::parse_quantity(text, dimension).problem.empty();
}

void every_inner_node_has_a_key(const czt::KeyNode& node) {
  if (node.any != nullptr) every_inner_node_has_a_key(*node.any);
  for (const czt::KeyNode* child : node.children) every_inner_node_has_a_key(*child);
  CHECK((node.key != nullptr || node.name.empty()));
}

}  // namespace

TEST_CASE("quantities are read in every unit that is taught", "[scenario][keys]") {
  CHECK(si("12 min", D::duration) == 720.0);
  CHECK(si("90s", D::duration) == 90.0);
  CHECK(si("250 ms", D::duration) == 0.25);
  CHECK(si("1h30m", D::duration) == 5400.0);
  CHECK(si("1 h 30 min 5 s", D::duration) == 5405.0);
  CHECK(si("-3 min", D::duration) == -180.0);
  CHECK(si("160 km/h", D::speed) == 160.0 / 3.6);
  CHECK(si("44.4 m/s", D::speed) == 44.4);
  CHECK(si("72.34", D::length_km) == 72340.0);
  CHECK(si("72.34 km", D::length_km) == 72340.0);
  CHECK(si("1.3 m", D::length_m) == 1.3);
  CHECK(si("330 m2", D::area) == 330.0);
  CHECK(si("330 m²", D::area) == 330.0);
  CHECK(si("4 /m2", D::density) == 4.0);
  CHECK(si("0.8 m/s2", D::acceleration) == 0.8);
  CHECK(si("7 %", D::share) == 0.07);
  CHECK(si("0.07", D::share) == 0.07);
  CHECK(si("0.385 yuan", D::money_rate) == 0.385);
  CHECK(si("29.50 yuan", D::money) == 29.5);
  CHECK(si("5 fen", D::money) == 0.05);
  CHECK(si("0.12 /day", D::rate_per_day) == 0.12);
  CHECK(si("0.05 /min", D::rate_per_minute) == 0.05);
  CHECK(si("7:05", D::clock) == 7 * 3600.0 + 300.0);
  CHECK(si("25:30:15", D::clock) == 25 * 3600.0 + 1815.0);
  CHECK(si("20", D::whole) == 20.0);
}

TEST_CASE("numbers that another program would read differently are refused", "[scenario][keys]") {
  for (const char* text :
       {"010",   "0x10", "0o10",  "NaN",  ".nan", "nan", "inf",   ".inf",  "-inf", "1e999",
        "1e3",   "12,5", "1,200", "１２", "1２",  "-0",  "-0.0",  "+5",    ".5",   "5.",
        "1_000", "",     " ",     "−5",   "--5",  "5 5", "1.2.3", "12，5", "five"}) {
    INFO(text);
    CHECK(refused(text, D::number));
    CHECK(refused(text, D::whole));
    CHECK(refused(std::string(text) + " min", D::duration));
    CHECK(refused(std::string(text) + " yuan", D::money));
  }
}

TEST_CASE("a number without its unit, or with another one, is refused", "[scenario][keys]") {
  CHECK(refused("3", D::duration));
  CHECK(refused("160", D::speed));
  CHECK(refused("5", D::money));
  CHECK(refused("4", D::density));
  CHECK(refused("3 km", D::duration));
  CHECK(refused("5 min 3 h", D::duration));
  CHECK(refused("5 min 3 min", D::duration));
  CHECK(refused("5 m", D::duration));  // metres? minutes? 1h30m is clear, this is not
  CHECK(refused("20 min", D::whole));
  CHECK(refused("2 m", D::number));
  CHECK(refused("6 h", D::clock));
  CHECK(refused("48:00", D::clock));
}

TEST_CASE("money has no parts of a fen, a rate has six places", "[scenario][keys]") {
  CHECK(refused("29.005 yuan", D::money));
  CHECK(refused("0.5 fen", D::money));
  CHECK_FALSE(refused("0.385001 yuan", D::money_rate));
  CHECK(refused("0.3850011 yuan", D::money_rate));
}

TEST_CASE("a varied input is written as the reader takes it: whole fen, whole people, no exponent",
          "[scenario][keys]") {
  CHECK(czt::written(5.126, *czt::find_key("fares.minimum")) == "5.13 yuan");
  CHECK(czt::written(0.3850006, *czt::find_key("fares.per_km")) == "0.385001 yuan");
  CHECK(czt::written(4999.5, *czt::find_key("places.Hexi.people")) == "5000");
  CHECK(czt::written(6.25, *czt::find_key("track.margin")) == "6.25 %");
  CHECK(czt::written(1e-7, *czt::find_key("demand.scale")) == "0.0000001");
  CHECK(czt::written(23400, *czt::find_key("timetable.up.first")) == "06:30");
}

TEST_CASE("every key is explained in two languages and its default is allowed",
          "[scenario][keys]") {
  std::set<std::string_view> paths;
  for (const czt::Key& key : czt::keys()) {
    INFO(key.path);
    CHECK(paths.insert(key.path).second);
    CHECK(key.doc.ends_with('.'));
    CHECK(key.doc_zh.ends_with("。"));
    CHECK(czt::display_width(key.doc_zh) > static_cast<int>(czt::code_points(key.doc_zh)));
    CHECK((key.fallback.empty() || !key.required));
    CHECK(czt::find_key(key.path) == &key);
    if (key.fallback.empty() || !czt::is_numeric(key.dimension)) continue;
    const auto parsed = czt::parse_quantity(key.fallback, key.dimension);
    CHECK(parsed.problem.empty());
    CHECK(czt::in_range(parsed.value, key));
    const auto again =
        czt::parse_quantity(czt::written(czt::in_own_unit(parsed.value, key), key), key.dimension);
    CHECK(near(again.value, parsed.value, 1e-12));
  }
  every_inner_node_has_a_key(czt::key_tree());
  CHECK(czt::keys().size() > 100);
}

TEST_CASE("a key is found for concrete names", "[scenario][keys]") {
  REQUIRE(czt::find_key("stations.Zhuzhou South.tracks.up") != nullptr);
  CHECK(czt::find_key("stations.Zhuzhou South.tracks.up")->path == "stations.*.tracks.up");
  CHECK(czt::find_key("timetable.\"a.b\".every")->path == "timetable.*.every");
  CHECK(czt::find_key("timetable.file")->path == "timetable.file");
  CHECK(czt::find_key("stations.Zhuzhou.opne") == nullptr);
  CHECK(czt::find_key("fares..per_km") == nullptr);
}

TEST_CASE("a path is the same after being taken apart and joined", "[scenario][keys]") {
  for (const std::vector<std::string>& names :
       std::vector<std::vector<std::string>>{{"fares", "per_km"},
                                             {"timetable", "zhuzhou up", "every"},
                                             {"a.b", "c=d", "say \"hi\""},
                                             {"株洲", "back\\slash"},
                                             {" spaces "},
                                             {"times*"}}) {
    const auto again = czt::split_path(czt::join_path(names));
    REQUIRE(again.has_value());
    CHECK(*again == names);
  }
  CHECK(czt::join_path(std::vector<std::string>{"timetable", "a.b", "every"}) ==
        "timetable.\"a.b\".every");
  for (const char* bad : {"", ".", "a.", ".a", "a..b", "\"a", "\"a\"b", "a.\"\""}) {
    INFO(bad);
    CHECK_FALSE(czt::split_path(bad).has_value());
  }
}

TEST_CASE(
    "every parameter of every dwell model has a key with unit and range, in the reference and the "
    "schema",
    "[scenario][keys]") {
  const auto schema = nlohmann::json::parse(czt::json_schema());
  const std::string reference = czt::keys_reference("dwell");
  for (const std::string name :
       {"minimum", "time", "door_cycle", "per_alighting", "per_boarding", "per_person", "margin",
        "crowding", "mixing", "door_share", "peak_door_factor"}) {
    INFO(name);
    const czt::Key* key = czt::find_key("dwell." + name);
    REQUIRE(key != nullptr);
    CHECK((key->low.has_value() && key->high.has_value()));
    CHECK(key->dimension == (key->unit == "s" ? D::duration : D::number));
    CHECK_FALSE(key->fallback.empty());
    CHECK(reference.find("dwell." + name + "\n") != std::string::npos);
    CHECK(schema["properties"]["dwell"]["properties"].contains(name));
  }
  CHECK(czt::find_key("dwell.form")->choices == "one_car|one_car_crowded|two_cars");
}

TEST_CASE("the printed reference fits a terminal of 80 columns", "[scenario][keys]") {
  std::istringstream lines(czt::keys_reference(""));
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(czt::display_width(line) <= 80);
  }
  const auto fares = czt::keys_reference("fares");
  CHECK(
      fares.find(
          "fares.per_km\n    a rate such as 0.385 yuan; 0 yuan to 1000 yuan; default 0.5 yuan\n") !=
      std::string::npos);
  CHECK(fares.find("timetable") == std::string::npos);
  CHECK(czt::keys_reference("stations.Zhuzhou.open").starts_with("stations.*.open\n"));
  CHECK(czt::keys_reference("timetable.file").find("timetable.*") == std::string::npos);
  CHECK(czt::keys_reference("nothing").empty());
}

TEST_CASE("the schema accepts a good scenario and refuses a misspelt one", "[scenario][keys]") {
  const auto schema = nlohmann::json::parse(czt::json_schema());
  CHECK(schema["$schema"] == "http://json-schema.org/draft-07/schema#");
  CHECK(schema["properties"]["fares"]["properties"].contains("per_km"));
  if (std::system("python3 -c 'import jsonschema' 2>/dev/null") != 0) {
    WARN("python3-jsonschema is not installed: the schema was parsed but not used");
    return;
  }
  std::string name = (std::filesystem::temp_directory_path() / "czt-schema-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  const std::filesystem::path folder(name);
  const auto write = [&](const char* file, const std::string& text) {
    std::ofstream(folder / file) << text;
  };
  const auto valid = [&](const std::string& scenario) {
    write("scenario.json", scenario);
    const std::string command =
        "cd '" + folder.string() +
        "' && python3 -c 'import json, jsonschema; s = json.load(open(\"schema.json\")); "
        "jsonschema.Draft7Validator.check_schema(s); "
        "jsonschema.validate(json.load(open(\"scenario.json\")), s)' 2>/dev/null";
    return std::system(command.c_str()) == 0;
  };
  write("schema.json", czt::json_schema());
  const std::string good = R"({"scenario": "x", "about": {"en": "e", "zh": "z"}, "sourced": "me",
    "stations": {"株洲": {"km": 3, "open": true, "tracks": {"up": 2}}, "B": {"km": "9.5 km"}},
    "timetable": {"file": "t.csv", "up": {"from": "B", "to": "株洲", "departs": ["07:00"], "every": "1h30m", "stops": "all"}},
    "fares": {"per_km": {"value": "0.385 yuan", "assumed": true, "range": ["0.3 yuan", "0.4 yuan"]}},
    "changes": {"one": {"fares.per_km": {"times": 2}}}})";
  CHECK(valid(good));
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    REQUIRE(text.find(from) != std::string::npos);
    return text.replace(text.find(from), from.size(), to);
  };
  CHECK_FALSE(valid(with("\"open\"", "\"opne\"")));
  CHECK_FALSE(valid(with("\"fares\"", "\"fare\"")));
  CHECK_FALSE(valid(with("\"1h30m\"", "\"90\"")));
  CHECK_FALSE(valid(with("\"up\": 2", "\"up\": 0")));
  CHECK_FALSE(valid(with("\"scenario\": \"x\",", "")));
  std::filesystem::remove_all(folder);
}
