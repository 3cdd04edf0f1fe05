#include "czt/exchange/gtfs.hpp"

#include "feed.hpp"

using namespace czt;

namespace {

const std::filesystem::path demo = std::filesystem::path(CZT_SOURCE_DIR) / "tests/exchange/demo";

GtfsAsked on(const char* date) { return {parse_date(date), {}}; }

}  // namespace

TEST_CASE("times of a feed pass midnight, and nothing else is a time", "[exchange][gtfs]") {
  CHECK(parse_gtfs_time("6:05:09") == 6 * 3600 + 5 * 60 + 9);
  CHECK(parse_gtfs_time("25:10:00") == 25 * 3600 + 600);
  bool no_seconds = false;
  CHECK(parse_gtfs_time("06:05", &no_seconds) == 6 * 3600 + 300);
  CHECK(no_seconds);
  for (const char* wrong : {"", "6", "6:5:00", "06:60:00", "06:05:60", "-1:00:00", "06:05:00 am", "06:05:00:00", "a:00:00"}) CHECK(!parse_gtfs_time(wrong));
  CHECK(parse_gtfs_date("20260229") == std::nullopt);
  CHECK(parse_gtfs_date("20260228") == Date(2026, 2, 28));
  bool parted = false;
  CHECK(parse_gtfs_date("2026-02-28", &parted) == Date(2026, 2, 28));
  CHECK(parted);
  for (const char* wrong : {"2026-02-29", "28-02-2026", "2026-02/28", "2026022", "01012010"}) CHECK(parse_gtfs_date(wrong) == std::nullopt);
}

TEST_CASE("a small feed is a line with its trips", "[exchange][gtfs]") {
  const ImportedFeed feed = import_feed(small_feed());
  CHECK(feed.errors == "");
  REQUIRE(feed.line);
  CHECK(trips_text(*feed.line) ==
        "T1 07:00:00 Alpha 07:06:00-07:07:00 Beta 07:13:00 Gamma\n"
        "T2 08:00:00 Gamma 08:06:00-08:07:00 Beta 08:13:00 Alpha\n");
  CHECK(feed.line->name == "Small Railway");
  CHECK(feed.line->day == "Tuesday 2026-06-30");
  CHECK(feed.says("Tuesday 2026-06-30, the busiest weekday (of 261 as busy one in the middle): 2 trips of 1 route, 3 stations"));
}

TEST_CASE("the specification's sample feed runs, and what is wrong with it is said", "[exchange][gtfs]") {
  ImportedFeed feed = import_folder(demo);
  CHECK(feed.errors == "");
  REQUIRE(feed.line);
  // STBA: every half hour from 6:00 to 21:30, 32. CITY, each way: 4 until 8:00, 12 until 10:00, 12 until 16:00, 18 until 19:00,
  // 6 until 21:30 (the end is outside): 52. AB and BFC: two each.
  CHECK(feed.line->trips.size() == 32 + 2 * 52 + 4);
  CHECK(feed.line->vehicle == VehicleKind::bus);
  CHECK(feed.says("1 column that the specification does not have (feed/stop_times.txt:1 drop_off_time)"));
  CHECK(feed.says("1 table with 13 rows shorter than its header: the rest is blank (feed/stop_times.txt:17)"));
  CHECK(feed.says("136 of the trips stand for a headway"));
  const Compiled compiled = compiled_scenario(*feed.line, feed.findings);
  CHECK(compiled.plan.input.network.stations.size() == 8);
  CHECK(compiled.plan.input.trips.size() == 140);
  CHECK(compiled.plan.expected_travellers > 100.0);
  // On Saturdays and Sundays Amargosa Valley is served too.
  ImportedFeed weekend = import_folder(demo, on("2007-06-03"));
  REQUIRE(weekend.line);
  CHECK(weekend.line->trips.size() == 144);
  CHECK(compiled_scenario(*weekend.line, weekend.findings).plan.input.network.branches.size() == 2);
  // The fourth of June is taken out.
  CHECK(import_folder(demo, on("2007-06-04")).errors ==
        "feed/calendar.txt: no trip runs on 2007-06-04 (the nearest days with service are 2007-06-03 and 2007-06-05)\n");
}

TEST_CASE("a feed of dates alone has its days, the busiest weekday among them", "[exchange][gtfs]") {
  FeedText feed = small_feed();
  feed.erase("calendar.txt");
  feed["calendar_dates.txt"] = "service_id,date,exception_type\nX,20260606,1\nW,20260603,1\nX,20260603,1\nW,20260602,1\n";
  feed["trips.txt"] = "route_id,service_id,trip_id\nR,W,T1\nR,X,T2\n";
  const ImportedFeed imported = import_feed(feed);
  REQUIRE(imported.line);
  CHECK(imported.line->day == "Wednesday 2026-06-03");
  CHECK(imported.line->trips.size() == 2);
  CHECK(import_feed(feed, on("2026-06-02")).line->trips.size() == 1);
  CHECK(import_feed(feed, on("2026-06-04")).errors.find("the nearest days with service are 2026-06-03 and 2026-06-06") != std::string::npos);
  feed.erase("calendar_dates.txt");
  CHECK(import_feed(feed).errors.find("neither calendar.txt nor calendar_dates.txt is there") != std::string::npos);
}

