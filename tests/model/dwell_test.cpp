#include <algorithm>
#include <cmath>
#include <vector>

#include "czt/model/doors.hpp"
#include "czt/model/dwell.hpp"
#include "support/catch.hpp"

using namespace czt;

TEST_CASE("dwell models give their papers' numbers (V26)", "[model][dwell]") {
  Exchange x;
  x.doors = 1;
  x.boarders = 5;
  x.alighters = 3;
  CHECK(near(PuongDwell{}(x, 1.0), 29.03));
  x.standing = 10;
  CHECK(near(PuongDwell{}(x, 1.0), 32.13));
  x.boarders = 12;
  x.alighters = 2;
  x.standing = 12;
  CHECK(near(PuongDwell{}(x, 1.0), 55.95632, 1e-9));

  using Form = LinWilsonDwell::Form;
  CHECK(near(LinWilsonDwell{Form::one_car}.formula(20, 10, 30), 33.44));
  CHECK(near(LinWilsonDwell{Form::one_car_crowded}.formula(20, 10, 900), 32.82));
  CHECK(near(LinWilsonDwell{Form::two_cars}.formula(40, 20, 1800), 33.37));
  Exchange car;
  car.boarders = 20;
  car.alighters = 10;
  car.seats = 40;
  car.through = 50;  // 20 + 50 − 40 leave standing
  CHECK(near(LinWilsonDwell{Form::one_car}(car, 1.0), 33.44));
  CHECK(near(LinWilsonDwell{Form::one_car_crowded}(car, 1.0), 32.82));

  Exchange train;
  train.alighters = 200;
  train.boarders = 300;
  CHECK(near(LamDwell{}(train, 1.0), 19.5));

  Exchange tube;
  tube.boarders = 100;
  tube.alighters = 60;
  tube.doors = 20;
  tube.seats = 100;
  tube.through = 100;
  CHECK(near(WestonDwell{1.5}(tube, 1.0), 26.024713, 1e-7));
}

TEST_CASE("the busiest door sets the default dwell (V26)", "[model][dwell]") {
  const std::uint16_t even_b[] = {30, 30}, a[] = {5, 5}, worst_b[] = {20, 45};
  Exchange x;
  x.doors = 2;
  x.boarding = even_b;
  x.alighting = a;
  CHECK(near(CriticalDoorDwell{}(x, 1.0), 61.228571, 1e-8));
  x.boarding = worst_b;
  CHECK(near(CriticalDoorDwell{}(x, 1.0), 78.5));
  x.standing_density = 4.0;
  CHECK(near(CriticalDoorDwell{}(x, 1.0), 104.3336, 1e-9));
  CHECK_FALSE(near(CriticalDoorDwell{20, .9, 1.15 * 1.05}(x, 1.0), 104.3336, 1e-9));
}

TEST_CASE("TCQSM counts everybody at the busiest door", "[model][dwell]") {
  const std::uint16_t b[] = {10, 20}, a[] = {15, 2};
  Exchange x;
  x.boarding = b;
  x.alighting = a;
  CHECK(near(TcqsmDwell{1.0, 4.0, 15.0}(x, 1.0), 25.0 + 4.0 + 15.0));
}

namespace {

struct Busiest {
  double mean, standard_error;
};
Busiest busiest_door(std::uint32_t people, std::size_t doors, double alpha, int tries) {
  std::vector<std::uint16_t> at(doors);
  std::vector<std::uint8_t> scratch(people);
  double sum = 0.0, squares = 0.0;
  for (int k = 0; k < tries; ++k) {
    spread_over_doors(people, alpha, Draws(3, 0), Chance::door_boarding, static_cast<std::uint64_t>(k), at, scratch);
    const double most = *std::max_element(at.begin(), at.end());
    sum += most;
    squares += most * most;
  }
  const double mean = sum / tries;
  return {mean, std::sqrt((squares / tries - mean * mean) / tries)};
}
bool agrees(const Busiest& b, double exact, double precision) {
  return std::fabs(b.mean - exact) <= 3.3 * b.standard_error && 1.96 * b.standard_error <= precision * exact;
}

}  // namespace

