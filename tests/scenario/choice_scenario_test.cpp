#include <cmath>
#include <map>

#include "czt/model/ramp_up.hpp"
#include "czt/model/simulation.hpp"
#include "czt/observe/measures.hpp"
#include "czt/scenario/compile.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

/// A line of 58 tariff km, a coach beside it; half-hourly trains until midnight.
const std::string line = R"(
scenario: fare and coach
stations:
  Zhu: {zh: 株洲, km: 0, chainage_km: 0, tracks: {up: 4, down: 4}}
  Chang: {zh: 长沙, km: 58, chainage_km: 58, tracks: {up: 4, down: 4}}
branches: {main: {stations: [Zhu, Chang]}}
track: {margin: 0 %, headway: 60 s}
train_types: {long: {cars: 8, seats: 500, standing_area: 300 m2, doors_per_side: 16}}
formation: {default: long}
timetable: {down: {from: Zhu, to: Chang, first: "06:00", last: "24:00", every: 30 min}}
places:
  South: {people: 10000, jobs: 0, latitude: 27.83, longitude: 113.15, access: {Zhu: 10 min}}
  North: {people: 0, jobs: 10000, latitude: 28.19, longitude: 113.02, access: {Chang: 10 min}}
profiles: {all day: {hours: {"06:00": 50 %, "15:00": 50 %, "24:00": 0 %}}}
purposes:
  commuter: {trips: 0.5 /day, profile: {up: all day, down: all day}, rail_share: 20 %, value_of_time: 20 yuan/h}
choice: {model: logit}
)";
const std::string coach = R"(
rivals:
  coach: {share: 1, fare: 20 yuan, speed: 50 km/h, headway: 15 min, last: "23:59"}
  car: {share: 1, per_km: 0.6 yuan, speed: 45 km/h}
)";

Plan plan_of(const std::string& text, bool changed = true) {
  ReadOptions options;
  options.without_changes = !changed;
  const auto scenario = parse_scenario(text, "story.yaml", ".", options);
  INFO((scenario ? std::string() : print(scenario.error())));
  REQUIRE(scenario.has_value());
  auto compiled = compile(*scenario);
  INFO((compiled ? std::string() : print(compiled.error())));
  REQUIRE(compiled.has_value());
  return std::move(compiled)->plan;
}

/// What a cell says of one day.
double read(const Plan& plan, const std::string& cell) {
  Observation observation(plan, {parse_cell(cell, plan).value()});
  World world;
  simulate(plan, 1, 0, world);
  double value = 0.0;
  observation.read(world, {&value, 1});
  return value;
}

double share_at(const Plan& plan, int hour) {
  // South → North is row 1 of the only purpose.
  return plan.rail_below[plan.quarters + plan.quarter_of(hour * 3'600'000)] * 0x1p-32;
}

}  // namespace

TEST_CASE("commuters change to the coach when the fare rises, and others to the train when the coach's does",
          "[scenario][choice]") {
  const Plan base = plan_of(line + coach);
  CHECK(std::fabs(share_at(base, 9) - 0.2) < 1e-9);
  const Plan dearer = plan_of(line + coach + "changes: {dearer: {fares.per_km: 0.7 yuan}}\n");
  CHECK(share_at(dearer, 9) < 0.16);
  const Settled::Purpose& moved = dearer.settled.purposes[0];
  CHECK(moved.now[1] > moved.base[1]);
  CHECK(moved.surplus < 0.0);
  CHECK(moved.rule_of_half < 0.0);
  CHECK(std::fabs(moved.rule_of_half / moved.surplus - 1.0) < 0.1);
  const Plan coach_dearer = plan_of(line + coach + "changes: {coach: {rivals.coach.fare: 40 yuan}}\n");
  CHECK(share_at(coach_dearer, 9) > 0.21);
}

TEST_CASE("the last coach has left and she takes the train", "[scenario][choice]") {
  const Plan early = plan_of(line + coach + "changes: {coach ends early: {rivals.coach.last: \"20:00\"}}\n");
  CHECK(std::fabs(share_at(early, 19) - 0.2) < 1e-9);
  // Base weights .2, .4, .4; the road nest keeps half of its sum, to the power .6.
  CHECK(std::fabs(share_at(early, 21) - 0.2 / (0.2 + 0.8 * std::pow(0.5, 0.6))) < 1e-8);
}

