#pragma once
/// The track under a written line.

#include <vector>

#include "czt/exchange/settled_line.hpp"

namespace czt {

/// The stations that trips join to the rest, in branch order, a segment between neighbours. Trips that call elsewhere are
/// left out; settled.trips gets the others, by the new rows.
bool lay_network(const WrittenLine& line, SettledLine& settled, Findings& findings);

/// The same network with other track: its speed, headway and platform tracks.
Network with_track(const Network& network, const Segment& track, const std::vector<std::pair<int, int>>& tracks);

}  // namespace czt
