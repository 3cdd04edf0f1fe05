#include "czt/timetable/place.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "bookings.hpp"
#include "path.hpp"

namespace czt {
namespace {

/// How far beyond what is allowed a free departure is looked for, to be told.
constexpr Duration look_further = minutes(180);

Trip moved(Trip trip, Duration by) {
  for (StopTime& stop : trip.stops) {
    stop.arrival += by;
    stop.departure += by;
  }
  return trip;
}

/// A step, −1 step, +1, −2, …: the order in which a planner would try.
Duration next_shift(Duration shift) {
  return shift < Duration{} ? -shift : -shift - placing_step;
}

Duration total_shortage(const std::vector<Conflict>& found) {
  Duration sum{};
  for (const Conflict& c : found) sum += c.short_by;
  return sum;
}

/// The timetable so far, and the next train that wants a place in it.
class Planner {
 public:
  Planner(const Trips& trips, const Network& network, const SeparationRules& rules)
      : network_(network), bookings_(trips, network, rules) {
    for (std::size_t row = 0; row < trips.size(); ++row) remember({TripId{row}, &trips[TripId{row}]});
  }

  /// Longer on its way by at most `stretch`; none where it cannot keep clear of the others.
  [[nodiscard]] std::optional<FreePath> path(const Trip& trip, Duration stretch) const {
    if (trip.departs() < start_of_day) return std::nullopt;
    if (trip.when_ready) return FreePath{trip, {}};
    auto found = free_path(trip, stretch, bookings_, network_);
    if (found && !trainset_overlaps({}, found->trip).empty()) return std::nullopt;
    return found;
  }

  [[nodiscard]] std::vector<Conflict> conflicts_of(TripId id, const Trip& trip) const {
    std::vector<Conflict> found = bookings_.conflicts_brought_by(id, trip);
    for (Conflict& c : trainset_overlaps(id, trip)) found.push_back(std::move(c));
    put_in_order(found);
    return found;
  }

  /// `trip` is kept by the caller.
  void book(TripId id, const Trip& trip) {
    bookings_.book(id, trip);
    remember({id, &trip});
  }

 private:
  void remember(Worked worked) {
    if (!worked.trip->trainset.empty() && !worked.trip->when_ready)
      worked_by_[worked.trip->trainset].push_back(worked);
  }

  /// Only overlaps in time: where the set is between two trips, a way back still to be placed may mend.
  [[nodiscard]] std::vector<Conflict> trainset_overlaps(TripId id, const Trip& trip) const {
    const auto others = worked_by_.find(trip.trainset);
    if (trip.when_ready || others == worked_by_.end()) return {};
    std::vector<Worked> worked = others->second;
    worked.push_back({id, &trip});
    std::vector<Conflict> found = trainset_conflicts(std::move(worked), network_);
    const auto own = [&](const Conflict& c) { return c.first == id || c.second == id; };
    std::erase_if(found, [&](const Conflict& c) { return c.short_by == Duration{} || !own(c); });
    return found;
  }

  const Network& network_;
  Bookings bookings_;
  std::map<std::string, std::vector<Worked>> worked_by_;
};

class ServicePlacing {
 public:
  ServicePlacing(const Trips& trips, NewService service, const Network& network,
                 const SeparationRules& rules)
      : service_(std::move(service)), first_row_(trips.size()), planner_(trips, network, rules) {
    placement_.trips.resize(service_.there.size() + service_.back.size());
    placement_.trains.resize(placement_.trips.size());
    for (std::size_t i = 0; i < placement_.trains.size(); ++i)
      placement_.trains[i].row = TripId{first_row_ + i};
  }