TEST_CASE("without any rival the others stay where they are", "[scenario][choice]") {
  const Plan cheaper = plan_of(line + "changes: {cheaper: {fares.per_km: 0.3 yuan}}\n");
  CHECK(share_at(cheaper, 9) > 0.2);
  CHECK(share_at(cheaper, 9) < 1.0);
}

TEST_CASE("an off-peak fare moves people to its hours", "[scenario][choice]") {
  const std::string rule =
      "changes: {off-peak: {fares.rules.off-peak: {add: {between: [Zhu, Chang], price: 10 yuan, departs: [\"09:00-16:00\"]}}}}\n";
  const Plan plan = plan_of(line + coach + "arrival: {model: aware}\n" + rule);
  CHECK(share_at(plan, 12) > 0.25);
  CHECK(std::fabs(share_at(plan, 20) - 0.2) < 1e-9);
  // Of those who wish to travel shortly before nine more wait for the cheap train than ever waited before.
  const auto takes_later = [](const Plan& p) {
    const std::uint32_t q = p.quarter_of(8 * 3'600'000 + 2'700'000);
    const Plan::DepartureChoice& c = p.departure_choices[q];
    std::uint32_t below = 0;
    for (std::uint32_t k = 0; k + 1 < c.count; ++k)
      if (p.departures.cells()[c.first_cell + k].at < 9 * 3'600'000) below = p.departure_below[c.first_below + k];
    return 1.0 - below / 65536.0;
  };
  const Plan before = plan_of(line + coach + "arrival: {model: aware}\n");
  CHECK(takes_later(plan) > takes_later(before) + 0.1);
}

TEST_CASE("what the choice comes to can be measured, and is missing without one", "[scenario][choice][observe]") {
  const Plan plan = plan_of(line + coach + "changes: {cheaper: {fares.per_km: 0.3 yuan}}\n");
  const double from_coach = read(plan, "diverted_from@mode=coach");
  const double from_car = read(plan, "diverted_from@mode=car");
  CHECK(from_coach > 0.0);
  CHECK(near(from_coach + from_car, read(plan, "diverted_from"), 1e-12));
  CHECK(near(from_coach + from_car, plan.settled.purposes[0].now[0] - plan.settled.purposes[0].base[0], 1e-9));
  CHECK(read(plan, "consumer_surplus") > 0.0);
  CHECK(read(plan, "gap") <= 1e-4);
  const Plan put_in = plan_of(line + coach + "changes: {shares: {choice.model: share}}\n");
  CHECK(std::isnan(read(put_in, "consumer_surplus")));
}

TEST_CASE("the modes' shares add up, and no rival at all leaves the rest unnamed", "[scenario][choice][observe]") {
  const Plan base = plan_of(line + coach);
  CHECK(near(read(base, "mode_share@mode=railway"), 0.2, 1e-9));
  CHECK(near(read(base, "mode_share@mode=coach"), 0.4, 1e-9));
  CHECK(read(base, "mode_share") == 1.0);
  const Plan cheaper = plan_of(line + coach + "changes: {cheaper: {fares.per_km: 0.3 yuan}}\n");
  double all = 0.0;
  for (const char* mode : {"railway", "coach", "car"}) all += read(cheaper, std::string("mode_share@mode=") + mode);
  CHECK(near(all, 1.0, 1e-9));
  CHECK(read(cheaper, "mode_share@mode=铁路") > 0.2);
  CHECK(near(read(cheaper, "diverted_from@mode=railway"), -read(cheaper, "diverted_from"), 1e-9));
  const Plan alone = plan_of(line);
  CHECK(near(read(alone, "mode_share@mode=railway"), 0.2, 1e-9));
  CHECK(read(alone, "mode_share") == 1.0);
  CHECK(read(alone, "diverted_from") == 0.0);
  const Plan put_in = plan_of(line + coach + "changes: {shares: {choice.model: share}}\n");
  CHECK(std::isnan(read(put_in, "mode_share@mode=coach")));
}

