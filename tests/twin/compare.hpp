#pragma once
/// The engine's day beside the twin's: where they first differ, in words.

#include <string>
#include <vector>

#include "czt/model/simulation.hpp"
#include "naive_day.hpp"

namespace czt::twin {

/// Writes down every event of the engine.
class EventList : public Observer {
 public:
  std::vector<Event> events;
  void after_event(SimTime at, EventKind kind, TripId trip, const World&) override {
    events.push_back({in_milliseconds(at), static_cast<Happening>(kind), static_cast<int>(trip.value)});
  }
};

/// What differs, earliest first, one difference a line; empty where engine and twin agree on everything.
std::vector<std::string> differences(const PlanInput& input, const std::vector<Event>& engine_events,
                                     const World& engine, const Day& twin);

}  // namespace czt::twin
