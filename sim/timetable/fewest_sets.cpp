// Which arrivals and departures a set may join, with an empty move between where they are at different stations; and
// the matching of them.

#include <algorithm>
#include <deque>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "czt/timetable/empty_moves.hpp"
#include "czt/timetable/pattern.hpp"

namespace czt {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFFu;
constexpr std::int64_t unreached = std::numeric_limits<std::int64_t>::max();

/// A set may go on from the first trip to the second.
struct Join {
  std::uint32_t to = 0;
  std::int64_t metres = 0;  ///< of the empty move between; 0: it is there
};

/// How long an empty train takes from one station to another, and how far that is.
class Runs {
 public:
  Runs(const Network& network, const IdVector<TrainTypeId, TrainType>& types) : network_(network), types_(types) {}
  struct Run {
    Duration time{};
    std::int64_t metres = 0;
  };
  const Run& of(TrainTypeId type, StationId from, StationId to) {
    const auto [at, fresh] = known_.try_emplace({type.value, from.value, to.value});
    if (fresh) {
      Pattern pattern;
      pattern.name = "run";
      pattern.calls = {from, to};
      pattern.type = type;
      pattern.departures = {start_of_day};
      const Trip trip = expand(pattern, network_, types_).front();
      at->second.time = trip.arrives() - trip.departs();
      for (const SegmentId id : network_.path(from, to))
        at->second.metres += static_cast<std::int64_t>(network_.segments[id].length.value);
    }
    return at->second;
  }

 private:
  const Network& network_;
  const IdVector<TrainTypeId, TrainType>& types_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, Run> known_;
};

/// Trips matched to the next of the same set.
struct Matching {
  Matching(std::size_t trips, const std::vector<std::vector<Join>>& joins)
      : next(trips, none), previous(trips, none), joins_(joins), metres_(trips, 0) {}

  void join(std::uint32_t a, std::uint32_t to) {
    next[a] = to;
    previous[to] = a;
    for (const Join& j : joins_[a])
      if (j.to == to) metres_[to] = j.metres;
  }

  /// One more pair, by the path that costs the fewest metres of empty moves; false where there is none.
  /// Bellman and Ford's labels: costs may be negative where a move is given up.
  bool augment() {
    const std::size_t n = next.size();
    std::vector<std::int64_t> cost(n, unreached);  // of a trip that looks for a next one
    std::deque<std::uint32_t> queue;
    for (std::uint32_t t = 0; t < n; ++t)
      if (next[t] == none && !joins_[t].empty()) {
        cost[t] = 0;
        queue.push_back(t);
      }
    std::vector<std::int64_t> best(n, unreached);  // of a trip that is to be joined
    std::vector<std::uint32_t> by(n, none);
    while (!queue.empty()) {
      const std::uint32_t a = queue.front();
      queue.pop_front();
      for (const Join& join : joins_[a]) {
        if (next[a] == join.to || cost[a] + join.metres >= best[join.to]) continue;
        best[join.to] = cost[a] + join.metres;
        by[join.to] = a;
        const std::uint32_t robbed = previous[join.to];
        if (robbed == none) continue;
        const std::int64_t freed = best[join.to] - metres_[join.to];
        if (freed >= cost[robbed]) continue;
        cost[robbed] = freed;
        queue.push_back(robbed);
      }
    }
    std::uint32_t end = none;
    for (std::uint32_t t = 0; t < n; ++t)
      if (previous[t] == none && best[t] != unreached && (end == none || best[t] < best[end])) end = t;
    if (end == none) return false;
    for (std::uint32_t to = end; to != none;) {
      const std::uint32_t a = by[to];
      const std::uint32_t given_up = next[a];
      join(a, to);
      to = given_up;
    }
    return true;
  }

  std::vector<std::uint32_t> next;
  std::vector<std::uint32_t> previous;

 private:
  const std::vector<std::vector<Join>>& joins_;
  std::vector<std::int64_t> metres_;  ///< of the empty move to each trip
};

class FewestSets {
 public:
  FewestSets(Trips& trips, const Network& network, const IdVector<TrainTypeId, TrainType>& types,
             const SeparationRules& rules, Duration turnaround, Duration coupling)
      : trips_(trips), network_(network), types_(types), rules_(rules), turnaround_(turnaround), coupling_(coupling),
        runs_(network, types), asked_(trips.size()) {}

  Result<Circulation> run() && {
    Result<Circulation> start = circulate(trips_, types_, turnaround_, coupling_);
    if (!start) return start;
    find_types();
    for (;;) {
      const Matching matching = matched(*start);
      Trips with_moves = trips_;
      Chains chains(asked_);
      if (!lay_moves(matching, with_moves, chains)) continue;  // one more is forbidden
      if (with_moves.size() == asked_) return start;
      trips_ = std::move(with_moves);
      return circulate(trips_, types_, turnaround_, coupling_, chains);
    }
  }

