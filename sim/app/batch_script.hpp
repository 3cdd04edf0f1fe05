#pragma once
/// What Slurm is given: the script of a job array whose tasks each do a part of a study, and the script that joins the parts.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace czt::app {

struct BatchJob {
  std::filesystem::path program, study, store;  ///< absolute
  std::vector<std::string> options;             ///< of `study run`, word by word: "--set", "fares.per_km=0.3 yuan"
  std::uint32_t tasks = 1;
  std::uint32_t cpus = 1;
  std::string time_limit;  ///< as Slurm writes it; empty: the partition's
  std::string partition;   ///< empty: the cluster's default
};

/// Beside the store, under its name: STORE.db has STORE.sbatch, STORE.merge.sbatch, STORE.shard-1-of-4.db and its .log.
std::filesystem::path beside_store(const BatchJob& job, const std::string& ending);

/// A task that is told to stop before its time limit, or that finds its store in use, is queued again and goes on with its
/// store; runs that failed are results; anything else ends the task as failed, and then nothing is joined.
std::string array_script(const BatchJob& job);
std::string merge_script(const BatchJob& job);

}  // namespace czt::app
