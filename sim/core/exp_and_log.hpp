#pragma once
/// What exp and log are made of, without a branch, so that a compiler can do several at a time: with the same
/// operations in the same order, hence the same bits.

#include <bit>
#include <cstdint>

namespace czt::maths {

constexpr double ln2_high = 0x1.62e42fefa2000p-1;  // 40 bits: times an exponent it is exact
constexpr double ln2_low = 0x1.9ef35793c7673p-41;
constexpr double one_over_ln2 = 0x1.71547652b82fep+0;

constexpr double reciprocal_factorial(int n) {
  double factorial = 1.0;  // exact up to 22!
  for (int i = 2; i <= n; ++i) factorial *= i;
  return 1.0 / factorial;
}

/// exp x = m·2^k, m in [0.7, 1.42].
struct Scaled {
  double m;
  double shifted;  ///< 1.5·2^52 + k
  static constexpr double shift = 0x1.8p52;
  [[nodiscard]] double exponent() const { return shifted - shift; }
  /// 2^k, for k in [−1022, 1023].
  [[nodiscard]] double power() const { return std::bit_cast<double>((std::bit_cast<std::uint64_t>(shifted) + 1023) << 52); }
};

/// exp(x + tail) for x in [−746, 709.79] and a tail far smaller than x.
inline Scaled exp_of_sum(double x, double tail) {
  const double shifted = x * one_over_ln2 + Scaled::shift;  // the addition rounds to a whole number
  const double k = shifted - Scaled::shift;
  const double high = x - k * ln2_high;
  const double low = k * ln2_low - tail;
  const double r = high - low;  // |r| ≤ 0.3466
  const double lost = (high - r) - low;

  // (e^r − 1 − r) / r² = 1/2! + r/3! + … + r^11/13!; the next term is below 2^-57.
  constexpr auto c = reciprocal_factorial;
  const double r2 = r * r;
  const double r4 = r2 * r2;
  const double p0 = (c(2) + r * c(3)) + r2 * (c(4) + r * c(5));
  const double p1 = (c(6) + r * c(7)) + r2 * (c(8) + r * c(9));
  const double p2 = (c(10) + r * c(11)) + r2 * (c(12) + r * c(13));
  const double q = p0 + r4 * (p1 + r4 * p2);
  return {1.0 + (r + (r2 * q + lost)), shifted};
}

/// x = m·2^k with m in [√½, √2), for x from 2^-1022 and finite.
struct Split {
  double m;
  double k;
};
inline Split split_off_exponent(double x) {
  constexpr std::uint64_t one = 0x3ff0'0000'0000'0000;
  constexpr std::uint64_t sqrt_half = 0x3fe6'a09e'667f'3bcd;
  const std::uint64_t shifted = std::bit_cast<std::uint64_t>(x) + (one - sqrt_half);
  const std::uint64_t mantissa = (shifted & 0x000f'ffff'ffff'ffff) + sqrt_half;
  // 2^52 + exponent as a double, less 2^52 + 1023: a conversion that every processor does many of at a time.
  const double k = std::bit_cast<double>(0x4330'0000'0000'0000 | shifted >> 52) - (0x1p52 + 1023.0);
  return {std::bit_cast<double>(mantissa), k};
}

/// log(x·2^more) for x from 2^-1022 and finite.
inline double log_of(double x, double more) {
  const auto [m, exponent] = split_off_exponent(x);
  const double k = exponent + more;
  // With f = m − 1 and s = f/(2 + f): log(1 + f) = f − f²/2 + s·(f²/2 + R), R = Σ 2s^(2n)/(2n + 1),
  // as in fdlibm; so the leading term f is exact.
  const double f = m - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double z2 = z * z;
  const double z4 = z2 * z2;
  const double p0 = (2.0 / 3 + z * (2.0 / 5)) + z2 * (2.0 / 7 + z * (2.0 / 9));
  const double p1 = (2.0 / 11 + z * (2.0 / 13)) + z2 * (2.0 / 15 + z * (2.0 / 17));
  const double p2 = (2.0 / 19 + z * (2.0 / 21)) + z2 * (2.0 / 23);
  const double big_r = z * (p0 + z4 * (p1 + z4 * p2));
  const double half_square = 0.5 * f * f;
  return k * ln2_high - ((half_square - (s * (half_square + big_r) + k * ln2_low)) - f);
}

}  // namespace czt::maths
