#pragma once
/// What running the trains took, and what that put into the air.

#include <cstdint>
#include <span>
#include <string_view>

#include "selection.hpp"

namespace czt {

enum class EnergyMeasure : unsigned char { energy, energy_regenerated, co2, none };
/// none: not a measure of energy.
EnergyMeasure energy_measure(std::string_view name);

/// `points`: those whose segments ahead count. NaN where something is needed that the scenario does not have: emissions,
/// or a type with a traction model.
double energy_of(EnergyMeasure measure, std::span<const std::uint32_t> points, const Plan& plan, const World& world);

}  // namespace czt
