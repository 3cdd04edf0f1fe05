// How a delay goes on from train to train: connections that wait for each other, and trains that bunch.

#include <cmath>
#include <utility>
#include <vector>

#include "support/story_line.hpp"

using namespace czt;
using czt::test::Day;
using czt::test::late_leaving;
using czt::test::simulated;
using czt::test::trip_named;

namespace {

const std::string rules = czt::test::strict_rules + czt::test::without_chance;

}  // namespace

TEST_CASE("two stations whose trains wait for each other's work off a delay as the max-plus matrix says (V20)", "[story][ledger]") {
  // At S1 an express to S2 and a shuttle to X leave together, at S2 a slower train to S1 and a shuttle to Y; each waits for
  // the people of the slow or express train and of the shuttle that left an hour and five minutes before. A connection and a
  // turnaround take 175 s. 144 km/h, 0.8 m/s2: d metres take d/40 + 50 s; 100.8 km/h: d/28 + 35 s. So, from departure to departure,
  //   S1 to S1: 2 (60,600/40 + 50) + 2 * 175 = 58 min    S2 to S1: 113,400/28 + 35 + 175 = 71 min
  //   S1 to S2: 113,400/40 + 50 + 175 = 51 min           S2 to S2: 2 (55,800/40 + 50) + 2 * 175 = 54 min
  const auto railway = [](const std::string& connections) {
    return simulated(R"(
scenario: V20
stations: {X: {km: 0, tracks: {up: 9, down: 9}}, S1: {km: 60.6, tracks: {up: 9, down: 9}}, S2: {km: 174, tracks: {up: 9, down: 9}}, Y: {km: 229.8, tracks: {up: 9, down: 9}}}
branches: {main: {stations: [X, S1, S2, Y]}}
track: {max_speed: 144 km/h, margin: 0 %, headway: 180 s, reoccupation: 60 s}
turnaround: {minimum: 175 s, doors_open_before: 1 min, clears_after: 0 min}
dwell: {model: fixed, time: 30 s, minimum: 0 s}
boarding: {transfer: 175 s}
train_types:
  shuttle: {cars: 2, seats: 50, standing_area: 0 m2, doors_per_side: 2, jerk: 0 m/s3}
  express: {cars: 2, seats: 50, standing_area: 0 m2, doors_per_side: 2, jerk: 0 m/s3}
  slow: {cars: 2, seats: 50, standing_area: 0 m2, doors_per_side: 2, jerk: 0 m/s3, max_speed: 100.8 km/h}
formation: {default: shuttle}
timetable:
  express: {from: S1, to: S2, type: express, first: "06:00:00", every: 65 min, trains: 6, numbers: {first: E1, step: 1}}
  slow: {from: S2, to: S1, type: slow, first: "05:52:00", every: 65 min, trains: 6, numbers: {first: L1, step: 1}}
  to X: {from: S1, to: X, first: "06:00:00", every: 65 min, trains: 6, numbers: {first: X1, step: 1}}
  from X: {from: X, to: S1, first: "06:29:00", every: 65 min, trains: 6, numbers: {first: XB1, step: 1}}
  to Y: {from: S2, to: Y, first: "05:52:00", every: 65 min, trains: 6, numbers: {first: Y1, step: 1}}
  from Y: {from: Y, to: S2, first: "06:19:00", every: 65 min, trains: 6, numbers: {first: YB1, step: 1}}
incidents:
  express late: {at: "05:50", lasts: 30 min, train: E1, at_station: S1, effect: train_held}
  shuttle late: {at: "05:50", lasts: 30 min, train: X1, at_station: S1, effect: train_held}
)" + czt::test::without_chance + connections);
  };
  const Day day = railway(R"(
dispatching:
  express for slow: {action: hold, trains: express, awaits: slow, at_station: S1, at_most: 2 h}
  express for shuttle: {action: hold, trains: express, awaits: from X, at_station: S1, at_most: 2 h}
  shuttle for slow: {action: hold, trains: to X, awaits: slow, at_station: S1, at_most: 2 h}
  slow for express: {action: hold, trains: slow, awaits: express, at_station: S2, at_most: 2 h}
  slow for shuttle: {action: hold, trains: slow, awaits: from Y, at_station: S2, at_most: 2 h}
  other shuttle for express: {action: hold, trains: to Y, awaits: express, at_station: S2, at_most: 2 h}
)");
  REQUIRE(day.wrong == "");
  const auto late = [](const Day& of, const std::string& service, int k) {
    return late_leaving(of, of.plan.trips[TripId{trip_named(of, service + std::to_string(k + 1))}].first_point) / 60'000.0;
  };
  const std::vector<std::pair<double, double>> delays{{20, 0}, {13, 14}, {12, 7}, {5, 6}, {4, 0}, {0, 0}};
  double total = 0.0;
  for (int k = 0; k < 6; ++k) {
    INFO("departure " << k);
    CHECK(late(day, "E", k) == delays[k].first);
    CHECK(late(day, "X", k) == delays[k].first);
    CHECK(late(day, "L", k) == delays[k].second);
    CHECK(late(day, "Y", k) == delays[k].second);
    total += late(day, "E", k) + late(day, "L", k);
  }
  CHECK(total == 81.0);
  // Without the connections only the first shuttle's set stays late: 20 min, 7 less each time round.
  const Day alone = railway("");
  REQUIRE(alone.wrong == "");
  for (int k = 1; k < 6; ++k) {
    CHECK(late(alone, "E", k) + late(alone, "L", k) + late(alone, "Y", k) == 0.0);
    CHECK(late(alone, "X", k) == std::max(0, 20 - 7 * k));
  }
}

