#include "support/catch.hpp"
#include "support/story.hpp"

using czt::test::simulated;
using czt::test::trace;
using czt::test::trimmed;

namespace {

/// Two late trains and a coach. She wishes to go between 21:00 and 21:15 and comes when she happens to; her inclination
/// to the railway is what it is: of the seeds one is taken whose day has exactly one traveller, and she rides the coach.
const std::string evening = R"(
scenario: late in the evening
stations:
  Zhu: {km: 0, chainage_km: 0, tracks: {up: 2, down: 2}}
  Chang: {km: 30, chainage_km: 30, tracks: {up: 2, down: 2}}
branches: {main: {stations: [Zhu, Chang]}}
track: {margin: 0 %, headway: 60 s}
dwell: {model: fixed, time: 30 s, minimum: 0 s}
disturbances: {scale: 0}
train_types: {short: {cars: 2, seats: 50, standing_area: 0 m2, doors_per_side: 2}}
formation: {default: short}
timetable: {down: {from: Zhu, to: Chang, departs: ["20:50", "22:00"]}}
places:
  South: {people: 100, jobs: 0, latitude: 27.83, longitude: 113.15, access: {Zhu: 0 min}}
  North: {people: 0, jobs: 100, latitude: 28.19, longitude: 113.02, access: {Chang: 0 min}}
profiles: {evening: {hours: {"21:00": 100 %, "21:15": 0 %}}}
purposes:
  commuter: {trips: 0.01 /day, profile: {up: evening, down: evening}, rail_share: 20 %, value_of_time: 20 yuan/h}
arrival: {model: random}
choice: {model: logit, induced: 0}
rivals: {coach: {share: 1, fare: 20 yuan, speed: 50 km/h, headway: 15 min, last: "23:59"}}
)";
constexpr std::uint64_t her_seed = 2;

}  // namespace

TEST_CASE("the last coach has left and she waits for the last train", "[story][choice]") {
  CHECK(trace(evening, her_seed) == trimmed(R"(
    20:50:00 Zhu on 0 off 0 left behind 0
    21:02:12 Chang on 0 off 0 left behind 0
    22:00:00 Zhu on 0 off 0 left behind 0
    22:12:12 Chang on 0 off 0 left behind 0
  )"));
  const std::string coach_ends = evening + "changes: {the last coach leaves at nine: {rivals.coach.last: \"21:00\"}}\n";
  CHECK(trace(coach_ends, her_seed) == trimmed(R"(
    20:50:00 Zhu on 0 off 0 left behind 0
    21:02:12 Chang on 0 off 0 left behind 0
    22:00:00 Zhu on 1 off 0 left behind 0
    22:12:12 Chang on 0 off 1 left behind 0
  )"));
  const auto day = simulated(coach_ends, her_seed);
  const std::int32_t waits = day.world.points.departed[day.world.passengers.boarded[0]] - day.world.passengers.came[0];
  CHECK(waits >= 45 * 60'000);
  CHECK(waits <= 60 * 60'000);
}

TEST_CASE("a commuter takes the train until its fare rises, and the coach from then on", "[story][choice]") {
  std::string cheap = evening;
  cheap.replace(cheap.find("rail_share: 20 %"), 16, "rail_share: 90 %");
  CHECK(trace(cheap, her_seed) == trimmed(R"(
    20:50:00 Zhu on 0 off 0 left behind 0
    21:02:12 Chang on 0 off 0 left behind 0
    22:00:00 Zhu on 1 off 0 left behind 0
    22:12:12 Chang on 0 off 1 left behind 0
  )"));
  CHECK(trace(cheap + "changes: {dearer: {fares.per_km: 5 yuan}}\n", her_seed) == trimmed(R"(
    20:50:00 Zhu on 0 off 0 left behind 0
    21:02:12 Chang on 0 off 0 left behind 0
    22:00:00 Zhu on 0 off 0 left behind 0
    22:12:12 Chang on 0 off 0 left behind 0
  )"));
}
