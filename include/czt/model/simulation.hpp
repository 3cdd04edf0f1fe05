#pragma once
/// Runs one day: people are drawn, then events until nobody and nothing moves.

#include "czt/model/plan.hpp"
#include "czt/model/world.hpp"

namespace czt {

/// Listed in the order in which events due at the same instant happen.
enum class EventKind : std::uint8_t {
  train_leaves,    ///< what is ahead has come free for a train that was held
  doors_close,     ///< the exchange is done and the booked time has come
  train_enters,    ///< a platform track has come free for a train that waits outside
  train_arrives,   ///< end of the segment
  train_appears,   ///< from the depot or a turnaround, at its first platform
  train_clears,    ///< leaves its last platform
  spare_is_sought, ///< its set is still away: is it so late that a spare takes over?
  track_is_sought, ///< it has waited outside as long as a rule says: is a track of the other direction free?
};

/// Told after every event: for the laws in tests, traces and the twin. Costs nothing when absent.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void after_event(SimTime, EventKind, TripId, const World&) {}
};

/// Runs replication `replication` of the plan in `world`, replacing what was there. With the same world and
/// plan a second call allocates nothing.
void simulate(const Plan& plan, std::uint64_t seed, std::uint32_t replication, World& world,
              Observer* observer = nullptr);

/// The same up to an instant: people and the events before it. `world` then is the morning, and copies of it can be gone
/// on with, by this plan or by another that differs from it only in incidents not yet looked for (World::looked_ahead).
void simulate_until(const Plan& plan, std::uint64_t seed, std::uint32_t replication, SimTime until, World& world,
                    Observer* observer = nullptr);
/// The rest of such a day, to its end: as if it had never been stopped, bit for bit.
void go_on(const Plan& plan, std::uint64_t seed, std::uint32_t replication, World& world, Observer* observer = nullptr);

}  // namespace czt
