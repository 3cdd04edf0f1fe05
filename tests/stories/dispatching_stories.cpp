// Primary delays, what fails, and what a dispatcher does about late trains.

#include <map>

#include "czt/observe/measures.hpp"
#include "czt/observe/passenger_ledger.hpp"
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

namespace {

// One set goes there and back three times; on each end it has more than eight minutes.
std::string there_and_back(const std::string& trouble, const std::string& rules) {
  return with("timetable:\n"
              "  down: {from: A, to: C, departs: [\"08:00\", \"08:30\", \"09:00\"], dwell: 30 s, numbers: {first: T2, step: 2}}\n"
              "  up: {from: C, to: A, departs: [\"08:15\", \"08:45\", \"09:15\"], dwell: 30 s, numbers: {first: U2, step: 2}}\n"
              "passengers:\n"
              "  all the way: {from: A, to: C, at: \"07:50\", count: 4}\n"
              "  to B: {from: A, to: B, at: \"07:50\", count: 2}\n"
              "  for the second: {from: A, to: C, at: \"08:25\", count: 3}\n"
              "  back: {from: C, to: A, at: \"08:14\", count: 5}\n"
              "  back from B: {from: B, to: A, at: \"08:14\", count: 1}\n"
              "incidents: {doors: {" + trouble + ", effect: train_held}}\n" + rules);
}
const std::string late_back = "at: \"08:15\", lasts: 30 min, train: U2, at_station: C";
const std::string cancel = "dispatching: {give up: {action: cancel, trains: down, when_late: 10 min}}\n";
std::string late_out(const std::string& by) { return "at: \"08:00\", lasts: " + by + ", train: T2, at_station: A"; }
const std::string turn_at_b = "dispatching: {turn at B: {zh: 于B站折返, action: turn_short, trains: down, at_station: B, when_late: 5 min}}\n";

}  // namespace