TEST_CASE("who leaves car and coach for the train saves their kilometres of CO2", "[scenario][choice][observe]") {
  const std::string air = "emissions: {energy: 2 kWh/km, grid: 0.6 kg/kWh, car: 0.13 kg/km, coach: 0.035 kg/km}\n";
  const std::string cheaper = "changes: {cheaper: {fares.per_km: 0.3 yuan}}\n";
  const Plan plan = plan_of(line + coach + air + cheaper);
  // One pair of places: all ways are as long.
  const double km = road_detour * great_circle_km(plan.input.places[PlaceId{0}], plan.input.places[PlaceId{1}]);
  const double from_coach = read(plan, "diverted_from@mode=coach");
  const double from_car = read(plan, "diverted_from@mode=car");
  CHECK(near(read(plan, "road_co2_saved"), km * (0.035 * from_coach + 0.13 * from_car), 1e-9));
  CHECK(read(plan, "co2") > 0.0);
  CHECK(read(plan_of(line + coach + air), "road_co2_saved") == 0.0);
  CHECK(std::isnan(read(plan_of(line + coach + cheaper), "road_co2_saved")));
  // As is written: an electric coach emits nothing here.
  std::string electric = coach;
  electric.replace(electric.find("coach: {share"), 13, "coach: {emissions: none, share");
  CHECK(near(read(plan_of(line + electric + air + cheaper), "road_co2_saved"), km * 0.13 * from_car, 1e-9));
}

TEST_CASE("a choice without anybody to choose is no choice, and the day runs", "[scenario][choice]") {
  std::string nobody = line;
  nobody.erase(nobody.find("places:"), nobody.find("choice:") - nobody.find("places:"));
  const Plan plan = plan_of(nobody + "passengers: {group: {from: Zhu, to: Chang, at: \"07:55\", count: 3}}\n");
  World world;
  simulate(plan, 1, 0, world);
  CHECK(world.counts.delivered == 3);
}

namespace {

/// As `line`, with trains both ways, the last home early or late, and people who come back after eight hours.
std::string there_and_back(const std::string& last_home, const std::string& back) {
  std::string text = line;
  const std::string trains = "timetable: {down: {from: Zhu, to: Chang, first: \"06:00\", last: \"24:00\", every: 30 min}}";
  text.replace(text.find(trains), trains.size(),
               "timetable:\n  down: {from: Zhu, to: Chang, first: \"06:00\", last: \"24:00\", every: 30 min}\n"
               "  up: {from: Chang, to: Zhu, first: \"06:10\", last: \"" + last_home + "\", every: 30 min}");
  const std::string value = "value_of_time: 20 yuan/h";
  return text.replace(text.find(value), value.size(), value + back);
}
constexpr auto eight_hours = ", back: {after: 8 h, spread: 0 min, same_day: 90 %, turn: \"15:00\"}";

}  // namespace

TEST_CASE("a later last train home brings people who could not come back before, at the hours that it serves",
          "[scenario][choice]") {
  const std::string later = "changes: {later: {timetable.up.last: \"24:00\"}}\n";
  const Plan with = plan_of(there_and_back("18:10", eight_hours) + coach + later);
  // Who leaves at nine is home by the trains of both; who leaves at twelve comes back at eight, when none went.
  CHECK(std::fabs(share_at(with, 9) - 0.2) < 1e-9);
  CHECK(share_at(with, 12) > 0.5);
  const Plan alone = plan_of(there_and_back("18:10", "") + coach + later);
  CHECK(std::fabs(share_at(alone, 12) - 0.2) < 1e-9);
}

TEST_CASE("where nobody must be back the same day the last train home keeps nobody away", "[scenario][choice]") {
  const std::string back = ", back: {after: 8 h, same_day: 0 %, turn: \"15:00\"}";
  const Plan plan = plan_of(there_and_back("24:00", back) + coach + "changes: {earlier: {timetable.up.last: \"12:10\"}}\n");
  CHECK(std::fabs(share_at(plan, 12) - 0.2) < 1e-9);
  const Plan must = plan_of(there_and_back("24:00", eight_hours) + coach + "changes: {earlier: {timetable.up.last: \"12:10\"}}\n");
  // Of those who must be back nobody can: odds and share are a tenth's, within the rail nest of one.
  const double rail = 0.2 * 0.1;
  const double nest = 0.2 * std::pow(rail / 0.2, 0.6);
  CHECK(near(share_at(must, 12), nest / (nest + 0.8), 1e-6));
}

