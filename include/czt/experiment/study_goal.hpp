#pragma once
/// Asking backwards: which point of a study is best, and sure enough. Days are run of those points only that may still be
/// it (selection.hpp); all of them go into the study's store.

#include <optional>
#include <string>
#include <vector>

#include "czt/experiment/selection.hpp"
#include "czt/experiment/study.hpp"

namespace czt {

/// A goal with its measures as rows of job.cells.
struct StudyGoal {
  std::size_t cell = 0;
  SelectionRule rule;                    ///< of the bound: the limit as it is judged, at most
  bool bound_at_least = false;           ///< the bounded measure is taken negative
  std::size_t bounded_cell = 0;
  std::optional<std::size_t> of_cell{};  ///< a run's bounded measure is divided by this one
  std::uint32_t at_most = 10'000;        ///< replications of a point; then the best mean so far, without the promise
  /// Instead of the procedure with its promise: so many runs of all points together, shared by OCBA (ocba_shares), then the
  /// best mean. Of points whose bounded mean breaks the bound no more days are run than the first stage's.
  std::optional<std::uint64_t> budget{};
};

struct StudyFate {
  std::uint64_t row = 0;
  std::string fate;            ///< best, beaten, infeasible (breaks the bound), cannot be run, failed, in play
  std::uint32_t replications = 0;
  double mean = 0.0;
  double half_width = 0.0;
};
struct Recommendation {
  std::optional<std::uint64_t> row;
  bool promised = false;       ///< decided by the procedure, not by its end
  std::uint64_t runs = 0;      ///< of all points together
  std::uint64_t points = 0;
  std::vector<StudyFate> fates;
  bool finished = false;       ///< false after a stop
};

/// Runs what is needed; what the store has already is not run again. Ends like run_study. Rows from 1 are the alternatives.
Recommendation run_goal(const StudyJob& job, const StudyGoal& goal, StudyStore& store, const OnStudyProgress& progress = {});

}  // namespace czt
