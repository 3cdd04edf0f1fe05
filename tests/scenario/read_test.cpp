/// What a scenario means: base, own keys, changes, --set, marks, assumed inputs.

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include <sys/stat.h>

#include "czt/scenario/cursor.hpp"
#include "czt/scenario/scenario.hpp"
#include "support/catch.hpp"

namespace {

namespace fs = std::filesystem;
using czt::Cursor;

constexpr const char* line_of_three = R"(
scenario: three stations
stations: {A: {zh: 甲, km: 0}, B: {zh: 乙, km: 10}, C: {zh: 丙, km: 25.5 km, open: false}}
branches: {main: {stations: [A, B, C]}}
train_types:
  short: {cars: 4, doors_per_side: 8, seats: 200, standing_area: {value: 120 m2, assumed: drawing, range: [100 m2, 140 m2]}}
  long: {cars: 8, doors_per_side: 16, seats: 400, standing_area: 240 m2}
formation: {default: short}
timetable:
  up all: {from: C, to: A, first: "06:30", last: "09:30", every: 12 min, numbers: {first: S2}}
  listed: {from: A, to: C, departs: ["06:00", "25:30"]}
track: {headway: 90 s}
fares: {sourced: the paper, per_km: 0.385 yuan, minimum: {value: 5 yuan, derived: a ticket}}
)";

czt::Scenario read(const std::string& text, const czt::ReadOptions& options = {}) {
  auto s = czt::parse_scenario(text, "scenario", ".", options);
  INFO((s ? std::string() : czt::print(s.error())));
  REQUIRE(s.has_value());
  return *s;
}

czt::Scenario with_changes(const std::string& changes, const czt::ReadOptions& options = {}) {
  return read(line_of_three + ("changes:\n" + changes), options);
}

std::string first_error(const czt::Result<czt::Scenario>& s) {
  REQUIRE_FALSE(s.has_value());
  return s.error().front().message;
}

/// A folder that is gone when the test is over.
struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "czt-scenario-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { fs::remove_all(path); }
  fs::path write(const std::string& name, const std::string& text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << text;
    return path / name;
  }
};

}  // namespace

TEST_CASE("a quantity is read in its unit and a default stands in for what is not written",
          "[scenario]") {
  const auto s = read(line_of_three);
  const Cursor c(s.tree);
  CHECK(c["stations"]["C"].number("km") == 25500.0);
  CHECK_FALSE(c["stations"]["C"].flag("open"));
  CHECK(c["stations"]["A"].flag("open"));
  CHECK(c["stations"]["A"]["tracks"].whole("up") == 1);
  CHECK(c["track"].duration("headway") == czt::seconds(90));
  CHECK(c["track"].number("max_speed") == 160 / 3.6);
  CHECK(c["track"].number("margin") == 0.08);
  CHECK(c["boarding"].duration("patience") == czt::minutes(120));
  CHECK(c["fares"].decimal("per_km") == czt::Decimal{385000});
  CHECK(c["fares"].money("minimum") == czt::Money{500});
  CHECK(c["timetable"]["up all"].clock("first") == czt::clock_time(6, 30));
  CHECK(c["timetable"]["listed"].clocks("departs") ==
        std::vector<czt::SimTime>{czt::clock_time(6), czt::clock_time(25, 30)});
  CHECK(c["branches"]["main"].names("stations") == std::vector<std::string>{"A", "B", "C"});
  CHECK_FALSE(c["timetable"]["up all"].has("type"));
  CHECK(c["timetable"]["up all"].text("stops") == "all");
  CHECK(c["dwell"].text("model") == "default");
}

TEST_CASE("a collection is walked in the order in which it was written", "[scenario]") {
  const auto s = with_changes("  one: {timetable.S4.cancelled: true}\n");
  std::vector<std::string> services;
  for (const auto& [name, service] : Cursor(s.tree)["timetable"].items()) services.push_back(name);
  CHECK(services == std::vector<std::string>{"up all", "listed"});  // not trips, which is a key
  CHECK(Cursor(s.tree)["timetable"]["trips"].items().front().first == "S4");
}

TEST_CASE("what compilation finds wrong is said at the value's own place", "[scenario]") {
  const auto s = read("scenario: x\ntrack:\n  headway: 90 s\n");
  const auto written = Cursor(s.tree)["track"].wrong("headway", "too short");
  CHECK(written.where == czt::SourcePlace{"scenario", 3, 12});
  CHECK(written.length == 4);
  CHECK(written.path == "track.headway");
  const auto absent = Cursor(s.tree)["track"].wrong("margin", "missing");
  CHECK(absent.where == czt::SourcePlace{"scenario", 3, 3});  // of the map above
}

