#include "naive_stations.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "naive_dwell.hpp"
#include "naive_routes.hpp"

namespace czt::twin {

namespace {

Duration as_duration(Ms t) { return Duration{t}; }

const Entrance* entrance_at(const PlanInput& in, int station) {
  if (in.entrances.empty()) return nullptr;
  const auto& entrance = in.entrances[StationId{static_cast<std::size_t>(station)}];
  return entrance ? &*entrance : nullptr;
}

/// How much earlier who aims at a train sets out.
Ms lead(const PlanInput& in, const Entrance& e) {
  double s = 0.0;
  for (const auto& channel : e.tickets) s += channel.share * in_seconds(channel.time.mean());
  if (e.security) s += in_seconds(e.security->time.mean());
  if (e.gates) s += (1.0 - e.gates->manual) * in_seconds(e.gates->time.mean()) + e.gates->manual * in_seconds(e.gates->manual_time);
  Ms all = in_ms(quantise(s)) + in_ms(e.walk);
  if (e.closes) all += std::max<Ms>(0, in_ms(*e.closes) - in_ms(e.walk) - in_ms(in.arrival.earliest) - in_ms(in.arrival.gate_closes));
  return all;
}

class Arriving {
 public:
  Arriving(const PlanInput& input, const Draws& draws, std::vector<Person>& people)
      : in_(input), draws_(draws), people_(people), field_(input.purposes) {}

  void all() {
    for (int p = 0; p < static_cast<int>(people_.size()); ++p) set_out(p);
    for (std::size_t f = 0; f < in_.feeders.size(); ++f) drive(f);
    for (int station = 0; station < static_cast<int>(in_.network.stations.size()); ++station)
      if (const Entrance* entrance = entrance_at(in_, station)) pass(*entrance, station);
  }

 private:
  struct Rider {
    std::size_t bus;
    Ms at_door;
    int person;
  };

  Ms& came(int p) { return people_[static_cast<std::size_t>(p)].stages.front().came; }
  PhiloxBlock draw(Chance chance, int p) {
    const Person& person = people_[static_cast<std::size_t>(p)];
    const auto streams = field_.streams();
    const std::uint64_t identity = person.stream < streams.size()
                                       ? streams[person.stream].identity
                                       : identity_of(in_.passengers[person.stream - streams.size()].name);
    return draws_.block(chance, identity, person.number);
  }

  std::optional<std::size_t> feeder_of(int p) {
    const Person& person = people_[static_cast<std::size_t>(p)];
    const auto streams = field_.streams();
    if (person.stream >= streams.size()) {
      const auto& feeder = in_.passengers[person.stream - streams.size()].feeder;
      return feeder ? std::optional<std::size_t>(*feeder) : std::nullopt;
    }
    double sum = 0.0;
    for (std::size_t f = 0; f < in_.feeders.size(); ++f)
      for (const Feeder::Share& share : in_.feeders[f].places) {
        if (share.place != streams[person.stream].from || row(in_.feeders[f].station) != person.from) continue;
        sum += share.share;
        if (draw(Chance::feeder, p)[0] < std::floor(std::min(sum, 1.0) * 4294967296.0 + 0.5)) return f;
      }
    return std::nullopt;
  }

  void set_out(int p) {
    const Person& person = people_[static_cast<std::size_t>(p)];
    const bool aims = came(p) != person.wish;
    if (const Entrance* entrance = entrance_at(in_, person.from); entrance && aims) came(p) -= lead(in_, *entrance);
    const auto f = feeder_of(p);
    if (!f) return;
    const Feeder& feeder = in_.feeders[*f];
    std::optional<std::size_t> bus;
    for (std::size_t b = 0; b < feeder.comes.size(); ++b) {
      const Ms at_door = in_ms(feeder.comes[b]) + in_ms(feeder.walk);
      if (as_duration(std::abs(at_door - came(p))) > feeder.within) continue;
      if (aims && at_door <= came(p)) bus = b;
      if (!aims && at_door >= came(p) && !bus) bus = b;
    }
    if (bus) riders_.push_back({*f, {*bus, came(p), p}});
  }