TEST_CASE("two hundred boarders crowd at the busiest of twenty doors (V27)", "[model][doors]") {
  CHECK(agrees(busiest_door(200, 20, 1e9, 40'000), 16.324428, 0.003));
  CHECK(agrees(busiest_door(200, 20, 10.0, 40'000), 19.636251, 0.003));
  CHECK_FALSE(agrees(busiest_door(200, 20, 9.5, 120'000), 19.636251, 0.003));
}

TEST_CASE("doors are drawn as from an urn with balls of 1/256 of a person", "[model][doors]") {
  const Draws draws(5, 2);
  std::uint64_t identity = 0;
  for (const double share : {0.001, 0.3, 7.3, 10.0, 199.9, 9'999.9, 10'000.0})
    for (const std::uint32_t doors : {1u, 10u, 22u, 255u}) {
      INFO(share << " " << doors);
      constexpr std::uint32_t people = 150;  // more than are drawn at a time
      const bool even = share >= 10'000.0;
      const std::uint32_t each = even ? 1 : std::max(1u, static_cast<std::uint32_t>(share * 256.0 + 0.5));
      std::vector<std::uint32_t> went;
      std::vector<std::uint16_t> expected(doors);
      ++identity;
      for (std::uint32_t k = 0; k < people; ++k) {
        const std::uint32_t word = draws.block(Chance::door_boarding, identity, k / 4)[k % 4];
        const std::uint32_t ball = below(word, each * doors + (even ? 0 : 256 * k));
        went.push_back(ball < each * doors ? ball / each : went[(ball - each * doors) / 256]);
        ++expected[went.back()];
      }
      std::vector<std::uint16_t> at(doors);
      std::vector<std::uint8_t> scratch(people);
      spread_over_doors(people, share, draws, Chance::door_boarding, identity, at, scratch);
      CHECK(at == expected);
    }
}

TEST_CASE("a share of zero spreads people evenly over the doors", "[model][doors]") {
  std::vector<std::uint16_t> doors(4);
  std::vector<std::uint8_t> scratch(10);
  spread_over_doors(10, 0.0, Draws(1, 0), Chance::door_boarding, 1, doors, scratch);
  CHECK(doors == std::vector<std::uint16_t>{3, 3, 2, 2});
}

TEST_CASE("more doors never make a dwell longer: in every model at evenly used doors", "[model][dwell][doors][property]") {
  const DwellModel models[] = {CriticalDoorDwell{}, PuongDwell{}, LinWilsonDwell{}, WestonDwell{}, LamDwell{}, TcqsmDwell{}, FixedDwell{}};
  const Draws draws(5, 0);
  int shorter = 0;
  for (std::uint32_t k = 0; k < 500; ++k) {
    const PhiloxBlock b = draws.block(Chance::input_range, 95, k);
    Exchange x;
    x.boarders = below(b[0], 300);
    x.alighters = below(b[1], 300);
    x.through = below(b[2], 400);
    x.seats = 200;
    x.standing = x.through > x.seats ? x.through - x.seats : 0;
    x.standing_density = x.standing / 60.0;
    for (const DwellModel& model : models) {
      double before = 1e9;
      for (std::uint32_t doors = 1; doors <= 30; ++doors) {
        std::vector<std::uint16_t> on(doors), off(doors);
        std::vector<std::uint8_t> scratch(300);
        spread_over_doors(x.boarders, 0.0, draws, Chance::door_boarding, k, on, scratch);
        spread_over_doors(x.alighters, 0.0, draws, Chance::door_alighting, k, off, scratch);
        x.boarding = on;
        x.alighting = off;
        x.doors = doors;
        const double needed = needed_dwell(model, x, 1.0);
        CHECK(needed <= before + 1e-9);
        shorter += needed < before - 1.0;
        before = needed;
      }
    }
  }
  CHECK(shorter > 1'000);
}

TEST_CASE("and on the mean over 4,000 draws where people choose their doors", "[model][dwell][doors]") {
  // The mean of the busiest door, to about 1 %: each step down is several times that.
  double before = 1e9;
  for (const std::uint32_t doors : {2u, 4u, 8u, 16u, 32u}) {
    std::vector<std::uint16_t> on(doors);
    std::vector<std::uint8_t> scratch(200);
    double sum = 0.0;
    for (std::uint32_t k = 0; k < 4'000; ++k) {
      spread_over_doors(200, 10.0, Draws(7, k), Chance::door_boarding, 1, on, scratch);
      sum += *std::max_element(on.begin(), on.end());
    }
    CHECK(sum / 4'000 < 0.9 * before);
    before = sum / 4'000;
  }
}

TEST_CASE("a sweep of random blocks is the same blocks one by one", "[core][draws]") {
  const Draws draws(0x123456789abcdefu, 77);
  PhiloxBlock blocks[24];
  draws.blocks(Chance::traveller, 0xfedcba9876543210u, 0xFFFFFFF9u, 21, blocks);
  for (std::uint32_t i = 0; i < 21; ++i)
    CHECK(blocks[i] == draws.block(Chance::traveller, 0xfedcba9876543210u, 0xFFFFFFF9u + i));
}
