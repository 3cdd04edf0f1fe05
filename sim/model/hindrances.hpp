#pragma once
/// Finding what hinders a train where it is.

#include <algorithm>
#include <span>
#include <vector>

#include "czt/model/plan.hpp"

namespace czt {

/// Of rows by `where`: those there, by their beginning.
inline std::span<const Plan::Hindrance> hindrances_at(const std::vector<Plan::Hindrance>& rows, std::uint32_t where) {
  const auto first = std::partition_point(rows.begin(), rows.end(), [&](const auto& h) { return h.where < where; });
  const auto end = std::partition_point(first, rows.end(), [&](const auto& h) { return h.where == where; });
  return {first, end};
}

}  // namespace czt
