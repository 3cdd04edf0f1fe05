/// Entrances of stations: queues whose exact answers are known, and what they do to who catches which train.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "czt/model/servers.hpp"
#include "support/catch.hpp"
#include "support/small_line.hpp"

using namespace czt;
using czt::test::SmallLine;

namespace {

std::int32_t at(int hour, int minute, int second = 0) {
  return static_cast<std::int32_t>(in_milliseconds(clock_time(hour, minute, second)));
}

Entrance gate(Duration time, Duration walk = {}, std::uint32_t count = 1) {
  Entrance entrance;
  entrance.gates = Entrance::Gates{count, ServiceTime(time, 0.0), 0.0, Duration{}};
  entrance.walk = walk;
  return entrance;
}

SmallLine with(const Entrance& entrance) {
  SmallLine line({5.0});
  line.input.entrances.resize(2);
  line.input.entrances[StationId{0}] = entrance;
  return line;
}

World day_of(SmallLine& line, std::uint64_t seed = 1) {
  World world;
  simulate(line.plan(), seed, 0, world);
  return world;
}

std::vector<std::int32_t> leaving(std::uint32_t servers, const std::vector<std::pair<int, int>>& came_and_took) {
  Servers queue;
  queue.open(servers);
  std::vector<std::int32_t> left;
  for (const auto& [came, took] : came_and_took) left.push_back(queue.serve(came, took));
  return left;
}

/// Mean time in the system over customers after the warm-up, in seconds, and its standard error over replications.
struct Stay {
  double mean = 0.0;
  double error = 0.0;
  [[nodiscard]] bool agrees(double exact) const { return std::fabs(mean - exact) <= 3.3 * error && 1.96 * error < 0.015 * exact; }
};
Stay stay_of(std::uint32_t servers, double gap, double service, double more = 1.0) {
  constexpr std::uint32_t replications = 60, customers = 20'000, warm_up = 1'000;
  std::vector<double> means;
  for (std::uint32_t r = 0; r < replications; ++r) {
    const Draws draws(20261124, r);
    Servers queue;
    queue.open(servers);
    double came = 0.0, sum = 0.0;
    for (std::uint32_t k = 0; k < customers; ++k) {
      came += gap / more * exponential(draws, Chance::traveller, 1, k);
      const auto came_ms = static_cast<std::int32_t>(came * 1000.0);
      const auto takes = static_cast<std::int32_t>(service * 1000.0 * exponential(draws, Chance::entrance, 2, k) + 0.5);
      if (k >= warm_up) sum += (queue.serve(came_ms, takes) - came_ms) / 1000.0;
      else queue.serve(came_ms, takes);
    }
    means.push_back(sum / (customers - warm_up));
  }
  Stay stay;
  for (const double m : means) stay.mean += m / replications;
  for (const double m : means) stay.error += (m - stay.mean) * (m - stay.mean);
  stay.error = std::sqrt(stay.error / (replications - 1.0) / replications);
  return stay;
}

}  // namespace

TEST_CASE("one gate, people as regular as the gate: nobody waits, but when it is a little slower each waits longer (D/D/1)",
          "[model][entrance]") {
  std::vector<std::pair<int, int>> regular, slower;
  for (int k = 0; k < 50; ++k) {
    regular.push_back({4000 * k, 4000});
    slower.push_back({4000 * k, 5000});
  }
  const auto in_time = leaving(1, regular);
  const auto late = leaving(1, slower);
  for (int k = 0; k < 50; ++k) {
    CHECK(in_time[static_cast<std::size_t>(k)] == 4000 * (k + 1));
    CHECK(late[static_cast<std::size_t>(k)] == 5000 * (k + 1));  // waits k · 1 s
  }
}

TEST_CASE("one gate with known times, worked by hand", "[model][entrance]") {
  // came 0, 1, 2, 20 s; takes 5, 3, 4, 2 s: leaves 5, 8, 12, 22.
  CHECK(leaving(1, {{0, 5000}, {1000, 3000}, {2000, 4000}, {20000, 2000}}) ==
        std::vector<std::int32_t>{5000, 8000, 12000, 22000});
}

TEST_CASE("two and three gates with one queue: who is next takes the first that is free", "[model][entrance]") {
  // Two gates: 0 → 10, 1 → 3, 2 waits until 3 → 7, 3 until 7 → 8, 4 until 8 → 9.
  CHECK(leaving(2, {{0, 10000}, {1000, 2000}, {2000, 4000}, {3000, 1000}, {4000, 1000}}) ==
        std::vector<std::int32_t>{10000, 3000, 7000, 8000, 9000});
  // Three: free at 9, 5, 7 when the fourth comes; then 9, 11, 7; then 9, 11, 8; then 9, 11, 10.
  CHECK(leaving(3, {{0, 9000}, {0, 5000}, {0, 7000}, {1000, 6000}, {1000, 1000}, {1000, 2000}, {1000, 1000}}) ==
        std::vector<std::int32_t>{9000, 5000, 7000, 11000, 8000, 10000, 10000});
}

