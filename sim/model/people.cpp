// Who comes, and when: travellers are drawn stream by stream.

#include <array>
#include <span>

#include "day.hpp"

namespace czt {

namespace {

/// Which of the `drawn`, who wish to go `to`, may take rail at some time of the day; returns how many.
/// Everybody is written and not all are kept: a branch would be guessed wrong too often.
std::uint32_t find_inclined(std::span<const TravellerDraw> drawn, const std::uint32_t* to, const Plan::Choice* choices,
                            std::uint8_t* inclined) {
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < drawn.size(); ++i) {
    const Plan::Choice& choice = choices[to[i]];
    inclined[count] = static_cast<std::uint8_t>(i);
    count += static_cast<std::uint32_t>(drawn[i].inclination < choice.rail_most) &
             static_cast<std::uint32_t>(drawn[i].height < choice.travels);
  }
  return count;
}

}  // namespace

void Simulation::draw_people() {
  people_ = 0;
  s_.wishes.resize(State::wish_room);
  std::uint32_t wishes = 0;
  for (const Plan::DrawnStream& stream : plan_.drawn_streams) {
    fetch_shares(stream);
    wishes = draw_stream(stream, wishes);
  }
  settle(wishes);
  add_groups();
  make_room_for(0);  // cuts the columns to the people
  set_out();
  pass_entrances();
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
  persons.to.resize(rows);
  s_.coming.resize(rows);
}

void Simulation::add_person(std::uint32_t stream, std::uint32_t number, std::uint32_t journey,
                            std::int32_t wish, std::uint16_t to, State::Coming coming) {
  PersonColumns& persons = world_.persons;
  persons.stream[people_] = stream;
  persons.number[people_] = number;
  persons.journey[people_] = journey;
  persons.wish[people_] = wish;
  persons.to[people_] = to;
  s_.coming[people_] = coming;
  ++people_;
}

/// Where a new purpose or origin begins: whatever its people are asked is fetched in a row, not when each is asked.
void Simulation::fetch_shares(const Plan::DrawnStream& of) {
  const TravellerStream& stream = plan_.field.streams()[of.row];
  const std::size_t n = plan_.field.places();
  const std::size_t origin = stream.purpose.value * n + stream.from.value;
  if (origin == s_.fetched) return;
  s_.fetched = origin;
  plan_.field.destinations(stream.purpose, stream.from).fetch();
  const Plan::Choice* choices = plan_.choices.data() + origin * n;
  for (const Plan::Choice* choice = choices; choice < choices + n; ++choice) __builtin_prefetch(choice);
  const std::uint32_t* below = plan_.rail_below.data() + origin * n * plan_.quarters;
  for (std::size_t cell = 0; cell < n * plan_.quarters; cell += 64 / sizeof *below) __builtin_prefetch(below + cell);
}

/// Appends the stream's riders to the wishes; returns how many these are now. Full wishes are settled on the way.
std::uint32_t Simulation::draw_stream(const Plan::DrawnStream& of, std::uint32_t wishes) {
  const TravellerStream& stream = plan_.field.streams()[of.row];
  const AliasTable& destinations = plan_.field.destinations(stream.purpose, stream.from);
  const bool anywhere = stream.to == TravellerStream::anywhere;
  const Purpose& purpose = plan_.input.purposes[stream.purpose];
  const std::size_t n = plan_.field.places();
  const auto first_choice = static_cast<std::uint32_t>((stream.purpose.value * n + stream.from.value) * n);
  const Plan::Choice* choices = &plan_.choices[first_choice];
  const auto purpose_row = static_cast<std::uint16_t>(stream.purpose.value);
  const std::uint32_t* rail_below = plan_.rail_below.data();
  const bool chooses = plan_.input.choice.has_value();
  const QuantileTable* profiles[] = {&purpose.profile_up, &purpose.profile_down};
  const std::uint32_t quarters = plan_.quarters;

  TravellerRun run(stream, of.below, draws_);
  std::array<std::uint32_t, TravellerRun::most> to;
  if (!anywhere) to.fill(stream.to);
  std::array<std::uint8_t, TravellerRun::most> inclined;
  for (std::span<const TravellerDraw> drawn = run.next(); !drawn.empty(); drawn = run.next()) {
    world_.counts.drawn += drawn.size();
    if (wishes + drawn.size() > State::wish_room) {
      settle(wishes);
      wishes = 0;
    }
    if (anywhere)
      for (std::size_t i = 0; i < drawn.size(); ++i) to[i] = destinations(drawn[i].destination);
    const std::uint32_t count = find_inclined(drawn, to.data(), choices, inclined.data());
    if (count == 0) continue;
    const std::uint32_t* more = chooses ? run.more().data() : nullptr;
    State::Wish* next = s_.wishes.data() + wishes;
    for (std::uint32_t k = 0; k < count; ++k) {  // written and kept likewise
      const std::uint32_t i = inclined[k];
      const TravellerDraw& traveller = drawn[i];
      const std::uint32_t row = first_choice + to[i];
      const Plan::Choice& choice = choices[to[i]];
      const std::int32_t wish = (*profiles[choice.down])(traveller.when);
      const std::uint32_t quarter = quarters > 1 ? plan_.quarter_of(wish) : 0;
      const std::uint32_t cell = row * quarters + quarter;
      *next = {of.row, run.first_row() + i, choice.journey[0], wish, traveller.arriving, row, purpose_row,
               static_cast<std::uint16_t>(quarter), static_cast<std::uint16_t>(to[i]), 0, chooses ? more[i] : 0, 0};
      if (chooses) __builtin_prefetch(&plan_.rail_pairs[cell]);
      next += traveller.inclination < rail_below[cell] ? 1 : 0;
    }
    wishes = static_cast<std::uint32_t>(next - s_.wishes.data());
  }
  return wishes;
}

