// From a station's door to its platform. Everybody takes his place in each queue in the order in which he comes to it;
// when he leaves follows from those before him, so no queue needs an event.

#include <algorithm>

#include "day.hpp"

namespace czt {

namespace {

constexpr std::uint32_t parts = 1u << 16;  // of a share, as 16 bits of a person's draw decide it
std::uint32_t parts_of(double share) { return static_cast<std::uint32_t>(share * parts + 0.5); }

/// The row of the channel that the draw falls into; behind the last: he has a ticket.
std::size_t channel_of(const Entrance& entrance, std::uint32_t own) {
  double share = 0.0;
  std::size_t row = 0;
  for (; row < entrance.tickets.size(); ++row) {
    share += entrance.tickets[row].share;
    if (own < parts_of(std::min(share, 1.0))) break;
  }
  return row;
}
}  // namespace

ServiceTime::ServiceTime(Duration mean, double cv)
    : mean_(mean), quantiles_(lognormal_quantiles(static_cast<double>(in_milliseconds(mean)), cv)) {}

Duration Entrance::nominal() const {
  double sum = 0.0;
  for (const Channel& channel : tickets) sum += channel.share * in_seconds(channel.time.mean());
  if (security) sum += in_seconds(security->time.mean());
  if (gates) sum += (1.0 - gates->manual) * in_seconds(gates->time.mean()) + gates->manual * in_seconds(gates->manual_time);
  return quantise(sum) + walk;
}

/// `came` is when people are at the door; hereafter when they are on the platform.
void Simulation::pass_entrances() {
  world_.persons.entrance.clear();
  if (plan_.lead.empty()) return;
  world_.persons.entrance.assign(people_, 0);
  gather_crowds();
  PassengerColumns& rows = world_.passengers;
  for (std::uint32_t station = 0; station < plan_.stations; ++station) {
    const auto& entrance = plan_.input.entrances[StationId{station}];
    const Rows crowd = s_.crowds[station];
    if (!entrance || crowd.size() == 0) continue;
    pass(*entrance, crowd);
    const std::int32_t walk = ms(entrance->walk);
    for (std::uint32_t row = crowd.begin; row < crowd.end; ++row) {
      State::Coming& coming = s_.coming[rows.person[row]];
      world_.persons.entrance[rows.person[row]] = rows.came[row] + walk - coming.came;
      coming.came = rows.came[row] + walk;
    }
  }
}

/// Station by station, in the order of persons. The passenger columns lend their room: nobody is on a platform yet.
void Simulation::gather_crowds() {
  PassengerColumns& rows = world_.passengers;
  rows.came.resize(people_);
  rows.person.resize(people_);
  s_.crowds.assign(plan_.stations, {});
  for (std::uint32_t person = 0; person < people_; ++person) ++s_.crowds[station_of(person)].end;
  std::uint32_t first = 0;
  for (Rows& crowd : s_.crowds) {
    const std::uint32_t count = crowd.end;
    crowd.begin = crowd.end = first;  // `end` runs as rows are given out
    first += count;
  }
  for (std::uint32_t person = 0; person < people_; ++person) {
    const std::uint32_t row = s_.crowds[station_of(person)].end++;
    rows.came[row] = s_.coming[person].came;
    rows.person[row] = person;
  }
}

void Simulation::pass(const Entrance& entrance, Rows crowd) {
  sort_by_time(crowd);
  if (!entrance.tickets.empty()) get_tickets(entrance, crowd);
  if (entrance.security) pass_security(*entrance.security, crowd);
  if (entrance.gates) pass_gates(*entrance.gates, crowd);
}

/// Of each person's draw the first word says which channel (its upper half) and whether a gate opens (its lower half);
/// one word each is for the times of ticket, check and gate.
void Simulation::get_tickets(const Entrance& entrance, Rows crowd) {
  PassengerColumns& rows = world_.passengers;
  open_queues(entrance.tickets.size());
  for (std::size_t k = 0; k < entrance.tickets.size(); ++k) s_.servers[k].open(std::max(1u, entrance.tickets[k].count));
  for (std::uint32_t row = crowd.begin; row < crowd.end; ++row) {
    const PhiloxBlock own = his_draw(Chance::entrance, rows.person[row]);
    const std::size_t k = channel_of(entrance, own[0] >> 16);
    if (k == entrance.tickets.size()) continue;
    const Entrance::Channel& channel = entrance.tickets[k];
    const std::int32_t takes = channel.time(own[1]);
    rows.came[row] = channel.count > 0 ? s_.servers[k].serve(rows.came[row], takes) : rows.came[row] + takes;
  }
  sort_by_time(crowd);
}

void Simulation::pass_security(const Entrance::Security& security, Rows crowd) {
  PassengerColumns& rows = world_.passengers;
  open_queues(1);
  s_.servers[0].open(security.lanes);
  for (std::uint32_t row = crowd.begin; row < crowd.end; ++row)
    rows.came[row] = s_.servers[0].serve(rows.came[row], security.time(his_draw(Chance::entrance, rows.person[row])[2]));
  sort_by_time(crowd);
}

void Simulation::pass_gates(const Entrance::Gates& gates, Rows crowd) {
  PassengerColumns& rows = world_.passengers;
  const std::uint32_t manual = parts_of(gates.manual);
  open_queues(1);
  s_.servers[0].open(gates.count);
  for (std::uint32_t row = crowd.begin; row < crowd.end; ++row) {
    const PhiloxBlock own = his_draw(Chance::entrance, rows.person[row]);
    const bool by_hand = (own[0] & (parts - 1)) < manual;
    rows.came[row] = s_.servers[0].serve(rows.came[row], by_hand ? ms(gates.manual_time) : gates.time(own[3]));
  }
}

/// Queues keep their memory from day to day.
void Simulation::open_queues(std::size_t count) {
  if (s_.servers.size() < count) s_.servers.resize(count);
}

PhiloxBlock Simulation::his_draw(Chance chance, std::uint32_t person) const {
  const auto streams = plan_.field.streams();
  const std::uint32_t stream = world_.persons.stream[person];
  const std::uint64_t identity =
      stream < streams.size() ? streams[stream].identity : plan_.group_identity[stream - streams.size()];
  return draws_.block(chance, identity, world_.persons.number[person]);
}

}  // namespace czt
