#pragma once
/// A row's parameters as fields of a table.

#include "czt/experiment/store.hpp"
#include "observe/lines.hpp"

namespace czt {

/// Empty ones where it has none, as row 0.
inline void values_of(Lines& lines, const StudyStore::Row& row, std::size_t parameters) {
  for (std::size_t k = 0; k < parameters; ++k) lines.words(k < row.values.size() ? std::string_view(row.values[k]) : std::string_view());
}

}  // namespace czt
