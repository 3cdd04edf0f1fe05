#include "czt/exchange/counted_demand.hpp"

#include <cmath>

#include "czt/core/text.hpp"
#include "feed.hpp"

using namespace czt;

namespace {

/// Three places at three stations; one train a direction and hour. 10 would go from A to B, 20 from A to C, 30 from B to C (V34).
constexpr const char* line = R"(
scenario: three
stations: {A: {km: 0, chainage_km: 0}, B: {km: 6, chainage_km: 6}, C: {km: 12, chainage_km: 12}}
branches: {main: {stations: [A, B, C]}}
train_types: {t: {cars: 2, doors_per_side: 4, seats: 100, standing_area: 50 m2}}
formation: {default: t}
timetable:
  down: {from: A, to: C, first: "07:00", numbers: {first: D1}}
  up: {from: C, to: A, first: "08:00", numbers: {first: D2}}
demand: {od: od.csv}
fares: {kind: flat, flat: 2 yuan}
)";

struct Base {
  TestFolder folder;
  Compiled compiled;
  Base() : compiled(made()) {}
  Compiled made() const {
    folder.put("three.yaml", line);
    folder.put("od.csv", "from,to,purpose,travellers\nA,B,all,10\nA,C,all,20\nB,C,all,30\n");
    const Result<Scenario> scenario = read_scenario(folder.path() / "three.yaml");
    if (!scenario) FAIL(print(scenario.error()));
    Result<Compiled> made = compile(*scenario);
    if (!made) FAIL(print(made.error()));
    return std::move(made).value();
  }
};

struct Counted {
  Findings findings;
  std::optional<std::vector<CountedPeriod>> periods;
  std::string errors;
  Counted(const Base& base, const std::string& text) {
    TableStream table(bytes_of(text), "counts.csv");
    periods = read_counts(table, "counts.csv", base.compiled.plan, findings);
    errors = errors_text(findings.errors());
  }
  /// "07:00-08:00 AB 10 …" of the cells with at least a thousandth of a person.
  [[nodiscard]] std::string text() const {
    std::string out;
    for (const CountedPeriod& period : *periods) {
      out += period.name;
      for (Eigen::Index i = 0; i < 3; ++i)
        for (Eigen::Index j = 0; j < 3; ++j)
          if (period.od(i, j) > 1e-3) out += std::string(" ") + "ABC"[i] + "ABC"[j] + " " + to_shortest(std::round(period.od(i, j) * 1000.0) / 1000.0);
      out += "; ";
    }
    return out;
  }
};

}  // namespace

TEST_CASE("counts on board move the prior as little as may be (V34)", "[exchange][demand]") {
  const Base base;
  const Counted counted(base, "train,station,on_board\nD1,A,45\n");
  CHECK(counted.errors == "");
  CHECK(counted.text() == "counted AB 15 AC 30 BC 30; ");
}

TEST_CASE("totals of stations become an OD whose rows and columns they are", "[exchange][demand]") {
  const Base base;
  const Counted counted(base, "station,hour,boardings,alightings\nA,7,60,0\nB,7,30,20\nC,7,0,70\n");
  CHECK(counted.errors == "");
  REQUIRE(counted.periods);
  REQUIRE(counted.periods->size() == 1);
  const Eigen::MatrixXd& od = counted.periods->front().od;
  CHECK(counted.periods->front().name == "07:00-08:00");
  CHECK(od(0, 1) + od(0, 2) == Approx(60));
  CHECK(od(1, 2) + od(1, 0) == Approx(30));
  CHECK(od(0, 1) == Approx(20).margin(1e-3));
  CHECK(od(0, 2) == Approx(40).margin(1e-3));
  const Counted uneven(base, "station,hour,boardings,alightings\nA,07:00,60,0\nB,07:00,30,10\nC,07:00,0,35\n");
  CHECK(as_text(uneven.findings, 3).find("alightings do not add up to its boardings") != std::string::npos);
}

TEST_CASE("an OD table is taken as it is, long or wide, with periods or without", "[exchange][demand]") {
  const Base base;
  CHECK(Counted(base, "origin,destination,passengers\nA,B,5\nB,C,7.5\nA,B,1\n").text() == "counted AB 6 BC 7.5; ");
  CHECK(Counted(base, "from \\ to,A,B,C\nA,0,6,\nB,1,,7.5\n").text() == "counted AB 6 BA 1 BC 7.5; ");
  CHECK(Counted(base, "origin,destination,period_start,period_end,passengers\nA,B,06:00,09:00,5\nB,C,09:00,12:00,7\n").text() == "06:00-09:00 AB 5; 09:00-12:00 BC 7; ");
}

TEST_CASE("gate records are journeys by the hour of entry, the mean of their dates", "[exchange][demand]") {
  const Base base;
  const Counted counted(base,
                        "entry_station,entry_time,exit_station,exit_time\nA,2026-05-25 07:10:00,B,2026-05-25 07:30:00\nA,2026-05-26 07:50:00,B,2026-05-26 08:10:00\n"
                        "A,2026-05-26 08:00:00,C,2026-05-26 08:30:00\nA,2026-05-26 08:00:00,,\nA,2026-05-26 08:00:00,A,2026-05-26 08:30:00\n");
  CHECK(counted.errors == "");
  CHECK(counted.text() == "07:00-08:00 AB 1; 08:00-09:00 AC 0.5; ");
  CHECK(as_text(counted.findings, 3).find("1 journeys without an entry or an exit (counts.csv:5 exit_station)") != std::string::npos);
}

TEST_CASE("what is wrong with a table of counts is said row by row", "[exchange][demand]") {
  const Base base;
  CHECK(Counted(base, "origin,destination,passengers\nA,D,5\nA,B,-1\nA,B,x\n").errors ==
        "counts.csv:2 destination: no station is called 'D' (did you mean 'A'?)\ncounts.csv:3 passengers: found '-1', expected a number of people from 0\n"
        "counts.csv:4 passengers: found 'x', expected a number of people from 0\n");
  CHECK(Counted(base, "train,station,on_board\nD9,A,4\nD1,C,4\n").errors == "counts.csv:2 train: no train has the number 'D9'\ncounts.csv:3 station: train D1 does not leave C\n");
  CHECK(Counted(base, "a,b\n1,2\n").errors.find("its columns are those of no table of counts (station,hour,boardings,alightings or ") != std::string::npos);
  CHECK(Counted(base, "origin,destination,passengers\n").errors == "counts.csv: nobody was counted\n");
}

TEST_CASE("the scenario that is written has the people that were counted", "[exchange][demand]") {
  const Base base;
  Counted counted(base, "station,hour,boardings,alightings\nA,7,60,0\nB,7,30,20\nC,7,0,70\n");
  REQUIRE(counted.periods);
  for (const ScenarioFile& file : counted_scenario(*counted.periods, base.compiled.plan, "three.yaml", "counts.csv", "counted", counted.findings)) base.folder.put(file.name, file.text);
  CHECK(errors_text(counted.findings.errors()) == "");
  const Result<Scenario> scenario = read_scenario(base.folder.path() / "counted.yaml");
  if (!scenario) FAIL(print(scenario.error()));
  const Result<Compiled> compiled = compile(*scenario);
  if (!compiled) FAIL(print(compiled.error()));
  CHECK(compiled->plan.expected_travellers == Approx(90).margin(0.01));
  CHECK(riders_by_station(compiled->plan)(0, 2) == Approx(40).margin(1e-3));
}
