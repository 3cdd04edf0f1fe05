// A call seen from the platform: those who get off, the standing who sit down, those who get on.

#include <algorithm>

#include "day.hpp"

namespace czt {

namespace {

/// Puts `next` in place of the heap's front (or takes the front away) and lets it sink to where it belongs.
template <class Heap, class Entry>
void replace_front(Heap& heap, Entry next, bool more) {
  if (!more) {
    next = heap.back();
    heap.pop_back();
    if (heap.empty()) return;
  }
  const std::size_t n = heap.size();
  std::size_t hole = 0;
  for (std::size_t child = 1; child < n; child = 2 * hole + 1) {
    child += child + 1 < n && heap[child + 1].key < heap[child].key ? 1 : 0;
    if (heap[child].key >= next.key) break;
    heap[hole] = heap[child];
    hole = child;
  }
  heap[hole] = next;
}

}  // namespace

std::uint32_t Simulation::alight(std::uint32_t trip, std::uint32_t point) {
  Train& train = s_.trains[trip];
  std::uint32_t alighted = 0;
  s_.changing.clear();
  for (std::uint32_t b = s_.riders[point]; b != none; b = s_.batches[b].next) {
    const State::Batch& batch = s_.batches[b];
    std::fill(world_.passengers.alighted.begin() + batch.rows.begin,
              world_.passengers.alighted.begin() + batch.rows.end, point);
    alighted += batch.rows.size();
    if (train.standing > 0) leave_seats(trip, batch);
    if (plan_.lanes[LaneId{batch.lane}].transfers) find_changing(batch);
  }
  if (!s_.changing.empty()) change_trains();
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
void Simulation::find_changing(const State::Batch& batch) {
  const std::uint32_t here = plan_.lanes[LaneId{batch.lane}].to.value;
  const std::int32_t ready = now_ + static_cast<std::int32_t>(in_milliseconds(plan_.input.transfer));
  for (std::uint32_t row = batch.rows.begin; row < batch.rows.end; ++row) {
    const std::uint32_t person = world_.passengers.person[row];
    const std::uint32_t destination = world_.persons.journey[person] % plan_.stations;
    if (destination != here)
      s_.changing.push_back({lane_from(here * plan_.stations + destination, ready), person, row});
  }
}

/// Everybody who changes from this train joins his next queue, in the order of the people.
void Simulation::change_trains() {
  std::sort(s_.changing.begin(), s_.changing.end(),
            [](const State::Changing& a, const State::Changing& b) { return a.person < b.person; });
  const auto walk = static_cast<std::int32_t>(in_milliseconds(plan_.input.transfer));
  PassengerColumns& rows = world_.passengers;
  for (const State::Changing& change : s_.changing) {
    const auto onward = static_cast<std::uint32_t>(rows.came.size());
    rows.came.push_back(now_ + walk);
    rows.person.push_back(change.person);
    rows.boarded.push_back(PassengerColumns::never);
    rows.alighted.push_back(PassengerColumns::never);
    rows.stood_until.push_back(0);
    rows.missed.push_back(0);
    world_.onward.push_back({change.row, onward});

    State::LaneQueue& lane = s_.lanes[change.lane];
    if (lane.joined_last != none && s_.batches[lane.joined_last].rows.end == onward) {
      ++s_.batches[lane.joined_last].rows.end;
      continue;
    }
    const auto added = static_cast<std::uint32_t>(s_.batches.size());
    s_.batches.push_back({{onward, onward + 1}, change.lane, none});
    if (lane.joined_first == none) lane.joined_first = added;
    else s_.batches[lane.joined_last].next = added;
    lane.joined_last = added;
  }
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

/// Fills s_.offers with the lanes that have somebody for this train; returns how many people.
std::uint32_t Simulation::look_at_lanes(std::uint32_t point) {
  s_.offers.clear();
  std::uint32_t people = 0;
  for (const Plan::Service& service : plan_.services[PointId{point}]) {
    State::LaneQueue& lane = s_.lanes[service.lane.value];
    if (lane.head == lane.end && lane.joined_first == none) continue;
    const std::uint32_t joined = catch_up(lane);
    const std::uint32_t here = lane.reached - lane.head + joined;
    if (here == 0) continue;
    s_.offers.push_back({service.lane.value, service.alight_point, joined});
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
    board_everybody(trip, point);
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

void Simulation::board_everybody(std::uint32_t, std::uint32_t point) {
  for (State::Offer& offer : s_.offers) {
    State::LaneQueue& lane = s_.lanes[offer.lane];
    get_on(offer.lane, {lane.head, lane.reached}, point, offer.alight_point);
    lane.head = lane.reached;
    take_joined(offer.lane, offer.joined_ready, point, offer.alight_point);
    offer.joined_ready = 0;
  }
}

void Simulation::board_in_order(std::uint32_t trip, std::uint32_t point, std::uint32_t people) {
  if (people == 0) return;
  Train& train = s_.trains[trip];
  PassengerColumns& rows = world_.passengers;
  const std::uint32_t seats = plan_.types[plan_.trips[TripId{trip}].type].seats;
  const std::uint32_t free = seats - std::min(seats, train.load - train.standing);
  // First by time of coming. At one instant those who start here go by person; those who change come after them,
  // in the order of their rows (train, then person), which lie behind all persons' numbers.
  const auto key = [&](std::uint32_t row) {
    // Times may be a little before midnight: flipping the sign bit keeps their order.
    const std::uint32_t who = row < world_.base_rows ? rows.person[row] : row;
    return std::uint64_t{static_cast<std::uint32_t>(rows.came[row]) ^ 0x80000000u} << 32 | who;
  };
  // Base rows and changing people of each lane are two queues in order; a heap of their fronts merges them.
  s_.front.clear();
  for (std::uint32_t o = 0; o < s_.offers.size(); ++o) {
    const State::LaneQueue& lane = s_.lanes[s_.offers[o].lane];
    if (lane.head < lane.reached) s_.front.push_back({key(lane.head), o, 0});
    if (s_.offers[o].joined_ready > 0)
      s_.front.push_back({key(s_.batches[lane.joined_first].rows.begin), o, 1});
  }
  std::make_heap(s_.front.begin(), s_.front.end(),
                 [](const State::Next& a, const State::Next& b) { return a.key > b.key; });

  for (std::uint32_t k = 0; k < people; ++k) {
    State::Next next = s_.front.front();
    State::Offer& offer = s_.offers[next.offer];
    State::LaneQueue& lane = s_.lanes[offer.lane];
    std::uint32_t row;
    bool more;
    if (next.joined) {
      row = s_.batches[lane.joined_first].rows.begin;
      take_joined(offer.lane, 1, point, offer.alight_point);
      more = --offer.joined_ready > 0;
      if (more) next.key = key(s_.batches[lane.joined_first].rows.begin);
    } else {
      row = lane.head++;
      more = lane.head < lane.reached;
      if (more) next.key = key(lane.head);
      // Rows of one lane that board together stay one batch.
      const std::uint32_t last = s_.riders[offer.alight_point];
      if (last != none && s_.batches[last].rows.end == row && s_.batches[last].lane == offer.lane &&
          rows.boarded[row - 1] == point) {
        rows.boarded[row] = point;
        ++s_.batches[last].rows.end;
      } else {
        get_on(offer.lane, {row, row + 1}, point, offer.alight_point);
      }
    }
    if (k >= free) {
      rows.stood_until[row] = PassengerColumns::never;
      s_.standing[trip].push_back(row);
      ++train.standing;
    }
    replace_front(s_.front, next, more);
  }
}

/// After the doors have closed: everybody here whom this train serves has been left behind.
void Simulation::count_left_behind(std::uint32_t point) {
  std::uint32_t left = 0;
  const auto leave = [&](std::uint32_t row) {
    std::uint16_t& missed = world_.passengers.missed[row];
    if (missed < 0xFFFFu) ++missed;
    ++left;
  };
  for (const State::Offer& offer : s_.offers) {
    const State::LaneQueue& lane = s_.lanes[offer.lane];
    for (std::uint32_t row = lane.head; row < lane.reached; ++row) leave(row);
    std::uint32_t ready = offer.joined_ready;
    for (std::uint32_t b = lane.joined_first; b != none && ready > 0; b = s_.batches[b].next)
      for (std::uint32_t row = s_.batches[b].rows.begin; row < s_.batches[b].rows.end && ready > 0;
           ++row, --ready)
        leave(row);
  }
  world_.points.left_behind[point] = left;
}

}  // namespace czt
