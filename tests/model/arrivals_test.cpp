#include <cmath>

#include "support/catch.hpp"
#include "support/small_line.hpp"

using namespace czt;
using czt::test::SmallLine;
using czt::test::wait_of;

namespace {

struct Estimate {
  double mean = 0.0;
  double standard_error = 0.0;
  double half_width() const { return 1.96 * standard_error; }
};

/// Mean wait in minutes over replications, each day one sample.
Estimate mean_wait(const Plan& plan, int days) {
  World world;
  double sum = 0.0, squares = 0.0;
  for (int day = 0; day < days; ++day) {
    simulate(plan, 20261123, static_cast<std::uint32_t>(day), world);
    double total = 0.0;
    for (std::uint32_t row = 0; row < world.base_rows; ++row) total += wait_of(world, row) / 60'000.0;
    const double mean = total / world.base_rows;
    sum += mean;
    squares += mean * mean;
  }
  const double mean = sum / days;
  return {mean, std::sqrt((squares / days - mean * mean) / (days - 1))};
}

bool agrees(const Estimate& e, double exact, double precision) {
  return std::fabs(e.mean - exact) <= 3.3 * e.standard_error + 1e-4 * exact && e.half_width() <= precision * exact;
}

/// Everybody wishes to travel between two departures of a constant headway.
SmallLine constant_headway(double minutes_between) {
  SmallLine line({5.0});
  line.type().seats = 100'000;
  const auto headway = quantise(minutes_between * 60.0);
  const int trains = static_cast<int>(minutes(720) / headway);
  line.every(clock_time(6), headway, trains);
  line.travellers(0, 1, 20'000, clock_time(6), clock_time(6) + (trains - 1) * headway);
  return line;
}

}  // namespace

TEST_CASE("people reckon with the timetable the more the longer the headway (V15)", "[model][arrival][slow]") {
  const double headways[] = {10.3, 21.0, 60.0};
  const double waits[] = {4.429090, 6.627603, 6.964060};
  const double shares[] = {0.395019, 0.815241, 0.949936};
  for (int k = 0; k < 3; ++k) {
    SmallLine line = constant_headway(headways[k]);
    CHECK(near(line.input.arrival.aware_share(quantise(headways[k] * 60.0), minutes(12)), shares[k], 2e-6));
    const Estimate e = mean_wait(line.plan(), 100);
    CHECK(agrees(e, waits[k], 0.01));
    line.input.arrival.earliest = quantise(60.0 * 1.2 + 60.0 * 0.2 * waits[k]);
    CHECK_FALSE(agrees(mean_wait(line.plan(), 100), waits[k], 0.01));
  }
}

TEST_CASE("random passengers wait E[H²]/2E[H] (V12)", "[model][arrival][slow]") {
  // Headways of mean 10 min by their quantiles: constant, Erlang-4 and exponential have E[W] 5, 6.25, 10 only in
  // the limit of many headways, so the exact value of the very headways drawn is the reference.
  for (const int stages : {0, 4, 1}) {
    SmallLine line({5.0});
    line.type().seats = 100'000;
    line.input.arrival = ArrivalModel::random();
    line.input.patience = minutes(600);
    std::vector<SimTime> departures{clock_time(5)};
    const Draws draws(7, 0);
    for (std::uint32_t k = 0; departures.back() < clock_time(46); ++k) {
      double x = stages == 0 ? 1.0 : 0.0;
      for (int s = 0; s < stages; ++s)
        x += exponential(draws, Chance::late_runner, 1000 + k, static_cast<std::uint32_t>(s)) / stages;
      departures.push_back(departures.back() + quantise(600.0 * x) + milliseconds(1));
    }
    double squares = 0.0, total = 0.0;
    for (std::size_t k = 1; k < departures.size(); ++k) {
      const double h = in_minutes(departures[k] - departures[k - 1]);
      squares += h * h;
      total += h;
    }
    line.trains(departures);
    line.travellers(0, 1, 20'000, departures.front(), departures.back());
    const Estimate e = mean_wait(line.plan(), 60);
    CHECK(agrees(e, squares / 2.0 / total, 0.01));
    CHECK_FALSE(agrees(e, 1.05 * squares / 2.0 / total, 0.01));
  }
}

TEST_CASE("a day profile of knots gives Poisson counts of its own shape (V13)", "[model][demand][slow]") {
  SmallLine line({5.0});
  line.type().seats = 100'000;
  line.input.arrival = ArrivalModel::random();
  line.trains({clock_time(9, 30)});
  line.input.patience = minutes(600);
  line.travellers(0, 1, 3450, clock_time(6), clock_time(9));
  const double hour = 3'600'000.0;
  const QuantileTable::Knot knots[] = {{6 * hour, 2}, {7 * hour, 20}, {7.25 * hour, 40}, {7.5 * hour, 40},
                                       {8 * hour, 20}, {9 * hour, 8}};
  line.input.purposes[PurposeId{0}].profile_down = QuantileTable(knots);
  const Plan plan = line.plan();
  World world;
  constexpr int days = 1000;
  std::vector<double> sum(12, 0.0), squares(12, 0.0);
  double total = 0.0;
  for (int day = 0; day < days; ++day) {
    simulate(plan, 5, static_cast<std::uint32_t>(day), world);
    std::vector<int> quarter(12, 0);
    for (std::uint32_t row = 0; row < world.base_rows; ++row)
      ++quarter[static_cast<std::size_t>((world.passengers.came[row] - 6 * 3'600'000) / 900'000)];
    for (std::size_t q = 0; q < 12; ++q) {
      sum[q] += quarter[q];
      squares[q] += 1.0 * quarter[q] * quarter[q];
    }
    total += world.base_rows;
  }
  CHECK(std::fabs(total / days - 3450.0) <= 3.3 * std::sqrt(3450.0 / days));
  CHECK(std::fabs(sum[5] / days - 600.0) <= 3.3 * std::sqrt(600.0 / days));
  CHECK_FALSE(std::fabs(sum[5] / days - 630.0) <= 3.3 * std::sqrt(600.0 / days));
  for (std::size_t q = 0; q < 12; ++q) {
    const double mean = sum[q] / days;
    const double variance = squares[q] / days - mean * mean;
    CHECK(variance / mean > 0.85);
    CHECK(variance / mean < 1.15);
  }
}

namespace {

struct SpareRoom {
  Estimate left, none_left, wait, missed;
};

/// Poisson passengers of mean m per headway and C places a train, over long days whose first hours are cut off.
SpareRoom spare_room(double m, int places, double headway_minutes, int days) {
  SmallLine line({5.0});
  line.type().seats = places;
  line.input.arrival = ArrivalModel::random();
  line.input.patience = minutes(2800);
  const Duration headway = quantise(60.0 * headway_minutes);
  const int trains = static_cast<int>(minutes(46 * 60) / headway);
  line.every(clock_time(1), headway, trains);
  line.travellers(0, 1, m * trains, clock_time(1) - headway, clock_time(1) + (trains - 1) * headway);
  const Plan plan = line.plan();
  const int warm = trains / 3;
  const auto from = static_cast<std::int32_t>(in_milliseconds(clock_time(1) + warm * headway));
  const auto until = static_cast<std::int32_t>(in_milliseconds(clock_time(1) + (trains - 10) * headway));
  World world;
  const auto gather = [days](const std::vector<double>& x) {
    double mean = 0.0, squares = 0.0;
    for (const double v : x) mean += v / days;
    for (const double v : x) squares += (v - mean) * (v - mean);
    return Estimate{mean, std::sqrt(squares / (days - 1.0) / days)};
  };
  std::vector<double> left, none, wait, missed;
  for (int day = 0; day < days; ++day) {
    simulate(plan, 11, static_cast<std::uint32_t>(day), world);
    double x = 0.0, zero = 0.0;
    for (int k = warm; k < trains; ++k) {
      const std::uint32_t n = world.points.left_behind[plan.trips[TripId{static_cast<std::size_t>(k)}].first_point];
      x += n;
      zero += n == 0;
    }
    left.push_back(x / (trains - warm));
    none.push_back(zero / (trains - warm));
    double w = 0.0, late = 0.0, people = 0.0;
    for (std::uint32_t row = 0; row < world.base_rows; ++row) {
      if (world.passengers.came[row] < from || world.passengers.came[row] >= until) continue;
      if (world.passengers.boarded[row] == PassengerColumns::never) continue;
      people += 1.0;
      w += wait_of(world, row) / 60'000.0;
      late += world.passengers.missed[row] > 0;
    }
    wait.push_back(w / people);
    missed.push_back(late / people);
  }
  return {gather(left), gather(none), gather(wait), gather(missed)};
}

}  // namespace

TEST_CASE("Poisson crowds and trains with little room leave as many behind as theory says (V09)",
          "[model][boarding][slow]") {
  struct Case {
    double m;
    int places;
    double headway, left, none, wait, missed;
    int days;
  };
  for (const Case& c : {Case{8, 10, 10, .878622, .718698, 6.098278, .108204, 900},
                        Case{36, 40, 10, 1.990254, .669333, 5.552848, .055270, 900},
                        Case{90, 100, 21, 1.110013, .829760, 10.759003, .012333, 1500}}) {
    const SpareRoom room = spare_room(c.m, c.places, c.headway, c.days);
    CHECK(agrees(room.left, c.left, 0.05));
    CHECK(agrees(room.none_left, c.none, 0.05));
    CHECK(agrees(room.wait, c.wait, 0.02));
    CHECK(agrees(room.missed, c.missed, 0.05));
    CHECK_FALSE(agrees(spare_room(1.05 * c.m, c.places, c.headway, c.days).left, c.left, 0.05));
  }
}
