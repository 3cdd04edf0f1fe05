// A day that is stopped and gone on with, and one morning under many futures.
#include "czt/model/fork.hpp"

#include <array>

#include "support/catch.hpp"
#include "support/random_line.hpp"
#include "support/turning_line.hpp"

using namespace czt;
using czt::test::random_line;
using czt::test::SmallLine;

namespace {

bool same(const Hold& a, const Hold& b) { return a.point == b.point && a.time == b.time && a.by == b.by && a.why == b.why; }
bool same(const Cancellation& a, const Cancellation& b) {
  return a.trip == b.trip && a.first == b.first && a.end == b.end && a.at == b.at && a.by == b.by && a.rule == b.rule;
}
bool same(const OtherTrackTaken& a, const OtherTrackTaken& b) { return a.point == b.point && a.at == b.at && a.rule == b.rule; }
bool same(const Onward& a, const Onward& b) { return a.from == b.from && a.to == b.to; }
template <class Row>
bool same(const std::vector<Row>& a, const std::vector<Row>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Row& x, const Row& y) { return same(x, y); });
}

/// Every column of two days.
bool same_day(const World& a, const World& b) {
  const PassengerColumns &p = a.passengers, &q = b.passengers;
  const PersonColumns &m = a.persons, &n = b.persons;
  const PointColumns &x = a.points, &y = b.points;
  return p.came == q.came && p.person == q.person && p.boarded == q.boarded && p.alighted == q.alighted &&
         p.stood_until == q.stood_until && p.missed == q.missed && m.stream == n.stream && m.number == n.number &&
         m.journey == n.journey && m.wish == n.wish && m.to == n.to && m.entrance == n.entrance && m.bus == n.bus &&
         x.arrived == y.arrived && x.departed == y.departed && x.boarded == y.boarded && x.alighted == y.alighted &&
         x.left_behind == y.left_behind && x.load == y.load && x.standing == y.standing &&
         x.dwell_needed == y.dwell_needed && x.held == y.held && a.buses.came == b.buses.came &&
         a.buses.riders == b.buses.riders && a.buses.left_behind == b.buses.left_behind && same(a.onward, b.onward) &&
         same(a.holds, b.holds) && same(a.cancellations, b.cancellations) && same(a.other_tracks, b.other_tracks) && a.base_rows == b.base_rows && a.counts.came == b.counts.came &&
         a.counts.delivered == b.counts.delivered && a.counts.gave_up == b.counts.gave_up &&
         a.counts.on_board == b.counts.on_board && a.counts.stranded == b.counts.stranded &&
         a.counts.no_service == b.counts.no_service && a.counts.events == b.counts.events;
}

/// Something random that goes wrong after an instant.
Incident trouble(const SmallLine& line, SimTime from, std::uint32_t k, const Draws& draws) {
  const PhiloxBlock b = draws.block(Chance::input_range, 98, k);
  const PhiloxBlock c = draws.block(Chance::input_range, 96, k);
  Incident incident;
  incident.name = "trouble";
  incident.effect = static_cast<Incident::Effect>(below(b[0], 7));
  incident.from = from + minutes(below(b[1], 15));
  incident.until = incident.from + minutes(1 + below(b[2], 30));
  incident.segments = {SegmentId{below(b[3], static_cast<std::uint32_t>(line.input.network.segments.size()))}};
  incident.speed = kmh(20);
  incident.train = below(c[0], static_cast<std::uint32_t>(line.input.trips.size()));
  incident.doors = 2;
  incident.longer = minutes(2);
  if (incident.effect == Incident::Effect::closed_station)
    incident.station = below(c[1], static_cast<std::uint32_t>(line.input.network.stations.size()));
  return incident;
}

}  // namespace

TEST_CASE("a day stopped at any of 1,000 instants and gone on with is the day", "[model][fork]") {
  int with_trains_under_way = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Plan plan = random_line(seed).plan();
    const Draws draws(seed, 0);
    World whole, morning, rest;
    simulate(plan, seed, 2, whole);
    const auto last = static_cast<std::uint32_t>(*std::max_element(whole.points.departed.begin(), whole.points.departed.end()));
    const auto first = static_cast<std::uint32_t>(ms(clock_time(5, 55)));
    for (std::uint32_t k = 0; k < 10; ++k) {
      const SimTime at = start_of_day + milliseconds(first + below(draws.block(Chance::input_range, 97, k)[0], last - first));
      simulate_until(plan, seed, 2, at, morning);
      with_trains_under_way += morning.counts.events > 0 && morning.counts.events < whole.counts.events;
      rest = morning;
      go_on(plan, seed, 2, rest);
      CHECK(same_day(rest, whole));
      go_on(plan, seed, 2, morning);  // the copy has taken nothing from it
      CHECK(same_day(morning, whole));
    }
  }
  CHECK(with_trains_under_way > 850);
}

TEST_CASE("a day of cancelled trains, and of trains turned short, stopped at any instant and gone on with is the day", "[model][fork]") {
  int before_some = 0, after_some = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Plan plan = czt::test::TurningLine(seed).plan();
    const Draws draws(seed, 0);
    World whole, morning;
    simulate(plan, seed, 2, whole);
    for (std::uint32_t k = 0; k < 10; ++k) {
      const SimTime at = clock_time(6) + seconds(below(draws.block(Chance::input_range, 97, k)[0], 4 * 3600));
      simulate_until(plan, seed, 2, at, morning);
      before_some += morning.cancellations.size() < whole.cancellations.size();
      after_some += !morning.cancellations.empty();
      World rest = morning;
      go_on(plan, seed, 2, rest);
      CHECK(same_day(rest, whole));
    }
  }
  CHECK(before_some > 100);
  CHECK(after_some > 100);
}

