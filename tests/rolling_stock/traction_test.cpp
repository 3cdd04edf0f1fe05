#include "czt/rolling_stock/run.hpp"

#include <cmath>
#include <limits>

#include "network/dice.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

constexpr double gravity = 9.81;
constexpr Resistance none{0.0, 0.0, 0.0, 1.0};

TrainType train(double accelerate = 0.8, double brake = 0.8, double jerk = 0.0) {
  TrainType type;
  type.accelerate = {accelerate};
  type.brake = {brake};
  type.jerk = {jerk};
  return type;
}

/// 400 t with 12.8 kW each, on the resistance of MODELS' CRH2.
TrainType motor_train() {
  TrainType type = train();
  type.motion = Traction{400e3, 12.8 * 400e3};
  return type;
}

Traction& traction_of(TrainType& type) { return std::get<Traction>(type.motion); }

/// No resistance and power without end: only the start-up acceleration is left.
TrainType unhindered(TrainType type) {
  Traction traction;
  traction.power = std::numeric_limits<double>::infinity();
  traction.resistance = none;
  type.motion = traction;
  return type;
}

double running_time(const std::vector<SpeedSection>& sections, const TrainType& type, Metres step = usual_step) {
  return fastest_run(sections, type, step).seconds();
}

SectionWork total(const Run& run) {
  SectionWork sum;
  for (const SectionWork& work : run.work) {
    sum.traction += work.traction;
    sum.braking += work.braking;
  }
  return sum;
}

std::vector<SpeedSection> random_sections(Dice& dice, int steepest = 20) {
  std::vector<SpeedSection> sections(static_cast<std::size_t>(dice(1, 6)));
  for (SpeedSection& s : sections) {
    s = {metres(dice(50, 6000)), kmh(dice(20, 160)), 0.001 * dice(-steepest, steepest)};
    if (dice(0, 1) == 1) s.curve = metres(dice(400, 4000));
    s.tunnel = 0.01 * dice(0, 100);
  }
  return sections;
}

TrainType random_train(Dice& dice) {
  TrainType type = train(0.01 * dice(40, 120), 0.01 * dice(40, 120));
  Traction traction;
  traction.mass = 1e3 * dice(200, 500);
  traction.power = 1e3 * dice(2000, 6000);
  traction.rotating_mass = 1.0 + 0.01 * dice(0, 12);
  type.motion = traction;
  return type;
}

/// Speeds of one long section with nothing to brake for: the last of many kilometres.
double settled_speed(SpeedSection section, const TrainType& type) {
  section.length = kilometres(100);
  std::vector<SpeedSection> sections{section, section, {kilometres(5), kmh(400)}};
  sections[1].length = metres(100);
  const std::vector<double> times = passing_times(sections, type);
  return 100.0 / (times[1] - times[0]);
}

}  // namespace

TEST_CASE("V18 (with traction): without resistance and with power without end, hops take the closed form's time",
          "[rolling_stock][traction][V18]") {
  CHECK(near(running_time({{kilometres(3), kmh(80)}}, unhindered(train())), 162.777778, 1e-8));
  CHECK(near(running_time({{kilometres(5), kmh(160)}}, unhindered(train())), 168.055556, 1e-8));
  CHECK(near(running_time({{kilometres(2), kmh(160)}}, unhindered(train())), 100.0, 1e-9));
  CHECK(near(running_time({{kilometres(3), kmh(80)}}, unhindered(train(0.8, 0.8, 0.6))), 164.111111, 1e-8));
}

TEST_CASE("on any sections the unhindered train runs as the trapezoid does, whatever the step",
          "[rolling_stock][traction][property]") {
  for (std::uint64_t game = 0; game < 500; ++game) {
    Dice dice(game);
    const TrainType type = train(0.01 * dice(40, 120), 0.01 * dice(40, 120), 0.1 * dice(0, 10));
    std::vector<SpeedSection> sections = random_sections(dice, 0);
    for (SpeedSection& s : sections) s.curve = {};
    const std::vector<double> exact = passing_times(sections, type);
    INFO("game " << game);
    for (const double step : {1000.0, 10.0, 7.3}) {
      const Run run = fastest_run(sections, unhindered(type), metres(step));
      for (std::size_t i = 0; i < sections.size(); ++i) REQUIRE(near(run.passing[i], exact[i], 1e-9));
    }
  }
}

