// Every dwell model that a scenario can choose, at a boarding-only call, one in the middle, and an alighting-only
// one. The expected seconds are worked out beside each story from the formulas in czt/model/dwell.hpp; those
// marked V26 are the published models' reference values. Doors are even (door_share: 0), nothing is random.
#include "support/catch.hpp"
#include "support/story.hpp"

using czt::test::standing_times;
using czt::test::trimmed;

namespace {

struct People {
  int a_to_b, a_to_c, b_to_c;
};

/// Trains open their doors at 08:00 and leave when the exchange is done: no booked stop, no shortest stop.
std::string story(const std::string& dwell, const std::string& train, People people) {
  std::string yaml = R"(
scenario: story
stations: {A: {km: 0}, B: {km: 5}, C: {km: 10}}
branches: {main: {stations: [A, B, C]}}
turnaround: {doors_open_before: 0 min, clears_after: 0 min}
boarding: {full_at: 15 /m2}
disturbances: {scale: 0}
formation: {default: short}
timetable: {down: {from: A, to: C, departs: ["08:00"], dwell: 0 s}}
)";
  yaml += "dwell: {" + dwell + "}\n";
  yaml += "train_types: {short: {cars: 2, " + train + "}}\n";
  yaml += "passengers:\n";
  const auto group = [&](const char* from, const char* to, int count) {
    if (count > 0)
      yaml += std::string("  ") + from + " to " + to + ": {from: " + from + ", to: " + to +
              ", at: \"07:55\", count: " + std::to_string(count) + "}\n";
  };
  group("A", "B", people.a_to_b);
  group("A", "C", people.a_to_c);
  group("B", "C", people.b_to_c);
  return yaml;
}

const std::string two_doors = "doors_per_side: 2, seats: 100, standing_area: 10 m2";

}  // namespace