namespace {

/// Five trains 300 s apart over ten stops after A. Everybody who comes (one a second at each stop) takes 0.05 s; `held` keeps
/// the second train at A for a minute; `how` they depart.
std::string bunching(const std::string& how, bool held) {
  std::string yaml = "scenario: V22\n" + rules + R"(
stations: {A: {km: 0}, B: {km: 5}, C: {km: 10}, D: {km: 15}, E: {km: 20}, F: {km: 25}, G: {km: 30}, H: {km: 35}, I: {km: 40}, J: {km: 45}, K: {km: 50}, L: {km: 55}}
branches: {main: {stations: [A, B, C, D, E, F, G, H, I, J, K, L]}}
)";
  const auto change = [&](const std::string& from, const std::string& to) { yaml.replace(yaml.find(from), from.size(), to); };
  change("headway: 180 s, reoccupation: 60 s", "headway: 1 s, reoccupation: 0 s");
  change("dwell: {model: fixed, time: 30 s, minimum: 0 s}",
         "dwell: {model: tcqsm, per_person: 0.05 s, door_cycle: 0 s, minimum: 0 s, door_share: 0}\nboarding: {patience: 24 h}");
  change("seats: 50, standing_area: 0 m2, doors_per_side: 2", "seats: 10000, standing_area: 0 m2, doors_per_side: 1");
  yaml += "passengers:\n";
  SimTime comes = clock_time(7, 58, 10);  // 285 s before the first train
  for (const char* stop : {"B", "C", "D", "E", "F", "G", "H", "I", "J", "K"}) {
    yaml += std::string("  at ") + stop + ": {from: " + stop + ", to: L, at: \"" + to_clock_seconds(comes) + "\", count: 9000, every: 1 s}\n";
    comes += seconds(189);
  }
  yaml += "timetable:\n";
  for (int n = 0; n < 6; ++n)
    yaml += "  t" + std::to_string(n) + ": {from: A, to: L, numbers: {first: T" + std::to_string(n + 1) + "}, " + how +
            (how.find("when_ready") != std::string::npos ? ", first: \"08:" : ", departs: [\"08:") + (n < 2 ? "0" : "") +
            std::to_string(5 * n) + (how.find("when_ready") != std::string::npos ? "\"}\n" : "\"]}\n");
  if (held) yaml += "incidents: {doors: {at: \"08:05\", lasts: 60 s, train: T2, at_station: A, effect: train_held}}\n";
  return yaml;
}

/// How much later than without the minute at A the train leaves its k-th stop, s.
double later(const Day& held, const Day& plain, const std::string& number, std::uint32_t k) {
  const std::uint32_t p = plain.plan.trips[TripId{trip_named(plain, number)}].first_point + k;
  return (held.world.points.departed[p] - plain.world.points.departed[p]) / 1000.0;
}

}  // namespace

