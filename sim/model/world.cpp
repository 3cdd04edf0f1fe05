#include "czt/model/world.hpp"

#include "state.hpp"

namespace czt {

void World::StateDelete::operator()(State* state) const { delete state; }

World::World() = default;
World::World(const World& other) { *this = other; }
World::World(World&&) noexcept = default;
World& World::operator=(World&&) noexcept = default;
World::~World() = default;

World& World::operator=(const World& other) {
  if (this == &other) return *this;
  passengers = other.passengers;
  persons = other.persons;
  points = other.points;
  buses = other.buses;
  onward = other.onward;
  holds = other.holds;
  substitutions = other.substitutions;
  cancellations = other.cancellations;
  other_tracks = other.other_tracks;
  counts = other.counts;
  base_rows = other.base_rows;
  if (!other.state_) {
    state_.reset();
  } else if (state_) {
    *state_ = *other.state_;
  } else {
    state_.reset(new State(*other.state_));
  }
  return *this;
}

SimTime World::looked_ahead() const { return start_of_day + milliseconds(state_ ? state_->looked_ahead : 0); }

namespace {
template <class T>
std::size_t size_of(const std::vector<T>& column) { return column.size() * sizeof(T); }
}  // namespace

std::size_t World::bytes() const {
  std::size_t sum = size_of(passengers.came) + size_of(passengers.person) + size_of(passengers.boarded) +
                    size_of(passengers.alighted) + size_of(passengers.stood_until) +
                    size_of(passengers.missed) + size_of(persons.stream) + size_of(persons.number) +
                    size_of(persons.journey) + size_of(persons.wish) + size_of(persons.to) + size_of(persons.entrance) + size_of(persons.bus) + size_of(onward);
  if (state_) {
    sum += size_of(state_->coming) + size_of(state_->batches);
    for (const auto& queue : state_->standing) sum += size_of(queue);
  }
  return sum;
}

}  // namespace czt
