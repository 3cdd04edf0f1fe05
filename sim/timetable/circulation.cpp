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

/// "set 1 + set 2": one name for each set of the train.
std::vector<std::string> names_in(const std::string& trainset) {
  constexpr std::string_view joined = " + ";
  std::vector<std::string> names;
  for (std::size_t from = 0; !trainset.empty();) {
    const std::size_t to = trainset.find(joined, from);
    names.push_back(trainset.substr(from, to == std::string::npos ? to : to - from));
    if (to == std::string::npos) break;
    from = to + joined.size();
  }
  return names;
}

Diagnostic wrong_pair(TripId first_id, TripId second_id, const std::string& set, const Trips& trips, std::string why) {
  const Trip& first = trips[first_id];
  const Trip& second = trips[second_id];
  Diagnostic d;
  d.where.line = static_cast<int>(second_id.value) + 1;
  d.also.line = static_cast<int>(first_id.value) + 1;
  d.path = fmt::format("timetable.{}.trainset", second.number);
  d.message = fmt::format("{} and {} are both worked by trainset {}: {}", first.number, second.number, set, why);
  return d;
}

Diagnostic wrong_count(TripId id, const Trip& trip, std::size_t named, const TrainType& type) {
  Diagnostic d;
  d.where.line = d.also.line = static_cast<int>(id.value) + 1;
  d.path = fmt::format("timetable.{}.trainset", trip.number);
  d.message = fmt::format("{} is a train of {} trainset{} ({}), and '{}' names {}", trip.number, type.units,
                          type.units == 1 ? "" : "s", type.name, trip.trainset, named);
  d.hint = "join their names by ' + '";
  return d;
}

/// Hands out trainsets trip by trip, in order of departure.
class Roster {
 public:
  Roster(const Trips& trips, const IdVector<TrainTypeId, TrainType>& types, Duration turnaround, Duration coupling,
         const Chains* chains)
      : trips_(trips), types_(types), turnaround_(turnaround), coupling_(coupling), chains_(chains) {
    result_.previous.resize(trips.size());
    result_.trainset.resize(trips.size());
    result_.needed.assign(types.size(), 0);
    for (const Trip& trip : trips)
      for (std::string& name : names_in(trip.trainset)) given_names_.insert(std::move(name));
  }

  void work(TripId id) {
    if (!trips_[id].trainset.empty()) return work_with_given(id);
    if (chains_ && id.value < chains_->size())
      if (const auto& known = (*chains_)[id]) {
        take(id, *known ? AtWork{result_.trainset[**known], *known} : fresh(trips_[id].type));
        return;
      }
    work_with_any(id);
  }

  Result<Circulation> finish() && {
    if (!errors_.empty()) return std::move(errors_);
    result_.trainset_count = result_.names.size();
    result_.depots.resize(result_.names.size());
    return std::move(result_);
  }

 private:
  using Terminus = std::pair<TrainTypeId, StationId>;
  struct AtWork {
    TrainsetId set;
    std::optional<TripId> before;
  };
  /// A train that has arrived, and those of its sets that nobody has taken yet.
  struct Standing {
    TripId trip;
    std::vector<TrainsetId> sets;
  };
  using Waiting = std::map<std::pair<SimTime, TripId>, Standing>;  // by arrival

  void work_with_any(TripId id) {
    const Trip& trip = trips_[id];
    const TrainTypeId unit = trainset_type(types_, trip.type);
    const auto units = static_cast<std::size_t>(types_[trip.type].units);
    Waiting& waiting = waiting_[{unit, trip.from()}];
    std::vector<AtWork> taken = whole_train(waiting, trip, units);
    if (taken.empty()) taken = single_sets(waiting, trip, units);
    while (taken.size() < units) taken.push_back(fresh(unit));
    Standing arrived{id, {}};
    for (const AtWork& at_work : taken) {
      take(id, at_work);
      arrived.sets.push_back(at_work.set);
    }
    waiting_[{unit, trip.to()}].emplace(std::pair(trip.arrives(), id), std::move(arrived));
  }

  [[nodiscard]] SimTime turned(TripId id) const {
    return trips_[id].arrives() + least_turnaround(types_[trips_[id].type], turnaround_);
  }

  /// First in, first out; only a train of as many sets that has waited out its turnaround.
  std::vector<AtWork> whole_train(Waiting& waiting, const Trip& trip, std::size_t units) {
    for (auto at = waiting.begin(); at != waiting.end(); ++at) {
      const Standing& train = at->second;
      if (train.sets.size() != units || types_[trips_[train.trip].type].units != static_cast<int>(units)) continue;
      if (turned(train.trip) > trip.departs()) continue;
      std::vector<AtWork> taken;
      for (const TrainsetId set : train.sets) taken.push_back({set, train.trip});
      waiting.erase(at);
      return taken;
    }
    return {};
  }

  /// Parted from the trains they came as, or joined; which takes its time.
  std::vector<AtWork> single_sets(Waiting& waiting, const Trip& trip, std::size_t units) {
    std::vector<AtWork> taken;
    for (auto at = waiting.begin(); at != waiting.end() && taken.size() < units;) {
      Standing& train = at->second;
      if (turned(train.trip) + coupling_ > trip.departs()) {
        ++at;
        continue;
      }
      while (!train.sets.empty() && taken.size() < units) {
        taken.push_back({train.sets.front(), train.trip});
        train.sets.erase(train.sets.begin());
      }
      at = train.sets.empty() ? waiting.erase(at) : std::next(at);
    }
    return taken;
  }

