#include "czt/scenario/compile.hpp"

#include <algorithm>

#include "support/catch.hpp"

using namespace czt;

namespace {

const std::filesystem::path scenarios = std::filesystem::path(CZT_SOURCE_DIR) / "scenarios";

Money fare(const Plan& plan, const char* from, const char* to) {
  const Network& network = plan.input.network;
  const StationId a = *network.find(from);
  const StationId b = *network.find(to);
  return plan.input.fares.single_fare(a, b, network.tariff_km(a, b));
}

}  // namespace

TEST_CASE("every combination of the five changes of 2021 is a railway that runs", "[scenario][shipped]") {
  const auto whole = read_scenario(scenarios / "2021-weekday.yaml");
  REQUIRE(whole.has_value());
  REQUIRE(whole->changes.size() == 5);
  for (unsigned subset = 0; subset < 32; ++subset) {
    ReadOptions options;
    options.only_changes.emplace();
    std::string named;
    for (std::size_t k = 0; k < 5; ++k)
      if (subset & (1u << k)) {
        options.only_changes->push_back(whole->changes[k].name);
        named += whole->changes[k].name + "; ";
      }
    INFO(named);
    const auto scenario = read_scenario(scenarios / "2021-weekday.yaml", options);
    REQUIRE(scenario.has_value());
    const auto compiled = compile(*scenario);
    REQUIRE(compiled.has_value());
    CHECK(compiled->conflict_texts == std::vector<std::string>{});
    CHECK(compiled->fleet_shortages == std::vector<std::string>{});
  }
}

TEST_CASE("the tariff of 2017 gives the three published fares", "[scenario][shipped][fares]") {
  const auto scenario = read_scenario(scenarios / "2017-weekday.yaml");
  REQUIRE(scenario.has_value());
  const auto compiled = compile(*scenario);
  REQUIRE(compiled.has_value());
  CHECK(fare(compiled->plan, "Zhuzhou South", "Changsha") == Money{2900});
  CHECK(fare(compiled->plan, "湘潭", "长沙") == Money{2500});
  CHECK(fare(compiled->plan, "Changsha", "Zhaoshan") == Money{1700});
  CHECK(fare(compiled->plan, "Dafeng", "Tianxin East") == Money{500});
}

TEST_CASE("20 yuan off-peak is the coach's fare between Zhuzhou South and Changsha, at its hours, either way",
          "[scenario][shipped][fares]") {
  const auto scenario = read_scenario(scenarios / "20-yuan-off-peak.yaml");
  REQUIRE(scenario.has_value());
  const auto compiled = compile(*scenario);
  REQUIRE(compiled.has_value());
  const PlanInput& in = compiled->plan.input;
  const StationId south = *in.network.find("Zhuzhou South");
  const StationId changsha = *in.network.find("Changsha");
  for (std::size_t p = 0; p < in.purposes.size(); ++p) {
    const auto fen = [&](StationId from, StationId to, SimTime at) {
      return in.fares.ticket(PurposeId{p}, from, to, in.network.tariff_km(from, to), at).fare.fen;
    };
    CHECK(fen(south, changsha, clock_time(8, 59)) == 2900);
    CHECK(fen(south, changsha, clock_time(9)) == 2000);
    CHECK(fen(changsha, south, clock_time(16, 29)) == 2000);
    CHECK(fen(changsha, south, clock_time(16, 30)) == 2900);
    CHECK(fen(changsha, south, clock_time(22)) == 2000);
    CHECK(fen(*in.network.find("Dafeng"), changsha, clock_time(10)) == 2300);  // 45 km, 22.50 half up
  }
}

