#pragma once
/// What several exports ask of a scenario.

#include <optional>
#include <string>
#include <utility>

#include "czt/model/plan.hpp"
#include "czt/scenario/scenario.hpp"

namespace czt {

/// A plain value of the resolved tree, such as stations · Zhuzhou · latitude; empty if there is none.
std::string written_value(const Scenario& scenario, std::initializer_list<std::string_view> path);

/// Degrees; none where the scenario does not say.
std::optional<std::pair<double, double>> coordinates(const Scenario& scenario, const Station& station);

/// "line" and the like are ids of ours; names of the scenario's may hold anything.
std::string station_id(const Network& network, StationId id);

}  // namespace czt