TEST_CASE("changes apply in the order in which they are written, --set last", "[scenario]") {
  const auto s = with_changes(
      "  one: {timetable.up all.every: 6 min, stations.丙.open: true}\n"
      "  two: {fares.per_km: {times: 2}}\n"
      "  three: {fares.per_km: {times: 0.5}, demand.scale: {plus: 0.5}}\n",
      {.set = {"timetable.\"up all\".every=5 min", "fares.per_km+=0.1 yuan", "demand.scale*=2"}});
  const Cursor c(s.tree);
  CHECK(c["timetable"]["up all"].duration("every") == czt::minutes(5));
  CHECK(c["stations"]["C"].flag("open"));
  CHECK(c["fares"].decimal("per_km") == czt::Decimal{485000});
  CHECK(c["demand"].number("scale") == 3.0);  // (1 + 0.5) × 2: the default is where plus begins
}

TEST_CASE("two changes may both multiply one value but not both set it", "[scenario]") {
  CHECK(Cursor(with_changes("  a: {demand.scale: {times: 2}}\n  b: {demand.scale: {times: 3}}\n")
                   .tree)["demand"]
            .number("scale") == 6.0);
  CHECK(Cursor(with_changes("  a: {demand.scale: {plus: 2}}\n  b: {demand.scale: {plus: 3}}\n")
                   .tree)["demand"]
            .number("scale") == 6.0);
  const auto mixed = czt::parse_scenario(
      line_of_three +
      std::string("changes:\n  a: {demand.scale: {plus: 2}}\n  b: {demand.scale: {times: 3}}\n"));
  CHECK(first_error(mixed) == "changes 'a' and 'b' both write this path");
}

TEST_CASE("changes add to one collection without conflict as long as the names differ",
          "[scenario]") {
  const std::string item = "{from: A, to: B, first: \"07:00\", trains: 1}";
  const auto s =
      with_changes("  a: {timetable: {add: {x: " + item + "}}}\n  b: {timetable.y: {add: " + item +
                   "}}\n  c: {timetable: {remove: listed}}\n");
  std::vector<std::string> services;
  for (const auto& [name, service] : Cursor(s.tree)["timetable"].items()) services.push_back(name);
  CHECK(services == std::vector<std::string>{"up all", "x", "y"});
}

TEST_CASE("a plain map replaces a whole collection", "[scenario]") {
  const auto s =
      with_changes("  a: {timetable: {down: {from: A, to: B, first: \"07:00\", trains: 1}}}\n");
  CHECK(Cursor(s.tree)["timetable"].items().size() == 1);
}

TEST_CASE("a list grows and shrinks by names", "[scenario]") {
  const auto s = with_changes(
      "  a: {branches.main.stations: {remove: B}, timetable.up all.skip: {add: [B]}}\n  b: "
      "{branches: {add: {side: {joins: A, stations: [B]}}}}\n");
  CHECK(Cursor(s.tree)["branches"]["main"].names("stations") == std::vector<std::string>{"A", "C"});
  CHECK(Cursor(s.tree)["timetable"]["up all"].names("skip") == std::vector<std::string>{"B"});
}

TEST_CASE("a single train's type is kept apart from the services", "[scenario]") {
  const auto s = with_changes("  a: {timetable.S4.type: long, timetable.trips.S6.shift: -3 min}\n",
                              {.set = {"timetable.S4.cancelled=true"}});
  const Cursor trips = Cursor(s.tree)["timetable"]["trips"];
  CHECK(trips["S4"].text("type") == "long");
  CHECK(trips["S4"].flag("cancelled"));
  CHECK(trips["S6"].duration("shift") == czt::minutes(-3));
  CHECK_FALSE(Cursor(s.tree)["timetable"].has("S4"));
}

TEST_CASE("departures move all together by plus", "[scenario]") {
  const auto s = with_changes("  later: {timetable.listed.departs: {plus: 5 min}}\n");
  CHECK(Cursor(s.tree)["timetable"]["listed"].clocks("departs").front() == czt::clock_time(6, 5));
}

