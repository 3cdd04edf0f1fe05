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
