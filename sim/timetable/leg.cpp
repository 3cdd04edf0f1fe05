#include "czt/timetable/leg.hpp"

#include <cassert>

namespace czt {

SpeedSection section_of(const Segment& segment) {
  return {segment.length, segment.max_speed, segment.gradient, segment.curve, segment.tunnel};
}

std::vector<StationId> way_of_leg(const std::vector<StopTime>& stops, std::size_t first, std::size_t last) {
  std::vector<StationId> way;
  way.reserve(last - first + 1);
  for (std::size_t point = first; point <= last; ++point) way.push_back(stops[point].station);
  return way;
}

std::vector<SpeedSection> sections_of_leg(const std::vector<StopTime>& stops, std::size_t first, std::size_t last,
                                          const Network& network) {
  std::vector<SpeedSection> sections;
  sections.reserve(last - first);
  for (std::size_t point = first + 1; point <= last; ++point) {
    const auto id = network.between(stops[point - 1].station, stops[point].station);
    assert(id);
    sections.push_back(section_of(network.segments[*id]));
  }
  return sections;
}

const std::vector<double>& KnownLegs::times(const std::vector<StopTime>& stops, std::size_t first, std::size_t last,
                                            const Network& network, TrainTypeId id, const TrainType& type) {
  const auto [known, fresh] = times_.try_emplace({id, way_of_leg(stops, first, last)});
  if (fresh) known->second = passing_times(sections_of_leg(stops, first, last, network), type);
  return known->second;
}

}  // namespace czt
