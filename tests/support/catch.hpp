#pragma once
/// Catch2 version 2 (Debian 12) or 3 (later): include this, use only what both have.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <algorithm>
#include <cmath>

/// |a − b| ≤ relative · |b| (or absolute 1e-300 at zero).
inline bool near(double a, double b, double relative = 1e-9) {
  return std::fabs(a - b) <= std::max(relative * std::fabs(b), 1e-300);
}
