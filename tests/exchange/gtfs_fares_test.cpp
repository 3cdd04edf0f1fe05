#include "feed.hpp"

using namespace czt;

namespace {

/// "Alpha Beta 2.00 …", pairs in order.
std::string fares_text(const WrittenLine& line) {
  std::string text;
  for (const LineFares::Pair& pair : line.fares.pairs)
    text += line.stations[pair.from].name.substr(0, 1) + line.stations[pair.to].name.substr(0, 1) + " " + to_text(Money{pair.cents}) + " ";
  return text;
}

FeedText zoned() {
  FeedText feed = small_feed();
  feed["stops.txt"] = "stop_id,stop_name,stop_lat,stop_lon,zone_id\na,Alpha,28.00,113.0,1\nb,Beta,28.05,113.0,2\nc,Gamma,28.10,113.0,3\n";
  return feed;
}

FeedText with_leg_rules() {
  FeedText feed = small_feed();
  feed["fare_products.txt"] = "fare_product_id,amount,currency,rider_category_id\nlow,3.00,CNY,\nhigh,5.00,CNY,adult\nhigh,2.50,CNY,student\nlow,1.50,CNY,student\n";
  feed["rider_categories.txt"] = "rider_category_id,rider_category_name,is_default_fare_category\nadult,Adult,1\nstudent,Student,0\n";
  feed["areas.txt"] = "area_id\ncore\n";
  feed["stop_areas.txt"] = "area_id,stop_id\ncore,a\n";
  feed["timeframes.txt"] = "timeframe_group_id,start_time,end_time,service_id\noff,00:00:00,06:30:00,W\noff,09:00:00,24:00:00,W\npeak,06:30:00,09:00:00,W\nnever,,,X\n";
  feed["fare_leg_rules.txt"] = "from_area_id,to_area_id,from_timeframe_group_id,fare_product_id\n,,,low\ncore,,peak,high\ncore,,off,low\n,core,,high\n";
  return feed;
}

}  // namespace

TEST_CASE("the zone of a fare is the platform's: what is written of its station is to be ignored", "[exchange][fares]") {
  FeedText feed = small_feed();
  feed["stops.txt"] =
      "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,zone_id\n"
      "A,Alpha,28.00,113.0,1,,near\na,Alpha 1,28.00,113.0,0,A,near\nB,Beta,28.05,113.0,1,,near\nb,Beta 1,28.05,113.0,0,B,middle\nC,Gamma,28.10,113.0,1,,near\nc,Gamma 1,28.10,113.0,0,C,far\n";
  feed["fare_attributes.txt"] = "fare_id,price,currency_type,payment_method,transfers\none,4.00,USD,0,\ntwo,9.00,USD,0,\n";
  feed["fare_rules.txt"] = "fare_id,origin_id,destination_id\none,near,near\none,near,middle\ntwo,near,far\n";
  const ImportedFeed imported = import_feed(feed);
  REQUIRE(imported.line);
  CHECK(fares_text(*imported.line).find("AB 4.00 AG 9.00") == 0);
}

TEST_CASE("fares of zones: origin and destination, and all zones passed", "[exchange][fares]") {
  FeedText feed = zoned();
  feed["fare_attributes.txt"] = "fare_id,price,currency_type,payment_method,transfers\nf2,2.00,CNY,0,\nf3,3.5,CNY,0,\nf9,9,CNY,0,\nf1,1,CNY,0,\n";
  feed["fare_rules.txt"] =
      "fare_id,route_id,origin_id,destination_id,contains_id\nf2,R,1,2,\nf2,R,2,1,\nf2,R,2,3,\nf2,R,3,2,\nf3,,,,1\nf3,,,,2\nf3,,,,3\nf9,other,,,\nf1,,,,1\nf1,,,,3\n";  // f1: for who passes zones 1 and 3 and no other
  const ImportedFeed imported = import_feed(feed);
  REQUIRE(imported.line);
  CHECK(fares_text(*imported.line) == "AB 2.00 AG 3.50 BA 2.00 BG 2.00 GA 3.50 GB 2.00 ");
  CHECK(imported.says("fares from fare_attributes.txt, in CNY: written as yuan, one for one"));
}

TEST_CASE("a fare without rules holds everywhere, of several the cheapest", "[exchange][fares]") {
  FeedText feed = small_feed();
  feed["fare_attributes.txt"] = "fare_id,price,currency_type,payment_method,transfers\nf,2.00,CNY,0,\ng,3.00,CNY,0,\nh,x,CNY,0,\ni,1.00,USD,0,\n";
  ImportedFeed imported = import_feed(feed);
  REQUIRE(imported.line);
  CHECK(fares_text(*imported.line) == "AB 2.00 AG 2.00 BA 2.00 BG 2.00 GA 2.00 GB 2.00 ");
  CHECK(imported.says("6 rides have several fares at once, such as 2.00 and 3.00: the cheapest is taken"));
  CHECK(imported.says("1 fares whose price cannot be read (feed/fare_attributes.txt:4 price)"));
  CHECK(imported.says("1 fares in another currency (feed/fare_attributes.txt:5 currency_type)"));
  CHECK(std::get<FlatFare>(compiled_scenario(*imported.line, imported.findings).plan.input.fares.terms().singles).price == Money{200});
}