TEST_CASE("changes can be left out one by one or all together", "[scenario]") {
  const std::string changes = "  a: {demand.scale: 2}\n  b: {fares.per_km: 1 yuan}\n";
  const auto only_b = with_changes(changes, {.only_changes = std::vector<std::string>{"b"}});
  CHECK(Cursor(only_b.tree)["demand"].number("scale") == 1.0);
  CHECK(Cursor(only_b.tree)["fares"].decimal("per_km") == czt::Decimal{1000000});
  const auto none = with_changes(changes, {.without_changes = true});
  CHECK(Cursor(none.tree)["fares"].decimal("per_km") == czt::Decimal{385000});
  CHECK(czt::digest(none) == czt::digest(read(line_of_three)));
  CHECK(none.changes.size() == 2);  // what could be switched on
  const auto odd = czt::parse_scenario(line_of_three, "scenario", ".",
                                       {.only_changes = std::vector<std::string>{"c"}});
  CHECK(first_error(odd) == "there is no change 'c'");
}

TEST_CASE("the root base stays as it was, so that the same people can be drawn from it",
          "[scenario]") {
  const Folder folder;
  folder.write("root.yaml", line_of_three);
  folder.write("middle.yaml",
               "scenario: middle\nbase: root.yaml\nfares: {minimum: 3 yuan}\nchanges: {m: "
               "{demand.scale: 2}}\n");
  const auto file = folder.write(
      "leaf.yaml", "scenario: leaf\nbase: middle.yaml\nchanges: {l: {demand.scale: {times: 3}}}\n");
  const auto s = czt::read_scenario(file, {.set = {"track.headway=60 s"}});
  REQUIRE(s.has_value());
  CHECK(s->name == "leaf");
  CHECK(s->chain.size() == 3);
  CHECK(s->chain.back() == folder.path / "root.yaml");
  CHECK(Cursor(s->tree)["demand"].number("scale") == 6.0);
  CHECK(Cursor(s->tree)["fares"].money("minimum") == czt::Money{300});
  CHECK(Cursor(s->tree)["fares"].decimal("per_km") ==
        czt::Decimal{385000});  // merged, not replaced
  CHECK(Cursor(s->root_tree)["demand"].number("scale") == 1.0);
  CHECK(Cursor(s->root_tree)["track"].duration("headway") == czt::seconds(90));
  REQUIRE(s->changes.size() == 1);
  CHECK(s->changes[0].name == "l");
  CHECK(s->changes[0].settings[0].first == "demand.scale");
}

TEST_CASE("a mark holds for everything below it that has none of its own", "[scenario]") {
  const auto s = with_changes(
      "  a: {sourced: newspaper, fares.round_to: 2 yuan, demand.scale: {value: 2, assumed: "
      "guess}}\n  b: {fares.per_km: 1 yuan}\n");
  const Cursor fares = Cursor(s.tree)["fares"];
  CHECK(fares.provenance("minimum").mark == czt::Mark::derived);
  CHECK(fares.provenance("minimum").text == "a ticket");
  CHECK(fares.provenance("round_to").text == "newspaper");
  CHECK(fares.provenance("per_km").mark == czt::Mark::none);  // the new value is not the paper's
  CHECK(Cursor(s.root_tree)["fares"].provenance("per_km").text == "the paper");
  CHECK(Cursor(s.tree)["demand"].provenance("scale").mark == czt::Mark::assumed);
  const auto nested = read(
      "scenario: x\nderived: all\nstations: {sourced: survey, A: {km: 0, tracks: {up: 2}}}\ntrack: "
      "{headway: 1 min}\n");
  CHECK(Cursor(nested.tree)["stations"]["A"]["tracks"].provenance("up").text == "survey");
  CHECK(Cursor(nested.tree)["track"].provenance("headway").text == "all");
}