TEST_CASE("trains that leave when ready bunch, and booked times hold them apart (V22 in its kind)", "[story][bunching]") {
  const std::string when_ready = "departs: when_ready";
  const Day plain = simulated(bunching(when_ready, false));
  const Day held = simulated(bunching(when_ready, true));
  REQUIRE(plain.wrong.empty());
  REQUIRE(held.wrong.empty());
  // k = 0.05 s a person · 1 person/s. A train stands k for each second between the departure before it and its arrival
  // (here people who come while a train stands get on it; in V22 they wait for the next): y[n,m] = (1+k) y[n,m−1] − k y[n−1,m].
  double delay[4][11] = {};
  delay[0][0] = 60.0;
  for (int n = 0; n < 4; ++n)
    for (int m = 1; m <= 10; ++m) delay[n][m] = 1.05 * delay[n][m - 1] - (n > 0 ? 0.05 * delay[n - 1][m] : 0.0);
  CHECK(std::fabs(delay[0][10] - 97.733678) < 1e-6);
  for (int n = 0; n < 4; ++n)
    for (std::uint32_t m = 1; m <= 10; ++m)
      CHECK(std::fabs(later(held, plain, "T" + std::to_string(n + 2), m) - delay[n][m]) < 1.0);  // people are whole

  // Booked 30 s a stop, 13.5 s and k times the delay needed: the margin is more, so the delay shrinks to nothing.
  const std::string booked = "dwell: 30 s";
  const Day on_time = simulated(bunching(booked, false));
  const Day late = simulated(bunching(booked, true));
  REQUIRE(late.wrong.empty());
  double before = 60.0;
  for (std::uint32_t m = 1; m <= 10; ++m) {
    const double now = later(late, on_time, "T2", m);
    CHECK((now < before || now == 0.0));
    before = now;
  }
  CHECK(before == 0.0);
  CHECK(later(late, on_time, "T3", 10) == 0.0);
}

namespace {

/// The same five trains, 240 s apart, where people ride only from the first half of each stop to its second, a hop further:
/// 25 a second come to the first half and get in at once; at the second each needs two milliseconds to get off. So a train
/// stands as long as 0.05 of the time from the arrival before it to its own, at the first half: who comes after that waits
/// for the next.
std::string gated_bunching(bool held) {
  constexpr int stops = 10;
  std::string yaml = "scenario: V22\n" + rules;
  const auto change = [&](const std::string& from, const std::string& to) { yaml.replace(yaml.find(from), from.size(), to); };
  change("headway: 180 s, reoccupation: 60 s", "headway: 1 s, reoccupation: 0 s");
  change("dwell: {model: fixed, time: 30 s, minimum: 0 s}",
         "dwell: {model: default, per_alighting: 0.002 s, per_boarding: 0 s, crowding: 0, mixing: 0, door_cycle: 0 s, minimum: 0 s, door_share: 0}");
  change("seats: 50, standing_area: 0 m2, doors_per_side: 2", "seats: 10000, standing_area: 0 m2, doors_per_side: 1");
  std::string stations = "start: {km: 0}", order = "start", groups, trains;
  for (int m = 1; m <= stops; ++m) {
    const std::string name = "S" + std::to_string(m);
    stations += ", " + name + ": {km: " + std::to_string(10 * m - 5) + "}, " + name + " off: {km: " + std::to_string(10 * m) + "}";
    order += ", " + name + ", " + name + " off";
    // From 240 s before the first train comes: two hops of 175 s a stop, and 12 s standing at each before.
    const SimTime comes = clock_time(8) + seconds(175 + (m - 1) * 362 - 240);
    groups += "  at " + name + ": {from: " + name + ", to: " + name + " off, at: \"" + to_clock_seconds(comes) + "\", count: 42500, every: 0.04 s}\n";
  }
  for (int n = 0; n < 6; ++n)
    trains += "  t" + std::to_string(n) + ": {from: start, to: S10 off, numbers: {first: T" + std::to_string(n + 1) +
              "}, departs: when_ready, first: \"" + to_clock_seconds(clock_time(8) + n * seconds(240)) + "\"}\n";
  yaml += "stations: {" + stations + "}\nbranches: {main: {stations: [" + order + "]}}\npassengers:\n" + groups + "timetable:\n" + trains;
  if (held) yaml += "incidents: {doors: {at: \"08:04\", lasts: 60 s, train: T2, at_station: start, effect: train_held}}\n";
  return yaml;
}

}  // namespace

