#pragma once
/// A ring that trains run round both ways. The network of a scenario is a tree: a person who writes a ring down opens it at the
/// station where most rounds begin and end, which then stands at both ends of the line.

#include "czt/exchange/findings.hpp"
#include "czt/exchange/written_line.hpp"

namespace czt {

/// Opens the ring that most stations lie on, if any. Trips round it begin at one end and come to the other; those that go on over
/// the opening are two. What is lost is said: nobody rides over it, and trainsets are not known to go on there. A ring that trains
/// run one way only is left closed, since no train would take people over the opening; so is one that trains come to from outside.
void open_ring(WrittenLine& line, Findings& findings);

}  // namespace czt