TEST_CASE("of weekdays that are as busy one in the middle is taken, no holiday, none that the calendar names, with the usual services", "[exchange][gtfs]") {
  FeedText feed = small_feed();
  // All of 2026: 152 Tuesdays to Thursdays from 3 January to 23 December, the 76th is a Tuesday.
  CHECK(import_feed(feed).line->day == "Tuesday 2026-06-30");
  CHECK(import_feed(feed).says("Tuesday 2026-06-30, the busiest weekday (of 261 as busy one in the middle): 2 trips"));
  feed["calendar_dates.txt"] = "service_id,date,exception_type\nW,20260630,1\n";
  CHECK(import_feed(feed).line->day == "Wednesday 2026-07-01");
  CHECK(import_feed(feed).says("the busiest weekday (of 260 as busy one in the middle)"));
  // On other trains, as many, from July on: the services of the first half of the year are the more usual, by two weeks.
  feed["calendar_dates.txt"] = "service_id,date,exception_type\n";
  feed["calendar.txt"] =
      "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nW,1,1,1,1,1,0,0,20260101,20260705\nX,1,1,1,1,1,1,1,20260706,20261231\n";
  feed["trips.txt"] = "route_id,service_id,trip_id\nR,W,T1\nR,X,T2\n";
  CHECK(import_feed(feed).line->day == "Thursday 2026-04-02");
  feed["calendar.txt"] = with(feed["calendar.txt"], "20260705", "20260628");
  feed["calendar.txt"] = with(feed["calendar.txt"], "20260706", "20260629");
  CHECK(import_feed(feed).line->day == "Thursday 2026-09-24");
  // The busiest is the busiest, also where the calendar names it; then it is said.
  feed["calendar.txt"] = small_feed()["calendar.txt"];
  feed["calendar_dates.txt"] = "service_id,date,exception_type\nX,20260701,1\n";
  CHECK(import_feed(feed).says("Wednesday 2026-07-01, the busiest weekday (a date that the calendar names: perhaps no usual one): 2 trips"));
  // Where there is nothing else a holiday will do, and a Saturday.
  feed["calendar_dates.txt"] = "service_id,date,exception_type\n";
  feed["calendar.txt"] = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nW,1,1,1,1,1,0,0,20260101,20260101\n";
  CHECK(import_feed(feed).line->day == "Thursday 2026-01-01");
  CHECK(import_feed(feed).says("Thursday 2026-01-01, the busiest weekday: 1 trip"));
  feed["calendar.txt"] = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nW,0,0,0,0,0,1,0,20260101,20260107\n";
  CHECK(import_feed(feed).says("Saturday 2026-01-03, the busiest day; no weekday has a train: 1 trip "));
}

TEST_CASE("blank times are filled in by distance", "[exchange][gtfs]") {
  FeedText feed = small_feed();
  feed["stops.txt"] += "d,Delta,28.20,113.0\n";
  feed["trips.txt"] = "route_id,service_id,trip_id\nR,W,T1\n";
  feed["stop_times.txt"] =
      "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\n"
      "T1,7:00:00,7:00:00,a,10,0\nT1,,,b,20,\nT1,,,c,25,\nT1,7:20:00,7:20:00,d,99,\n";
  // 0.05, 0.10 and 0.20 degrees from a: a quarter and a half of the way.
  CHECK(trips_text(*import_feed(feed).line) == "T1 07:00:00 Alpha 07:05:00 Beta 07:10:00 Gamma 07:20:00 Delta\n");
  CHECK(import_feed(feed).says("2 blank times, filled in by distance (feed/stop_times.txt:3 arrival_time, feed/stop_times.txt:4"));
  // As the distances say: a tenth and two fifths.
  feed["stop_times.txt"] =
      "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\n"
      "T1,7:00:00,7:00:00,a,10,5\nT1,,,b,20,15\nT1,,,c,25,45\nT1,7:20:00,7:20:00,d,99,105\n";
  CHECK(trips_text(*import_feed(feed).line) == "T1 07:00:00 Alpha 07:02:00 Beta 07:08:00 Gamma 07:20:00 Delta\n");
}

