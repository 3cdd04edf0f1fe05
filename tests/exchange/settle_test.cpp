#include "czt/model/simulation.hpp"
#include "feed.hpp"

using namespace czt;

namespace {

constexpr const char* head = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n";

FeedText feed_of(const std::string& trips, const std::string& times) {
  FeedText feed = small_feed();
  feed["trips.txt"] = trips;
  feed["stop_times.txt"] = head + times;
  return feed;
}

/// "T1 07:00:00 Alpha …" of what will run.
std::string settled_text(const SettledLine& settled) {
  WrittenLine line;
  for (const Station& station : settled.network.stations) line.stations.push_back({station.name, {}, {}, {}, {}});
  line.trips = settled.trips;
  return trips_text(line);
}

}  // namespace

TEST_CASE("a train that overtakes between stations waits for the one before it", "[exchange][settle]") {
  ImportedFeed imported = import_feed(feed_of("route_id,service_id,trip_id\nR,W,T1\nR,W,T2\n",
                                              "T1,7:00:00,7:00:00,a,1\nT1,7:20:00,7:20:00,b,2\nT2,7:05:00,7:05:00,a,1\nT2,7:12:00,7:12:00,b,2\n"));
  REQUIRE(imported.line);
  const auto settled = settle(*imported.line, imported.findings);
  REQUIRE(settled);
  CHECK(imported.says("1 trips too close behind another on one track: they wait for it (feed/stop_times.txt:4 trip_id)"));
  // 7:20 + the headway of 180 s − 7 min of running.
  CHECK(settled_text(*settled) == "T1 07:00:00 Alpha 07:20:00 Beta\nT2 07:16:00 Alpha 07:23:00 Beta\n");
  compiled_scenario(*imported.line, imported.findings);
}

TEST_CASE("stations have as many tracks as trains stand there at once", "[exchange][settle]") {
  ImportedFeed imported = import_feed(feed_of("route_id,service_id,trip_id\nR,W,T1\nR,W,T2\nR,W,T3\n",
                                              "T1,7:00:00,7:00:00,a,1\nT1,7:07:00,7:40:00,b,2\nT1,7:47:00,7:47:00,c,3\nT2,7:10:00,7:10:00,a,1\nT2,7:17:00,7:30:00,b,2\nT2,"
                                              "7:37:00,7:37:00,c,3\nT3,7:20:00,7:20:00,a,1\nT3,7:27:00,7:27:00,b,2\nT3,7:34:00,7:34:00,c,3\n"));
  REQUIRE(imported.line);
  const Compiled compiled = compiled_scenario(*imported.line, imported.findings);
  const Station& beta = compiled.plan.input.network.stations[*compiled.plan.input.network.find("Beta")];
  CHECK(std::max(beta.tracks_up, beta.tracks_down) == 3);
  CHECK(std::min(beta.tracks_up, beta.tracks_down) == 1);
}

TEST_CASE("blocks are trainsets, one that would be in two places is two", "[exchange][settle]") {
  FeedText feed = small_feed();
  feed["trips.txt"] = "route_id,service_id,trip_id,block_id\nR,W,T1,set\nR,W,T2,set\n";
  ImportedFeed imported = import_feed(feed);
  const Compiled compiled = compiled_scenario(*imported.line, imported.findings);
  CHECK(compiled.plan.input.circulation.sets() == 1);
  CHECK(compiled.plan.input.turnaround == minutes(10));  // 47 min, and no set is asked to take longer than 10
  feed["trips.txt"] = "route_id,service_id,trip_id,block_id\nR,W,T1,set\nR,W,T2,set\nR,W,T3,set\n";
  feed["stop_times.txt"] += "T3,7:10:00,7:10:00,a,1\nT3,7:24:00,7:24:00,c,3\n";
  ImportedFeed twice = import_feed(feed);
  CHECK(compiled_scenario(*twice.line, twice.findings).plan.input.circulation.sets() == 2);
  CHECK(twice.says("1 trainsets that go on from another station: a set of its own from there (feed/stop_times.txt:8 trip_id)"));
}

TEST_CASE("of a trainset that goes on as another trip it is said that people change trains there", "[exchange][settle]") {
  FeedText feed = feed_of("route_id,service_id,trip_id,block_id\nR,W,T1,set\nR,W,T2,set\nR,W,T3,set\n",
                          "T1,7:00:00,7:00:00,a,1\nT1,7:06:00,7:06:00,b,2\nT2,7:08:00,7:08:00,b,1\nT2,7:14:00,7:14:00,c,2\nT3,7:20:00,7:20:00,c,1\nT3,7:33:00,7:33:00,a,2\n");
  ImportedFeed imported = import_feed(feed);
  REQUIRE(settle(*imported.line, imported.findings));
  CHECK(imported.says("1 times a trainset goes on the same way as another trip: who stays aboard changes trains there"));
}

