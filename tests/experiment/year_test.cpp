#include "czt/experiment/year.hpp"

#include <cmath>
#include <cstring>
#include <limits>

#include "czt/model/day_plan.hpp"
#include "czt/model/simulation.hpp"
#include "experiment/over_days.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

/// Two stations, trains every half-hour, a coach to choose; workers who stay at home on Sundays and walkers who do not.
const std::string line = R"(
scenario: a year
stations: {A: {km: 0, tracks: {up: 4, down: 4}}, B: {km: 20, tracks: {up: 4, down: 4}}}
branches: {main: {stations: [A, B]}}
train_types: {t: {cars: 4, doors_per_side: 8, seats: 100, standing_area: 50 m2, max_speed: 120 km/h}}
formation: {default: t}
timetable:
  down: {from: A, to: B, first: "06:00", every: 30 min, trains: 20}
places:
  a: {people: 1000, jobs: 0, access: {A: 5 min}, latitude: 28, longitude: 113}
  b: {people: 0, jobs: 1000, access: {B: 5 min}, latitude: 28.2, longitude: 113}
profiles: {day: {hours: {"06:00": 100 %, "16:00": 0 %}}}
purposes:
  work: {trips: 0.5 /day, from: people, to: jobs, profile: {up: day, down: day}, rail_share: 30 %}
  walk: {trips: 0.2 /day, from: people, to: jobs, profile: {up: day, down: day}, rail_share: 30 %}
choice: {model: logit}
rivals: {coach: {share: 1, fare: 20 yuan, speed: 50 km/h, headway: 15 min}}
costs: {per_train_km: 10.33 yuan, per_stop: 1.07 yuan, per_trainset_day: 1000 yuan}
)";
const std::string calendar = R"(
calendar:
  days:
    weekday: {on: [mon, tue, wed, thu, fri, sat]}
    sunday: {on: [sun], factors: {work: 0, walk: 2.5}}
    nobody: {factor: 0}
  months: {2: 1.1}
  periods: {shut: {from: spring festival -1, to: spring festival +2, day: nobody}}
)";

Scenario scenario_of(const std::string& text) {
  auto scenario = parse_scenario(text, "year.yaml");
  INFO((scenario ? std::string() : print(scenario.error())));
  REQUIRE(scenario.has_value());
  return std::move(scenario).value();
}
YearPlans plans_of(const std::string& text, int year = 2017) {
  auto plans = compile_year(scenario_of(text), year);
  INFO((plans ? std::string() : print(plans.error())));
  REQUIRE(plans.has_value());
  return std::move(plans).value();
}
std::vector<Cell> cells_of(const Plan& plan, std::initializer_list<const char*> names) {
  std::vector<Cell> cells;
  for (const char* name : names) cells.push_back(parse_cell(name, plan).value());
  return cells;
}

}  // namespace

