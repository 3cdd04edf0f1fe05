#include "czt/experiment/pareto.hpp"

#include <cassert>
#include <cmath>

namespace czt {

namespace {

/// Of i against l in one measure, turned so that above 0 means i is better: the interval's lower
/// end.
double sure_lead(const WeighedMeasure& aim, std::size_t i, std::size_t l, double level) {
  const Difference d = paired_difference(aim.values[l], aim.values[i]);
  const double mean = aim.better == Better::less ? -d.mean : d.mean;
  if (d.identical || d.standard_error == 0.0) return mean;
  const double half = d.n < 2 ? NAN : t_quantile(1.0 - level / 2, d.n - 1.0) * d.standard_error;
  return mean - half;
}

bool at_least(const WeighedMeasure& aim, double a, double b) {
  return aim.better == Better::less ? a <= b : a >= b;
}

}  // namespace

std::vector<ParetoStanding> pareto_standings(const WeighedMeasure& one,
                                             const WeighedMeasure& other) {
  const std::size_t k = one.values.size();
  assert(other.values.size() == k);
  std::vector<ParetoStanding> standings;
  for (std::size_t i = 0; i < k; ++i)
    standings.push_back({estimate(one.values[i]), estimate(other.values[i]), true, {}});
  if (k == 0) return standings;

  const double level =
      (1.0 - confidence) / (static_cast<double>(k) * (static_cast<double>(k) - 1.0));
  for (std::size_t i = 0; i < k; ++i) {
    ParetoStanding& s = standings[i];
    s.on_front = !std::isnan(s.one.mean) && !std::isnan(s.other.mean);
    for (std::size_t l = 0; l < k; ++l) {
      if (l == i) continue;
      const ParetoStanding& rival = standings[l];
      const bool as_good = at_least(one, rival.one.mean, s.one.mean) &&
                           at_least(other, rival.other.mean, s.other.mean);
      if (as_good && (rival.one.mean != s.one.mean || rival.other.mean != s.other.mean))
        s.on_front = false;
      if (s.surely_beaten_by) continue;
      const double a = sure_lead(one, l, i, level);
      const double b = sure_lead(other, l, i, level);
      if (a >= 0.0 && b >= 0.0 && (a > 0.0 || b > 0.0)) s.surely_beaten_by = l;
    }
  }
  return standings;
}

}  // namespace czt
