#include "czt/exchange/line_order.hpp"

#include <algorithm>
#include <limits>

namespace czt {

namespace {

using Apart = std::function<double(std::uint32_t, std::uint32_t)>;

/// Stations joined to neighbours, without rings.
class StationTree {
 public:
  StationTree(std::size_t stations, const Apart& apart) : next_(stations), in_(stations, false), apart_(apart) {}

  [[nodiscard]] bool has(std::uint32_t s) const { return in_[s]; }
  [[nodiscard]] const std::vector<std::uint32_t>& neighbours(std::uint32_t s) const { return next_[s]; }

  void begin(const std::vector<std::uint32_t>& stations) {
    in_[stations.front()] = true;
    for (std::size_t i = 1; i < stations.size(); ++i)
      if (!in_[stations[i]]) join(stations[i - 1], stations[i]);
  }

  /// Requires one station that is in.
  void lay(const std::vector<std::uint32_t>& stations) {
    std::size_t first = 0;
    while (!in_[stations[first]]) ++first;
    for (std::size_t i = first; i > 0; --i) lay_beyond(stations[i], stations[i - 1], i + 1 < stations.size() ? std::optional(stations[i + 1]) : std::nullopt);
    for (std::size_t i = first; i + 1 < stations.size();) {
      std::size_t j = i + 1;
      while (j < stations.size() && !in_[stations[j]]) ++j;
      if (j == stations.size()) {
        for (std::size_t k = i + 1; k < j; ++k) lay_beyond(stations[k - 1], stations[k], k > 1 ? std::optional(stations[k - 2]) : std::nullopt);
        return;
      }
      lay_between(stations, i, j);
      i = j;
    }
  }

  /// The way from one station to another, both included.
  [[nodiscard]] std::vector<std::uint32_t> way(std::uint32_t from, std::uint32_t to) const {
    std::vector<std::uint32_t> before(next_.size(), none);
    std::vector<std::uint32_t> seen{from};
    before[from] = from;
    for (std::size_t i = 0; i < seen.size() && before[to] == none; ++i)
      for (const std::uint32_t n : next_[seen[i]])
        if (before[n] == none) {
          before[n] = seen[i];
          seen.push_back(n);
        }
    std::vector<std::uint32_t> stations{to};
    while (stations.back() != from) stations.push_back(before[stations.back()]);
    std::reverse(stations.begin(), stations.end());
    return stations;
  }

  /// A branch was laid from where a train went on that passes its junction. A trip that calls there seems to turn back, and
  /// shows where the branch leaves: that is put right. True where something was.
  bool straighten(const std::vector<std::uint32_t>& stations) {
    bool any = false;
    for (std::size_t i = 1; i + 1 < stations.size(); ++i) any = rehang(stations[i - 1], stations[i], stations[i + 1]) || any;
    return any;
  }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFFu;

  bool rehang(std::uint32_t from, std::uint32_t at, std::uint32_t to) {
    const std::vector<std::uint32_t> in = way(at, from);  // both begin at `at`
    const std::vector<std::uint32_t> out = way(at, to);
    std::size_t common = 1;
    while (common < in.size() && common < out.size() && in[common] == out[common]) ++common;
    if (common < 2) return false;
    const std::uint32_t joint = in[common - 1];
    std::optional<std::uint32_t> moves;
    for (const auto* beyond : {&in, &out}) {
      if (common >= beyond->size()) continue;
      const std::uint32_t n = (*beyond)[common];
      const bool between = detour(n, at, joint) <= 0.1 * apart_(n, joint) + 0.3;
      if (between && (!moves || detour(n, at, joint) < detour(*moves, at, joint))) moves = n;
    }
    if (!moves) return false;
    std::erase(next_[joint], *moves);
    std::replace(next_[*moves].begin(), next_[*moves].end(), joint, at);
    next_[at].push_back(*moves);
    return true;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    next_[a].push_back(b);
    next_[b].push_back(a);
    in_[a] = in_[b] = true;
  }
  void put_between(std::uint32_t a, std::uint32_t x, std::uint32_t b) {
    std::replace(next_[a].begin(), next_[a].end(), b, x);
    std::replace(next_[b].begin(), next_[b].end(), a, x);
    next_[x] = {a, b};
    in_[x] = true;
  }
  [[nodiscard]] double detour(std::uint32_t a, std::uint32_t x, std::uint32_t b) const { return apart_(a, x) + apart_(x, b) - apart_(a, b); }

  void lay_between(const std::vector<std::uint32_t>& stations, std::size_t i, std::size_t j) {
    std::uint32_t from = stations[i];
    for (std::size_t k = i + 1; k < j; ++k) {
      if (in_[stations[k]]) continue;  // twice in this trip
      const std::vector<std::uint32_t> path = way(from, stations[j]);
      if (path.size() < 2) {
        lay_beyond(from, stations[k], std::nullopt);
        from = stations[k];
        continue;
      }
      std::size_t best = 0;
      for (std::size_t p = 1; p + 1 < path.size(); ++p)
        if (detour(path[p], stations[k], path[p + 1]) < detour(path[best], stations[k], path[best + 1])) best = p;
      put_between(path[best], stations[k], path[best + 1]);
      from = stations[k];
    }
  }

