#include "czt/observe/tables.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "czt/core/csv.hpp"
#include "czt/core/text.hpp"
#include "czt/observe/passenger_ledger.hpp"
#include "lines.hpp"

namespace czt {

namespace {

std::string name_in(const TravellerStream& stream, std::uint32_t number) {
  const std::uint32_t to = stream.to == TravellerStream::anywhere ? 0 : stream.to + 1;
  return fmt::format("{}.{}.{}.{}.{}", stream.purpose.value, stream.from.value, to, stream.band, number);
}

std::vector<std::string> station_fields(const Plan& plan) {
  std::vector<std::string> names;
  for (const Station& station : plan.input.network.stations)
    names.push_back(csv_field(station.name));
  return names;
}

/// Who he is: traveller, purpose, place.
void write_person(const Plan& plan, std::uint32_t stream, std::uint32_t number, Lines& out) {
  const auto streams = plan.field.streams();
  out.field(csv_field(traveller_name(plan, stream, number)));
  if (stream >= streams.size()) {
    out.field("").field("");
    return;
  }
  const TravellerStream& s = streams[stream];
  out.field(csv_field(plan.input.purposes[s.purpose].name));
  out.field(csv_field(plan.input.places[s.from].name));
}

/// How he came to the platform: feeder, entrance.
void write_coming(const Plan& plan, const World& world, std::uint32_t person, Lines& out) {
  const PersonColumns& persons = world.persons;
  if (persons.bus.empty() || persons.bus[person] == PersonColumns::on_his_own)
    out.field("");
  else
    out.field(csv_field(plan.input.feeders[plan.buses[persons.bus[person]].feeder].name));
  out.seconds(persons.entrance.empty() ? 0 : persons.entrance[person]);
}

/// One person's way through the day, stage by stage.
struct Way {
  std::string trains;
  std::int64_t wait = 0;
  std::int64_t ride = 0;
  std::uint32_t missed = 0;
  bool stood = false;
  std::uint32_t first_row = 0;
  std::uint32_t last_row = 0;
  std::string_view outcome = "made";
};

Way follow(const Plan& plan, const World& world, std::uint32_t row,
           const std::vector<std::uint32_t>& next) {
  const PassengerColumns& rows = world.passengers;
  Way way;
  way.first_row = row;
  for (;; row = next[row]) {
    way.last_row = row;
    way.missed += rows.missed[row];
    const std::uint32_t boarded = rows.boarded[row];
    if (boarded >= PassengerColumns::gave_up) {
      way.outcome = boarded == PassengerColumns::gave_up         ? "gave_up"
                    : boarded == PassengerColumns::went_to_rival ? "to_rival"
                                                                 : "stranded";
      return way;
    }
    const std::int32_t left = world.points.departed[boarded];
    way.wait += left - rows.came[row];
    way.ride += world.points.arrived[rows.alighted[row]] - left;
    way.stood = way.stood || rows.stood_until[row] != 0;
    if (!way.trains.empty()) way.trains += '+';
    way.trains += plan.input.trips[TripId{plan.points[PointId{boarded}].trip}].number;
    if (next[row] == Plan::Point::none) return way;
  }
}

/// What a journey made was paid with; `row`: its first stage.
Ticket ticket_of(const Plan& plan, const World& world, std::uint32_t row, StationId from, StationId to) {
  const auto streams = plan.field.streams();
  const std::uint32_t stream = world.persons.stream[world.passengers.person[row]];
  const PurposeId purpose = stream < streams.size() ? streams[stream].purpose : no_purpose;
  const Plan::Point& boarded = plan.points[PointId{world.passengers.boarded[row]}];
  return plan.input.fares.ticket(purpose, from, to, plan.input.network.tariff_km(from, to),
                                 start_of_day + milliseconds(boarded.departure));
}

void write_parts(const PassengerLedger::Parts& parts, Lines& out) {
  for (std::size_t part = 0; part < journey_parts; ++part)
    if (static_cast<JourneyPart>(part) != JourneyPart::entrance) out.seconds(parts[part]);
}

}  // namespace

std::string traveller_name(const Plan& plan, std::uint32_t stream, std::uint32_t number) {
  const auto streams = plan.field.streams();
  if (stream < streams.size()) return name_in(streams[stream], number);
  return plan.input.passengers[stream - streams.size()].name + ":" + std::to_string(number);
}

void write_journeys_header(const Sink& sink) {
  sink(
      "replication,traveller,purpose,place,from,to,wish,feeder,entrance,came,trains,departed,arrived,wait,ride,"
      "missed,stood,product,fare,"
      "outcome,access,timetable,left_behind,delay,booked_ride,transfer,egress\n");
}

void write_journeys(const Plan& plan, const World& world, std::uint32_t replication,
                    const Sink& sink) {
  const PassengerColumns& rows = world.passengers;
  const std::vector<std::string> stations = station_fields(plan);
  std::vector<std::string> products;
  for (const Product& product : plan.input.fares.products()) products.push_back(csv_field(product.name));
  std::vector<std::uint32_t> next(rows.came.size(), Plan::Point::none);
  for (const Onward& change : world.onward) next[change.from] = change.to;
  PassengerLedger ledger(plan);
  ledger.read(world);
  Lines out(sink);
  for (std::uint32_t row = 0; row < world.base_rows; ++row) {
    const std::uint32_t person = rows.person[row];
    const std::uint32_t journey = world.persons.journey[person];
    const StationId from{journey / plan.stations};
    const StationId to{journey % plan.stations};
    const Way way = follow(plan, world, row, next);
    const bool made = way.outcome == "made";
    out.field(replication);
    write_person(plan, world.persons.stream[person], world.persons.number[person], out);
    out.field(stations[from.value]).field(stations[to.value]);
    out.seconds(world.persons.wish[person]);
    write_coming(plan, world, person, out);
    out.seconds(rows.came[row]).field(csv_field(way.trains));
    if (way.trains.empty())
      out.field("");
    else
      out.seconds(world.points.departed[rows.boarded[way.first_row]]);
    if (made)
      out.seconds(world.points.arrived[rows.alighted[way.last_row]])
          .seconds(way.wait)
          .seconds(way.ride);
    else
      out.field("").field("").field("");
    out.field(way.missed).field(way.stood ? "1" : "0");
    if (made) {
      const Ticket ticket = ticket_of(plan, world, row, from, to);
      out.field(products[ticket.product.value]).field(to_text(ticket.fare));
    } else {
      out.field("").field("");
    }
    out.field(way.outcome);
    if (made)
      write_parts(ledger.parts(row), out);
    else
      out.field("").field("").field("").field("").field("").field("").field("");
    out.end();
  }
  out.flush();
}

void write_stops_header(const Sink& sink) {
  sink(
      "replication,train,service,type,sequence,station,direction,calls,booked_arrival,booked_"
      "departure,arrived,"
      "departed,dwell_needed,held,boarded,alighted,left_behind,load,standing\n");
}

void write_stops(const Plan& plan, const World& world, std::uint32_t replication,
                 const Sink& sink) {
  const std::vector<std::string> stations = station_fields(plan);
  const PointColumns& seen = world.points;
  Lines out(sink);
  const auto moment = [&](std::int32_t ms) {
    if (ms == PointColumns::not_yet)
      out.field("");
    else
      out.seconds(ms);
  };
  for (std::uint32_t t = 0; t < plan.trips.size(); ++t) {
    const Plan::TripRow& row = plan.trips[TripId{t}];
    const Trip& trip = plan.input.trips[TripId{t}];
    const std::string number = csv_field(trip.number);
    const std::string service = csv_field(trip.service);
    const std::string type = csv_field(plan.input.types[trip.type].name);
    for (std::uint32_t p = row.first_point; p < row.first_point + row.points; ++p) {
      const Plan::Point& point = plan.points[PointId{p}];
      out.field(replication)
          .field(number)
          .field(service)
          .field(type)
          .field(p - row.first_point + 1);
      out.field(stations[point.station.value]).field(point.track_group == 0 ? "up" : "down");
      out.field(point.calls ? "1" : "0").seconds(point.arrival).seconds(point.departure);
      moment(seen.arrived[p]);
      moment(seen.departed[p]);
      out.seconds(seen.dwell_needed[p]).seconds(seen.held[p]);
      out.field(seen.boarded[p])
          .field(seen.alighted[p])
          .field(seen.left_behind[p])
          .field(seen.load[p]);
      out.field(seen.standing[p]).end();
    }
  }
  out.flush();
}

void write_travellers(const Plan& plan, std::uint64_t seed, std::uint32_t replication,
                      const Sink& sink) {
  sink("traveller,purpose,from,to,wish,inclination\n");
  const Draws draws(seed, replication);
  const std::size_t n = plan.field.places();
  std::vector<std::string> places;
  for (const Place& place : plan.input.places) places.push_back(csv_field(place.name));
  Lines out(sink);
  for (const TravellerStream& stream : plan.field.streams()) {
    const Purpose& purpose = plan.input.purposes[stream.purpose];
    const std::string purpose_name = csv_field(purpose.name);
    const Plan::Choice* choices = &plan.choices[(stream.purpose.value * n + stream.from.value) * n];
    double highest = 0.0;
    for (std::size_t to = 0; to < n; ++to) highest = std::max(highest, choices[to].height);
    TravellerRun run(stream, highest, draws);
    for (std::span<const TravellerDraw> drawn = run.next(); !drawn.empty(); drawn = run.next())
      for (std::uint32_t i = 0; i < drawn.size(); ++i) {
        const std::uint32_t to = plan.field.destination(stream, drawn[i]);
        const Plan::Choice& choice = choices[to];
        if (drawn[i].height >= choice.height) continue;
        out.field(name_in(stream, run.first_row() + i)).field(purpose_name).field(places[stream.from.value]);
        out.field(places[to]).seconds((choice.down ? purpose.profile_down : purpose.profile_up)(drawn[i].when));
        out.field(to_shortest(static_cast<double>(drawn[i].inclination) * 0x1p-32)).end();
      }
  }
  out.flush();
}

}  // namespace czt
