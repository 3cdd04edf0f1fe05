#include "matsim_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "czt/core/text.hpp"
#include "gtfs_tables.hpp"
#include "xml_file.hpp"

namespace czt {

std::optional<std::int32_t> matsim_time(std::string_view text) {
  std::array<std::int64_t, 3> parts{};
  std::size_t part = 0;
  std::size_t digits = 0;
  for (const char c : text) {
    if (c == ':') {
      if (digits == 0 || ++part == 3) return std::nullopt;
      digits = 0;
    } else if (c >= '0' && c <= '9' && ++digits < 8) {
      parts[part] = parts[part] * 10 + (c - '0');
    } else if (c == '.' && digits > 0) {
      break;  // parts of a second
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0 || (part > 0 && (parts[1] > 59 || parts[2] > 59))) return std::nullopt;
  const std::int64_t seconds = part == 0 ? parts[0] : parts[0] * 3600 + parts[1] * 60 + parts[2];
  if (seconds > 10 * 48 * 3600) return std::nullopt;
  return static_cast<std::int32_t>(seconds);
}

namespace {

/// Version 2 has attributes of the capacity itself, version 1 elements within.
std::optional<int> persons_in(pugi::xml_node capacity, const char* attribute, const char* element) {
  const auto own = gtfs::whole_in(capacity.attribute(attribute).value());
  return own ? own : gtfs::whole_in(child_of(capacity, element).attribute("persons").value());
}

/// What MATSim writes where nothing is known.
constexpr double unknown_length = 7.5;    // m
constexpr double unknown_boarding = 1.0;  // s a person

/// s; version 2 has it as an attribute of a name.
std::optional<double> boarding_of(pugi::xml_node type) {
  for (const pugi::xml_node attribute : child_of(type, "attributes").children())
    if (std::string_view(attribute.attribute("name").value()) == "accessTimeInSecondsPerPerson") return gtfs::number_in(attribute.child_value());
  return gtfs::number_in(child_of(type, "accessTime").attribute("secondsPerPerson").value());
}

std::optional<LineVehicle> vehicle_of(const XmlFile& file, const std::string& id, pugi::xml_node node, Findings& findings) {
  const pugi::xml_node capacity = child_of(node, "capacity");
  const auto seats = persons_in(capacity, "seats", "seats"), standing = persons_in(capacity, "standingRoomInPersons", "standingRoom");
  const auto length = gtfs::number_in(child_of(node, "length").attribute("meter").value());
  if (!seats || *seats < 0 || *seats > LineVehicle::most_seats || standing.value_or(0) < 0 || standing.value_or(0) > LineVehicle::most_standing) {
    findings.refuse(file.place(capacity ? capacity : node, "seats"), "the type has no seats that can be read");
    return std::nullopt;
  }
  LineVehicle vehicle;
  vehicle.name = escape_control(id);
  vehicle.seats = *seats;
  vehicle.standing = standing.value_or(0);
  if (length && *length >= 5.0 && *length <= 1000.0 && *length != unknown_length) vehicle.length = length;
  if (const auto boarding = boarding_of(node); boarding && *boarding > 0.0 && *boarding != unknown_boarding) vehicle.boarding = boarding;
  return vehicle;
}

}  // namespace

std::map<std::string, std::uint32_t> read_vehicles(const SourceText& source, const std::map<std::string, std::size_t>& trips_of, WrittenLine& line, Findings& findings) {
  std::map<std::string, std::uint32_t> row_of_vehicle;
  const auto file = XmlFile::read(source.text, source.path, "vehicleDefinitions", findings);
  if (!file) return row_of_vehicle;
  std::map<std::string, std::string> type_of;
  std::map<std::string, pugi::xml_node> types;
  for (const pugi::xml_node node : file->root().children()) {
    if (local_name(node) == "vehicleType") types[node.attribute("id").value()] = node;
    if (local_name(node) == "vehicle") type_of[node.attribute("id").value()] = node.attribute("type").value();
  }
  std::map<std::string, std::uint32_t> row_of_type;
  for (const auto& [vehicle, count] : trips_of) {
    const auto type = type_of.find(vehicle);
    const auto node = type == type_of.end() ? types.end() : types.find(type->second);
    if (node == types.end()) {
      findings.ignore("vehicles that the vehicles' file does not have", {source.path, 0, "vehicle " + escape_control(vehicle)});
      continue;
    }
    const auto [row, fresh] = row_of_type.try_emplace(type->second, static_cast<std::uint32_t>(line.vehicles.size()));
    if (fresh) {
      const auto read = vehicle_of(*file, type->second, node->second, findings);
      if (!read) return row_of_vehicle;
      line.vehicles.push_back(*read);
    }
    row_of_vehicle[vehicle] = row->second;
  }
  line.vehicles_source = source.path.substr(source.path.find_last_of('/') + 1);
  return row_of_vehicle;
}

}  // namespace czt
