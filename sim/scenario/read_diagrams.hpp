#pragma once
/// A CSV of trainset diagrams as it is written: who works which trains in which order. Nothing is looked up yet.

#include <filesystem>
#include <string>
#include <vector>

#include "czt/core/result.hpp"

namespace czt {

struct WrittenDiagram {
  struct Row {
    std::string train;
    bool empty_move = false;
    int seq = 0;
    int line = 0;
  };
  std::string name;
  std::string type;        ///< empty: not said
  std::string depot;
  int line = 0;            ///< of its first row
  std::vector<Row> rows;   ///< in order of seq, without one as written
};

/// Diagrams in the order of their first rows, rows of one need not stand together. Columns: diagram, train; and, where
/// they are known, type (or set_type), depot, seq, is_empty_move; valid_from and note are passed over. Errors: an
/// unknown column, what is missing or no number, a seq twice, two types or depots of one diagram.
std::vector<WrittenDiagram> read_diagrams(const std::filesystem::path& file, const SourcePlace& where, Diagnostics& wrong);

}  // namespace czt
