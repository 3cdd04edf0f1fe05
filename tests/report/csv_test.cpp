#include "czt/core/csv.hpp"
#include "czt/report/report.hpp"
#include "report/summaries.hpp"
#include "support/catch.hpp"

using namespace czt;
using namespace czt::test;

TEST_CASE("measures.csv has a row per scenario and cell, nothing where nothing is known",
          "[report][csv]") {
  Summary base = base_summary();
  base.scenario = "2017, \"weekday\"";
  const std::vector<Summary> both{base, other_summary()};
  const CsvTable table = parse_csv(measures_csv(both), "measures.csv").value();
  REQUIRE(table.rows.size() == 10);
  const auto field = [&](std::size_t row, const char* column) {
    return table.rows[row].fields[table.column(column).value()];
  };
  CHECK(field(0, "scenario") == "2017, \"weekday\"");
  CHECK(field(0, "mean") == "61234.5");
  CHECK(field(0, "difference").empty());
  CHECK(field(3, "mean").empty());
  CHECK(field(3, "id") == "大丰");
  CHECK(field(4, "scope") == "direction/hour");
  CHECK(field(5, "difference") == "8766");
  CHECK(field(5, "verdict") == "better");
  CHECK(field(6, "variance_ratio").empty());
}

TEST_CASE("replications.csv has a row per replication and a column per cell", "[report][csv]") {
  Outcomes outcomes;
  outcomes.cells = {cell("boardings"), cell("left_behind", {{"direction", "up"}, {"hour", "7"}})};
  outcomes.replications = 2;
  outcomes.values = {10, 1, undefined, 2.5};
  outcomes.prints = {1, 0xff};
  const std::vector<std::pair<std::string, const Outcomes*>> one{{"s", &outcomes}};
  CHECK(replications_csv(one) ==
        "scenario,replication,fingerprint,boardings,\"left_behind@direction=up,hour=7\"\n"
        "s,0,0000000000000001,10,1\n"
        "s,1,00000000000000ff,,2.5\n");
}

TEST_CASE("winners.csv has a row for the line, each purpose, hour and pair", "[report][csv]") {
  std::vector<Summary> both{base_summary(), other_summary()};
  Winners w;
  w.replications = 2;
  WinnersTally t;
  t.stay = {4, -8000, -600, 2000};
  t.gainers = 3;
  t.newcomers.people = 2;
  t.rescued = 1;
  WinnersTally nobody_stays;
  nobody_stays.leavers.people = 1;
  w.rows = {{"line", "", "", t, {-3, -2, -1.5, 0, 0.25}},
            {"od", "A, B→C", "", nobody_stays, {undefined, undefined, undefined, undefined, undefined}}};
  both[1].winners = w;
  CHECK(winners_csv(both) ==
        "scenario,replications,scope,id,n,gainers,losers,time_change_p05,time_change_p25,time_change_median,"
        "time_change_p75,time_change_p95,time_change_mean,fare_change_mean,standing_change_mean,newcomers,leavers,rescued,"
        "undelivered\n"
        "2021 weekday,2,line,,4,3,0,-3,-2,-1.5,0,0.25,-2,-1.5,0.5,2,0,1,0\n"
        "2021 weekday,2,od,\"A, B→C\",0,0,0,,,,,,,,,0,1,0,0\n");
}
