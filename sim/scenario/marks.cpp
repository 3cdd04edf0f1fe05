/// Marks in a map: sourced, derived, assumed.

#include <algorithm>

#include "scenario/check.hpp"
#include "scenario/messages.hpp"

namespace czt {

std::optional<Value> take_field(Value& map, std::string_view name) {
  for (auto field = map.fields.begin(); field != map.fields.end(); ++field) {
    if (field->first != name) continue;
    std::optional<Value> out = std::move(field->second);
    map.fields.erase(field);
    return out;
  }
  return std::nullopt;
}

Provenance take_marks(Value& map, const PathLink& path, const Provenance& above,
                      Diagnostics& wrong) {
  const bool any = std::any_of(map.fields.begin(), map.fields.end(),
                               [](const auto& f) { return is_mark(f.first); });
  if (!any) return above;
  Provenance mark;
  std::optional<Value> first;
  for (auto field = map.fields.begin(); field != map.fields.end();) {
    if (!is_mark(field->first)) {
      ++field;
      continue;
    }
    const auto& [name, value] = *field;
    if (first) {
      wrong.push_back(say::two_marks(value, path.text(), name, *first));
    } else if (value.kind != Value::Kind::scalar || value.text.empty() ||
               (!value.quoted && value.text == "false")) {
      wrong.push_back(say::bad_mark(value, path.text(), name));
    } else {
      mark.mark = name == "sourced"   ? Mark::sourced
                  : name == "derived" ? Mark::derived
                                      : Mark::assumed;
      if (value.quoted || value.text != "true") mark.text = value.text;
    }
    if (!first) first = value;
    field = map.fields.erase(field);
  }
  return mark;
}

}  // namespace czt
