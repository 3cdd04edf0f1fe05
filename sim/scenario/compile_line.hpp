#pragma once
/// The parts of compiling a scenario, one function per part of the railway. Each reads the checked tree through
/// a Cursor and adds what is wrong to `wrong`.

#include <map>
#include <set>
#include <string>

#include "czt/core/result.hpp"
#include "czt/model/plan.hpp"
#include "czt/scenario/compile.hpp"
#include "czt/scenario/cursor.hpp"
#include "czt/timetable/calendar.hpp"
#include "czt/timetable/pattern.hpp"

namespace czt {

Diagnostic problem(SourcePlace where, std::string path, std::string message);
/// With the second place, unless it is the same.
Diagnostic problem_of_two(SourcePlace where, std::string path, std::string message, SourcePlace other,
                          std::string said_there);

/// branches, stations, track, sections → Network.
Network compile_network(Cursor line, Diagnostics& wrong);
/// train_types, turnaround → types; in tree order.
IdVector<TrainTypeId, TrainType> compile_train_types(Cursor types, Cursor turnaround);
/// Whether every type can start on every segment, either way.
void check_starts(Cursor types_tree, const IdVector<TrainTypeId, TrainType>& types, const Network& network,
                  Diagnostics& wrong);
TrainTypeId train_type_named(const IdVector<TrainTypeId, TrainType>& types, const std::string& name);

/// calendar, and what runs when → types of days, periods; none without a calendar.
std::optional<Calendar> compile_calendar(Cursor tree, Diagnostics& wrong);
/// factors, out_of_term → a factor for each purpose. After compile_demand.
void compile_day_factors(Cursor tree, const IdVector<PurposeId, Purpose>& purposes, Calendar& calendar,
                         Diagnostics& wrong);

/// What does not run on the day that is compiled.
struct Idle {
  std::set<std::string> services;
  std::set<std::string> trips;
};

/// timetable → trips (patterns, the CSV file, placed services, overrides), closed stations passed. Adds types of coupled
/// trainsets to `types`.
struct TimetableParts {
  Trips trips;
  IdVector<TripId, SourcePlace> written;  ///< where each trip, or its service, is
  std::vector<PlacedService> placed;
  std::set<std::string> idle;             ///< numbers of trips that do not run on this day
  Diagnostics notes;
};
TimetableParts compile_timetable(Cursor tree, const Network& network,
                                 IdVector<TrainTypeId, TrainType>& types,
                                 const SeparationRules& rules, const Idle& idle, Diagnostics& wrong);

/// circulation → which trainset works which trip; after the trips, to which empty moves are appended. `timetable`: where
/// they are written.
void compile_circulation(Cursor tree, TimetableParts& timetable, PlanInput& input, Diagnostics& wrong);

/// boarding, dwell, disturbances, arrival, observe, turnaround → rules of the plan.
void compile_rules(Cursor tree, PlanInput& input);

/// sections that are single track, junctions → the network's.
void compile_routes(Cursor tree, Network& network, Diagnostics& wrong);
/// separation → priority and blocking times, and the headways that follow from these. After compile_rules.
void compile_separation(Cursor tree, PlanInput& input);
/// Trips that end within single track are wrong; `notes`: junctions that nobody uses.
void check_routes(Cursor tree, const TimetableParts& timetable, const Network& network, bool all_run, Diagnostics& notes,
                  Diagnostics& wrong);

/// choice, rivals → how people choose. After compile_demand.
void compile_choice(Cursor tree, PlanInput& input, Diagnostics& wrong);

/// places, profiles, purposes, demand, passengers → who would travel. Balanced in the root base.
void compile_demand(const Scenario& scenario, Cursor tree, PlanInput& input, Diagnostics& wrong);

std::optional<PlaceId> place_named(const IdVector<PlaceId, Place>& places, const std::string& name);

/// entrance, feeders and who of the explicit passengers comes by them; after compile_demand. `notes`: feeders to closed
/// stations.
void compile_stations(Cursor tree, PlanInput& input, Diagnostics& notes, Diagnostics& wrong);

/// incidents → what goes wrong when; after the trips. `all_run`: no train of the timetable is idle on this day.
void compile_incidents(Cursor tree, PlanInput& input, bool all_run, Diagnostics& notes, Diagnostics& wrong);

/// dispatching → what is done about late trains; after the trips.
void compile_dispatching(Cursor tree, PlanInput& input, bool all_run, Diagnostics& wrong);

/// fares and how often each purpose travels → the fare book; after compile_demand.
void compile_fares(Cursor tree, PlanInput& input, Diagnostics& notes, Diagnostics& wrong);
/// costs, emissions → what the day is charged with.
void compile_costs(Cursor tree, PlanInput& input);

}  // namespace czt