TEST_CASE("frequencies run until their end, which is outside, exact ones are trips, others stand for a headway", "[exchange][gtfs]") {
  FeedText feed = small_feed();
  feed["frequencies.txt"] = "trip_id,start_time,end_time,headway_secs,exact_times\nT1,06:00:00,07:00:00,1200,0\nT1,07:00:00,07:40:00,1200,1\n";
  const ImportedFeed imported = import_feed(feed);
  REQUIRE(imported.line);
  std::string departures;
  for (const LineTrip& trip : imported.line->trips)
    if (trip.number != "T2") departures += to_clock(start_of_day + seconds(trip.calls.front().departure)) + (trip.by_headway ? "~ " : " ");
  CHECK(departures == "06:00~ 06:20~ 06:40~ 07:00 07:20 ");
  CHECK(imported.line->trips.front().calls[1] == LineCall{1, 6 * 3600 + 360, 6 * 3600 + 420});
}

TEST_CASE("platforms are their station, stops of one name beside each other are one", "[exchange][gtfs]") {
  FeedText feed = small_feed();
  feed["stops.txt"] =
      "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
      "a,Alpha,28.00,113.0,0,\nB,Beta,28.05,113.0,1,\nb,Beta platform 2,28.0501,113.0,,B\nc,Gamma,28.10,113.0,0,\nc2,Gamma,28.1001,113.0,,\nx,Beta entrance,28.05,113.0,2,B\n";
  feed["stop_times.txt"] =
      "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
      "T1,7:00:00,7:00:00,a,1\nT1,7:06:00,7:07:00,b,2\nT1,7:13:00,7:13:00,c,3\nT2,08:00:00,08:00:00,c2,1\nT2,08:13:00,08:13:00,a,3\n";
  const ImportedFeed imported = import_feed(feed);
  REQUIRE(imported.line);
  CHECK(imported.line->stations.size() == 3);
  CHECK(imported.line->stations[1].name == "Beta");
  CHECK(imported.says("1 stops as part of a station of the same name within 400 m"));
}