TEST_CASE("the default dwell: the busiest door, boarding slower than alighting, streams meeting (V26)", "[story][dwell]") {
  // Per door. A: 5 board, 20 + 1.15·5 = 25.75. B: 30 board, 5 alight (V26), 20 + (0.9·5 + 1.15·30)·(1 + 0.2·2·5/35)
  // = 20 + 39·1.0571428 = 61.228571. C: 30 alight, 20 + 0.9·30 = 47.
  const std::string expected = trimmed(R"(
    A on 10 off 0 stands 25.750 s
    B on 60 off 10 stands 61.229 s
    C on 0 off 60 stands 47.000 s
  )");
  CHECK(standing_times(story("minimum: 0 s, door_share: 0", two_doors, {10, 0, 60})) == expected);
  CHECK(standing_times(story("model: default, minimum: 0 s, door_share: 0", two_doors, {10, 0, 60})) == expected);
  // 45 board where 5 alight (V26): 20 + (4.5 + 51.75)·(1 + 0.4·5/50) = 20 + 56.25·1.04 = 78.5. C: 20 + 0.9·45.
  CHECK(standing_times(story("minimum: 0 s, door_share: 0", two_doors, {10, 0, 90})) == trimmed(R"(
    A on 10 off 0 stands 25.750 s
    B on 90 off 10 stands 78.500 s
    C on 0 off 90 stands 60.500 s
  )"));
}

TEST_CASE("the default dwell: standees slow those who board, not those who alight (V26)", "[story][dwell]") {
  // 140 stay at B, 40 of them standing on 10 m²: s = 4, boarding 1 + 0.03·16 = 1.48 times as slow (V26):
  // 20 + (4.5 + 1.15·45·1.48)·1.04 = 104.3336. A: 75 a door on an empty train, 106.25. C: 115 a door alight, 123.5.
  CHECK(standing_times(story("minimum: 0 s, door_share: 0", two_doors, {10, 140, 90})) == trimmed(R"(
    A on 150 off 0 stands 106.250 s
    B on 90 off 10 stands 104.334 s
    C on 0 off 230 stands 123.500 s
  )"));
}

TEST_CASE("every coefficient of the default dwell and the width of the doors can be written", "[story][dwell]") {
  // Doors of 2.03125 m: sqrt(1.3 / 2.03125) = 0.8, so 1.6 s to alight and 2.4 s to board. At B 80 stay, 20 of them
  // stand on 10 m²: 1 + 0.5·2² = 3; a door takes 10 and lets 30 out: 10 + (1.6·30 + 2.4·3·10)·(1 + 0.4·2·10/40)
  // = 10 + 120·1.2 = 154. A: 10 + 2.4·70 = 178. C: 10 + 1.6·50 = 90.
  CHECK(standing_times(story("minimum: 0 s, door_share: 0, door_cycle: 10 s, per_alighting: 2 s, per_boarding: 3 s, "
                             "crowding: 0.5, mixing: 0.4",
                             "doors_per_side: 2, door_width: 2.03125 m, seats: 60, standing_area: 10 m2",
                             {60, 80, 20})) == trimmed(R"(
    A on 140 off 0 stands 178.000 s
    B on 20 off 60 stands 154.000 s
    C on 0 off 100 stands 90.000 s
  )"));
}

TEST_CASE("uneven doors make the stop longer than even ones", "[story][dwell]") {
  // 100 at two doors: evenly 50, so 20 + 1.15·50 = 77.5 at A; with door_share 10 one door has more.
  const auto seconds_at_first = [](const std::string& share) {
    const std::string text = standing_times(story("minimum: 0 s, door_share: " + share, two_doors, {100, 0, 0}));
    REQUIRE(text.find("stands ") != std::string::npos);
    return std::stod(text.substr(text.find("stands ") + 7));
  };
  CHECK(seconds_at_first("0") == 77.5);
  CHECK(seconds_at_first("10") > 77.5);
}

TEST_CASE("the dwell of Puong, of means per door", "[story][dwell]") {
  // Two doors, 10 seats. B: 5 board, 3 alight, 10 stand a door (V26): 12.22 + 2.27·5 + 1.82·3 + 6.2e-4·10³·5 = 32.13.
  // A: 18 board, 12.22 + 2.27·18 = 53.08. C: 20 alight, 12.22 + 1.82·20 = 48.62.
  const std::string train = "doors_per_side: 2, seats: 10, standing_area: 10 m2";
  CHECK(standing_times(story("model: puong, minimum: 0 s", train, {6, 30, 10})) == trimmed(R"(
    A on 36 off 0 stands 53.080 s
    B on 10 off 6 stands 32.130 s
    C on 0 off 40 stands 48.620 s
  )"));
  // B: 12, 2, 12 (V26): 55.95632. A: 19 board, 55.35. C: 29 alight, 65.
  CHECK(standing_times(story("model: puong, minimum: 0 s", train, {4, 34, 24})) == trimmed(R"(
    A on 38 off 0 stands 55.350 s
    B on 24 off 4 stands 55.956 s
    C on 0 off 58 stands 65.000 s
  )"));
  // B: 5, 3 and nobody standing (V26): 29.03. A: 3 board, 19.03. C: 5 alight, 21.32.
  CHECK(standing_times(story("model: puong, minimum: 0 s", train, {6, 0, 10})) == trimmed(R"(
    A on 6 off 0 stands 19.030 s
    B on 10 off 6 stands 29.030 s
    C on 0 off 10 stands 21.320 s
  )"));
}

TEST_CASE("the three dwells of Lin and Wilson, of whole trains", "[story][dwell]") {
  // B: 20 on, 10 off, 30 leave standing (50 + 20 on 40 seats), V26. A: 60 on, 20 leave standing. C: 70 off.
  const std::string tram = "doors_per_side: 3, seats: 40, standing_area: 10 m2";
  // A: 9.24 + 0.71·60 + 0.16·20 = 55.04. B: 33.44. C: 9.24 + 0.52·70 = 45.64.
  CHECK(standing_times(story("model: lin_wilson, form: one_car, minimum: 0 s", tram, {10, 50, 20})) == trimmed(R"(
    A on 60 off 0 stands 55.040 s
    B on 20 off 10 stands 33.440 s
    C on 0 off 70 stands 45.640 s
  )"));
  // A: 12.5 + 0.55·60 + 0.0078·60·20 = 54.86. B: 32.82. C: 12.5 + 0.23·70 = 28.6.
  const std::string crowded = trimmed(R"(
    A on 60 off 0 stands 54.860 s
    B on 20 off 10 stands 32.820 s
    C on 0 off 70 stands 28.600 s
  )");
  CHECK(standing_times(story("model: lin_wilson, form: one_car_crowded, minimum: 0 s", tram, {10, 50, 20})) == crowded);
  CHECK(standing_times(story("model: lin_wilson, minimum: 0 s", tram, {10, 50, 20})) == crowded);
  // B: 40 on, 20 off, 30 leave standing (50 + 40 on 60 seats), V26: 33.37. A: 70 on, 10 leave standing:
  // 13.93 + 0.27·70 + 0.0008·70·10 = 33.39. C: 13.93 + 0.36·90 = 46.33.
  CHECK(standing_times(story("model: lin_wilson, form: two_cars, minimum: 0 s",
                             "doors_per_side: 6, seats: 60, standing_area: 10 m2", {20, 50, 40})) == trimmed(R"(
    A on 70 off 0 stands 33.390 s
    B on 40 off 20 stands 33.370 s
    C on 0 off 90 stands 46.330 s
  )"));
}

TEST_CASE("the dwell of Weston, with powers of the flow at the busiest door", "[story][dwell]") {
  // Twenty doors, 100 seats, factor 1.5. Flows 4.5 and 7.5 a door: 4.5^0.7 = 2.865819, 7.5^0.7 = 4.097726.
  // A: 15 + 1.4·2.865819 = 19.012147. B (V26): 15 + 1.4·(4.097726 + 2.865819 + 0.027·33.75) = 26.024713.
  // C: 15 + 1.4·4.097726 = 20.736816.
  const std::string tube = "doors_per_side: 20, seats: 100, standing_area: 100 m2";
  CHECK(standing_times(story("model: weston, minimum: 0 s", tube, {60, 0, 100})) == trimmed(R"(
    A on 60 off 0 stands 19.012 s
    B on 100 off 60 stands 26.025 s
    C on 0 off 100 stands 20.737 s
  )"));
  // 240 stay at B, 140 more than seats: 1 + 1.5/35·140/20 = 1.3 times. A: 22.5^0.7 = 8.841537. C: 25.5^0.7 = 9.651129.
  CHECK(standing_times(story("model: weston, minimum: 0 s", tube, {60, 240, 100})) == trimmed(R"(
    A on 300 off 0 stands 27.378 s
    B on 100 off 60 stands 29.332 s
    C on 0 off 340 stands 28.512 s
  )"));
  // Factor 2: flows 6 and 10. 6^0.7 = 3.505144, 10^0.7 = 5.011872; B adds 0.027·60.
  CHECK(standing_times(story("model: weston, peak_door_factor: 2, minimum: 0 s", tube, {60, 0, 100})) == trimmed(R"(
    A on 60 off 0 stands 19.907 s
    B on 100 off 60 stands 29.192 s
    C on 0 off 100 stands 22.017 s
  )"));
}

TEST_CASE("the dwell of Lam, Cheung and Poon, of the whole train", "[story][dwell]") {
  // A: 10.5 + 0.016·200 = 13.7. B (V26): 10.5 + 0.021·200 + 0.016·300 = 19.5. C: 10.5 + 0.021·300 = 16.8.
  CHECK(standing_times(story("model: lam, minimum: 0 s", "doors_per_side: 40, seats: 400, standing_area: 100 m2",
                             {200, 0, 300})) == trimmed(R"(
    A on 200 off 0 stands 13.700 s
    B on 300 off 200 stands 19.500 s
    C on 0 off 300 stands 16.800 s
  )"));
}

TEST_CASE("the dwell of the TCQSM: everybody at the busiest door, the doors, a margin", "[story][dwell]") {
  // Two doors. A: 10 a door, 2·10 + 5 + 15 = 40. B: 30 on and 10 off a door, 2·40 + 20 = 100. C: 2·30 + 20 = 80.
  CHECK(standing_times(story("model: tcqsm, per_person: 2 s, door_cycle: 5 s, margin: 15 s, minimum: 0 s, door_share: 0",
                             two_doors, {20, 0, 60})) == trimmed(R"(
    A on 20 off 0 stands 40.000 s
    B on 60 off 20 stands 100.000 s
    C on 0 off 60 stands 80.000 s
  )"));
  // As it comes: 1 s a person, 20 s door cycle, no margin beside it.
  CHECK(standing_times(story("model: tcqsm, minimum: 0 s, door_share: 0", two_doors, {20, 0, 60})) == trimmed(R"(
    A on 20 off 0 stands 30.000 s
    B on 60 off 20 stands 60.000 s
    C on 0 off 60 stands 50.000 s
  )"));
}

TEST_CASE("a fixed dwell, and the shortest stop under it", "[story][dwell]") {
  CHECK(standing_times(story("model: fixed, time: 47 s, minimum: 0 s", two_doors, {20, 0, 60})) == trimmed(R"(
    A on 20 off 0 stands 47.000 s
    B on 60 off 20 stands 47.000 s
    C on 0 off 60 stands 47.000 s
  )"));
  CHECK(standing_times(story("model: fixed, time: 12 s, minimum: 25 s", two_doors, {20, 0, 60})) == trimmed(R"(
    A on 20 off 0 stands 25.000 s
    B on 60 off 20 stands 25.000 s
    C on 0 off 60 stands 25.000 s
  )"));
}