TEST_CASE("a trip that turns back on its way is two trips of one trainset", "[exchange][settle]") {
  ImportedFeed imported = import_feed(feed_of("route_id,service_id,trip_id\nR,W,T1\nR,W,T2\n",
                                              "T1,7:00:00,7:00:00,a,1\nT1,7:10:00,7:15:00,c,2\nT1,7:25:00,7:25:00,b,3\nT2,6:00:00,6:00:00,a,1\nT2,6:06:00,6:06:00,b,2\nT2,6:12:00,6:12:00,c,3\n"));
  const auto settled = settle(*imported.line, imported.findings);
  REQUIRE(settled);
  CHECK(settled_text(*settled) ==
        "T1 07:00:00 Alpha 07:10:00 Gamma\nT1 part 2 07:15:00 Gamma 07:25:00 Beta\nT2 06:00:00 Alpha 06:06:00 Beta 06:12:00 Gamma\n");
  CHECK(settled->trips[0].trainset == settled->trips[1].trainset);
}

TEST_CASE("a leg booked faster than trains run arrives later, one that is minutes too fast does not run", "[exchange][settle]") {
  // 5.56 km in 60 s is 333 km/h from stop to stop.
  FeedText feed = small_feed();
  feed["stop_times.txt"] += "T3,9:00:00,9:00:00,a,1\nT3,9:01:00,9:01:00,b,2\n";
  feed["trips.txt"] += "R,W,T3\n";
  ImportedFeed imported = import_feed(feed);
  const auto settled = settle(*imported.line, imported.findings);
  REQUIRE(settled);
  CHECK(imported.says("1 legs booked faster than the trains run: they arrive later (feed/stop_times.txt:8 trip_id)"));
  compiled_scenario(*imported.line, imported.findings);
  feed["stops.txt"] += "d,Delta,29.50,113.0\n";
  feed["stop_times.txt"] += "T3,9:02:00,9:02:00,d,3\n";
  ImportedFeed impossible = import_feed(feed);
  REQUIRE(settle(*impossible.line, impossible.findings));
  CHECK(impossible.says("1 trips that no train can run on these tracks: too fast by minutes (feed/stop_times.txt:8 trip_id)"));
}

TEST_CASE("trips at the same minute, on the same way, all find one", "[exchange][settle]") {
  std::string trips = "route_id,service_id,trip_id\n";
  std::string times;
  for (int k = 0; k < 30; ++k) {
    const std::string id = "X" + std::to_string(k);
    const std::string hour = std::to_string(6 + k / 6);
    trips += "R,W," + id + "\n";
    times += id + "," + hour + ":00:00," + hour + ":00:00,a,1\n" + id + "," + hour + ":06:00," + hour + ":06:00,b,2\n" + id + "," + hour + ":12:00," + hour + ":12:00,c,3\n";
  }
  ImportedFeed imported = import_feed(feed_of(trips, times));
  CHECK(compiled_scenario(*imported.line, imported.findings).plan.input.trips.size() == 30);
}

TEST_CASE("whatever runs when on a line with a branch, what is written has no conflict", "[exchange][settle]") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    std::uint64_t state = seed * 6364136223846793005u + 1442695040888963407u;
    const auto roll = [&](int most) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      return static_cast<int>((state >> 33) % static_cast<std::uint64_t>(most + 1));
    };
    FeedText feed = small_feed();
    feed["routes.txt"] = "route_id,route_short_name,route_type\nR,1," + std::string(seed % 2 == 0 ? "2" : "3") + "\n";
    feed["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon\n";
    for (int s = 0; s < 6; ++s) feed["stops.txt"] += std::to_string(s) + ",Stop " + std::to_string(s) + "," + std::to_string(28.0 + 0.02 * s) + ",113.0\n";
    feed["stops.txt"] += "6,Stop 6,28.04,113.03\n7,Stop 7,28.04,113.06\n";
    feed["trips.txt"] = "route_id,service_id,trip_id,block_id\n";
    feed["stop_times.txt"] = head;
    const std::vector<std::vector<int>> ways{{0, 1, 2, 3, 4, 5}, {5, 4, 3, 2, 1, 0}, {0, 2, 5}, {7, 6, 2, 1, 0}, {0, 1, 2, 6, 7}, {0, 5}, {5, 3, 2, 6, 7}, {1, 2, 1, 0}};
    for (int t = 0; t < 40; ++t) {
      const std::string id = "T" + std::to_string(t);
      feed["trips.txt"] += "R,W," + id + "," + (roll(2) == 0 ? "b" + std::to_string(roll(5)) : "") + "\n";
      int now = 6 * 60 + roll(180);
      int sequence = 0;
      for (const int stop : ways[static_cast<std::size_t>(roll(7))]) {
        const auto clock = [&](int minute) { return std::to_string(minute / 60) + (minute % 60 < 10 ? ":0" : ":") + std::to_string(minute % 60) + ":00"; };
        const int stands = roll(1);
        feed["stop_times.txt"] += id + "," + clock(now) + "," + clock(now + stands) + "," + std::to_string(stop) + "," + std::to_string(sequence++) + "\n";
        now += stands + 3 + roll(4);
      }
    }
    INFO(seed);
    ImportedFeed imported = import_feed(feed);
    INFO(imported.errors);
    REQUIRE(imported.line);
    compiled_scenario(*imported.line, imported.findings);
  }
}

