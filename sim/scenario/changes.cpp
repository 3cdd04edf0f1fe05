/// Reading changes and --set: paths, then what is written there (operators in operators.cpp).

#include "scenario/changes.hpp"

#include <fmt/format.h>

#include "czt/core/text.hpp"
#include "scenario/check.hpp"
#include "scenario/document.hpp"
#include "scenario/messages.hpp"
#include "scenario/operators.hpp"

namespace czt {
namespace {

/// The shell has no lines.
void unplace(Value& value, const SourcePlace& where) {
  value.where = where;
  value.key_line = value.key_column = 0;
  for (Value& item : value.items) unplace(item, where);
  for (auto& field : value.fields) unplace(field.second, where);
}

std::string up_to(const std::vector<std::string>& names, std::size_t count) {
  return join_path(std::span(names).first(count));
}

/// timetable.S7808.shift stands for timetable.trips.S7808.shift.
const KeyNode* trip_node(const std::vector<std::string>& names) {
  if (names.size() != 3 || names[0] != "timetable") return nullptr;
  const KeyNode* trip = key_tree().fixed("timetable")->fixed("trips")->any;
  return trip->fixed(names[2]);
}

/// Finds the key of the path, or says which name of it is wrong.
bool find_place(Setting& s, Diagnostics& wrong) {
  const auto names = split_path(s.path);
  if (!names) {
    wrong.push_back(say::bad_path(s.where, s.length, s.path));
    return false;
  }
  s.names = *names;
  const std::string& top = s.names.front();
  if (top == "scenario" || top == "about" || top == "base" || top == "changes") {
    wrong.push_back(say::not_settable(s.where, s.length, s.path));
    return false;
  }
  s.node = find_node(s.names);
  if (s.node == nullptr) s.node = trip_node(s.names);
  if (s.node != nullptr) return true;
  const KeyNode* here = &key_tree();
  int column = s.where.column;
  for (std::size_t row = 0; row < s.names.size(); ++row) {
    const KeyNode* next = here->child(s.names[row]);
    const std::string written_name = join_path(std::span(s.names).subspan(row, 1));
    const int length = static_cast<int>(code_points(written_name));
    if (next == nullptr) {
      SourcePlace where = s.where;
      if (where.line > 0) where.column = column;
      wrong.push_back(say::no_key_at(where, length, s.path, s.names[row], up_to(s.names, row),
                                     fixed_names(*here)));
      return false;
    }
    here = next;
    column += length + 1;
  }
  return false;
}

std::optional<Setting> read_setting(Setting s, Value value, const Provenance& above,
                                    Diagnostics& wrong) {
  if (!find_place(s, wrong)) return std::nullopt;
  bool operators = false;
  if (value.kind == Value::Kind::map)
    for (const auto& field : value.fields) operators = operators || is_operator(field.first);
  if (operators) {
    if (!read_operator(s, std::move(value), above, wrong)) return std::nullopt;
    return s;
  }
  const std::size_t before = wrong.size();
  check_value(value, *s.node, LinkChain(s.names).last(), above, wrong);
  s.value = std::move(value);
  if (wrong.size() != before) return std::nullopt;
  return s;
}

}  // namespace

std::vector<Setting> read_change(const std::string& name, Value change, Diagnostics& wrong) {
  std::vector<Setting> settings;
  if (change.kind != Value::Kind::map) {
    const std::vector<std::string> names{"changes", name};
    wrong.push_back(say::changes_not_map(change, join_path(names)));
    return settings;
  }
  const PathLink root;
  const PathLink top{&root, "changes"};
  const PathLink path{&top, name};
  const Provenance above = take_marks(change, path, Provenance{}, wrong);
  for (auto& [written_path, value] : change.fields) {
    Setting s;
    s.path = written_path;
    s.change = name;
    s.where = say::key_place(value);
    s.length = static_cast<int>(code_points(written_path));
    if (auto setting = read_setting(std::move(s), std::move(value), above, wrong))
      settings.push_back(std::move(*setting));
  }
  return settings;
}

std::optional<Setting> read_set(std::size_t n, const std::string& text, Diagnostics& wrong) {
  const std::string where = fmt::format("--set #{}", n);
  std::size_t equals = std::string::npos;
  bool quoted = false;
  for (std::size_t at = 0; at < text.size() && equals == std::string::npos; ++at) {
    if (text[at] == '\\' && quoted)
      ++at;
    else if (text[at] == '"')
      quoted = !quoted;
    else if (text[at] == '=' && !quoted)
      equals = at;
  }
  if (equals == std::string::npos || equals == 0 || !is_valid_utf8(text)) {
    wrong.push_back(say::bad_set(where, text));
    return std::nullopt;
  }
  Setting s;
  std::size_t path_ends = equals;
  const char before = text[equals - 1];
  if (before == '*' || before == '+') --path_ends;
  while (path_ends > 0 && text[path_ends - 1] == ' ') --path_ends;
  s.path = text.substr(0, path_ends);
  s.where = {where, 0, 0};
  std::size_t start = equals + 1;
  while (start < text.size() && text[start] == ' ') ++start;
  auto value = parse_flow(where, text.substr(start));
  if (!value) {
    for (Diagnostic d : value.error()) {
      d.where = s.where;
      d.path = s.path;
      wrong.push_back(std::move(d));
    }
    return std::nullopt;
  }
  unplace(*value, s.where);
  if (s.path.starts_with("changes.") && before != '*' && before != '+') {
    s.names = split_path(s.path).value_or(std::vector<std::string>{});
    if (s.names.size() < 3) {
      wrong.push_back(say::bad_path(s.where, s.length, s.path));
      return std::nullopt;
    }
    s.path = join_path(s.names);
    s.kind = Setting::Kind::vary;
    s.value = std::move(*value);
    return s;
  }
  if (before == '*' || before == '+') {
    Value map;
    map.kind = Value::Kind::map;
    map.where = s.where;
    map.fields.emplace_back(before == '*' ? "times" : "plus", std::move(*value));
    *value = std::move(map);
  }
  return read_setting(std::move(s), std::move(*value), Provenance{}, wrong);
}

}  // namespace czt
