#pragma once
/// What the reading of MATSim's files is made of.

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "czt/exchange/matsim.hpp"

namespace czt {

/// Seconds of "06:05:00", "06:05", or of seconds.
std::optional<std::int32_t> matsim_time(std::string_view text);

/// The type that most trips run with, since a line that is imported has one; `trips_of`: vehicle → trips. None where the file
/// has none of these vehicles, or the findings have an error.
std::optional<LineVehicle> usual_vehicle(const SourceText& source, const std::map<std::string, std::size_t>& trips_of, Findings& findings);

}  // namespace czt
