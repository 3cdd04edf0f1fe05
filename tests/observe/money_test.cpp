#include <cmath>
#include <map>

#include "czt/core/csv.hpp"
#include "czt/observe/tables.hpp"
#include "observe/seen.hpp"
#include "support/catch.hpp"

using namespace czt;
using czt::test::morning;
using czt::test::Seen;
using czt::test::SmallLine;

namespace {

std::int64_t fen(double yuan) { return std::llround(yuan * 100.0); }

CsvTable journeys_of(const Seen& seen) {
  std::string text;
  const Sink sink = [&](std::string_view piece) { text += piece; };
  write_journeys_header(sink);
  write_journeys(seen.plan, seen.world, 0, sink);
  return parse_csv(text, "journeys.csv").value();
}

/// Half a yuan a kilometre; 1.25 yuan off-peak between A and C, a pass for the first purpose, half fare for the second.
FareTerms many_terms() {
  FareTerms terms;
  terms.singles = Tariff{Decimal{510'000}, Money{100}, Money{10}};
  terms.round_to = Money{10};
  terms.stations = 3;
  terms.rides_a_month = {};
  for (const std::int64_t rides : {41, 6, 2}) terms.rides_a_month.push_back(Decimal{rides * 1'000'000});
  terms.products.push_back({"pass", "", std::nullopt, 30, Decimal{29'000'000}, std::nullopt, {}});
  terms.products.push_back({"half", "", 1, 0, Decimal{500'000}, std::nullopt, {PurposeId{1}}});
  FareRule off_peak;
  off_peak.between = {StationId{0}, StationId{2}};
  off_peak.departs = {{clock_time(7, 30), clock_time(8, 30)}};
  off_peak.products = {ProductId{0}};
  off_peak.amount = Money{125};
  terms.rules.push_back(off_peak);
  return terms;
}
SmallLine busy() {
  SmallLine line({5.0, 6.0});
  line.type().seats = 40;
  line.travellers(0, 2, 400.0, clock_time(7), clock_time(10));
  line.travellers(1, 2, 300.0, clock_time(7), clock_time(10));
  line.travellers(0, 2, 300.0, clock_time(7), clock_time(10));
  line.every(clock_time(6), minutes(15), 20);
  line.input.fares = FareBook(many_terms());
  return line;
}

}  // namespace

TEST_CASE("revenue adds up to the fen over products, pairs, purposes, hours and the rows of journeys.csv",
          "[observe][money]") {
  const Seen seen(busy());
  REQUIRE(seen("journeys") > 500);
  REQUIRE(seen("left_behind_passengers") > 0);  // some pay for another train than they wanted
  const std::int64_t all = fen(seen("revenue"));
  CHECK(all > 0);
  std::int64_t by_product = 0, by_purpose = 0, by_hour = 0, by_od = 0;
  std::map<std::string, std::int64_t> products;
  for (const Product& product : seen.plan.input.fares.products()) {
    const std::int64_t part = fen(seen("revenue@product=" + product.name));
    CHECK(part > 0);
    by_product += part;
    products[product.name] = part;
  }
  for (const Purpose& purpose : seen.plan.input.purposes) by_purpose += fen(seen("revenue@purpose=" + purpose.name));
  for (int hour = 0; hour < 48; ++hour) by_hour += fen(seen("revenue@hour=" + std::to_string(hour)));
  for (const char* from : {"A", "B", "C"})
    for (const char* to : {"A", "B", "C"}) by_od += fen(seen(std::string("revenue@od=") + from + "→" + to));
  CHECK(by_product == all);
  CHECK(by_purpose == all);
  CHECK(by_hour == all);
  CHECK(by_od == all);

  const CsvTable table = journeys_of(seen);
  const std::size_t fare = table.column("fare").value();
  const std::size_t product = table.column("product").value();
  std::map<std::string, std::int64_t> in_rows;
  std::int64_t rows = 0;
  for (const CsvTable::Row& row : table.rows) {
    if (row.fields[fare].empty()) continue;
    const std::int64_t one = fen(std::stod(row.fields[fare]));
    rows += one;
    in_rows[row.fields[product]] += one;
  }
  CHECK(rows == all);
  CHECK(in_rows == products);
}

TEST_CASE("the fare is that of the train boarded, not of the one he missed", "[observe][money]") {
  SmallLine line({5.0});
  line.type().seats = 1;
  line.trains({clock_time(8, 15), clock_time(8, 30)});
  line.people(0, 1, clock_time(8), 2);
  FareTerms terms = many_terms();
  terms.rules.front().between.clear();
  line.input.fares = FareBook(terms);
  const Seen seen(line);
  CHECK(seen("revenue") == 1.25 + 2.60);  // 8:15 is off-peak, 8:30 is not: 5 × 0.51 to the ten fen
  CHECK(seen("revenue@product=single") == seen("revenue"));
}

TEST_CASE("a change of trains costs what the way costs", "[observe][money]") {
  SmallLine line({5.0, 5.0});
  line.trains_calling({StationId{0}, StationId{1}}, {clock_time(8)});
  line.trains_calling({StationId{1}, StationId{2}}, {clock_time(8, 20)});
  line.people(0, 2, clock_time(7, 55), 1);
  line.fares(Tariff{Decimal{500'000}, Money{400}, Money{100}});
  const Seen seen(line);
  CHECK(seen("boardings") == 2);
  CHECK(seen("revenue") == 5.0);  // two tickets would be 8
}

TEST_CASE("costs are those of kilometres, trainsets and stops, and break even at a factor on fares",
          "[observe][money]") {
  SmallLine line = morning();
  line.input.costs = Costs{Decimal{12'345'678}, Money{100'000}, Money{250}};
  line.input.circulation.trainset_count = 2;
  const Seen seen(line);
  // 20 train-km at 12.345678 yuan, two trainsets at 1,000, six calls at 2.50; 32 yuan of fares from eight people.
  const double cost = 246.91 + 2000.0 + 15.0;
  CHECK(fen(seen("operating_cost")) == fen(cost));
  CHECK(fen(seen("subsidy")) == fen(cost - 32.0));
  CHECK(near(seen("cost_per_boarding"), cost / 8.0));
  CHECK(near(seen("subsidy_per_boarding"), (cost - 32.0) / 8.0));
  CHECK(near(seen("break_even_fare_factor"), cost / 32.0));
}

TEST_CASE("an empty train costs its kilometres and no stops", "[observe][money]") {
  SmallLine line = morning();
  line.input.trips[TripId{1}].empty = true;
  line.input.costs = Costs{Decimal{1'000'000}, Money{}, Money{100}};
  CHECK(Seen(line)("operating_cost") == 20.0 + 3.0);
}

TEST_CASE("energy and CO2 go by cars and kilometres", "[observe][money]") {
  SmallLine line = morning();
  line.type().cars = 4;
  line.input.emissions = Emissions{2.0, 0.5, 0.13, 0.035};
  const Seen seen(line);
  CHECK(near(seen("energy"), 20 * 4 * 2.0));
  CHECK(near(seen("co2"), 80.0));
}

TEST_CASE("without costs and emissions there is neither cost nor CO2, not nought", "[observe][money]") {
  const Seen seen(morning());
  for (const char* measure : {"operating_cost", "subsidy", "cost_per_boarding", "subsidy_per_boarding",
                              "break_even_fare_factor", "energy", "co2"}) {
    INFO(measure);
    CHECK(std::isnan(seen(measure)));
  }
}
