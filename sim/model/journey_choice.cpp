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

}  // namespace

namespace {

/// Departures with the headways people reckon with, a sentinel after each journey's last.
void lay_out_departures(Plan& plan) {
  const ArrivalModel& model = plan.input.arrival;
  const auto longest = static_cast<std::int32_t>(in_milliseconds(model.longest));
  const auto least = static_cast<std::int32_t>(in_milliseconds(model.earliest + model.gate_closes));
  for (std::size_t j = 0; j < plan.departures.size(); ++j) {
    const auto row = plan.departures[JourneyId{j}];
    plan.first_departure.push_back(static_cast<std::uint32_t>(plan.departure_cells.size()));
    for (std::size_t k = 0; k < row.size(); ++k) {
      const std::int32_t headway = row.size() < 2 ? longest
                                   : k == 0       ? row[1] - row[0]
                                                  : row[k] - row[k - 1];
      plan.departure_cells.push_back({row[k], headway, std::max(0, std::min(headway, longest) - least)});
    }
    plan.departure_cells.push_back({Plan::Departure::sentinel, longest, 0});
  }
}

void lay_out_guide(Plan& plan) {
  plan.departure_guide.assign(plan.departures.size() * Plan::guide_steps, 0);
  for (std::size_t j = 0; j < plan.departures.size(); ++j) {
    const auto row = plan.departures[JourneyId{j}];
    if (row.empty()) continue;
    std::size_t next = 0;
    std::size_t before = 0;
    for (std::uint32_t step = 0; step < Plan::guide_steps; ++step) {
      const auto from = static_cast<std::int64_t>(step) * Plan::guide_step;
      while (next < row.size() && row[next] < from) ++next;
      plan.departure_guide[j * Plan::guide_steps + step] = static_cast<std::uint16_t>(next);
      plan.most_in_step = std::max(plan.most_in_step, static_cast<std::uint32_t>(next - before));
      before = next;
    }
    plan.most_in_step = std::max(plan.most_in_step, static_cast<std::uint32_t>(row.size() - before));
  }
}

}  // namespace

void prepare_arrivals(Plan& plan) {
  const ArrivalModel& model = plan.input.arrival;
  plan.aware_wait = beta_quantiles(model.beta_a, model.beta_b);
  lay_out_departures(plan);
  lay_out_guide(plan);
  for (const Purpose& purpose : plan.input.purposes)
    if (std::find(plan.habits.begin(), plan.habits.end(), purpose.aware_headway) == plan.habits.end())
      plan.habits.push_back(purpose.aware_headway);
  for (const Duration habit : plan.habits) {
    std::int32_t known = -1;
    std::uint32_t share = 0;
    for (const Plan::Departure& departure : plan.departure_cells) {
      if (departure.headway != known) {
        known = departure.headway;
        share = static_cast<std::uint32_t>(model.aware_share(milliseconds(known), habit) * 65536.0 + 0.5);
      }
      plan.aware_share.push_back(share);
    }
  }
}

namespace {

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
      if (plan.first_lane[journey] == none) continue;
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
        choice.height = static_cast<float>(purpose.height(row, column));
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
             c.height > static_cast<float>(stream.layer);
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
