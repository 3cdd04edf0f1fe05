#pragma once
/// Many days of one plan, on many threads, always in the same order of adding up.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "czt/experiment/winners.hpp"
#include "czt/observe/measures.hpp"

namespace czt {

struct Progress {
  std::string what;
  std::uint32_t done = 0;
  std::uint32_t total = 0;
};
/// Called from one thread at a time; return false to stop (what is finished is kept).
using OnProgress = std::function<bool(const Progress&)>;

/// What the replications of one scenario measured: rows are replications, columns are cells.
struct Outcomes {
  std::vector<Cell> cells;
  std::uint32_t replications = 0;
  std::vector<double> values;          ///< replication · cells + cell
  std::vector<std::uint64_t> prints;   ///< fingerprint of each replication
  std::uint64_t fingerprint = 0;       ///< of all replications, in order
  [[nodiscard]] double at(std::uint32_t replication, std::size_t cell) const {
    return values[replication * cells.size() + cell];
  }
};

/// The later plans are futures of the first: its days are lived once until `at`, and each is gone on with from there.
struct Fork {
  SimTime at{};
  std::vector<SimTime> differs_from;   ///< per later plan: it is the first one's before
};

struct RunOptions {
  std::uint64_t seed = 1;
  std::uint32_t replications = 20;
  unsigned threads = 0;                ///< 0: all that the process may use
  std::uint32_t first_replication = 0;
  std::optional<Fork> fork{};          ///< changes no result, only what it costs
};

/// Processors that this process may use (its affinity), at least 1.
unsigned allowed_processors();

/// The same bits for any number of threads.
Outcomes replicate(const Plan& plan, const std::vector<Cell>& cells, const RunOptions& options,
                   const OnProgress& progress = {});

/// The same replications of several plans, day by day, the base first; equally many of each. `winners`: one for each later
/// plan, null where it is not to be compared person by person; or none at all. The same bits as `replicate`, one by one.
std::vector<Outcomes> replicate_together(std::span<const Plan* const> plans, const std::vector<Cell>& cells,
                                         const RunOptions& options, std::span<WinnersCount* const> winners = {},
                                         const OnProgress& progress = {});

/// The fingerprint of replications from those of each, in order.
std::uint64_t fingerprint_of(const std::vector<std::uint64_t>& prints);
/// Replications that follow those already there, of the same cells: the same as if all had been run at once.
void append(Outcomes& outcomes, const Outcomes& more);

}  // namespace czt
