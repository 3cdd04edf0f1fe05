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

std::optional<LineVehicle> usual_vehicle(const SourceText& source, const std::map<std::string, std::size_t>& trips_of, Findings& findings) {
  const auto file = XmlFile::read(source.text, source.path, "vehicleDefinitions", findings);
  if (!file) return std::nullopt;
  std::map<std::string, std::string> type_of;
  std::map<std::string, pugi::xml_node> types;
  for (const pugi::xml_node node : file->root().children()) {
    if (local_name(node) == "vehicleType") types[node.attribute("id").value()] = node;
    if (local_name(node) == "vehicle") type_of[node.attribute("id").value()] = node.attribute("type").value();
  }
  std::map<std::string, std::size_t> trips;
  for (const auto& [vehicle, count] : trips_of) {
    const auto type = type_of.find(vehicle);
    if (type == type_of.end() || types.count(type->second) == 0) {
      findings.ignore("vehicles that the vehicles' file does not have", {source.path, 0, "vehicle " + escape_control(vehicle)});
      continue;
    }
    trips[type->second] += count;
  }
  if (trips.empty()) return std::nullopt;
  const auto most = std::max_element(trips.begin(), trips.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const pugi::xml_node node = types.at(most->first), capacity = child_of(node, "capacity");
  // Version 2 has attributes of the capacity itself, version 1 elements within.
  const auto persons = [&](const char* attribute, const char* element) {
    const auto own = gtfs::whole_in(capacity.attribute(attribute).value());
    return own ? own : gtfs::whole_in(child_of(capacity, element).attribute("persons").value());
  };
  const auto seats = persons("seats", "seats"), standing = persons("standingRoomInPersons", "standingRoom");
  const auto length = gtfs::number_in(child_of(node, "length").attribute("meter").value());
  constexpr int most_people = 100'000;
  if (!seats || *seats < 0 || *seats > most_people || standing.value_or(0) < 0 || standing.value_or(0) > most_people) {
    findings.refuse(file->place(capacity ? capacity : node, "seats"), "the type has no seats that can be read");
    return std::nullopt;
  }
  const LineVehicle vehicle{escape_control(most->first), static_cast<int>(*seats), static_cast<int>(standing.value_or(0)), length && *length >= 5.0 && *length <= 1000.0 ? length : std::nullopt,
                                    source.path.substr(source.path.find_last_of('/') + 1)};
  for (const auto& [type, count] : trips)
    if (type != most->first) findings.ignore(fmt::format("{} trips run with {}: taken as {}", count, escape_control(type), escape_control(most->first)));
  return vehicle;
}

}  // namespace czt
