/// What a change puts in instead of letting it be found: numbers of people, there being no model of
/// choice that would predict them.

#include <algorithm>
#include <array>

#include "scenario/changes.hpp"

namespace czt {
namespace {

using PathPattern = std::array<std::string_view, 3>;  // * stands for any name, "" for all below

constexpr std::array<PathPattern, 7> numbers_of_people{{{"demand", "scale", ""},
                                                    {"demand", "od", ""},
                                                    {"passengers", "", ""},
                                                    {"places", "*", "people"},
                                                    {"places", "*", "jobs"},
                                                    {"purposes", "*", "trips"},
                                                    {"purposes", "*", "rail_share"}}};

/// The path leads to such a number, or the number lies below it.
bool meets(const std::vector<std::string>& names, const PathPattern& pattern) {
  for (std::size_t k = 0; k < std::min(names.size(), pattern.size()); ++k) {
    if (pattern[k].empty()) return true;
    if (pattern[k] != "*" && pattern[k] != names[k]) return false;
  }
  return true;
}

bool unknown_number(const std::vector<std::string>& names, const Provenance& provenance) {
  if (provenance.mark == Mark::sourced || provenance.mark == Mark::derived) return false;
  return std::any_of(numbers_of_people.begin(), numbers_of_people.end(),
                     [&](const PathPattern& pattern) { return meets(names, pattern); });
}

bool holds_unknown_number(const Value& value, std::vector<std::string>& names) {
  if (value.kind != Value::Kind::map) return unknown_number(names, value.provenance);
  return std::any_of(value.fields.begin(), value.fields.end(), [&](const auto& field) {
    names.push_back(field.first);
    const bool found = holds_unknown_number(field.second, names);
    names.pop_back();
    return found;
  });
}

}  // namespace

bool puts_in_people(const Setting& s) {
  std::vector<std::string> names = s.names;
  if (s.kind == Setting::Kind::set || s.kind == Setting::Kind::add)
    return holds_unknown_number(s.value, names);
  return unknown_number(names, s.operation.provenance);
}

}  // namespace czt
