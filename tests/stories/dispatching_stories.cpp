// Primary delays, what fails, and what a dispatcher does about late trains.

#include <map>

#include "support/story_line.hpp"

using namespace czt;
using czt::test::ledger;
using czt::test::simulated;
using czt::test::trace;
using czt::test::trimmed;

namespace {

// Stops are booked as long as they need.
const std::string line = czt::test::three_stations + "boarding: {transfer: 2 min}\n";
const std::string quiet = czt::test::without_chance;

std::string with(const std::string& rest) { return line + quiet + czt::test::outdented(rest); }

const std::string two_trains = R"(
timetable: {down: {from: A, to: C, departs: ["08:00", "08:05"], dwell: 30 s, numbers: {first: T2, step: 2}}}
)";

}  // namespace

TEST_CASE("a running delay of a sure minute on each segment and a sure half on each stop have their own causes",
          "[story][disturbance][ledger]") {
  const std::string often =
      "disturbances: {dwell_noise: 0 %, late_runner: 0 %, entry_delay: 0 %, running_delay: 100 %, running_delay_mean: 60 s, running_delay_cv: 0, "
      "dwell_extension: 100 %, dwell_extension_mean: 30 s, dwell_extension_cv: 0}\n";
  const auto day = simulated(line + often + two_trains);
  REQUIRE(day.wrong == "");
  // Doors open a minute before the first departure: the extension there is over in time.
  CHECK(ledger(day, 0) == "late 150 s, running_delay 120 s, extension 30 s");
  const auto off = simulated(line + "disturbances: {scale: 0, running_delay: 100 %, dwell_extension: 100 %}\n" + two_trains);
  REQUIRE(off.wrong == "");
  CHECK(ledger(off, 0) == "late 0 s");
}

TEST_CASE("running delays come as often and are as long on the mean as they say", "[story][disturbance]") {
  // 20 % of 4,000 segments: 800 ± 76 at three standard deviations; a mean of 60 s with CV 1: ± 6.4 s. No margin swallows any.
  int met = 0;
  double sum = 0.0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto day = simulated(line + "disturbances: {dwell_noise: 0 %, late_runner: 0 %, entry_delay: 0 %, running_delay: 20 %, running_delay_mean: 60 s, running_delay_cv: 1}\n"
                                      "timetable: {down: {from: A, to: C, first: \"05:00\", every: 10 min, trains: 100, dwell: 30 s}}\n", seed);
    REQUIRE(day.wrong == "");
    for (const Hold& hold : day.world.holds)
      if (hold.why == Hold::Why::running) {
        ++met;
        sum += hold.time;
      }
  }
  CHECK(std::abs(met - 800) < 76);
  CHECK(std::abs(sum / met - 60'000) < 6'400);
}

TEST_CASE("a longer stop at a station is that incident's, for every train in its time", "[story][incident][ledger]") {
  const auto day = simulated(with(two_trains + "incidents: {ill: {at: \"08:02\", lasts: 4 min, at_station: B, longer: 2 min, effect: longer_stop}}\n"));
  REQUIRE(day.wrong == "");
  CHECK(ledger(day, 0) == "late 120 s, incident 120 s");
  CHECK(ledger(day, 1) == "late 0 s");  // comes at 08:07:55, after it
}

