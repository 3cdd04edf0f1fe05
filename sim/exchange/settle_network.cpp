#include "settle_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "czt/exchange/line_order.hpp"
#include "gtfs_names.hpp"

namespace czt {

namespace {

constexpr double least_km = 0.05;
constexpr double most_km = 2000.0;   ///< from stop to stop: more is a wrong number
constexpr double whole_km = 5000.0;  ///< what a scenario takes of a branch

class Kilometres {
 public:
  Kilometres(const WrittenLine& line) : line_(line) {
    for (const LineTrip& trip : line.trips)
      for (std::size_t i = 1; i < trip.calls.size(); ++i) {
        const LineCall& a = trip.calls[i - 1];
        const LineCall& b = trip.calls[i];
        const int run = std::max(1, b.arrival - a.departure);
        const auto [at, fresh] = seconds_.emplace(std::minmax(a.station, b.station), run);
        if (!fresh) at->second = std::min(at->second, run);
      }
  }

  /// As written, else straight; none: neither is known, or it is not to be believed.
  [[nodiscard]] std::optional<double> known(std::uint32_t a, std::uint32_t b) const {
    const auto length = written(a, b);
    return length && *length <= most_km ? length : std::nullopt;
  }
  [[nodiscard]] bool is_wrong(std::uint32_t a, std::uint32_t b) const { return written(a, b).has_value() && !known(a, b); }
  /// A kilometre a minute.
  [[nodiscard]] double guessed(std::uint32_t a, std::uint32_t b) const {
    const auto found = seconds_.find(std::minmax(a, b));
    return found == seconds_.end() ? 1.0 : found->second / 60.0;
  }

 private:
  [[nodiscard]] std::optional<double> written(std::uint32_t a, std::uint32_t b) const {
    for (const auto& leg : {std::pair(a, b), std::pair(b, a)})
      if (const auto found = line_.leg_km.find(leg); found != line_.leg_km.end()) return found->second;
    return gtfs::straight_km(line_.stations[a], line_.stations[b]);
  }

  const WrittenLine& line_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> seconds_;
};

std::vector<StationsCalledAt> ways_of(const WrittenLine& line) {
  std::map<std::vector<std::uint32_t>, double> weights;
  for (const LineTrip& trip : line.trips) {
    std::vector<std::uint32_t> way;
    for (const LineCall& call : trip.calls) way.push_back(call.station);
    weights[std::move(way)] += 1.0;
  }
  std::vector<StationsCalledAt> ways;
  for (const auto& [way, weight] : weights) ways.push_back({way, weight});
  return ways;
}

/// A branch that is the only one is "main"; others are named by their ends.
std::string branch_name(const OrderedBranch& branch, const WrittenLine& line, std::set<std::string>& taken) {
  std::string name = branch.joins ? line.stations[*branch.joins].name + " to " + line.stations[branch.stations.back()].name : "main";
  while (!taken.insert(name).second) name += "'";
  return name;
}

void say_outside(const WrittenLine& line, const LineOrder& order, Findings& findings) {
  std::set<std::uint32_t> called;
  for (const LineTrip& trip : line.trips)
    for (const LineCall& call : trip.calls) called.insert(call.station);
  const std::string remedy = line.chosen_with.empty() ? "" : " (" + line.chosen_with + " takes them)";
  for (const std::uint32_t s : order.outside)
    findings.ignore(called.contains(s) ? "stations that no trip joins to the rest" + remedy : "stations where no trip calls", {line.stations[s].name, 0, {}});
}

/// The network is a tree: of a ring one leg is laid back over all the others.
void say_rings(const SettledLine& settled, const Kilometres& km, Findings& findings) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
  std::size_t rings = 0;
  std::string names;
  for (const LineTrip& trip : settled.trips)
    for (std::size_t i = 1; i < trip.calls.size(); ++i) {
      const auto [a, b] = std::minmax(trip.calls[i - 1].station, trip.calls[i].station);
      if (!seen.insert({a, b}).second) continue;
      const auto known = km.known(settled.written[a], settled.written[b]);
      const double laid = in_km(settled.network.distance(StationId{a}, StationId{b}));
      if (!known || laid <= 2.0 * *known + 1.0) continue;
      if (++rings <= 3)
        names += fmt::format("{}{} - {}, {:.1f} km for {:.1f}", names.empty() ? "" : "; ", settled.network.stations[StationId{a}].name, settled.network.stations[StationId{b}].name, laid, *known);
    }
  if (rings > 0) findings.assume(fmt::format("{} legs are laid the long way, over other stations: trips run a ring, and a line has none here ({}{})", rings, names, rings > 3 ? "; …" : ""));
}

}  // namespace