  void drive(std::size_t f) {
    const Feeder& feeder = in_.feeders[f];
    std::vector<Rider> queue;
    for (const auto& [line, rider] : riders_)
      if (line == f) queue.push_back(rider);
    std::sort(queue.begin(), queue.end(), [](const Rider& a, const Rider& b) {
      return std::tie(a.bus, a.at_door, a.person) < std::tie(b.bus, b.at_door, b.person);
    });
    Ms last = std::numeric_limits<Ms>::min();
    std::vector<Rider> at_stop;
    for (std::size_t b = 0; b < feeder.comes.size(); ++b) {
      Ms comes = in_ms(feeder.comes[b]);
      if (feeder.delay_mean > Duration{}) {
        const PhiloxBlock w = draws_.block(Chance::bus_delay, identity_of(feeder.name), static_cast<std::uint32_t>(b));
        comes += in_ms(quantise(lognormal(in_seconds(feeder.delay_mean), feeder.delay_cv, w[0], w[1])));
      }
      last = std::max(last, comes);
      for (const Rider& rider : queue)
        if (rider.bus == b) at_stop.push_back(rider);
      const std::size_t get_in = std::min<std::size_t>(at_stop.size(), feeder.capacity);
      for (std::size_t k = 0; k < get_in; ++k) came(at_stop[k].person) = last + in_ms(feeder.walk);
      at_stop.erase(at_stop.begin(), at_stop.begin() + static_cast<std::ptrdiff_t>(get_in));
    }
    for (const Rider& rider : at_stop) came(rider.person) = last + in_ms(feeder.walk);
  }

  /// One stage: in order of coming, each takes the server that is free first. `takes`: ms; none: he passes by.
  template <class Takes>
  void queue(std::vector<int>& crowd, std::vector<Ms> free_from, Takes&& takes) {
    for (const int p : crowd) {
      const std::optional<Ms> time = takes(p);
      if (!time) continue;
      if (free_from.empty()) {
        came(p) += *time;
        continue;
      }
      const auto server = std::min_element(free_from.begin(), free_from.end());
      *server = came(p) = std::max(came(p), *server) + *time;
    }
    std::stable_sort(crowd.begin(), crowd.end(), [&](int a, int b) { return came(a) < came(b); });
  }

  void pass(const Entrance& e, int station) {
    std::vector<int> crowd;
    for (int p = 0; p < static_cast<int>(people_.size()); ++p)
      if (people_[static_cast<std::size_t>(p)].from == station) crowd.push_back(p);
    std::stable_sort(crowd.begin(), crowd.end(), [&](int a, int b) { return came(a) < came(b); });
    const Ms always = std::numeric_limits<Ms>::min() / 4;

    // Channels do not see each other: the order within each is that of coming, and afterwards all are put in order.
    std::vector<int> all = crowd;
    std::uint32_t from = 0;
    double sum = 0.0;
    for (const Entrance::Channel& channel : e.tickets) {
      sum += channel.share;
      const auto to = static_cast<std::uint32_t>(std::min(sum, 1.0) * 65536.0 + 0.5);
      std::vector<int> here;
      for (const int p : all)
        if (const std::uint32_t own = draw(Chance::entrance, p)[0] / 65536; own >= from && own < to) here.push_back(p);
      queue(here, std::vector<Ms>(channel.count, always),
            [&](int p) { return std::optional<Ms>(channel.time(draw(Chance::entrance, p)[1])); });
      from = to;
    }
    std::stable_sort(crowd.begin(), crowd.end(), [&](int a, int b) { return came(a) < came(b); });
    if (e.security)
      queue(crowd, std::vector<Ms>(e.security->lanes, always),
            [&](int p) { return std::optional<Ms>(e.security->time(draw(Chance::entrance, p)[2])); });
    if (e.gates)
      queue(crowd, std::vector<Ms>(e.gates->count, always), [&](int p) {
        const PhiloxBlock own = draw(Chance::entrance, p);
        const bool by_hand = own[0] % 65536 < static_cast<std::uint32_t>(e.gates->manual * 65536.0 + 0.5);
        return std::optional<Ms>(by_hand ? in_ms(e.gates->manual_time) : e.gates->time(own[3]));
      });
    for (const int p : crowd) came(p) += in_ms(e.walk);
  }

  const PlanInput& in_;
  const Draws& draws_;
  std::vector<Person>& people_;
  TravellerField field_;
  std::vector<std::pair<std::size_t, Rider>> riders_;  ///< feeder, and who means to take it
};

}  // namespace

void reach_platforms(const PlanInput& input, const Draws& draws, std::vector<Person>& people) {
  Arriving(input, draws, people).all();
}

bool shut_out(const PlanInput& input, const Trip& trip, const StopTime& stop, Ms came) {
  const Entrance* entrance = entrance_at(input, row(stop.station));
  if (entrance == nullptr || !entrance->closes || trip.when_ready) return false;
  return came - in_ms(entrance->walk) > in_ms(stop.departure) - in_ms(*entrance->closes);
}

}  // namespace czt::twin
