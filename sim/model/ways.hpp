#pragma once
/// Ways through the day's trains: for each departure that leads to a destination, where to get off first.

#include <cstdint>
#include <vector>

#include "czt/model/plan.hpp"

namespace czt {

/// Booked: leaves with a train at `departs`, gets off at station `off` (the destination or a change), and so on;
/// `reaches` is the arrival at the destination, later by the penalty for each change. Milliseconds.
struct Way {
  std::int32_t departs = 0;
  std::int64_t reaches = 0;
  std::uint32_t trains = 1;
  std::uint32_t off = 0;
  std::uint32_t board = 0;        ///< points of the first train
  std::uint32_t alight = 0;
  std::int32_t onward = 0;        ///< booked departure of the way on from `off`; nothing at the destination
};

/// Per journey (from · stations + to) the ways by departure, ascending: each reaches earlier than every later one.
/// One pass back through the day for each destination, after Dibbelt et al. (2013), "Intriguingly simple and fast
/// transit routing" (profile connection scan).
std::vector<std::vector<Way>> ways_of_the_day(const Plan& plan);

}  // namespace czt