TEST_CASE("with tickets for regulars, who rides often pays less a ride and visitors pay as before",
          "[scenario][shipped][fares]") {
  const auto scenario = read_scenario(scenarios / "tickets-for-regulars.yaml");
  REQUIRE(scenario.has_value());
  const auto compiled = compile(*scenario);
  REQUIRE(compiled.has_value());
  const PlanInput& in = compiled->plan.input;
  const StationId south = *in.network.find("Zhuzhou South");
  const StationId changsha = *in.network.find("Changsha");
  const auto buys = [&](const char* purpose) {
    for (std::size_t p = 0; p < in.purposes.size(); ++p)
      if (in.purposes[PurposeId{p}].name == purpose) {
        const Ticket t = in.fares.ticket(PurposeId{p}, south, changsha, 58, clock_time(8));
        return in.fares.products()[t.product].name + " " + to_text(t.fare);
      }
    return std::string();
  };
  CHECK(buys("commuter") == "thirty-day 21.75");  // 30 × 29 / 40
  CHECK(buys("student") == "student 15.00");      // 14.50 half up to the yuan
  CHECK(buys("visitor") == "single 29.00");
  CHECK(buys("business") == "ten-ride 26.10");    // 18 rides in 90 days use up the ten
}

TEST_CASE("2017 has 29 pairs, 11 of them to Zhuzhou and over an hour apart", "[scenario][shipped]") {
  const auto scenario = read_scenario(scenarios / "2017-weekday.yaml");
  REQUIRE(scenario.has_value());
  const auto compiled = compile(*scenario);
  REQUIRE(compiled.has_value());
  const PlanInput& in = compiled->plan.input;
  CHECK(in.network.stations.size() == 24);
  CHECK(in.trips.size() == 58);
  const StationId zhuzhou_south = *in.network.find("Zhuzhou South");
  std::vector<SimTime> leaves;
  int arrive = 0;
  for (const Trip& trip : in.trips) {
    if (trip.from() == zhuzhou_south) leaves.push_back(trip.departs());
    arrive += trip.to() == zhuzhou_south;
  }
  CHECK(leaves.size() == 11);
  CHECK(arrive == 11);
  CHECK(leaves.front() == clock_time(6, 40));
  CHECK(leaves.back() == clock_time(22, 27));
  for (std::size_t k = 1; k < leaves.size(); ++k) CHECK(leaves[k] - leaves[k - 1] > minutes(60));
  for (const Trip& trip : in.trips)
    if (trip.from() == zhuzhou_south) CHECK(std::abs(in_minutes(trip.arrives() - trip.departs()) - 50.0) < 1.0);
}

TEST_CASE("2021 has 100.5 pairs, 13 each way on each branch before ten, and S7808 at Zhuzhou after seven",
          "[scenario][shipped]") {
  const auto scenario = read_scenario(scenarios / "2021-weekday.yaml");
  REQUIRE(scenario.has_value());
  const auto compiled = compile(*scenario);
  REQUIRE(compiled.has_value());
  const PlanInput& in = compiled->plan.input;
  CHECK(in.trips.size() == 201);
  const StationId zhuzhou = *in.network.find("Zhuzhou");
  const StationId south = *in.network.find("Zhuzhou South");
  const StationId xiangtan = *in.network.find("Xiangtan");
  int early_zhuzhou_up = 0, early_xiangtan_up = 0, zhuzhou_trains = 0, zhuzhou_calls = 0;
  bool found = false;
  for (const Trip& trip : in.trips) {
    early_zhuzhou_up += trip.from() == south && trip.departs() < clock_time(10);
    early_xiangtan_up += trip.from() == xiangtan && trip.departs() < clock_time(10);
    zhuzhou_trains += trip.from() == south || trip.to() == south;
    for (const StopTime& stop : trip.stops) {
      if (stop.station != zhuzhou || !stop.calls) continue;
      ++zhuzhou_calls;
      if (trip.number == "S7808") {
        found = true;
        CHECK(trip.direction == Direction::up);
        CHECK(stop.departure >= clock_time(7));
        CHECK(stop.departure <= clock_time(7, 30));
      }
    }
  }
  CHECK(found);
  CHECK(early_zhuzhou_up == 13);
  CHECK(early_xiangtan_up == 13);
  CHECK(std::abs(zhuzhou_calls / static_cast<double>(zhuzhou_trains) - 0.5) < 0.06);
  CHECK(compiled->plan.input.circulation.sets() <= 21);
}

