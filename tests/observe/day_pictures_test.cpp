#include "czt/observe/day_pictures.hpp"

#include <numeric>

#include "czt/observe/day_replay.hpp"

#include "observe/seen.hpp"
#include "support/catch.hpp"

using namespace czt;
using namespace czt::test;

namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

const DayPictures::SegmentPicture& between(const DayPictures& p, std::uint32_t from, std::uint32_t to) {
  for (const DayPictures::SegmentPicture& s : p.segments)
    if (s.from == from && s.to == to) return s;
  FAIL("no such segment");
  return p.segments.front();
}

}  // namespace

TEST_CASE("the pictures of a day show what its measures say", "[observe][pictures]") {
  Seen seen(morning());
  DayPicturing picturing(seen.plan);
  picturing.add(seen.world);
  const DayPictures p = picturing.pictures();
  REQUIRE(p.days == 1);
  REQUIRE(p.trains.size() == 2);
  CHECK(p.first_quarter == ms(clock_time(8)));
  // Six of the seven who want the first train get on; A to B, then those who stay on and the one of B.
  CHECK(between(p, 0, 1).load[0] == 6.0);
  CHECK(between(p, 0, 1).seats[0] == 2.0);
  CHECK(between(p, 0, 1).capacity[0] == 6.0);
  CHECK(between(p, 0, 1).load[2] == 1.0);
  CHECK(between(p, 1, 2).load[0] == p.trains[0].stops[1].load);
  CHECK(p.platforms[0].left_behind[0] == 1.0);
  CHECK(sum(p.platforms[0].left_behind) == seen("left_behind"));
  CHECK(p.platforms[0].boarded + p.platforms[1].boarded == seen("boardings"));
  CHECK(p.platforms[1].alighted + p.platforms[2].alighted == seen("boardings"));
  CHECK(sum(p.waits) == seen("boardings"));
  CHECK(sum(p.journeys) == seen("journeys"));
  CHECK(p.waits[10] == 1.0);   // who came at 7:50
  CHECK(p.waits[30] == 1.0);   // left behind at 8:00
}

TEST_CASE("people wait on the platform from when they come until their train leaves", "[observe][pictures]") {
  Seen seen(morning());
  DayPicturing picturing(seen.plan);
  picturing.add(seen.world);
  picturing.add(seen.world);
  const DayPictures p = picturing.pictures();
  CHECK(p.days == 2);
  CHECK(p.platforms[0].waiting[0] == 1.0);  // at 8:15 and 8:30 who was left behind
  CHECK(p.platforms[0].waiting[1] == 1.0);
  CHECK(p.platforms[0].waiting[2] == 0.0);
  CHECK(p.platforms[1].waiting[1] == 1.0);  // at 8:30 who came at 8:20 for the second train
  CHECK(p.platforms[0].low[0] == 1.0);
  CHECK(p.platforms[0].high[0] == 1.0);
  CHECK(p.platforms[0].boarded == 7.0);     // a day, not of both
}

TEST_CASE("a day is played again with the people who wait at each second", "[observe][pictures]") {
  Seen seen(morning());
  const DayReplay replay = replay_of(seen.plan, seen.world);
  REQUIRE(replay.waiting.size() == 3);
  const auto waiting = [&](std::uint32_t station, SimTime at) {
    std::int32_t people = 0;
    for (const DayReplay::Step& step : replay.waiting[station])
      if (step.at <= ms(at) / 1000) people = step.waiting;
    return people;
  };
  CHECK(waiting(0, clock_time(7, 49)) == 0);
  CHECK(waiting(0, clock_time(7, 50)) == 1);
  CHECK(waiting(0, clock_time(8, 15)) == 1);   // who was left behind at eight
  CHECK(waiting(0, clock_time(8, 45)) == 0);
  CHECK(waiting(1, clock_time(8, 19)) == 0);
  CHECK(waiting(1, clock_time(8, 20)) == 1);
  CHECK(replay.day.days == 1);
  CHECK(replay.day.trains.size() == 2);
  for (const auto& steps : replay.waiting) {
    CHECK((steps.empty() || steps.back().waiting == 0));
    for (std::size_t k = 1; k < steps.size(); ++k) CHECK(steps[k].at > steps[k - 1].at);
  }
}
