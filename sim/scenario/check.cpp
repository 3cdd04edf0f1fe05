#include "scenario/check.hpp"

#include <algorithm>
#include <unordered_map>

#include "czt/core/text.hpp"
#include "czt/core/time.hpp"
#include "scenario/messages.hpp"
#include "scenario/quantity.hpp"

namespace czt {
namespace {

void check_choice(const Value& value, const Key& key, const PathLink& path, Diagnostics& wrong) {
  std::string_view rest = key.choices;
  while (!rest.empty()) {
    const std::size_t bar = std::min(rest.find('|'), rest.size());
    if (rest.substr(0, bar) == value.text) return;
    rest.remove_prefix(std::min(bar + 1, rest.size()));
  }
  wrong.push_back(say::not_a_choice(value, path.text(), key));
}

bool check_number(const Value& value, const Key& key, const PathLink& path, Diagnostics& wrong,
                  double& si) {
  const Parsed parsed = parse_quantity(value.text, key.dimension);
  si = parsed.value;
  if (!parsed.problem.empty()) {
    wrong.push_back(say::bad_quantity(value, path.text(), key, parsed.problem));
    return false;
  }
  if (!in_range(si, key)) {
    wrong.push_back(say::out_of_range(value, path.text(), key));
    return false;
  }
  return true;
}

/// One stretch of a list of hours: forward, and after the one before.
void check_hours(const Value& item, const PathLink& path, const Value* before, Diagnostics& wrong) {
  const auto hours = parse_hours(item.text);
  if (!hours) return wrong.push_back(say::not_hours(item, path.text()));
  if (hours->second <= hours->first) return wrong.push_back(say::hours_reversed(item, path.text()));
  const auto last = before != nullptr ? parse_hours(before->text) : std::nullopt;
  if (last && hours->first < last->second)
    wrong.push_back(say::hours_overlap(item, path.text(), *before));
}

void check_list(const Value& list, const Key& key, const PathLink& path, Diagnostics& wrong) {
  std::unordered_map<std::string_view, const Value*> seen;
  const Value* before = nullptr;
  double before_si = 0.0;
  for (const Value& item : list.items) {
    if (item.kind != Value::Kind::scalar) {
      wrong.push_back(item.kind == Value::Kind::absent
                          ? say::no_value(item, path.text(), nullptr)
                          : say::plain(item, path.text(), "found a list or map inside the list"));
      continue;
    }
    if (key.dimension == Dimension::clocks) {
      double si = 0.0;
      if (!check_number(item, key, path, wrong, si)) continue;
      if (before != nullptr && si <= before_si)
        wrong.push_back(say::not_increasing(item, path.text(), item.text, *before, before->text));
      before = &item;
      before_si = si;
    } else if (key.dimension == Dimension::durations) {
      double si = 0.0;
      check_number(item, key, path, wrong, si);
    } else if (key.dimension == Dimension::hours) {
      check_hours(item, path, before, wrong);
      before = &item;
    } else if (key.dimension == Dimension::weekdays && !weekday_named(item.text)) {
      wrong.push_back(say::plain(item, path.text(),
                                 "found '" + escape_control(item.text) + "', expected one of mon, tue, wed, thu, fri, sat, sun"));
    } else if (const auto [at, fresh] = seen.emplace(item.text, &item); !fresh) {
      wrong.push_back(say::listed_twice(item, path.text(), at->second->where));
    }
  }
  if (list.items.empty() && key.dimension != Dimension::names)
    wrong.push_back(say::plain(list, path.text(), "found an empty list"));
}

void check_leaf(const Value& value, const Key& key, const PathLink& path, Diagnostics& wrong) {
  if (value.kind == Value::Kind::absent) {
    wrong.push_back(say::no_value(value, path.text(), &key));
    return;
  }
  if (is_list(key.dimension)) {
    if (value.kind == Value::Kind::list) return check_list(value, key, path, wrong);
    const bool word =
        value.kind == Value::Kind::scalar && !key.choices.empty() && value.text == key.choices;
    if (!word) wrong.push_back(say::wrong_kind(value, path.text(), key));
    return;
  }
  if (value.kind != Value::Kind::scalar) {
    wrong.push_back(say::wrong_kind(value, path.text(), key));
    return;
  }
  if (is_numeric(key.dimension)) {
    double si = 0.0;
    check_number(value, key, path, wrong, si);
  } else if (key.dimension == Dimension::boolean) {
    if (value.text != "true" && value.text != "false")
      wrong.push_back(say::not_boolean(value, path.text()));
  } else if (key.dimension == Dimension::choice) {
    check_choice(value, key, path, wrong);
  } else if (value.text.empty()) {
    wrong.push_back(say::no_value(value, path.text(), &key));
  }
}

/// {value: 12 min, assumed: why, range: [8 min, 20 min]} → the value itself.
void unwrap(Value& marked, const Key& key, const PathLink& path, const Provenance& above,
            Diagnostics& wrong) {
  const Provenance mark = take_marks(marked, path, Provenance{}, wrong);
  std::optional<Value> inner = take_field(marked, "value");
  std::optional<Value> range = take_field(marked, "range");
  for (const auto& [name, field] : marked.fields) {
    if (name == "times" || name == "plus" || name == "add" || name == "remove") {
      wrong.push_back(say::operator_outside_changes(field, path.text(), name));
    } else if (inner || range || mark.mark != Mark::none) {
      static const std::vector<std::string> beside{"value", "sourced", "derived", "assumed",
                                                   "range"};
      wrong.push_back(say::unknown_key(field, path.text() + '.' + name, name, path.text(), beside));
    }
  }
  const bool odd = !marked.fields.empty();
  if (!inner) {
    if (odd && !range && mark.mark == Mark::none) {
      const std::string& first = marked.fields.front().first;
      if (first != "times" && first != "plus" && first != "add" && first != "remove")
        wrong.push_back(say::wrong_kind(marked, path.text(), key));
    } else if (!odd) {
      wrong.push_back(marked.fields.empty() && !range && mark.mark == Mark::none
                          ? say::wrong_kind(marked, path.text(), key)
                          : say::marked_without_value(marked, path.text()));
    }
    return;
  }
  const int key_line = marked.key_line, key_column = marked.key_column;
  marked = std::move(*inner);
  marked.key_line = key_line;
  marked.key_column = key_column;
  marked.provenance = mark.mark != Mark::none ? mark : above;
  const std::size_t before = wrong.size();
  if (marked.kind == Value::Kind::map) {
    wrong.push_back(say::wrong_kind(marked, path.text(), key));
    return;
  }
  check_leaf(marked, key, path, wrong);
  if (!range) return;
  if (mark.mark != Mark::assumed) {
    wrong.push_back(say::range_without_assumed(*range, path.text()));
  } else if (!is_numeric(key.dimension)) {
    wrong.push_back(say::bad_range(*range, path.text(), "belongs to a number"));
  } else if (wrong.size() == before) {
    marked.range =
        read_range(*range, path, key, parse_quantity(marked.text, key.dimension).value, wrong);
  }
}

void check_name(const Value& value, const KeyNode& node, const PathLink& path, Diagnostics& wrong) {
  if (is_reserved(path.name))
    wrong.push_back(say::reserved_name(value, path.text(), path.name));
  else if (node.key->names == Dimension::clock && !parse_clock(path.name))
    wrong.push_back(say::name_not_clock(value, path.text(), path.name));
}

}  // namespace

std::string PathLink::text() const {
  std::vector<std::string> names;
  for (const PathLink* link = this; link != nullptr; link = link->up)
    if (!link->name.empty()) names.emplace_back(link->name);
  std::reverse(names.begin(), names.end());
  return join_path(names);
}

std::vector<std::string> fixed_names(const KeyNode& node) {
  std::vector<std::string> names;
  for (const KeyNode* child : node.children) names.emplace_back(child->name);
  return names;
}

std::optional<std::pair<std::string, std::string>> read_range(const Value& range,
                                                              const PathLink& path, const Key& key,
                                                              double value, Diagnostics& wrong) {
  const auto bad = [&](const Value& where, std::string_view problem) {
    wrong.push_back(say::bad_range(where, path.text(), problem));
    return std::nullopt;
  };
  if (range.kind != Value::Kind::list || range.items.size() != 2 ||
      range.items[0].kind != Value::Kind::scalar || range.items[1].kind != Value::Kind::scalar)
    return bad(range, "is not two values");
  double bounds[2] = {0.0, 0.0};
  for (int side = 0; side < 2; ++side)
    if (!check_number(range.items[side], key, path, wrong, bounds[side])) return std::nullopt;
  if (bounds[0] >= bounds[1]) return bad(range.items[1], "does not go from low to high");
  if (value < bounds[0] || value > bounds[1])
    return bad(range.items[value < bounds[0] ? 0 : 1], "does not hold the value");
  return std::pair{range.items[0].text, range.items[1].text};
}

void check_value(Value& value, const KeyNode& node, const PathLink& path, const Provenance& above,
                 Diagnostics& wrong) {
  if (!node.is_map()) {
    if (value.kind == Value::Kind::map) return unwrap(value, *node.key, path, above, wrong);
    value.provenance = above;
    return check_leaf(value, *node.key, path, wrong);
  }
  if (value.kind != Value::Kind::map) {
    value.provenance = above;
    const bool text_is_fine =
        node.key != nullptr && node.key->dimension == Dimension::text;  // about
    if (text_is_fine && value.kind == Value::Kind::scalar)
      return check_leaf(value, *node.key, path, wrong);
    wrong.push_back(value.kind == Value::Kind::absent
                        ? say::no_value(value, path.text(), node.key)
                        : say::wrong_kind(value, path.text(), *node.key));
    return;
  }
  value.provenance = take_marks(value, path, above, wrong);
  for (auto& [name, field] : value.fields) {
    const PathLink here{&path, name};
    const KeyNode* fixed = node.fixed(name);
    if (fixed == nullptr && (node.any == nullptr || is_reserved(name))) {
      const bool is_operator =
          name == "times" || name == "plus" || name == "add" || name == "remove";
      if (is_operator)
        wrong.push_back(say::operator_outside_changes(field, path.text(), name));
      else if (node.any != nullptr)
        wrong.push_back(say::reserved_name(field, here.text(), name));
      else
        wrong.push_back(say::unknown_key(field, here.text(), name, path.text(), fixed_names(node)));
      continue;
    }
    if (fixed == nullptr) check_name(field, *node.any, here, wrong);
    check_value(field, fixed != nullptr ? *fixed : *node.any, here, value.provenance, wrong);
  }
}

double after_operations(double si, const Value& value) {
  for (const Operation& op : value.operations)
    si = op.kind == Operation::Kind::times ? si * op.amount : si + op.amount;
  return si;
}

}  // namespace czt
