#pragma once
/// What a railML file has of stations and of parts of trains, before they are trains of a day.

#include <map>
#include <string>
#include <vector>

#include "czt/exchange/written_line.hpp"
#include "xml_file.hpp"

namespace czt {

inline constexpr std::int32_t day_seconds = 86'400;

/// One ocpTT at which the train stops for passengers; seconds of the day of its operating period.
struct PartCall {
  std::uint32_t station = 0;
  std::int32_t arrival = 0, departure = 0;
};

struct TrainPart {
  std::string number;              ///< trainNumber or name; may be empty
  std::string line;
  std::string period;              ///< operatingPeriodRef; empty: every day
  std::string formation;
  std::vector<PartCall> calls;     ///< may be fewer than two
  CellPlace where;
};

/// ocp id → row of line.stations; kilometres between points of one track go into line.leg_km.
std::map<std::string, std::uint32_t> read_points(const XmlFile& file, WrittenLine& line, Findings& findings);

/// trainPart id → the part.
std::map<std::string, TrainPart> read_parts(const XmlFile& file, pugi::xml_node timetable, const std::map<std::string, std::uint32_t>& points, Findings& findings);

/// Seats, room to stand and length of a formation; none where the file does not have its seats.
std::optional<LineVehicle> formation_of(const XmlFile& file, const std::string& formation);

}  // namespace czt
