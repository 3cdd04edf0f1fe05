#include "czt/rolling_stock/run.hpp"
#include "network/dice.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

TrainType train(double accelerate = 0.8, double brake = 0.8, double jerk = 0.0) {
  TrainType type;
  type.accelerate = {accelerate};
  type.brake = {brake};
  type.jerk = {jerk};
  return type;
}

double running_time(const std::vector<SpeedSection>& sections, const TrainType& type) {
  return passing_times(sections, type).back();
}

std::vector<SpeedSection> random_sections(Dice& dice) {
  std::vector<SpeedSection> sections(static_cast<std::size_t>(dice(1, 6)));
  for (SpeedSection& s : sections) s = {metres(dice(50, 6000)), kmh(dice(20, 160))};
  return sections;
}

TrainType random_train(Dice& dice) { return train(0.01 * dice(40, 120), 0.01 * dice(40, 120)); }

}  // namespace

TEST_CASE("V18: hops between two stops take the closed form's time", "[rolling_stock][V18]") {
  // 3 km at 80 km/h: 3000/22.2… + 22.2…/2 · 2.5 = 135 + 27.7…
  CHECK(near(running_time({{kilometres(3), kmh(80)}}, train()), 135.0 + 250.0 / 9.0, 1e-12));
  // 5 km at 160 km/h: 112.5 + 55.5…
  CHECK(near(running_time({{kilometres(5), kmh(160)}}, train()), 112.5 + 500.0 / 9.0, 1e-12));
  // 2 km: half of it accelerating, to sqrt(2 · 0.8 · 1000) = 40 m/s in 50 s; 160 km/h is not reached.
  CHECK(near(running_time({{kilometres(2), kmh(160)}}, train()), 100.0, 1e-12));
}

TEST_CASE("V18: jerk costs (a + b) / 2j", "[rolling_stock][V18]") {
  CHECK(near(running_time({{kilometres(3), kmh(80)}}, train(0.8, 0.8, 0.6)),
             135.0 + 250.0 / 9.0 + 1.6 / 1.2, 1e-12));
}

TEST_CASE("the type's own highest speed caps every section", "[rolling_stock]") {
  TrainType slow = train();
  slow.max_speed = kmh(80);
  CHECK(running_time({{kilometres(3), kmh(160)}}, slow) ==
        running_time({{kilometres(3), kmh(80)}}, train()));
}

TEST_CASE("a faster section follows a slower one", "[rolling_stock]") {
  // 2 km at 20 m/s: 25 s and 250 m to get there, 1750 m in 87.5 s.
  // 2 km at 40 m/s: 25 s and 750 m more, 250 m in 6.25 s, 50 s and 1000 m to stand.
  const std::vector<SpeedSection> sections{{metres(2000), {20}}, {metres(2000), {40}}};
  const auto times = passing_times(sections, train());
  CHECK(near(times[0], 112.5, 1e-12));
  CHECK(near(times[1], 112.5 + 81.25, 1e-12));
  // j = 0.5: 0.8 s for each of two accelerations and one braking.
  const auto smooth = passing_times(sections, train(0.8, 0.8, 0.5));
  CHECK(near(smooth[0], 112.5 + 0.8, 1e-12));
  CHECK(near(smooth[1], 112.5 + 81.25 + 2.4, 1e-12));
}

TEST_CASE("a train brakes before a slower section, not in it", "[rolling_stock]") {
  // The mirror image of the case above: braking 40 → 20 m/s takes 25 s and 750 m of the first section.
  const std::vector<SpeedSection> sections{{metres(2000), {40}}, {metres(2000), {20}}};
  const auto times = passing_times(sections, train());
  CHECK(near(times[0], 81.25, 1e-12));
  CHECK(near(times[1], 81.25 + 112.5, 1e-12));
}

TEST_CASE("an acceleration that runs on past a station pays its jerk once, at its start",
          "[rolling_stock]") {
  const auto times =
      passing_times(std::vector<SpeedSection>{{metres(90), {40}}, {metres(3910), {40}}},
                    train(0.8, 0.8, 0.5));
  CHECK(near(times[0], 15.0 + 0.8, 1e-12));  // sqrt(2 · 90 / 0.8) = 15
  // 4 km: 4000/40 + 40/2 · 2.5 + 1.6
  CHECK(near(times[1], 100.0 + 50.0 + 1.6, 1e-12));
}