TEST_CASE("in March 2020 trains turn at Dafeng, one at a time from Muyun on, and nothing conflicts", "[scenario][shipped]") {
  const auto scenario = read_scenario(scenarios / "2020-works.yaml");
  REQUIRE(scenario.has_value());
  const auto compiled = compile(*scenario);
  REQUIRE(compiled.has_value());
  CHECK(compiled->conflict_texts == std::vector<std::string>{});
  CHECK(compiled->fleet_shortages == std::vector<std::string>{});
  const PlanInput& in = compiled->plan.input;
  REQUIRE(in.network.single_tracks.size() == 1);
  CHECK(in.network.single_tracks[0].name == "Muyun–Dafeng");
  const StationId dafeng = *in.network.find("大丰"), xiangtan = *in.network.find("湘潭");
  int to_dafeng = 0, to_xiangtan = 0;
  for (const Trip& trip : in.trips) {
    to_dafeng += trip.from() == dafeng || trip.to() == dafeng;
    to_xiangtan += trip.from() == xiangtan || trip.to() == xiangtan;
  }
  CHECK(to_dafeng == 33);     // 16.5 pairs
  CHECK(to_xiangtan == 119);  // 59.5 pairs
  CHECK(compiled->plan.dispatched);
}

TEST_CASE("six more morning trains from Zhuzhou find their places in 2021, and empty ones back",
          "[scenario][shipped][place]") {
  const auto scenario = read_scenario(scenarios / "six-more-morning-trains.yaml");
  REQUIRE(scenario.has_value());
  const auto compiled = compile(*scenario);
  REQUIRE(compiled.has_value());
  CHECK(compiled->conflict_texts == std::vector<std::string>{});
  CHECK(compiled->fleet_shortages == std::vector<std::string>{});
  REQUIRE(compiled->placed.size() == 1);
  const std::vector<PlacedTrain>& trains = compiled->placed[0].trains;
  REQUIRE(trains.size() == 12);
  const Trips& trips = compiled->plan.input.trips;
  for (std::size_t i = 0; i < 6; ++i) {
    const PlacedTrain& there = trains[i];
    const PlacedTrain& back = trains[6 + i];
    CHECK(there.remaining.empty());
    CHECK(back.remaining.empty());
    const SimTime asked = clock_time(6, 45) + static_cast<std::int64_t>(i) * minutes(15);
    CHECK(trips[there.row].departs() == asked + there.shift);
    CHECK(std::chrono::abs(there.shift) <= minutes(5));
    CHECK_FALSE(trips[there.row].empty);
    CHECK(trips[back.row].empty);
    CHECK(trips[back.row].from() == trips[there.row].to());
    CHECK(trips[back.row].departs() >= trips[there.row].arrives() + minutes(10));
    CHECK(trips[back.row].departs() <= trips[there.row].arrives() + minutes(40));
  }
}

TEST_CASE("with four minutes the train of eight o'clock has no place at Zhuzhou, and is told the next",
          "[scenario][shipped][place]") {
  ReadOptions options;
  options.set = {"timetable.zhuzhou morning.may_shift=4 min"};
  const auto scenario = read_scenario(scenarios / "six-more-morning-trains.yaml", options);
  REQUIRE(scenario.has_value());
  const auto compiled = compile(*scenario);
  REQUIRE(compiled.has_value());
  const std::vector<PlacedTrain>& trains = compiled->placed[0].trains;
  for (std::size_t i = 0; i < 12; ++i) CHECK(trains[i].remaining.empty() == (i != 5));
  // Doors open at 07:59 if it leaves at 08:04; S7810 leaves Zhuzhou's one track at 07:58:37 and frees it at 07:59:37.
  CHECK(compiled->conflict_texts ==
        std::vector<std::string>{"zhuzhou morning 6 finds no free track at Zhuzhou, up at 07:59: S7810 gives one "
                                 "up 37 s too late"});
  CHECK(trains[5].free_at == clock_time(7, 55, 30));
}

TEST_CASE("a service may be no slower than its model, and its way back not wait, if it says so",
          "[scenario][shipped][place]") {
  ReadOptions options;
  options.set = {"timetable.zhuzhou morning.may_stretch=0 min", "timetable.zhuzhou morning.may_wait=0 min"};
  const auto scenario = read_scenario(scenarios / "six-more-morning-trains.yaml", options);
  REQUIRE(scenario.has_value());
  const auto compiled = compile(*scenario);
  REQUIRE(compiled.has_value());
  int without = 0;
  for (const PlacedTrain& train : compiled->placed[0].trains) {
    CHECK(train.stretch == Duration{});
    if (train.is_back) CHECK(train.shift == Duration{});
    without += !train.remaining.empty();
  }
  CHECK(without > 2);
}