TEST_CASE("where half the doors stay shut the crowd takes twice as long, and the incident owns the difference", "[story][incident][ledger]") {
  // tcqsm, even doors: 40 people over 2 doors 20 s, over one 40 s; door cycle 10 s. Booked stop 30 s.
  const std::string crowd = R"(
dwell: {model: tcqsm, per_person: 1 s, door_cycle: 10 s, door_share: 0, minimum: 0 s}
passengers: {crowd: {from: B, to: C, at: "07:50", count: 40}}
incidents: {doors: {at: "08:00", lasts: 20 min, train: T2, doors: 1, effect: door_failure}}
)";
  std::string yaml = with(two_trains + crowd);
  const std::string fixed = "dwell: {model: fixed, time: 30 s, minimum: 0 s}\n";
  yaml.erase(yaml.find(fixed), fixed.size());
  const auto day = simulated(yaml);
  REQUIRE(day.wrong == "");
  CHECK(day.world.points.dwell_needed[1] == 30'000);
  CHECK(day.world.points.departed[1] - day.world.points.arrived[1] == 50'000);
  DelayLedger ledger(day.plan);
  ledger.read(day.world);
  REQUIRE(ledger.of_trip(TripId{0}).size() == 1);
  CHECK(ledger.of_trip(TripId{0})[0].time == 20'000);
  CHECK(ledger.of_trip(TripId{0})[0].cause == DelayCause::incident);
}

TEST_CASE("a train that fails between stations stands, and the one behind it comes a headway after it", "[story][incident][ledger]") {
  const std::string fails = "incidents: {motor: {at: \"08:01\", lasts: 10 min, train: T2, effect: train_failure}}\n";
  const auto day = simulated(with(two_trains + fails));
  REQUIRE(day.wrong == "");
  CHECK(ledger(day, 0) == "late 600 s, incident 600 s");
  // The first reaches B at 08:12:55 instead of 08:02:55, the second may 180 s later instead of 08:07:55. It stood then
  // 30 s as the first did, so that it keeps the headway on from there.
  CHECK(day.world.points.arrived[1] == ms(clock_time(8)) + 775'000);
  CHECK(day.world.points.arrived[4] == ms(clock_time(8)) + 955'000);
  CHECK(ledger(day, 1) == "late 480 s, headway 480 s");
}

TEST_CASE("a train that fails at a platform stands there until it is over", "[story][incident]") {
  const auto day = simulated(with(two_trains + "incidents: {motor: {at: \"08:03\", lasts: 10 min, train: T2, effect: train_failure}}\n"));
  REQUIRE(day.wrong == "");
  CHECK(day.world.points.departed[1] == ms(clock_time(8, 13)));
  CHECK(ledger(day, 0) == "late 575 s, incident 575 s");
}

TEST_CASE("people for a closed station are carried on and come back by the next train", "[story][incident]") {
  CHECK(trace(with(R"(
    timetable:
      down: {from: A, to: C, departs: ["08:00"], dwell: 30 s}
      up: {from: C, to: A, departs: ["08:30"], dwell: 30 s}
    passengers:
      some: {from: A, to: B, at: "07:50", count: 3}
      others: {from: B, to: C, at: "07:50", count: 2}
    incidents: {fire: {at: "08:00", lasts: 10 min, at_station: B, effect: closed_station}}
  )")) == trimmed(R"(
    08:00:00 A on 3 off 0 left behind 0
    08:03:25 B on 0 off 0 left behind 0
    08:06:20 C on 0 off 3 left behind 0
    08:30:00 C on 3 off 0 left behind 0
    08:33:25 B on 0 off 3 left behind 0
    08:36:20 A on 0 off 0 left behind 0
  )"));
}

TEST_CASE("whom a closed station carried to where no train goes back is stranded, not lost", "[story][incident]") {
  const auto day = simulated(with(R"(
    timetable: {down: {from: A, to: C, departs: ["08:00"], dwell: 30 s}}
    passengers: {some: {from: A, to: B, at: "07:50", count: 3}}
    incidents: {fire: {at: "08:00", lasts: 10 min, at_station: B, effect: closed_station}}
  )"));
  REQUIRE(day.wrong == "");
  CHECK(day.world.counts.stranded == 3);
  CHECK(day.world.counts.came == 3);
}

TEST_CASE("a late train passes its stops under a rule, a punctual one does not", "[story][dispatching]") {
  const std::string rule = "dispatching: {catch up: {action: skip, trains: down, when_late: 4 min}}\n";
  const std::string late = "incidents: {doors: {at: \"08:00\", lasts: 5 min, train: T2, at_station: A, effect: train_held}}\n";
  CHECK(trace(with(two_trains + rule)) == trace(with(two_trains)));
  // 300 s late at A and at B: it passes, and makes up the 30 s for which it was booked to stand.
  const auto day = simulated(with(two_trains + rule + late));
  REQUIRE(day.wrong == "");
  CHECK(ledger(day, 0) == "late 270 s, incident 300 s, recovery -30 s");
  CHECK(trace(with(two_trains + late + "dispatching: {catch up: {action: skip, trains: down, when_late: 5 min}}\n")) == trace(with(two_trains + late)));
}

namespace {

// A feeder comes from A to B at 08:02:55; with 2 min to walk, the shuttle from B at 08:05 is reached.
std::string connection(const std::string& late_by, const std::string& at_most) {
  return with("timetable:\n"
              "  feeder: {from: A, to: B, departs: [\"08:00\"], numbers: {first: T2, step: 2}}\n"
              "  shuttle: {from: B, to: C, departs: [\"08:05\", \"08:35\"], numbers: {first: U2, step: 2}}\n"
              "passengers: {some: {from: A, to: C, at: \"07:50\", count: 3}}\n"
              "incidents: {doors: {at: \"08:00\", lasts: " + late_by + ", train: T2, at_station: A, effect: train_held}}\n"
              "dispatching: {wait at B: {action: hold, trains: shuttle, awaits: feeder, at_station: B, at_most: " + at_most + "}}\n");
}

}  // namespace

TEST_CASE("a train waits for people of a late one, and its lateness is owned by the connection", "[story][dispatching][ledger]") {
  const auto day = simulated(connection("4 min", "5 min"));
  REQUIRE(day.wrong == "");
  // The feeder comes at 08:06:55, its people are over at 08:08:55.
  CHECK(ledger(day, 1) == "late 235 s, connection 235 s");
  CHECK(day.world.points.boarded[2] == 3);
  CHECK(ledger(day, 2) == "late 0 s");
}

TEST_CASE("no train waits for people who are expected too late, nor for punctual ones", "[story][dispatching]") {
  const auto late = simulated(connection("4 min", "3 min"));
  REQUIRE(late.wrong == "");
  CHECK(ledger(late, 1) == "late 0 s");
  CHECK(late.world.points.boarded[2] == 0);
  const auto punctual = simulated(connection("1 s", "5 min"));
  REQUIRE(punctual.wrong == "");
  CHECK(ledger(punctual, 1) == "late 0 s");
}

TEST_CASE("without the only cause the seconds booked to it are gone, and the day is punctual", "[story][ledger]") {
  const std::string crossing = R"(
timetable:
  there: {from: A, to: C, first: "08:00", every: 6 min, trains: 6, dwell: 30 s, numbers: {first: T2, step: 2}}
  back: {from: C, to: A, first: "08:02", every: 6 min, trains: 6, dwell: 30 s, numbers: {first: U2, step: 2}}
passengers: {some: {from: A, to: C, at: "07:50", count: 60, every: 30 s}}
)";
  const auto lateness = [](const czt::test::Day& day, DelayCause cause) {
    DelayLedger ledger(day.plan);
    ledger.read(day.world);
    std::int64_t sum = 0;
    for (const DelayLedger::Entry& entry : ledger.entries()) sum += entry.cause == cause ? entry.time : 0;
    return sum;
  };
  const auto all = [&](const czt::test::Day& day) {
    std::int64_t sum = 0;
    for (std::size_t c = 0; c < delay_causes; ++c) sum += std::abs(lateness(day, DelayCause{static_cast<std::uint8_t>(c)}));
    return sum;
  };
  const auto plain = simulated(with(crossing));
  REQUIRE(plain.wrong == "");
  REQUIRE(all(plain) == 0);
  for (const std::string cause : {"where: {from: A, to: B}, effect: blocked", "where: {from: B, to: C}, effect: slow, speed: 40 km/h",
                                  "train: T4, effect: train_held", "train: T4, effect: train_failure", "train: U2, effect: train_failure",
                                  "at_station: B, longer: 3 min, effect: longer_stop"}) {
    INFO(cause);
    const auto day = simulated(with(crossing + "incidents: {cause: {at: \"08:07\", lasts: 12 min, " + cause + "}}\n"));
    REQUIRE(day.wrong == "");
    CHECK(lateness(day, DelayCause::incident) > 0);
    // Whatever else is booked is knock-on: no other primary cause.
    for (const DelayCause other : {DelayCause::entry, DelayCause::dwell, DelayCause::running, DelayCause::running_delay,
                                   DelayCause::extension, DelayCause::connection})
      CHECK(lateness(day, other) == 0);
  }
  for (const auto& [key, cause] : std::map<std::string, DelayCause>{{"entry_delay", DelayCause::entry},
                                                                    {"running_delay", DelayCause::running_delay},
                                                                    {"dwell_extension", DelayCause::extension}}) {
    INFO(key);
    const auto only = [&](const std::string& chance) {
      const std::string entry = key == "entry_delay" ? "" : "entry_delay: 0 %, ";
      return simulated(line + "disturbances: {dwell_noise: 0 %, late_runner: 0 %, " + entry + key + ": " + chance + ", " + key +
                       "_mean: 4 min}\n" + crossing);
    };
    CHECK(lateness(only("30 %"), cause) > 0);
    CHECK(all(only("0 %")) == 0);
  }
}
