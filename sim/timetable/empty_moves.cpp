#include "czt/timetable/empty_moves.hpp"

#include <algorithm>

#include "czt/timetable/pattern.hpp"
#include "czt/timetable/place.hpp"

namespace czt {
namespace {

/// The move as if it left at this time.
Trip leaving(const EmptyMove& move, SimTime at, const Network& network, const IdVector<TrainTypeId, TrainType>& types) {
  Pattern pattern;
  pattern.name = "empty moves";
  pattern.calls = {move.from, move.to};
  pattern.type = move.type;
  pattern.departures = {at};
  pattern.empty = true;
  pattern.trainset = move.trainset;
  Trip trip = expand(pattern, network, types).front();
  trip.number = move.number;
  return trip;
}

}  // namespace

std::optional<Trip> free_empty_move(const EmptyMove& move, const Trips& trips, const Network& network,
                                    const IdVector<TrainTypeId, TrainType>& types, const SeparationRules& rules) {
  const Trip first = leaving(move, move.leaves_from, network, types);
  const Duration room = move.arrives_by - first.arrives();
  if (room < Duration{}) return std::nullopt;
  // Near the wished end first: the search of `place` prefers the middle of what it is given.
  for (Duration window{};; window = std::min(room, window == Duration{} ? minutes(10) : 2 * window)) {
    const Duration begins = move.as_late_as_may_be ? room - window : Duration{};
    NewService wanted;
    wanted.may_shift = window / 2 / placing_step * placing_step;
    wanted.may_stretch = move.as_late_as_may_be ? Duration{} : std::min(room - window, minutes(5));
    wanted.there = {leaving(move, move.leaves_from + begins + wanted.may_shift, network, types)};
    Placement found = place(trips, std::move(wanted), network, rules);
    if (found.trains.front().remaining.empty()) return std::move(found.trips.front());
    if (window == room) return std::nullopt;
  }
}

}  // namespace czt
