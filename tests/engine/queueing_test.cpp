/// Queues whose exact answers are known, on the bare event queue: V01, V02, V03, V05 of the
/// validation list. Each is simulated again with 5 % more customers, which the same check must
/// refuse.

#include <cstdint>
#include <string>
#include <vector>

#include "czt/core/distributions.hpp"
#include "czt/engine/event_queue.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

/// Listed in the order in which events due at the same instant happen.
enum class Kind : std::uint8_t { customer_leaves, customer_comes };

struct Counter {
  double rate;       ///< customers per second, Poisson
  double service;    ///< s, mean
  bool exponential;  ///< or every service the same
  std::uint32_t servers;
  std::uint32_t room;  ///< customers waiting and in service; more are turned away
};
constexpr std::uint32_t no_limit = 0xffffffff;

/// One replication's measures; times in seconds.
struct Day {
  double wait = 0.0;         // Wq
  double stay = 0.0;         // W
  double waiting = 0.0;      // Lq, time average
  double inside = 0.0;       // L
  double over_30_s = 0.0;    // share waiting longer
  double turned_away = 0.0;  // share
};

constexpr std::uint32_t warm_up =
    2'000;  // customers; 20 relaxation times of the slowest queue here

Day simulate(const Counter& counter, std::uint32_t replication, std::uint32_t customers) {
  const Draws draws(20210526, replication);
  const auto seconds_drawn = [&](Chance chance, std::uint32_t customer, double mean) {
    return quantise(mean * exponential(draws, chance, customer, 0));
  };
  EventQueue<Kind> queue;
  std::vector<SimTime> came(customers);
  std::vector<std::uint32_t> line(
      customers);  // customers in the order of coming, those turned away left out
  std::size_t in_line = 0;
  std::size_t served = 0;
  std::uint32_t busy = 0;
  std::uint32_t inside = 0;
  SimTime now = start_of_day;
  SimTime counted_from = start_of_day;
  double waiting_time = 0.0;  // integral of the number waiting, s
  double inside_time = 0.0;
  Day day;
  std::uint32_t counted = 0;
  std::uint32_t refused = 0;

  const auto serve_next = [&] {
    const std::uint32_t customer = line[served++];
    const Duration service = counter.exponential
                                 ? seconds_drawn(Chance::dwell_noise, customer, counter.service)
                                 : quantise(counter.service);
    ++busy;
    queue.push(now + service, Kind::customer_leaves, customer);
    if (customer < warm_up) return;
    const double wait = in_seconds(now - came[customer]);
    day.wait += wait;
    day.stay += wait + in_seconds(service);
    day.over_30_s += wait > 30.0 ? 1.0 : 0.0;
    ++counted;
  };

  queue.push(now + seconds_drawn(Chance::traveller, 0, 1.0 / counter.rate), Kind::customer_comes,
             0);
  while (!queue.empty()) {
    const auto event = queue.pop();
    if (event.subject >= warm_up || counted > 0) {
      waiting_time += static_cast<double>(in_line - served) * in_seconds(event.time - now);
      inside_time += inside * in_seconds(event.time - now);
    } else {
      counted_from = event.time;
    }
    now = event.time;
    switch (event.kind) {
      case Kind::customer_leaves:
        --busy;
        --inside;
        break;
      case Kind::customer_comes: {
        const std::uint32_t next = event.subject + 1;
        if (next == customers) {  // the picture is taken here; what is left over is not counted
          const double time = in_seconds(now - counted_from);
          const std::uint32_t came_and_counted = customers - warm_up;
          return {day.wait / counted,      day.stay / counted,
                  waiting_time / time,     inside_time / time,
                  day.over_30_s / counted, static_cast<double>(refused) / came_and_counted};
        }
        queue.push(now + seconds_drawn(Chance::traveller, next, 1.0 / counter.rate),
                   Kind::customer_comes, next);
        if (inside == counter.room) {
          refused += event.subject >= warm_up ? 1 : 0;
          break;
        }
        ++inside;
        came[event.subject] = now;
        line[in_line++] = event.subject;
        break;
      }
    }
    while (busy < counter.servers && served < in_line) serve_next();
  }
  return day;
}

constexpr std::uint32_t replications = 50;
constexpr double t_49 = 2.009575;  // .975 quantile of Student's t with 49 degrees of freedom

std::vector<Day> simulate_all(const Counter& counter, std::uint32_t customers) {
  std::vector<Day> days;
  for (std::uint32_t r = 0; r < replications; ++r) days.push_back(simulate(counter, r, customers));
  return days;
}

struct Estimate {
  double mean;
  double standard_error;
  [[nodiscard]] bool agrees_with(double exact) const {
    return std::fabs(mean - exact) <= 3.3 * standard_error;
  }
  [[nodiscard]] bool is_as_precise_as(double share, double exact) const {
    return t_49 * standard_error <= share * exact;
  }
};

Estimate estimate(const std::vector<Day>& days, double Day::*measure) {
  double mean = 0.0;
  for (const Day& d : days) mean += d.*measure / replications;
  double squares = 0.0;
  for (const Day& d : days) squares += (d.*measure - mean) * (d.*measure - mean);
  return {mean, std::sqrt(squares / (replications - 1) / replications)};
}

struct Exact {
  const char* name;
  double Day::*measure;
  double value;
};

void check(Counter counter, std::uint32_t customers, double precision,
           const std::vector<Exact>& answers) {
  const std::vector<Day> days = simulate_all(counter, customers);
  counter.rate *= 1.05;
  const std::vector<Day> busier = simulate_all(counter, customers);
  for (const auto& [name, measure, exact] : answers) {
    const Estimate e = estimate(days, measure);
    INFO(name << ": exact " << exact << ", simulated " << e.mean << " ± "
              << t_49 * e.standard_error);
    CHECK(e.agrees_with(exact));
    CHECK(e.is_as_precise_as(precision, exact));
    CHECK_FALSE(estimate(busier, measure).agrees_with(exact));
  }
}

}  // namespace

TEST_CASE("one server with random service keeps customers waiting as M/M/1 does", "[engine][V01]") {
  check({.2, 4.0, true, 1, no_limit}, 12'000, .05,
        {{"Lq", &Day::waiting, 3.2},
         {"Wq", &Day::wait, 16.0},
         {"W", &Day::stay, 20.0},
         {"P(wait > 30 s)", &Day::over_30_s, .178504}});
}

TEST_CASE("three servers with random service keep customers waiting as M/M/3 does",
          "[engine][V02]") {
  check({.625, 4.0, true, 3, no_limit}, 45'000, .02,
        {{"Wq", &Day::wait, 5.617978}, {"L", &Day::inside, 6.011236}});
}

TEST_CASE("one server with constant service keeps customers waiting as M/D/1 does",
          "[engine][V03]") {
  check({.2, 4.0, false, 1, no_limit}, 25'000, .02, {{"Wq", &Day::wait, 8.0}});
}

TEST_CASE("three servers with constant service keep customers waiting as M/D/3 does",
          "[engine][V03]") {
  check({.625, 4.0, false, 3, no_limit}, 40'000, .02, {{"Wq", &Day::wait, 2.869504}});
}

TEST_CASE("a full room turns customers away as M/M/1/10 does", "[engine][V05]") {
  check({.2, 4.0, true, 1, 10}, 60'000, .02,
        {{"P(blocked)", &Day::turned_away, .023493}, {"W", &Day::stay, 15.188390}});
}
