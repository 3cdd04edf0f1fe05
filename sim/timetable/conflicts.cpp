#include "czt/timetable/conflicts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "bookings.hpp"

namespace czt {
namespace {

std::vector<Conflict> all_trainset_conflicts(const Trips& trips, const Network& network) {
  std::map<std::string, std::vector<Worked>> worked_by;
  for (std::size_t row = 0; row < trips.size(); ++row)
    if (const Trip& trip = trips[TripId{row}]; !trip.trainset.empty() && !trip.when_ready)
      worked_by[trip.trainset].push_back({TripId{row}, &trip});
  std::vector<Conflict> found;
  for (auto& [name, worked] : worked_by)
    for (Conflict& c : trainset_conflicts(std::move(worked), network)) found.push_back(std::move(c));
  return found;
}

std::string missing(Duration d) { return fmt::format("{:g} s", in_seconds(d)); }

/// Where the segment that begins at the conflict's place ends; the place itself of a platform.
StationId far_end(const Conflict& c, const Trips& trips) {
  if (c.kind != Conflict::Kind::headway && c.kind != Conflict::Kind::overtaking) return c.place;
  const std::vector<StopTime>& stops = trips[c.second].stops;
  for (std::size_t i = 0; i + 1 < stops.size(); ++i)
    if (stops[i].station == c.place) return stops[i + 1].station;
  return c.place;
}

/// The conflict is told for the worse end of a segment.
StationId place_at_its_time(const Conflict& c, const Trips& trips) {
  for (const StopTime& stop : trips[c.second].stops)
    if (stop.station == c.place && (stop.departure == c.at || stop.arrival == c.at)) return c.place;
  return far_end(c, trips);
}

/// Of conflicts of the same two trains, in order.
std::string describe_pair(const std::vector<const Conflict*>& pair, const Trips& trips,
                          const Network& network) {
  const auto name = [&](StationId id) { return network.stations[id].name; };
  const Conflict& worst = **std::max_element(pair.begin(), pair.end(), [](auto* a, auto* b) {
    return a->short_by < b->short_by;
  });
  const Duration begun_minute{worst.at.time_since_epoch() % minutes(1)};
  return fmt::format("{} and {}: {} places from {} to {}, worst {:.0f} s short at {}, {}",
                     trips[pair.front()->first].number, trips[pair.front()->second].number,
                     pair.size(), name(pair.front()->place), name(far_end(*pair.back(), trips)),
                     std::ceil(in_seconds(worst.short_by)), name(place_at_its_time(worst, trips)),
                     to_clock(worst.at - begun_minute));
}

}  // namespace

std::vector<Conflict> trainset_conflicts(std::vector<Worked> worked, const Network& network) {
  std::stable_sort(worked.begin(), worked.end(), [](const Worked& a, const Worked& b) {
    return a.trip->departs() < b.trip->departs();
  });
  std::vector<Conflict> found;
  for (std::size_t i = 1; i < worked.size(); ++i) {
    const Trip& first = *worked[i - 1].trip;
    const Trip& second = *worked[i].trip;
    const Duration overlap = first.arrives() - second.departs();
    if (overlap <= Duration{} && first.to() == second.from()) continue;
    found.push_back({Conflict::Kind::trainset, worked[i - 1].id, worked[i].id, second.from(),
                     network.stations[second.from()].name, second.departs(),
                     std::max(overlap, Duration{})});
  }
  return found;
}

std::vector<Conflict> conflicts(const Trips& trips, const Network& network,
                                const SeparationRules& rules) {
  std::vector<Conflict> found = Bookings(trips, network, rules).conflicts();
  for (Conflict& c : all_trainset_conflicts(trips, network)) found.push_back(std::move(c));
  put_in_order(found);
  return found;
}

std::string describe(const Conflict& c, const Trips& trips, const Network& network) {
  const std::string& first = trips[c.first].number;
  const std::string& second = trips[c.second].number;
  const std::string at = to_clock(c.at);
  switch (c.kind) {
    case Conflict::Kind::headway:
      return fmt::format("{} follows {} too closely on {} at {}: {} short of the headway", second,
                         first, c.where, at, missing(c.short_by));
    case Conflict::Kind::overtaking:
      return fmt::format("{} would overtake {} on {} by {}: {} short of the headway behind it",
                         second, first, c.where, at, missing(c.short_by));
    case Conflict::Kind::platform:
      return fmt::format("{} finds no free track at {} at {}: {} gives one up {} too late", second,
                         c.where, at, first, missing(c.short_by));
    case Conflict::Kind::junction:
      return fmt::format("{} follows {} too closely over the junction {} at {}: {} short of its occupation", second,
                         first, c.where, at, missing(c.short_by));
    case Conflict::Kind::single_track:
      return fmt::format("{} would meet {} on the single track {}, entered at {}: {} too early", second, first,
                         c.where, at, missing(c.short_by));
    case Conflict::Kind::trainset: break;
  }
  const std::string& trainset = trips[c.second].trainset;
  const std::string& ends_at = network.stations[trips[c.first].to()].name;
  if (c.short_by > Duration{})
    return fmt::format("trainset {} is to leave {} as {} at {}, {} before it ends {} at {}",
                       trainset, c.where, second, at, missing(c.short_by), first, ends_at);
  return fmt::format("trainset {} is to leave {} as {} at {}, but {} leaves it at {}", trainset,
                     c.where, second, at, first, ends_at);
}

std::vector<std::string> describe_pairs(const std::vector<Conflict>& conflicts, const Trips& trips,
                                        const Network& network) {
  std::vector<std::vector<const Conflict*>> pairs;
  std::map<std::pair<TripId, TripId>, std::size_t> row_of;
  for (const Conflict& c : conflicts) {
    const auto [row, fresh] = row_of.try_emplace(std::minmax(c.first, c.second), pairs.size());
    if (fresh) pairs.emplace_back();
    pairs[row->second].push_back(&c);
  }
  std::vector<std::string> texts;
  for (const auto& pair : pairs)
    texts.push_back(pair.size() == 1 ? describe(*pair.front(), trips, network)
                                     : describe_pair(pair, trips, network));
  return texts;
}

}  // namespace czt
