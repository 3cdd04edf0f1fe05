#include <algorithm>
#include <map>

#include "czt/observe/delay_ledger.hpp"
#include "network/dice.hpp"
#include "support/catch.hpp"
#include "support/small_line.hpp"

using namespace czt;
using czt::test::SmallLine;

namespace {

/// Two stations, a fixed ride, trains that nobody is in the way of; a set that turns in 10 min.
struct Shuttle {
  SmallLine line{{20.0}};
  Duration run{};

  Shuttle() {
    line.input.turnaround = minutes(10);
    line.input.separation = {Duration{}, minutes(2), minutes(1)};
  }
  TripId train(bool there, SimTime leaves, TrainTypeId type = TrainTypeId{0}) {
    line.trains_calling({StationId{there ? 0u : 1u}, StationId{there ? 1u : 0u}}, {leaves});
    Trip& trip = line.input.trips[TripId{line.input.trips.size() - 1}];
    trip.type = type;
    trip.stops.back().technical = trip.arrives() - trip.departs();  // nothing to make up, so nobody catches up
    run = trip.arrives() - trip.departs();
    return TripId{line.input.trips.size() - 1};
  }
  void late(TripId trip, Duration by) {
    Incident incident;
    incident.name = "doors stuck";
    incident.effect = Incident::Effect::train_held;
    incident.train = trip.value;
    incident.from = start_of_day;
    incident.until = line.input.trips[trip].departs() + by;
    incident.station = line.input.trips[trip].from().value;
    line.input.incidents.push_back(incident);
  }
  void spare(std::size_t at, Duration when_late = minutes(5)) {
    add_spares(line.input.circulation, TrainTypeId{0}, StationId{at}, 1, line.input.types);
    line.input.spare_when_late = when_late;
  }
  Plan plan() {
    if (line.input.circulation.trainset.empty()) circulate_all();
    return compile_plan(line.input).value();
  }
  void circulate_all() {
    line.input.circulation = circulate(line.input.trips, line.input.types, line.input.turnaround, line.input.coupling).value();
  }
};

World day(const Plan& plan) {
  World world;
  simulate(plan, 1, 0, world);
  return world;
}

Duration late(const Plan& plan, const World& world, TripId trip) {
  const std::uint32_t p = plan.trips[trip].first_point;
  return milliseconds(world.points.departed[p] - plan.points[PointId{p}].departure);
}

/// Which set works each trip of single sets, as the day went.
std::vector<TrainsetId> at_work(const Plan& plan, const World& world) {
  std::vector<TrainsetId> sets(plan.trips.size());
  for (const Diagram& diagram : diagrams(plan.input.circulation, plan.input.trips)) {
    TrainsetId now = diagram.set;
    for (const TripId trip : diagram.trips) {
      for (const Substitution& s : world.substitutions)
        if (s.trip == trip.value) now = s.spare;
      sets[trip.value] = now;
    }
  }
  return sets;
}

}  // namespace

TEST_CASE("a train of two sets leaves when the later of them has turned", "[model][coupling]") {
  Shuttle s;
  coupled(s.line.input.types, TrainTypeId{0}, 2);
  const TripId first = s.train(true, clock_time(8));
  const TripId second = s.train(true, clock_time(8, 5));
  const TripId back = s.train(false, clock_time(8, 5) + s.run + minutes(15), TrainTypeId{1});
  s.late(second, minutes(4));
  const Plan plan = s.plan();
  REQUIRE(plan.trips[back].waits_for == 2);
  const World world = day(plan);
  CHECK(late(plan, world, first) == Duration{});
  CHECK(late(plan, world, back) == minutes(4));
  DelayLedger ledger(plan);
  ledger.read(world);
  const auto entries = ledger.of_trip(back);
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].cause == DelayCause::turnaround);
  CHECK(entries[0].time == 240'000);
  CHECK(entries[0].by == second.value);
}

TEST_CASE("both trips of a parted train are late by what the turnaround cannot make up", "[model][coupling]") {
  Shuttle s;
  coupled(s.line.input.types, TrainTypeId{0}, 2);
  const TripId there = s.train(true, clock_time(8), TrainTypeId{1});
  const TripId one = s.train(false, clock_time(8) + s.run + minutes(15));
  const TripId two = s.train(false, clock_time(8) + s.run + minutes(18));
  s.late(there, minutes(7));
  const Plan plan = s.plan();
  const World world = day(plan);
  CHECK(late(plan, world, one) == minutes(7));
  CHECK(late(plan, world, two) == minutes(4));
}

TEST_CASE("a spare takes the trip of a late set, which then stands as the spare", "[model][spare]") {
  Shuttle s;
  const TripId there = s.train(true, clock_time(8));
  const TripId back = s.train(false, clock_time(8) + s.run + minutes(12));
  const TripId again = s.train(true, clock_time(8) + 2 * s.run + minutes(24));
  s.late(there, minutes(20));
  s.circulate_all();
  const Plan without = s.plan();
  const World kept = day(without);
  CHECK(late(without, kept, back) == minutes(18));
  CHECK(late(without, kept, again) == minutes(16));
  s.spare(1);
  const Plan with = s.plan();
  const World world = day(with);
  CHECK(late(with, world, there) == minutes(20));
  CHECK(late(with, world, back) == Duration{});
  CHECK(late(with, world, again) == Duration{});
  REQUIRE(world.substitutions.size() == 1);
  CHECK(world.substitutions[0].trip == back.value);
  CHECK(world.substitutions[0].spare == TrainsetId{1});
  CHECK(world.substitutions[0].late == TrainsetId{0});
  // Nothing is booked to a turnaround that nobody waited for.
  DelayLedger ledger(with);
  ledger.read(world);
  CHECK(ledger.of_trip(back).empty());
}