TEST_CASE("a morning of cancelled trains forked is the day with the incident, as if run alone", "[model][fork]") {
  int different = 0, compared = 0;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    czt::test::TurningLine line(seed);
    line.input().incidents.clear();
    const Plan plan = line.plan();
    const SimTime at = clock_time(6, 30) + minutes(seed % 60);
    World morning, forked, alone;
    simulate_until(plan, seed, 2, at, morning);
    Incident incident;
    incident.name = "trouble";
    incident.effect = Incident::Effect::train_failure;
    incident.from = at + minutes(8);
    incident.until = incident.from + minutes(15);
    incident.train = static_cast<std::uint32_t>(seed % plan.trips.size());
    if (morning.looked_ahead() >= incident.from) continue;
    line.input().incidents = {incident};
    simulate(line.plan(), seed, 2, alone);
    forked = morning;
    go_on(with_incidents(plan, "troubled", {incident}), seed, 2, forked);
    CHECK(same_day(forked, alone));
    ++compared;
    go_on(plan, seed, 2, forked = morning);
    different += !same(forked.cancellations, alone.cancellations);
  }
  CHECK(compared > 60);
  CHECK(different > 10);
}

TEST_CASE("a day of trains on the other direction's tracks, stopped or forked at any instant, is the day", "[model][fork]") {
  int before_some = 0, after_some = 0, forks = 0, different = 0;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    czt::test::TurningLine line(seed);
    line.share_tracks(seconds(30 + seed));
    const Plan plan = line.plan();
    const Draws draws(seed, 0);
    World whole, morning, rest;
    simulate(plan, seed, 2, whole);
    for (std::uint32_t k = 0; k < 10; ++k) {
      const SimTime at = clock_time(6) + seconds(below(draws.block(Chance::input_range, 97, k)[0], 4 * 3600));
      simulate_until(plan, seed, 2, at, morning);
      before_some += morning.other_tracks.size() < whole.other_tracks.size();
      after_some += !morning.other_tracks.empty();
      go_on(plan, seed, 2, rest = morning);
      CHECK(same_day(rest, whole));
    }
    line.input().incidents.clear();
    const Plan calm = line.plan();
    const SimTime at = clock_time(6, 30) + minutes(seed % 60);
    Incident incident;
    incident.name = "trouble";
    incident.effect = Incident::Effect::train_failure;
    incident.from = at + minutes(8);
    incident.until = incident.from + minutes(15);
    incident.train = static_cast<std::uint32_t>(seed % plan.trips.size());
    simulate_until(calm, seed, 2, at, morning);
    if (morning.looked_ahead() >= incident.from) continue;
    line.input().incidents = {incident};
    World alone;
    simulate(line.plan(), seed, 2, alone);
    go_on(with_incidents(calm, "troubled", {incident}), seed, 2, rest = morning);
    CHECK(same_day(rest, alone));
    ++forks;
    go_on(calm, seed, 2, rest = morning);
    different += !same(rest.other_tracks, alone.other_tracks);
  }
  CHECK(before_some > 50);
  CHECK(after_some > 50);
  CHECK(forks > 40);
  CHECK(different > 5);
}

TEST_CASE("a rule that never comes to act changes nothing, bit for bit", "[model][dispatching]") {
  World without, with;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    czt::test::TurningLine line(seed);
    line.share_tracks(minutes(5));
    std::erase_if(line.input().dispatching, [](const DispatchingRule& rule) { return rule.action == DispatchingRule::Action::hold; });
    for (DispatchingRule& rule : line.input().dispatching) rule.limit = minutes(1400);
    const Plan plan = line.plan();
    CHECK(!plan.cancels.empty());
    CHECK(!plan.other_tracks.empty());
    simulate(plan, seed, 3, with);
    line.input().dispatching.clear();
    simulate(line.plan(), seed, 3, without);
    CHECK(same_day(with, without));
    CHECK(with.cancellations.empty());
    CHECK(with.other_tracks.empty());
  }
}

TEST_CASE("one morning goes on under several futures as if each had been run alone", "[model][fork]") {
  int alike = 0, different = 0, looked_too_far = 0;
  std::array<int, 7> seen{};  // by effect, where it makes a difference
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    SmallLine line = random_line(seed);
    const Plan plan = line.plan();
    const SimTime at = clock_time(6) + minutes(seed % 100);
    World morning, forked, alone;
    simulate_until(plan, seed, 2, at, morning);
    for (std::uint32_t k = 0; k < 5; ++k) {
      const Incident incident = trouble(line, at, k, Draws(seed, 1));
      SmallLine troubled = line;
      troubled.input.incidents.push_back(incident);
      simulate(troubled.plan(), seed, 2, alone);
      if (morning.looked_ahead() >= incident.from) {
        ++looked_too_far;
        continue;
      }
      const Plan future = with_incidents(plan, "troubled", {incident});
      forked = morning;
      go_on(future, seed, 2, forked);
      CHECK(same_day(forked, alone));
      go_on(plan, seed, 2, forked = morning);
      const bool same = same_day(forked, alone);
      (same ? alike : different) += 1;
      if (!same) ++seen[static_cast<std::size_t>(incident.effect)];
    }
  }
  INFO(alike << " alike, " << different << " different, " << looked_too_far << " looked too far");
  CHECK(different > 100);  // the incidents do something
  for (const int count : seen) CHECK(count > 3);
  CHECK(looked_too_far > 0);  // and the guard is needed
  CHECK(looked_too_far < 200);
}