TEST_CASE("a year is exactly the sum of its days", "[experiment][year]") {
  const YearPlans plans = plans_of(line + calendar);
  const std::vector<Cell> cells =
      cells_of(plans.timetables.front().plan, {"journeys", "boardings", "revenue", "operating_cost", "rail_share", "wait_mean"});
  RunOptions options;
  options.replications = 2;
  const YearOutcomes outcomes = replicate_year(plans, cells, options);
  REQUIRE(outcomes.days == 365);
  REQUIRE(outcomes.years.replications == 2);
  for (std::uint32_t r = 0; r < 2; ++r) {
    std::int64_t journeys = 0, boardings = 0, revenue_fen = 0, cost_fen = 0;
    double waiting = 0.0;
    // Each day by itself, as `run --date` simulates it.
    World world;
    for (std::uint32_t d = 0; d < 365; ++d) {
      const Plan plan = plans.plan_of(plans.days[d]);
      simulate(plan, options.seed, dated_replication(plans.days[d].date, r), world);
      Observation observation(plan, cells);
      std::vector<double> values(cells.size());
      observation.read(world, values);
      journeys += static_cast<std::int64_t>(values[0]);
      boardings += static_cast<std::int64_t>(values[1]);
      revenue_fen += std::llround(values[2] * 100.0);
      cost_fen += std::llround(values[3] * 100.0);
      if (values[0] > 0.0) waiting += values[0] * values[5];
      CHECK(values[0] == outcomes.at(d, r, 0));
    }
    CHECK(journeys > 10'000);
    CHECK(outcomes.years.at(r, 0) == static_cast<double>(journeys));
    CHECK(outcomes.years.at(r, 1) == static_cast<double>(boardings));
    CHECK(outcomes.years.at(r, 2) == in_yuan(Money{revenue_fen}));
    CHECK(outcomes.years.at(r, 3) == in_yuan(Money{cost_fen}));
    CHECK(near(outcomes.years.at(r, 5), waiting / static_cast<double>(journeys), 1e-12));
    double travellers = 0.0;
    for (const YearPlans::Day& day : plans.days) travellers += plans.plan_of(day).expected_travellers;
    CHECK(near(outcomes.years.at(r, 4), static_cast<double>(journeys) / travellers, 1e-12));
  }
}

TEST_CASE("one and three threads give the same year", "[experiment][year]") {
  const YearPlans plans = plans_of(line + calendar);
  const std::vector<Cell> cells = cells_of(plans.timetables.front().plan, {"journeys", "wait_mean"});
  RunOptions options;
  options.replications = 2;
  options.threads = 1;
  const YearOutcomes alone = replicate_year(plans, cells, options);
  options.threads = 3;
  const YearOutcomes together = replicate_year(plans, cells, options);
  CHECK(alone.years.fingerprint == together.years.fingerprint);
  CHECK(alone.years.values == together.years.values);
  // Years run in two parts are those run at once.
  options.replications = 1;
  options.first_replication = 1;
  CHECK(replicate_year(plans, cells, options).years.prints.front() == alone.years.prints.back());
}

TEST_CASE("a factor of zero leaves a day without people, and the year with its other days", "[experiment][year]") {
  const Scenario scenario = scenario_of(line + calendar);
  const YearPlans plans = plans_of(line + calendar);
  const std::vector<Cell> cells = cells_of(plans.timetables.front().plan, {"journeys", "wait_mean", "left_behind_passengers"});
  RunOptions options;
  options.replications = 2;
  const YearOutcomes outcomes = replicate_year(plans, cells, options);
  const int eve = Date(2017, 1, 27) - Date(2017, 1, 1);
  CHECK(outcomes.at(static_cast<std::uint32_t>(eve), 0, 0) == 0.0);
  CHECK(std::isnan(outcomes.at(static_cast<std::uint32_t>(eve), 0, 1)));
  CHECK(std::isfinite(outcomes.years.at(0, 1)));
  const YearSummary year = summarise_year(scenario, plans, outcomes, 1, {},
                                          {{"journeys <= 0", cells[0], "<=", 0.0}, {"journeys > 0", cells[0], ">", 0.0}});
  CHECK(year.days[year.quietest].date == Date(2017, 1, 27));
  REQUIRE(year.types.size() == 3);
  CHECK(year.types[2].name == "nobody");
  CHECK(year.types[2].days == 4);
  CHECK(year.types[1].days == 53 - 1);  // Sundays but 29 January
  CHECK(year.types[2].journeys.mean == 0.0);
  CHECK(near(year.types[0].share.mean + year.types[1].share.mean, 1.0, 1e-12));
  REQUIRE(year.days_with.size() == 2);
  CHECK(year.days_with[0].share.mean == 4.0 / 365.0);
  CHECK(year.days_with[1].share.mean == 361.0 / 365.0);
}

TEST_CASE("a day's factors add people or leave them away, and move nobody", "[experiment][year]") {
  const auto compiled = compile(scenario_of(line + calendar));
  REQUIRE(compiled.has_value());
  const Plan& ordinary = compiled->plan;
  using Person = std::tuple<std::uint64_t, std::uint32_t, std::int32_t>;
  const auto people = [](const Plan& plan) {
    World world;
    simulate(plan, 1, 0, world);
    std::vector<Person> out;
    for (std::size_t k = 0; k < world.persons.stream.size(); ++k)
      out.emplace_back(plan.field.streams()[world.persons.stream[k]].identity, world.persons.number[k], world.persons.wish[k]);
    std::sort(out.begin(), out.end());
    return out;
  };
  const std::vector<Person> before = people(ordinary);
  const double one[] = {1.0, 1.0};
  World a, b;
  simulate(ordinary, 1, 0, a);
  simulate(for_day(ordinary, one), 1, 0, b);
  CHECK(fingerprint(a) == fingerprint(b));
  const double more[] = {1.0, 2.5};
  const std::vector<Person> grown = people(for_day(ordinary, more));
  CHECK(grown.size() > before.size());
  CHECK(std::includes(grown.begin(), grown.end(), before.begin(), before.end()));
  const double fewer[] = {0.3, 0.0};
  const std::vector<Person> left = people(for_day(ordinary, fewer));
  CHECK(left.size() < before.size());
  CHECK(!left.empty());
  CHECK(std::includes(before.begin(), before.end(), left.begin(), left.end()));
  Plan turned = for_day(ordinary, fewer);
  turn_to_day(turned, ordinary, more);
  CHECK(people(turned) == grown);
  turn_to_day(turned, ordinary, one);
  CHECK(people(turned) == before);
  CHECK(turned.expected_travellers == ordinary.expected_travellers);
  CHECK(for_day(ordinary, fewer).settled.purposes[0].now[0] == 0.3 * ordinary.settled.purposes[0].now[0]);
  for (std::size_t c = 0; c < ordinary.choices.size(); ++c) {
    const double factor = c < ordinary.choices.size() / 2 ? 1.0 : 2.5;  // of work, of walks
    CHECK(static_cast<double>(for_day(ordinary, more).choices[c].travels) == factor * static_cast<double>(ordinary.choices[c].travels));
  }
  // By height, the same as scaling the scenario's trips, apart from what people would learn.
  CHECK(near(for_day(ordinary, more).expected_travellers,
             ordinary.expected_travellers + 1.5 * ordinary.input.purposes[PurposeId{1}].travellers.sum(), 1e-12));
}

TEST_CASE("a type of day, a date and the year are one another's days", "[experiment][year]") {
  const Scenario scenario = scenario_of(line + calendar);
  const auto fingerprint_on = [&](const DayAsked& day, std::uint32_t replication) {
    const auto compiled = compile(scenario, day);
    REQUIRE(compiled.has_value());
    World world;
    simulate(compiled->plan, 1, replication, world);
    return fingerprint(world);
  };
  // The ordinary day by any name has the people it always had; a date has its own.
  CHECK(fingerprint_on({}, 0) == fingerprint_on({"weekday", {}}, 0));
  CHECK(fingerprint_on({}, 0) != fingerprint_on({"sunday", {}}, 0));
  const std::uint32_t number = dated_replication(Date(2017, 3, 5), 0);
  CHECK(fingerprint_on({{}, Date(2017, 3, 5)}, number) == fingerprint_on({"sunday", {}}, number));
  CHECK(fingerprint_on({}, 0) != fingerprint_on({{}, Date(2017, 3, 6)}, dated_replication(Date(2017, 3, 6), 0)));
  CHECK_FALSE(compile(scenario, {"sundae", {}}).has_value());
  CHECK_FALSE(compile(scenario, {{}, Date(2035, 1, 1)}).has_value());
}

TEST_CASE("dates have numbers of their own, below what the draws can tell apart", "[experiment][year]") {
  CHECK(dated_replication(first_known_date, 0) == most_replications);
  CHECK(dated_replication(first_known_date, most_dated_replications - 1) + 1 == dated_replication(first_known_date + 1, 0));
  CHECK(dated_replication(last_known_date, most_dated_replications - 1) < 1u << 24);
}

TEST_CASE("a year may cross a change of timetable", "[experiment][year]") {
  const std::string change = R"(
calendar:
  as_of: 2017-05-15
  days: {weekday: {on: [mon, tue, wed, thu, fri, sat]}, sunday: {on: [sun]}}
)";
  std::string two = line + change;
  const std::string one_service = "  down: {from: A, to: B, first: \"06:00\", every: 30 min, trains: 20}\n";
  two.replace(two.find(one_service), one_service.size(),
              "  down: {from: A, to: B, first: \"06:00\", every: 30 min, trains: 20, valid: {to: 2017-06-30}}\n"
              "  dense: {from: A, to: B, first: \"06:00\", every: 15 min, trains: 40, valid: {from: 2017-07-01}}\n"
              "  late: {like: down, from: A, to: B, first: \"17:05\", valid: {days: [sunday]}}\n");
  const YearPlans plans = plans_of(two);
  REQUIRE(plans.timetables.size() == 4);  // Sundays and other days, before and after
  const auto trains_on = [&](Date date) {
    const YearPlans::Day& day = plans.days[static_cast<std::size_t>(date - Date(2017, 1, 1))];
    return plans.timetables[day.timetable].plan.trips.size();
  };
  CHECK(trains_on(Date(2017, 6, 30)) == 20);
  CHECK(trains_on(Date(2017, 7, 1)) == 40);
  CHECK(trains_on(Date(2017, 6, 25)) == 21);
  CHECK(trains_on(Date(2017, 7, 2)) == 41);
  const auto ordinary = compile(scenario_of(two));
  REQUIRE(ordinary.has_value());
  CHECK(ordinary->plan.trips.size() == 20);
  // Choices pivot around the ordinary day's trains, which are the root base's: more trains, more riders.
  CHECK(plans.timetables[0].plan.settled.purposes[0].now[0] > 0.0);
  for (const Compiled& compiled : plans.timetables)
    if (compiled.plan.trips.size() == 40)
      CHECK(compiled.plan.settled.purposes[0].now[0] > ordinary->plan.settled.purposes[0].now[0]);
}

