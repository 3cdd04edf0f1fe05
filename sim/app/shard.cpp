#include "shard.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>

#include "czt/core/text.hpp"
#include "failure.hpp"

namespace czt::app {

namespace {

std::uint32_t of_slurm(const char* name) {
  const char* const value = std::getenv(name);
  if (value == nullptr)
    throw Failure{wrong_usage, fmt::format("--shard slurm: this is no task of a Slurm job array ({} is not set)", name), {}};
  const std::string text = value;
  std::uint32_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size())
    throw Failure{wrong_usage, fmt::format("--shard slurm: {} is '{}' and no number", name, escape_control(text)), {}};
  return number;
}

Shard shard_of_slurm() {
  const std::uint32_t task = of_slurm("SLURM_ARRAY_TASK_ID"), count = of_slurm("SLURM_ARRAY_TASK_COUNT");
  const std::uint32_t first = of_slurm("SLURM_ARRAY_TASK_MIN"), last = of_slurm("SLURM_ARRAY_TASK_MAX");
  if (task < first || task > last || last - first != count - 1)
    throw Failure{wrong_usage,
                  fmt::format("--shard slurm: the array is {} tasks of {} to {}, this is {}: its parts would not make the whole; "
                              "say --shard I/N",
                              count, first, last, task),
                  {}};
  return {task - first + 1, count};
}

}  // namespace

Shard shard_of(const std::string& text) {
  if (text.empty()) return {};
  if (text == "slurm") return shard_of_slurm();
  Shard shard;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, shard.part);
  if (first.ec == std::errc{} && first.ptr != end && *first.ptr == '/') {
    const auto second = std::from_chars(first.ptr + 1, end, shard.of);
    if (second.ec == std::errc{} && second.ptr == end && shard.part >= 1 && shard.part <= shard.of) return shard;
  }
  throw Failure{wrong_usage, fmt::format("--shard '{}': expected I/N with 1 ≤ I ≤ N, such as 2/4, or slurm", escape_control(text)), {}};
}

}  // namespace czt::app
