#pragma once
/// The parts of compiling a timetable: services by pattern, services placed among the others, trips of a file.

#include <filesystem>
#include <string>
#include <vector>

#include "compile_line.hpp"

namespace czt {

/// What compiling services needs to know and where it puts what is wrong.
struct Desk {
  const Network& network;
  IdVector<TrainTypeId, TrainType>& types;
  TrainTypeId default_type;
  Duration turnaround;
  Diagnostics& wrong;
};

/// Trips with the place where they are written.
void add_trips(std::vector<Trip> trips, const SourcePlace& where, TimetableParts& parts);

/// A service's trains without their calls.
Pattern pattern_of(const std::string& name, Cursor service, const Desk& desk);
/// Where it calls: `stops: all` means every open station of the path; a list means exactly these, whether open or not.
/// Fewer than two where something is wrong.
std::vector<StationId> calls_of(const std::string& name, Cursor service, const Desk& desk);

/// The pattern's trains; none where its `running` or `dwells` do not fit its calls or no train can keep to them.
std::vector<Trip> trains_of(const Pattern& pattern, const std::string& name, Cursor service, const Desk& desk);

/// A service with `like`, put where its trains keep clear of the others. `models`: trips that `like` may name.
void add_placed(const std::string& name, Cursor service, const Desk& desk, const SeparationRules& rules,
                const Idle& idle, Trips& models, TimetableParts& parts);

/// The trips of a file of explicit stop times.
void add_csv_trips(const std::filesystem::path& file, SourcePlace where, const Desk& desk, TimetableParts& parts);

}  // namespace czt
