#include "czt/network/network.hpp"

namespace czt {

std::string_view to_text(Direction d) { return d == Direction::up ? "up" : "down"; }

std::optional<StationId> Network::find(std::string_view name) const {
  if (name.empty()) return std::nullopt;  // or it would find the first station without a Chinese name
  for (std::size_t row = 0; row < stations.size(); ++row) {
    const Station& station = stations[StationId{row}];
    if (station.name == name || station.name_zh == name) return StationId{row};
  }
  return std::nullopt;
}

std::optional<SegmentId> Network::between(StationId from, StationId to) const {
  const auto way = path(from, to);
  if (way.size() != 1) return std::nullopt;
  return way.front();
}

std::span<const SegmentId> Network::path(StationId from, StationId to) const {
  const std::size_t row = from.value * stations.size() + to.value;
  return {path_cells_.data() + path_first_[row], path_first_[row + 1] - path_first_[row]};
}

std::int64_t Network::tariff_km(StationId from, StationId to) const {
  std::int64_t km = 0;
  for (const SegmentId id : path(from, to)) km += segments[id].tariff_km;
  return km;
}

Metres Network::distance(StationId from, StationId to) const {
  Metres sum;
  for (const SegmentId id : path(from, to)) sum = sum + segments[id].length;
  return sum;
}

std::string Network::name(SegmentId id) const {
  return stations[segments[id].from].name + "–" + stations[segments[id].to].name;
}

}  // namespace czt
