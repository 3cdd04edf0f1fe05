#include "naive_people.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "czt/core/maths.hpp"

namespace czt::twin {

namespace {

/// The least time from departure to arrival of any way, penalties included.
Ms riding(const Routes& routes, StationPair pair) {
  Ms least = std::numeric_limits<Ms>::max();
  for (const Way& way : routes.ways.at(pair)) least = std::min(least, way.reaches - way.departs);
  return least;
}

/// The stations by which one travels between two places: least access + riding + egress, first found on a tie.
std::optional<StationPair> stations_between(const PlanInput& in, const Routes& routes, const Place& from,
                                            const Place& to) {
  std::optional<StationPair> best;
  Ms least = 0;
  for (const Access& a : from.access)
    for (const Access& b : to.access) {
      const StationPair pair{row(a.station), row(b.station)};
      if (a.station == b.station || !routes.ways.contains(pair)) continue;
      if (!in.network.stations[a.station].open || !in.network.stations[b.station].open) continue;
      const Ms time = in_ms(a.time) + riding(routes, pair) + in_ms(b.time);
      if (best && time >= least) continue;
      best = pair;
      least = time;
    }
  return best;
}

StationId nearest(const Place& place) {
  Access best = place.access.front();
  for (const Access& a : place.access)
    if (a.time < best.time) best = a;
  return best.station;
}

bool goes_down(const Network& network, const Place& from, const Place& to) {
  if (from.access.empty() || to.access.empty()) return false;
  const StationId a = nearest(from);
  const StationId b = nearest(to);
  return a != b && first_segment(network, row(a), row(b)).direction == Direction::down;
}

/// Share of people who know the timetable, in 1/65536: 65536 is everybody.
std::uint32_t aware_share(const ArrivalModel& model, Ms headway, Duration habit) {
  double share = 1.0;
  if (!model.everybody_aware) {
    const double x = in_seconds(Duration{headway} - habit) / in_seconds(model.slope);
    share = model.most_aware / (1.0 + maths::exp(-x));
  }
  return static_cast<std::uint32_t>(share * 65536.0 + 0.5);
}

const QuantileTable& beta_table(double a, double b) {
  static std::map<std::pair<double, double>, QuantileTable> tables;  // dear to make
  const auto found = tables.find({a, b});
  if (found != tables.end()) return found->second;
  return tables[{a, b}] = beta_quantiles(a, b);
}

struct Coming {
  Ms came;
  int gets_off;
};

/// When he comes to the platform, and where he gets off first; nothing where no train leads there within patience.
std::optional<Coming> coming(const PlanInput& in, const std::vector<Way>& ways, Ms wish, Duration habit,
                             std::uint32_t arriving) {
  std::size_t k = 0;
  while (k < ways.size() && ways[k].departs < wish) ++k;
  if (k == ways.size() || ways[k].departs - wish > in_ms(in.patience)) return std::nullopt;
  Ms headway = in_ms(in.arrival.longest);
  if (ways.size() > 1) headway = k == 0 ? ways[1].departs - ways[0].departs : ways[k].departs - ways[k - 1].departs;

  const std::uint32_t share = aware_share(in.arrival, headway, habit);
  const bool before_service = share > 0 && ways[k].departs - wish > headway;
  if (arriving / 65536 >= share && !before_service) return Coming{wish, ways[k].off};
  const Ms least = in_ms(in.arrival.earliest + in.arrival.gate_closes);
  const Ms spare = std::max<Ms>(0, std::min(headway, in_ms(in.arrival.longest)) - least);
  const Ms beta = beta_table(in.arrival.beta_a, in.arrival.beta_b)(arriving % 65536 * 65536 + 32768);
  return Coming{ways[k].departs - least - spare * beta / (1 << 20), ways[k].off};
}

}  // namespace

std::vector<Person> who_comes(const PlanInput& in, const Routes& routes, const Draws& draws,
                              int& no_service) {
  std::vector<Person> people;
  const TravellerField field(in.purposes);
  const auto streams = field.streams();
  std::vector<std::uint32_t> order(streams.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return streams[a].from < streams[b].from; });

  for (const std::uint32_t s : order) {
    const TravellerStream& stream = streams[s];
    const Purpose& purpose = in.purposes[stream.purpose];
    const auto from = static_cast<Eigen::Index>(stream.from.value);
    const std::size_t places = in.places.size();
    std::vector<double> weights;
    for (std::size_t to = 0; to < places; ++to)
      weights.push_back(purpose.travellers(from, static_cast<Eigen::Index>(to)));
    const AliasTable destinations(weights);
    std::vector<std::optional<StationPair>> pairs(places);
    std::vector<bool> down(places);
    for (std::size_t to = 0; to < places; ++to) {
      if (to == stream.from.value) continue;
      pairs[to] = stations_between(in, routes, in.places[stream.from], in.places[PlaceId{to}]);
      down[to] = goes_down(in.network, in.places[stream.from], in.places[PlaceId{to}]);
    }

    double highest = 0.0;
    for (std::size_t to = 0; to < places; ++to)
      highest = std::max(highest, purpose.height(from, static_cast<Eigen::Index>(to)));
    double height = 0.0;
    for (std::uint32_t number = 0;; ++number) {
      const PhiloxBlock words = draws.block(Chance::traveller, stream.identity, number);
      const std::uint32_t bytes = (words[1] % 256) << 24 | (words[2] % 256) << 16 | (words[0] % 256) << 8 | words[3] % 256;
      height -= maths::log(unit(bytes)) / stream.mean;
      if (height >= highest) break;
      const std::uint32_t to = stream.to == TravellerStream::anywhere ? destinations(words[0]) : stream.to;
      const auto column = static_cast<Eigen::Index>(to);
      if (!pairs[to]) continue;
      const double inclination =
          stream.low + static_cast<double>((std::uint64_t{words[2]} * stream.width) >> 32);
      if (inclination >= purpose.rail_share(from, column) * 4294967296.0) continue;
      if (height >= purpose.height(from, column)) continue;

      const Ms wish = (down[to] ? purpose.profile_down : purpose.profile_up)(words[1]);
      const auto comes = coming(in, routes.ways.at(*pairs[to]), wish, purpose.aware_headway, words[3]);
      if (!comes) {
        ++no_service;
        continue;
      }
      people.push_back({s, number, pairs[to]->first, pairs[to]->second, wish, comes->gets_off, {}});
      people.back().stages.push_back({.came = comes->came});
    }
  }

  for (std::size_t g = 0; g < in.passengers.size(); ++g) {
    const PassengerGroup& group = in.passengers[g];
    for (std::uint32_t i = 0; i < group.count; ++i) {
      const StationPair journey{row(group.from), row(group.to)};
      if (!routes.ways.contains(journey)) {
        ++no_service;
        continue;
      }
      const Ms at = in_ms(group.first) + i * in_ms(group.every);
      people.push_back({static_cast<std::uint32_t>(streams.size() + g), i, journey.first, journey.second, at,
                        gets_off(in, routes, journey, at), {}});
      people.back().stages.push_back({.came = at});
    }
  }
  return people;
}

}  // namespace czt::twin
