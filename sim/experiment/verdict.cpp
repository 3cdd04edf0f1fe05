#include "czt/experiment/verdict.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace czt {

namespace {

/// How sure it is on which side of the margin's edge the difference lies; 1 when nothing is known.
double touching_p(const Question& q) {
  const Difference& d = q.difference;
  if (d.identical) return 0.0;
  if (d.n < 2 || std::isnan(d.mean)) return 1.0;
  const double distance = std::fabs(std::fabs(d.mean) - q.margin);
  if (distance == 0.0) return 1.0;
  if (d.standard_error == 0.0) return 0.0;
  return t_two_sided(distance / d.standard_error, d.n - 1.0);
}

Verdict decided(const Question& q) {
  const double mean = q.difference.mean;
  if (q.difference.identical || std::fabs(mean) < q.margin) return Verdict::same;
  switch (q.better) {
    case Better::more:
      return mean > 0.0 ? Verdict::better : Verdict::worse;
    case Better::less:
      return mean > 0.0 ? Verdict::worse : Verdict::better;
    case Better::neither:
      break;
  }
  return mean > 0.0 ? Verdict::higher : Verdict::lower;
}

}  // namespace

std::string_view to_text(Verdict verdict) {
  constexpr std::array<std::string_view, 6> names{"better", "worse", "higher",
                                                  "lower",  "same",  "undecided"};
  return names[static_cast<std::size_t>(verdict)];
}

double Margin::of(double base_mean) const {
  if (absolute) return *absolute;
  return std::isnan(base_mean) ? 0.0 : relative * std::fabs(base_mean);
}

std::vector<Verdict> verdicts(std::span<const Question> questions) {
  std::vector<double> p;
  for (const Question& q : questions) p.push_back(touching_p(q));
  std::vector<std::size_t> order(questions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });

  std::vector<Verdict> words(questions.size(), Verdict::undecided);
  std::size_t open = questions.size();
  for (const std::size_t k : order) {
    if (p[k] > (1.0 - confidence) / static_cast<double>(open)) break;
    words[k] = decided(questions[k]);
    --open;
  }
  return words;
}

}  // namespace czt