TEST_CASE("names are in English where they can be, and Chinese beside it", "[exchange][gtfs]") {
  FeedText feed = small_feed();
  feed["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon\na,长沙,28.00,113.0\nb,大丰,28.05,113.0\nc,Gamma,28.10,113.0\n";
  feed["translations.txt"] = "table_name,field_name,language,translation,record_id\nstops,stop_name,en,Changsha,a\nstops,stop_name,zh-Hans,伽马,c\nroutes,route_long_name,en,X,R\nagency,agency_name,en,Small Line,1\n";
  feed["agency.txt"] = "agency_id,agency_name,agency_url,agency_timezone\n1,小线,https://example.org,Asia/Shanghai\n";
  const ImportedFeed imported = import_feed(feed);
  REQUIRE(imported.line);
  CHECK(imported.line->stations[0].name == "Changsha");
  CHECK(imported.line->stations[0].name_zh == "长沙");
  CHECK(imported.line->stations[1].name == "大丰");
  CHECK(imported.line->stations[2].name_zh == "伽马");
  CHECK(imported.line->name == "Small Line");
  CHECK(imported.line->name_zh == "小线");
}

TEST_CASE("train numbers are trip_short_name, where several trips have one, their ids are added", "[exchange][gtfs]") {
  FeedText feed = small_feed();
  feed["trips.txt"] = "route_id,service_id,trip_id,trip_short_name\nR,W,T1,S7801\nR,W,T2,S7801\n";
  const ImportedFeed imported = import_feed(feed);
  REQUIRE(imported.line);
  CHECK(imported.line->trips[0].number == "S7801 (T1)");
  feed["trips.txt"] = "route_id,service_id,trip_id,trip_short_name\nR,W,T1,S7801\nR,W,T2,\n";
  CHECK(import_feed(feed).line->trips[0].number == "S7801");
}

TEST_CASE("railways are taken before all else, a route by id or name, a wrong one with what is like it", "[exchange][gtfs]") {
  FeedText feed = small_feed();
  feed["routes.txt"] = "route_id,route_short_name,route_long_name,route_type\nR,1,Main line,2\nB,7,Town bus,3\n";
  feed["trips.txt"] = "route_id,service_id,trip_id\nR,W,T1\nB,W,T2\n";
  CHECK(trips_text(*import_feed(feed).line).substr(0, 3) == "T1 ");
  CHECK(import_feed(feed).line->trips.size() == 1);
  CHECK(import_feed(feed).says("1 routes that are not railways (--route takes any)"));
  CHECK(import_feed(feed, {std::nullopt, {"Town bus"}}).line->trips.front().number == "T2");
  CHECK(import_feed(feed, {std::nullopt, {"R", "7"}}).line->trips.size() == 2);
  CHECK(import_feed(feed, {std::nullopt, {"1x"}}).errors == "feed/routes.txt route_id: no route is called '1x' (did you mean '1'?)\n");
}

TEST_CASE("kilometres are those of the distances in whatever unit, else along the shape, else straight", "[exchange][gtfs]") {
  FeedText feed = small_feed();
  CHECK(import_feed(feed).line->km_source.empty());
  const auto with_distances = [&](double unit) {
    FeedText written = small_feed();
    const auto d = [&](double km) { return std::to_string(km * unit); };
    written["stop_times.txt"] = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\nT1,7:00:00,7:00:00,a,1,0\nT1,7:06:00,7:07:00,b,2," + d(6.5) +
                                "\nT1,7:13:00,7:13:00,c,3," + d(12.5) + "\n";
    written["trips.txt"] = "route_id,service_id,trip_id\nR,W,T1\n";
    return import_feed(written);
  };
  for (const double unit : {1.0, 1000.0, 1 / 1.609344, 1 / 0.0003048}) {
    const ImportedFeed imported = with_distances(unit);
    REQUIRE(imported.line);
    CHECK(imported.line->leg_km.at({0, 1}) == Approx(6.5).epsilon(1e-4));
    CHECK(imported.line->leg_km.at({1, 2}) == Approx(6.0).epsilon(1e-4));
  }
  CHECK(with_distances(17.0).line->leg_km.empty());
  CHECK(with_distances(17.0).says("shape_dist_traveled: in no unit that fits the coordinates"));
  // Two sides of a triangle between a and b: 0.025 degrees north and as far east, twice.
  feed["trips.txt"] = "route_id,service_id,trip_id,shape_id\nR,W,T1,s\nR,W,T2,\n";
  feed["shapes.txt"] = "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\ns,28.10,113.0,4\ns,28.00,113.0,1\ns,28.025,113.02832,2\ns,28.05,113.0,3\n";
  const ImportedFeed shaped = import_feed(feed);
  CHECK(shaped.line->km_source == "along shapes.txt");
  CHECK(shaped.line->leg_km.at({0, 1}) == Approx(2 * 2.7799 * 1.41421).epsilon(0.002));
  CHECK(shaped.line->leg_km.at({1, 2}) == Approx(5.5597).epsilon(0.002));
}

TEST_CASE("many routes together are kept to a line's size, by trips", "[exchange][gtfs]") {
  FeedText feed = small_feed();
  feed["routes.txt"] = "route_id,route_short_name,route_type\nR,1,2\nQ,2,2\n";
  feed["trips.txt"] = "route_id,service_id,trip_id\nR,W,T1\nR,W,T2\nQ,W,T3\n";
  feed["stops.txt"] += "d,Delta,28.20,113.0\n";
  feed["stop_times.txt"] += "T3,9:00:00,9:00:00,c,1\nT3,9:20:00,9:20:00,d,2\n";
  CHECK(import_feed(feed).line->stations.size() == 4);
  const ImportedFeed kept = import_feed(feed, {std::nullopt, {}, 3});
  CHECK(kept.line->trips.size() == 2);
  CHECK(kept.says("1 routes: all 2 have more than 3 stations together; taken are those with most trips, 1 (--route takes others)"));
}

TEST_CASE("distances that are all the same say nothing of blank times", "[exchange][gtfs]") {
  FeedText feed = small_feed();
  feed["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon\na,Alpha,28.00,113.0\nb,Beta,28.02,113.0\nc,Gamma,28.10,113.0\n";
  feed["trips.txt"] = "route_id,service_id,trip_id\nR,W,T1\n";
  feed["stop_times.txt"] = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,shape_dist_traveled\nT1,7:00:00,7:00:00,a,1,0.0\nT1,,,b,2,0.0\nT1,7:10:00,7:10:00,c,3,0.0\n";
  CHECK(trips_text(*import_feed(feed).line) == "T1 07:00:00 Alpha 07:02:00 Beta 07:10:00 Gamma\n");
}

TEST_CASE("a name that no Chinese reader can read is not the Chinese name", "[exchange][gtfs]") {
  FeedText feed = small_feed();
  feed["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon\na,三宮,28.00,113.0\nb,みなとじま,28.05,113.0\nc,Πειραιάς,28.10,113.0\n";
  feed["translations.txt"] = "table_name,field_name,language,translation,field_value\nstops,stop_name,en,Sannomiya,三宮\nstops,stop_name,en,Minatojima,みなとじま\nstops,stop_name,en,Piraeus,Πειραιάς\n";
  const ImportedFeed imported = import_feed(feed);
  REQUIRE(imported.line);
  CHECK(imported.line->stations[0].name_zh == "三宮");
  CHECK(imported.line->stations[1].name == "Minatojima");
  CHECK(imported.line->stations[1].name_zh.empty());
  CHECK(imported.line->stations[2].name_zh.empty());
}