TEST_CASE("a train whose set comes too late is cancelled with its way back, and the set goes on in time from where it is", "[story][dispatching]") {
  // U2 leaves C half an hour late and is at A at 08:51:20; T4 could leave at 08:56:20 instead of 08:30.
  const std::string yaml = there_and_back(late_back, cancel);
  CHECK(trace(yaml) == trimmed(R"(
    08:00:00 A on 6 off 0 left behind 0
    08:03:25 B on 0 off 2 left behind 0
    08:06:20 C on 0 off 4 left behind 0
    08:45:00 C on 5 off 0 left behind 0
    08:48:25 B on 1 off 0 left behind 0
    08:51:20 A on 0 off 6 left behind 0
    09:00:00 A on 3 off 0 left behind 0
    09:03:25 B on 0 off 0 left behind 0
    09:06:20 C on 0 off 3 left behind 0
    09:15:00 C on 0 off 0 left behind 0
    09:18:25 B on 0 off 0 left behind 0
    09:21:20 A on 0 off 0 left behind 0
  )"));
  const auto day = simulated(yaml);
  REQUIRE(day.world.cancellations.size() == 2);
  CHECK(day.world.cancellations[0].trip == 1);
  CHECK(day.world.cancellations[1].trip == 4);
  CHECK(day.world.cancellations[0].at == ms(clock_time(8, 51, 50)));
  CHECK(ledger(day, 2) == "late 0 s");
  const std::string without = there_and_back(late_back, "");
  CHECK(ledger(simulated(without), 2) == "late 1140 s, turnaround 1140 s");  // T4 at C 09:02:40, U4 at A 09:14:00
}

TEST_CASE("a late train is not cancelled up to the limit, nor where its set would not come back", "[story][dispatching]") {
  const std::string patient = "dispatching: {give up: {action: cancel, trains: down, when_late: 27 min}}\n";
  CHECK(trace(there_and_back(late_back, patient)) == trace(there_and_back(late_back, "")));
  // Two of three go back up; after the last the set stays where it is.
  const std::string up = "dispatching: {give up: {action: cancel, trains: up, when_late: 1 min}}\n";
  const auto day = simulated(there_and_back(late_out("30 min"), up));
  REQUIRE(day.wrong == "");
  REQUIRE(day.plan.notes.size() == 1);
  CHECK(day.plan.notes[0].path == "dispatching.give up");
  CHECK(day.plan.notes[0].message == "1 of 3 trains are never cancelled: their trainsets do not come back with the next train");
  REQUIRE(day.world.cancellations.size() == 2);
  CHECK(day.world.cancellations[0].trip == 3);
  CHECK(day.world.cancellations[1].trip == 1);
}

TEST_CASE("cancelled and shortened trains are not on time, and are counted", "[story][dispatching][measures]") {
  const auto day = simulated(there_and_back(late_back, cancel));
  REQUIRE(day.wrong == "");
  const auto seen = [&](const char* cell) { return value_of(day, cell); };
  CHECK(seen("cancelled_trains") == 2.0);
  CHECK(seen("cancelled_trains@direction=down") == 1.0);
  CHECK(seen("cancelled_trains@train=T4") == 1.0);
  CHECK(seen("cancelled_calls") == 6.0);
  CHECK(seen("cancelled_calls@station=B") == 2.0);
  CHECK(seen("on_time_start") == 3.0 / 6.0);  // two did not leave, one left late
  CHECK(seen("on_time_end") == 3.0 / 6.0);
  CHECK(seen("on_time") == 6.0 / 12.0);
  CHECK(seen("train_km") == 40.0);
}

TEST_CASE("who waits for a cancelled train owes the time until the next to it", "[story][dispatching][ledger]") {
  const auto day = simulated(there_and_back(late_back, cancel));
  REQUIRE(day.wrong == "");
  PassengerLedger ledger(day.plan);
  ledger.read(day.world);
  int found = 0;
  for (std::uint32_t row = 0; row < day.world.base_rows; ++row) {
    if (day.world.passengers.came[row] != ms(clock_time(8, 25))) continue;
    ++found;
    const auto parts = ledger.parts(row);
    CHECK(parts[static_cast<std::size_t>(JourneyPart::timetable)] == 5 * 60'000);
    CHECK(parts[static_cast<std::size_t>(JourneyPart::delay)] == 30 * 60'000);
    CHECK(parts[static_cast<std::size_t>(JourneyPart::left_behind)] == 0);
  }
  CHECK(found == 3);
}

TEST_CASE("a late train is turned short: all get off, and its set is in time for the way back from there", "[story][dispatching]") {
  // Ten minutes late at B at 08:12:55. From C the set could start back at 08:21:20 instead of 08:15; at B it has turned at
  // 08:17:55, in time for 08:18:25. Four are put off at B and take the next train; five at C wait for the next back.
  const std::string yaml = there_and_back(late_out("10 min"), turn_at_b);
  CHECK(trace(yaml) == trimmed(R"(
    08:10:00 A on 6 off 0 left behind 0
    08:12:55 B on 0 off 6 left behind 0
    08:18:25 B on 1 off 0 left behind 0
    08:21:20 A on 0 off 1 left behind 0
    08:30:00 A on 3 off 0 left behind 0
    08:33:25 B on 4 off 0 left behind 0
    08:36:20 C on 0 off 7 left behind 0
    08:45:00 C on 5 off 0 left behind 0
    08:48:25 B on 0 off 0 left behind 0
    08:51:20 A on 0 off 5 left behind 0
    09:00:00 A on 0 off 0 left behind 0
    09:03:25 B on 0 off 0 left behind 0
    09:06:20 C on 0 off 0 left behind 0
    09:15:00 C on 0 off 0 left behind 0
    09:18:25 B on 0 off 0 left behind 0
    09:21:20 A on 0 off 0 left behind 0
  )"));
  const auto day = simulated(yaml);
  CHECK(day.world.onward.size() == 4);
  CHECK(ledger(day, 3) == "late 0 s");
  const auto seen = [&](const char* cell) { return value_of(day, cell); };
  CHECK(seen("cancelled_trains") == 0.0);
  CHECK(seen("cancelled_calls") == 2.0);        // C, of both trains
  CHECK(seen("on_time_end@train=T2") == 0.0);   // did not reach it
  CHECK(seen("on_time_start@train=U2") == 0.0); // did not leave it
  CHECK(seen("on_time@train=U2") == 1.0);       // left B, reached A
  CHECK(seen("train_km") == 50.0);
  CHECK(seen("dwell_mean") == 30.0);            // the stops where trains turn are no calls on the way
}

TEST_CASE("a set that turns short keeps its least turnaround, and the train back is late by what it lacks", "[story][dispatching][ledger]") {
  const auto day = simulated(there_and_back(late_out("12 min"), turn_at_b));  // at B at 08:14:55, turned 90 s too late
  REQUIRE(day.wrong == "");
  REQUIRE(day.world.cancellations.size() == 2);
  CHECK(ledger(day, 3) == "late 90 s, turnaround 90 s");
}

TEST_CASE("a late train goes on to its end where its set can still turn there in time, or the station is closed", "[story][dispatching]") {
  const std::string soon = "dispatching: {turn at B: {action: turn_short, trains: down, at_station: B, when_late: 1 min}}\n";
  CHECK(trace(there_and_back(late_out("3 min"), soon)) == trace(there_and_back(late_out("3 min"), "")));  // at C 08:09:20, has until 08:15
  CHECK(simulated(there_and_back(late_out("10 min"), soon)).world.cancellations.size() == 2);
  const std::string closed = late_out("10 min") + ", effect: train_held}, fire: {at: \"08:00\", lasts: 1 h, at_station: B, effect: closed_station}, "
                                                  "after: {at: \"12:00\", lasts: 1 min, train: T2";
  CHECK(simulated(there_and_back(closed, soon)).world.cancellations.empty());
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
