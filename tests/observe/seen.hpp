#pragma once
/// One day of a small line, read cell by cell as people write them.

#include <string>

#include "czt/observe/measures.hpp"
#include "support/small_line.hpp"

namespace czt::test {

struct Seen {
  explicit Seen(const SmallLine& line, std::uint64_t seed = 1) : plan(SmallLine(line).plan()) {
    simulate(plan, seed, 0, world);
  }
  double operator()(const std::string& cell) const {
    double value = 0.0;
    Observation(plan, {parse_cell(cell, plan).value()}).read(world, {&value, 1});
    return value;
  }
  Plan plan;
  World world;
};

/// Two trains over 5 + 5 km at 8:00 and 8:30, a minute at B, six places of which two are seats. 5
/// km take 168.056 s, booked as 169. Eight people; the last to come for the first train finds it
/// full.
inline SmallLine morning() {
  SmallLine line({5.0, 5.0});
  line.type().seats = 2;
  line.type().standing_area = SquareMetres{1.0};
  line.trains({clock_time(8), clock_time(8, 30)}, minutes(1));
  line.people(0, 1, clock_time(7, 50), 1);
  line.people(0, 1, clock_time(7, 55), 1);
  line.people(0, 2, clock_time(7, 58), 4);
  line.people(0, 1, clock_time(8), 1);
  line.people(1, 2, clock_time(8, 20), 1);
  line.input.separation.clears_after = minutes(3);  // standing at the end is no running time
  line.fares(Tariff{Decimal{500'000}, Money{0}, Money{100}});
  return line;
}

}  // namespace czt::test
