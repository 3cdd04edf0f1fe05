#pragma once
/// MATSim (matsim.org): transit schedules, version 1 and 2, with their vehicles, version 2, in and out.

#include <optional>
#include <string>
#include <vector>

#include "czt/exchange/day_tables.hpp"
#include "czt/exchange/findings.hpp"
#include "czt/exchange/source_text.hpp"
#include "czt/exchange/written_line.hpp"

namespace czt {

struct MatsimSource {
  SourceText schedule;
  std::optional<SourceText> vehicles;
  std::optional<SourceText> network;  ///< whose links say how long the way between stops is
  std::vector<std::string> lines;     ///< by id or name; empty: the railways, or what else there is
};

/// Stops of one stopAreaId, else of one name, are a station. None where the findings have an error.
std::optional<WrittenLine> read_matsim(const MatsimSource& source, Findings& findings);

/// network.xml, transitSchedule.xml, transitVehicles.xml, and population.xml: the riders of the day, whose ways MATSim is to
/// find. Coordinates are metres on a plane about the first station that has some, east and north; without any they are kilometres along
/// the line. The lengths of links are the scenario's.
std::span<const DayTable> matsim_files();

}  // namespace czt