TEST_CASE("assumed inputs with a range are listed in their own unit and can be varied",
          "[scenario]") {
  const auto s = with_changes(
      "  more: {demand.scale: {times: 2.0, assumed: growth, range: [1.5, 3]}}\n"
      "  later: {timetable.listed.departs: {plus: 5 min, assumed: true, range: [60 s, 10 min]}}\n"
      "  margin: {track.margin: {value: 7 %, assumed: true, range: [0.05, 9 %]}}\n");
  REQUIRE(s.assumed.size() == 4);
  CHECK(s.assumed[0].path == "train_types.short.standing_area");
  CHECK(s.assumed[0].unit == "m2");
  CHECK(s.assumed[1].path == "changes.later.timetable.listed.departs");
  CHECK(s.assumed[1].unit == "min");
  CHECK(s.assumed[1].low == 1.0);
  CHECK(s.assumed[2].path == "track.margin");
  CHECK(s.assumed[2].value == 7.0);
  CHECK(s.assumed[2].low == 5.0);
  CHECK(s.assumed[3].path == "changes.more.demand.scale");
  CHECK(s.assumed[3].why == "growth");
  const std::vector<std::pair<std::string, double>> inputs{
      {"train_types.short.standing_area", 133.5},
      {"changes.later.timetable.listed.departs", 2.5},
      {"track.margin", 6.25},
      {"changes.more.demand.scale", 1.75}};
  const auto varied = czt::with_inputs(s, inputs);
  const Cursor c(varied.tree);
  CHECK(c["train_types"]["short"].number("standing_area") == 133.5);
  CHECK(c["timetable"]["listed"].clocks("departs").front() == czt::clock_time(6, 2, 30));
  CHECK(c["track"].number("margin") == 0.0625);
  CHECK(c["demand"].number("scale") == 1.75);
  CHECK(varied.assumed[3].value == 1.75);
  CHECK(Cursor(s.tree)["demand"].number("scale") == 2.0);
  const auto set =
      with_changes("  more: {demand.scale: {times: 2.0, assumed: growth, range: [1.5, 3]}}\n",
                   {.set = {"changes.more.demand.scale=1.75"}});
  CHECK(Cursor(set.tree)["demand"].number("scale") == 1.75);
}

TEST_CASE("two scenarios have one digest when their values agree, whatever their marks and units",
          "[scenario]") {
  const auto a = czt::digest(read("scenario: a\ntrack: {headway: 90 s}\n"));
  CHECK(a == czt::digest(read(
                 "scenario: b\n# a comment\ntrack: {headway: {value: 1.5 min, sourced: x}}\n")));
  CHECK(a != czt::digest(read("scenario: a\ntrack: {headway: 91 s}\n")));
  CHECK(a ==
        czt::digest(read("scenario: a\ntrack: {headway: 90 s, margin: 8 %}\n")));  // the default
  const Folder folder;
  const auto file = folder.write("a.yaml", "scenario: a\ntimetable: {file: t.csv}\n");
  folder.write("t.csv", "trip,station,arrival,departure\n");
  const auto before = czt::digest(*czt::read_scenario(file));
  folder.write("t.csv", "trip,station,arrival,departure\nx,A,,06:00\n");
  CHECK(before != czt::digest(*czt::read_scenario(file)));
}

TEST_CASE("show prints every value with its mark, and defaults as defaults", "[scenario]") {
  const auto text = czt::show(
      with_changes("  a: {demand.scale: {times: 2, assumed: growth, range: [1.5, 3]}}\n"));
  CHECK(text.find("fares.per_km = 0.385 yuan  # sourced: the paper\n") != std::string::npos);
  CHECK(text.find("fares.minimum = 5 yuan  # derived: a ticket\n") != std::string::npos);
  CHECK(text.find("fares.round_to = 1 yuan  # default\n") != std::string::npos);
  CHECK(text.find("track.headway = 90 s\n") != std::string::npos);
  CHECK(text.find("demand.scale = 2  # 1 times 2 (assumed: growth [1.5, 3])\n") !=
        std::string::npos);
  CHECK(text.find("timetable.listed.departs = [06:00, 25:30]\n") != std::string::npos);
}

TEST_CASE("one part of a scenario is shown by its path, in either language", "[scenario]") {
  const auto scenario = read(line_of_three);
  CHECK(*czt::show(scenario, "fares.minimum") == "fares.minimum = 5 yuan  # derived: a ticket\n");
  const std::string b = *czt::show(scenario, "stations.B");
  CHECK(b.starts_with("stations.B.zh = 乙\nstations.B.km = 10\n"));
  CHECK(b.find("stations.C") == std::string::npos);
  CHECK(*czt::show(scenario, "stations.乙") == b);
  const std::string all = *czt::show(scenario, "stations");
  CHECK(all.find(b) != std::string::npos);
  CHECK(all.size() > b.size() + 100);
  CHECK(*czt::show(scenario, "track.margin") == "track.margin = 8 %  # default\n");
  for (const auto& [path, message, hint] : std::vector<std::array<const char*, 3>>{
           {"statoins", "the scenario has no 'statoins'", "did you mean 'stations'?"},
           {"timetable.up al", "the scenario has no 'up al'", "did you mean 'up all'?"},
           {"stations.Z", "the scenario has no 'Z'", ""},
           {"fares.per_km.x", "the scenario has no 'x'", ""},
           {"a..b", "the scenario has no 'a..b'", ""},
           {"purposes", "the scenario has no 'purposes'", ""}}) {
    INFO(path);
    const auto wrong = czt::show(scenario, path);
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().front().message == message);
    if (*hint != 0) CHECK(wrong.error().front().hint == hint);
  }
}

