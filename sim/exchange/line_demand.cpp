#include "line_demand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "czt/demand/od_matrix.hpp"
#include "czt/demand/place.hpp"
#include "czt/exchange/line_scenario.hpp"
#include "scenario/quoted.hpp"

namespace czt {

namespace {

constexpr double decay = 0.03;         // /min
constexpr double road_kmh = 40.0;
constexpr double people_per_call = 100.0;
constexpr double seats_taken = 0.25;
constexpr double reduced_riders = 0.1;  // of all, of each category
constexpr double least_rate = 1e-4;     // a day: less would be written as nothing
constexpr std::int64_t longest_wait = 30 * 60'000;  // ms: for a train that none runs before, on the mean

struct Served {
  std::vector<double> calls;                 ///< per station
  std::vector<double> up, down;              ///< calls by the hour in which people come for them
  double seat_km = 0.0;
};

/// Seats; where there are none the room to stand.
int places_on(const TrainType& type) { return type.seats > 0 ? type.seats : type.capacity(PersonsPerSquareMetre{4.0}); }

Served what_is_served(const SettledLine& settled) {
  Served served{std::vector<double>(settled.network.stations.size(), 0.0), std::vector<double>(48, 0.0), std::vector<double>(48, 0.0), 0.0};
  std::map<std::pair<std::uint32_t, Direction>, std::vector<std::int64_t>> departures;  // ms
  for (const Trip& trip : settled.booked)
    for (std::size_t i = 0; i < trip.stops.size(); ++i) {
      const StopTime& stop = trip.stops[i];
      if (i > 0) served.seat_km += places_on(settled.types[trip.type]) * in_km(settled.network.distance(trip.stops[i - 1].station, stop.station));
      if (!stop.calls) continue;
      served.calls[stop.station.value] += 1.0;
      if (i + 1 < trip.stops.size()) departures[{stop.station.value, trip.direction}].push_back(in_milliseconds(stop.departure));
    }
  for (auto& [from, times] : departures) {
    std::sort(times.begin(), times.end());
    for (std::size_t k = 0; k < times.size(); ++k) {
      // Its crowd comes while the train before it is gone and it is not yet there: half of that earlier, on the mean.
      const std::int64_t gap = times.size() == 1 ? 2 * longest_wait : k > 0 ? times[k] - times[k - 1] : times[1] - times[0];
      const std::int64_t comes = times[k] - std::min(gap / 2, longest_wait);
      (from.second == Direction::up ? served.up : served.down)[static_cast<std::size_t>(std::clamp<std::int64_t>(comes / 3'600'000, 0, 47))] += 1.0;
    }
  }
  return served;
}

bool all_placed(const WrittenLine& line, const SettledLine& settled) {
  return std::all_of(settled.written.begin(), settled.written.end(), [&](std::uint32_t w) { return line.stations[w].latitude.has_value(); });
}

/// Kilometres by rail of the mean traveller, were they as many as the gravity model says.
double mean_km(const WrittenLine& line, const SettledLine& settled, const Served& served, bool placed) {
  const auto n = static_cast<Eigen::Index>(served.calls.size());
  Eigen::VectorXd weights(n);
  Eigen::MatrixXd minutes = Eigen::MatrixXd::Zero(n, n);
  std::vector<Place> places(served.calls.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    weights(static_cast<Eigen::Index>(i)) = served.calls[i];
    if (!placed) continue;
    places[i].latitude = *line.stations[settled.written[i]].latitude;
    places[i].longitude = *line.stations[settled.written[i]].longitude;
    for (std::size_t j = 0; j < i; ++j) {
      const double cost = road_km(places[i], places[j]) / road_kmh * 60.0;
      minutes(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = minutes(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(i)) = cost;
    }
  }
  const OdMatrix od = gravity(weights, weights, minutes, decay);
  double people = 0.0;
  double km = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i)
    for (std::size_t j = 0; j < places.size(); ++j) {
      const double here = od(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
      people += here;
      if (i != j) km += here * in_km(settled.network.distance(StationId{i}, StationId{j}));
    }
  return people > 0.0 ? km / people : 1.0;
}

/// Three figures, as a person writes an assumption.
std::string rounded(double value) {
  double scale = 1.0;
  while (value * scale < 100.0 && scale < 1e6) scale *= 10.0;
  std::string text = fmt::format("{:.6f}", static_cast<double>(static_cast<std::int64_t>(value * scale + 0.5)) / scale);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string trips_text(double rate, double share) {
  return fmt::format("{{value: {} /day, assumed: \"a quarter of the seats are taken\", range: [{} /day, {} /day]}}", rounded(rate * share), rounded(rate * share / 2), rounded(rate * share * 2));
}

}  // namespace

HourShares hour_shares(const std::vector<double>& by_hour) {
  HourShares shares;
  const double all = std::accumulate(by_hour.begin(), by_hour.end(), 0.0);
  if (!(all > 0.0)) return {6, std::vector<int>(16, 62)};  // evens up below
  std::size_t first = 0;
  while (by_hour[first] <= 0.0) ++first;
  std::size_t last = by_hour.size() - 1;
  while (by_hour[last] <= 0.0) --last;
  shares.first = static_cast<int>(first);
  std::vector<std::pair<double, std::size_t>> rests;
  int sum = 0;
  for (std::size_t h = first; h <= last; ++h) {
    const double exact = 1000.0 * by_hour[h] / all;
    shares.permille.push_back(static_cast<int>(exact));
    sum += shares.permille.back();
    rests.emplace_back(exact - static_cast<int>(exact), h - first);
  }
  std::stable_sort(rests.begin(), rests.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; sum < 1000; i = (i + 1) % rests.size(), ++sum) ++shares.permille[rests[i].second];
  return shares;
}

std::string profile_text(const HourShares& shares) {
  std::string text = "{hours: {";
  int hour = shares.first;
  for (const int p : shares.permille) text += fmt::format("\"{:02}:00\": {}.{} %, ", hour++, p / 10, p % 10);
  const bool past_midnight = hour >= 48;
  return text + (past_midnight ? "\"47:59:59\"" : fmt::format("\"{:02}:00\"", hour)) + ": 0 %}}";
}

std::string demand_by_service(const WrittenLine& line, const SettledLine& settled) {
  const Served served = what_is_served(settled);
  const bool placed = all_placed(line, settled);
  std::string text = "places:\n";
  double people = 0.0;
  for (std::size_t s = 0; s < served.calls.size(); ++s) {
    const LineStation& station = line.stations[settled.written[s]];
    const double here = people_per_call * served.calls[s];
    people += here;
    const std::string where = placed ? fmt::format(", latitude: {:.6f}, longitude: {:.6f}", *station.latitude, *station.longitude) : "";
    text += fmt::format("  {}: {{assumed: \"100 for each call a day\", people: {:.0f}, jobs: {:.0f}{}, access: {{{}: 10 min}}}}\n", in_quotes(station.name), here,
                        here, where, in_quotes(station.name));
  }
  const bool any_up = std::any_of(served.up.begin(), served.up.end(), [](double c) { return c > 0.0; });
  const bool any_down = std::any_of(served.down.begin(), served.down.end(), [](double c) { return c > 0.0; });
  text += "\nprofiles:  # people travel when trains run: the calls by the hour in which one waits for them\n";
  text += "  up:   " + profile_text(hour_shares(any_up ? served.up : served.down)) + "\n";
  text += "  down: " + profile_text(hour_shares(any_down ? served.down : served.up)) + "\n";

  const double riders = seats_taken * served.seat_km / std::max(0.1, mean_km(line, settled, served, placed));
  const double rate = std::clamp(riders / people, least_rate, 50.0);
  const auto categories = static_cast<double>(line.fares.reduced.size());
  const auto purpose = [&](const std::string& name, double share) {
    return fmt::format("  {}: {{assumed: \"nothing is known of the people\", trips: {}, from: people, to: jobs, decay: {} /min, profile: {{up: up, down: down}}, "
                       "rail_share: 100 %}}\n",
                       in_quotes(name), trips_text(rate, share), decay);
  };
  text += "purposes:\n" + purpose("traveller", 1.0 - std::min(0.5, reduced_riders * categories));
  for (const LineFares::Reduced& reduced : line.fares.reduced) text += purpose(reduced.name, std::min(0.5, reduced_riders * categories) / categories);
  return text;
}

}  // namespace czt
