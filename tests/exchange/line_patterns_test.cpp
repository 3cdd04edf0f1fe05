/// Trains that repeat are patterns again, and nothing is lost by it.

#include <fmt/format.h>

#include "feed.hpp"

using namespace czt;

namespace {

/// Alpha, Beta, Gamma; trains down every `every` minutes from 06:00, numbered N1, N3, …, with what is added.
FeedText trains(int count, int every, const std::string& more_trips = "", const std::string& more_times = "", bool blocks = false) {
  FeedText feed = small_feed();
  feed["trips.txt"] = std::string("route_id,service_id,trip_id") + (blocks ? ",block_id\n" : "\n") + more_trips;
  feed["stop_times.txt"] = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" + more_times;
  for (int k = 0; k < count; ++k) {
    const int at = 360 + k * every;
    const auto clock = [&](int minute) { return fmt::format("{:02}:{:02}:00", (at + minute) / 60, (at + minute) % 60); };
    feed["trips.txt"] += fmt::format("R,W,N{}{}\n", 1 + 2 * k, blocks ? fmt::format(",set{}", k % 2) : "");
    feed["stop_times.txt"] += fmt::format("N{0},{1},{1},a,1\nN{0},{2},{3},b,2\nN{0},{4},{4},c,3\n", 1 + 2 * k, clock(0), clock(6), clock(7), clock(13));
  }
  return feed;
}

struct Written {
  std::map<std::string, std::string> files;
  std::string said;  ///< in one line
  Compiled compiled;
};
Written written(const FeedText& text, bool patterns = false) {
  ImportedFeed feed = import_feed(text);
  INFO(feed.errors);
  REQUIRE(feed.line);
  Findings findings;
  if (patterns) give_up_numbers(*feed.line, findings);
  const auto settled = settle(*feed.line, findings);
  REQUIRE(settled);
  std::map<std::string, std::string> files;
  for (const ScenarioFile& file : line_scenario(*feed.line, *settled, "line", "a test", findings)) files[file.name] = file.text;
  return {files, on_one_line(as_text(findings, 3)), compiled_scenario(*feed.line, feed.findings)};
}

std::string booked(const PlanInput& in) {
  std::map<std::string, std::string> texts;
  for (const Trip& trip : in.trips) {
    std::string& text = texts[trip.number] = trip.number;
    for (const StopTime& stop : trip.stops) text += " " + to_clock_seconds(stop.arrival) + "-" + to_clock_seconds(stop.departure);
  }
  std::string all;
  for (const auto& [number, text] : texts) all += text + "\n";
  return all;
}

}  // namespace

TEST_CASE("trains at even intervals with the same running times are one line of the scenario", "[exchange][patterns]") {
  const Written line = written(trains(5, 20));
  CHECK(line.files.at("line.yaml").find("  \"Alpha - Gamma\": {from: \"Alpha\", to: \"Gamma\", first: \"06:00\", every: 20 min, trains: 5, "
                                        "numbers: {first: \"N1\", step: 2}, running: [6 min, 6 min], dwell: 1 min}\n") != std::string::npos);
  CHECK(!line.files.contains("line-timetable.csv"));
  CHECK(booked(line.compiled.plan.input) ==
        "N1 06:00:00-06:00:00 06:06:00-06:07:00 06:13:00-06:13:00\nN3 06:20:00-06:20:00 06:26:00-06:27:00 06:33:00-06:33:00\n"
        "N5 06:40:00-06:40:00 06:46:00-06:47:00 06:53:00-06:53:00\nN7 07:00:00-07:00:00 07:06:00-07:07:00 07:13:00-07:13:00\n"
        "N9 07:20:00-07:20:00 07:26:00-07:27:00 07:33:00-07:33:00\n");
}