TEST_CASE("a jammed gate lets nobody through after the end of time, and no number overflows", "[model][entrance]") {
  Servers queue;
  queue.open(1);
  std::int32_t left = 0;
  for (int k = 0; k < 3000; ++k) left = queue.serve(at(8, 0), 1'800'000);
  CHECK(left == Servers::never);
}

TEST_CASE("M/M/1: the time at one gate is 1/(mu - lambda), within 1.5 %", "[model][entrance][slow]") {
  CHECK(stay_of(1, 8.0, 4.0).agrees(8.0));         // rho 1/2
  CHECK_FALSE(stay_of(1, 8.0, 4.0, 1.05).agrees(8.0));
}

TEST_CASE("M/M/3: the time at three gates with one queue is Erlang's C / (c mu - lambda) + 1/mu, within 1.5 %",
          "[model][entrance][slow]") {
  // a = 2 Erlang on c = 3: C = (8/6 · 3) / (1 + 2 + 2 + 4) = 4/9; W = 4/9 / (3/4 − 2/4) + 4 = 5.7778 s.
  CHECK(stay_of(3, 2.0, 4.0).agrees(16.0 / 9.0 + 4.0));
  CHECK_FALSE(stay_of(3, 2.0, 4.0, 1.05).agrees(16.0 / 9.0 + 4.0));
}

TEST_CASE("times at a gate have the mean and the variation that are written", "[model][entrance]") {
  const ServiceTime gates(seconds(4), 0.5);
  const Draws draws(3, 0);
  double sum = 0.0, squares = 0.0;
  constexpr std::uint32_t n = 200'000;
  std::int32_t least = 1 << 30;
  for (std::uint32_t k = 0; k < n; ++k) {
    const std::int32_t takes = gates(draws.block(Chance::entrance, 1, k)[3]);
    least = std::min(least, takes);
    sum += takes / 1000.0;
    squares += takes / 1000.0 * (takes / 1000.0);
  }
  const double mean = sum / n;
  CHECK(std::fabs(mean - 4.0) < 4.0 * 2.0 / std::sqrt(n));
  CHECK(std::fabs(std::sqrt(squares / n - mean * mean) / mean - 0.5) < 0.02);  // the last step of the table is straight
  CHECK(least > 0);
  CHECK(ServiceTime(seconds(4), 0.0)(0xFFFFFFFFu) == 4000);
  CHECK(ServiceTime(seconds(4), 0.0)(0) == 4000);
}

