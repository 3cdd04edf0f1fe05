#include "ways.hpp"

#include <algorithm>
#include <optional>

namespace czt {

namespace {

/// From one call of a train to its next.
struct Hop {
  std::uint32_t point = 0;    ///< of the call it leaves
  std::uint32_t arriving = 0; ///< and of the call where it ends
  std::uint32_t trip = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::int32_t departs = 0;
  std::int32_t arrives = 0;
};

/// Every hop that passengers can ride, the last to depart first.
std::vector<Hop> hops_of(const Plan& plan) {
  std::vector<Hop> hops;
  for (std::uint32_t t = 0; t < plan.trips.size(); ++t) {
    const Plan::TripRow& trip = plan.trips[TripId{t}];
    if (trip.empty) continue;
    std::uint32_t before = Plan::Point::none;
    for (std::uint32_t p = trip.first_point; p < trip.first_point + trip.points; ++p) {
      const Plan::Point& point = plan.points[PointId{p}];
      if (!point.calls) continue;
      if (before != Plan::Point::none) {
        const Plan::Point& left = plan.points[PointId{before}];
        hops.push_back({before, p, t, left.station.value, point.station.value, left.departure, point.arrival});
      }
      before = p;
    }
  }
  std::sort(hops.begin(), hops.end(), [](const Hop& a, const Hop& b) {
    return a.departs != b.departs ? a.departs > b.departs : a.point > b.point;
  });
  return hops;
}

class Destination {
 public:
  Destination(const Plan& plan, std::uint32_t station)
      : station_(station),
        walk_(static_cast<std::int32_t>(in_milliseconds(plan.input.transfer))),
        patience_(in_milliseconds(plan.input.patience)),
        penalty_(in_milliseconds(plan.input.transfer_penalty)),
        ways_(plan.stations),
        aboard_(plan.trips.size()) {}

  /// Ways from each station, the last to depart first.
  std::vector<std::vector<Way>>& scan(const std::vector<Hop>& hops) {
    for (const Hop& hop : hops) {
      std::optional<Way>& aboard = aboard_[hop.trip];
      std::optional<Way> best = getting_off(hop);
      // Who rides on gets off elsewhere; of equally good places to change, at the last.
      if (aboard && aboard->off != hop.to && (!best || !is_better(*best, *aboard))) best = aboard;
      aboard = best;
      if (best && hop.from != station_) leave(hop, *best);
    }
    return ways_;
  }

 private:
  static bool is_better(const Way& a, const Way& b) {
    return a.reaches != b.reaches ? a.reaches < b.reaches : a.trains < b.trains;
  }

  /// At the hop's end: he is there, or takes the first way on that his walk and his patience allow.
  [[nodiscard]] std::optional<Way> getting_off(const Hop& hop) const {
    if (hop.to == station_) return Way{0, hop.arrives, 1, hop.to, 0, hop.arriving, 0};
    const std::vector<Way>& onward = ways_[hop.to];
    const std::int32_t ready = hop.arrives + walk_;
    const auto later = std::partition_point(onward.begin(), onward.end(),
                                            [&](const Way& way) { return way.departs >= ready; });
    if (later == onward.begin() || (later - 1)->departs - std::int64_t{ready} > patience_) return std::nullopt;
    const Way& on = *(later - 1);
    return Way{0, on.reaches + penalty_, on.trains + 1, hop.to, 0, hop.arriving, on.departs};
  }

  void leave(const Hop& hop, Way way) {
    way.departs = hop.departs;
    way.board = hop.point;
    std::vector<Way>& here = ways_[hop.from];
    if (!here.empty() && here.back().departs == way.departs) {
      Way& same = here.back();
      if (is_better(way, same) || (!is_better(same, way) && way.off < same.off)) same = way;
    } else if (here.empty() || way.reaches < here.back().reaches) {
      here.push_back(way);
    }
  }

  std::uint32_t station_;
  std::int32_t walk_;
  std::int64_t patience_;
  std::int64_t penalty_;
  std::vector<std::vector<Way>> ways_;
  std::vector<std::optional<Way>> aboard_;  ///< per trip: the best from where it has been followed back to
};

}  // namespace

std::vector<std::vector<Way>> ways_of_the_day(const Plan& plan) {
  const std::uint32_t n = plan.stations;
  const std::vector<Hop> hops = hops_of(plan);
  std::vector<std::vector<Way>> ways(std::size_t{n} * n);
  for (std::uint32_t d = 0; d < n; ++d) {
    Destination destination(plan, d);
    std::vector<std::vector<Way>>& from = destination.scan(hops);
    for (std::uint32_t o = 0; o < n; ++o) {
      std::reverse(from[o].begin(), from[o].end());
      ways[std::size_t{o} * n + d] = std::move(from[o]);
    }
  }
  return ways;
}

}  // namespace czt
