#pragma once
/// Winners and losers as a part of the reports of a comparison.

#include <string>

#include "czt/report/json.hpp"
#include "table.hpp"

namespace czt {

/// Two short tables: who gains and loses, and how the changes add up.
std::string winners_text(const Winners& winners, Language language);
/// The member "winners" of a scenario's object.
void write_winners(Json& json, const Winners& winners);

}  // namespace czt