  void work_with_given(TripId id) {
    const Trip& trip = trips_[id];
    const std::vector<std::string> names = names_in(trip.trainset);
    if (static_cast<int>(names.size()) != types_[trip.type].units) {
      errors_.push_back(wrong_count(id, trip, names.size(), types_[trip.type]));
      return;
    }
    for (const std::string& name : names) {
      const auto [last, begins] = last_given_.try_emplace(name, Given{id, {}});
      if (begins) {
        last->second.set = new_set(trainset_type(types_, trip.type), name);
        take(id, {last->second.set, std::nullopt});
        continue;
      }
      check_given(last->second.trip, id, name);
      take(id, {last->second.set, last->second.trip});
      last->second.trip = id;
    }
  }

  /// What forbids one set to work the second right after the first. All of it.
  void check_given(TripId first_id, TripId second_id, const std::string& set) {
    const Trip& first = trips_[first_id];
    const Trip& second = trips_[second_id];
    const auto wrong = [&](std::string why) {
      errors_.push_back(wrong_pair(first_id, second_id, set, trips_, std::move(why)));
    };
    if (second.departs() < first.arrives())
      wrong(fmt::format("{} leaves at {}, before {} has arrived at {}", second.number, to_clock(second.departs()),
                        first.number, to_clock(first.arrives())));
    if (second.from() != first.to())
      wrong(fmt::format("{} does not begin where {} ends", second.number, first.number));
    if (trainset_type(types_, second.type) != trainset_type(types_, first.type))
      wrong("they are booked for different types of train");
  }

  /// The trip's first set, or one more.
  void take(TripId id, const AtWork& at_work) {
    if (begun_.size() < trips_.size()) begun_.resize(trips_.size());
    if (begun_[id.value]) {
      result_.coupled.push_back({id, at_work.set, at_work.before});
      return;
    }
    begun_[id.value] = true;
    result_.trainset[id] = at_work.set;
    result_.previous[id] = at_work.before;
  }

  AtWork fresh(TrainTypeId unit) { return {new_set(unit, unused_name(unit)), std::nullopt}; }

  TrainsetId new_set(TrainTypeId type, std::string name) {
    ++result_.needed[type];
    result_.types.push_back(type);
    return result_.names.push_back(std::move(name));
  }

  /// "CJ6 1", "CJ6 2", … without those the timetable gave away itself.
  std::string unused_name(TrainTypeId type) {
    for (;;) {
      std::string name = fmt::format("{} {}", types_[type].name, ++numbered_[type]);
      if (!given_names_.contains(name)) return name;
    }
  }

  struct Given {
    TripId trip;  ///< the last so far
    TrainsetId set;
  };

  const Trips& trips_;
  const IdVector<TrainTypeId, TrainType>& types_;
  Duration turnaround_;
  Duration coupling_;
  const Chains* chains_;
  std::set<std::string> given_names_;
  std::map<Terminus, Waiting> waiting_;
  std::map<std::string, Given> last_given_;
  std::map<TrainTypeId, int> numbered_;
  std::vector<bool> begun_;
  Circulation result_;
  Diagnostics errors_;
};

Result<Circulation> circulate(const Trips& trips, const IdVector<TrainTypeId, TrainType>& types, Duration turnaround,
                              Duration coupling, const Chains* chains) {
  Roster roster(trips, types, turnaround, coupling, chains);
  for (const TripId id : in_order_of_departure(trips)) roster.work(id);
  return std::move(roster).finish();
}

}  // namespace

Duration least_turnaround(const TrainType& type, Duration usual) { return type.turnaround.value_or(usual); }

Result<Circulation> circulate(const Trips& trips, const IdVector<TrainTypeId, TrainType>& types,
                              Duration turnaround, Duration coupling) {
  return circulate(trips, types, turnaround, coupling, nullptr);
}

Result<Circulation> circulate(const Trips& trips, const IdVector<TrainTypeId, TrainType>& types,
                              Duration turnaround, Duration coupling, const Chains& chains) {
  return circulate(trips, types, turnaround, coupling, &chains);
}

void add_spares(Circulation& circulation, TrainTypeId type, StationId at, int sets,
                const IdVector<TrainTypeId, TrainType>& types) {
  int number = circulation.needed[type];
  for (int i = 0; i < sets; ++i) {
    std::string name;
    do name = fmt::format("{} {}", types[type].name, ++number);
    while (std::find(circulation.names.begin(), circulation.names.end(), name) != circulation.names.end());
    const TrainsetId set = circulation.names.push_back(std::move(name));
    circulation.types.push_back(type);
    circulation.depots.push_back("");
    circulation.spares.push_back({set, at});
    ++circulation.needed[type];
    ++circulation.trainset_count;
  }
}

std::vector<Diagram> diagrams(const Circulation& circulation, const Trips& trips) {
  std::vector<Diagram> by_set(circulation.names.size());
  for (std::size_t s = 0; s < by_set.size(); ++s) by_set[s].set = TrainsetId{s};
  for (std::size_t t = 0; t < trips.size(); ++t) by_set[circulation.trainset[TripId{t}].value].trips.push_back(TripId{t});
  for (const Circulation::Coupled& c : circulation.coupled) by_set[c.set.value].trips.push_back(c.trip);
  for (Diagram& d : by_set)
    std::stable_sort(d.trips.begin(), d.trips.end(),
                     [&](TripId a, TripId b) { return std::pair(trips[a].departs(), a) < std::pair(trips[b].departs(), b); });
  return by_set;
}

}  // namespace czt