Network with_track(const Network& network, const Segment& track, const std::vector<std::pair<int, int>>& tracks) {
  IdVector<StationId, Station> stations = network.stations;
  for (std::size_t s = 0; s < stations.size(); ++s) {
    stations[StationId{s}].tracks_up = tracks[s].first;
    stations[StationId{s}].tracks_down = tracks[s].second;
  }
  return std::move(build_network(network.branches, std::move(stations), track)).value();
}

bool lay_network(const WrittenLine& line, SettledLine& settled, Findings& findings) {
  const Kilometres km(line);
  const LineOrder order = order_stations(line.stations.size(), ways_of(line), [&](std::uint32_t a, std::uint32_t b) { return km.known(a, b).value_or(1.0); });
  IdVector<StationId, Station> stations;
  std::vector<Branch> branches;
  std::vector<std::optional<StationId>> row_of(line.stations.size());
  std::set<std::string> names;
  for (const OrderedBranch& ordered : order.branches) {
    Branch branch;
    branch.name = branch_name(ordered, line, names);
    if (ordered.joins) branch.joins = row_of[*ordered.joins];
    double at = 0.0;
    std::optional<std::uint32_t> before = ordered.joins;
    for (const std::uint32_t s : ordered.stations) {
      if (before) {
        const auto length = km.known(*before, s);
        settled.assumed_km += !length;
        if (km.is_wrong(*before, s))
          findings.repair("legs of more than 2000 km: not believed, a kilometre for each minute of running", {line.stations[*before].name + " - " + line.stations[s].name, 0, {}});
        at += std::max(least_km, std::floor(length.value_or(km.guessed(*before, s)) * 1000.0 + 0.5) / 1000.0);
      }
      Station station;
      station.name = line.stations[s].name;
      station.name_zh = line.stations[s].name_zh;
      station.at = metres(std::floor(at * 1000.0 + 0.5));
      station.chainage_km = static_cast<std::int64_t>(at + 0.5);
      station.branch = static_cast<std::uint32_t>(branches.size());
      row_of[s] = stations.push_back(std::move(station));
      branch.stations.push_back(*row_of[s]);
      settled.written.push_back(s);
      before = s;
    }
    if (!(at <= whole_km)) {
      findings.refuse({}, fmt::format("the branch to {} would be longer than {:.0f} km", line.stations[ordered.stations.back()].name, whole_km));
      return false;
    }
    branches.push_back(std::move(branch));
  }
  say_outside(line, order, findings);
  for (LineTrip trip : line.trips) {
    const bool inside = std::all_of(trip.calls.begin(), trip.calls.end(), [&](const LineCall& call) { return row_of[call.station].has_value(); });
    if (!inside) {
      findings.ignore("trips at stations that are not joined to the rest", trip.where);
      continue;
    }
    for (LineCall& call : trip.calls) call.station = row_of[call.station]->value;
    settled.trips.push_back(std::move(trip));
  }
  Segment track;
  track.max_speed = kmh(120);
  track.headway = seconds(1);
  Result<Network> built = build_network(std::move(branches), std::move(stations), track);
  if (!built) {
    for (const Diagnostic& d : built.error()) findings.refuse({}, d.path + ": " + d.message);
    return false;
  }
  settled.network = std::move(built).value();
  say_rings(settled, km, findings);
  return true;
}

}  // namespace czt
