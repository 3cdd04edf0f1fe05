// Who was left behind asks again whether to go by rail.

#include <algorithm>

#include "czt/core/maths.hpp"
#include "day.hpp"

namespace czt {

namespace {

/// A rival that sets out now for a way so long.
bool any_rival_runs(const PlanInput& input, double km, std::int32_t now) {
  const SimTime at = start_of_day + milliseconds(now);
  return std::ranges::any_of(input.rivals, [&](const Rival& rival) {
    return at >= rival.first && at < rival.last && km >= in_km(rival.least_distance) && km <= in_km(rival.most_distance);
  });
}

void fetch_person(const PersonColumns& persons, std::uint32_t person) {
  __builtin_prefetch(&persons.stream[person]);
  __builtin_prefetch(&persons.number[person]);
  __builtin_prefetch(&persons.journey[person]);
  __builtin_prefetch(&persons.wish[person]);
  __builtin_prefetch(&persons.to[person]);
}

}  // namespace

/// The share P of those who take rail was for a train without a wait; with the wait for the next one before them, fewer
/// do: the odds fall by exp(−ΔV/θ), θ of the rail nest. He goes who is no longer among them, by his own inclination, so
/// that a longer wait never keeps anybody. Who changes trains and who was put in by hand stays.
bool Simulation::goes_by_a_rival(std::uint32_t row) const {
  const PersonColumns& persons = world_.persons;
  const std::uint32_t person = world_.passengers.person[row];
  const auto streams = plan_.field.streams();
  if (persons.stream[person] >= streams.size()) return false;
  const TravellerStream& stream = streams[persons.stream[person]];
  const std::size_t n = plan_.field.places();
  const std::size_t pair = stream.from.value * n + persons.to[person];
  if (!any_rival_runs(plan_.input, plan_.settled.road_km[pair], now_)) return false;

  const std::uint32_t journey = persons.journey[person];
  const Plan::Departure* next = plan_.departures.cells().data() + plan_.departures.first_cell(JourneyId{journey}) +
                                *guide_of(journey, now_ + 1);
  while (next->at <= now_) ++next;
  if (next->at > world_.passengers.came[row] + patience_) return true;

  const ChoiceModel& model = *plan_.input.choice;
  const std::size_t choice = stream.purpose.value * n * n + pair;
  const double share = plan_.rail_below[choice * plan_.quarters + plan_.quarter_of(persons.wish[person])] * 0x1p-32;
  const double loss = plan_.settled.purposes[stream.purpose.value].per_minute * model.wait_weight * (next->at - now_) / 60'000.0;
  const double left = share * maths::exp(-loss / model.nest[0]);
  const TravellerDraw traveller = TravellerField::traveller(stream, persons.number[person], draws_);
  return traveller.inclination * 0x1p-32 >= left / (1.0 - share + left);
}

/// Those left behind are in front of `end`. Who stays keeps his order, at the end of these rows; the others are in front
/// of the lane's head.
void Simulation::rechoose(State::LaneQueue& lane, std::uint32_t end) {
  PassengerColumns& rows = world_.passengers;
  s_.leaving.clear();
  std::uint32_t stays = end;
  const std::uint32_t ahead = 12;  // rows whose persons are on their way from memory
  for (std::uint32_t row = end; row-- > lane.head;) {
    if (row >= lane.head + ahead) fetch_person(world_.persons, rows.person[row - ahead]);
    const State::Leaving person{rows.came[row], rows.person[row], rows.missed[row]};
    if (goes_by_a_rival(row)) {
      s_.leaving.push_back(person);
      continue;
    }
    --stays;
    rows.came[stays] = person.came;
    rows.person[stays] = person.person;
    rows.missed[stays] = person.missed;
  }
  for (std::uint32_t row = lane.head; row < stays; ++row) {
    const State::Leaving& person = s_.leaving[stays - 1 - row];
    rows.came[row] = person.came;
    rows.person[row] = person.person;
    rows.missed[row] = person.missed;
    rows.boarded[row] = PassengerColumns::went_to_rival;
  }
  lane.head = stays;
}

}  // namespace czt
