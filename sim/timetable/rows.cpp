/// A trip from the rows of a written timetable.

#include <fmt/format.h>

#include "czt/timetable/pattern.hpp"
#include "running.hpp"

namespace czt {
namespace {

/// Collects what is wrong with one trip's rows; rows count from 1, as in a table.
class RowChecker {
 public:
  RowChecker(const std::string& number, const std::vector<StopTime>& rows, const Network& network)
      : number_(number), rows_(rows), network_(network) {}

  void check_rows() {
    if (rows_.size() < 2) {
      say(1, 1, fmt::format("{} calls; a trip needs at least 2", rows_.size()));
      return;
    }
    if (!rows_.front().calls || !rows_.back().calls)
      say(1, rows_.size(), "a trip begins and ends with a call, not a pass");
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (i > 0) check_leg_order(i);
      check_stop_order(i);
    }
  }

  void check_running_times(const BookedWay& way, const std::vector<StopTime>& stops,
                           const TrainType& type) {
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      const Duration booked = rows_[i].arrival - rows_[i - 1].departure;
      const Duration needed = technical_between(stops, way.rows[i - 1], way.rows[i]);
      if (booked >= needed) continue;
      say(i + 1, i, fmt::format("{} to {} is booked in {:g} s; {} needs {:.1f} s: {:.1f} s too fast",
                      row(i - 1), row(i), in_seconds(booked), type.name, in_seconds(needed),
                      in_seconds(needed - booked)));
    }
  }

  [[nodiscard]] const Diagnostics& errors() const { return errors_; }

 private:
  void check_leg_order(std::size_t i) {
    if (rows_[i].station == rows_[i - 1].station)
      say(i + 1, i, fmt::format("{} and {} are the same station", row(i - 1), row(i)));
    if (rows_[i].arrival <= rows_[i - 1].departure)
      say(i + 1, i, fmt::format("{} is reached at {}, not later than {} is left at {}", row(i),
                      to_clock(rows_[i].arrival), row(i - 1), to_clock(rows_[i - 1].departure)));
  }

  void check_stop_order(std::size_t i) {
    const StopTime& stop = rows_[i];
    if (stop.departure < stop.arrival)
      say(i + 1, i + 1, fmt::format("{} is left at {}, before it is reached at {}", row(i),
                      to_clock(stop.departure), to_clock(stop.arrival)));
    else if (!stop.calls && stop.departure != stop.arrival)
      say(i + 1, i + 1, fmt::format("{} is passed, but reached at {} and left at {}", row(i),
                      to_clock(stop.arrival), to_clock(stop.departure)));
  }

  std::string row(std::size_t i) const {
    return fmt::format("{} (row {})", network_.stations[rows_[i].station].name, i + 1);
  }

  void say(std::size_t at_row, std::size_t other_row, std::string message) {
    Diagnostic d;
    d.where.line = static_cast<int>(at_row);
    if (other_row != at_row) d.also.line = static_cast<int>(other_row);
    d.path = "timetable." + number_;
    d.message = number_ + ": " + std::move(message);
    errors_.push_back(std::move(d));
  }

  const std::string& number_;
  const std::vector<StopTime>& rows_;
  const Network& network_;
  Diagnostics errors_;
};

}  // namespace

Result<Trip> trip_from_calls(std::string number, std::vector<StopTime> calls, TrainTypeId type,
                             const Network& network,
                             const IdVector<TrainTypeId, TrainType>& types, KnownLegs& known) {
  if (!calls.empty()) {  // nothing is booked before the first departure or after the last arrival
    calls.front().arrival = calls.front().departure;
    calls.back().departure = calls.back().arrival;
  }
  RowChecker checker(number, calls, network);
  checker.check_rows();
  if (!checker.errors().empty()) return checker.errors();

  Trip trip;
  trip.number = number;
  trip.type = type;
  BookedWay way = along(calls, network);
  trip.stops = way.stops;
  trip.direction = direction_of(trip.stops, network);
  set_technical_times(trip, network, types[type], known);
  checker.check_running_times(way, trip.stops, types[type]);
  if (!checker.errors().empty()) return checker.errors();
  for (std::size_t row = 1; row < way.rows.size(); ++row)
    book_passes(trip.stops, way.rows[row - 1], way.rows[row]);
  pass_closed_stations(trip, network);
  set_technical_times(trip, network, types[type], known);
  return trip;
}

Result<Trip> trip_from_calls(std::string number, std::vector<StopTime> calls, TrainTypeId type,
                             const Network& network,
                             const IdVector<TrainTypeId, TrainType>& types) {
  KnownLegs known;
  return trip_from_calls(std::move(number), std::move(calls), type, network, types, known);
}

}  // namespace czt
