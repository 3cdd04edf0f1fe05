/// Two changes that write one path, or one inside the other, have no order that everybody would
/// guess.

#include <algorithm>

#include "scenario/changes.hpp"
#include "scenario/messages.hpp"

namespace czt {
namespace {

/// The paths that a setting writes: those of its items for add and remove.
void written_paths(const Setting& s, std::vector<std::vector<std::string>>& paths) {
  if (s.kind == Setting::Kind::add && s.node->any != nullptr) {
    for (const auto& field : s.value.fields) {
      paths.push_back(s.names);
      paths.back().push_back(field.first);
    }
  } else if (s.kind == Setting::Kind::remove) {
    for (const Value& name : s.removed) {
      paths.push_back(s.names);
      paths.back().push_back(name.text);
    }
  } else {
    paths.push_back(s.names);
  }
}

bool is_prefix(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return a.size() <= b.size() && std::equal(a.begin(), a.end(), b.begin());
}

}  // namespace

void check_conflicts(const std::vector<std::vector<Setting>>& changes, Diagnostics& wrong) {
  struct Written {
    std::vector<std::string> names;
    const Setting* setting;
    std::size_t order;
  };
  std::vector<Written> all;
  for (const auto& settings : changes)
    for (const Setting& s : settings) {
      std::vector<std::vector<std::string>> paths;
      written_paths(s, paths);
      for (auto& names : paths) all.push_back({std::move(names), &s, all.size()});
    }
  std::stable_sort(all.begin(), all.end(),
                   [](const Written& a, const Written& b) { return a.names < b.names; });
  std::vector<const Written*> around;  // those whose path holds the current one
  for (const Written& w : all) {
    while (!around.empty() && !is_prefix(around.back()->names, w.names)) around.pop_back();
    for (const Written* other : around) {
      const bool same_change = other->setting->change == w.setting->change;
      const bool same_path = other->names == w.names;
      const Setting::Kind kind = w.setting->kind;
      const bool compose = same_path && kind == other->setting->kind &&
                           (kind == Setting::Kind::times || kind == Setting::Kind::plus);
      if (compose || (same_change && !same_path)) continue;
      const Setting& first = *(other->order < w.order ? other : &w)->setting;
      const Setting& second = *(other->order < w.order ? &w : other)->setting;
      wrong.push_back(say::written_by_two(second.where, second.length, second.path, second.change,
                                          first.path, first.change, first.where));
      break;
    }
    around.push_back(&w);
  }
}

}  // namespace czt
