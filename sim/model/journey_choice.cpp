#include "journey_choice.hpp"

#include <algorithm>
#include <cmath>

#include "settle_choices.hpp"

namespace czt {

namespace {

std::uint32_t probability_word(double p) {
  if (!(p > 0.0)) return 0;
  return static_cast<std::uint32_t>(std::min(p * 4294967296.0, 4294967295.0));
}

/// Pairs of stations between two places by access + ride + egress, the least first, of those that trains connect.
std::vector<std::uint32_t> station_pairs(const Plan& plan, const Place& from, const Place& to) {
  std::vector<std::pair<std::int64_t, std::uint32_t>> pairs;
  for (const Access& a : from.access) {
    if (!plan.input.network.stations[a.station].open) continue;
    for (const Access& b : to.access) {
      if (a.station == b.station || !plan.input.network.stations[b.station].open) continue;
      const std::uint32_t journey = a.station.value * plan.stations + b.station.value;
      if (plan.least_ride[journey] < 0) continue;
      pairs.emplace_back(in_milliseconds(a.time) + plan.least_ride[journey] + in_milliseconds(b.time), journey);
    }
  }
  // Equally good ones stay in the order of the places' lists.
  std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const std::size_t most = plan.input.choice || plan.input.for_choice_only ? Plan::most_pairs : 1;
  std::vector<std::uint32_t> journeys;
  for (const auto& pair : pairs)
    if (journeys.size() < most) journeys.push_back(pair.second);
  return journeys;
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

namespace {

void lay_out_choices(Plan& plan) {
  const auto& places = plan.input.places;
  const auto& purposes = plan.input.purposes;
  const std::size_t n = places.size();
  std::vector<Plan::Choice> pairs(n * n);
  for (std::size_t o = 0; o < n; ++o)
    for (std::size_t d = 0; d < n; ++d) {
      if (o == d) continue;
      Plan::Choice& choice = pairs[o * n + d];
      const auto journeys = station_pairs(plan, places[PlaceId{o}], places[PlaceId{d}]);
      std::copy(journeys.begin(), journeys.end(), choice.journey.begin());
      choice.down = goes_down(plan, places[PlaceId{o}], places[PlaceId{d}]);
    }
  plan.journey_slot.assign(std::size_t{plan.stations} * plan.stations, Plan::Point::none);
  for (const Plan::Choice& pair : pairs)
    for (const std::uint32_t journey : pair.journey)
      if (journey != Plan::Point::none && plan.journey_slot[journey] == Plan::Point::none) plan.journey_slot[journey] = plan.slots++;

  for (const Purpose& purpose : purposes) {
    for (std::size_t od = 0; od < n * n; ++od) {
      const auto row = static_cast<Eigen::Index>(od / n);
      const auto column = static_cast<Eigen::Index>(od % n);
      Plan::Choice choice = pairs[od];
      choice.height = choice.travels = purpose.height(row, column);
      plan.choices.push_back(choice);
      plan.expected_travellers += purpose.travellers(row, column) * purpose.height(row, column);
    }
  }
}

/// Without a choice model: the share that the scenario gives, at any time of day.
void take_shares(Plan& plan) {
  const std::size_t n = plan.input.places.size();
  for (const Purpose& purpose : plan.input.purposes)
    for (std::size_t od = 0; od < n * n; ++od) {
      const double share = purpose.rail_share(static_cast<Eigen::Index>(od / n), static_cast<Eigen::Index>(od % n));
      const bool by_rail = plan.choices[plan.rail_below.size()].by_rail();
      plan.rail_below.push_back(by_rail ? probability_word(share) : 0);
    }
}

}  // namespace

void draw_up_to_heights(Plan& plan) {
  plan.drawn_streams.clear();
  const std::size_t n = plan.input.places.size();
  for (std::size_t c = 0; c < plan.choices.size(); ++c)
    for (std::uint32_t q = 0; q < plan.quarters; ++q)
      plan.choices[c].rail_most = std::max(plan.choices[c].rail_most, plan.rail_below[c * plan.quarters + q]);
  const auto streams = plan.field.streams();
  for (std::size_t s = 0; s < streams.size(); ++s) {
    const TravellerStream& stream = streams[s];
    const std::size_t row = (stream.purpose.value * n + stream.from.value) * n;
    const bool anywhere = stream.to == TravellerStream::anywhere;
    double below = 0.0;
    for (std::size_t to = anywhere ? 0 : stream.to; to < (anywhere ? n : stream.to + 1); ++to)
      if (plan.choices[row + to].rail_most > stream.low) below = std::max(below, plan.choices[row + to].travels);
    if (below > 0.0) plan.drawn_streams.push_back({static_cast<std::uint32_t>(s), below});
  }
  // Streams of one origin look up the same departures: drawn together, these stay in the cache.
  std::stable_sort(plan.drawn_streams.begin(), plan.drawn_streams.end(),
                   [&](const auto& a, const auto& b) { return streams[a.row].from < streams[b.row].from; });
}

void prepare_choices(Plan& plan) {
  lay_out_choices(plan);
  if (plan.input.for_choice_only) return;
  if (plan.input.choice && !plan.input.purposes.empty()) settle_choices(plan);
  else take_shares(plan);
  plan.field = TravellerField(plan.input.purposes);
  draw_up_to_heights(plan);
}

}  // namespace czt
