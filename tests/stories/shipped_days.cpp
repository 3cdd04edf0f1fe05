// The shipped scenarios as days: punctual where nothing disturbs them, and every second of them owned.
#include <algorithm>
#include <filesystem>
#include <numeric>

#include "czt/model/simulation.hpp"
#include "czt/observe/delay_ledger.hpp"
#include "czt/observe/passenger_ledger.hpp"
#include "czt/observe/personal_days.hpp"
#include "czt/scenario/compile.hpp"
#include "support/catch.hpp"
#include "support/ledger_check.hpp"

using namespace czt;

namespace {

/// All but calibrations.
std::vector<std::filesystem::path> shipped() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(CZT_SOURCE_DIR) / "scenarios"))
    if (entry.path().extension() == ".yaml" && entry.path().stem() != "hindcast") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

Plan plan_of(const std::filesystem::path& file, std::vector<std::string> set) {
  ReadOptions options;
  options.set = std::move(set);
  const auto scenario = read_scenario(file, options);
  REQUIRE(scenario);
  auto compiled = compile(*scenario);
  REQUIRE(compiled);
  return std::move(compiled->plan);
}

/// Arrivals and departures that are not to the millisecond as booked.
int unpunctual(const Plan& plan, const World& world) {
  int found = 0;
  for (std::uint32_t p = 0; p < plan.points.size(); ++p) {
    const Plan::Point& point = plan.points[PointId{p}];
    const Plan::TripRow& trip = plan.trips[TripId{point.trip}];
    if (trip.when_ready) continue;
    found += p > trip.first_point && world.points.arrived[p] != point.arrival;
    found += point.segment != Plan::Point::none && world.points.departed[p] != point.departure;
  }
  return found;
}

/// Journeys made whose parts do not add up to the time from door to door.
int unowned(const Plan& plan, const World& world) {
  PersonalDays days(plan);
  const auto personal = days.read(world);
  PassengerLedger ledger(plan);
  ledger.read(world);
  int found = 0;
  for (std::uint32_t row = 0; row < world.base_rows; ++row) {
    const PersonalDay& day = personal[world.passengers.person[row]];
    if (!day.made) continue;
    const PassengerLedger::Parts parts = ledger.parts(row);
    found += std::accumulate(parts.begin(), parts.end(), 0) != day.door;
  }
  return found;
}

}  // namespace

TEST_CASE("a shipped day without people and chance is punctual to the millisecond, unless something goes wrong in it",
          "[shipped][zero delay]") {
  World world;
  int punctual = 0, troubled = 0;
  for (const auto& file : shipped()) {
    INFO(file);
    const Plan plan = plan_of(file, {"demand.scale=0", "disturbances.scale=0"});
    simulate(plan, 1, 0, world);
    const int late = unpunctual(plan, world);
    CHECK((late > 0) == !plan.input.incidents.empty());
    CHECK(world.holds.empty() == plan.input.incidents.empty());
    (plan.input.incidents.empty() ? punctual : troubled) += 1;
  }
  CHECK(punctual >= 10);
  CHECK(troubled >= 1);
}

TEST_CASE("every late second of every shipped train, and every second of every passenger, has an owner", "[shipped][ledger]") {
  World world;
  czt::test::Checked checked;
  for (const auto& file : shipped()) {
    INFO(file);
    const Plan plan = plan_of(file, {});
    for (std::uint32_t day = 0; day < 2; ++day) {
      simulate(plan, 1, day, world);
      czt::test::check_day(plan, world, checked);
      CHECK(unowned(plan, world) == 0);
    }
  }
  CHECK(checked.wrong == 0);
}

TEST_CASE("in the shipped morning on which S7808 stands at Xiangfu Road two trains pass it at the other platform", "[shipped][dispatching]") {
  const auto file = std::filesystem::path(CZT_SOURCE_DIR) / "scenarios" / "over-the-other-platform.yaml";
  const Plan plan = plan_of(file, {"demand.scale=0", "disturbances.scale=0"});
  World world;
  simulate(plan, 1, 0, world);
  // S7808 stands until 08:15. Outside come S6806 at 08:00:42 and S7822 at 08:10:10, and wait for 3 min; S6820 comes after it.
  REQUIRE(world.other_tracks.size() == 2);
  const auto told = [&](const OtherTrackTaken& taken) {
    const std::uint32_t p = taken.point;
    return plan.input.trips[TripId{plan.points[PointId{p}].trip}].number + " " + to_clock_seconds(start_of_day + milliseconds(world.points.arrived[p])) +
           " " + to_clock_seconds(start_of_day + milliseconds(world.points.departed[p]));
  };
  CHECK(told(world.other_tracks[0]) == "S6806 08:03:42 08:04:12");
  CHECK(told(world.other_tracks[1]) == "S7822 08:13:10 08:13:40");
  // S7821 stood on the down track until 08:01:13, but that was not to be used yet: S7808 has kept them waiting.
  DelayLedger ledger(plan);
  ledger.read(world);
  for (const OtherTrackTaken& taken : world.other_tracks) {
    const auto entries = ledger.of_trip(TripId{plan.points[PointId{taken.point}].trip});
    const auto platform = std::find_if(entries.begin(), entries.end(), [](const auto& e) { return e.cause == DelayCause::platform; });
    REQUIRE(platform != entries.end());
    CHECK(platform->time == 3 * 60'000);
    CHECK(plan.input.trips[TripId{platform->by}].number == "S7808");
  }
}
