#pragma once
/// Names that must differ: the second of one name is "name (2)".

#include <fmt/format.h>

#include <set>
#include <string>

namespace czt {

inline std::string unique_name(std::set<std::string>& taken, const std::string& name) {
  std::string unique = name;
  for (int k = 2; !taken.insert(unique).second; ++k) unique = fmt::format("{} ({})", name, k);
  return unique;
}

}  // namespace czt