TEST_CASE("Fares v2: areas, time frames of the day, and riders who pay less", "[exchange][fares]") {
  ImportedFeed imported = import_feed(with_leg_rules());
  REQUIRE(imported.line);
  CHECK(imported.errors == "");
  // From Alpha (core) 5 yuan in the peak and 3 else; to Alpha 5; an empty area stands for what no rule names: 3.
  CHECK(fares_text(*imported.line) == "AB 5.00 AG 5.00 BA 5.00 BG 3.00 GA 5.00 GB 3.00 ");
  REQUIRE(imported.line->fares.cheaper.size() == 2);
  CHECK(imported.line->fares.cheaper[0].pair == LineFares::Pair{0, 1, 300});
  CHECK(imported.line->fares.cheaper[0].hours == std::vector<std::pair<std::int32_t, std::int32_t>>{{0, 23400}, {32400, 86400}});
  REQUIRE(imported.line->fares.reduced.size() == 1);
  CHECK(imported.line->fares.reduced[0].name == "Student");
  CHECK(imported.line->fares.reduced[0].off_millionths == 500'000);
  const Compiled compiled = compiled_scenario(*imported.line, imported.findings);
  const PlanInput& in = compiled.plan.input;
  const StationId alpha = *in.network.find("Alpha"), beta = *in.network.find("Beta");
  const auto costs = [&](std::size_t purpose, SimTime at) { return in.fares.ticket(PurposeId{purpose}, alpha, beta, 6, at).fare; };
  CHECK(in.purposes[PurposeId{1}].name == "Student");
  CHECK(costs(0, clock_time(7)) == Money{500});
  CHECK(costs(0, clock_time(10)) == Money{300});
  CHECK(costs(1, clock_time(7)) == Money{250});
}

TEST_CASE("Fares v2 with rule_priority: an empty area is any, the highest rule wins", "[exchange][fares]") {
  FeedText feed = with_leg_rules();
  feed["fare_leg_rules.txt"] = "from_area_id,to_area_id,fare_product_id,rule_priority\n,,low,\ncore,,high,2\n";
  CHECK(fares_text(*import_feed(feed).line) == "AB 5.00 AG 5.00 BA 3.00 BG 3.00 GA 3.00 GB 3.00 ");
  feed["fare_leg_rules.txt"] = "from_area_id,to_area_id,fare_product_id,rule_priority\n,,low,1\ncore,,high,\n";
  CHECK(fares_text(*import_feed(feed).line) == "AB 3.00 AG 3.00 BA 3.00 BG 3.00 GA 3.00 GB 3.00 ");
}

TEST_CASE("where one must change the legs' fares add up", "[exchange][fares]") {
  FeedText feed = zoned();
  feed["trips.txt"] = "route_id,service_id,trip_id\nR,W,T1\nR,W,T2\n";
  feed["stop_times.txt"] =
      "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nT1,7:00:00,7:00:00,a,1\nT1,7:06:00,7:06:00,b,2\nT2,7:10:00,7:10:00,b,1\nT2,7:20:00,7:20:00,c,2\n";
  feed["fare_attributes.txt"] = "fare_id,price,currency_type,payment_method,transfers\nf,2.00,CNY,0,\n";
  CHECK(fares_text(*import_feed(feed).line) == "AB 2.00 AG 2.00 BA 2.00 BG 2.00 GA 2.00 GB 2.00 ");  // any number of changes
  feed["fare_attributes.txt"] = "fare_id,price,currency_type,payment_method,transfers\nf,2.00,CNY,0,0\n";
  const ImportedFeed imported = import_feed(feed);
  CHECK(fares_text(*imported.line) == "AB 2.00 AG 4.00 BA 2.00 BG 2.00 GA 4.00 GB 2.00 ");
  CHECK(imported.says("1 pairs of stations need a change"));
}

TEST_CASE("fares in thousands are written as so many of the currency for one yuan, and what an hour is worth is said", "[exchange][fares]") {
  FeedText feed = zoned();
  feed["fare_attributes.txt"] = "fare_id,price,currency_type,payment_method,transfers\nnear,6000,JPY,0,\nfar,15000,JPY,0,\n";
  feed["fare_rules.txt"] = "fare_id,origin_id,destination_id\nnear,1,2\nnear,2,3\nfar,1,3\n";
  ImportedFeed imported = import_feed(feed);
  REQUIRE(imported.line);
  CHECK(fares_text(*imported.line) == "AB 60.00 AG 150.00 BA 60.00 BG 60.00 GA 150.00 GB 60.00 ");
  CHECK(imported.says("in JPY: written as yuan, 100 for one"));
  compiled_scenario(*imported.line, imported.findings);
  CHECK(imported.says("with fares in JPY say what it is worth there (purposes.*.value_of_time)"));
}
