#include <algorithm>
#include <cmath>
#include <optional>
#include <ranges>
#include <set>

#include "czt/model/elasticities.hpp"
#include "czt/model/kept_pivot.hpp"
#include "support/catch.hpp"
#include "support/small_line.hpp"

using namespace czt;
using czt::test::SmallLine;

namespace {

using Riders = std::set<std::pair<std::uint64_t, std::uint32_t>>;

Riders riders_of(const Plan& plan, std::uint32_t replication) {
  World world;
  simulate(plan, 3, replication, world);
  Riders riders;
  for (std::size_t k = 0; k < world.persons.stream.size(); ++k)
    riders.emplace(plan.field.streams()[world.persons.stream[k]].identity, world.persons.number[k]);
  return riders;
}

/// Millionths of a yuan a kilometre, to the fen, without a minimum.
FareBook fares_of(std::int64_t per_km) {
  FareTerms terms;
  terms.singles = Tariff{Decimal{per_km}, Money{0}, Money{1}};
  return FareBook(terms);
}

/// Four stations, two kinds of people, a coach and a slow train beside the railway.
PlanInput choosing_line() {
  SmallLine line({8.0, 12.0, 9.0});
  line.type().seats = 100'000;
  line.every(clock_time(6), minutes(25), 36);
  line.travellers(0, 3, 220, clock_time(6), clock_time(20), 0.2);
  line.travellers(1, 2, 180, clock_time(6), clock_time(20), 0.3);
  PlanInput input = line.input;
  input.fares = fares_of(500'000);
  for (std::size_t s = 0; s < input.places.size(); ++s) {
    Place& place = input.places[PlaceId{s}];
    place.latitude = 28.0 + 0.1 * static_cast<double>(s);
    place.access = {{StationId{s}, minutes(6)}};
    if (s + 1 < input.places.size()) place.access.push_back({StationId{s + 1}, minutes(25)});
  }
  input.purposes[PurposeId{1}].value_of_time = 9.0;
  Rival coach;
  coach.name = "coach";
  coach.share = 3.0;
  coach.fare = {1200};
  coach.speed = kmh(45);
  coach.headway = minutes(15);
  coach.last = clock_time(18);
  Rival slow = coach;
  slow.name = "slow train";
  slow.nest = Nest::rail;
  slow.share = 1.0;
  slow.fare = {500};
  slow.last = clock_time(48);
  input.rivals = {coach, slow};
  input.choice = ChoiceModel{};
  input.choice->crowding.iterations = 0;
  input.circulation.previous.assign(input.trips.size(), std::nullopt);
  return input;
}

/// The same with one kind of people only, far too many of them, who learn what crowding does.
PlanInput crowded_line() {
  PlanInput input = choosing_line();
  input.purposes[PurposeId{1}].travellers.setZero();
  input.purposes[PurposeId{1}].height.setZero();
  input.purposes[PurposeId{0}].travellers *= 20.0;
  for (TrainType& type : input.types) {
    type.seats = 20;
    type.standing_area = SquareMetres{4.0};
  }
  input.choice->crowding.iterations = 200;
  return input;
}

std::shared_ptr<const Plan> base_of(PlanInput input) {
  input.for_choice_only = true;
  return std::make_shared<const Plan>(compile_plan(std::move(input)).value());
}

Plan changed(const PlanInput& input, const std::shared_ptr<const Plan>& base) {
  PlanInput now = input;
  now.base = base;
  return compile_plan(std::move(now)).value();
}

std::uint32_t pick(std::uint32_t k, std::uint32_t what, std::uint32_t n) {
  return below(Draws(99, 0).block(Chance::input_range, 7, k)[what], n);
}

}  // namespace

TEST_CASE("nothing changed: everybody does what he did in the base, bit for bit", "[model][choice]") {
  const PlanInput input = choosing_line();
  const auto base = base_of(input);
  const Plan alone = compile_plan(input).value();
  const Plan same = changed(input, base);
  CHECK(alone.rail_below == same.rail_below);
  CHECK(alone.rail_pairs == same.rail_pairs);
  for (const Plan::Choice& choice : same.choices) CHECK(choice.travels == choice.height);
  CHECK(riders_of(alone, 0) == riders_of(same, 0));
  for (std::size_t p = 0; p < 2; ++p) {
    CHECK(same.settled.purposes[p].surplus == 0.0);
    // Where trains run the railway has the share it had.
    CHECK(same.settled.purposes[p].now[0] == same.settled.purposes[p].base[0]);
  }
}

TEST_CASE("nobody takes the railway because its fare rose, or leaves it because a rival's did", "[model][choice][slow]") {
  const PlanInput input = choosing_line();
  const auto base = base_of(input);
  // A walk: what was tried last is where the next two changes start, so that its plan need not be made again.
  int fewer = 0, more = 0;
  std::int64_t per_km = 0;
  PlanInput start;
  std::optional<Plan> here;
  for (std::uint32_t k = 0; k < 1000; ++k) {
    if (k % 10 == 0) {
      start = input;
      per_km = 200'000 + pick(k, 0, 600'000);
      start.fares = fares_of(per_km);
      start.rivals[0].fare = {static_cast<std::int64_t>(200 + pick(k, 1, 3000))};
      here = changed(start, base);
    }
    PlanInput dearer = start;
    const std::int64_t dearer_per_km = per_km + 1 + pick(k, 2, 400'000);
    dearer.fares = fares_of(dearer_per_km);
    PlanInput dearer_rival = start;
    Rival& rival = dearer_rival.rivals[pick(k, 3, 2)];
    rival.fare.fen += 1 + pick(k, 2, 1500);

    Plan after = changed(dearer, base);
    Plan after_rival = changed(dearer_rival, base);
    const Riders before = riders_of(*here, k);
    const Riders less = riders_of(after, k);
    const Riders others = riders_of(after_rival, k);
    CHECK(std::includes(before.begin(), before.end(), less.begin(), less.end()));
    CHECK(std::includes(others.begin(), others.end(), before.begin(), before.end()));
    fewer += less.size() < before.size();
    more += others.size() > before.size();
    if (per_km > 1'000'000 || pick(k, 0, 2) == 0) {
      start = std::move(dearer_rival);
      here = std::move(after_rival);
    } else {
      start = std::move(dearer);
      per_km = dearer_per_km;
      here = std::move(after);
    }
  }
  CHECK(fewer > 500);
  CHECK(more > 500);
}

namespace {

/// Elasticity to the fare between 28.71 and 29.29 yuan: a line of 58 tariff km at .5 yuan, nobody in between, nothing induced.
double fare_elasticity_beside(const std::vector<Rival>& rivals) {
  SmallLine line({58.0});
  line.type().seats = 100'000;
  line.every(clock_time(6), minutes(30), 30);
  line.travellers(0, 1, 1000, clock_time(7), clock_time(19), 0.1);
  PlanInput input = line.input;
  input.fares = fares_of(500'000);
  input.choice = ChoiceModel{};
  input.choice->induced = 0.0;
  input.rivals = rivals;
  input.circulation.previous.assign(input.trips.size(), std::nullopt);
  const auto base = base_of(input);
  const auto riders_at = [&](std::int64_t per_km) {
    input.fares = fares_of(per_km);
    return changed(input, base).settled.purposes[0].now[0];
  };
  const double before = riders_at(500'000), dearer = riders_at(505'000), cheaper = riders_at(495'000);
  return (dearer - cheaper) / before / 0.02;
}

}  // namespace

TEST_CASE("a tenth on the fare costs a tenth of the riders, as was put in", "[model][choice]") {
  CHECK(std::fabs(fare_elasticity_beside({}) + 1.0) < 1e-3);
}

TEST_CASE("a tenth on the fare costs a tenth of the riders also where another train is nearer to them than the coach", "[model][choice]") {
  Rival other;
  other.name = "other train";
  other.nest = Nest::rail;
  other.share = 2.0;
  other.fare = {2900};
  other.speed = kmh(60);
  other.headway = minutes(20);
  other.last = clock_time(48);
  Rival coach = other;
  coach.name = "coach";
  coach.nest = Nest::road;
  coach.share = 1.0;
  CHECK(std::fabs(fare_elasticity_beside({other, coach}) + 1.0) < 5e-3);
}

TEST_CASE("where nobody looks at a timetable all of half a million come when they happen to", "[model][choice]") {
  // The one in 65,536 whose draw is 0 is not taken for somebody who knows it: nine are to be expected, none with p < 2e-4.
  PlanInput input = choosing_line();
  input.arrival = ArrivalModel::random();
  for (Purpose& purpose : input.purposes) purpose.travellers *= 400.0;
  const Plan plan = changed(input, base_of(input));
  World world;
  std::size_t people = 0, otherwise = 0;
  for (std::uint32_t day = 0; day < 25; ++day) {
    simulate(plan, 1, day, world);
    for (std::size_t row = 0; row < world.base_rows; ++row, ++people)
      otherwise += world.passengers.came[row] != world.persons.wish[world.passengers.person[row]];
  }
  CHECK(people > 500'000);
  CHECK(otherwise == 0);
}

TEST_CASE("who values an hour more is moved less by fares than by the ride (P9, signs)", "[model][choice][P9]") {
  // P9's sizes (peak .4–.6 of off-peak, long run 1.5–3 times short run) cannot be asked: one elasticity is put in for all.
  const auto of = [](double value_of_time) {
    PlanInput input = choosing_line();
    for (Purpose& purpose : input.purposes) purpose.value_of_time = value_of_time;
    return elasticities(compile_plan(input).value()).value();
  };
  const Elasticities student = of(8.0);
  const Elasticities business = of(46.0);
  for (const Elasticities& e : {student, business})
    for (const Elasticity& one : {e.fare, e.headway, e.ride}) {
      CHECK(one.point < 0.0);
      CHECK(one.arc < 0.0);
    }
  CHECK(std::fabs(business.ride.point / business.fare.point) > 3.0 * std::fabs(student.ride.point / student.fare.point));
  CHECK(business.headway.point < student.headway.point);
}

TEST_CASE("in every quarter-hour a dearer fare takes riders, peak or not, and a dearer rival brings some (P9, signs)",
          "[model][choice][P9]") {
  PlanInput input = choosing_line();
  const auto base = base_of(input);
  const Plan before = changed(input, base);
  PlanInput dearer = input;
  dearer.fares = fares_of(550'000);
  PlanInput dearer_rival = input;
  dearer_rival.rivals[1].fare.fen += 300;  // the slow train runs all day
  const Plan less = changed(dearer, base);
  const Plan more = changed(dearer_rival, base);
  int asked = 0;
  for (std::size_t c = 0; c < before.rail_below.size(); ++c) {
    if (before.rail_below[c] == 0) continue;
    ++asked;
    CHECK(less.rail_below[c] < before.rail_below[c]);
    CHECK(more.rail_below[c] > before.rail_below[c]);
  }
  CHECK(asked > 80);
}

TEST_CASE("with crowding and full trains a dearer fare still takes riders of one pair of places, and a dearer rival brings some",
          "[model][choice][P9]") {
  PlanInput input = crowded_line();
  const auto base = base_of(input);
  const auto riders = [&](std::int64_t per_km, std::int64_t rival_fen) {
    PlanInput other = input;
    other.fares = fares_of(per_km);
    for (Rival& rival : other.rivals) rival.fare.fen += rival_fen;
    const Plan plan = changed(other, base);
    CHECK(plan.settled.gap < 1e-3);
    return plan.settled.purposes[0].now[0];
  };
  // Crowding is felt: without it the same cut of the fare would bring more.
  double before = 1e18;
  for (const std::int64_t per_km : {300'000, 400'000, 500'000, 600'000, 700'000}) {
    const double now = riders(per_km, 0);
    CHECK(now < before);
    before = now;
  }
  CHECK(riders(500'000, 300) > riders(500'000, 0));
  CHECK(riders(500'000, 600) > riders(500'000, 300));
  const double gained = riders(300'000, 0) - riders(500'000, 0);
  input.choice->crowding.iterations = 0;
  const auto free_base = base_of(input);
  const auto uncrowded = [&](std::int64_t per_km) {
    PlanInput other = input;
    other.fares = fares_of(per_km);
    return changed(other, free_base).settled.purposes[0].now[0];
  };
  CHECK(gained < 0.95 * (uncrowded(300'000) - uncrowded(500'000)));
}

TEST_CASE("the elasticities told are those of scenarios that differ by a little", "[model][choice]") {
  const PlanInput input = choosing_line();
  const auto base = base_of(input);
  const auto riders = [](const Plan& plan) {
    double sum = 0.0;
    for (const auto& purpose : plan.settled.purposes) sum += purpose.now[0];
    return sum;
  };
  const Elasticities e = elasticities(changed(input, base)).value();
  const auto with_fares = [&](std::int64_t per_km) {
    PlanInput other = input;
    other.fares = fares_of(per_km);
    return riders(changed(other, base));
  };
  // Fares of whole fen; a tenth either way is exact enough for them.
  const double fare = std::log(with_fares(550'000) / with_fares(450'000)) / std::log(1.1 / 0.9);
  CHECK(std::fabs(e.fare.arc / fare - 1.0) < 0.01);
  CHECK(std::fabs(e.fare.point / fare - 1.0) < 0.05);
  CHECK(e.fare.point < 0.0);
  CHECK(e.headway.point < 0.0);
  CHECK(e.ride.point < 0.0);
  // Asked of the base itself they are the same: nothing else has changed.
  const Elasticities alone = elasticities(compile_plan(input).value()).value();
  CHECK(near(alone.fare.point, e.fare.point, 1e-9));
  PlanInput put_in = input;
  put_in.choice.reset();
  CHECK_FALSE(elasticities(compile_plan(put_in).value()).has_value());
}

TEST_CASE("better trains make people travel who stayed at home, and worse ones keep some there", "[model][choice]") {
  const PlanInput input = choosing_line();
  const auto base = base_of(input);
  PlanInput cheaper = input;
  cheaper.fares = fares_of(250'000);
  const Plan better = changed(cheaper, base);
  PlanInput dearer = input;
  dearer.fares = fares_of(900'000);
  const Plan worse = changed(dearer, base);
  for (std::size_t c = 0; c < better.choices.size(); ++c) {
    const std::size_t od = c % (input.places.size() * input.places.size());
    const bool travelled = input.purposes[PurposeId{c / (input.places.size() * input.places.size())}].travellers(
                               static_cast<Eigen::Index>(od / 4), static_cast<Eigen::Index>(od % 4)) > 0.0;
    if (!travelled) continue;
    CHECK(better.choices[c].travels > better.choices[c].height);
    CHECK(worse.choices[c].travels < worse.choices[c].height);
  }
  CHECK(better.settled.purposes[0].surplus > 0.0);
  CHECK(worse.settled.purposes[0].surplus < 0.0);
}

TEST_CASE("travellers are conserved over the modes", "[model][choice]") {
  PlanInput input = choosing_line();
  const auto base = base_of(input);
  input.fares = fares_of(300'000);
  input.rivals[0].last = clock_time(12);
  input.trips.resize(20);  // no trains in the evening any more
  input.circulation.previous.assign(input.trips.size(), std::nullopt);
  const Plan plan = changed(input, base);
  const double travellers[] = {220.0, 180.0};
  for (std::size_t p = 0; p < 2; ++p) {
    double before = 0.0, now = 0.0;
    for (const double v : plan.settled.purposes[p].base) before += v;
    for (const double v : plan.settled.purposes[p].now) now += v;
    CHECK(near(before, travellers[p], 1e-9));
    CHECK(near(now, travellers[p], 1e-9));
  }
}

TEST_CASE("before the first train of the base its rivals have everybody", "[model][choice]") {
  PlanInput input = choosing_line();
  PlanInput late = input;
  late.trips = {};
  for (const Trip& trip : input.trips)
    if (trip.departs() >= clock_time(11)) late.trips.push_back(trip);
  late.circulation.previous.assign(late.trips.size(), std::nullopt);
  const Plan same = changed(late, base_of(late));
  for (const auto& purpose : same.settled.purposes)
    for (std::size_t m = 0; m < purpose.base.size(); ++m) CHECK(near(purpose.base[m], purpose.now[m], 1e-12));
  const Plan earlier = changed(input, base_of(late));
  for (const auto& purpose : earlier.settled.purposes) CHECK(purpose.now[0] > purpose.base[0]);
}

TEST_CASE("the day has the riders that were expected, at the times that were expected", "[model][choice]") {
  PlanInput input = choosing_line();
  for (Purpose& purpose : input.purposes) purpose.height *= 40.0;
  const auto base = base_of(input);
  input.fares = fares_of(350'000);
  input.choice->induced = 0.0;
  const Plan plan = changed(input, base);
  double expected = 0.0;
  for (const auto& purpose : plan.settled.purposes) expected += purpose.now[0];
  double riders = 0.0;
  constexpr int days = 40;
  for (std::uint32_t k = 0; k < days; ++k) riders += static_cast<double>(riders_of(plan, k).size()) / days;
  // Poisson: the mean of 40 days has a standard error of sqrt(expected / 40).
  CHECK(std::fabs(riders - expected) < 3.3 * std::sqrt(expected / days));
  CHECK(1.96 * std::sqrt(expected / days) < 0.01 * expected);
}

TEST_CASE("a cheaper train at noon moves people there who know the timetable", "[model][choice]") {
  // Two departures an hour apart; everybody wishes the earlier. A later crowd on it makes some take the other.
  SmallLine line({20.0});
  line.type().seats = 10;
  line.type().standing_area = {60.0};
  line.trains({clock_time(8), clock_time(8, 30)});
  line.travellers(0, 1, 2000, clock_time(7, 50), clock_time(8), 0.1);
  PlanInput input = line.input;
  input.choice = ChoiceModel{};
  input.arrival.everybody_aware = true;
  input.choice->crowding.iterations = 0;
  input.circulation.previous.assign(input.trips.size(), std::nullopt);
  const auto on_second = [&](std::uint32_t iterations) {
    PlanInput now = input;
    now.choice->crowding.iterations = iterations;
    const Plan plan = compile_plan(std::move(now)).value();
    World world;
    double sum = 0.0;
    for (std::uint32_t k = 0; k < 50; ++k) {
      simulate(plan, 1, k, world);
      sum += world.points.boarded[2];
    }
    return std::pair(sum / 50.0, plan.settled.gap);
  };
  const auto [alone, gap_alone] = on_second(0);
  const auto [learnt, gap] = on_second(30);
  CHECK(alone > 0.0);
  CHECK(learnt > 1.1 * alone);
  CHECK(gap <= 1e-4);
}

TEST_CASE("who expects the crowding of a plan that has settled travels as in it, and nobody calls that settled", "[model][choice]") {
  PlanInput input = crowded_line();
  const auto base = base_of(input);
  input.fares = fares_of(300'000);
  const auto settled = std::make_shared<const Plan>(changed(input, base));
  REQUIRE(*std::ranges::max_element(settled->settled.extra) > 1.0);
  input.expected = settled;
  const Plan same = changed(input, base);
  CHECK(same.settled.extra == settled->settled.extra);
  CHECK(same.settled.base_extra == settled->settled.base_extra);
  CHECK(same.rail_below == settled->rail_below);
  CHECK(same.rail_pairs == settled->rail_pairs);
  CHECK(same.departure_below == settled->departure_below);
  CHECK(riders_of(same, 0) == riders_of(*settled, 0));
  CHECK(same.settled.iterations == 0);
  CHECK(std::isnan(same.settled.gap));
  CHECK(same.input.expected == nullptr);
}

TEST_CASE("what choices pivot around is kept for other fares and trains, not for other people or rivals, and changes no bit",
          "[model][choice]") {
  PlanInput input = crowded_line();
  input.purposes[PurposeId{0}].back = LegBack{minutes(360), minutes(60)};
  const auto base = base_of(input);
  const auto kept = std::make_shared<KeptPivot>();
  std::shared_ptr<const MadePivot> last;
  const auto with_kept = [&](PlanInput now, bool used) {
    const Plan alone = changed(now, base);
    now.kept_pivot = kept;
    const Plan plan = changed(now, base);
    CHECK(plan.rail_below == alone.rail_below);
    CHECK(plan.rail_pairs == alone.rail_pairs);
    CHECK(plan.departure_below == alone.departure_below);
    CHECK(plan.settled.extra == alone.settled.extra);
    CHECK(plan.settled.base_extra == alone.settled.base_extra);
    CHECK(plan.settled.gap == alone.settled.gap);
    for (std::size_t p = 0; p < 2; ++p) {
      CHECK(plan.settled.purposes[p].now == alone.settled.purposes[p].now);
      CHECK(plan.settled.purposes[p].surplus == alone.settled.purposes[p].surplus);
    }
    CHECK(plan.input.kept_pivot == nullptr);
    CHECK((kept->last() == last) == used);
    last = kept->last();
  };
  input.fares = fares_of(300'000);
  with_kept(input, false);
  input.fares = fares_of(250'000);
  with_kept(input, true);
  for (Trip& trip : input.trips)
    for (StopTime& stop : trip.stops) {
      stop.arrival += minutes(7);
      stop.departure += minutes(7);
    }
  with_kept(input, true);
  input.rivals[0].fare = {900};
  with_kept(input, false);
  input.purposes[PurposeId{0}].value_of_time = 30.0;
  with_kept(input, false);
  input.purposes[PurposeId{0}].height(0, 3) = 0.0;
  with_kept(input, false);
  input.choice->induced = 0.5;
  with_kept(input, false);
  with_kept(input, true);
}

TEST_CASE("where trains have moved people expect the crowding of the train nearest in time", "[model][choice]") {
  PlanInput input = crowded_line();
  const auto base = base_of(input);
  const auto settled = std::make_shared<const Plan>(changed(input, base));
  input.expected = settled;
  const auto trip_of = [](const Plan& plan, std::uint32_t cell) { return plan.points[PointId{plan.legs[cell].board}].trip; };
  for (const bool every_other : {false, true}) {
    PlanInput moved = input;
    moved.trips = {};
    std::vector<std::uint32_t> was;  // of the trains there are now
    for (std::uint32_t t = 0; t < input.trips.size(); t += every_other ? 2 : 1) {
      Trip trip = input.trips[TripId{t}];
      for (StopTime& stop : trip.stops) {
        stop.arrival += minutes(7);
        stop.departure += minutes(7);
      }
      moved.trips.push_back(trip);
      was.push_back(t);
    }
    moved.circulation.previous.assign(moved.trips.size(), std::nullopt);
    const Plan plan = changed(moved, base);
    std::size_t compared = 0;
    for (std::uint32_t cell = 0; cell < plan.legs.size(); ++cell) {
      if (plan.legs[cell].board == Plan::Point::none) continue;
      const auto journey = std::ranges::find_if(std::views::iota(std::uint32_t{0}, std::uint32_t{16}), [&](std::uint32_t j) {
        return cell < plan.departures.first_cell(JourneyId{j}) + plan.departures[JourneyId{j}].size();
      });
      const std::uint32_t first = settled->departures.first_cell(JourneyId{*journey});
      for (std::uint32_t old = first; old < first + settled->departures[JourneyId{*journey}].size(); ++old)
        if (settled->legs[old].board != Plan::Point::none && trip_of(*settled, old) == was[trip_of(plan, cell)]) {
          CHECK(plan.settled.extra[cell] == settled->settled.extra[old]);
          ++compared;
        }
    }
    CHECK(compared > (every_other ? 50 : 100));
  }
}