/// Turns the wishes into people who come; those without a train are counted. In sweeps, so that the memory of the
/// next is on its way while this one waits.
void Simulation::settle(std::uint32_t count) {
  State::Wish* wishes = s_.wishes.data();
  if (plan_.input.choice) choose_stations(wishes, count);
  for (std::uint32_t i = 0; i < count; ++i) __builtin_prefetch(guide_of(wishes[i].journey, wishes[i].at));
  const Plan::Departure* cells = plan_.departures.cells().data();
  for (std::uint32_t i = 0; i < count; ++i) {
    wishes[i].departure = plan_.departures.first_cell(JourneyId{wishes[i].journey}) + *guide_of(wishes[i].journey, wishes[i].at);
    __builtin_prefetch(cells + wishes[i].departure);
    __builtin_prefetch(&plan_.aware_share[plan_.habit_of[wishes[i].purpose] * plan_.departures.cell_count() + wishes[i].departure]);
  }
  if (plan_.input.choice)
    for (std::uint32_t i = 0; i < count; ++i) {
      const Plan::DepartureChoice& choice = plan_.departure_choices[wishes[i].departures];
      __builtin_prefetch(plan_.departure_below.data() + choice.first_below);
      __builtin_prefetch(cells + choice.first_cell + choice.count / 2);
    }
  for (std::uint32_t k = 0; k < plan_.most_in_step; ++k)
    for (std::uint32_t i = 0; i < count; ++i) wishes[i].departure += cells[wishes[i].departure].at < wishes[i].at ? 1 : 0;
  make_room_for(count);
  const std::uint32_t came = plan_.input.choice ? add_people<&Simulation::coming_by_choice>(count) : add_people<&Simulation::coming_next>(count);
  world_.counts.no_service += count - came;
}

/// Those of the wishes who come; how many.
template <World::State::Coming (Simulation::*coming_of)(const World::State::Wish&) const>
std::uint32_t Simulation::add_people(std::uint32_t count) {
  PersonColumns& persons = world_.persons;
  std::uint32_t* stream = persons.stream.data() + people_;
  std::uint32_t* number = persons.number.data() + people_;
  std::uint32_t* journey = persons.journey.data() + people_;
  std::int32_t* at = persons.wish.data() + people_;
  std::uint16_t* to = persons.to.data() + people_;
  State::Coming* coming = s_.coming.data() + people_;
  const State::Wish* wishes = s_.wishes.data();
  std::uint32_t came = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const State::Wish& wish = wishes[i];
    stream[came] = wish.stream;
    number[came] = wish.number;
    journey[came] = wish.journey;
    at[came] = wish.at;
    to[came] = wish.to;
    coming[came] = (this->*coming_of)(wish);
    came += coming[came].lane == none ? 0 : 1;
  }
  people_ += came;
  return came;
}

/// How many in 2^16 of those who would take this cell's departure next know the timetable.
std::uint32_t Simulation::aware_of(const State::Wish& wish) const {
  return plan_.aware_share[plan_.habit_of[wish.purpose] * plan_.departures.cell_count() + wish.departure];
}

/// When he comes who aims at this departure: the lower half of `arriving` says where in his habit he stands.
std::int32_t Simulation::aiming_at(const Plan::Departure& departure, std::uint32_t arriving) const {
  const std::int64_t beta = plan_.aware_wait(arriving << 16 | 0x8000u);
  return departure.at - least_wait_ - static_cast<std::int32_t>((departure.spare * beta) >> 20);
}

