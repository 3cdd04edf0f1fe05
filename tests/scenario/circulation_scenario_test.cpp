#include <filesystem>

#include "czt/scenario/compile.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

const std::filesystem::path source(CZT_SOURCE_DIR);

Compiled compiled(const std::filesystem::path& file, std::vector<std::string> set = {}) {
  ReadOptions how;
  how.set = std::move(set);
  const auto scenario = read_scenario(source / file, how);
  if (!scenario) FAIL(print(scenario.error()));
  auto found = compile(*scenario);
  if (!found) FAIL(print(found.error()));
  return std::move(found).value();
}

/// "早1: L2 D1; "
std::string listed(const PlanInput& in) {
  std::string text;
  for (const Diagram& diagram : diagrams(in.circulation, in.trips)) {
    text += in.circulation.names[diagram.set] + ":";
    for (const TripId id : diagram.trips) text += " " + in.trips[id].number;
    text += "; ";
  }
  return text;
}

}  // namespace

TEST_CASE("given diagrams are worked as they are written, with their empty moves placed", "[scenario][circulation]") {
  const Compiled c = compiled("tests/scenario/good/diagrams.yaml");
  const PlanInput& in = c.plan.input;
  CHECK(listed(in) == "早1: L2 D1; 早2: 0L4 L4 0L6 L6; short 3:; ");
  CHECK(c.conflict_texts == std::vector<std::string>{});
  const Trip& out_of_depot = in.trips[TripId{4}];
  CHECK(out_of_depot.number == "0L4");
  CHECK(out_of_depot.empty);
  CHECK(out_of_depot.from() == *in.network.find("City"));
  CHECK(out_of_depot.to() == *in.network.find("山"));
  CHECK(out_of_depot.arrives() <= clock_time(6, 50));  // ten minutes to turn before 07:00
  CHECK(out_of_depot.arrives() > clock_time(6, 40));
  CHECK(in.circulation.depots[TrainsetId{1}] == "库");
  CHECK(in.circulation.sets() == 3);
  CHECK(in.spare_when_late == minutes(3));
  // 0D9 leads to the depot where the set is; 早1 ends where it began.
  REQUIRE(c.notes.size() == 1);
  CHECK(c.notes[0].message == "1 of the diagrams' empty moves is not run: to or from a depot whose station is not known, or to "
                              "where the set is");
}

TEST_CASE("the turnaround grows with the length of the train", "[scenario][circulation]") {
  const Compiled c = compiled("tests/scenario/good/diagrams.yaml",
                              {"turnaround.minimum=4 min", "turnaround.per_100_m=4 min", "train_types.short.length=100 m",
                               "circulation.others=built", "timetable.L2.units=1"});
  CHECK(c.plan.input.types[TrainTypeId{0}].turnaround == minutes(8));
  const Compiled own = compiled("tests/scenario/good/diagrams.yaml", {"train_types.short.turnaround=9 min"});
  CHECK(own.plan.input.types[TrainTypeId{0}].turnaround == minutes(9));
  const Compiled usual = compiled("tests/scenario/good/diagrams.yaml");
  CHECK_FALSE(usual.plan.input.types[TrainTypeId{0}].turnaround);
}

TEST_CASE("a service of two units needs twice the trainsets and takes twice the people", "[scenario][coupling]") {
  const Compiled one = compiled("scenarios/2021-weekday.yaml");
  const Compiled two = compiled("scenarios/2021-weekday.yaml", {"timetable.xiangtan up late.units=2", "timetable.xiangtan down late.units=2"});
  const PlanInput& in = two.plan.input;
  REQUIRE(in.types.size() == one.plan.input.types.size() + 1);
  const TrainType& pair = in.types[TrainTypeId{in.types.size() - 1}];
  CHECK(pair.name == "CRH6F-A + CRH6F-A");
  int coupled_trips = 0;
  for (const Trip& trip : in.trips) coupled_trips += in.types[trip.type].units == 2;
  CHECK(coupled_trips == 4);
  CHECK(in.circulation.coupled.size() == 4);
  CHECK(in.circulation.sets() > one.plan.input.circulation.sets());
}

TEST_CASE("May 2021 needs at most the 21 trainsets that were owned, a spare among them", "[scenario][shipped][circulation]") {
  const Compiled c = compiled("scenarios/a-spare-set-at-changsha.yaml");
  CHECK(c.plan.input.circulation.spares.size() == 1);
  CHECK(c.plan.input.circulation.sets() <= 21);
  CHECK(c.fleet_shortages == std::vector<std::string>{});
  CHECK(c.conflict_texts == std::vector<std::string>{});
}

TEST_CASE("empty moves may be asked for", "[scenario][circulation]") {
  // Three trains one way, no train back: three sets, or one that runs back empty.
  const Compiled c = compiled("tests/scenario/good/empty_moves.yaml");
  CHECK(listed(c.plan.input) == "short 1: L2 0L4 L4 0L6 L6; ");
  CHECK(compiled("tests/scenario/good/empty_moves.yaml", {"circulation.empty_moves=false"}).plan.input.circulation.sets() == 3);
}
