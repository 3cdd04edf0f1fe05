#include "czt/observe/passenger_ledger.hpp"

#include <numeric>

#include "czt/observe/personal_days.hpp"
#include "seen.hpp"
#include "support/catch.hpp"
#include "support/random_line.hpp"
#include "support/turning_line.hpp"

using namespace czt;

namespace {

std::int32_t part(const PassengerLedger::Parts& parts, JourneyPart of) { return parts[static_cast<std::size_t>(of)]; }

/// Lives a day and looks at the parts of every journey that was made; returns how many do not add up, or hold less than
/// nothing (but for delay, which may be made up).
template <class Look>
int each_journey(const Plan& plan, std::uint64_t seed, World& world, const Look& look) {
  simulate(plan, seed, 1, world);
  PersonalDays days(plan);
  const auto personal = days.read(world);
  PassengerLedger ledger(plan);
  ledger.read(world);
  int wrong = 0;
  for (std::uint32_t row = 0; row < world.base_rows; ++row) {
    const PersonalDay& day = personal[world.passengers.person[row]];
    if (!day.made) continue;
    const PassengerLedger::Parts parts = ledger.parts(row);
    wrong += std::accumulate(parts.begin(), parts.end(), 0) != day.door;
    for (std::size_t k = 0; k < journey_parts; ++k) wrong += parts[k] < 0 && static_cast<JourneyPart>(k) != JourneyPart::delay;
    look(ledger, parts, row);
  }
  return wrong;
}

}  // namespace

TEST_CASE("every millisecond from door to door has an owner, on 300 random lines", "[observe][ledger]") {
  int wrong = 0, journeys = 0, left_behind = 0, late = 0, early = 0, changed = 0, inside = 0, with_access = 0;
  World world;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    czt::test::SmallLine line = czt::test::random_line(seed);
    for (Place& place : line.input.places)
      for (Access& access : place.access) access.time = seconds(7 * (1 + place.name.size()));
    const Plan plan = line.plan();
    wrong += each_journey(plan, seed, world, [&](const PassengerLedger& ledger, const PassengerLedger::Parts& parts, std::uint32_t row) {
      const PassengerColumns& rows = world.passengers;
      bool missed = false;
      for (std::uint32_t stage = row; stage != PassengerLedger::none; stage = ledger.next(stage)) {
        wrong += ledger.trains(stage).size() != rows.missed[stage] + 1u;
        missed = missed || rows.missed[stage] > 0;
      }
      wrong += (part(parts, JourneyPart::left_behind) > 0) != missed;
      ++journeys;
      left_behind += missed;
      late += part(parts, JourneyPart::delay) > 0;
      early += part(parts, JourneyPart::delay) < 0;
      changed += part(parts, JourneyPart::transfer) > 0;
      inside += part(parts, JourneyPart::entrance) > 0;
      with_access += part(parts, JourneyPart::access) > 0 && part(parts, JourneyPart::egress) > 0;
    });
  }
  CHECK(wrong == 0);
  CHECK(journeys > 30'000);
  for (const int seen : {left_behind, late, early, changed, inside, with_access}) CHECK(seen > 1'000);
}

TEST_CASE("so it has where trains are cancelled and turned short under them", "[observe][ledger]") {
  int wrong = 0, journeys = 0, put_off = 0;
  World world;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Plan plan = czt::test::TurningLine(seed).plan();
    wrong += each_journey(plan, seed, world, [&](const PassengerLedger& ledger, const PassengerLedger::Parts&, std::uint32_t row) {
      const PassengerColumns& rows = world.passengers;
      ++journeys;
      for (const Cancellation& c : world.cancellations) put_off += rows.alighted[row] + 1 == c.first && ledger.next(row) != PassengerLedger::none;
    });
  }
  CHECK(wrong == 0);
  CHECK(journeys > 20'000);
  CHECK(put_off > 500);
}

TEST_CASE("who is left behind by a full train waits for the timetable first, then because it was full", "[observe][ledger]") {
  // Seven people want places on the train at 8:00, which has six; the last comes as it leaves.
  const czt::test::Seen seen(czt::test::morning());
  PassengerLedger ledger(seen.plan);
  ledger.read(seen.world);
  const PassengerColumns& rows = seen.world.passengers;
  int found = 0;
  for (std::uint32_t row = 0; row < seen.world.base_rows; ++row) {
    if (rows.missed[row] == 0) continue;
    ++found;
    const PassengerLedger::Parts parts = ledger.parts(row);
    CHECK(part(parts, JourneyPart::timetable) == 0);
    CHECK(part(parts, JourneyPart::left_behind) == 30 * 60'000);
    CHECK(part(parts, JourneyPart::delay) == 0);
    CHECK(part(parts, JourneyPart::ride) == 169'000);
    CHECK(ledger.trains(row).size() == 2);
  }
  CHECK(found == 1);
}
