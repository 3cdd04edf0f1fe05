#pragma once
/// Rows of different lengths in one block of memory (compressed sparse rows).

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace czt {

template <class I, class T>
class Jagged {
 public:
  /// Appends a row and returns its id.
  template <class Range>
  I push_back(const Range& row) {
    cells_.insert(cells_.end(), row.begin(), row.end());
    first_.push_back(static_cast<std::uint32_t>(cells_.size()));
    return I{first_.size() - 2};
  }
  /// Appends a cell to the row that `end_row` will close.
  void add(const T& cell) { cells_.push_back(cell); }
  I end_row() {
    first_.push_back(static_cast<std::uint32_t>(cells_.size()));
    return I{first_.size() - 2};
  }

  std::span<const T> operator[](I id) const {
    assert(id.value + 1 < first_.size());
    return {cells_.data() + first_[id.value], first_[id.value + 1] - first_[id.value]};
  }
  std::span<T> operator[](I id) {
    assert(id.value + 1 < first_.size());
    return {cells_.data() + first_[id.value], first_[id.value + 1] - first_[id.value]};
  }

  [[nodiscard]] std::size_t size() const { return first_.size() - 1; }
  [[nodiscard]] std::size_t cell_count() const { return cells_.size(); }
  [[nodiscard]] std::uint32_t first_cell(I id) const { return first_[id.value]; }
  [[nodiscard]] const std::vector<T>& cells() const { return cells_; }
  [[nodiscard]] std::vector<T>& cells() { return cells_; }

 private:
  std::vector<std::uint32_t> first_{0};
  std::vector<T> cells_;
};

}  // namespace czt
