#pragma once
/// Which part of a study one process does.

#include <cstdint>
#include <string>

namespace czt::app {

struct Shard {
  std::uint32_t part = 1;  ///< from 1
  std::uint32_t of = 1;
};

/// "2/4"; "slurm": the task of the job array that this process is in; nothing: the whole. Throws a Failure (wrong_usage),
/// also for an array that lacks a task between its first and last, since its parts would not make the whole.
Shard shard_of(const std::string& text);

}  // namespace czt::app