  /// x follows `known`, which the trip reached from `came`: on the way to a neighbour ahead, or off into the open.
  void lay_beyond(std::uint32_t known, std::uint32_t x, std::optional<std::uint32_t> came) {
    if (in_[x]) return;
    const std::vector<std::uint32_t> ahead = next_[known];
    for (const std::uint32_t n : ahead) {
      const double whole = apart_(known, n);
      const bool back = came && in_[*came] && way(known, *came).size() > 1 && way(known, *came)[1] == n;
      if (back || detour(known, x, n) > 0.02 * whole || apart_(known, x) >= whole) continue;
      return put_between(known, x, n);
    }
    join(known, x);
  }

  std::vector<std::vector<std::uint32_t>> next_;
  std::vector<bool> in_;
  const Apart& apart_;
};

/// The longest way from a station that avoids what is taken, the station itself left out. Walks with a stack of its own.
std::vector<std::uint32_t> longest_from(const StationTree& tree, std::uint32_t start, const std::vector<bool>& taken, const Apart& apart) {
  struct Step {
    std::uint32_t at;
    std::int32_t before;
    double km;
  };
  std::vector<Step> steps{{start, -1, 0.0}};
  std::size_t best = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Step step = steps[i];
    if (step.km > steps[best].km || best == 0) best = i;
    for (const std::uint32_t n : tree.neighbours(step.at)) {
      const bool back = step.before >= 0 && steps[static_cast<std::size_t>(step.before)].at == n;
      if (!back && !taken[n]) steps.push_back({n, static_cast<std::int32_t>(i), step.km + std::max(apart(step.at, n), 1e-3)});
    }
  }
  std::vector<std::uint32_t> way;
  for (auto at = static_cast<std::int32_t>(best); at > 0; at = steps[static_cast<std::size_t>(at)].before) way.push_back(steps[static_cast<std::size_t>(at)].at);
  std::reverse(way.begin(), way.end());
  return way;
}

/// The main branch is the longest way from the end of a branch where most trips begin and end; then the longest of what is
/// left, from where it leaves.
std::vector<OrderedBranch> branches_of(const StationTree& tree, const std::vector<double>& ends, const Apart& apart) {
  std::vector<bool> taken(ends.size(), false);
  std::optional<std::uint32_t> start;
  for (std::uint32_t s = 0; s < ends.size(); ++s)
    if (tree.has(s) && tree.neighbours(s).size() == 1 && (!start || ends[s] > ends[*start])) start = s;
  std::vector<std::uint32_t> main = longest_from(tree, *start, taken, apart);
  main.insert(main.begin(), *start);
  std::vector<OrderedBranch> branches{{std::nullopt, main}};
  for (const std::uint32_t s : main) taken[s] = true;
  for (std::size_t b = 0; b < branches.size(); ++b)
    for (std::size_t i = 0; i < branches[b].stations.size(); ++i) {
      const std::uint32_t joint = branches[b].stations[i];
      for (;;) {
        std::vector<std::uint32_t> way = longest_from(tree, joint, taken, apart);
        if (way.empty()) break;
        for (const std::uint32_t s : way) taken[s] = true;
        branches.push_back({joint, std::move(way)});
      }
    }
  return branches;
}

}  // namespace

LineOrder order_stations(std::size_t stations, const std::vector<StationsCalledAt>& trips, const Apart& apart) {
  LineOrder order;
  if (trips.empty()) return order;
  std::vector<std::size_t> longest(trips.size());
  for (std::size_t i = 0; i < trips.size(); ++i) longest[i] = i;
  std::stable_sort(longest.begin(), longest.end(), [&](std::size_t a, std::size_t b) {
    if (trips[a].stations.size() != trips[b].stations.size()) return trips[a].stations.size() > trips[b].stations.size();
    return trips[a].weight > trips[b].weight;
  });

  // Of several networks the one with most trips: each is grown from its longest trip.
  std::vector<bool> laid(trips.size(), false);
  double most = -1.0;
  std::optional<StationTree> best;
  for (const std::size_t seed : longest) {
    if (laid[seed]) continue;
    StationTree tree(stations, apart);
    tree.begin(trips[seed].stations);
    double weight = 0.0;
    for (bool more = true; more;) {
      more = false;
      for (const std::size_t t : longest) {
        if (laid[t]) continue;
        const auto& called = trips[t].stations;
        if (std::none_of(called.begin(), called.end(), [&](std::uint32_t s) { return tree.has(s); })) continue;
        tree.lay(called);
        weight += trips[t].weight;
        laid[t] = more = true;
      }
    }
    for (int round = 0, again = 1; again == 1 && round < 10; ++round) {
      again = 0;
      for (const StationsCalledAt& trip : trips)
        if (std::all_of(trip.stations.begin(), trip.stations.end(), [&](std::uint32_t s) { return tree.has(s); }) && tree.straighten(trip.stations)) again = 1;
    }
    if (weight > most) {
      most = weight;
      best.emplace(std::move(tree));
    }
  }
  std::vector<double> ends(stations, 0.0);
  for (const StationsCalledAt& trip : trips) {
    ends[trip.stations.front()] += trip.weight;
    ends[trip.stations.back()] += trip.weight;
  }
  order.branches = branches_of(*best, ends, apart);
  for (std::uint32_t s = 0; s < stations; ++s)
    if (!best->has(s)) order.outside.push_back(s);
  return order;
}

}  // namespace czt
