#include "czt/exchange/open_ring.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace czt {

namespace {

constexpr std::size_t fewest_stations = 4;
constexpr double least_share = 0.2;  // of the trips round the ring, in the direction that has fewer

using Way = std::vector<std::uint32_t>;

/// The stations of a round, the last left out; none where the trip is none.
std::optional<Way> round_of(const LineTrip& trip) {
  if (trip.calls.size() < fewest_stations + 1 || trip.calls.front().station != trip.calls.back().station) return std::nullopt;
  Way way;
  for (std::size_t i = 0; i + 1 < trip.calls.size(); ++i) way.push_back(trip.calls[i].station);
  return std::set<std::uint32_t>(way.begin(), way.end()).size() == way.size() ? std::optional(way) : std::nullopt;
}

/// The round with most stations, of these the one with most trips.
std::optional<Way> longest_round(const std::vector<LineTrip>& trips) {
  std::map<Way, std::size_t> rounds;
  for (const LineTrip& trip : trips)
    if (auto way = round_of(trip)) ++rounds[std::move(*way)];
  if (rounds.empty()) return std::nullopt;
  return std::max_element(rounds.begin(), rounds.end(), [](const auto& a, const auto& b) { return std::pair(a.first.size(), a.second) < std::pair(b.first.size(), b.second); })->first;
}

class Ring {
 public:
  explicit Ring(const Way& way) : way_(way) {
    for (std::size_t i = 0; i < way.size(); ++i) row_of_[way[i]] = i;
  }
  [[nodiscard]] std::uint32_t seam() const { return way_.front(); }
  [[nodiscard]] bool has(std::uint32_t station) const { return row_of_.contains(station); }
  [[nodiscard]] bool has_all(const LineTrip& trip) const {
    return std::all_of(trip.calls.begin(), trip.calls.end(), [&](const LineCall& call) { return has(call.station); });
  }
  /// Whether it lies nearer to the far end than to the near one.
  [[nodiscard]] bool beyond_half(std::uint32_t station) const { return row_of_.at(station) * 2 > way_.size(); }
  /// With the way: > 0, against it: < 0.
  [[nodiscard]] int sense(const LineTrip& trip) const {
    int sum = 0;
    for (std::size_t i = 1; i < trip.calls.size(); ++i) {
      const std::size_t ahead = (row_of_.at(trip.calls[i].station) + way_.size() - row_of_.at(trip.calls[i - 1].station)) % way_.size();
      sum += ahead * 2 < way_.size() ? 1 : ahead * 2 > way_.size() ? -1 : 0;
    }
    return sum;
  }

 private:
  Way way_;
  std::map<std::uint32_t, std::size_t> row_of_;
};

/// Whether trips run it both ways, and none comes to it from outside.
bool can_be_opened(const Ring& ring, const std::vector<LineTrip>& trips) {
  std::size_t with = 0, against = 0;
  for (const LineTrip& trip : trips) {
    if (!ring.has_all(trip)) {
      if (std::any_of(trip.calls.begin(), trip.calls.end(), [&](const LineCall& call) { return ring.has(call.station); })) return false;
      continue;
    }
    (ring.sense(trip) > 0 ? with : against) += ring.sense(trip) != 0;
  }
  return static_cast<double>(std::min(with, against)) >= least_share * static_cast<double>(with + against) && with > 0;
}

class Opener {
 public:
  Opener(WrittenLine& line, const Ring& ring) : line_(line), ring_(ring), far_(static_cast<std::uint32_t>(line.stations.size())) {
    LineStation end = line.stations[ring.seam()];
    std::set<std::string> names;
    for (const LineStation& station : line.stations) names.insert(station.name);
    end.name += " (other end)";
    while (!names.insert(end.name).second) end.name += "'";
    if (!end.name_zh.empty()) end.name_zh += "（另一端）";
    line.stations.push_back(std::move(end));
  }

