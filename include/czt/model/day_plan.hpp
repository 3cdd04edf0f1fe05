#pragma once
/// The plan of another day with the same trains: more or fewer people of each purpose, who choose as on the ordinary
/// day, because that is what they have learnt.

#include <span>

#include "czt/model/plan.hpp"

namespace czt {

/// `ordinary` with each purpose's would-be travellers times its factor (one per purpose, ≥ 0; 1 leaves them exactly as
/// they are). Heights are scaled: people are added on top or left away, nobody moves. What was settled is kept, its
/// numbers of people and yuan scaled with them. Explicit passengers come as they are written, on every day.
Plan for_day(const Plan& ordinary, std::span<const double> factors);
/// Makes `plan`, which is `for_day(ordinary, …)` of whatever factors, that of these: as for_day, without the copy.
void turn_to_day(Plan& plan, const Plan& ordinary, std::span<const double> factors);

}  // namespace czt
