// A call seen from the platform: those who get off, the standing who sit down, those who get on.

#include <algorithm>
#include <limits>

#include "day.hpp"

namespace czt {

std::uint32_t Simulation::alight(std::uint32_t trip, std::uint32_t point) {
  Train& train = s_.trains[trip];
  const StationId here = point_of(point).station;
  std::uint32_t alighted = 0;
  s_.changing.clear();
  for (std::uint32_t b = s_.riders[point]; b != none; b = s_.batches[b].next) {
    const State::Batch& batch = s_.batches[b];
    std::fill(world_.passengers.alighted.begin() + batch.rows.begin,
              world_.passengers.alighted.begin() + batch.rows.end, point);
    alighted += batch.rows.size();
    if (train.standing > 0) leave_seats(trip, batch);
    const Plan::Lane& lane = plan_.lanes[LaneId{batch.lane}];
    if (lane.transfers || lane.to != here) find_changing(batch, here);
  }
  if (!s_.changing.empty()) change_trains(here);
  train.load -= alighted;
  world_.counts.on_board -= alighted;
  if (train.standing > 0) seat_the_standing(trip, point);
  return alighted;
}

void Simulation::leave_seats(std::uint32_t trip, const State::Batch& batch) {
  for (std::uint32_t row = batch.rows.begin; row < batch.rows.end; ++row)
    if (world_.passengers.stood_until[row] == PassengerColumns::never) --s_.trains[trip].standing;
}

void Simulation::seat_the_standing(std::uint32_t trip, std::uint32_t point) {
  Train& train = s_.trains[trip];
  const std::uint32_t seats = plan_.types[plan_.trips[TripId{trip}].type].seats;
  std::uint32_t free = seats - std::min(seats, train.load - train.standing);
  const std::vector<std::uint32_t>& queue = s_.standing[trip];
  while (free > 0 && train.standing > 0) {
    const std::uint32_t row = queue[train.first_standing++];
    if (world_.passengers.alighted[row] != PassengerColumns::never) continue;  // got off on his feet
    world_.passengers.stood_until[row] = point + 1;
    --train.standing;
    --free;
  }
}

/// Those of a batch who are not where they want to be: they change here.
void Simulation::find_changing(const State::Batch& batch, StationId here) {
  for (std::uint32_t row = batch.rows.begin; row < batch.rows.end; ++row) {
    const std::uint32_t person = world_.passengers.person[row];
    const std::uint32_t destination = world_.persons.journey[person] % plan_.stations;
    if (destination != here.value) s_.changing.push_back(std::uint64_t{person} << 32 | row);
  }
}

/// Everybody who changes from this train joins his next queue, in the order of the people.
void Simulation::change_trains(StationId here) {
  std::sort(s_.changing.begin(), s_.changing.end());
  const std::int32_t comes = now_ + static_cast<std::int32_t>(in_milliseconds(plan_.input.transfer));
  PassengerColumns& rows = world_.passengers;
  auto onward = static_cast<std::uint32_t>(rows.came.size());
  const std::size_t size = onward + s_.changing.size();
  rows.came.resize(size, comes);
  rows.person.resize(size);
  rows.boarded.resize(size, PassengerColumns::never);
  rows.alighted.resize(size, PassengerColumns::never);
  rows.stood_until.resize(size, 0);
  rows.missed.resize(size, 0);
  for (const std::uint64_t change : s_.changing) {
    const auto person = static_cast<std::uint32_t>(change >> 32);
    rows.person[onward] = person;
    world_.onward.push_back({static_cast<std::uint32_t>(change), onward});
    const std::uint32_t destination = world_.persons.journey[person] % plan_.stations;
    const std::uint32_t journey = here.value * plan_.stations + destination;
    // Carried past where he wanted to get off, he may be where no train goes back: he is stranded.
    if (plan_.least_ride[journey] >= 0) join_lane(lane_from(journey, comes), onward);
    ++onward;
  }
}

/// A row that changes trains comes to the lane's platform after all who have joined it before.
void Simulation::join_lane(std::uint32_t lane_row, std::uint32_t row) {
  State::LaneQueue& lane = s_.lanes[lane_row];
  lane.empty_until = std::min(lane.empty_until, world_.passengers.came[row]);
  if (lane.joined_last != none && s_.batches[lane.joined_last].rows.end == row) {
    ++s_.batches[lane.joined_last].rows.end;
    return;
  }
  const auto added = static_cast<std::uint32_t>(s_.batches.size());
  s_.batches.push_back({{row, row + 1}, lane_row, none});
  if (lane.joined_first == none) lane.joined_first = added;
  else s_.batches[lane.joined_last].next = added;
  lane.joined_last = added;
}

/// Lets the lane's people come up to now and those whose patience has ended go; returns how many of those
/// changing trains are here.
std::uint32_t Simulation::catch_up(State::LaneQueue& lane) {
  PassengerColumns& rows = world_.passengers;
  while (lane.reached < lane.end && rows.came[lane.reached] <= now_) ++lane.reached;
  while (lane.head < lane.reached && rows.came[lane.head] + patience_ < now_)
    rows.boarded[lane.head++] = PassengerColumns::gave_up;

  std::uint32_t ready = 0;
  while (lane.joined_first != none) {
    State::Batch& batch = s_.batches[lane.joined_first];
    while (batch.rows.begin < batch.rows.end && rows.came[batch.rows.begin] + patience_ < now_)
      rows.boarded[batch.rows.begin++] = PassengerColumns::gave_up;
    if (batch.rows.size() > 0) break;
    lane.joined_first = batch.next;
    if (lane.joined_first == none) lane.joined_last = none;
  }
  for (std::uint32_t b = lane.joined_first; b != none; b = s_.batches[b].next) {
    const Rows& batch = s_.batches[b].rows;
    for (std::uint32_t row = batch.begin; row < batch.end && rows.came[row] <= now_; ++row) ++ready;
  }
  return ready;
}

/// Since when somebody waits in a lane, or when the next person comes; the end of time when nobody does.
std::int32_t Simulation::next_comes(const State::LaneQueue& lane) const {
  if (lane.head < lane.reached) return world_.passengers.came[lane.head];
  std::int32_t next = std::numeric_limits<std::int32_t>::max();
  if (lane.reached < lane.end) next = world_.passengers.came[lane.reached];
  if (lane.joined_first != none)
    next = std::min(next, world_.passengers.came[s_.batches[lane.joined_first].rows.begin]);
  return next;
}

/// The end of those waiting who were on the platform by `last`.
std::uint32_t Simulation::before_the_gate_closed(const State::LaneQueue& lane, std::int32_t last) const {
  const auto came = world_.passengers.came.begin();
  return static_cast<std::uint32_t>(std::upper_bound(came + lane.head, came + lane.reached, last) - came);
}

/// Fills s_.offers with the lanes that have somebody for this train; returns how many people.
std::uint32_t Simulation::look_at_lanes(std::uint32_t point) {
  s_.offers.clear();
  std::uint32_t people = 0;
  const bool gate_closed = !plan_.last_on_platform.empty() && plan_.last_on_platform[point] < now_;
  for (const Plan::Service& service : plan_.services[PointId{point}]) {
    State::LaneQueue& lane = s_.lanes[service.lane.value];
    if (now_ < lane.empty_until) continue;
    const std::uint32_t joined = catch_up(lane);
    const std::uint32_t end =
        gate_closed ? before_the_gate_closed(lane, plan_.last_on_platform[point]) : lane.reached;
    const std::uint32_t here = end - lane.head + joined;
    if (here == 0) {
      lane.empty_until = next_comes(lane);
      continue;
    }
    s_.offers.push_back({service.lane.value, service.alight_point, joined, end});
    people += here;
  }
  return people;
}

/// First come, first served, until full; the first find seats. Returns how many got on.
std::uint32_t Simulation::board(std::uint32_t trip, std::uint32_t point) {
  const std::uint32_t people = look_at_lanes(point);
  if (people == 0) return 0;
  Train& train = s_.trains[trip];
  const Plan::TypeRow& type = plan_.types[plan_.trips[TripId{trip}].type];
  const std::uint32_t room = type.capacity - std::min(type.capacity, train.load);
  const std::uint32_t seated = train.load - train.standing;
  const std::uint32_t boarders = std::min(people, room);
  if (people <= room && people <= type.seats - std::min(type.seats, seated)) {
    board_everybody(point);
  } else {
    board_in_order(trip, point, boarders);
  }
  train.load += boarders;
  world_.counts.on_board += boarders;
  return boarders;
}

void Simulation::get_on(std::uint32_t lane, Rows rows, std::uint32_t point, std::uint32_t alight_point) {
  if (rows.size() == 0) return;
  std::fill(world_.passengers.boarded.begin() + rows.begin,
            world_.passengers.boarded.begin() + rows.end, point);
  s_.batches.push_back({rows, lane, s_.riders[alight_point]});
  s_.riders[alight_point] = static_cast<std::uint32_t>(s_.batches.size() - 1);
}

void Simulation::take_joined(std::uint32_t lane_row, std::uint32_t people, std::uint32_t point,
                             std::uint32_t alight_point) {
  State::LaneQueue& lane = s_.lanes[lane_row];
  while (people > 0) {
    State::Batch& batch = s_.batches[lane.joined_first];
    const std::uint32_t take = std::min(people, batch.rows.size());
    const Rows rows{batch.rows.begin, batch.rows.begin + take};
    batch.rows.begin += take;
    people -= take;
    if (batch.rows.size() == 0) {
      lane.joined_first = batch.next;
      if (lane.joined_first == none) lane.joined_last = none;
    }
    get_on(lane_row, rows, point, alight_point);
  }
}

void Simulation::board_everybody(std::uint32_t point) {
  for (State::Offer& offer : s_.offers) {
    State::LaneQueue& lane = s_.lanes[offer.lane];
    get_on(offer.lane, {lane.head, offer.end}, point, offer.alight_point);
    lane.head = offer.end;
    take_joined(offer.lane, offer.joined_ready, point, offer.alight_point);
    offer.joined_ready = 0;
    lane.empty_until = next_comes(lane);
  }
}

void Simulation::board_in_order(std::uint32_t trip, std::uint32_t point, std::uint32_t people) {
  if (people == 0) return;
  Train& train = s_.trains[trip];
  const std::uint32_t seats = plan_.types[plan_.trips[TripId{trip}].type].seats;
  const std::uint32_t free = seats - std::min(seats, train.load - train.standing);
  line_up();
  const std::uint32_t seated = std::min(people, free);
  for (std::uint32_t k = 0; k < seated; ++k) take_first();
  for (std::uint32_t k = seated; k < people; ++k) {
    const std::uint32_t row = take_first();
    world_.passengers.stood_until[row] = PassengerColumns::never;
    s_.standing[trip].push_back(row);
  }
  train.standing += people - seated;
  board_lines(point);
}

/// Everybody on offer in lines that are each in order: the lane's own people, and each batch of those changing trains.
void Simulation::line_up() {
  s_.lines.clear();
  s_.order.clear();
  const auto add = [&](std::uint32_t begin, std::uint32_t end, std::uint32_t offer, bool joined) {
    if (begin == end) return;
    s_.lines.push_back({{begin, end}, begin, offer, joined});
    s_.order.join(place_in_order(s_.lines.back()));
  };
  for (std::uint32_t o = 0; o < s_.offers.size(); ++o) {
    const State::LaneQueue& lane = s_.lanes[s_.offers[o].lane];
    add(lane.head, s_.offers[o].end, o, false);
    std::uint32_t ready = s_.offers[o].joined_ready;
    for (std::uint32_t b = lane.joined_first; ready > 0; b = s_.batches[b].next) {
      const Rows rows = s_.batches[b].rows;
      const std::uint32_t here = std::min(ready, rows.size());
      add(rows.begin, rows.begin + here, o, true);
      ready -= here;
    }
  }
  s_.order.play();
}

/// First by time of coming. At one instant those who start here go by person; those who change come after them, in
/// the order of their rows (train, then person), which lie behind all persons' numbers.
FirstCome::Key Simulation::place_in_order(const State::Line& line) const {
  const std::uint32_t row = line.rows.begin;
  if (row == line.rows.end) return FirstCome::nobody;
  return FirstCome::key(world_.passengers.came[row], line.joined ? row : world_.passengers.person[row]);
}

std::uint32_t Simulation::take_first() {
  State::Line& line = s_.lines[s_.order.first()];
  const std::uint32_t row = line.rows.begin++;
  s_.order.advance(place_in_order(line));
  return row;
}

/// Whoever was taken from the lines gets on, those of one line together.
void Simulation::board_lines(std::uint32_t point) {
  for (const State::Line& line : s_.lines) {
    State::Offer& offer = s_.offers[line.offer];
    const std::uint32_t taken = line.rows.begin - line.first;
    if (line.joined) {
      take_joined(offer.lane, taken, point, offer.alight_point);
      offer.joined_ready -= taken;
    } else {
      get_on(offer.lane, {line.first, line.rows.begin}, point, offer.alight_point);
      s_.lanes[offer.lane].head = line.rows.begin;
    }
  }
}

/// After the doors have closed: everybody here whom this train serves, and for whom the gate had not closed, has been
/// left behind.
void Simulation::count_left_behind(std::uint32_t point) {
  std::uint32_t left = 0;
  const auto leave = [&](std::uint32_t row) {
    std::uint16_t& missed = world_.passengers.missed[row];
    if (missed < 0xFFFFu) ++missed;
    ++left;
  };
  const bool asks_again = plan_.input.choice && plan_.input.choice->rechoose;
  for (const State::Offer& offer : s_.offers) {
    State::LaneQueue& lane = s_.lanes[offer.lane];
    for (std::uint32_t row = lane.head; row < offer.end; ++row) leave(row);
    std::uint32_t ready = offer.joined_ready;
    for (std::uint32_t b = lane.joined_first; b != none && ready > 0; b = s_.batches[b].next)
      for (std::uint32_t row = s_.batches[b].rows.begin; row < s_.batches[b].rows.end && ready > 0;
           ++row, --ready)
        leave(row);
    if (asks_again && lane.head < offer.end) rechoose(lane, offer.end);
  }
  world_.points.left_behind[point] = left;
}

}  // namespace czt
