#include "czt/experiment/spread.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "czt/core/maths.hpp"
#include "experiment/normal_tails.hpp"

namespace czt {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double normal_quantile(double p) {
  if (p <= 0.0) return -infinity;
  if (p >= 1.0) return infinity;
  return maths::normal_quantile(p);
}

/// Quantile u of a standard normal that lies in (low, high), worked out in the tail that is the
/// smaller one, where probabilities keep their digits.
double cut_normal(double low, double high, double u) {
  if (low > 0.0) return -cut_normal(-high, -low, 1.0 - u);
  const double below_low = above(-low);
  const double below_high = above(-high);
  return std::clamp(normal_quantile(below_low + u * (below_high - below_low)), low, high);
}

double quantile(const EvenSpread& s, double u) { return std::lerp(s.low, s.high, u); }

double quantile(const LogSpread& s, double u) {
  return maths::exp(std::lerp(maths::log(s.low), maths::log(s.high), u));
}

double quantile(const TriangularSpread& s, double u) {
  const double width = s.high - s.low;
  const double rising = (s.mode - s.low) / width;
  return u < rising ? s.low + std::sqrt(u * width * (s.mode - s.low))
                    : s.high - std::sqrt((1.0 - u) * width * (s.high - s.mode));
}

double quantile(const NormalSpread& s, double u) {
  return s.mean + s.sd * cut_normal((s.low - s.mean) / s.sd, (s.high - s.mean) / s.sd, u);
}

double quantile(const LognormalSpread& s, double u) {
  const double variance = maths::log(1.0 + s.cv * s.cv);
  const double sigma = std::sqrt(variance);
  const double mu = maths::log(s.mean) - 0.5 * variance;
  const auto standard = [&](double x) { return (maths::log(x) - mu) / sigma; };
  return maths::exp(mu + sigma * cut_normal(standard(s.low), standard(s.high), u));
}

}  // namespace

double value_at(const Spread& spread, double u) {
  assert(u >= 0.0 && u <= 1.0);
  return std::visit(
      [&](const auto& s) {
        if (u == 0.0) return s.low;
        if (u == 1.0) return s.high;
        return std::clamp(quantile(s, u), s.low, s.high);
      },
      spread);
}

std::uint32_t entry_at(std::uint32_t count, double u) {
  return static_cast<std::uint32_t>(std::min(std::floor(u * count), count - 1.0));
}

double whole_at(double low, double high, double u) {
  return std::min(std::floor(low + u * (high - low + 1.0)), high);
}

}  // namespace czt