TEST_CASE("a mode is judged by both legs: with the leg back a fare on one way alone moves half as much", "[scenario][choice]") {
  const std::string rule =
      "changes: {one way: {fares.rules.one way: {add: {between: [Zhu, Chang], price: 10 yuan}}}}\n";
  const auto moved = [&](const char* back) {
    const double share = share_at(plan_of(there_and_back("24:00", back) + coach + rule), 9);
    return share / 0.2;
  };
  CHECK(moved("") > 1.2);
  CHECK(moved(eight_hours) == moved(""));  // `between` means both ways: both legs are cheaper
}

TEST_CASE("from the opening day on people learn: first nobody knows, in the end all have settled", "[scenario][choice]") {
  const Plan plan = plan_of(line + coach + "changes: {cheaper: {fares.per_km: 0.3 yuan}}\n");
  const std::vector<RampUpDay> path = ramp_up(plan, 120);
  REQUIRE(path.size() == 120);
  CHECK(path[0].informed == 0.0);
  CHECK(near(path[0].journeys, plan.settled.purposes[0].base[0], 1e-9));
  CHECK(near(path[1].informed, 0.2, 1e-12));
  CHECK(near(path[2].informed, 0.36, 1e-12));
  CHECK(near(path[119].journeys, plan.settled.purposes[0].now[0], 1e-6));
  int falls = 0;
  for (std::size_t d = 1; d < path.size(); ++d) falls += path[d].journeys < path[d - 1].journeys;
  CHECK(falls == 0);
  CHECK(ramp_up(plan_of(line + coach + "changes: {shares: {choice.model: share}}\n"), 3).empty());
}

namespace {

/// A morning on which many more want to ride than fit: what became of them.
World crowded_morning(const std::string& more, std::uint32_t replication = 0) {
  std::string text = line;
  const std::string seats = "seats: 500, standing_area: 300 m2";
  text.replace(text.find(seats), seats.size(), "seats: 20, standing_area: 0 m2");
  const Plan plan = plan_of(text + more);
  World world;
  simulate(plan, 1, replication, world);
  return world;
}

std::uint64_t left_behind(const World& world) {
  std::uint64_t people = 0;
  for (const std::uint16_t missed : world.passengers.missed) people += missed > 0 ? 1 : 0;
  return people;
}

}  // namespace

TEST_CASE("who is left behind asks again, and some go by coach", "[scenario][choice]") {
  const World world = crowded_morning(coach);
  const World patient = crowded_morning(coach + "changes: {patient: {choice.rechoose: false}}\n");
  CHECK(patient.counts.to_rivals == 0);
  CHECK(patient.counts.came == world.counts.came);
  REQUIRE(left_behind(patient) > 300);
  CHECK(world.counts.to_rivals > 100);
  CHECK(world.counts.to_rivals < left_behind(world));
  // They leave at once instead of when their patience ends, and nobody is lost.
  CHECK(world.counts.delivered + world.counts.gave_up + world.counts.stranded == world.counts.came);
  CHECK(world.counts.gave_up - world.counts.to_rivals < patient.counts.gave_up);
  for (std::size_t row = 0; row < world.passengers.boarded.size(); ++row)
    if (world.passengers.boarded[row] == PassengerColumns::went_to_rival) {
      CHECK(world.passengers.missed[row] > 0);
      CHECK(world.passengers.alighted[row] == PassengerColumns::never);
    }
}

TEST_CASE("who is left behind and whose next train comes after his patience goes by coach at once", "[scenario][choice]") {
  const World world = crowded_morning(coach + "changes: {impatient: {boarding.patience: 5 min}}\n");
  std::size_t left = 0, waited_in_vain = 0;
  for (std::size_t row = 0; row < world.passengers.boarded.size(); ++row)
    if (world.passengers.missed[row] > 0) {
      ++left;
      waited_in_vain += world.passengers.boarded[row] == PassengerColumns::gave_up;
    }
  CHECK(left > 100);
  CHECK(waited_in_vain == 0);
}

