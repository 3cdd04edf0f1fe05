#pragma once
/// One train's ledger at one station, and its whole run, in words.

#include <string>

#include "czt/model/plan.hpp"
#include "czt/model/world.hpp"
#include "czt/report/words.hpp"

namespace czt::app {

/// When it came and left, how late, and what each part of that is owed to; parts in the order in which they arose,
/// those of one owner together, and they add up exactly. `point`: of a finished day.
std::string delay_in_words(const Plan& plan, const World& world, std::uint32_t point, Language language);
/// Its calls with their times and how late it was, a line each, then the same of its last station.
std::string run_in_words(const Plan& plan, const World& world, std::uint32_t trip, Language language);

}  // namespace czt::app
