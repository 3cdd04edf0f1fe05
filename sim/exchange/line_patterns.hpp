#pragma once
/// Trains that repeat, found again: one way of running at even intervals, numbered on. As a person would write them.

#include <cstdint>
#include <string>
#include <vector>

#include "czt/exchange/settled_line.hpp"

namespace czt {

/// A trip and the service that it belongs to.
struct ServiceTrip {
  std::string service;
  const LineTrip* trip = nullptr;
};

struct LinePattern {
  std::string name;               ///< unique among services
  const LineTrip* first = nullptr;
  std::int32_t every = 0;         ///< seconds between departures
  std::size_t trains = 0;         ///< at least 3
  int step = 0;                   ///< from number to number; 0: they have none of their own
};

struct LinePatterns {
  std::vector<LinePattern> patterns;
  std::vector<ServiceTrip> others;  ///< that do not repeat, in their order
  [[nodiscard]] std::size_t trips() const;  ///< of all patterns
};

/// Which numbers a pattern must keep.
enum class KeptNumbers : unsigned char { all, that_say_much };

/// `trips`: services together, each in order of departure. Nothing of a trip is lost in a pattern but its trainset, and the
/// number that need not be kept.
LinePatterns patterns_in(const std::vector<ServiceTrip>& trips, const Network& network, KeptNumbers kept = KeptNumbers::all);

/// As services of a scenario's timetable, a line each.
std::string patterns_text(const std::vector<LinePattern>& patterns, const SettledLine& settled);

}  // namespace czt
