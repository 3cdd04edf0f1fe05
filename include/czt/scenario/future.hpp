#pragma once
/// A future of a morning: a scenario that differs from another in its incidents alone.

#include "czt/core/result.hpp"
#include "czt/core/time.hpp"
#include "czt/scenario/compile.hpp"
#include "czt/scenario/scenario.hpp"

namespace czt {

struct Future {
  Compiled compiled;
  SimTime differs_from{};  ///< no incident that the two do not share begins before; the latest instant if there is none
};

/// Made from the plan of the morning, without settling again how people choose: nobody knows of an incident beforehand.
/// Errors: it differs in anything but incidents, at each such key; an incident that has no meaning.
Result<Future> compile_future(const Scenario& scenario, const Scenario& morning, const Compiled& of_morning);

}  // namespace czt
