#include "czt/timetable/capacity.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "czt/timetable/node_capacity.hpp"
#include "czt/timetable/single_line.hpp"

namespace czt {

Compression::Compression(const Trips& trips, const Network& network, const IdVector<TrainTypeId, TrainType>& types,
                         const SeparationRules& rules)
    : trips_(trips), network_(network), types_(types), rules_(rules) {
  std::map<std::pair<bool, std::size_t>, std::size_t> row_of;  // single track or segment
  for (std::size_t s = 0; s < network.segments.size(); ++s) {
    const auto single = network.segments[SegmentId{s}].single;
    const auto key = single ? std::pair(true, *single) : std::pair(false, s);
    if (!row_of.try_emplace(key, sections_.size()).second) continue;
    const std::string name = single ? network.single_tracks[*single].name : network.name(SegmentId{s});
    sections_.push_back({name, SegmentId{s}, single, single ? network.single_tracks[*single].meeting : Duration{}, {}});
  }
  const auto put = [&](const std::pair<bool, std::size_t>& key, TripId id, Direction direction, std::size_t from, std::size_t to) {
    const std::vector<StopTime>& stops = trips[id].stops;
    sections_[row_of.at(key)].passages.push_back({id, direction, stops[from].departure, stops[to].arrival, from, to});
  };
  for (std::size_t row = 0; row < trips.size(); ++row) {
    const TripId id{row};
    const Trip& trip = trips[id];
    if (trip.when_ready) continue;
    for (const SingleRun& run : single_runs(trip, network)) put({true, run.track}, id, run.direction, run.enters, run.leaves);
    for (std::size_t stop = 1; stop < trip.stops.size(); ++stop) {
      const SegmentId segment = *network.between(trip.stops[stop - 1].station, trip.stops[stop].station);
      if (!network.segments[segment].single)
        put({false, segment.value}, id, network.segments[segment].direction, stop - 1, stop);
    }
  }
  for (Section& section : sections_)
    std::sort(section.passages.begin(), section.passages.end(), [](const Passage& a, const Passage& b) {
      return std::tie(a.enters, a.trip) < std::tie(b.enters, b.trip);
    });
}

/// From the first one's entering to the second's: a headway apart at both ends of every segment; with blocking times, as
/// close as the two may follow each other there.
Duration Compression::following(const Passage& first, const Passage& second) const {
  const Trip& one = trips_[first.trip];
  const Trip& other = trips_[second.trip];
  Duration least{};
  const std::size_t segments = std::min(first.last_stop - first.first_stop, second.last_stop - second.first_stop);
  for (std::size_t k = 0; k < segments; ++k) {
    const StopTime& from = one.stops[first.first_stop + k];
    const StopTime& to = one.stops[first.first_stop + k + 1];
    const StopTime& other_from = other.stops[second.first_stop + k];
    const StopTime& other_to = other.stops[second.first_stop + k + 1];
    const Segment& segment = network_.segments[*network_.between(from.station, to.station)];
    const Duration ahead = (from.departure - first.enters) - (other_from.departure - second.enters);
    if (rules_.blocking) {
      const LineRun a(segment, types_[one.type], from.calls, to.calls);
      const LineRun b(segment, types_[other.type], other_from.calls, other_to.calls);
      least = std::max(least, ahead + quantise(least_headway(a, b, *rules_.blocking)));
    } else {
      const Duration ahead_at_end = (to.arrival - first.enters) - (other_to.arrival - second.enters);
      least = std::max(least, std::max(ahead, ahead_at_end) + segment.headway);
    }
  }
  return least;
}

Duration Compression::interval(const Section& section, const Passage& first, const Passage& second) const {
  if (first.direction != second.direction) return first.leaves - first.enters + section.meeting;
  return following(first, second);
}

WindowUse Compression::use(std::size_t row, SimTime from, SimTime until) const {
  const Section& section = sections_[row];
  const auto before = [](const Passage& p, SimTime t) { return p.enters < t; };
  const auto first = std::lower_bound(section.passages.begin(), section.passages.end(), from, before);
  const auto end = std::lower_bound(first, section.passages.end(), until, before);
  WindowUse use;
  use.trains = static_cast<int>(end - first);
  if (use.trains == 0) return use;
  Duration sum{};
  for (auto p = first; p != end; ++p) sum += interval(section, *p, p + 1 == end ? *first : *(p + 1));
  use.share = in_seconds(sum) / in_seconds(until - from);
  use.least_headway = sum / use.trains;
  return use;
}

std::vector<SectionUse> capacity_consumed(const Trips& trips, const Network& network,
                                          const IdVector<TrainTypeId, TrainType>& types, const SeparationRules& rules) {
  constexpr std::int64_t hours_in_day = 48;
  const auto hour_of = [](SimTime t) { return (t - start_of_day) / minutes(60); };
  std::int64_t first = hours_in_day, last = 0;
  for (const Trip& trip : trips) {
    if (trip.when_ready || trip.stops.size() < 2) continue;
    first = std::min(first, hour_of(trip.departs()));
    last = std::max(last, std::min(hours_in_day, hour_of(trip.arrives()) + 1));
  }
  std::vector<SectionUse> sections;
  const auto add = [&](SectionUse section, const auto& use) {
    section.day = use(start_of_day + first * minutes(60), start_of_day + last * minutes(60));
    if (section.day.trains == 0) return;
    for (std::int64_t hour = 0; hour < last; ++hour) {
      const SimTime from = start_of_day + hour * minutes(60);
      section.hours.push_back(use(from, from + minutes(60)));
      if (section.hours.back().share <= section.peak.share) continue;
      section.peak = section.hours.back();
      section.peak_hour = static_cast<int>(hour);
    }
    sections.push_back(std::move(section));
  };
  const auto part = [](SectionUse::Kind kind, std::size_t row, std::string name, Direction side = Direction::up) {
    SectionUse section;
    section.kind = kind;
    section.row = row;
    section.side = side;
    section.name = std::move(name);
    return section;
  };
  const Compression compression(trips, network, types, rules);
  for (std::size_t row = 0; row < compression.sections(); ++row) {
    const auto single = compression.single_track(row);
    add(part(single ? SectionUse::Kind::single_track : SectionUse::Kind::segment, single ? *single : compression.segment(row).value,
             compression.name(row)),
        [&](SimTime from, SimTime until) { return compression.use(row, from, until); });
  }
  const JunctionCompression junctions(trips, network);
  for (std::size_t row = 0; row < network.junctions.size(); ++row)
    add(part(SectionUse::Kind::junction, row, network.junctions[row].name),
        [&](SimTime from, SimTime until) { return junctions.use(row, from, until); });
  const PlatformCompression platforms(trips, network, rules);
  for (std::size_t row = 0; row < network.stations.size(); ++row)
    for (const Direction side : {Direction::up, Direction::down})
      add(part(SectionUse::Kind::platforms, row, network.stations[StationId{row}].name + ", " + std::string(to_text(side)), side),
          [&](SimTime from, SimTime until) { return platforms.use(StationId{row}, side, from, until); });
  return sections;
}

const SectionUse* bottleneck(const std::vector<SectionUse>& sections) {
  const auto less = [](const SectionUse& a, const SectionUse& b) { return a.peak.share < b.peak.share; };
  const auto most = std::max_element(sections.begin(), sections.end(), less);
  return most == sections.end() ? nullptr : &*most;
}

}  // namespace czt