TEST_CASE("on a long gradient a train settles where its power balances what holds it back",
          "[rolling_stock][traction]") {
  TrainType type = motor_train();
  type.max_speed = kmh(400);
  // Constant resistance alone: P/m = v·g·(w + i + 600/R)/1000.
  traction_of(type).resistance = {2.0, 0.0, 0.0, 1.0};
  const SpeedSection climb{kilometres(1), kmh(400), 0.030, metres(600)};
  CHECK(near(settled_speed(climb, type), 12.8 / (gravity * (0.002 + 0.030 + 0.001)), 1e-6));
  // Only the quadratic term: P/m = g/1000·c·V²·v, a third of it for one more of tunnel's factor.
  traction_of(type).resistance = {0.0, 0.0, 0.0005, 1.5};
  const double c = gravity / 1000.0 * 0.0005 * 3.6 * 3.6;
  CHECK(near(settled_speed({kilometres(1), kmh(400)}, type), std::cbrt(12.8 / c), 1e-6));
  CHECK(near(settled_speed({kilometres(1), kmh(400), 0.0, {}, 0.4}, type), std::cbrt(12.8 / c / 1.2), 1e-6));
}

TEST_CASE("a train that comes fast to a climb loses speed there and no more than to its balance",
          "[rolling_stock][traction]") {
  TrainType type = motor_train();
  traction_of(type).resistance = {2.0, 0.0, 0.0, 1.0};
  const std::vector<SpeedSection> sections{
      {kilometres(10), kmh(160)}, {kilometres(60), kmh(160), 0.030}, {metres(100), kmh(160), 0.030}, {kilometres(5), kmh(160)}};
  const std::vector<double> times = passing_times(sections, type);
  CHECK(near(100.0 / (times[2] - times[1]), 12.8 / (gravity * 0.032), 1e-5));
}

TEST_CASE("the wheels' work without resistance is the kinetic energy at the peak, and the brakes take it back",
          "[rolling_stock][traction][energy]") {
  TrainType type = unhindered(train());
  const double rho = traction_of(type).rotating_mass;
  // 2 km: peak 40 m/s.
  const SectionWork work = total(fastest_run(std::vector<SpeedSection>{{kilometres(2), kmh(160)}}, type));
  CHECK(near(work.traction, 0.5 * rho * traction_of(type).mass * 1600.0, 1e-9));
  CHECK(near(work.braking, work.traction, 1e-9));
}

TEST_CASE("work of traction less work of the brakes is height gained and resistance overcome",
          "[rolling_stock][traction][energy][property]") {
  for (std::uint64_t game = 0; game < 300; ++game) {
    Dice dice(game);
    TrainType type = random_train(dice);
    Traction& traction = traction_of(type);
    // A resistance that does not depend on the speed, so that its work is known without the run.
    traction.resistance = {0.1 * dice(0, 50), 0.0, 0.0, 1.0};
    const std::vector<SpeedSection> sections = random_sections(dice);
    double known = 0.0;
    for (const SpeedSection& s : sections) {
      const double per_mille = traction.resistance.constant + 1000.0 * s.gradient +
                               (s.curve.value > 0.0 ? 600.0 / s.curve.value : 0.0);
      known += traction.mass * gravity * per_mille / 1000.0 * s.length.value;
    }
    const SectionWork work = total(fastest_run(sections, type));
    INFO("game " << game);
    REQUIRE(work.traction > 0.0);
    REQUIRE(work.braking > 0.0);
    REQUIRE(std::fabs(work.traction - work.braking - known) < 1e-9 * work.traction);
  }
}

