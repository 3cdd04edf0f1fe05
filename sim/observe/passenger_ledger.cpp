#include "czt/observe/passenger_ledger.hpp"

#include <algorithm>

namespace czt {

namespace {

struct Words {
  std::string_view name;
  std::string_view chinese;
};
constexpr std::array<Words, journey_parts> words{{{"access", "到站"},
                                                  {"entrance", "进站"},
                                                  {"timetable", "候车"},
                                                  {"left_behind", "未能上车"},
                                                  {"delay", "晚点"},
                                                  {"ride", "乘车"},
                                                  {"transfer", "换乘"},
                                                  {"egress", "离站"}}};

std::int32_t& at(PassengerLedger::Parts& parts, JourneyPart part) { return parts[static_cast<std::size_t>(part)]; }

/// ms between a place and a station of its list.
std::int32_t walk(const Plan& plan, std::uint32_t place, StationId station) {
  for (const Access& access : plan.input.places[PlaceId{place}].access)
    if (access.station == station) return ms(access.time);
  return 0;
}

}  // namespace

std::string_view to_text(JourneyPart part) { return words[static_cast<std::size_t>(part)].name; }
std::string_view chinese(JourneyPart part) { return words[static_cast<std::size_t>(part)].chinese; }

PassengerLedger::PassengerLedger(const Plan& plan)
    : plan_(&plan), lane_(std::size_t{plan.stations} * plan.stations, none), serving_(plan.lanes.size()) {
  for (std::uint32_t l = 0; l < plan.lanes.size(); ++l) {
    const Plan::Lane& lane = plan.lanes[LaneId{l}];
    lane_[lane.from.value * plan.stations + lane.to.value] = l;
  }
  for (std::uint32_t p = 0; p < plan.points.size(); ++p)
    for (const Plan::Service& service : plan.services[PointId{p}]) serving_[service.lane.value].push_back(p);
}

void PassengerLedger::read(const World& world) {
  world_ = &world;
  for (std::vector<std::uint32_t>& points : serving_)
    std::sort(points.begin(), points.end(), [&](std::uint32_t a, std::uint32_t b) {
      return world.points.departed[a] != world.points.departed[b] ? world.points.departed[a] < world.points.departed[b] : a < b;
    });
  next_.assign(world.passengers.came.size(), none);
  for (const Onward& change : world.onward) next_[change.from] = change.to;
}

std::span<const std::uint32_t> PassengerLedger::served(std::uint32_t row) const {
  const StationId from = plan_->points[PointId{world_->passengers.boarded[row]}].station;
  const StationId to = plan_->points[PointId{world_->passengers.alighted[row]}].station;
  return serving_[lane_[from.value * plan_->stations + to.value]];
}

std::span<const std::uint32_t> PassengerLedger::serving(std::uint32_t row) const {
  const std::span<const std::uint32_t> all = served(row);
  const std::int32_t came = world_->passengers.came[row];
  const auto gone = std::partition_point(all.begin(), all.end(), [&](std::uint32_t p) { return world_->points.departed[p] < came; });
  return all.subspan(static_cast<std::size_t>(gone - all.begin()));
}

/// The booked departure, at or after he came, of the first train that would have taken him and was cancelled.
std::int32_t PassengerLedger::cancelled_after(std::uint32_t row) const {
  std::int32_t first = Plan::Departure::sentinel;
  if (world_->cancellations.empty()) return first;
  for (const std::uint32_t p : served(row)) {
    if (world_->points.departed[p] != PointColumns::not_yet) break;  // these come first
    const std::int32_t booked = plan_->points[PointId{p}].departure;
    if (booked >= world_->passengers.came[row]) first = std::min(first, booked);
  }
  return first;
}

/// The gate binds those who begin here.
bool PassengerLedger::gate_was_open(std::uint32_t row, std::uint32_t point) const {
  return row >= world_->base_rows || plan_->last_on_platform.empty() ||
         world_->passengers.came[row] <= plan_->last_on_platform[point];
}

std::vector<std::uint32_t> PassengerLedger::trains(std::uint32_t row) const {
  std::vector<std::uint32_t> found;
  // He may have boarded his own while one that he did not fit into still stood there: that one is none of them.
  const std::uint32_t missed = world_->passengers.missed[row];
  for (const std::uint32_t point : missed > 0 ? serving(row) : std::span<const std::uint32_t>{}) {
    if (found.size() == missed) break;
    if (gate_was_open(row, point)) found.push_back(point);
  }
  found.push_back(world_->passengers.boarded[row]);
  return found;
}

void PassengerLedger::add_stage(std::uint32_t row, Parts& parts) const {
  const PassengerColumns& rows = world_->passengers;
  const PointColumns& seen = world_->points;
  const std::uint32_t boarded = rows.boarded[row], alighted = rows.alighted[row];
  const std::uint32_t first = trains(row).front();
  const std::int32_t came = rows.came[row];
  const std::int32_t booked = std::clamp(std::min(plan_->points[PointId{first}].departure, cancelled_after(row)), came, seen.departed[first]);
  const std::int32_t ride = plan_->points[PointId{alighted}].arrival - plan_->points[PointId{boarded}].departure;
  at(parts, JourneyPart::timetable) += booked - came;
  at(parts, JourneyPart::left_behind) += seen.departed[boarded] - seen.departed[first];
  at(parts, JourneyPart::ride) += ride;
  at(parts, JourneyPart::delay) += seen.departed[first] - booked + seen.arrived[alighted] - seen.departed[boarded] - ride;
}

PassengerLedger::Parts PassengerLedger::parts(std::uint32_t row) const {
  Parts parts{};
  const PassengerColumns& rows = world_->passengers;
  const PersonColumns& persons = world_->persons;
  const std::uint32_t person = rows.person[row];
  const StationId from{persons.journey[person] / plan_->stations}, to{persons.journey[person] % plan_->stations};
  const auto streams = plan_->field.streams();
  if (persons.stream[person] < streams.size()) {
    at(parts, JourneyPart::access) = walk(*plan_, streams[persons.stream[person]].from.value, from);
    at(parts, JourneyPart::egress) = walk(*plan_, persons.to[person], to);
  }
  if (!persons.entrance.empty()) at(parts, JourneyPart::entrance) = persons.entrance[person];
  add_stage(row, parts);
  for (std::uint32_t on = next_[row]; on != none; row = on, on = next_[on]) {
    at(parts, JourneyPart::transfer) += rows.came[on] - world_->points.arrived[rows.alighted[row]];
    add_stage(on, parts);
  }
  return parts;
}

}  // namespace czt