TEST_CASE("a train too slow to use a cap runs as if it were not there", "[rolling_stock]") {
  CHECK(near(running_time({{metres(500), {30}}, {metres(500), {200}}, {metres(500), {30}}},
                          train(0.3, 0.3)),
             std::sqrt(2.0 * 1500.0 * 2.0 / 0.3), 1e-12));  // peak sqrt(0.3 · 1500) = 21 m/s
}

TEST_CASE("a run over no section takes no time", "[rolling_stock]") {
  CHECK(passing_times({}, train()).empty());
}

TEST_CASE("dividing a section changes no running time", "[rolling_stock][property]") {
  for (std::uint64_t game = 0; game < 500; ++game) {
    Dice dice(game);
    TrainType type = random_train(dice);
    type.jerk = {0.1 * dice(0, 10)};
    const auto sections = random_sections(dice);
    auto divided = sections;
    const auto at = static_cast<std::size_t>(dice(0, static_cast<int>(sections.size()) - 1));
    const Metres first = (0.01 * dice(1, 99)) * sections[at].length;
    divided[at].length = sections[at].length - first;
    divided.insert(divided.begin() + static_cast<std::ptrdiff_t>(at), {first, sections[at].cap});
    INFO("game " << game);
    const auto whole = passing_times(sections, type);
    const auto parts = passing_times(divided, type);
    REQUIRE(near(parts.back(), whole.back(), 1e-9));
    REQUIRE(near(parts[at + 1], whole[at], 1e-9));
    REQUIRE(std::is_sorted(parts.begin(), parts.end()));
  }
}

TEST_CASE("the same sections backwards, braking as it accelerated, take the same time",
          "[rolling_stock][property]") {
  for (std::uint64_t game = 0; game < 500; ++game) {
    Dice dice(game);
    TrainType type = random_train(dice);
    type.jerk = {0.1 * dice(0, 10)};
    const auto sections = random_sections(dice);
    TrainType mirrored = type;
    std::swap(mirrored.accelerate.value, mirrored.brake.value);
    const std::vector<SpeedSection> backwards(sections.rbegin(), sections.rend());
    INFO("game " << game);
    REQUIRE(near(running_time(backwards, mirrored), running_time(sections, type), 1e-9));
  }
}

TEST_CASE("a higher cap, acceleration or braking never makes a run longer",
          "[rolling_stock][property]") {
  for (std::uint64_t game = 0; game < 500; ++game) {
    Dice dice(game);
    const TrainType type = random_train(dice);
    const auto sections = random_sections(dice);
    const auto times = passing_times(sections, type);
    auto faster = sections;
    const auto at = static_cast<std::size_t>(dice(0, static_cast<int>(sections.size()) - 1));
    faster[at].cap.value += 0.1 * dice(1, 100);
    TrainType stronger = type;
    stronger.accelerate.value += 0.01 * dice(1, 50);
    TrainType grippier = type;
    grippier.brake.value += 0.01 * dice(1, 50);
    INFO("game " << game);
    for (std::size_t i = 0; i < sections.size(); ++i) {  // also on the way, not only at the stop
      const double rounding = 1e-9 * times[i];
      REQUIRE(passing_times(faster, type)[i] <= times[i] + rounding);
      REQUIRE(passing_times(sections, stronger)[i] <= times[i] + rounding);
      REQUIRE(passing_times(sections, grippier)[i] <= times[i] + rounding);
    }
  }
}

TEST_CASE("no run is shorter than its sections at their caps", "[rolling_stock][property]") {
  for (std::uint64_t game = 0; game < 500; ++game) {
    Dice dice(game);
    const TrainType type = random_train(dice);
    const auto sections = random_sections(dice);
    double at_caps = 0.0;
    for (const SpeedSection& s : sections) at_caps += s.length / Metres{s.cap.value};
    REQUIRE(running_time(sections, type) > at_caps);
  }
}
