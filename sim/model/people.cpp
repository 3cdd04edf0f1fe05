// Who comes, and when: travellers are drawn stream by stream, then put into the lanes of their stations, and each
// lane in order of coming.

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>

#include "day.hpp"

namespace czt {

namespace {

constexpr std::uint32_t sweep = 64;                    // travellers drawn at a time

}  // namespace

void Simulation::draw_people() {
  people_ = 0;
  for (const std::uint32_t row : plan_.drawn_streams) draw_stream(row);
  add_groups();
  make_room_for(0);  // cuts the columns to the people
  queue_people();
}

/// Columns keep the length of the day before, so that growing them again costs nothing.
void Simulation::make_room_for(std::uint32_t more) {
  const std::size_t rows = people_ + more;
  if (more > 0 && rows <= s_.coming.size()) return;
  PersonColumns& persons = world_.persons;
  persons.stream.resize(rows);
  persons.number.resize(rows);
  persons.journey.resize(rows);
  persons.wish.resize(rows);
  s_.coming.resize(rows);
}

void Simulation::add_person(std::uint32_t stream, std::uint32_t number, std::uint32_t journey,
                            std::int32_t wish, std::int32_t came) {
  PersonColumns& persons = world_.persons;
  persons.stream[people_] = stream;
  persons.number[people_] = number;
  persons.journey[people_] = journey;
  persons.wish[people_] = wish;
  s_.coming[people_] = {came, plan_.first_lane[journey]};
  ++people_;
}

void Simulation::draw_stream(std::uint32_t row) {
  const TravellerStream& stream = plan_.field.streams()[row];
  const std::uint32_t count = TravellerField::count(stream, draws_);
  make_room_for(count);
  const AliasTable& destinations = plan_.field.destinations(stream.purpose, stream.from);
  const Purpose& purpose = plan_.input.purposes[stream.purpose];
  const std::size_t n = plan_.field.places();
  const Plan::Choice* choices = &plan_.choices[(stream.purpose.value * n + stream.from.value) * n];
  const auto top = static_cast<float>(stream.layer + 1);

  const QuantileTable* profiles[] = {&purpose.profile_up, &purpose.profile_down};
  TravellerDraw drawn[sweep];
  Wish wishes[sweep];
  for (std::uint32_t first = 0; first < count; first += sweep) {
    const std::uint32_t here = std::min(sweep, count - first);
    TravellerField::travellers(stream, first, here, draws_, drawn);
    std::uint32_t riders = 0;
    for (std::uint32_t i = 0; i < here; ++i) {
      const TravellerDraw& traveller = drawn[i];
      const Plan::Choice& choice = choices[destinations(traveller.destination)];
      if (traveller.inclination >= choice.rail_below) continue;
      if (choice.height < top && !below_height(stream, first + i, choice.height)) continue;
      const std::int32_t wish = (*profiles[choice.down])(traveller.when);
      wishes[riders++] = {&choice, wish, traveller.arriving, first + i, 0};
    }
    aim_at_departures(wishes, riders);
    for (std::uint32_t i = 0; i < riders; ++i) {
      std::int32_t came = 0;
      if (time_of_coming(wishes[i], came))
        add_person(row, wishes[i].number, wishes[i].choice->journey, wishes[i].at, came);
      else
        ++world_.counts.no_service;
    }
  }
}

bool Simulation::below_height(const TravellerStream& stream, std::uint32_t row, float height) const {
  const double own = TravellerField::height_in_layer(stream, row, draws_);
  return static_cast<double>(stream.layer) + own < static_cast<double>(height);
}

/// Finds each one's departure in two sweeps, so that the memory of the next is on its way while this one waits.
void Simulation::aim_at_departures(Wish* wishes, std::uint32_t count) const {
  const auto guide_of = [&](const Wish& wish) {
    const auto step = static_cast<std::uint32_t>(
        std::clamp<std::int32_t>(wish.at / Plan::guide_step, 0, Plan::guide_steps - 1));
    return &plan_.departure_guide[wish.choice->journey * std::size_t{Plan::guide_steps} + step];
  };
  for (std::uint32_t i = 0; i < count; ++i) __builtin_prefetch(guide_of(wishes[i]));
  const Plan::Departure* cells = plan_.departure_cells.data();
  for (std::uint32_t i = 0; i < count; ++i) {
    wishes[i].departure = plan_.first_departure[wishes[i].choice->journey] + *guide_of(wishes[i]);
    __builtin_prefetch(cells + wishes[i].departure);
    __builtin_prefetch(&plan_.aware_share[wishes[i].departure]);
  }
  for (std::uint32_t i = 0; i < count; ++i)
    for (std::uint32_t k = 0; k < plan_.most_in_step; ++k)
      wishes[i].departure += cells[wishes[i].departure].at < wishes[i].at ? 1 : 0;
}

/// False where no train leads there within patience of the wish. The upper half of `arriving` says whether he
/// reckons with the timetable, the lower half where in his habit he stands.
bool Simulation::time_of_coming(const Wish& wish, std::int32_t& came) const {
  const Plan::Departure& departure = plan_.departure_cells[wish.departure];
  if (departure.at - wish.at > patience_) return false;  // the sentinel lies beyond all patience
  const std::uint32_t aware =
      plan_.aware_share[wish.choice->habit * plan_.departure_cells.size() + wish.departure];
  // Before the first train nobody comes at random: who wishes to travel so early waits at home for it.
  const bool before_service = aware > 0 && departure.at - wish.at > departure.headway;
  const std::int64_t beta = plan_.aware_wait(wish.arriving << 16 | 0x8000u);
  const std::int32_t aimed =
      departure.at - least_wait_ - static_cast<std::int32_t>((departure.spare * beta) >> 20);
  came = (wish.arriving >> 16) < aware || before_service ? aimed : wish.at;
  return true;
}

void Simulation::add_groups() {
  const auto streams = static_cast<std::uint32_t>(plan_.field.streams().size());
  for (std::size_t g = 0; g < plan_.input.passengers.size(); ++g) {
    const PassengerGroup& group = plan_.input.passengers[g];
    make_room_for(group.count);
    const std::uint32_t journey = group.from.value * plan_.stations + group.to.value;
    for (std::uint32_t i = 0; i < group.count; ++i) {
      if (plan_.first_lane[journey] == none) {
        ++world_.counts.no_service;
        continue;
      }
      const auto at = static_cast<std::int32_t>(in_milliseconds(group.first + i * group.every));
      add_person(streams + static_cast<std::uint32_t>(g), i, journey, at, at);
    }
  }
}

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

/// Puts rows that are in order of persons in the order of (came, person). The day is cut into stretches; what is in
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
