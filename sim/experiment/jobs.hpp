#pragma once
/// Independent jobs numbered 0, 1, 2 … on several threads. Each thread makes its own worker (a
/// World, an Observation); where a result goes is the job's number, so nothing depends on who did
/// what.

#include <cstdint>
#include <functional>
#include <string>

#include "czt/experiment/replications.hpp"

namespace czt {

using Job = std::function<void(std::uint32_t)>;

/// Runs jobs until all are done or `progress` says stop; those begun are finished, so that what is
/// done is always a beginning 0 … k−1. Returns k. An exception in a job ends the rest and is thrown
/// here.
std::uint32_t run_jobs(std::uint32_t count, unsigned threads,
                       const std::function<Job()>& make_worker, const std::string& what,
                       const OnProgress& progress);

}  // namespace czt