TEST_CASE("the overview names what is in collections and counts their values", "[scenario]") {
  const std::string text = czt::overview(
      with_changes("  a: {fares.minimum: 6 yuan}\n  b: {demand.scale: {times: 2}}\n"));
  CHECK(text.starts_with("scenario = three stations\nchanges: 2\n    a, b\n"));
  // zh and km of each, open of C; of each also open or its default, and two defaults of tracks.
  CHECK(text.find("stations: 3, 15 values (8 default)\n    A, B, C\n") != std::string::npos);
  CHECK(text.find("timetable: 2, ") != std::string::npos);
  CHECK(text.find("\n    up all, listed\n") != std::string::npos);
  CHECK(text.find("fares.per_km = 0.385 yuan  # sourced: the paper\n") != std::string::npos);
  CHECK(text.find("stations.A") == std::string::npos);
  CHECK(text.find("; assumed with a range: 1.\n") != std::string::npos);
}

TEST_CASE("a file beside a base is found from the base's folder", "[scenario]") {
  const Folder folder;
  folder.write("base/times/t.csv", "trip,station,arrival,departure\n");
  folder.write("base/b.yaml", "scenario: b\ntimetable: {file: times/t.csv}\n");
  const auto file = folder.write("a.yaml", "scenario: a\nbase: base/b.yaml\n");
  const auto s = czt::read_scenario(file);
  REQUIRE(s.has_value());
  CHECK(Cursor(s->tree)["timetable"].file("file") == folder.path / "base/times/t.csv");
}

TEST_CASE("no file outside the scenario's folder is read, by whatever way", "[scenario]") {
  const Folder folder;
  folder.write("outside.yaml", "scenario: outside\n");
  folder.write("inside/plain.yaml", "scenario: plain\n");
  fs::create_symlink(folder.path / "outside.yaml", folder.path / "inside/link.yaml");
  fs::create_directory_symlink(folder.path, folder.path / "inside/up");
  REQUIRE(mkfifo((folder.path / "inside/pipe.yaml").c_str(), 0600) == 0);
  const auto error_of = [&](const std::string& base) {
    return first_error(
        czt::read_scenario(folder.write("inside/a.yaml", "scenario: a\nbase: " + base + "\n")));
  };
  CHECK(czt::read_scenario(folder.write("inside/a.yaml", "scenario: a\nbase: plain.yaml\n"))
            .has_value());
  CHECK(error_of("link.yaml") == "'link.yaml' leads out of the scenario's folder");
  CHECK(error_of("up/outside.yaml") == "'up/outside.yaml' leads out of the scenario's folder");
  CHECK(error_of("../outside.yaml") == "'../outside.yaml' leads out of the scenario's folder");
  CHECK(error_of("pipe.yaml").find("is not a regular file") != std::string::npos);
  CHECK(first_error(czt::read_scenario(folder.path / "inside/pipe.yaml")) ==
        "is not a regular file");
  CHECK(first_error(czt::read_scenario(folder.path)) == "is a folder, not a scenario file");
}

TEST_CASE("a closed reading touches no other file", "[scenario]") {
  const auto s =
      czt::parse_scenario("scenario: a\nbase: b.yaml\n", "scenario", ".", {.closed = true});
  CHECK(first_error(s) == "no other file may be read here");
}

TEST_CASE("a file of 65 MB is refused", "[scenario]") {
  const Folder folder;
  const auto file = folder.write("big.yaml", "scenario: big\n");
  fs::resize_file(file, std::uintmax_t{65} << 20);
  CHECK(first_error(czt::read_scenario(file)) == "has 66 MB; at most 64 MB are read");
}

TEST_CASE("a map of a million keys is refused", "[scenario]") {
  std::string text = "scenario: many\nplaces:\n";
  for (int n = 0; n < 1'000'000; ++n) text += "  p" + std::to_string(n) + ": {}\n";
  CHECK(first_error(czt::parse_scenario(text)).find("more than 100000 values") !=
        std::string::npos);
}