TEST_CASE("a trainset without half a minute to turn round is two, and what is written is valid", "[exchange][settle]") {
  // Three trips that repeat are patterns, and their sets a file of their own.
  std::string trips = "route_id,service_id,trip_id\n", times;
  for (int k = 0; k < 4; ++k) {
    const std::string id = "X" + std::to_string(k), hour = std::to_string(6 + k);
    trips += "R,W," + id + "\n";
    times += id + "," + hour + ":00:00," + hour + ":00:00,a,1\n" + id + "," + hour + ":06:00," + hour + ":06:00,b,2\n" + id + "," + hour + ":12:00," + hour + ":12:00,c,3\n" + id + "," + hour +
             ":18:00," + hour + ":18:00,b,4\n";
  }
  ImportedFeed imported = import_feed(feed_of(trips, times));
  const Compiled compiled = compiled_scenario(*imported.line, imported.findings);
  CHECK(compiled.plan.input.trips.size() == 8);
  CHECK(imported.says("4 trainsets without half a minute to turn round: a set of its own (feed/stop_times.txt:2 trip_id"));
}

TEST_CASE("of a ring it is said which leg is laid back over the others", "[exchange][settle]") {
  FeedText feed = feed_of("route_id,service_id,trip_id\nR,W,T1\n",
                          "T1,7:00:00,7:00:00,a,1\nT1,7:06:00,7:07:00,b,2\nT1,7:13:00,7:14:00,e,3\nT1,7:20:00,7:21:00,d,4\nT1,7:27:00,7:27:00,a,5\n");
  feed["stops.txt"] += "d,Delta,28.00,113.05\ne,Eta,28.05,113.05\n";
  ImportedFeed imported = import_feed(feed);
  REQUIRE(settle(*imported.line, imported.findings));
  CHECK(imported.says("1 legs are laid the long way, over other stations: trips run a ring, and a line has none here (Alpha - Delta, 16.0 km for 4.9)"));
}

TEST_CASE("a ring that trains run both ways is opened where rounds begin: its station stands at both ends", "[exchange][settle]") {
  // A square of 5 km: X rounds with the clock, Y against it, Z begins at Beta and goes on over the opening.
  FeedText feed = feed_of("route_id,service_id,trip_id,block_id\nR,W,X,1\nR,W,Y,1\nR,W,Z,2\n",
                          "X,7:00:00,7:00:00,a,1\nX,7:06:00,7:07:00,b,2\nX,7:13:00,7:14:00,e,3\nX,7:20:00,7:21:00,d,4\nX,7:27:00,7:27:00,a,5\n"
                          "Y,8:00:00,8:00:00,a,1\nY,8:06:00,8:07:00,d,2\nY,8:13:00,8:14:00,e,3\nY,8:20:00,8:21:00,b,4\nY,8:27:00,8:27:00,a,5\n"
                          "Z,9:00:00,9:00:00,e,1\nZ,9:06:00,9:06:00,d,2\nZ,9:12:00,9:14:00,a,3\nZ,9:20:00,9:20:00,b,4\n");
  feed["stops.txt"] += "d,Delta,28.00,113.05\ne,Eta,28.05,113.05\n";
  feed["fare_attributes.txt"] = "fare_id,price,currency_type,payment_method,transfers\nf,2.00,CNY,0,\n";
  ImportedFeed imported = import_feed(feed);
  REQUIRE(imported.line);
  open_ring(*imported.line, imported.findings);
  CHECK(trips_text(*imported.line) ==
        "X 07:00:00 Alpha 07:06:00-07:07:00 Beta 07:13:00-07:14:00 Eta 07:20:00-07:21:00 Delta 07:27:00 Alpha (other end)\n"
        "Y 08:00:00 Alpha (other end) 08:06:00-08:07:00 Delta 08:13:00-08:14:00 Eta 08:20:00-08:21:00 Beta 08:27:00 Alpha\n"
        "Z 09:00:00 Eta 09:06:00 Delta 09:12:00 Alpha (other end)\nZ part 2 09:14:00 Alpha 09:20:00 Beta\n");
  const Compiled compiled = compiled_scenario(*imported.line, imported.findings);
  const Network& network = compiled.plan.input.network;
  REQUIRE(network.stations.size() == 5);
  CHECK(in_km(network.distance(*network.find("Alpha"), *network.find("Alpha (other end)"))) == Approx(20.9).margin(0.2));
  CHECK(in_kmh(compiled.plan.input.types[TrainTypeId{}].max_speed) <= 80.0);
  CHECK(imported.says("a ring is opened at Alpha: it stands at both ends of the line, the other as 'Alpha (other end)', and nobody rides over it"));
  CHECK(imported.says("1 trips that go on over the opening are two there"));
  CHECK(!imported.says("the long way"));
  // One way only, or with a train from outside: it stays closed.
  for (const char* more : {"", "Y,8:00:00,8:00:00,c,1\nY,8:10:00,8:10:00,b,2\nY,8:16:00,8:16:00,a,3\n"}) {
    FeedText closed = feed;
    closed["trips.txt"] = std::string("route_id,service_id,trip_id\nR,W,X\n") + (*more ? "R,W,Y\n" : "");
    closed["stop_times.txt"] = feed["stop_times.txt"].substr(0, feed["stop_times.txt"].find("Y,")) + more;
    ImportedFeed one_way = import_feed(closed);
    REQUIRE(one_way.line);
    open_ring(*one_way.line, one_way.findings);
    CHECK(!one_way.says("a ring is opened"));
  }
}