TEST_CASE("the shipped stations: gates everywhere in 2017, none where platforms are open, three feeders at Dafeng",
          "[scenario][shipped][entrance][feeder]") {
  const auto plan_of = [](const char* file) {
    const auto scenario = read_scenario(scenarios / file);
    INFO((scenario ? std::string() : print(scenario.error())));
    REQUIRE(scenario.has_value());
    auto compiled = compile(*scenario);
    INFO((compiled ? std::string() : print(compiled.error())));
    REQUIRE(compiled.has_value());
    CHECK(compiled->conflict_texts.empty());
    return std::move(compiled->plan);
  };
  const Plan gated = plan_of("2017-with-gates.yaml");
  const auto& dafeng = *gated.input.entrances[*gated.input.network.find("Dafeng")];
  const auto& changsha = *gated.input.entrances[*gated.input.network.find("Changsha")];
  CHECK(dafeng.gates->count == 3);
  CHECK(dafeng.tickets.size() == 3);
  CHECK(dafeng.closes == minutes(3));
  CHECK(changsha.gates->count == 10);                             // its own
  CHECK(changsha.gates->time.mean() == seconds(4));               // that of all
  CHECK(changsha.tickets[0].count == 12);
  CHECK(changsha.tickets[0].share == 0.35);
  const Plan open = plan_of("open-platforms.yaml");
  for (const auto& entrance : open.input.entrances) {
    REQUIRE(entrance.has_value());
    CHECK_FALSE(entrance->gates.has_value());
    CHECK(entrance->tickets.empty());
    CHECK_FALSE(entrance->closes.has_value());
  }
  CHECK(open.input.entrances[*open.input.network.find("Changsha")]->walk == minutes(4));

  const Plan fed = plan_of("2021-with-feeders.yaml");
  const Plan later = plan_of("t33-five-minutes-later.yaml");
  REQUIRE(fed.input.feeders.size() == 3);
  CHECK(fed.input.feeders[0].name == "T33");
  CHECK(fed.input.entrances.empty());
  for (std::size_t b = 0; b < fed.input.feeders[0].comes.size(); ++b)
    CHECK(later.input.feeders[0].comes[b] == fed.input.feeders[0].comes[b] + minutes(5));
  CHECK(later.input.feeders[1].comes == fed.input.feeders[1].comes);
  // T33 is timed to meet the trains to Changsha, ten minutes before each.
  const StationId here = *fed.input.network.find("Dafeng");
  std::vector<SimTime> ten_before;
  for (const Plan::Point& point : fed.points)
    if (point.station == here && point.calls && point.track_group == 0)
      ten_before.push_back(start_of_day + milliseconds(point.departure) - minutes(10));
  for (const SimTime bus : fed.input.feeders[0].comes)
    CHECK(std::any_of(ten_before.begin(), ten_before.end(),
                      [&](SimTime t) { return t >= bus && t - bus < minutes(1); }));
}

TEST_CASE("a feeder to a closed station brings nobody, and that is noted", "[scenario][feeder]") {
  const auto scenario = parse_scenario(R"(
scenario: closed
stations: {A: {km: 0, open: false}, B: {km: 5}, C: {km: 10}}
branches: {main: {stations: [A, B, C]}}
train_types: {short: {cars: 2, seats: 2, standing_area: 0 m2, doors_per_side: 2}}
formation: {default: short}
timetable: {down: {from: A, to: C, departs: ["08:00"]}}
places: {X: {people: 9, access: {A: 1 min, B: 9 min}}, Y: {jobs: 9, access: {C: 1 min}}}
feeders: {T33: {station: A, places: {X: 50 %}, departures: ["07:00"]}}
)");
  REQUIRE(scenario.has_value());
  const auto compiled = compile(*scenario);
  REQUIRE(compiled.has_value());
  const auto noted = std::find_if(compiled->notes.begin(), compiled->notes.end(),
                                  [](const Diagnostic& d) { return d.path == "feeders.T33"; });
  REQUIRE(noted != compiled->notes.end());
  CHECK(noted->message == "A is closed: nobody comes by its buses");
}