 private:
  /// Types all of whose trains are single sets with booked times and without a name.
  void find_types() {
    for (const Trip& trip : trips_)
      if (types_[trip.type].units > 1 || !trip.trainset.empty() || trip.when_ready)
        left_alone_.insert(trainset_type(types_, trip.type).value);
  }
  [[nodiscard]] bool is_left_alone(std::size_t t) const {
    const TrainTypeId type = trips_[TripId{t}].type;
    return left_alone_.contains(type.value) || types_[type].units > 1;
  }

  Matching matched(const Circulation& start) {
    joins_.assign(asked_, {});
    for (std::uint32_t a = 0; a < asked_; ++a)
      for (std::uint32_t b = 0; b < asked_; ++b)
        if (const auto join = may_join(a, b)) joins_[a].push_back(*join);
    Matching matching(asked_, joins_);
    for (std::uint32_t b = 0; b < asked_; ++b)
      if (const auto a = start.previous[TripId{b}]; a && !is_left_alone(b)) matching.join(a->value, b);
    while (matching.augment()) {}
    return matching;
  }

  std::optional<Join> may_join(std::uint32_t a, std::uint32_t b) {
    const Trip& first = trips_[TripId{a}];
    const Trip& second = trips_[TripId{b}];
    if (a == b || first.type != second.type || is_left_alone(a)) return std::nullopt;
    const Duration turn = least_turnaround(types_[first.type], turnaround_);
    if (first.arrives() + turn > second.departs()) return std::nullopt;
    if (first.to() == second.from()) return Join{b, 0};
    if (forbidden_.contains({a, b})) return std::nullopt;
    const Runs::Run& run = runs_.of(first.type, first.to(), second.from());
    if (first.arrives() + turn + run.time + turn > second.departs()) return std::nullopt;
    return Join{b, run.metres};
  }

  /// Puts the matching's empty moves into the timetable, in order of the trips that they run for; false where one finds
  /// no free path, which is then forbidden.
  bool lay_moves(const Matching& matching, Trips& with_moves, Chains& chains) {
    std::set<std::string> numbers;
    for (const Trip& trip : trips_) numbers.insert(trip.number);
    for (const std::uint32_t b : in_order()) {
      if (is_left_alone(b)) continue;
      const std::uint32_t a = matching.previous[b];
      if (a == none) {
        chains[TripId{b}] = std::optional<TripId>{};
        continue;
      }
      chains[TripId{b}] = std::optional(TripId{a});
      const Trip& first = trips_[TripId{a}];
      const Trip& second = trips_[TripId{b}];
      if (first.to() == second.from()) continue;
      EmptyMove move;
      move.number = "0" + second.number;
      while (!numbers.insert(move.number).second) move.number = "0" + move.number;
      move.type = second.type;
      move.from = first.to();
      move.to = second.from();
      const Duration turn = least_turnaround(types_[first.type], turnaround_);
      move.leaves_from = first.arrives() + turn;
      move.arrives_by = second.departs() - turn;
      auto trip = free_empty_move(move, with_moves, network_, types_, rules_);
      if (!trip) {
        forbidden_.insert({a, b});
        return false;
      }
      const TripId id = with_moves.push_back(std::move(*trip));
      chains.push_back(std::optional(TripId{a}));
      chains[TripId{b}] = std::optional(id);
    }
    return true;
  }

  [[nodiscard]] std::vector<std::uint32_t> in_order() const {
    std::vector<std::uint32_t> order(asked_);
    for (std::uint32_t t = 0; t < asked_; ++t) order[t] = t;
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return trips_[TripId{a}].departs() < trips_[TripId{b}].departs();
    });
    return order;
  }

  Trips& trips_;
  const Network& network_;
  const IdVector<TrainTypeId, TrainType>& types_;
  const SeparationRules& rules_;
  Duration turnaround_;
  Duration coupling_;
  Runs runs_;
  std::size_t asked_;  ///< trips without the moves
  std::set<std::uint32_t> left_alone_;  ///< types
  std::set<std::pair<std::uint32_t, std::uint32_t>> forbidden_;
  std::vector<std::vector<Join>> joins_;
};

}  // namespace

Result<Circulation> circulate_with_empty_moves(Trips& trips, const Network& network,
                                               const IdVector<TrainTypeId, TrainType>& types,
                                               const SeparationRules& rules, Duration turnaround, Duration coupling) {
  return FewestSets(trips, network, types, rules, turnaround, coupling).run();
}

}  // namespace czt
