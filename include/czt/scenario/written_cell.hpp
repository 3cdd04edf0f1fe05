#pragma once
/// A measure's name with its selection, as a file beside a scenario writes it: to be looked for in a plan.

#include <string>

#include "czt/core/result.hpp"

namespace czt {

struct WrittenCell {
  std::string text;
  SourcePlace where;
  int length = 1;
};

}  // namespace czt
