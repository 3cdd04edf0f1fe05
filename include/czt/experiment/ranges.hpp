#pragma once
/// The second interval: what the ranges of assumed inputs do to the results. A Latin hypercube over
/// all of them, one sample per replication, with the same people; an input has the same values in
/// every scenario that has it.

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "czt/core/result.hpp"
#include "czt/experiment/replications.hpp"
#include "czt/scenario/compile.hpp"
#include "czt/scenario/scenario.hpp"

namespace czt {

/// Sample k gives every input a value between low and high, uniformly: each of `count` equal strata
/// of each input is hit once, in an order that depends on the seed and the input's path alone.
/// Whole numbers stay whole.
using InputSample = std::vector<std::pair<std::string, double>>;
std::vector<InputSample> sample_inputs(std::span<const AssumedInput> inputs, std::uint32_t count,
                                       std::uint64_t seed);

/// Replication k of the scenario's day with sample k of its assumed inputs, for k < options.replications.
/// Errors: a combination that does not make a plan, with the values that were tried.
Result<Outcomes> replicate_over_ranges(const Scenario& scenario, const std::vector<Cell>& cells,
                                       const RunOptions& options, const OnProgress& progress = {},
                                       const DayAsked& day = {});
/// What is wrong with the plan of a sample, and which sample it is.
Diagnostics beyond_ranges(Diagnostics wrong, const InputSample& sample);

}  // namespace czt
