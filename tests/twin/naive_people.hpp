#pragma once
/// Who comes to which station, and when.

#include "czt/core/draws.hpp"
#include "naive_routes.hpp"

namespace czt::twin {

/// Everybody who comes, each with his first stage; those without a train within patience are counted.
std::vector<Person> who_comes(const PlanInput& input, const Routes& routes, const Draws& draws,
                              int& no_service);

}  // namespace czt::twin
