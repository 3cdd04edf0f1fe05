#include <algorithm>
#include <string>

#include "observe/seen.hpp"
#include "observe/selection.hpp"
#include "support/catch.hpp"
#include "support/turning_line.hpp"

using namespace czt;
using czt::test::morning;
using czt::test::SmallLine;

namespace {

std::string problem(const std::string& text, const Plan& plan) {
  const Result<Cell> cell = parse_cell(text, plan);
  if (cell) return "no problem";
  std::string all;
  for (const Diagnostic& d : cell.error()) all += d.message + " " + d.hint + "\n";
  return all;
}
bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a cell is written the same however its dimensions were ordered", "[observe][cells]") {
  const Plan plan = morning().plan();
  CHECK(to_text(parse_cell("left_behind@station=A,hour=07", plan).value()) ==
        "left_behind@hour=7,station=A");
  CHECK(parse_cell("load@hour=8,segment=A-B", plan).value() ==
        parse_cell("load@segment=A–B,hour=8", plan).value());
  CHECK(to_text(parse_cell("boardings@direction=下行", plan).value()) ==
        "boardings@direction=down");
  CHECK(to_text(parse_cell("journeys@od=A->B", plan).value()) == "journeys@od=A→B");
}

TEST_CASE("what a cell does not know it says, with what was probably meant", "[observe][cells]") {
  const Plan plan = morning().plan();
  CHECK(says(problem("bordings", plan), "did you mean 'boardings'?"));
  CHECK(says(problem("boardings@sation=A", plan), "did you mean 'station'?"));
  CHECK(says(problem("boardings@purpose=x", plan), "cannot be selected by 'purpose'"));
  CHECK(says(problem("boardings@station=Q", plan), "no station is called 'Q'"));
  CHECK(says(problem("boardings@hour=48", plan), "no hour is called '48'"));
  CHECK(says(problem("journeys@od=A→BB", plan), "did you mean 'A→B'?"));
  CHECK(says(problem("boardings@station", plan), "is not dimension=value"));
  CHECK(says(problem("gap@hour=7", plan), "only the whole line"));
  CHECK(says(problem("boardings@hour=7,hour=8", plan), "given twice"));
  const std::string both = problem("boardings@hour=99,station=Q", plan);
  CHECK(says(both, "no hour"));
  CHECK(says(both, "no station"));
}

TEST_CASE("the default cells hold every default measure of the line and none twice, the entrance and what is given back where there are such, what does not run where rules say so",
          "[observe][cells]") {
  SmallLine line = morning();
  for (const bool gated : {false, true}) {
    if (gated) {
      line.type().motion = Traction{};
      line.input.entrances.resize(line.input.network.stations.size());
      line.input.entrances[StationId{1}] = Entrance{};
    }
    const std::vector<Cell> cells = default_cells(line.plan());
    for (const Measure& m : measures())
      CHECK(std::count_if(cells.begin(), cells.end(), [&](const Cell& c) {
              return c.where.empty() && measures()[c.measure].name == m.name;
            }) == (m.by_default && (gated || (m.name != "entrance_mean" && m.name != "energy_regenerated")) && !m.name.starts_with("cancelled_") && m.name != "platform_changes" ? 1 : 0));
    for (const Cell& cell : cells) CHECK(std::count(cells.begin(), cells.end(), cell) == 1);
  }
}

TEST_CASE("what does not run is counted without being asked for where a rule may cancel trains or turn them short", "[observe][cells]") {
  const Plan plan = czt::test::TurningLine(1).plan();
  REQUIRE(!plan.turns.empty());
  const std::vector<Cell> cells = default_cells(plan);
  for (const std::string name : {"cancelled_trains", "cancelled_calls"})
    CHECK(std::count(cells.begin(), cells.end(), parse_cell(name, plan).value()) == 1);
}

TEST_CASE("each feeder has cells of its own, by name in either language", "[observe][cells][feeder]") {
  SmallLine line = morning();
  Feeder feeder;
  feeder.name = "T33";
  feeder.name_zh = "大丰线";
  feeder.comes = {clock_time(7)};
  line.input.feeders.push_back(feeder);
  const Plan plan = line.plan();
  const Cell wait = parse_cell("wait_mean@feeder=大丰线", plan).value();
  CHECK(to_text(wait) == "wait_mean@feeder=T33");
  const std::vector<Cell> cells = default_cells(plan);
  CHECK(std::count(cells.begin(), cells.end(), wait) == 1);
  CHECK_FALSE(parse_cell("wait_mean@feeder=T34", plan).has_value());
}

TEST_CASE("bins hold every person once", "[observe][bins]") {
  const Plan plan = morning().plan();
  Names names(plan);
  Bins bins;
  const Selection line;
  Selection at_a;
  at_a[Dim::station] = 0;
  Selection at_a_at_7 = at_a;
  at_a_at_7[Dim::hour] = 7;
  for (const Selection& s : {line, at_a, at_a_at_7}) REQUIRE(bins.take(s));
  bins.number(plan);
  CHECK(bins.size() == 4);  // A or another, 7 or another
  CHECK(bins.covered(line).size() == 4);
  CHECK(bins.covered(at_a).size() == 2);
  const std::uint32_t at = bins.share(Dim::station, 0) + bins.share(Dim::hour, 7);
  CHECK(bins.covered(at_a_at_7) == std::vector<std::uint32_t>{at});
}

TEST_CASE("bins that would become too many are refused, the first selection never",
          "[observe][bins]") {
  Bins bins;
  std::size_t taken = 0;
  for (std::uint32_t k = 0; k < 300; ++k) {
    Selection s;
    s[Dim::od] = k;
    s[Dim::train] = k;
    taken += bins.take(s);
  }
  CHECK(taken == 255);  // 256 × 256 codes
}