TEST_CASE("without a calendar each date is an ordinary day with people of its own", "[experiment][year]") {
  const YearPlans plans = plans_of(line, 2020);
  CHECK(plans.days.size() == 366);
  CHECK(plans.types.empty());
  CHECK(plans.factors == std::vector<std::vector<double>>{{1.0, 1.0}});
  const std::vector<Cell> cells = cells_of(plans.timetables.front().plan, {"journeys"});
  RunOptions options;
  options.replications = 1;
  const YearOutcomes outcomes = replicate_year(plans, cells, options);
  bool all_alike = true;
  for (std::uint32_t d = 1; d < 366; ++d) all_alike = all_alike && outcomes.at(d, 0, 0) == outcomes.at(0, 0, 0);
  CHECK_FALSE(all_alike);
}

TEST_CASE("values of days become one as the table of measures says", "[experiment][year]") {
  const auto cell = [](const char* name) {
    return Cell{static_cast<std::uint32_t>(find_measure(name) - measures().data()), {}};
  };
  const OverDaysReader reader({cell("revenue"), cell("load_max"), cell("dwell_mean"), cell("wait_mean"), cell("seat_occupancy")});
  REQUIRE(reader.needed().size() == 8);  // and journeys, passenger_km, seat_km
  CHECK(reader.needed()[5] == cell("journeys"));
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const double monday[] = {0.1, 5.0, 30.0, 60.0, 0.5, 10.0, 100.0, 200.0};
  const double tuesday[] = {0.2, 9.0, none, 120.0, 0.1, 30.0, 100.0, 1000.0};
  const double nobody[] = {0.0, 0.0, 40.0, none, 0.0, 0.0, 0.0, 200.0};
  const double* const days[] = {monday, tuesday, nobody};
  double year[5];
  reader.read(days, year);
  CHECK(year[0] == 0.3);  // in fen: 0.1 + 0.2 in binary is more
  CHECK(year[1] == 9.0);
  CHECK(year[2] == 35.0);
  CHECK(year[3] == 105.0);
  CHECK(near(year[4], 200.0 / 1400.0));
}
