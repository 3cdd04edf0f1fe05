#include <cstddef>

#include "czt/core/maths.hpp"
#include "exp_and_log.hpp"

// Compiled twice where the compiler can: for any x86-64, and for those with AVX2, where four go at a time. Neither
// multiplies and adds in one step, so both give the bits of exp and log. GCC's thread sanitizer is not ready when it is chosen.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__SANITIZE_THREAD__)
#define CZT_TWICE __attribute__((target_clones("avx2", "default")))
#else
#define CZT_TWICE
#endif

namespace czt::maths {
namespace {

constexpr double exp_least = -700.0;  // 2^k stays a normal number
constexpr double exp_most = 700.0;
constexpr double log_least = 0x1p-1022;
constexpr double log_most = 0x1p1023;

/// True if some are outside and have been left for the careful way.
CZT_TWICE bool exp_inside(const double* __restrict x, double* __restrict y, std::size_t count) {
  unsigned outside = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Scaled e = exp_of_sum(x[i], 0.0);
    y[i] = e.m * e.power();
    outside |= static_cast<unsigned>(!(x[i] >= exp_least)) | static_cast<unsigned>(!(x[i] <= exp_most));
  }
  return outside != 0;
}

CZT_TWICE bool log_inside(const double* __restrict x, double* __restrict y, std::size_t count) {
  unsigned outside = 0;
  for (std::size_t i = 0; i < count; ++i) {
    y[i] = log_of(x[i], 0.0);
    outside |= static_cast<unsigned>(!(x[i] >= log_least)) | static_cast<unsigned>(!(x[i] <= log_most));
  }
  return outside != 0;
}

}  // namespace

void exp_each(std::span<const double> x, double* y) {
  if (!exp_inside(x.data(), y, x.size())) return;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (!(x[i] >= exp_least && x[i] <= exp_most)) y[i] = exp(x[i]);
}

void log_each(std::span<const double> x, double* y) {
  if (!log_inside(x.data(), y, x.size())) return;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (!(x[i] >= log_least && x[i] <= log_most)) y[i] = log(x[i]);
}

}  // namespace czt::maths