TEST_CASE("a file cut off anywhere is read or refused with a place", "[scenario]") {
  std::ifstream in(std::string(CZT_SOURCE_DIR) + "/tests/scenario/good/line.yaml",
                   std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  REQUIRE(whole.size() > 1000);
  for (std::size_t end = 0; end <= whole.size(); ++end) {
    const auto s = czt::parse_scenario(std::string_view(whole).substr(0, end));
    if (s) continue;
    INFO(end << ": " << s.error().front().message);
    const bool all_placed = std::all_of(s.error().begin(), s.error().end(), [](const auto& d) {
      return d.where.line > 0 || d.message == "the file is empty";
    });
    CHECK(all_placed);
  }
  const auto in_quote = whole.find("\"09:30\"") + 3;
  const auto cut = czt::parse_scenario(std::string_view(whole).substr(0, in_quote));
  CHECK(first_error(cut) == "the quote \" opened here is never closed");
  CHECK(cut.error().front().where.line == 26);
}

TEST_CASE("diagnostics stop at twenty and say how many there are more", "[scenario]") {
  std::vector<czt::Diagnostic> many(57);
  for (auto& d : many) d.message = "x";
  const auto text = czt::print(many);
  CHECK(text.ends_with("… and 37 more\n"));
  CHECK(std::count(text.begin(), text.end(), '\n') == 21);
}

TEST_CASE("colour is only added, never needed", "[scenario]") {
  czt::Diagnostic d;
  d.where.file = "a.yaml";
  d.message = "wrong \x1b[2J";
  const std::string plain = czt::print(std::vector{d});
  CHECK(plain == "a.yaml: error: wrong \\x1b[2J\n");
  std::string painted = czt::print(std::vector{d}, true);
  CHECK(painted.find("\x1b[1;31merror:\x1b[0m") != std::string::npos);
  for (std::size_t at; (at = painted.find("\x1b[")) != std::string::npos;)
    painted.erase(at, painted.find('m', at) + 1 - at);
  CHECK(painted == plain);
}

TEST_CASE("a change that writes numbers of people without a source is put in, not found",
          "[scenario][attribution]") {
  const std::string text = std::string(line_of_three) + R"(
places: {p: {people: 10, access: {A: 5 min}, latitude: 28, longitude: 113}}
profiles: {day: {hours: {"06:00": 100 %, "10:00": 0 %}}}
purposes: {work: {trips: 1 /day, profile: {up: day, down: day}, rail_share: 30 %}}
changes:
  doubled: {purposes.work.trips: {times: 2, assumed: "a guess", range: [1.5, 3]}}
  unmarked: {demand.scale: {times: 1.2}}
  counted: {places.p.people: {value: 20, sourced: "census"}}
  marked as a whole: {sourced: "a survey", purposes.work.rail_share: 20 %}
  a group: {passengers.group: {add: {from: A, to: B, at: "08:00", count: 5}}}
  dearer: {fares.per_km: {value: 0.5 yuan, assumed: "what if"}}
  later known: {purposes.work.aware_headway: {plus: 5 min, assumed: true}}
)";
  const auto s = czt::parse_scenario(text);
  if (!s) FAIL(czt::print(s.error()));
  std::string put_in;
  for (const czt::NamedChange& change : s->changes)
    if (change.put_in) put_in += change.name + "; ";
  CHECK(put_in == "doubled; unmarked; a group; ");
}

TEST_CASE("an amount given by --set says nothing where its change is left out", "[scenario][attribution]") {
  const std::string changes = "  dearer: {fares.per_km: {times: 2, assumed: true, range: [1, 3]}}\n";
  czt::ReadOptions options;
  options.set = {"changes.dearer.fares.per_km=3"};
  const auto on = with_changes(changes, options);
  CHECK(Cursor(on.tree)["fares"].decimal("per_km") == czt::Decimal{1155000});
  options.only_changes.emplace();
  const auto off = with_changes(changes, options);
  CHECK(Cursor(off.tree)["fares"].decimal("per_km") == czt::Decimal{385000});
  options.set = {"changes.dear.fares.per_km=3"};
  CHECK_FALSE(czt::parse_scenario(line_of_three + ("changes:\n" + changes), "scenario", ".", options)
                  .has_value());
}