/// Everybody takes the first departure at or after his wish; the upper half of `arriving` says whether he reckons with
/// the timetable. No lane: no train leads there within his patience.
World::State::Coming Simulation::coming_next(const State::Wish& wish) const {
  const Plan::Departure& departure = plan_.departures.cells()[wish.departure];
  const std::uint32_t aware = aware_of(wish);
  // Before the first train nobody comes at random: who wishes to travel so early waits at home for it.
  const int before_service = static_cast<int>(aware > 0) & static_cast<int>(departure.at - wish.at > departure.headway);
  const int knows = (wish.arriving >> 16) < aware ? 1 : 0;
  // A mask instead of a branch: whether he aims, nobody can guess.
  const std::int32_t aims = -(knows | before_service);
  const bool in_time = departure.at - wish.at <= patience_;  // the sentinel lies beyond all patience
  return {(aiming_at(departure, wish.arriving) & aims) | (wish.at & ~aims), in_time ? departure.lane : none};
}

/// Those who know the timetable choose among the departures around their wish; the others take the next, or, where
/// none comes within their patience, have to look one up too.
World::State::Coming Simulation::coming_by_choice(const State::Wish& wish) const {
  const Plan::Departure* cells = plan_.departures.cells().data();
  const bool in_time = cells[wish.departure].at - wish.at <= patience_;
  if (in_time && (wish.arriving >> 16) >= aware_of(wish)) return {wish.at, cells[wish.departure].lane};
  const Plan::DepartureChoice& choice = plan_.departure_choices[wish.departures];
  if (choice.count == 0) return {wish.at, in_time ? cells[wish.departure].lane : none};
  const std::uint16_t* below = plan_.departure_below.data() + choice.first_below;  // ascending
  std::uint32_t k = 0;
  for (std::uint32_t j = 0; j + 1 < choice.count; ++j) k += below[j] <= wish.choosing ? 1 : 0;
  const Plan::Departure& departure = cells[choice.first_cell + k];
  return {aiming_at(departure, wish.arriving), departure.lane};
}

/// By which pair of stations: 16 bits of his own; 16 more are kept for his departure.
void Simulation::choose_stations(State::Wish* wishes, std::uint32_t count) const {
  for (std::uint32_t i = 0; i < count; ++i) {
    State::Wish& wish = wishes[i];
    const auto& below = plan_.rail_pairs[wish.choice * plan_.quarters + wish.quarter];
    const std::uint32_t own = wish.choosing >> 16;
    std::uint32_t pair = 0;
    for (const std::uint16_t limit : below) pair += own >= limit && limit != 0xFFFF ? 1 : 0;
    wish.journey = plan_.choices[wish.choice].journey[pair];
    wish.choosing &= 0xFFFF;
    wish.departures = (wish.purpose * plan_.slots + plan_.journey_slot[wish.journey]) * plan_.quarters + wish.quarter;
    __builtin_prefetch(&plan_.departure_choices[wish.departures]);
  }
}

/// Where somebody waits who is ready at `ready` to travel the journey: for the first way on, or, where his patience
/// finds none, for a train of the day's route.
std::uint32_t Simulation::lane_from(std::uint32_t journey, std::int32_t ready) const {
  const Plan::Departure* departure = plan_.departures.cells().data() + plan_.departures.first_cell(JourneyId{journey}) +
                                     *guide_of(journey, ready);
  while (departure->at < ready) ++departure;
  return departure->at - ready <= patience_ ? departure->lane : plan_.first_lane[journey];
}

void Simulation::add_groups() {
  const auto streams = static_cast<std::uint32_t>(plan_.field.streams().size());
  const auto nowhere = static_cast<std::uint16_t>(plan_.input.places.size());
  for (std::size_t g = 0; g < plan_.input.passengers.size(); ++g) {
    const PassengerGroup& group = plan_.input.passengers[g];
    make_room_for(group.count);
    const std::uint32_t journey = group.from.value * plan_.stations + group.to.value;
    for (std::uint32_t i = 0; i < group.count; ++i) {
      if (plan_.least_ride[journey] < 0) {
        ++world_.counts.no_service;
        continue;
      }
      const auto at = static_cast<std::int32_t>(in_milliseconds(group.first + i * group.every));
      add_person(streams + static_cast<std::uint32_t>(g), i, journey, at, nowhere, {at, lane_from(journey, at)});
    }
  }
}

}  // namespace czt
