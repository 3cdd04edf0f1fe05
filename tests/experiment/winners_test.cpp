#include "czt/experiment/winners.hpp"

#include <cstring>

#include "czt/experiment/replications.hpp"
#include "support/catch.hpp"
#include "support/small_line.hpp"

using namespace czt;
using czt::test::SmallLine;

namespace {

/// Two purposes on four stations; trains that some find full, so that people give up or are stranded.
SmallLine line_of(double share, int trains, std::int64_t per_km) {
  SmallLine line({4.0, 6.0, 5.0});
  line.type().seats = 30;
  line.type().standing_area = SquareMetres{5.0};
  line.travellers(0, 3, 900.0, clock_time(7), clock_time(9), share);
  line.travellers(3, 1, 700.0, clock_time(7), clock_time(9), 0.8);
  line.every(clock_time(6, 30), minutes(300 / trains), trains / 2, seconds(40));
  std::vector<StationId> back{StationId{3}, StationId{2}, StationId{1}, StationId{0}};
  std::vector<SimTime> departures;
  for (int k = 0; k < trains; ++k) departures.push_back(clock_time(6, 30) + k * minutes(300 / trains));
  line.trains_calling(back, departures, seconds(40));
  line.people(3, 2, clock_time(6, 35), 5, minutes(1));
  line.input.dwell = CriticalDoorDwell{};
  line.input.disturbances = Disturbances{};
  line.input.patience = minutes(40);
  line.fares(Tariff{Decimal{per_km}, Money{0}, Money{1}});
  return line;
}

struct Compared {
  Winners winners;
  std::vector<Outcomes> outcomes;
};
Compared compared(const Plan& base, const Plan& other, std::uint32_t days, unsigned threads = 1) {
  WinnersCount count(base, other);
  const Plan* const plans[] = {&base, &other};
  WinnersCount* const counts[] = {&count};
  std::vector<Cell> cells;
  for (const char* name : {"journeys", "journey_mean", "revenue", "standing_time", "stranded", "gave_up"})
    cells.push_back(parse_cell(name, base).value());
  RunOptions options;
  options.replications = days;
  options.threads = threads;
  Compared c;
  c.outcomes = replicate_together(plans, cells, options, counts);
  c.winners = count.winners();
  return c;
}

const WinnersRow& row_of(const Winners& w, const std::string& scope, const std::string& id) {
  for (const WinnersRow& row : w.rows)
    if (row.scope == scope && row.id == id) return row;
  throw std::runtime_error("no row " + scope + " " + id);
}

double sum_over_days(const Outcomes& o, std::size_t cell, std::size_t times = SIZE_MAX) {
  double sum = 0.0;
  for (std::uint32_t day = 0; day < o.replications; ++day)
    sum += o.at(day, cell) * (times == SIZE_MAX ? 1.0 : o.at(day, times));
  return sum;
}

}  // namespace

