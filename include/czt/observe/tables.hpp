#pragma once
/// Tidy tables of one replication for --csv: one row per journey, per stop, per would-be traveller.
/// Times are seconds of the service day, names as in the scenario, missing values empty.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "czt/model/plan.hpp"
#include "czt/model/world.hpp"

namespace czt {

/// purpose.place.to.band.number, or <group>:<number>: one person's name, the same in every scenario of one root base.
/// `stream`, `number`: as in PersonColumns.
std::string traveller_name(const Plan& plan, std::uint32_t stream, std::uint32_t number);

/// Takes the text piece by piece.
using Sink = std::function<void(std::string_view)>;

/// One row per person who came to a platform, transfers linked:
/// replication,traveller,purpose,place,from,to,wish,feeder,entrance,came,trains,departed,arrived,wait,ride,missed,stood,product,fare,outcome,
/// access,timetable,left_behind,delay,booked_ride,transfer,egress
///   traveller  as in travellers.csv; <group>:<number> for explicit passengers
///   place      where he set out; empty for explicit passengers
///   feeder     whose bus brought him; empty: he came by other means
///   entrance   seconds from the station's door to the platform, 0 where it is open; came: on the platform
///   trains     numbers, joined by + where he changed
///   departed   from the first platform; arrived: at the last; wait, ride: seconds, stages added
///   missed     trains that left him behind; stood: 1 if he stood in any train at first
///   product    of the ticket used; fare: yuan, what the journey bears of its price; both of journeys made
///   outcome    made, gave_up, to_rival, stranded
///   access …   where the seconds from door to door went, of journeys made; with entrance they add up (passenger_ledger.hpp)
void write_journeys_header(const Sink& sink);
void write_journeys(const Plan& plan, const World& world, std::uint32_t replication,
                    const Sink& sink);

/// One row per point of a trip:
/// replication,train,service,type,sequence,station,direction,calls,booked_arrival,booked_departure,arrived,departed,
/// dwell_needed,held,boarded,alighted,left_behind,load,standing
///   calls      1 stops for passengers, 0 passes; load, standing: after departure
///   held       seconds waiting for a track, the segment ahead or the trainset
void write_stops_header(const Sink& sink);
void write_stops(const Plan& plan, const World& world, std::uint32_t replication, const Sink& sink);

/// One row per arrival and departure of trains with booked times:
/// replication,train,service,sequence,station,direction,calls,event,booked,actual,lateness,<a column a cause>,behind,incidents
///   event      arrival (not at the first station) or departure (not at the last)
///   causes     seconds booked to each on the trip so far (delay_ledger.hpp); they add up to lateness
///   behind     trains that made it later since the row before, joined by +; incidents: likewise
void write_delays_header(const Sink& sink);
void write_delays(const Plan& plan, const World& world, std::uint32_t replication, const Sink& sink);

/// One row per trip of a trainset, in order, and one without a trip per spare:
/// replication,diagram,type,depot,sequence,train,from,departs,to,arrives,empty_move,worked_by
///   diagram    the trainset of the plan; depot: as written; departs, arrives: booked
///   worked_by  the trainset that worked it in this replication: another one after a spare has stood in
void write_diagrams_header(const Sink& sink);
void write_diagrams(const Plan& plan, const World& world, std::uint32_t replication, const Sink& sink);

/// One row per feeder bus:
/// replication,feeder,station,bus,booked,came,riders,left_behind,to_platform,wait,just_missed
///   bus          from 1 in the feeder's day; booked, came: at the stop
///   left_behind  people whom the full bus left for the next
///   to_platform  mean seconds from the bus to the platform, walk and entrance included
///   wait         mean seconds from there to the departure of the train boarded, of those who boarded one
///   just_missed  riders to whose station a train had gone, or closed its gate, at most 5 min before they came
void write_feeders_header(const Sink& sink);
void write_feeders(const Plan& plan, const World& world, std::uint32_t replication, const Sink& sink);

/// Every would-be traveller of a replication, riders and others alike:
/// traveller,purpose,from,to,wish,inclination
///   traveller    purpose.place.to.band.number: his own name, the same in every scenario of one
///   root base from, to     places; wish: when he would travel; inclination: he takes rail below
///   the rail share, [0, 1)
/// Depends on seed, root base and the scenario's heights of demand alone; never on stations, trains
/// or fares.
void write_travellers(const Plan& plan, std::uint64_t seed, std::uint32_t replication,
                      const Sink& sink);

}  // namespace czt