  Placement run() && {
    std::set<std::pair<SimTime, std::size_t>> waiting;  // by departure; there before back
    for (std::size_t i = 0; i < service_.there.size(); ++i)
      waiting.insert({service_.there[i].departs(), i});
    while (!waiting.empty()) {
      const auto [earliest, i] = *waiting.begin();
      waiting.erase(waiting.begin());
      const std::size_t trains = service_.there.size();
      i < trains ? place_there(i) : place_back(i, earliest);
      planner_.book(placement_.trains[i].row, placement_.trips[i]);
      if (i < service_.back.size() && !service_.back[i].empty())
        waiting.insert({placement_.trips[i].arrives() + service_.turnaround, trains + i});
    }
    return std::move(placement_);
  }

 private:
  void place_there(std::size_t i) {
    const Trip& asked = service_.there[i];
    bool found = false;
    for (Duration shift{}; std::chrono::abs(shift) <= service_.may_shift; shift = next_shift(shift)) {
      const auto path = planner_.path(moved(asked, shift), service_.may_stretch);
      if (!path || (found && path->stretch >= placement_.trains[i].stretch)) continue;
      take(i, *path, shift, 0);
      found = true;
      if (path->stretch == Duration{}) return;
    }
    if (found) return;
    for (Duration shift{}; std::chrono::abs(shift) <= service_.may_shift; shift = next_shift(shift))
      if (shift == Duration{} || asked.departs() + shift >= start_of_day)
        take_if_less_short(i, moved(asked, shift), shift);
    PlacedTrain& train = placement_.trains[i];
    for (Duration shift{}; std::chrono::abs(shift) <= service_.may_shift + look_further && !train.free_at;
         shift = next_shift(shift))
      if (planner_.path(moved(asked, shift), service_.may_stretch))
        train.free_at = asked.departs() + shift;
  }

  void place_back(std::size_t i, SimTime earliest) {
    PlacedTrain& train = placement_.trains[i];
    train.is_back = true;
    const std::vector<Trip>& ways = service_.back[i - service_.there.size()];
    const auto leaving = [&](const Trip& way, Duration wait) {
      return moved(way, earliest - way.departs() + wait);
    };
    std::optional<SimTime> arrives;
    for (std::size_t way = 0; way < ways.size(); ++way)
      for (Duration wait{}; wait <= service_.may_wait; wait += placing_step) {
        const Trip tried = leaving(ways[way], wait);
        if (arrives && tried.arrives() >= *arrives) break;
        const auto path = planner_.path(tried, service_.may_stretch);
        if (!path || (arrives && path->trip.arrives() >= *arrives)) continue;
        take(i, *path, wait, way);
        arrives = path->trip.arrives();
      }
    if (arrives) return;
    for (Duration wait{}; wait <= service_.may_wait; wait += placing_step)
      take_if_less_short(i, leaving(ways.back(), wait), wait);
    train.way = ways.size() - 1;
    for (Duration wait = service_.may_wait; wait <= service_.may_wait + look_further; wait += placing_step)
      if (planner_.path(leaving(ways.back(), wait), service_.may_stretch)) {
        train.free_at = earliest + wait;
        return;
      }
  }

  void take(std::size_t i, const FreePath& path, Duration shift, std::size_t way) {
    placement_.trips[i] = path.trip;
    placement_.trains[i].shift = shift;
    placement_.trains[i].stretch = path.stretch;
    placement_.trains[i].way = way;
  }

  void take_if_less_short(std::size_t i, Trip trip, Duration shift) {
    PlacedTrain& train = placement_.trains[i];
    std::vector<Conflict> found = planner_.conflicts_of(train.row, trip);
    const bool first = train.remaining.empty();
    if (!first && total_shortage(found) >= total_shortage(train.remaining)) return;
    train.remaining = std::move(found);
    train.shift = shift;
    placement_.trips[i] = std::move(trip);
  }

  NewService service_;
  std::size_t first_row_;
  Planner planner_;
  Placement placement_;
};

}  // namespace

Placement place(const Trips& trips, NewService service, const Network& network,
                const SeparationRules& rules) {
  assert(service.may_shift >= Duration{} && service.may_wait >= Duration{});
  assert(service.back.empty() || service.back.size() == service.there.size());
  return ServicePlacing(trips, std::move(service), network, rules).run();
}

}  // namespace czt
