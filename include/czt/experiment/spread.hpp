#pragma once
/// How the values of a parameter are spread: from a coordinate of a design to a value, by the
/// quantile function. u is in [0, 1]; where a spread has no end, 0 and 1 give an infinite value, so
/// bound it before a design that has such coordinates (grid, Morris).

#include <cstdint>
#include <limits>
#include <variant>

namespace czt {

/// Uniform between two ends. low ≤ high.
struct EvenSpread {
  double low;
  double high;
};
/// Its logarithm is uniform. 0 < low ≤ high.
struct LogSpread {
  double low;
  double high;
};
/// low ≤ mode ≤ high, low < high.
struct TriangularSpread {
  double low;
  double mode;
  double high;
};
/// Normal, cut off at the bounds (what is outside is spread over the inside). sd > 0, low < high.
struct NormalSpread {
  double mean;
  double sd;
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};
/// exp(mu + sigma·Z) with the given mean and coefficient of variation before it is cut off at the
/// bounds: sigma² = log(1 + cv²), mu = log(mean) − sigma²/2. mean, cv > 0; 0 ≤ low < high.
struct LognormalSpread {
  double mean;
  double cv;
  double low = 0.0;
  double high = std::numeric_limits<double>::infinity();
};

using Spread =
    std::variant<EvenSpread, LogSpread, TriangularSpread, NormalSpread, LognormalSpread>;

/// Ends of ranges and bounds are met exactly at u = 0 and u = 1, and never left.
double value_at(const Spread& spread, double u);

/// Which of `count` equally likely entries of a list. count ≥ 1.
std::uint32_t entry_at(std::uint32_t count, double u);
/// Which whole number of low, low + 1, …, high, equally likely.
double whole_at(double low, double high, double u);

}  // namespace czt
