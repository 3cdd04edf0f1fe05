#pragma once
/// A simulated day as a model for Eclipse SUMO (sumo.dlr.de, 1.15 and later), so that others can look at it with that
/// program: the network, the stops, the trains as they ran, and the people who rode, each from the moment at which he was on the
/// platform. Beside it what czt counted, to compare with.
///
/// The network is a schema: a station is one edge that all its trains pass in the same sense, lane 0 for up, lane 1 for
/// down; what lies between two stations is an edge for each direction. Lengths and speeds are the scenario's.

#include "czt/exchange/day_tables.hpp"

namespace czt {

/// line.net.xml, stops.add.xml, trains.rou.xml, persons.rou.xml, day.sumocfg, boardings.csv (train, station, boarded and
/// alighted by czt) and README.md, which says what SUMO cannot do.
std::span<const DayTable> sumo_files();

}  // namespace czt
