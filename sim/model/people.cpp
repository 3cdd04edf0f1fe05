// Who comes, and when: travellers are drawn stream by stream, then put into the lanes of their stations in
// order of coming by two counting sorts (time, then lane).

#include <algorithm>

#include "day.hpp"

namespace czt {

namespace {

constexpr std::int32_t bin_shift = 14;                 // 16.4 s
constexpr std::int32_t bins_start = -3'600'000;        // the aware may come before midnight for an early train
constexpr std::uint32_t bin_count = (49 * 3'600'000 >> bin_shift) + 2;

std::uint32_t bin_of(std::int32_t came) {
  const std::int32_t bin = (came - bins_start) >> bin_shift;
  return static_cast<std::uint32_t>(std::clamp<std::int32_t>(bin, 0, bin_count - 1));
}

}  // namespace

void Simulation::draw_people() {
  world_.persons.stream.clear();
  world_.persons.number.clear();
  world_.persons.journey.clear();
  world_.persons.wish.clear();
  s_.coming.clear();
  draw_travellers();
  add_groups();
  queue_people();
}

void Simulation::add_person(std::uint32_t stream, std::uint32_t number, std::uint32_t journey,
                            std::int32_t wish, std::int32_t came) {
  world_.persons.stream.push_back(stream);
  world_.persons.number.push_back(number);
  world_.persons.journey.push_back(journey);
  world_.persons.wish.push_back(wish);
  s_.coming.push_back({came, plan_.first_lane[journey]});
}

void Simulation::draw_travellers() {
  for (const std::uint32_t row : plan_.drawn_streams) draw_stream(row);
}

void Simulation::draw_stream(std::uint32_t row) {
  const TravellerStream& stream = plan_.field.streams()[row];
  const std::uint32_t count = TravellerField::count(stream, draws_);
  const AliasTable& destinations = plan_.field.destinations(stream.purpose, stream.from);
  const Purpose& purpose = plan_.input.purposes[stream.purpose];
  const std::size_t n = plan_.field.places();
  const Plan::Choice* choices = &plan_.choices[(stream.purpose.value * n + stream.from.value) * n];
  const auto layer = static_cast<float>(stream.layer);

  for (std::uint32_t i = 0; i < count; ++i) {
    const TravellerDraw traveller = TravellerField::traveller(stream, i, draws_);
    const Plan::Choice& choice = choices[destinations(traveller.destination)];
    if (traveller.inclination >= choice.rail_below) continue;
    if (choice.height < layer + 1.0f &&
        static_cast<double>(stream.layer) + TravellerField::height_in_layer(stream, i, draws_) >=
            static_cast<double>(choice.height))
      continue;
    const std::int32_t wish =
        (choice.down ? purpose.profile_down : purpose.profile_up)(traveller.when);
    std::int32_t came = 0;
    if (!time_of_coming(choice, wish, traveller.arriving, came)) {
      ++world_.counts.no_service;
      continue;
    }
    add_person(row, i, choice.journey, wish, came);
  }
}

bool Simulation::time_of_coming(const Plan::Choice& choice, std::int32_t wish, std::uint32_t arriving,
                                std::int32_t& came) const {
  const JourneyId journey{choice.journey};
  const auto departures = plan_.departures[journey];
  const auto step = static_cast<std::uint32_t>(
      std::clamp<std::int32_t>(wish / Plan::guide_step, 0, Plan::guide_steps - 1));
  std::size_t k = plan_.departure_guide[choice.journey * std::size_t{Plan::guide_steps} + step];
  while (k < departures.size() && departures[k] < wish) ++k;
  if (k == departures.size() || departures[k] - wish > patience_) return false;

  const ArrivalModel& model = plan_.input.arrival;
  const auto longest = static_cast<std::int32_t>(in_milliseconds(model.longest));
  const std::int32_t headway = departures.size() < 2 ? longest
                               : k == 0             ? departures[1] - departures[0]
                                                    : departures[k] - departures[k - 1];
  const std::uint32_t aware =
      plan_.aware_share[choice.habit * plan_.departures.cell_count() +
                        plan_.departures.first_cell(journey) + k];
  const bool before_service = k == 0 && aware > 0 && departures[0] - wish > headway;
  if (arriving >= aware && !before_service) {
    came = wish;
    return true;
  }
  const std::uint32_t quantile =
      before_service ? arriving
                     : static_cast<std::uint32_t>(static_cast<double>(arriving) /
                                                  static_cast<double>(aware) * 4294967296.0);
  const auto least = static_cast<std::int32_t>(in_milliseconds(model.earliest + model.gate_closes));
  const std::int64_t spare = std::max(0, std::min(headway, longest) - least);
  const std::int64_t beta = plan_.aware_wait(quantile);
  came = departures[k] - least - static_cast<std::int32_t>((spare * beta) >> 20);
  return true;
}

void Simulation::add_groups() {
  const auto streams = static_cast<std::uint32_t>(plan_.field.streams().size());
  for (std::size_t g = 0; g < plan_.input.passengers.size(); ++g) {
    const PassengerGroup& group = plan_.input.passengers[g];
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

void Simulation::queue_people() {
  const auto people = static_cast<std::uint32_t>(s_.coming.size());
  s_.bins.assign(bin_count + 1, 0);
  s_.lanes.assign(plan_.lanes.size() + 1, {});
  for (const State::Coming& c : s_.coming) {
    ++s_.bins[bin_of(c.came) + 1];
    ++s_.lanes[c.lane].end;
  }
  for (std::uint32_t b = 0; b < bin_count; ++b) s_.bins[b + 1] += s_.bins[b];
  s_.by_time.resize(people);
  for (std::uint32_t i = 0; i < people; ++i) s_.by_time[s_.bins[bin_of(s_.coming[i].came)]++] = i;

  std::uint32_t first = 0;
  for (State::LaneQueue& lane : s_.lanes) {
    const std::uint32_t count = lane.end;
    lane.head = lane.reached = lane.end = first;  // `end` runs as rows are placed
    first += count;
  }
  PassengerColumns& rows = world_.passengers;
  rows.came.resize(people);
  rows.person.resize(people);
  for (const std::uint32_t i : s_.by_time) {
    const State::Coming& c = s_.coming[i];
    State::LaneQueue& lane = s_.lanes[c.lane];
    std::uint32_t at = lane.end++;
    // Within a bin the order is still that of drawing: slide back to the place by (came, person).
    while (at > lane.head && (rows.came[at - 1] > c.came ||
                              (rows.came[at - 1] == c.came && rows.person[at - 1] > i))) {
      rows.came[at] = rows.came[at - 1];
      rows.person[at] = rows.person[at - 1];
      --at;
    }
    rows.came[at] = c.came;
    rows.person[at] = i;
  }
  rows.boarded.assign(people, PassengerColumns::never);
  rows.alighted.assign(people, PassengerColumns::never);
  rows.stood_until.assign(people, 0);
  rows.missed.assign(people, 0);
  world_.base_rows = people;
}

}  // namespace czt