TEST_CASE("a bus of ten at 07:00 before a gate of 4 s: the k-th is on the platform at 07:00 + 4 k + walk", "[model][entrance][feeder]") {
  SmallLine line = with(gate(seconds(4), minutes(2)));
  line.trains({clock_time(8)});
  Feeder bus;
  bus.name = "T33";
  bus.station = StationId{0};
  bus.comes = {clock_time(6, 30), clock_time(7)};
  line.input.feeders.push_back(bus);
  line.people(0, 1, clock_time(6, 45), 10, seconds(30));
  line.input.passengers[0].feeder = 0;
  const World world = day_of(line);
  REQUIRE(world.passengers.came.size() == 10);
  for (int k = 1; k <= 10; ++k) CHECK(world.passengers.came[static_cast<std::size_t>(k - 1)] == at(7, 2, 4 * k));
  CHECK(world.buses.riders == std::vector<std::uint32_t>{0, 10});
  CHECK(world.persons.entrance[0] == 124'000);
}

TEST_CASE("who is through the gate a second after it has closed waits for the next train", "[model][entrance]") {
  Entrance entrance = gate(seconds(4), minutes(1));
  entrance.closes = minutes(2);
  SmallLine line = with(entrance);
  line.trains({clock_time(8), clock_time(8, 10)});
  line.people(0, 1, clock_time(7, 57, 56), 1);  // through at 07:58:00
  line.people(0, 1, clock_time(7, 57, 57), 1);  // through at 07:58:04
  const Plan plan = line.plan();
  World world;
  simulate(plan, 1, 0, world);
  const std::uint32_t first = plan.trips[TripId{0}].first_point;
  const std::uint32_t second = plan.trips[TripId{1}].first_point;
  CHECK(world.passengers.boarded == std::vector<std::uint32_t>{first, second});
  CHECK(world.passengers.came[1] == at(7, 59, 4));                 // he sees it leave
  CHECK(world.points.left_behind[first] == 0);                     // it was not for want of room
  // one second earlier at the gate, and both are on board
  line.input.entrances[StationId{0}]->closes = minutes(2) - seconds(4);
  World both;
  simulate(line.plan(), 1, 0, both);
  CHECK(both.passengers.boarded == std::vector<std::uint32_t>{first, first});
}

TEST_CASE("a late train opens no gate again", "[model][entrance]") {
  SmallLine line({5.0, 5.0});
  line.input.entrances.resize(3);
  Entrance entrance = gate(Duration{}, Duration{});
  entrance.closes = minutes(2);
  line.input.entrances[StationId{1}] = entrance;
  line.input.dwell = FixedDwell{300.0};  // a stop of five minutes, booked with one: the train leaves B late
  line.trains({clock_time(8), clock_time(8, 30)}, minutes(1));
  line.people(1, 2, clock_time(8, 4), 1);              // after the booked departure less 2 min, before the real one
  const Plan plan = line.plan();
  World world;
  simulate(plan, 1, 0, world);
  const std::uint32_t late = plan.trips[TripId{0}].first_point + 1;
  CHECK(world.points.departed[late] > at(8, 6));
  CHECK(plan.points[PointId{late}].departure < at(8, 6));
  CHECK(world.passengers.boarded == std::vector<std::uint32_t>{plan.trips[TripId{1}].first_point + 1});
}

TEST_CASE("who aims at a train is on the platform as if it were open, where nobody queues", "[model][entrance]") {
  SmallLine line({5.0});
  line.every(clock_time(7), minutes(20), 6);
  line.travellers(0, 1, 400, clock_time(7), clock_time(8, 30));
  line.input.arrival.everybody_aware = true;
  const World open = day_of(line);
  line.input.entrances.resize(2);
  line.input.entrances[StationId{0}] = gate(seconds(4), minutes(2), 1000);
  const World gated = day_of(line);
  REQUIRE(open.passengers.came.size() > 300);
  CHECK(open.passengers.came == gated.passengers.came);
  CHECK(open.passengers.boarded == gated.passengers.boarded);
  CHECK(std::all_of(gated.persons.entrance.begin(), gated.persons.entrance.end(), [](auto ms) { return ms == 124'000; }));
  // with one gate they queue and come later
  line.input.entrances[StationId{0}] = gate(seconds(20), minutes(2), 1);
  const World queued = day_of(line);
  CHECK(queued.passengers.came != open.passengers.came);
}

TEST_CASE("a gate that closes early is reckoned with by who aims at a train", "[model][entrance]") {
  SmallLine line({5.0});
  line.every(clock_time(7), minutes(20), 6);
  line.travellers(0, 1, 400, clock_time(7), clock_time(8, 30));
  line.input.arrival.everybody_aware = true;
  const World open = day_of(line);
  Entrance entrance = gate(Duration{}, Duration{}, 1000);
  entrance.closes = minutes(5);
  line.input.entrances.resize(2);
  line.input.entrances[StationId{0}] = entrance;
  const World gated = day_of(line);
  CHECK(open.passengers.boarded == gated.passengers.boarded);
}

TEST_CASE("tickets, check and gate follow each other, and a telephone has no queue", "[model][entrance]") {
  Entrance entrance;
  entrance.tickets = {{"machine", 1.0, 1, ServiceTime(seconds(30), 0.0)}};
  entrance.security = Entrance::Security{1, ServiceTime(seconds(10), 0.0)};
  entrance.gates = Entrance::Gates{1, ServiceTime(seconds(4), 0.0), 1.0, seconds(25)};
  entrance.walk = seconds(60);
  SmallLine line = with(entrance);
  line.trains({clock_time(9)});
  line.people(0, 1, clock_time(8), 3);
  // The machine lets one go every 30 s; the others take less each: +10 +25 +60 s.
  CHECK(day_of(line).passengers.came == std::vector<std::int32_t>{at(8, 2, 5), at(8, 2, 35), at(8, 3, 5)});
  line.input.entrances[StationId{0}]->tickets[0].count = 0;
  // All three are at the check after 30 s; the gate, 25 s each, is what holds them up.
  CHECK(day_of(line).passengers.came == std::vector<std::int32_t>{at(8, 2, 5), at(8, 2, 30), at(8, 2, 55)});
  line.input.entrances[StationId{0}]->tickets[0].share = 0.0;
  CHECK(day_of(line).passengers.came == std::vector<std::int32_t>{at(8, 1, 35), at(8, 2), at(8, 2, 25)});
}

TEST_CASE("everybody draws his own times: more people before a gate leave the others' times as they were", "[model][entrance][same people]") {
  Entrance entrance;
  entrance.gates = Entrance::Gates{1000, ServiceTime(seconds(10), 0.8), 0.3, seconds(50)};
  SmallLine line = with(entrance);
  line.every(clock_time(7), minutes(10), 12);
  line.travellers(0, 1, 400, clock_time(7), clock_time(8, 30), 0.5);
  const auto times = [](const World& world) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::int32_t> by_person;
    for (std::size_t p = 0; p < world.persons.entrance.size(); ++p)
      by_person[{world.persons.stream[p], world.persons.number[p]}] = world.persons.entrance[p];
    return by_person;
  };
  const auto few = times(day_of(line));
  line.input.purposes[PurposeId{0}].rail_share.setConstant(0.9);  // the others come between them
  const auto more = times(day_of(line));
  REQUIRE(few.size() > 150);
  CHECK(more.size() > few.size() + 100);
  CHECK(std::all_of(few.begin(), few.end(), [&](const auto& person) {
    const auto found = more.find(person.first);
    return found != more.end() && found->second == person.second;
  }));
}
