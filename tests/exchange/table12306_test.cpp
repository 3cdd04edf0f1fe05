#include "czt/exchange/table12306.hpp"

#include "feed.hpp"

using namespace czt;

namespace {

constexpr const char* two_trains =
    "车次,站序,站名,到达,出发,停留,里程,天数\n"
    "S7808,1,株洲南,----,07:07,----,0,1\nS7808,2,大丰,07:20,07:21,1,11,1\nS7808,3,长沙,07:57,----,----,51,1\n"
    "S7899,1,长沙,起点,23:40,,0,1\nS7899,3,株洲南,00:31,终点,,51,2\nS7899,2,大丰,00:15,00:16,1,40,2\n";

struct ImportedTable {
  Findings findings;
  std::optional<WrittenLine> line;
  std::string errors;
  explicit ImportedTable(const std::string& text) : line(read_table12306(text, "t.csv", findings)), errors(errors_text(findings.errors())) {}
};

}  // namespace

TEST_CASE("a Chinese timetable is a line: ends without a time, midnight, rows out of order", "[exchange][12306]") {
  ImportedTable table(two_trains);
  CHECK(table.errors == "");
  REQUIRE(table.line);
  CHECK(trips_text(*table.line) ==
        "S7808 07:07:00 株洲南 07:20:00-07:21:00 大丰 07:57:00 长沙\nS7899 23:40:00 长沙 24:15:00-24:16:00 大丰 24:31:00 株洲南\n");
  CHECK(table.line->leg_km.at({0, 1}) == 11.0);
  CHECK(compiled_scenario(*table.line, table.findings).plan.input.network.stations.size() == 3);
  // Without a column for the day the clock tells.
  ImportedTable without("train,station,arrival,departure\nA1,x,,23:50\nA1,y,00:05,00:06\nA1,z,00:20,\n");
  CHECK(trips_text(*without.line) == "A1 23:50:00 x 24:05:00-24:06:00 y 24:20:00 z\n");
}

TEST_CASE("a table in GB18030 is converted, and that is said, what is neither is refused with a remedy", "[exchange][12306]") {
  // 车次,站名,到达,出发 / S1,长沙,,07:00 / S1,株洲,07:30, in GB18030
  const std::string gb = "\xB3\xB5\xB4\xCE,\xD5\xBE\xC3\xFB,\xB5\xBD\xB4\xEF,\xB3\xF6\xB7\xA2\nS1,\xB3\xA4\xC9\xB3,,07:00\nS1,\xD6\xEA\xD6\xDE,07:30,\n";
  const ImportedTable table(gb);
  CHECK(table.errors == "");
  REQUIRE(table.line);
  CHECK(trips_text(*table.line) == "S1 07:00:00 长沙 07:30:00 株洲\n");
  CHECK(as_text(table.findings, 3).find("1 file in GB18030: converted (t.csv)") != std::string::npos);
  CHECK(ImportedTable("\xFF\xFE\x81").errors.find("UTF-8") != std::string::npos);
}

TEST_CASE("what a timetable table lacks or has wrong is said with its row", "[exchange][12306]") {
  CHECK(ImportedTable("车次,站名,到达\n").errors == "t.csv:1: there is no column 出发 (departure)\n");
  CHECK(ImportedTable("车次,站名,到达,出发\nS1,长沙,,7点\nS1,株洲,07:30,\n").errors == "t.csv:2 出发: '7点' is no time of day, such as 07:05, nor ---- for none\n");
  CHECK(ImportedTable("车次,站名,到达,出发\n").errors == "t.csv: there is no train\n");
}