TEST_CASE("at a steady speed the work is resistance times way", "[rolling_stock][traction][energy]") {
  TrainType type = motor_train();
  const std::vector<SpeedSection> sections{{kilometres(5), kmh(100)}, {kilometres(10), kmh(100)}, {kilometres(5), kmh(100)}};
  const Run run = fastest_run(sections, type);
  const double w = 0.88 + 0.00744 * 100.0 + 0.000114 * 100.0 * 100.0;  // N/kN
  CHECK(near(run.work[1].traction, 400e3 * gravity * w / 1000.0 * 10'000.0, 1e-9));
  CHECK(run.work[1].braking == 0.0);
}

TEST_CASE("a steep way down is held with the brakes", "[rolling_stock][traction][energy]") {
  TrainType type = motor_train();
  const std::vector<SpeedSection> sections{{kilometres(5), kmh(100), -0.02}, {kilometres(10), kmh(100), -0.02},
                                           {kilometres(5), kmh(100), -0.02}};
  const Run run = fastest_run(sections, type);
  const double w = 0.88 + 0.00744 * 100.0 + 0.000114 * 100.0 * 100.0;
  CHECK(run.work[1].traction == 0.0);
  CHECK(near(run.work[1].braking, 400e3 * gravity * (20.0 - w) / 1000.0 * 10'000.0, 1e-9));
}

TEST_CASE("a higher cap, more power, braking or start-up acceleration never makes a run longer, nor less mass or gradient",
          "[rolling_stock][traction][property]") {
  for (std::uint64_t game = 0; game < 300; ++game) {
    Dice dice(game);
    const TrainType type = random_train(dice);
    const auto sections = random_sections(dice);
    const auto at = static_cast<std::size_t>(dice(0, static_cast<int>(sections.size()) - 1));
    const std::vector<double> times = passing_times(sections, type);
    INFO("game " << game);
    const auto longer = [&](const std::vector<SpeedSection>& other, const TrainType& with) {
      const std::vector<double> now = passing_times(other, with);
      double most = 0.0;
      for (std::size_t i = 0; i < times.size(); ++i) most = std::max(most, now[i] - times[i]);
      return most;
    };
    constexpr double integration = 0.012;  // s; twice the error of a run, see below
    auto faster = sections;
    faster[at].cap.value += 0.1 * dice(1, 100);
    REQUIRE(longer(faster, type) < integration);
    auto gentler = sections;
    gentler[at].gradient -= 0.001 * dice(1, 10);
    REQUIRE(longer(gentler, type) < integration);
    TrainType better = type;
    traction_of(better).power *= 1.0 + 0.01 * dice(1, 50);
    REQUIRE(longer(sections, better) < integration);
    better = type;
    traction_of(better).mass *= 1.0 - 0.01 * dice(1, 50);
    REQUIRE(longer(sections, better) < integration);
    better = type;
    better.accelerate.value += 0.01 * dice(1, 50);
    REQUIRE(longer(sections, better) < integration);
    better = type;
    better.brake.value += 0.01 * dice(1, 50);
    REQUIRE(longer(sections, better) < integration);
    TrainType ideal = unhindered(type);
    traction_of(ideal).rotating_mass = std::get<Traction>(type.motion).rotating_mass;
    auto level = sections;
    for (SpeedSection& s : level) {
      s.gradient = std::min(s.gradient, 0.0);
      s.curve = {};
    }
    REQUIRE(longer(level, ideal) < integration);
  }
}

TEST_CASE("the way back over a level line takes as long as the way there where acceleration and braking mirror each other",
          "[rolling_stock][traction][property]") {
  for (std::uint64_t game = 0; game < 200; ++game) {
    Dice dice(game);
    TrainType type = unhindered(train(0.01 * dice(40, 120), 0.01 * dice(40, 120), 0.1 * dice(0, 10)));
    TrainType mirrored = type;
    std::swap(mirrored.accelerate.value, mirrored.brake.value);
    const auto sections = random_sections(dice, 0);
    const std::vector<SpeedSection> backwards(sections.rbegin(), sections.rend());
    auto level = [](std::vector<SpeedSection> way) {
      for (SpeedSection& s : way) s.curve = {};
      return way;
    };
    INFO("game " << game);
    REQUIRE(near(running_time(level(backwards), mirrored), running_time(level(sections), type), 1e-9));
  }
}

TEST_CASE("up a hill takes longer and more work than down it", "[rolling_stock][traction]") {
  const TrainType type = motor_train();
  const Run up = fastest_run(std::vector<SpeedSection>{{kilometres(8), kmh(160), 0.012}}, type);
  const Run down = fastest_run(std::vector<SpeedSection>{{kilometres(8), kmh(160), -0.012}}, type);
  CHECK(up.seconds() > down.seconds() + 10.0);
  CHECK(total(up).traction > total(down).traction);
  CHECK(total(up).braking < total(down).braking);
}

TEST_CASE("at ten metres a step running times are six milliseconds from those at half a metre, and coarser steps are worse",
          "[rolling_stock][traction][property]") {
  double coarse = 0.0, usual = 0.0;
  for (std::uint64_t game = 0; game < 100; ++game) {
    Dice dice(game);
    const TrainType type = random_train(dice);
    const auto sections = random_sections(dice);
    const double fine = running_time(sections, type, metres(0.5));
    coarse = std::max(coarse, std::fabs(running_time(sections, type, metres(80.0)) - fine));
    usual = std::max(usual, std::fabs(running_time(sections, type) - fine));
  }
  INFO("worst error at 80 m " << coarse << " s, at 10 m " << usual << " s");
  CHECK(usual < 0.006);
  CHECK(coarse < 0.25);
  CHECK(usual < coarse / 10.0);
}

TEST_CASE("a punctual train runs in its booked time, with less work than the fastest", "[rolling_stock][traction][energy][property]") {
  for (std::uint64_t game = 0; game < 60; ++game) {
    Dice dice(game);
    const TrainType type = random_train(dice);
    const std::vector<SpeedSection> sections{{metres(dice(1500, 9000)), kmh(dice(60, 160)), 0.001 * dice(-4, 4)}};
    const Run fastest = fastest_run(sections, type);
    INFO("game " << game);
    double work = total(fastest).traction;
    for (const double margin : {0.03, 0.08, 0.2}) {
      const double booked = fastest.seconds() * (1.0 + margin);
      const Run run = run_within(sections, type, booked);
      REQUIRE(std::fabs(run.seconds() - booked) < 3e-3);
      REQUIRE(total(run).traction <= work);
      work = total(run).traction;
    }
    CHECK(run_within(sections, type, 0.9 * fastest.seconds()).seconds() == fastest.seconds());
  }
}

TEST_CASE("without margin a booked run is the fastest, and without end it crawls at ten kilometres an hour",
          "[rolling_stock][traction]") {
  const TrainType type = motor_train();
  const std::vector<SpeedSection> sections{{kilometres(5), kmh(120)}};
  const Run fastest = fastest_run(sections, type);
  CHECK(run_within(sections, type, fastest.seconds()).passing == fastest.passing);
  const double crawling = run_within(sections, type, 1e6).seconds();
  CHECK(crawling > 5000.0 / (10.0 / 3.6));
  CHECK(crawling < 5000.0 / (10.0 / 3.6) + 20.0);
}

TEST_CASE("a section without length takes no time and no work", "[rolling_stock][traction]") {
  const TrainType type = motor_train();
  const Run run = fastest_run(std::vector<SpeedSection>{{kilometres(2), kmh(120)}, {metres(0), kmh(40)}, {kilometres(1), kmh(160)}}, type);
  CHECK(run.passing[1] == run.passing[0]);
  CHECK(run.work[1].traction == 0.0);
  CHECK(run.work[1].braking == 0.0);
  CHECK(fastest_run({}, type).passing.empty());
}

TEST_CASE("a train that its start-up acceleration does not get up a hill cannot start there", "[rolling_stock][traction]") {
  TrainType type = motor_train();
  type.accelerate = {0.3};
  traction_of(type).rotating_mass = 1.0;
  // It pulls 0.3 m/s² beyond its resistance: a hill of 30.6 ‰ holds all of it.
  CHECK(starts_on({kilometres(1), kmh(80), 0.029}, type));
  CHECK_FALSE(starts_on({kilometres(1), kmh(80), 0.030}, type));
  CHECK_FALSE(starts_on({kilometres(1), kmh(80), 0.029, metres(300)}, type));
  type.motion = Trapezoid{};
  CHECK(starts_on({kilometres(1), kmh(80), 0.030}, type));
}
