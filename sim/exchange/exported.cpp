#include "exported.hpp"

#include "gtfs_tables.hpp"

namespace czt {

std::string written_value(const Scenario& scenario, std::initializer_list<std::string_view> path) {
  const Value* value = &scenario.tree;
  for (const std::string_view step : path)
    if (value) value = value->find(step);
  return value && value->kind == Value::Kind::scalar ? value->text : std::string();
}

std::optional<std::pair<double, double>> coordinates(const Scenario& scenario, const Station& station) {
  const auto latitude = gtfs::number_in(written_value(scenario, {"stations", station.name, "latitude"}));
  const auto longitude = gtfs::number_in(written_value(scenario, {"stations", station.name, "longitude"}));
  if (!latitude || !longitude) return std::nullopt;
  return std::pair(*latitude, *longitude);
}

std::string station_id(const Network& network, StationId id) { return network.stations[id].name; }

}  // namespace czt
