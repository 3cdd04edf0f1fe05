#pragma once
/// Designs: where in the unit cube a study looks. Rows are points, columns parameters; a parameter's
/// own values follow from a coordinate by its spread (spread.hpp). Every design is a pure function
/// of its sizes and a seed. Coordinates of random, Latin and scrambled points lie inside (0, 1);
/// those of grids and of Morris' levels may be 0 and 1.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "czt/core/draws.hpp"

namespace czt {

struct Points {
  std::size_t parameters = 0;
  std::vector<double> values;  ///< row · parameters + parameter

  Points() = default;
  Points(std::size_t rows, std::size_t columns) : parameters(columns), values(rows * columns) {}
  [[nodiscard]] std::size_t rows() const { return parameters == 0 ? 0 : values.size() / parameters; }
  [[nodiscard]] std::span<const double> row(std::size_t r) const {
    return std::span(values).subspan(r * parameters, parameters);
  }
  [[nodiscard]] double at(std::size_t r, std::size_t parameter) const {
    return values[r * parameters + parameter];
  }
  double& at(std::size_t r, std::size_t parameter) { return values[r * parameters + parameter]; }
};

/// Rows of a full grid of so many levels a parameter (each ≥ 1); nothing beyond 2^64 − 1.
std::optional<std::uint64_t> grid_size(std::span<const std::uint32_t> levels);
/// Row of the grid as one level a parameter: mixed radix, the first parameter slowest.
/// row < grid_size(levels).
std::vector<std::uint32_t> grid_row(std::span<const std::uint32_t> levels, std::uint64_t row);

/// Independent and uniform. More rows or more parameters leave those already there where they are.
Points random_points(std::size_t parameters, std::uint32_t rows, std::uint64_t seed);

/// One column of a Latin hypercube: each of `count` equal strata of (0, 1) is hit once, in an order
/// that depends on the draws and the identity alone. McKay, Beckman & Conover (1979), section 2.3.
std::vector<double> latin_column(const Draws& draws, Chance chance, std::uint64_t identity,
                                 std::uint32_t count);
/// A Latin hypercube that keeps its points apart: from random columns, coordinates of two rows are
/// exchanged wherever that lowers φ = Σ over pairs of distance^−20 (Morris & Mitchell 1995, eq. 1,
/// p = 20, which ranks designs nearly as the smallest distance does). 50 · rows · parameters
/// exchanges are tried, or as many as 2·10^8 coordinates allow; a good design, not the best there
/// is. Every row depends on the number of rows and parameters.
Points latin_hypercube(std::size_t parameters, std::uint32_t rows, std::uint64_t seed);

inline constexpr std::size_t most_sobol_parameters = 3667;
/// Sobol' (1967) points in the order of Antonov & Saleev (1979), with the direction numbers of Joe &
/// Kuo (2008), 32 bits; the first is the origin. parameters ≤ most_sobol_parameters.
Points sobol_points(std::size_t parameters, std::uint32_t rows);
/// The same with nested uniform scrambling (Owen 1995): each bit is flipped or not by a draw that
/// belongs to its parameter and the bits before it. Every point is uniform by itself; rows = 2^m
/// make a net. The first point is kept: without it the rest is no net (Owen 2022, "On dropping the
/// first Sobol' point"). More rows or parameters leave those already there where they are.
Points scrambled_sobol_points(std::size_t parameters, std::uint32_t rows, std::uint64_t seed);

/// Blocks of parameters + 2 rows: A, A with B's first coordinate, …, A with B's last, B, where
/// (A, B) is a scrambled Sobol' point of twice as many parameters. Saltelli et al. (2010), "Variance
/// based sensitivity analysis of model output", Comput. Phys. Commun. 181, section 3 (radial order).
/// Best with blocks = 2^m; 2 · parameters ≤ most_sobol_parameters.
Points saltelli_points(std::size_t parameters, std::uint32_t blocks, std::uint64_t seed);

/// Trajectories of parameters + 1 rows in which every parameter moves once, by Δ = p / (2 (p − 1))
/// with p levels (even), from a random start, up or down, in random order: Morris (1991),
/// "Factorial sampling plans", Technometrics 33, section 3. With more `candidates` than
/// trajectories those are taken that lie far apart by the distance of Campolongo, Cariboni &
/// Saltelli (2007), eq. 10–11: first the farthest pair, then one by one whichever is farthest from
/// those taken (their search over all subsets is out of reach). The first trajectories do not
/// change when more are asked of the same candidates. Two trajectories that lie equally far: the
/// earlier one.
Points morris_points(std::size_t parameters, std::uint32_t levels, std::uint32_t trajectories,
                     std::uint64_t seed, std::uint32_t candidates = 0);

}  // namespace czt
