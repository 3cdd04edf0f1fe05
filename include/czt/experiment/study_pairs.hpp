#pragma once
/// A store's points beside one another: every pair of them with its verdict, and those that no other beats in two
/// measures. Tables as in study_tables.hpp.

#include "czt/experiment/store.hpp"
#include "czt/experiment/verdict.hpp"
#include "czt/observe/tables.hpp"

namespace czt {

/// More points than this are not compared in pairs: 1,770 pairs a measure.
inline constexpr std::uint64_t most_paired_points = 60;

/// Of every deciding cell and every pair of done rows, row 0 included: measure, selection, row, other, n, difference (other
/// − row, same people) and half_width, each pair by itself; tukey_half_width and tukey_p, all pairs of the cell together
/// (comparisons.hpp); margin and equivalence_p (two one-sided tests); verdict: by Holm over the pairs of the cell
/// (verdict.hpp). False, and nothing written, where runs are not kept or there are more points than most_paired_points.
bool write_pairs(StudyStore& store, const Margin& margin, const Sink& to);

/// Of every done row: row, parameters, mean and half_width of both cells, on_front, surely_beaten_by (a row; pareto.hpp).
/// Cells by their places in series().cells.
void write_pareto(StudyStore& store, std::size_t one, Better one_better, std::size_t other, Better other_better, const Sink& to);

}  // namespace czt
