#include "czt/timetable/circulation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace czt {
namespace {

std::vector<TripId> in_order_of_departure(const Trips& trips) {
  std::vector<TripId> order;
  for (std::size_t row = 0; row < trips.size(); ++row) order.push_back(TripId{row});
  std::stable_sort(order.begin(), order.end(),
                   [&](TripId a, TripId b) { return trips[a].departs() < trips[b].departs(); });
  return order;
}

Diagnostic wrong_pair(TripId first_id, TripId second_id, const Trips& trips, std::string why) {
  const Trip& first = trips[first_id];
  const Trip& second = trips[second_id];
  Diagnostic d;
  d.where.line = static_cast<int>(second_id.value) + 1;
  d.also.line = static_cast<int>(first_id.value) + 1;
  d.path = fmt::format("timetable.{}.trainset", second.number);
  d.message = fmt::format("{} and {} are both worked by trainset {}: {}", first.number,
                          second.number, second.trainset, why);
  return d;
}

/// What forbids one set to work the second right after the first. All of it.
void check_given(TripId first_id, TripId second_id, const Trips& trips, Diagnostics& errors) {
  const Trip& first = trips[first_id];
  const Trip& second = trips[second_id];
  const auto wrong = [&](std::string why) {
    errors.push_back(wrong_pair(first_id, second_id, trips, std::move(why)));
  };
  if (second.departs() < first.arrives())
    wrong(fmt::format("{} leaves at {}, before {} has arrived at {}", second.number,
                      to_clock(second.departs()), first.number, to_clock(first.arrives())));
  if (second.from() != first.to())
    wrong(fmt::format("{} does not begin where {} ends", second.number, first.number));
  if (second.type != first.type) wrong("they are booked for different types of train");
}

/// Hands out trainsets trip by trip, in order of departure.
class Roster {
 public:
  Roster(const Trips& trips, const IdVector<TrainTypeId, TrainType>& types, Duration turnaround)
      : trips_(trips), types_(types), turnaround_(turnaround) {
    result_.previous.resize(trips.size());
    result_.trainset.resize(trips.size());
    result_.needed.assign(types.size(), 0);
    for (const Trip& trip : trips) given_names_.insert(trip.trainset);
  }

  void work(TripId id) { trips_[id].trainset.empty() ? work_with_any(id) : work_with_given(id); }

  Result<Circulation> finish() && {
    if (!errors_.empty()) return std::move(errors_);
    result_.trainset_count = result_.names.size();
    return std::move(result_);
  }

 private:
  using Terminus = std::pair<TrainTypeId, StationId>;

  /// First in, first out; only a set that has waited out its turnaround leaves.
  void work_with_any(TripId id) {
    const Trip& trip = trips_[id];
    auto& waiting = waiting_[{trip.type, trip.from()}];
    if (!waiting.empty() && waiting.begin()->first + turnaround_ <= trip.departs()) {
      follow(waiting.begin()->second, id);
      waiting.erase(waiting.begin());
    } else {
      result_.trainset[id] = new_set(trip.type, unused_name(trip.type));
    }
    waiting_[{trip.type, trip.to()}].emplace(trip.arrives(), id);
  }

  void work_with_given(TripId id) {
    const Trip& trip = trips_[id];
    const auto last = last_given_.find(trip.trainset);
    if (last == last_given_.end()) {
      result_.trainset[id] = new_set(trip.type, trip.trainset);
      last_given_.emplace(trip.trainset, id);
      return;
    }
    check_given(last->second, id, trips_, errors_);
    follow(last->second, id);
    last->second = id;
  }

  void follow(TripId previous, TripId id) {
    result_.previous[id] = previous;
    result_.trainset[id] = result_.trainset[previous];
  }

  TrainsetId new_set(TrainTypeId type, std::string name) {
    ++result_.needed[type];
    return result_.names.push_back(std::move(name));
  }

  /// "CJ6 1", "CJ6 2", … without those the timetable gave away itself.
  std::string unused_name(TrainTypeId type) {
    for (;;) {
      std::string name = fmt::format("{} {}", types_[type].name, ++numbered_[type]);
      if (!given_names_.contains(name)) return name;
    }
  }

  const Trips& trips_;
  const IdVector<TrainTypeId, TrainType>& types_;
  Duration turnaround_;
  std::set<std::string> given_names_;
  std::map<Terminus, std::set<std::pair<SimTime, TripId>>> waiting_;  // by arrival
  std::map<std::string, TripId> last_given_;
  std::map<TrainTypeId, int> numbered_;
  Circulation result_;
  Diagnostics errors_;
};

}  // namespace

Result<Circulation> circulate(const Trips& trips, const IdVector<TrainTypeId, TrainType>& types,
                              Duration turnaround) {
  Roster roster(trips, types, turnaround);
  for (const TripId id : in_order_of_departure(trips)) roster.work(id);
  return std::move(roster).finish();
}

}  // namespace czt
