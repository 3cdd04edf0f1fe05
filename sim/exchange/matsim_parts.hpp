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

/// The types of these vehicles, into line.vehicles; vehicle → its row there. `trips_of`: vehicle → trips. Vehicles that the file
/// does not have are left out.
std::map<std::string, std::uint32_t> read_vehicles(const SourceText& source, const std::map<std::string, std::size_t>& trips_of, WrittenLine& line, Findings& findings);

}  // namespace czt