TEST_CASE("the changes of people add up to the change of the totals, to the millisecond and the fen",
          "[experiment][winners]") {
  const Plan base = line_of(0.4, 12, 500'000).plan();
  const Plan other = line_of(0.6, 30, 400'000).plan();
  const auto [w, outcomes] = compared(base, other, 5);
  const WinnersTally& line = w.rows.front().tally;
  CHECK(w.other - w.base == line.change());
  // And the totals are those that the measures tell.
  const std::pair<const PersonalSums*, const Outcomes*> both[] = {{&w.base, &outcomes[0]}, {&w.other, &outcomes[1]}};
  for (const auto& [sums, o] : both) {
    CHECK(static_cast<double>(sums->people) == sum_over_days(*o, 0));
    CHECK(near(static_cast<double>(sums->door) / 1000.0, sum_over_days(*o, 1, 0)));
    CHECK(near(static_cast<double>(sums->fen) / 100.0, sum_over_days(*o, 2)));
    // Everybody who boards is delivered here, so all standing is theirs.
    CHECK(near(static_cast<double>(sums->stood) / 3.6e6, sum_over_days(*o, 3)));
  }
  CHECK(line.stay.people > 1000);
  CHECK(line.newcomers.people > 100);
  CHECK(line.rescued > 100);
  CHECK(line.stay.stood != 0);

  const Winners back = compared(other, base, 5).winners;
  CHECK(back.other - back.base == w.base - w.other);
  CHECK(back.rows.front().tally.leavers == line.newcomers);
  CHECK(back.rows.front().tally.undelivered == line.rescued);
  CHECK(back.rows.front().tally.losers == line.gainers);
}

TEST_CASE("purposes, hours and pairs of stations each add up to the line", "[experiment][winners]") {
  const Winners w = compared(line_of(0.4, 12, 500'000).plan(), line_of(0.6, 30, 400'000).plan(), 3).winners;
  for (const std::string scope : {"purpose", "hour", "od"}) {
    WinnersTally sum;
    for (const WinnersRow& row : w.rows)
      if (row.scope == scope) sum.add(row.tally);
    const WinnersTally& line = w.rows.front().tally;
    CHECK(sum.stay == line.stay);
    CHECK(sum.newcomers == line.newcomers);
    CHECK(sum.leavers == line.leavers);
    CHECK(sum.gainers == line.gainers);
    CHECK(sum.losers == line.losers);
    CHECK(sum.rescued == line.rescued);
    CHECK(sum.undelivered == line.undelivered);
  }
  CHECK(row_of(w, "purpose", "passengers").tally.stay.people > 0);
}

TEST_CASE("a day compared with itself has neither winners nor losers", "[experiment][winners]") {
  const Plan plan = line_of(0.5, 12, 500'000).plan();
  const Winners w = compared(plan, plan, 3).winners;
  const WinnersTally& line = w.rows.front().tally;
  CHECK(line.stay == PersonalSums{line.stay.people, 0, 0, 0});
  CHECK(line.gainers + line.losers + line.newcomers.people + line.leavers.people == 0);
  CHECK(w.rows.front().time == std::array<double, 5>{});
  CHECK(w.time_change.mean == 0.0);
}

TEST_CASE("a lower fare is gained by everybody who stays, to the fen", "[experiment][winners]") {
  const Winners w = compared(line_of(0.5, 12, 500'000).plan(), line_of(0.5, 12, 400'000).plan(), 2).winners;
  const WinnersTally& pair = row_of(w, "od", "A→D").tally;
  CHECK(pair.stay.people > 100);
  CHECK(pair.stay.fen == pair.stay.people * -150);  // 15 km at 0.1 yuan
  CHECK(pair.stay.door == 0);
  CHECK(pair.newcomers.people + pair.leavers.people == 0);
}

TEST_CASE("a train an hour later costs its people an hour", "[experiment][winners]") {
  SmallLine early({5.0});
  SmallLine late({5.0});
  early.trains({clock_time(8)});
  late.trains({clock_time(9)});
  for (SmallLine* line : {&early, &late}) {
    line->people(0, 1, clock_time(7, 50), 3);
    line->people(0, 1, clock_time(8, 30), 2);
  }
  const Winners w = compared(early.plan(), late.plan(), 2).winners;
  const WinnersTally& line = w.rows.front().tally;
  CHECK(line.stay.people == 2 * 3);
  CHECK(line.losers == 2 * 3);
  CHECK(line.stay.door == 2 * 3 * 3'600'000);
  CHECK(w.rows.front().time == std::array<double, 5>{3600.0, 3600.0, 3600.0, 3600.0, 3600.0});
  // Two came in both worlds, and in the first nobody took them.
  CHECK(line.newcomers.people == 2 * 2);
  CHECK(line.rescued == 2 * 2);
  CHECK(line.undelivered == 0);
  const WinnersTally back = compared(late.plan(), early.plan(), 2).winners.rows.front().tally;
  CHECK(back.undelivered == 2 * 2);
  CHECK(back.leavers == line.newcomers);
  CHECK(back.gainers == 2 * 3);
}

TEST_CASE("people are recognised though demand has grown and other groups came first", "[experiment][winners]") {
  SmallLine base({5.0, 5.0});
  base.every(clock_time(6), minutes(10), 30);
  base.type().seats = 2000;
  base.travellers(0, 2, 500.0, clock_time(7), clock_time(9));
  base.people(0, 1, clock_time(8), 3);
  SmallLine other = base;
  other.input.purposes[PurposeId{0}].height *= 2.5;
  other.input.passengers.insert(other.input.passengers.begin(), {"earlier group", StationId{0}, StationId{2}, clock_time(7), 4, {}});
  const auto [w, outcomes] = compared(base.plan(), other.plan(), 3);
  const WinnersTally& line = w.rows.front().tally;
  CHECK(static_cast<double>(line.stay.people) == sum_over_days(outcomes[0], 0));
  CHECK(line.leavers.people == 0);
  CHECK(line.stay.door == 0);
  CHECK(row_of(w, "purpose", "passengers").tally.newcomers.people == 3 * 4);
}

TEST_CASE("winners are the same for any number of threads, and the outcomes those of one by one",
          "[experiment][winners][V40]") {
  const Plan base = line_of(0.4, 12, 500'000).plan();
  const Plan other = line_of(0.6, 30, 400'000).plan();
  const Compared alone = compared(base, other, 7);
  const Compared three = compared(base, other, 7, 3);
  REQUIRE(alone.winners.rows.size() == three.winners.rows.size());
  for (std::size_t row = 0; row < alone.winners.rows.size(); ++row) {
    const WinnersRow& a = alone.winners.rows[row];
    const WinnersRow& b = three.winners.rows[row];
    CHECK(a.id == b.id);
    CHECK(a.tally.stay == b.tally.stay);
    CHECK(a.tally.gainers == b.tally.gainers);
    CHECK(std::memcmp(a.time.data(), b.time.data(), sizeof a.time) == 0);
  }
  CHECK(alone.winners.gainers.half_width == three.winners.gainers.half_width);
  RunOptions options;
  options.replications = 7;
  CHECK(replicate(other, alone.outcomes[1].cells, options).fingerprint == three.outcomes[1].fingerprint);
}

TEST_CASE("people of other purposes or places are not the same people", "[experiment][winners]") {
  const Plan plan = line_of(0.5, 12, 500'000).plan();
  SmallLine renamed = line_of(0.5, 12, 500'000);
  renamed.input.purposes[PurposeId{1}].name = "somebody else";
  CHECK(same_people(plan, plan));
  CHECK_FALSE(same_people(plan, renamed.plan()));
}
