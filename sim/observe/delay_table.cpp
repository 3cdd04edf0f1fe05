// delays.csv: the delay ledger as a table.

#include <string>
#include <vector>

#include "czt/core/csv.hpp"
#include "czt/observe/delay_ledger.hpp"
#include "czt/observe/tables.hpp"
#include "lines.hpp"

namespace czt {

namespace {

/// One trip's ledger, added up on the way.
struct Tally {
  std::array<std::int32_t, delay_causes> sums{};
  std::string trains;     ///< that it was late behind since the row before
  std::string incidents;

  void add(const DelayLedger::Entry& entry, const PlanInput& in) {
    sums[static_cast<std::size_t>(entry.cause)] += entry.time;
    if (entry.by == DelayLedger::Entry::nobody) return;
    const bool by_incident = entry.cause == DelayCause::incident;
    std::string& names = by_incident ? incidents : trains;
    if (!names.empty()) names += '+';
    names += by_incident ? in.incidents[entry.by].name : in.trips[TripId{entry.by}].number;
  }
};

}  // namespace

void write_delays_header(const Sink& sink) {
  std::string text = "replication,train,service,sequence,station,direction,calls,event,booked,actual,lateness";
  for (std::size_t c = 0; c < delay_causes; ++c) text += "," + std::string(to_text(DelayCause{static_cast<std::uint8_t>(c)}));
  sink(text + ",behind,incidents\n");
}

void write_delays(const Plan& plan, const World& world, std::uint32_t replication, const Sink& sink) {
  DelayLedger ledger(plan);
  ledger.read(world);
  Lines out(sink);
  for (std::uint32_t t = 0; t < plan.trips.size(); ++t) {
    const Plan::TripRow& row = plan.trips[TripId{t}];
    if (row.when_ready) continue;
    const Trip& trip = plan.input.trips[TripId{t}];
    const auto entries = ledger.of_trip(TripId{t});
    std::size_t next = 0;
    Tally tally;
    for (std::uint32_t p = row.first_point; p < row.first_point + row.points; ++p) {
      const Plan::Point& point = plan.points[PointId{p}];
      for (const bool departing : {false, true}) {
        if (departing ? point.segment == Plan::Point::none : p == row.first_point || world.points.departed[p - 1] == PointColumns::not_yet) continue;
        const std::int32_t actual = departing ? world.points.departed[p] : world.points.arrived[p];
        if (actual == PointColumns::not_yet) continue;
        const std::int32_t booked = departing ? point.departure : point.arrival;
        for (; next < entries.size() && entries[next].point == p && entries[next].departing == departing; ++next)
          tally.add(entries[next], plan.input);
        out.field(replication).field(csv_field(trip.number)).field(csv_field(trip.service)).field(p - row.first_point + 1);
        out.field(csv_field(plan.input.network.stations[point.station].name)).field(point.track_group == 0 ? "up" : "down");
        out.field(point.calls ? "1" : "0").field(departing ? "departure" : "arrival");
        out.seconds(booked).seconds(actual).seconds(actual - booked);
        for (const std::int32_t sum : tally.sums) out.seconds(sum);
        out.field(csv_field(tally.trains)).field(csv_field(tally.incidents)).end();
        tally.trains.clear();
        tally.incidents.clear();
      }
    }
  }
  out.flush();
}

}  // namespace czt
