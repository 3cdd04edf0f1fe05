#pragma once
/// People learn what crowding does to their journey: the fixed point x = f(x), by steps that grow shorter when they
/// overshoot.

#include <cstdint>
#include <vector>

namespace czt {

struct Answer {
  std::vector<double> target;  ///< f(x)
  double gap = 0.0;            ///< how far x is from it, relative: Σ flow·|Δcost| / Σ flow·cost
};

struct Settling {
  std::uint32_t iterations = 0;  ///< evaluations of f
  double gap = 0.0;              ///< of the last
  std::vector<double> gaps;      ///< of each
};

/// Moves x until the gap is at most `tolerance`, or `most` evaluations are done. Whole steps while the gap falls;
/// a step that does not make it fall halves all later ones (self-regulated averaging after Liu, He & He 2009; with
/// steps 1/k it would be the method of successive averages, Sheffi 1985).
template <class Respond>
Settling settle(std::vector<double>& x, Respond respond, std::uint32_t most, double tolerance) {
  Settling settling;
  double step = 1.0;
  while (settling.iterations < most) {
    const Answer answer = respond(x);
    ++settling.iterations;
    if (!settling.gaps.empty() && answer.gap > 0.7 * settling.gap) step *= 0.5;
    settling.gap = answer.gap;
    settling.gaps.push_back(answer.gap);
    if (answer.gap <= tolerance) break;
    for (std::size_t i = 0; i < x.size(); ++i) x[i] += step * (answer.target[i] - x[i]);
  }
  return settling;
}

}  // namespace czt