TEST_CASE("nothing moves where nothing has changed, though crowding had not settled in the base", "[scenario][choice]") {
  std::string text = line + coach;
  const std::string seats = "seats: 500, standing_area: 300 m2";
  text.replace(text.find(seats), seats.size(), "seats: 20, standing_area: 0 m2");
  text.replace(text.find("{model: logit}"), 14, "{model: logit, crowding: {iterations: 2}}");
  text += "changes: {of no consequence to choice: {choice.rechoose: false}}\n";
  const Plan base = plan_of(text, false);
  const Plan same = plan_of(text);
  REQUIRE(base.settled.gap > 0.01);
  CHECK(same.rail_below == base.rail_below);
  CHECK(same.departure_below == base.departure_below);
  CHECK(same.settled.gap == base.settled.gap);
}

TEST_CASE("the people of a platform stay in order when some of them leave for a rival", "[scenario][choice]") {
  const World world = crowded_morning(coach);
  const World patient = crowded_morning(coach + "changes: {patient: {choice.rechoose: false}}\n");
  // Each is there once, and came when he comes where nobody asks again.
  const auto came_of = [](const World& w) {
    std::map<std::uint32_t, std::int32_t> came;
    for (std::size_t row = 0; row < w.base_rows; ++row) came[w.passengers.person[row]] = w.passengers.came[row];
    return came;
  };
  CHECK(came_of(world).size() == world.base_rows);
  CHECK(came_of(world) == came_of(patient));
  std::int32_t last_came = -1;
  std::uint32_t last_point = 0;
  int out_of_order = 0;
  // One lane of first stages in order of coming: who came earlier boards no later.
  for (std::size_t row = 0; row < world.base_rows; ++row) {
    if (world.passengers.boarded[row] >= PassengerColumns::gave_up) continue;
    out_of_order += world.passengers.came[row] < last_came || world.passengers.boarded[row] < last_point;
    last_came = world.passengers.came[row];
    last_point = world.passengers.boarded[row];
  }
  CHECK(out_of_order == 0);
}

TEST_CASE("the last coach has left and she waits: who is left behind at night has nowhere else to go", "[scenario][choice]") {
  const std::string until_six = R"(
rivals:
  coach: {share: 1, fare: 20 yuan, speed: 50 km/h, headway: 15 min, last: "18:00"}
)";
  const World world = crowded_morning(until_six);
  std::uint64_t by_day = 0, at_night = 0, waits_at_night = 0;
  for (std::size_t row = 0; row < world.base_rows; ++row) {
    if (world.passengers.missed[row] == 0) continue;
    const bool night = world.passengers.came[row] >= 18 * 3'600'000;
    const bool left = world.passengers.boarded[row] == PassengerColumns::went_to_rival;
    (night ? at_night : by_day) += left ? 1 : 0;
    waits_at_night += night && !left ? 1 : 0;
  }
  CHECK(by_day > 20);
  CHECK(at_night == 0);
  CHECK(waits_at_night > 20);
  CHECK(crowded_morning("").counts.to_rivals == 0);  // no rival at all
}

TEST_CASE("the longer the wait for the next train, the more of those left behind leave", "[scenario][choice]") {
  // Of those who have just been left behind for the first time; nobody's patience ends.
  const auto leaving = [](const char* every) {
    const World world = crowded_morning(std::string("boarding: {patience: 24 h}\n") + coach +
                                        "changes: {every: {timetable.down.every: " + every + "}}\n");
    double left = 0.0, went = 0.0;
    for (std::size_t row = 0; row < world.base_rows; ++row) {
      left += world.passengers.missed[row] > 0;
      went += world.passengers.missed[row] == 1 && world.passengers.boarded[row] == PassengerColumns::went_to_rival;
    }
    return went / left;
  };
  CHECK(leaving("60 min") > 2.0 * leaving("15 min"));
}
