#pragma once
/// Fares of a written line as a scenario has them.

#include <string>

#include "czt/exchange/settled_line.hpp"
#include "czt/exchange/written_line.hpp"

namespace czt {

struct FaresText {
  std::string yaml;  ///< `fares: …`
  std::string csv;   ///< from,to,yuan; empty where no table is needed
};
FaresText fares_text(const WrittenLine& line, const SettledLine& settled, const std::string& csv_name, Findings& findings);

}  // namespace czt
