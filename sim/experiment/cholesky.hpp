#pragma once
/// Symmetric positive systems of a few hundred unknowns, summed in one fixed order. (Eigen's
/// blocking follows the processor's caches, and with it the last bits.)

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace czt {

/// The lower factor L of a = L L', row by row, in place of a's lower half; false where a is not
/// positive definite.
inline bool factorise(std::vector<double>& a, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    double* const row = a.data() + i * n;
    for (std::size_t j = 0; j <= i; ++j) {
      const double* const above = a.data() + j * n;
      double sum = row[j];
      for (std::size_t k = 0; k < j; ++k) sum -= row[k] * above[k];
      if (j < i)
        row[j] = sum / above[j];
      else if (sum > 0.0)
        row[i] = std::sqrt(sum);
      else
        return false;
    }
  }
  return true;
}

/// L⁻¹ b.
inline std::vector<double> solve_lower(std::span<const double> factor, std::vector<double> b) {
  const std::size_t n = b.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= factor[i * n + k] * b[k];
    b[i] /= factor[i * n + i];
  }
  return b;
}

/// (L L')⁻¹ b.
inline std::vector<double> solve(std::span<const double> factor, std::vector<double> b) {
  const std::size_t n = b.size();
  b = solve_lower(factor, std::move(b));
  for (std::size_t i = n; i-- > 0;) {
    b[i] /= factor[i * n + i];
    for (std::size_t k = 0; k < i; ++k) b[k] -= factor[i * n + k] * b[i];
  }
  return b;
}

}  // namespace czt