TEST_CASE("where people who come while a train stands wait for the next, bunching is V22's to 0.05 s", "[story][bunching]") {
  const Day plain = simulated(gated_bunching(false));
  const Day held = simulated(gated_bunching(true));
  REQUIRE(plain.wrong == "");
  REQUIRE(held.wrong == "");
  // y[n,m] = (1+k) y[n,m-1] - k y[n-1,m-1], so y[n,10] = 60 (-k)^n C(10,n) (1+k)^(10-n). People are whole, 2 ms each:
  // a stop is off by less than 4 ms (where two trains and two days are rounded), which grows by 1.05 a stop: less than
  // 4 ms * (1.05^10 - 1) / 0.05 = 50 ms.
  const double exact[] = {97.733678, -46.539846, 9.972824, -1.266390};
  for (int n = 0; n < 4; ++n) {
    INFO("train " << n);
    CHECK(std::fabs(later(held, plain, "T" + std::to_string(n + 2), 20) - exact[n]) < 0.05);
  }
  CHECK(later(held, plain, "T1", 20) == 0.0);
  // Nobody got in while a train stood.
  int boards = 0;
  for (std::uint32_t p = 0; p < held.plan.points.size(); ++p) {
    if (held.world.points.boarded[p] == 0) continue;
    ++boards;
    CHECK(held.world.points.departed[p] == held.world.points.arrived[p]);
  }
  CHECK(boards == 60);  // six trains at ten stops
}

TEST_CASE("a late start taken away takes with it the seconds booked to it, and what it brought on the trains behind", "[story][ledger]") {
  // Six trains 240 s apart, which need 180 s; booked a minute at B, where they need 30 s. One starts 200 s late by chance, so
  // the j-th behind it leaves A 200 - 60 j late, and each leaves B up to 30 s less late.
  const auto day_of = [](const std::string& chance, std::uint64_t seed) {
    return simulated(czt::test::three_stations +
                         "disturbances: {dwell_noise: 0 %, late_runner: 0 %, entry_delay_mean: 200 s, entry_delay_cv: 0, entry_delay: " + chance + "}\n" +
                         "timetable: {down: {from: A, to: C, first: \"08:00\", every: 240 s, trains: 6, dwell: 60 s}}\n",
                     seed);
  };
  int found = 0, in_front = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Day day = day_of("15 %", seed);
    REQUIRE(day.wrong == "");
    std::vector<std::uint32_t> late;
    for (const Hold& hold : day.world.holds)
      if (hold.why == Hold::Why::entry) late.push_back(day.plan.points[PointId{hold.point}].trip);
    if (late.size() != 1) continue;
    ++found;
    in_front += late[0] == 0;
    INFO("seed " << seed << ", train " << late[0]);
    const Day without = day_of("0 %", seed);
    DelayLedger ledger(day.plan);
    ledger.read(day.world);
    std::map<DelayCause, std::int32_t> booked;
    for (const DelayLedger::Entry& entry : ledger.entries()) booked[entry.cause] += entry.time;
    std::int32_t behind = 0, made_up = 0;
    for (std::uint32_t t = 0; t < 6; ++t) {
      const std::int32_t brought = t < late[0] ? 0 : std::max(0, 200'000 - 60'000 * static_cast<std::int32_t>(t - late[0]));
      const std::uint32_t first = day.plan.trips[TripId{t}].first_point;
      CHECK(late_leaving(without, first) == 0);
      CHECK(late_leaving(day, first) == brought);
      CHECK(late_leaving(day, first + 1) == std::max(0, brought - 30'000));
      CHECK(without.world.points.arrived[first + 2] + std::max(0, brought - 30'000) == day.world.points.arrived[first + 2]);
      if (t != late[0]) behind += brought;
      made_up += std::min(30'000, brought);
    }
    CHECK(booked[DelayCause::entry] == 200'000);
    CHECK(booked[DelayCause::headway] == behind);
    CHECK(booked[DelayCause::recovery] == -made_up);
    CHECK(booked.size() == 3);  // no other cause
    ledger.read(without.world);
    CHECK(ledger.entries().empty());
  }
  CHECK(found > 5);
  CHECK(in_front > 0);
}
