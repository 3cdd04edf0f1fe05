#pragma once
/// Words for differences: better, worse, higher, lower, same, undecided, given only on the deciding
/// measures and with Holm's correction over exactly these.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "czt/experiment/statistics.hpp"
#include "czt/observe/measures.hpp"

namespace czt {

enum class Verdict : unsigned char { better, worse, higher, lower, same, undecided };
std::string_view to_text(Verdict verdict);

/// Differences up to this are the same for all that matters.
struct Margin {
  double relative = 0.01;            ///< of the base's mean
  std::optional<double> absolute{};  ///< in the measure's unit; counts instead when given
  [[nodiscard]] double of(double base_mean) const;
};

struct Question {
  Difference difference;
  double margin = 0.0;  ///< in the measure's unit, ≥ 0
  Better better = Better::neither;
};

/// For each question p is such that the (1 − p) interval of the difference just touches the edge of
/// the margin; Holm (1979) then takes the smallest p first, at 5 % / the number of questions still
/// open. A question decided: the interval lies inside the margin (same) or outside (higher, lower;
/// better, worse where the measure has a direction). Identical samples are the same without asking.
std::vector<Verdict> verdicts(std::span<const Question> questions);

}  // namespace czt