TEST_CASE("a spare stays where the set is expected soon enough, or where it is of no use", "[model][spare]") {
  Shuttle s;
  const TripId there = s.train(true, clock_time(8));
  s.train(false, clock_time(8) + s.run + minutes(12));
  s.late(there, minutes(7));  // 5 min late after the turnaround: not more than five
  s.circulate_all();
  const Circulation without_spares = s.line.input.circulation;
  const auto substitutions = [&](std::size_t at, Duration when_late) {
    s.line.input.circulation = without_spares;
    s.spare(at, when_late);
    return day(s.plan()).substitutions.size();
  };
  CHECK(substitutions(1, minutes(5)) == 0);
  CHECK(substitutions(1, minutes(5) - milliseconds(1)) == 1);
  CHECK(substitutions(0, minutes(1)) == 0);  // it stands at the other end
  s.line.input.types.push_back(s.line.type());
  s.line.input.circulation = without_spares;
  s.line.input.circulation.needed.resize(2);
  add_spares(s.line.input.circulation, TrainTypeId{1}, StationId{1}, 1, s.line.input.types);
  s.line.input.spare_when_late = minutes(1);
  CHECK(day(s.plan()).substitutions.empty());  // and is of another type
}

TEST_CASE("on a day without delay a spare changes nothing", "[model][spare]") {
  Shuttle s;
  for (int k = 0; k < 6; ++k) s.train(k % 2 == 0, clock_time(8) + k * (s.run + minutes(10)));
  s.circulate_all();
  s.spare(1, Duration{});
  const Plan plan = s.plan();
  const World world = day(plan);
  CHECK(world.substitutions.empty());
  for (std::uint32_t t = 0; t < plan.trips.size(); ++t) CHECK(late(plan, world, TripId{t}) == Duration{});
}

TEST_CASE("with spares no train is later than without, and no set is in two places at once", "[model][spare][property]") {
  std::size_t substitutions = 0;
  for (std::uint64_t game = 0; game < 200; ++game) {
    Dice dice(game);
    Shuttle s;
    const int sets = dice(2, 5);
    for (int set = 0; set < sets; ++set) {
      SimTime leaves = clock_time(6) + minutes(dice(0, 60));
      for (int k = 0, trips = dice(2, 8); k < trips; ++k) {
        s.train((set + k) % 2 == 0, leaves);
        leaves += s.run + minutes(10 + dice(0, 6));
      }
    }
    s.line.input.disturbances.entry.probability = 0.3;
    s.line.input.disturbances.entry.mean = minutes(8);
    s.line.input.disturbances.entry.cv = 1.5;
    s.circulate_all();
    const Plan without = s.plan();
    for (int spares = dice(1, 3); spares > 0; --spares) s.spare(static_cast<std::size_t>(dice(0, 1)), minutes(dice(0, 4)));
    const Plan with = s.plan();
    World kept, world;
    simulate(without, game, 0, kept);
    simulate(with, game, 0, world);
    substitutions += world.substitutions.size();
    INFO("game " << game);
    const std::vector<TrainsetId> set = at_work(with, world);
    DelayLedger ledger(with);
    ledger.read(world);
    std::map<TrainsetId, std::vector<TripId>> worked;
    for (std::uint32_t t = 0; t < with.trips.size(); ++t) {
      REQUIRE(late(with, world, TripId{t}) <= late(without, kept, TripId{t}));
      std::int32_t booked = 0;
      for (const DelayLedger::Entry& entry : ledger.of_trip(TripId{t}))
        if (entry.point == with.trips[TripId{t}].first_point) booked += entry.time;
      REQUIRE(milliseconds(booked) == late(with, world, TripId{t}));
      worked[set[t]].push_back(TripId{t});
    }
    const auto departed = [&](TripId t) { return world.points.departed[with.trips[t].first_point]; };
    const auto arrived = [&](TripId t) { return world.points.arrived[with.trips[t].first_point + 1]; };
    for (auto& [id, trips] : worked) {
      std::sort(trips.begin(), trips.end(), [&](TripId a, TripId b) { return departed(a) < departed(b); });
      for (std::size_t i = 1; i < trips.size(); ++i) {
        REQUIRE(with.input.trips[trips[i]].from() == with.input.trips[trips[i - 1]].to());
        REQUIRE(departed(trips[i]) >= arrived(trips[i - 1]) + ms(with.input.turnaround));
      }
      for (const Circulation::Spare& spare : with.input.circulation.spares)
        if (spare.set == id) REQUIRE(with.input.trips[trips.front()].from() == spare.at);
    }
  }
  CHECK(substitutions > 100);
}
