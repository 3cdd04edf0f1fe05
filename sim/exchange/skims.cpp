#include "czt/exchange/skims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "czt/core/csv.hpp"

namespace czt {

namespace {

constexpr std::int64_t between_people = 5 * 60'000;  // ms between people who set out
constexpr std::int64_t an_hour = 3'600'000;
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// A train from one call to the next.
struct Hop {
  std::int64_t departs = 0, arrives = 0;
  std::uint32_t from = 0, to = 0, trip = 0;
};

/// How somebody gets to a station first.
struct Best {
  std::int64_t arrives = never;
  std::int64_t boarded = 0;  ///< departure of the first train
  int changes = 0;
};

/// Earliest arrivals by scanning hops in order of departure (Dibbelt, Pajor, Strasser & Wagner 2013).
class Scan {
 public:
  explicit Scan(const PlanInput& in) : transfer_(in_milliseconds(in.transfer)), stations_(in.network.stations.size()), on_(in.trips.size()) {
    for (std::uint32_t t = 0; t < in.trips.size(); ++t) {
      const Trip& trip = in.trips[TripId{t}];
      if (trip.empty) continue;
      const StopTime* before = nullptr;
      for (const StopTime& stop : trip.stops) {
        if (!stop.calls || stop.closed) continue;
        if (before) hops_.push_back({in_milliseconds(before->departure), in_milliseconds(stop.arrival), before->station.value, stop.station.value, t});
        before = &stop;
      }
    }
    std::stable_sort(hops_.begin(), hops_.end(), [](const Hop& a, const Hop& b) { return a.departs < b.departs; });
  }

  [[nodiscard]] bool empty() const { return hops_.empty(); }
  [[nodiscard]] std::int64_t first() const { return hops_.front().departs; }
  [[nodiscard]] std::int64_t last() const { return hops_.back().departs; }

  const std::vector<Best>& from(std::uint32_t origin, std::int64_t at) {
    best_.assign(stations_, {});
    on_.assign(on_.size(), {});
    auto hop = std::lower_bound(hops_.begin(), hops_.end(), at, [](const Hop& h, std::int64_t t) { return h.departs < t; });
    for (; hop != hops_.end(); ++hop) {
      Best& train = on_[hop->trip];
      const Best& here = best_[hop->from];
      if (train.arrives == never) {
        if (hop->from == origin)
          train = {hop->departs, hop->departs, 0};
        else if (here.arrives != never && here.arrives + transfer_ <= hop->departs)
          train = {hop->departs, here.boarded, here.changes + 1};
        else
          continue;
      }
      if (hop->arrives < best_[hop->to].arrives && hop->to != origin) best_[hop->to] = {hop->arrives, train.boarded, train.changes};
    }
    return best_;
  }

 private:
  std::int64_t transfer_;
  std::size_t stations_;
  std::vector<Hop> hops_;
  std::vector<Best> best_;
  std::vector<Best> on_;  ///< per trip: how one got on it; arrives == never: one has not
};

struct Sums {
  int people = 0;
  std::int64_t wait = 0, ride = 0, changes = 0, fen = 0;
};

double mean_value_of_time(const PlanInput& in) {
  double sum = 0.0;
  double people = 0.0;
  for (const Purpose& purpose : in.purposes) {
    double here = 0.0;  // in a fixed order: Eigen's sums are not
    for (Eigen::Index i = 0; i < purpose.travellers.rows(); ++i)
      for (Eigen::Index j = 0; j < purpose.travellers.cols(); ++j) here += purpose.travellers(i, j);
    people += here;
    sum += here * purpose.value_of_time;
  }
  return people > 0.0 ? sum / people : 20.0;
}

}  // namespace

void write_skims_header(const Sink& sink) { sink("origin,destination,period_start,period_end,departures,wait,ride,changes,fare,generalised\n"); }

void write_skims(const Plan& plan, const Sink& sink) {
  const auto& stations = plan.input.network.stations;
  for_skims(plan, [&](const Skim& s) {
    sink(fmt::format("{},{},{:02}:00,{:02}:00,{},{:.2f},{:.2f},{:.2f},{:.2f},{:.2f}\n", csv_field(stations[s.from].name), csv_field(stations[s.to].name), s.hour, s.hour + 1, s.departures, s.wait, s.ride,
                     s.changes, s.fare, s.generalised));
  });
}

void for_skims(const Plan& plan, const std::function<void(const Skim&)>& each) {
  const PlanInput& in = plan.input;
  Scan scan(in);
  if (scan.empty()) return;
  const auto n = static_cast<std::uint32_t>(in.network.stations.size());
  const double value_of_time = mean_value_of_time(in);
  const double wait_weight = in.choice ? in.choice->wait_weight : 2.0;
  for (std::uint32_t a = 0; a < n; ++a)
    for (std::int64_t h = scan.first() / an_hour; h <= scan.last() / an_hour; ++h) {
      std::vector<Sums> sums(n);
      for (std::int64_t at = h * an_hour; at < (h + 1) * an_hour; at += between_people) {
        const std::vector<Best>& best = scan.from(a, at);
        for (std::uint32_t b = 0; b < n; ++b) {
          if (b == a || best[b].arrives == never) continue;
          Sums& s = sums[b];
          ++s.people;
          s.wait += best[b].boarded - at;
          s.ride += best[b].arrives - best[b].boarded;
          s.changes += best[b].changes;
          s.fen += in.fares.ticket(no_purpose, StationId{a}, StationId{b}, in.network.tariff_km(StationId{a}, StationId{b}), start_of_day + milliseconds(best[b].boarded)).fare.fen;
        }
      }
      for (std::uint32_t b = 0; b < n; ++b) {
        const Sums& s = sums[b];
        if (s.people == 0) continue;
        const auto mean = [&](std::int64_t sum) { return static_cast<double>(sum) / s.people; };
        const double wait = mean(s.wait) / 60'000.0, ride = mean(s.ride) / 60'000.0, fare = mean(s.fen) / 100.0;
        each({StationId{a}, StationId{b}, static_cast<int>(h), s.people, wait, ride, mean(s.changes), fare, wait_weight * wait + ride + fare / value_of_time * 60.0});
      }
    }
}

}  // namespace czt