  void open(Findings& findings) {
    move_legs();
    copy_fares();
    std::vector<LineTrip> trips;
    for (LineTrip& trip : line_.trips)
      if (ring_.has_all(trip))
        cut(std::move(trip), trips);
      else
        trips.push_back(std::move(trip));
    line_.trips = std::move(trips);
    findings.assume(fmt::format("a ring is opened at {}: it stands at both ends of the line, the other as '{}', and nobody rides over it", line_.stations[ring_.seam()].name, line_.stations[far_].name));
    if (cut_ > 0) findings.assume(fmt::format("{} trips that go on over the opening are two there", cut_));
    if (sets_ > 0) findings.ignore(fmt::format("{} trainsets that go round the ring: which one goes on over the opening", sets_));
  }

 private:
  void move_legs() {
    const std::uint32_t seam = ring_.seam();
    const auto legs = line_.leg_km;
    for (const auto& [leg, km] : legs) {
      const auto [from, to] = leg;
      const std::uint32_t other = from == seam ? to : from;
      if ((from != seam && to != seam) || !ring_.has(other) || !ring_.beyond_half(other)) continue;
      line_.leg_km.erase(leg);
      line_.leg_km[{from == seam ? far_ : from, to == seam ? far_ : to}] = km;
    }
  }

  void copy_fares() {
    const auto at_far = [&](LineFares::Pair pair) {
      if (pair.from == ring_.seam()) pair.from = far_;
      if (pair.to == ring_.seam()) pair.to = far_;
      return pair;
    };
    const std::size_t pairs = line_.fares.pairs.size(), cheaper = line_.fares.cheaper.size();
    for (std::size_t i = 0; i < pairs; ++i)
      if (const LineFares::Pair pair = at_far(line_.fares.pairs[i]); !(pair == line_.fares.pairs[i])) line_.fares.pairs.push_back(pair);
    for (std::size_t i = 0; i < cheaper; ++i)
      if (const LineFares::Pair pair = at_far(line_.fares.cheaper[i].pair); !(pair == line_.fares.cheaper[i].pair)) line_.fares.cheaper.push_back({pair, line_.fares.cheaper[i].hours});
    // From one end to the other: a round, for the dearest fare.
    std::int64_t most = -1;
    for (const LineFares::Pair& pair : line_.fares.pairs) most = std::max(most, pair.cents);
    if (most >= 0)
      for (const auto& [from, to] : {std::pair(ring_.seam(), far_), std::pair(far_, ring_.seam())}) line_.fares.pairs.push_back({from, to, most});
  }

  /// With the way a train leaves the near end and comes to the far one; against it the other way round.
  void cut(LineTrip trip, std::vector<LineTrip>& trips) {
    const bool with = ring_.sense(trip) > 0;
    const std::uint32_t leaves = with ? ring_.seam() : far_, comes = with ? far_ : ring_.seam();
    std::vector<LineCall> calls = std::move(trip.calls);
    const bool over = std::any_of(calls.begin() + 1, calls.end(), [&](const LineCall& call) { return call.station == ring_.seam(); });
    if (over && !trip.trainset.empty()) {
      sets_ += sets_seen_.insert(trip.trainset).second;
      trip.trainset.clear();
    }
    const std::string number = trip.number;
    int part = 1;
    for (std::size_t i = 0; i < calls.size(); ++i) {
      const bool at_seam = calls[i].station == ring_.seam();
      if (at_seam && i > 0) {
        trip.calls.push_back({comes, calls[i].arrival, i + 1 < calls.size() ? calls[i].arrival : calls[i].departure});
        if (i + 1 == calls.size()) break;
        ++cut_;
        trips.push_back(trip);
        trip.number = fmt::format("{} part {}", number, ++part);
        trip.calls.clear();
      }
      trip.calls.push_back({at_seam ? leaves : calls[i].station, at_seam ? calls[i].departure : calls[i].arrival, calls[i].departure});
    }
    if (trip.calls.size() > 1) trips.push_back(std::move(trip));
  }

  WrittenLine& line_;
  const Ring& ring_;
  std::uint32_t far_;  ///< row of the station at the other end
  std::size_t cut_ = 0, sets_ = 0;
  std::set<std::string> sets_seen_;
};

}  // namespace

void open_ring(WrittenLine& line, Findings& findings) {
  const auto way = longest_round(line.trips);
  if (!way) return;
  const Ring ring(*way);
  if (can_be_opened(ring, line.trips)) Opener(line, ring).open(findings);
}

}  // namespace czt