TEST_CASE("the name of a pattern can stand in a path", "[exchange][patterns]") {
  FeedText feed = trains(3, 20);
  feed["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon\na,St. Alpha,28.00,113.0\nb,Beta,28.05,113.0\nc,Gamma,28.10,113.0\n";
  CHECK(written(feed).files.at("line.yaml").find("  \"St Alpha - Gamma\": {from: \"St. Alpha\", to: ") != std::string::npos);
}

TEST_CASE("what does not repeat stays one by one: other times, other numbers, two trains only", "[exchange][patterns]") {
  CHECK(written(trains(2, 20)).files.at("line.yaml").find("every: ") == std::string::npos);
  // A slower train in the middle, and one whose number does not go on: the rhythm is broken before it.
  FeedText feed = trains(7, 20);
  std::string& times = feed["stop_times.txt"];
  times.replace(times.find("N7,07:13:00,07:13:00,c"), 22, "N7,07:14:00,07:14:00,c");
  const Written slower = written(feed);
  const std::string& yaml = slower.files.at("line.yaml");
  CHECK(yaml.find("\"Alpha - Gamma from 06:00\": {from: \"Alpha\", to: \"Gamma\", first: \"06:00\", every: 20 min, trains: 3,") != std::string::npos);
  CHECK(yaml.find("\"Alpha - Gamma from 07:20\": {from: \"Alpha\", to: \"Gamma\", first: \"07:20\", every: 20 min, trains: 3,") != std::string::npos);
  const std::string& table = slower.files.at("line-timetable.csv");
  CHECK(table.find("N7,Gamma,07:14:00") != std::string::npos);
  CHECK(std::count(table.begin(), table.end(), '\n') == 4);
  FeedText renumbered = trains(5, 20);
  for (std::string* text : {&renumbered["stop_times.txt"], &renumbered["trips.txt"]})
    for (std::size_t at = text->find("N5"); at != std::string::npos; at = text->find("N5", at + 2)) text->replace(at, 2, "N6");
  CHECK(written(renumbered).files.at("line.yaml").find("every: ") == std::string::npos);
}

TEST_CASE("trainsets of trains that repeat are diagrams beside them", "[exchange][patterns]") {
  FeedText feed = trains(6, 20, "R,W,B2,set0\nR,W,B4,set1\n",
                         "B2,06:18:00,06:18:00,c,1\nB2,06:24:00,06:25:00,b,2\nB2,06:31:00,06:31:00,a,3\n"
                         "B4,06:38:00,06:38:00,c,1\nB4,06:44:00,06:45:00,b,2\nB4,06:51:00,06:51:00,a,3\n", true);
  const Written line = written(feed);
  CHECK(line.files.at("line.yaml").find("circulation: {file: \"line-diagrams.csv\", others: built}\n") != std::string::npos);
  const PlanInput& in = line.compiled.plan.input;
  std::map<std::string, std::string> set_of;
  for (std::size_t t = 0; t < in.trips.size(); ++t) set_of[in.trips[TripId{t}].number] = in.circulation.names[in.circulation.trainset[TripId{t}]];
  CHECK(set_of["N1"] == "set0");
  CHECK(set_of["B2"] == "set0");
  CHECK(set_of["N5"] == "set0");
  CHECK(set_of["N3"] == "set1");
  CHECK(set_of["N7"] == "set1");
}

TEST_CASE("a headway of a feed is a pattern without numbers", "[exchange][patterns]") {
  FeedText feed = small_feed();
  feed["frequencies.txt"] = "trip_id,start_time,end_time,headway_secs,exact_times\nT1,06:00:00,08:00:00,900,0\n";
  const Written line = written(feed);
  CHECK(line.files.at("line.yaml").find("first: \"06:00\", every: 15 min, trains: 8, running: [6 min, 6 min], dwell: 1 min}\n") != std::string::npos);
  CHECK(line.files.at("line.yaml").find("numbers:") == std::string::npos);
  CHECK(line.compiled.plan.input.trips.size() == 9);
}

TEST_CASE("where ids say nothing they may be given up: what repeats is a pattern, what does not keeps its id", "[exchange][patterns]") {
  FeedText feed = trains(5, 20, "R,W,last\n", "last,09:00:00,09:00:00,a,1\nlast,09:20:00,09:20:00,c,2\n");
  int k = 0;
  for (const char* id : {"N1", "N3", "N5", "N7", "N9"}) {
    const std::string opaque = fmt::format("x{}f", 97 * ++k % 31);
    for (std::string* text : {&feed["stop_times.txt"], &feed["trips.txt"]})
      for (std::size_t at = text->find(id); at != std::string::npos; at = text->find(id)) text->replace(at, 2, opaque);
  }
  const Written kept = written(feed);
  CHECK(kept.files.at("line.yaml").find("every: ") == std::string::npos);
  CHECK(kept.said.find("5 trips one by one that repeat evenly, but whose ids do not go on (--patterns gives them up)") != std::string::npos);
  const Written line = written(feed, true);
  CHECK(line.said.find("--patterns") == std::string::npos);
  CHECK(line.files.at("line.yaml").find("{from: \"Alpha\", to: \"Gamma\", first: \"06:00\", every: 20 min, trains: 5, running: [6 min, 6 min], dwell: 1 min}\n") != std::string::npos);
  CHECK(line.files.at("line-timetable.csv").find("last,Alpha,09:00:00") != std::string::npos);
  CHECK(line.compiled.plan.input.trips.size() == 6);
  // A short name is a train's number, and a block says which sets there are: both stay.
  feed["trips.txt"].replace(0, feed["trips.txt"].find('\n'), "route_id,service_id,trip_id,block_id");
  for (std::size_t at = feed["trips.txt"].find("f\n"); at != std::string::npos; at = feed["trips.txt"].find("f\n", at + 2)) feed["trips.txt"].replace(at, 2, "f,set\n");
  CHECK(written(feed, true).files.at("line.yaml").find("every: ") == std::string::npos);
  CHECK(written(feed).said.find("--patterns") == std::string::npos);
}
