#include "czt/core/maths.hpp"

#include <bit>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>

#include "exp_and_log.hpp"

// The plan is the classical one (range reduction in two words, then a short series), with plain
// Taylor and atanh coefficients: exact rationals that anybody can check, at the price of two or
// three more terms than a minimax fit. Series are summed by halves (Estrin) where their latency
// would be felt.

namespace czt::maths {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// An unevaluated sum; |low| is at most half a unit in the last place of high.
struct TwoWords {
  double high;
  double low;
};

/// a + b exactly. Knuth (1969), TAOCP 4.2.2, theorem B.
TwoWords exact_sum(double a, double b) {
  const double sum = a + b;
  const double part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}

/// a + b exactly when |a| ≥ |b|. Dekker (1971).
TwoWords exact_ordered_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a × b exactly, for |a|, |b| < 2^990 and no underflow. Dekker (1971), with Veltkamp's splitting.
TwoWords exact_product(double a, double b) {
  const double product = a * b;
  const double a_scaled = a * 134217729.0;  // 2^27 + 1
  const double a_high = a_scaled - (a_scaled - a);
  const double a_low = a - a_high;
  const double b_scaled = b * 134217729.0;
  const double b_high = b_scaled - (b_scaled - b);
  const double b_low = b - b_high;
  return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

TwoWords product(TwoWords a, TwoWords b) {
  const TwoWords p = exact_product(a.high, b.high);
  return exact_ordered_sum(p.high, p.low + (a.high * b.low + a.low * b.high));
}

/// m·2^k rounded once, k in [−1076, 1024].
double value_of(Scaled e) {
  const auto times = [](double m, double k) { return m * Scaled{m, Scaled::shift + k}.power(); };
  const double k = e.exponent();
  if (k > 1000.0) return times(e.m * 0x1p+1000, k - 1000.0);
  if (k < -1000.0) return times(e.m, k + 1000.0) * 0x1p-1000;
  return e.m * e.power();
}

/// log x to about 2^-65, relatively, for x > 0 and finite.
TwoWords log_in_two_words(double x) {
  const bool small = x < 0x1p-1022;
  const auto [m, exponent] = split_off_exponent(small ? x * 0x1p54 : x);
  const double k = small ? exponent - 54.0 : exponent;
  // log m = 2·atanh(s) = 2s·(1 + s²/3 + s⁴/5 + …) with s = (m − 1) / (m + 1), |s| < 0.1716.
  const double f = m - 1.0;
  const TwoWords d = exact_sum(m, 1.0);
  const double s_high = f / d.high;
  const TwoWords back = exact_product(s_high, d.high);
  const double s_low = (((f - back.high) - back.low) - s_high * d.low) / d.high;
  const TwoWords s = exact_ordered_sum(s_high, s_low);
  const TwoWords z = product(s, s);

  double rest = 0.0;  // 1/5 + z/7 + … + z^12/29
  for (int n = 29; n >= 5; n -= 2) rest = rest * z.high + 1.0 / n;
  const TwoWords third = product(z, {0x1.5555555555555p-2, 0x1.5555555555555p-56});
  const TwoWords bracket = exact_ordered_sum(third.high, third.low + z.high * z.high * rest);
  const TwoWords correction = product(s, bracket);

  const TwoWords top = exact_sum(k * ln2_high, 2.0 * s.high);
  const TwoWords next = exact_sum(top.low, 2.0 * correction.high);
  const double least = next.low + 2.0 * (s.low + correction.low) + k * ln2_low;
  const TwoWords upper = exact_sum(top.high, next.high);
  return exact_ordered_sum(upper.high, upper.low + least);
}

/// x less the nearest multiple of π/2, in two words, and that multiple modulo 4; |x| ≤ 1e5.
struct Quadrant {
  double r;
  double r_low;
  unsigned turn;
};
Quadrant reduce(double x) {
  assert(std::fabs(x) <= 1e5);
  // π/2 in pieces of 33 bits, so that a multiple below 2^17 of each is exact. Three of them reach
  // 2^-102, enough for the double nearest to a multiple of π/2, which is some 2^-58 away; the
  // fourth is for form.
  const int n = static_cast<int>(x * 0x1.45f306dc9c883p-1 + (x < 0.0 ? -0.5 : 0.5));
  const double first = x - n * 0x1.921fb54400000p+0;  // exact
  const TwoWords second = exact_sum(first, -(n * 0x1.0b4611a600000p-34));
  const TwoWords third = exact_sum(second.high, -(n * 0x1.3198a2e000000p-69));
  const double rest = (second.low + third.low) - n * 0x1.b839a252049c1p-104;
  const TwoWords r = exact_sum(third.high, rest);
  return {r.high, r.low, static_cast<unsigned>(n) & 3u};
}

/// sin(r + low) for |r| ≤ π/4 by Taylor up to r^17.
double sin_near_zero(double r, double low) {
  constexpr auto c = reciprocal_factorial;
  const double z = r * r;
  double p = c(17);
  p = p * z - c(15);
  p = p * z + c(13);
  p = p * z - c(11);
  p = p * z + c(9);
  p = p * z - c(7);
  p = p * z + c(5);
  p = p * z - c(3);
  return r + (r * z * p + low * (1.0 - 0.5 * z));
}

/// cos(r + low) for |r| ≤ π/4 by Taylor up to r^18; the rounding of 1 − r²/2 is carried along.
double cos_near_zero(double r, double low) {
  constexpr auto c = reciprocal_factorial;
  const double z = r * r;
  double p = -c(18);
  p = p * z + c(16);
  p = p * z - c(14);
  p = p * z + c(12);
  p = p * z - c(10);
  p = p * z + c(8);
  p = p * z - c(6);
  p = p * z + c(4);
  const double half = 0.5 * z;
  const double top = 1.0 - half;
  return top + (((1.0 - top) - half) + (z * z * p - r * low));
}

constexpr double two_over_sqrt_pi = 0x1.20dd750429b6dp+0;
constexpr double pi = 0x1.921fb54442d18p+1;

/// erf x = 2/√π · Σ (−1)^n x^(2n+1) / (n! (2n+1)), for |x| ≤ 1/2.
double erf_near_zero(double x) {
  const double z = x * x;
  double sum = 0.0;
  for (int n = 13; n >= 0; --n) {
    const double term = reciprocal_factorial(n) / (2 * n + 1);
    sum = sum * z + (n % 2 == 0 ? term : -term);
  }
  return two_over_sqrt_pi * (x * sum);
}

/// exp(−x²) with x² in two words.
double exp_of_minus_square(double x) {
  const TwoWords square = exact_product(x, x);
  return square.high > 745.2 ? 0.0 : value_of(exp_of_sum(-square.high, -square.low));
}

/// The trapezoidal rule with step h = 1/2 applied to erfc(x) = (2x/π)·e^(−x²)·∫₀^∞ e^(−t²)/(t² +
/// x²) dt, and the residue at t = ix, which counts while x < π/h. Chiarella & Reichel (1968), "On
/// the evaluation of integrals related to the error function", Math. Comp. 22; the error is
/// e^(−π²/h²) = 7e-18.
double erfc_by_trapezoids(double x) {
  constexpr double weights[] = {
      // e^(−n²/4), n = 1 … 12
      7.7880078307140486824517e-1,  3.6787944117144232159552e-1,  1.0539922456186433678322e-1,
      1.8315638888734180293718e-2,  1.9304541362277092422135e-3,  1.2340980408667954949764e-4,
      4.7851173921290090896098e-6,  1.1253517471925911451378e-7,  1.6052280551856116086539e-9,
      1.3887943864964020594662e-11, 7.2877240958196924193432e-14, 2.3195228302435693883123e-16};
  const double square = x * x;
  double sum = 0.0;
  for (int n = 12; n >= 1; --n) sum += weights[n - 1] / (square + 0.25 * (n * n));
  const double integral = x / (2.0 * pi) * (1.0 / square + 2.0 * sum) * exp_of_minus_square(x);
  return x < 2.0 * pi ? integral - 2.0 / (exp(4.0 * pi * x) - 1.0) : integral;
}

template <std::size_t N>
double polynomial(const double (&c)[N], double x) {
  double sum = c[N - 1];
  for (std::size_t i = N - 1; i-- > 0;) sum = sum * x + c[i];
  return sum;
}


}  // namespace

double exp(double x) {
  if (x > 709.782712893384) return inf;
  if (x < -745.2) return 0.0;
  if (std::isnan(x)) return nan;
  return value_of(exp_of_sum(x, 0.0));
}

double log(double x) {
  if (!(x > 0.0)) return x == 0.0 ? -inf : nan;
  if (x == inf) return inf;
  if (x < 0x1p-1022) return log_of(x * 0x1p54, -54.0);
  return log_of(x, 0.0);
}

double pow(double x, double y) {
  if (y == 0.0 || x == 1.0) return 1.0;
  if (std::isnan(x) || std::isnan(y) || x < 0.0) return nan;
  if (x == 0.0) return y > 0.0 ? 0.0 : inf;
  if (x == inf) return y > 0.0 ? inf : 0.0;
  const TwoWords l = log_in_two_words(x);
  const double rough = y * l.high;
  if (rough > 710.0) return inf;
  if (rough < -746.0) return 0.0;
  if (std::fabs(rough) < 0x1p-60) return 1.0;
  const TwoWords p = exact_product(y, l.high);
  const TwoWords e = exact_ordered_sum(p.high, p.low + y * l.low);
  if (e.high > 709.782712893384) return inf;
  return value_of(exp_of_sum(e.high, e.low));
}

double sin(double x) {
  const Quadrant q = reduce(x);
  const double s = q.turn % 2 == 0 ? sin_near_zero(q.r, q.r_low) : cos_near_zero(q.r, q.r_low);
  return q.turn < 2 ? s : -s;
}

double cos(double x) {
  const Quadrant q = reduce(x);
  const double c = q.turn % 2 == 0 ? cos_near_zero(q.r, q.r_low) : sin_near_zero(q.r, q.r_low);
  return q.turn == 0 || q.turn == 3 ? c : -c;
}

double erfc(double x) {
  if (std::isnan(x)) return nan;
  if (std::fabs(x) <= 0.5) return 1.0 - erf_near_zero(x);
  if (x > 27.3) return 0.0;
  if (x < -6.0) return 2.0;
  return x > 0.0 ? erfc_by_trapezoids(x) : 2.0 - erfc_by_trapezoids(-x);
}

double normal_quantile(double p) {
  // Wichura (1988), Applied Statistics 37, 477–484: rational approximations of degree 7.
  constexpr double a[] = {3.3871328727963666080e0,  1.3314166789178437745e+2,
                          1.9715909503065514427e+3, 1.3731693765509461125e+4,
                          4.5921953931549871457e+4, 6.7265770927008700853e+4,
                          3.3430575583588128105e+4, 2.5090809287301226727e+3};
  constexpr double b[] = {1.0,
                          4.2313330701600911252e+1,
                          6.8718700749205790830e+2,
                          5.3941960214247511077e+3,
                          2.1213794301586595867e+4,
                          3.9307895800092710610e+4,
                          2.8729085735721942674e+4,
                          5.2264952788528545610e+3};
  constexpr double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                          5.76949722146069140550e0,  3.64784832476320460504e0,
                          1.27045825245236838258e0,  2.41780725177450611770e-1,
                          2.27238449892691845833e-2, 7.74545014278341407640e-4};
  constexpr double d[] = {1.0,
                          2.05319162663775882187e0,
                          1.67638483018380384940e0,
                          6.89767334985100004550e-1,
                          1.48103976427480074590e-1,
                          1.51986665636164571966e-2,
                          5.47593808499534494600e-4,
                          1.05075007164441684324e-9};
  constexpr double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                          1.78482653991729133580e0,  2.96560571828504891230e-1,
                          2.65321895265761230930e-2, 1.24266094738807843860e-3,
                          2.71155556874348757815e-5, 2.01033439929228813265e-7};
  constexpr double f[] = {1.0,
                          5.99832206555887937690e-1,
                          1.36929880922735805310e-1,
                          1.48753612908506148525e-2,
                          7.86869131145613259100e-4,
                          1.84631831751005468180e-5,
                          1.42151175831644588870e-7,
                          2.04426310338993978564e-15};
  assert(p > 0.0 && p < 1.0);
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
  }
  const double r = std::sqrt(-log(q < 0.0 ? p : 1.0 - p));
  const double z = r <= 5.0 ? polynomial(c, r - 1.6) / polynomial(d, r - 1.6)
                            : polynomial(e, r - 5.0) / polynomial(f, r - 5.0);
  return q < 0.0 ? -z : z;
}

}  // namespace czt::maths
