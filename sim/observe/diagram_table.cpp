// diagrams.csv: which trainset works which trains, as planned and as it went.

#include <string>

#include "czt/core/csv.hpp"
#include "czt/observe/tables.hpp"
#include "lines.hpp"

namespace czt {

namespace {

/// The set that works the diagram's trips from this one on, where a spare takes over at it.
TrainsetId works_from(TripId trip, TrainsetId diagram, TrainsetId until_now, const World& world) {
  for (const Substitution& s : world.substitutions)
    if (s.trip == trip.value && s.diagram == diagram) return s.spare;
  return until_now;
}

void write_spare(const Circulation::Spare& spare, const PlanInput& in, std::uint32_t replication, Lines& out) {
  const std::string name = csv_field(in.circulation.names[spare.set]);
  const std::string at = csv_field(in.network.stations[spare.at].name);
  out.field(replication).field(name).field(csv_field(in.types[in.circulation.types[spare.set]].name)).field("").field(0).field("");
  out.field(at).field("").field(at).field("").field(0).field(name);
  out.end();
}

}  // namespace

void write_diagrams_header(const Sink& sink) {
  sink("replication,diagram,type,depot,sequence,train,from,departs,to,arrives,empty_move,worked_by\n");
}

void write_diagrams(const Plan& plan, const World& world, std::uint32_t replication, const Sink& sink) {
  const PlanInput& in = plan.input;
  if (in.circulation.trainset.size() != in.trips.size()) return;
  Lines out(sink);
  for (const Diagram& diagram : diagrams(in.circulation, in.trips)) {
    TrainsetId at_work = diagram.set;
    int sequence = 0;
    for (const TripId id : diagram.trips) {
      const Trip& trip = in.trips[id];
      at_work = works_from(id, diagram.set, at_work, world);
      out.field(replication).field(csv_field(in.circulation.names[diagram.set]));
      out.field(csv_field(in.types[in.circulation.types[diagram.set]].name)).field(csv_field(in.circulation.depots[diagram.set]));
      out.field(++sequence).field(csv_field(trip.number)).field(csv_field(in.network.stations[trip.from()].name));
      out.seconds(in_milliseconds(trip.departs())).field(csv_field(in.network.stations[trip.to()].name));
      out.seconds(in_milliseconds(trip.arrives())).field(trip.empty ? 1 : 0).field(csv_field(in.circulation.names[at_work]));
      out.end();
    }
  }
  for (const Circulation::Spare& spare : in.circulation.spares) write_spare(spare, in, replication, out);
  out.flush();
}

}  // namespace czt
