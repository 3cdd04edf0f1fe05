#pragma once
/// Operators of a change: times, plus, add, remove, and the marks and range beside them.

#include "scenario/changes.hpp"
#include "scenario/check.hpp"

namespace czt {

/// The links of a whole path.
class LinkChain {
 public:
  explicit LinkChain(const std::vector<std::string>& names) {
    links_.reserve(names.size());
    for (const std::string& name : names)
      links_.push_back({links_.empty() ? nullptr : &links_.back(), name});
  }
  [[nodiscard]] const PathLink& last() const { return links_.back(); }

 private:
  std::vector<PathLink> links_;
};

bool is_operator(std::string_view name);
/// Reads {times: 2, assumed: why, range: [1, 3]} into the setting; false if anything is wrong.
bool read_operator(Setting& s, Value map, const Provenance& above, Diagnostics& wrong);

}  // namespace czt
