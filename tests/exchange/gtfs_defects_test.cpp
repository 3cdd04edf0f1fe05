/// Feeds made to be nasty, each with what is said of it.

#include "feed.hpp"

using namespace czt;

namespace {

/// What is said of the small feed with one table made otherwise.
ImportedFeed with(const std::string& table, const std::string& text) {
  FeedText feed = small_feed();
  feed[table] = text;
  return import_feed(feed);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// With one cell or row of stop_times otherwise.
ImportedFeed with_times(const std::string& from, const std::string& to) { return with("stop_times.txt", replaced(small_feed()["stop_times.txt"], from, to)); }

}  // namespace

TEST_CASE("every defect is told with its file, its row and its field", "[exchange][defects]") {
  struct Defect {
    ImportedFeed feed;
    std::string said;
    std::size_t trips;
  };
  const std::string trips = small_feed()["trips.txt"];
  const std::string stops = small_feed()["stops.txt"];
  const std::string calendar = small_feed()["calendar.txt"];
  const Defect defects[] = {
      {with_times("T1,7:06:00,7:07:00,b,2", "T1,7:06:00,7:07:00,zz,2"), "1 stop times at a stop that is not there (feed/stop_times.txt:3 stop_id)", 2},
      {with_times("T1,7:06:00,7:07:00,b,2", "TX,7:06:00,7:07:00,b,2"), "1 stop times of a trip that is not there (feed/stop_times.txt:3 trip_id)", 2},
      {with_times("T1,7:06:00,7:07:00,b,2", "T1,7:06:00,7:07:00,,2"), "1 stop times without a stop (feed/stop_times.txt:3 stop_id)", 2},
      {with_times("T1,7:06:00,7:07:00,b,2", "T1,7:06:00,7:07:00,b,two"), "1 stop times whose sequence is no number (feed/stop_times.txt:3 stop_sequence)", 2},
      {with_times("T1,7:06:00,7:07:00,b,2", "T1,7:06:00,7:07:00,b,3"), "1 rows whose sequence stands twice in a trip (feed/stop_times.txt:4 stop_sequence)", 2},
      {with_times("7:06:00,7:07:00", "7.06,7:07:00"), "1 times that cannot be read: taken as blank (feed/stop_times.txt:3 arrival_time)", 2},
      {with_times("7:06:00,7:07:00", "7:06,7:07"), "2 times without seconds (feed/stop_times.txt:3 arrival_time, feed/stop_times.txt:3 departure_time)", 2},
      {with_times("7:06:00,7:07:00", "7:08:00,7:07:00"), "1 times out of order with those before and after: taken as blank (feed/stop_times.txt:3 arrival_time)", 2},
      {with_times("7:06:00,7:07:00", "6:06:00,6:07:00"), "1 times out of order with those before and after: taken as blank (feed/stop_times.txt:3 arrival_time)", 2},
      {with_times("T1,7:13:00,7:13:00", "T1,6:13:00,6:13:00"), "1 trips whose times go back (feed/stop_times.txt:4 arrival_time)", 1},
      {with_times("T1,7:13:00,7:13:00", "T1,,"), "1 trips whose first or last time is blank (feed/stop_times.txt:4 arrival_time)", 1},
      {with_times("T1,7:13:00,7:13:00", "T1,48:13:00,48:13:00"), "1 trips that end after 48:00 (feed/stop_times.txt:4 arrival_time)", 1},
      {with_times("T1,7:00:00,7:00:00,a,1\nT1,7:06:00,7:07:00,b,2\n", "T1,7:06:00,7:07:00,b,2\nT1,7:00:00,7:00:00,a,1\n"),
       "1 rows that do not stand in order of their sequence (feed/stop_times.txt:3 stop_sequence)", 2},
      {with_times("b,2\n", "a,2\n"), "1 calls at a station where the trip already stands: one call (feed/stop_times.txt:3 stop_id)", 2},
      {with_times("T1,7:06:00,7:07:00,b,2\nT1,7:13:00,7:13:00,c,3\n", ""), "1 trips with fewer than two calls (feed/stop_times.txt:2 trip_id)", 1},
      {with("trips.txt", trips + "R,W,T1\n"), "1 trips whose id stands twice (feed/trips.txt:4 trip_id)", 2},
      {with("trips.txt", replaced(trips, "R,W,T1", "Q,W,T1")), "1 trips of a route that is not there (feed/trips.txt:2 route_id)", 1},
      {with("trips.txt", replaced(trips, "R,W,T1", "R,V,T1")), "1 trips of a service that no calendar has (feed/trips.txt:2 service_id)", 1},
      {with("stops.txt", replaced(stops, "28.05", "")), "1 stops without coordinates that can be read (feed/stops.txt:3 stop_lat)", 2},
      {with("stops.txt", replaced(stops, "28.05,113.0", "0,0")), "1 stops without coordinates that can be read (feed/stops.txt:3 stop_lat)", 2},
      {with("stops.txt", replaced(stops, "b,Beta", "b,")), "1 stops without a name: called by their id (feed/stops.txt:3 stop_name)", 2},
      {with("stops.txt", stops + "b,Beta,28.05,113.0\n"), "1 stops whose id stands twice (feed/stops.txt:5 stop_id)", 2},
      {with("calendar.txt", calendar + "X,1,1,1,1,1,1,1,20260101,20251231\n"),
       "1 services without dates that can be read, or that end before they begin (feed/calendar.txt:3 end_date)", 2},
      {with("calendar_dates.txt", "service_id,date,exception_type\nW,20260230,2\nW,20260302,3\n"),
       "2 exceptions of the calendar that cannot be read (feed/calendar_dates.txt:2 date, feed/calendar_dates.txt:3 exception_type)", 2},
      {with("frequencies.txt", "trip_id,start_time,end_time,headway_secs\nT1,7:00:00,6:00:00,600\n"),
       "1 frequencies that cannot be read, or are empty (feed/frequencies.txt:2 end_time)", 2},
      {with("calendar.txt", replaced(calendar, "20260101,20261231", "2026-01-01,2026-12-31")),
       "2 dates that are not written as 20260525 (feed/calendar.txt:2 start_date, feed/calendar.txt:2 end_date)", 2},
      {with("calendar.txt", replaced(calendar, "W,1,1,1,1,1,0,0", "W,1,yes,1,1,1,0,")), "2 days of a calendar that are neither 0 nor 1: taken as 0 (feed/calendar.txt:2 tuesday, feed/calendar.txt:2 sunday)", 2},
      {with("calendar_dates.txt", "service_id,date,exception_type\nW,2026/03/02,2\n"), "1 dates that are not written as 20260525 (feed/calendar_dates.txt:2 date)", 2},
      {with("agency.txt", "agency_id,agency_timezone\n1,Asia/Shanghai\n"), "1 table without the name of the agency (feed/agency.txt:1 agency_name)", 2},
      {with_times("T1,7:13:00,7:13:00", "T1,12:13:00,12:13:00"), "1 trips that take hours for a leg that one would walk (feed/stop_times.txt:4 arrival_time)", 1},
      {with("pathways.txt", "pathway_id\nx\n"), "files: pathways.txt", 2},
      {with("agency.txt", "agency_name,agency_url,agency_timezone\nA,x,Asia/Shanghai\nB,x,Europe/Paris\n"),
       "1 time zones that differ from the first agency's: all times are taken as they stand (feed/agency.txt:3 agency_timezone)", 2},
      {with("stops.txt", "stop_id,stop_name,stop_lat,stop_lon,parent_station\na,Alpha,28.00,113.0,\nb,Beta,28.05,113.0,none\nc,Gamma,28.10,113.0,\n"),
       "1 stops whose parent station is not there: taken as stations of their own (feed/stops.txt:3 parent_station)", 2},
      {with("stops.txt", "stop_id,stop_name,stop_lat,stop_lon,stop_name\na,Alpha,28.00,113.0,x\nb,Beta,28.05,113.0,\nc,Gamma,28.10,113.0,\n"),
       "1 columns that stand twice: the first is read (feed/stops.txt:1 stop_name)", 2},
  };
  for (const Defect& defect : defects) {
    INFO(defect.said << "\n" << defect.feed.said() << defect.feed.errors);
    CHECK(defect.feed.says(defect.said));
    CHECK(defect.feed.errors.empty());
    REQUIRE(defect.feed.line);
    CHECK(defect.feed.line->trips.size() == defect.trips);
  }
}

TEST_CASE("one time that stands out of order does not cost the train", "[exchange][defects]") {
  // Beta is half way: 13 minutes from Alpha to Gamma.
  CHECK(trips_text(*with_times("7:06:00,7:07:00", "8:06:00,8:07:00").line).find("T1 07:00:00 Alpha 07:06:30 Beta 07:13:00 Gamma\n") == 0);
  CHECK(trips_text(*with_times("7:06:00,7:07:00", "7:07:00,7:06:00").line).find("T1 07:00:00 Alpha 07:06:30 Beta 07:13:00 Gamma\n") == 0);
}

TEST_CASE("what makes a feed unusable is an error with a remedy", "[exchange][defects]") {
  CHECK(with("stops.txt", "stop_id,stop_name\n\"a,Alpha\n").errors == "feed/stops.txt:2: a quote is opened here and never closed\n");
  CHECK(with("stop_times.txt", "trip_id,stop_id,stop_sequence\n").errors ==
        "feed/stop_times.txt:1 arrival_time: there is no column 'arrival_time'\nfeed/stop_times.txt:1 departure_time: there is no column 'departure_time'\n");
  CHECK(with("stops.txt", std::string("\xFF\xFEs\0t\0", 6)).errors ==
        "feed/stops.txt:1: the file is UTF-16, not UTF-8 (convert it: iconv -f UTF-16 -t UTF-8 stops.txt > stops.txt.utf8)\n");
  CHECK(with("stops.txt", "stop_id,stop_name,stop_lat,stop_lon\na,\xB3\xA4\xC9\xB3,28,113\n").errors ==
        "feed/stops.txt:2 stop_name: the name is not UTF-8 (convert the table, as from GBK: iconv -f GB18030 -t UTF-8)\n");
  CHECK(with("routes.txt", "route_id,route_type\n").errors == "feed/routes.txt: there is no route\n");
  CHECK(with("trips.txt", "route_id,service_id,trip_id\n").errors == "feed/calendar.txt: no day has a trip of these routes\n");
}

TEST_CASE("a BOM, CRLF and quoted cells change nothing", "[exchange][defects]") {
  FeedText feed = small_feed();
  const std::string plain = trips_text(*import_feed(feed).line);
  for (auto& [name, text] : feed) {
    std::string other = "\xEF\xBB\xBF";
    for (const char c : text) other += c == '\n' ? std::string("\"\r\n\"") : c == ',' ? std::string("\",\"") : std::string(1, c);
    const std::size_t first = 3;
    other.insert(first, "\"");
    other.pop_back();  // the quote that would begin another row
    text = other;
  }
  CHECK(trips_text(*import_feed(feed).line) == plain);
}

TEST_CASE("stops where nobody may board or alight are passed", "[exchange][defects]") {
  FeedText feed = small_feed();
  feed["trips.txt"] = "route_id,service_id,trip_id\nR,W,T1\n";
  feed["stop_times.txt"] =
      "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"
      "T1,7:00:00,7:00:00,a,1,0,1\nT1,7:06:00,7:07:00,b,2,1,1\nT1,7:13:00,7:13:00,c,3,1,0\n";
  CHECK(trips_text(*import_feed(feed).line) == "T1 07:00:00 Alpha 07:13:00 Gamma\n");
}

TEST_CASE("demand-responsive rows are named and left out", "[exchange][defects]") {
  FeedText feed = small_feed();
  feed["stop_times.txt"] =
      "trip_id,arrival_time,departure_time,stop_id,stop_sequence,location_group_id\n"
      "T1,7:00:00,7:00:00,a,1,\nT1,,,,2,zone\nT1,7:13:00,7:13:00,c,3,\n";
  CHECK(import_feed(feed).says("1 stop times on demand (GTFS-Flex) (feed/stop_times.txt:3 stop_id)"));
}

TEST_CASE("a call far off the way, out of time, is left out, and the trip runs", "[exchange][defects]") {
  FeedText feed = small_feed();
  feed["stops.txt"] += "d,Delta,28.40,113.0\n";
  const std::string times = feed["stop_times.txt"];
  // 39 km on and back between 7:07 and 7:13, and before it was left.
  for (const char* row : {"T1,7:09:00,7:10:00,d,3\n", "T1,7:10:00,7:50:00,d,3\n"}) {
    feed["stop_times.txt"] = replaced(times, "T1,7:13:00,7:13:00,c,3\n", std::string(row) + "T1,7:13:00,7:13:00,c,4\n");
    const ImportedFeed imported = import_feed(feed);
    REQUIRE(imported.line);
    CHECK(imported.says("1 calls that lie off the way and that no train reaches in their time (feed/stop_times.txt:4 stop_id)"));
    CHECK(trips_text(*imported.line).find("T1 07:00:00 Alpha 07:06:00-07:07:00 Beta 07:13:00 Gamma\n") == 0);
  }
  // In an hour each way it is a train that goes there and back.
  feed["stop_times.txt"] = replaced(times, "T1,7:13:00,7:13:00,c,3\n", "T1,8:00:00,8:10:00,d,3\nT1,9:00:00,9:00:00,c,4\n");
  CHECK(trips_text(*import_feed(feed).line).find("08:00:00-08:10:00 Delta") != std::string::npos);
}

TEST_CASE("numbers that are written with a point and a nought are those numbers", "[exchange][defects]") {
  FeedText feed = small_feed();
  const std::string plain = trips_text(*import_feed(feed).line);
  feed["stop_times.txt"] = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\nT1,7:00:00,7:00:00,a,1.0,0.0,0.0\nT1,7:06:00,7:07:00,b,2.0,1.0,1.0\nT1,7:13:00,7:13:00,c,3.0,,\n";
  feed["routes.txt"] = "route_id,route_short_name,route_type\nR,1,2.0\n";
  feed["calendar.txt"] = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nW,1.0,1.0,1.0,1.0,1.0,0.0,0.0,20260101,20261231\n";
  const ImportedFeed imported = import_feed(feed);
  REQUIRE(imported.line);
  CHECK(imported.line->vehicle == VehicleKind::train);
  CHECK(trips_text(*imported.line) == "T1 07:00:00 Alpha 07:13:00 Gamma\n");
}

TEST_CASE("names of another code than UTF-8 do not spoil what is written", "[exchange][defects]") {
  FeedText feed = small_feed();
  feed["agency.txt"] = "agency_name,agency_url,agency_timezone\n\xB3\xA4\xC9\xB3,https://example.org,Asia/Shanghai\n";
  feed["trips.txt"] = "route_id,service_id,trip_id,trip_short_name,block_id\nR,W,T1,\xB3 1,\xC9\nR,W,T2,\xB4 1,\xC9\n";
  feed["fare_attributes.txt"] = "fare_id,price,currency_type,payment_method,transfers\nf,2.00,\xA5,0,\n";
  ImportedFeed imported = import_feed(feed);
  REQUIRE(imported.line);
  CHECK(imported.line->name == "%B3%A4%C9%B3");
  CHECK(imported.says("6 names that are not UTF-8: letters written as their bytes"));
  CHECK(compiled_scenario(*imported.line, imported.findings).plan.input.trips.size() == 2);
}
