/// People counted on trains as they leave stations.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "count_tables.hpp"
#include "czt/core/text.hpp"
#include "czt/demand/od_from_counts.hpp"

namespace czt {

namespace {

/// How the people of a pair of stations spread over the trains that join the two: each train takes those who have come since
/// the one before it, and trains take more where more run, as people do in `demand by service`; so, equal shares of those
/// trains.
class TrainShares {
 public:
  explicit TrainShares(const Plan& plan) : stations_(plan.input.network.stations.size()), trains_(stations_ * stations_, 0) {
    for (const Trip& trip : plan.input.trips) for_pairs(trip, 0, [&](std::uint32_t a, std::uint32_t b) { ++trains_[a * stations_ + b]; });
  }

  /// Pairs whose people are on the train as it leaves its `stop`-th station.
  [[nodiscard]] std::vector<LinkCount::Use> on_board(const Trip& trip, std::size_t stop) const {
    std::vector<LinkCount::Use> uses;
    for (std::size_t i = 0; i <= stop; ++i)
      for (std::size_t j = stop + 1; j < trip.stops.size(); ++j) {
        if (!calls(trip.stops[i]) || !calls(trip.stops[j])) continue;
        const std::uint32_t cell = static_cast<std::uint32_t>(trip.stops[i].station.value * stations_ + trip.stops[j].station.value);
        uses.push_back({cell, 1.0 / trains_[cell]});
      }
    return uses;
  }

 private:
  static bool calls(const StopTime& stop) { return stop.calls && !stop.closed; }
  template <class Each>
  void for_pairs(const Trip& trip, std::size_t from, const Each& each) const {
    if (trip.empty) return;
    for (std::size_t i = from; i < trip.stops.size(); ++i)
      for (std::size_t j = i + 1; j < trip.stops.size(); ++j)
        if (calls(trip.stops[i]) && calls(trip.stops[j])) each(trip.stops[i].station.value, trip.stops[j].station.value);
  }

  std::size_t stations_;
  std::vector<int> trains_;  ///< that join a pair
};

}  // namespace

std::vector<CountedPeriod> from_loads(const CountTable& counts) {
  const Plan& plan = counts.plan;
  TableStream& rows = counts.rows;
  const auto train = rows.column("train");
  const auto station = rows.column("station");
  const auto on_board = rows.column("on_board");
  std::map<std::string, TripId, std::less<>> trips;
  for (std::size_t t = 0; t < plan.input.trips.size(); ++t) trips.emplace(plan.input.trips[TripId{t}].number, TripId{t});
  const TrainShares shares(plan);
  std::vector<LinkCount> links;
  while (rows.next()) {
    const auto trip = trips.find(rows[train]);
    if (trip == trips.end()) {
      counts.findings.refuse(counts.place("train"), "no train has the number '" + escape_control(rows[train]) + "'");
      continue;
    }
    const auto s = counts.station(rows[station], "station");
    const auto people = counts.people(rows[on_board], "on_board");
    if (!s || !people) continue;
    const Trip& counted = plan.input.trips[trip->second];
    const auto stop = std::find_if(counted.stops.begin(), counted.stops.end(), [&](const StopTime& t) { return t.station == *s; });
    if (stop == counted.stops.end() || stop + 1 == counted.stops.end()) {
      counts.findings.refuse(counts.place("station"), "train " + escape_control(rows[train]) + " does not leave " + escape_control(rows[station]));
      continue;
    }
    links.push_back({shares.on_board(counted, static_cast<std::size_t>(stop - counted.stops.begin())), *people});
  }
  if (links.empty() || !counts.findings.errors().empty()) return {};
  const Eigen::MatrixXd riders = riders_by_station(plan);
  const Eigen::Index n = riders.rows();
  Eigen::VectorXd prior(n * n);
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < n; ++j) prior(i * n + j) = riders(i, j);
  const EstimatedOd estimated = entropy_od(prior, links, 1e-9);
  CountedPeriod all{"counted", std::nullopt, Eigen::MatrixXd(n, n)};
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < n; ++j) all.od(i, j) = estimated.travellers(i * n + j);
  counts.findings.take(fmt::format("{} counts on board: the OD nearest to the scenario's own in entropy that gives them", links.size()));
  counts.findings.assume("the people of a pair of stations spread evenly over the trains that join the two");
  if (estimated.worst > 1e-3)
    counts.findings.ignore(fmt::format("counts that contradict each other, or the timetable: met to {:.1f} % at the worst", 100.0 * estimated.worst));
  return {std::move(all)};
}

}  // namespace czt
