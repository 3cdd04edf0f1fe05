#pragma once
/// One passenger's day, in words.

#include <string>

#include "czt/model/plan.hpp"
#include "czt/model/world.hpp"
#include "czt/report/words.hpp"

namespace czt::app {

/// What he met on his way, in order, and where his time went; the parts add up exactly. `row`: his first stage, on a
/// finished day.
std::string day_in_words(const Plan& plan, const World& world, std::uint32_t row, Language language);

}  // namespace czt::app