TEST_CASE("people come for a train before it leaves: for the only one of a day too", "[exchange][settle]") {
  ImportedFeed imported = import_feed(feed_of("route_id,service_id,trip_id\nR,W,T1\n", "T1,8:00:00,8:00:00,a,1\nT1,8:14:00,8:14:00,c,2\n"));
  const Compiled compiled = compiled_scenario(*imported.line, imported.findings);
  World world;
  simulate(compiled.plan, 1, 0, world);
  CHECK(world.base_rows > 20);
  std::size_t in_time = 0;
  for (std::uint32_t row = 0; row < world.base_rows; ++row) in_time += world.passengers.came[row] <= 8 * 3'600'000;
  CHECK(in_time == world.base_rows);
}

TEST_CASE("without a place or a distance kilometres are guessed, and no straight line is named", "[exchange][settle]") {
  FeedText feed = small_feed();
  feed["stops.txt"] = "stop_id,stop_name\na,Alpha\nb,Beta\nc,Gamma\n";
  ImportedFeed imported = import_feed(feed);
  compiled_scenario(*imported.line, imported.findings);
  CHECK(imported.says("kilometres: nothing is known, one for each minute of running"));
  CHECK(!imported.says("straight lines"));
}

TEST_CASE("trips of a headway that turn back have no diagrams", "[exchange][settle]") {
  FeedText feed = feed_of("route_id,service_id,trip_id\nR,W,T1\nR,W,T2\n",
                          "T1,7:00:00,7:00:00,a,1\nT1,7:12:00,7:12:00,c,2\nT1,7:18:00,7:18:00,b,3\nT2,6:00:00,6:00:00,a,1\nT2,6:06:00,6:06:00,b,2\nT2,6:12:00,6:12:00,c,3\n");
  feed["frequencies.txt"] = "trip_id,start_time,end_time,headway_secs\nT1,07:00:00,09:00:00,1200\n";
  ImportedFeed imported = import_feed(feed);
  CHECK(compiled_scenario(*imported.line, imported.findings).plan.input.trips.size() == 13);
  CHECK(imported.says("6 places where a trip turns back: cut in two there (feed/stop_times.txt:2 trip_id"));
}

TEST_CASE("a leg across the earth is a wrong number, and does not spoil the line", "[exchange][settle]") {
  FeedText feed = small_feed();
  feed["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon\na,Alpha,28.00,113.0\nb,Beta,28.05,113.0\nc,Gamma,28.10,-113.0\n";
  ImportedFeed imported = import_feed(feed);
  const Compiled compiled = compiled_scenario(*imported.line, imported.findings);
  CHECK(imported.says("1 legs of more than 2000 km: not believed, a kilometre for each minute of running"));
  // 6 min from Beta to Gamma.
  CHECK(in_km(compiled.plan.input.network.distance(*compiled.plan.input.network.find("Beta"), *compiled.plan.input.network.find("Gamma"))) == Approx(6.0));
  imported.line->leg_km[{0, 1}] = 2e20;
  CHECK(settle(*imported.line, imported.findings));
}
