// Who comes, into lanes: each lane in order of coming.

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>

#include "day.hpp"

namespace czt {

/// Two steps, since the first leaves short stretches that fit the nearest cache: lane by lane in the order of
/// drawing, then each lane by time.
void Simulation::queue_people() {
  const std::uint32_t people = people_;
  s_.lanes.assign(plan_.lanes.size(), {});
  std::int32_t earliest = std::numeric_limits<std::int32_t>::max();
  std::int32_t latest = std::numeric_limits<std::int32_t>::min();
  for (const State::Coming& c : s_.coming) {
    ++s_.lanes[c.lane].end;
    earliest = std::min(earliest, c.came);
    latest = std::max(latest, c.came);
  }
  std::uint32_t first = 0;
  for (State::LaneQueue& lane : s_.lanes) {
    const std::uint32_t count = lane.end;
    lane.head = lane.reached = lane.end = first;  // `end` runs as rows are given out
    first += count;
  }
  PassengerColumns& rows = world_.passengers;
  rows.came.resize(people);
  rows.person.resize(people);
  // Rows are given out before anything is written to them: in one loop each write would hold up the next reading of
  // `end`, since the processor cannot know yet that it goes elsewhere.
  for (State::Coming& c : s_.coming) c.lane = s_.lanes[c.lane].end++;
  for (std::uint32_t i = 0; i < people; ++i) {
    const std::uint32_t row = s_.coming[i].lane;
    rows.came[row] = s_.coming[i].came;
    rows.person[row] = i;
  }
  for (const State::LaneQueue& lane : s_.lanes) sort_by_time({lane.head, lane.end}, earliest, latest);
  rows.boarded.assign(people, PassengerColumns::never);
  rows.alighted.assign(people, PassengerColumns::never);
  rows.stood_until.assign(people, 0);
  rows.missed.assign(people, 0);
  world_.base_rows = people;
}

void Simulation::sort_by_time(Rows rows) {
  if (rows.size() == 0) return;
  const auto begin = world_.passengers.came.begin();
  const auto [earliest, latest] = std::minmax_element(begin + rows.begin, begin + rows.end);
  sort_by_time(rows, *earliest, *latest);
}

/// Puts rows in the order of coming; who come at one instant stay in the order they were in (of persons, at first). The day is cut into stretches; what is in
/// disorder after these are in order came within one stretch: seldom anybody.
void Simulation::sort_by_time(Rows lane, std::int32_t earliest, std::int32_t latest) {
  if (lane.size() >= 4096) sort_by_stretch<11>(lane, earliest, latest);
  else if (lane.size() >= 32) sort_by_stretch<8>(lane, earliest, latest);
  std::int32_t* came = world_.passengers.came.data();
  std::uint32_t* person = world_.passengers.person.data();
  for (std::uint32_t row = lane.begin + 1; row < lane.end; ++row) {
    if (came[row - 1] <= came[row]) [[likely]] continue;
    std::uint32_t place = row - 1;
    while (place > lane.begin && came[place - 1] > came[row]) --place;
    std::rotate(came + place, came + row, came + row + 1);
    std::rotate(person + place, person + row, person + row + 1);
  }
}

/// Stretches of the day, 2^(2·bits) or somewhat less, are numbered by two digits: sorting by the lower digit, then by
/// the higher, costs no comparison.
template <int bits>
void Simulation::sort_by_stretch(Rows lane, std::int32_t earliest, std::int32_t latest) {
  constexpr std::uint32_t digits = 1u << bits;
  const auto day_bits = static_cast<int>(std::bit_width(static_cast<std::uint32_t>(latest - earliest)));
  const int shift = std::max(0, day_bits - 2 * bits);
  const auto stretch = [&](std::int32_t at) { return static_cast<std::uint32_t>(at - earliest) >> shift; };
  std::int32_t* came = world_.passengers.came.data() + lane.begin;
  std::uint32_t* person = world_.passengers.person.data() + lane.begin;

  if (s_.by_low_digit.size() < lane.size()) s_.by_low_digit.resize(lane.size());
  State::Comer* by_low_digit = s_.by_low_digit.data();
  std::array<std::uint32_t, digits> low{};  // per digit: how many, then where its next one goes
  std::array<std::uint32_t, digits> high{};
  for (std::uint32_t k = 0; k < lane.size(); ++k) {
    ++low[stretch(came[k]) % digits];
    ++high[stretch(came[k]) / digits];
  }
  std::exclusive_scan(low.begin(), low.end(), low.begin(), 0u);
  std::exclusive_scan(high.begin(), high.end(), high.begin(), 0u);
  for (std::uint32_t k = 0; k < lane.size(); ++k) {
    State::Comer& comer = by_low_digit[low[stretch(came[k]) % digits]++];
    comer.came = came[k];
    comer.person = person[k];
  }
  for (std::uint32_t k = 0; k < lane.size(); ++k) {
    const State::Comer& comer = by_low_digit[k];
    const std::uint32_t at = high[stretch(comer.came) / digits]++;
    came[at] = comer.came;
    person[at] = comer.person;
  }
}

}  // namespace czt
