#include "journey_choice.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace czt {

namespace {

constexpr std::uint32_t none = Plan::Point::none;

std::uint32_t probability_word(double p) {
  if (!(p > 0.0)) return 0;
  return static_cast<std::uint32_t>(std::min(p * 4294967296.0, 4294967295.0));
}

/// Heights stay below 2^24 layers.
std::uint64_t height_word(double height) { return static_cast<std::uint64_t>(height * 4294967296.0); }

struct StationPair {
  std::uint32_t journey = none;
  bool down = false;
};

/// The pair of stations with the least access + ride + egress among those that trains connect.
StationPair best_stations(const Plan& plan, const Place& from, const Place& to) {
  StationPair best;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (const Access& a : from.access) {
    if (!plan.input.network.stations[a.station].open) continue;
    for (const Access& b : to.access) {
      if (a.station == b.station || !plan.input.network.stations[b.station].open) continue;
      const std::uint32_t journey = a.station.value * plan.stations + b.station.value;
      if (plan.least_ride[journey] < 0) continue;
      const std::int64_t time =
          in_milliseconds(a.time) + plan.least_ride[journey] + in_milliseconds(b.time);
      if (time < least) {
        least = time;
        best.journey = journey;
      }
    }
  }
  return best;
}

/// Direction of the day profile: of the first station each place could ever use, open or not, so that
/// opening a station moves nobody's wish to travel.
bool goes_down(const Plan& plan, const Place& from, const Place& to) {
  if (from.access.empty() || to.access.empty()) return false;
  const auto nearest = [](const Place& place) {
    const Access* best = &place.access.front();
    for (const Access& a : place.access)
      if (a.time < best->time) best = &a;
    return best->station;
  };
  const auto path = plan.input.network.path(nearest(from), nearest(to));
  return !path.empty() &&
         plan.input.network.segments[path.front()].direction == Direction::down;
}

}  // namespace

void prepare_choices(Plan& plan) {
  const auto& places = plan.input.places;
  const auto& purposes = plan.input.purposes;
  plan.field = TravellerField(purposes);
  const std::size_t n = places.size();

  std::vector<StationPair> pairs(n * n);
  for (std::size_t o = 0; o < n; ++o)
    for (std::size_t d = 0; d < n; ++d)
      if (o != d) {
        pairs[o * n + d] = best_stations(plan, places[PlaceId{o}], places[PlaceId{d}]);
        pairs[o * n + d].down = goes_down(plan, places[PlaceId{o}], places[PlaceId{d}]);
      }

  plan.choices.resize(purposes.size() * n * n);
  for (std::size_t p = 0; p < purposes.size(); ++p) {
    const Purpose& purpose = purposes[PurposeId{p}];
    const auto habit = std::find(plan.habits.begin(), plan.habits.end(), purpose.aware_headway);
    for (std::size_t o = 0; o < n; ++o) {
      for (std::size_t d = 0; d < n; ++d) {
        const auto row = static_cast<Eigen::Index>(o);
        const auto column = static_cast<Eigen::Index>(d);
        Plan::Choice& choice = plan.choices[(p * n + o) * n + d];
        choice.journey = pairs[o * n + d].journey;
        choice.down = pairs[o * n + d].down;
        choice.habit = static_cast<std::uint8_t>(habit - plan.habits.begin());
        choice.height = height_word(purpose.height(row, column));
        choice.rail_below = choice.journey == none ? 0 : probability_word(purpose.rail_share(row, column));
        plan.expected_travellers += purpose.travellers(row, column) * purpose.height(row, column);
      }
    }
  }

  const auto streams = plan.field.streams();
  for (std::size_t s = 0; s < streams.size(); ++s) {
    const TravellerStream& stream = streams[s];
    const Plan::Choice* row = &plan.choices[(stream.purpose.value * n + stream.from.value) * n];
    const bool can_ride = std::any_of(row, row + n, [&](const Plan::Choice& c) {
      return c.journey != none && c.rail_below > stream.low &&
             c.height > std::uint64_t{stream.layer} << 32;
    });
    if (can_ride) plan.drawn_streams.push_back(static_cast<std::uint32_t>(s));
  }
  // Streams of one origin look up the same departures: drawn together, these stay in the cache.
  std::stable_sort(plan.drawn_streams.begin(), plan.drawn_streams.end(),
                   [&](std::uint32_t a, std::uint32_t b) {
                     return streams[a].from < streams[b].from;
                   });
}

}  // namespace czt
