/// Applying settings to a tree, and laying one document over another.

#include <algorithm>

#include "scenario/changes.hpp"
#include "scenario/check.hpp"
#include "scenario/inputs.hpp"
#include "scenario/messages.hpp"
#include "scenario/quantity.hpp"

namespace czt {
namespace {

std::string name_of(const std::string& name) { return join_path(std::span(&name, 1)); }

std::vector<std::string> item_names(const Value& map) {
  std::vector<std::string> names;
  for (const auto& [name, value] : map.fields) {
    names.push_back(name);
    if (const Value* zh = value.find("zh")) names.push_back(zh->text);
  }
  return names;
}

/// A field by name, or by the Chinese name of an item.
Value* find_item(Value& map, std::string_view name) {
  if (Value* found = map.find(name)) return found;
  for (auto& field : map.fields) {
    const Value* zh = field.second.find("zh");
    if (zh != nullptr && zh->text == name) return &field.second;
  }
  return nullptr;
}

void remove_field(Value& map, const Value* field) {
  std::erase_if(map.fields, [&](const auto& f) { return &f.second == field; });
}

/// Follows the path through the tree, making the fixed maps on the way.
class Applier {
 public:
  Applier(const Setting& setting, Value& tree, Diagnostics& wrong)
      : s_(setting), names_(setting.names), wrong_(wrong) {
    take_trip_path(tree);
    here_ = &tree;
    if (here_->kind == Value::Kind::absent) here_->kind = Value::Kind::map;
  }

  void apply() {
    if (stopped_) return;
    const KeyNode* node = &key_tree();
    for (std::size_t row = 0; row + 1 < names_.size(); ++row)
      if (!step(node, row)) return;
    const std::string& last = names_.back();
    const KeyNode* target = node->child(last);
    Value* there = node->fixed(last) != nullptr ? here_->find(last) : find_item(*here_, last);
    switch (s_.kind) {
      case Setting::Kind::set:
        return set(*node, there, last);
      case Setting::Kind::add:
        return add(*target, there, last);
      case Setting::Kind::remove:
        return remove(there);
      default:
        return operate(*target, there, last);
    }
  }

 private:
  void take_trip_path(const Value& tree) {
    if (names_.size() != 3 || names_[0] != "timetable") return;
    const KeyNode& timetable = *key_tree().fixed("timetable");
    if (timetable.fixed(names_[1]) != nullptr) return;
    const bool trip_key = timetable.fixed("trips")->any->fixed(names_[2]) != nullptr;
    const bool service_key = timetable.any->fixed(names_[2]) != nullptr;
    const Value* written = tree.find("timetable");
    const bool is_service = written != nullptr && written->find(names_[1]) != nullptr;
    if (!trip_key || (is_service && service_key)) return;
    if (is_service)
      return refuse(say::plain(Value{}, {}, "belongs to a single trip, and this is a service",
                               "name the trip by its number"));
    // A trip's name holds a digit, unless a file of stop times names it otherwise.
    const bool digit = std::any_of(names_[1].begin(), names_[1].end(),
                                   [](char c) { return c >= '0' && c <= '9'; });
    if (!digit && (written == nullptr || written->find("file") == nullptr)) {
      std::vector<std::string> services;
      if (written != nullptr)
        for (const auto& field : written->fields)
          if (timetable.fixed(field.first) == nullptr) services.push_back(field.first);
      return refuse(
          say::no_such_item(s_.where, s_.length, s_.path, names_[1], "timetable", services));
    }
    names_.insert(names_.begin() + 1, "trips");
  }

  void refuse(Diagnostic d) {
    d.where = s_.where;
    d.length = s_.length;
    d.path = s_.path;
    wrong_.push_back(std::move(d));
    stopped_ = true;
  }

  Value& make(const std::string& name, Value::Kind kind) {
    Value& fresh = here_->fields.emplace_back(name, Value{}).second;
    fresh.kind = kind;
    fresh.where = s_.where;
    fresh.length = s_.length;
    return fresh;
  }

  bool step(const KeyNode*& node, std::size_t row) {
    const std::string& name = names_[row];
    const bool fixed = node->fixed(name) != nullptr;
    Value* next = fixed ? here_->find(name) : find_item(*here_, name);
    const KeyNode* child = node->child(name);
    if (next == nullptr) {
      const bool trip = child->key != nullptr && child->key->path == "timetable.trips.*";
      if (!fixed && !trip) {
        refuse(say::no_such_item(s_.where, s_.length, s_.path, name,
                                 join_path(std::span(names_).first(row)), items_here(*node)));
        return false;
      }
      next = &make(name, Value::Kind::map);
    }
    here_ = next;
    node = child;
    return true;
  }

  std::vector<std::string> items_here(const KeyNode& node) const {
    std::vector<std::string> names = item_names(*here_);
    std::erase_if(names, [&](const std::string& name) { return node.fixed(name) != nullptr; });
    return names;
  }

  void set(const KeyNode& parent, Value* there, const std::string& last) {
    if (there == nullptr) {
      const KeyNode& target = *parent.child(last);
      const bool may_be_new = parent.fixed(last) != nullptr ||
                              target.key->names != Dimension::text ||
                              target.key->path == "timetable.trips.*";
      if (!may_be_new)
        return refuse(say::no_such_item(s_.where, s_.length, s_.path, last,
                                        join_path(std::span(names_).first(names_.size() - 1)),
                                        items_here(parent)));
      there = &make(last, s_.value.kind);
    }
    const int key_line = s_.where.line, key_column = s_.where.column;
    *there = s_.value;
    there->key_line = key_line;
    there->key_column = key_column;
  }

  void add(const KeyNode& target, Value* there, const std::string& last) {
    const bool list = target.key != nullptr && is_list(target.key->dimension);
    if (list) {
      const bool is_a_word =
          there == nullptr ? !target.key->fallback.empty() : there->kind != Value::Kind::list;
      if (is_a_word)
        return refuse(
            say::cannot_apply(s_.value, s_.path, "add", "there is no list here to add to"));
      if (there == nullptr) there = &make(last, Value::Kind::list);
      for (const Value& item : s_.value.items) there->items.push_back(item);
      return;
    }
    if (target.any == nullptr) {
      if (there != nullptr)
        return refuse(say::already_there(s_.where, s_.length, s_.path, say::key_place(*there)));
      make(last, s_.value.kind) = s_.value;
      return;
    }
    if (there == nullptr) there = &make(last, Value::Kind::map);
    for (const auto& [name, item] : s_.value.fields) {
      if (const Value* old = find_item(*there, name)) {
        const std::string path = s_.path + '.' + name_of(name);
        wrong_.push_back(
            say::already_there(say::key_place(item), item.length, path, say::key_place(*old)));
      } else {
        there->fields.emplace_back(name, item);
      }
    }
  }

  void remove(Value* there) {
    for (const Value& name : s_.removed) {
      if (there != nullptr && there->kind == Value::Kind::list) {
        const auto count =
            std::erase_if(there->items, [&](const Value& item) { return item.text == name.text; });
        if (count > 0) continue;
      } else if (there != nullptr) {
        if (Value* found = find_item(*there, name.text)) {
          remove_field(*there, found);
          continue;
        }
      }
      std::vector<std::string> allowed;
      if (there != nullptr && there->kind == Value::Kind::map) allowed = item_names(*there);
      if (there != nullptr)
        for (const Value& item : there->items) allowed.push_back(item.text);
      wrong_.push_back(
          say::no_such_item(name.where, name.length, s_.path, name.text, s_.path, allowed));
    }
  }

  void operate(const KeyNode& target, Value* there, const std::string& last) {
    const Key& key = *target.key;
    const bool times = s_.kind == Setting::Kind::times;
    if (there == nullptr && !key.fallback.empty() && is_numeric(key.dimension)) {
      there = &make(last, Value::Kind::scalar);
      there->text = key.fallback;
    }
    if (there == nullptr || (there->kind == Value::Kind::scalar && is_list(key.dimension)))
      return refuse(say::nothing_to_change(s_.where, s_.length, s_.path, times ? "times" : "plus"));
    there->operations.push_back(s_.operation);
    const auto check = [&](const Value& item) {
      const Parsed parsed = parse_quantity(item.text, key.dimension);
      if (!parsed.problem.empty()) return true;  // said where it was read
      const double si = after_operations(parsed.value, *there);
      if (in_range(si, key)) return true;
      wrong_.push_back(
          say::becomes_out_of_range(s_.operation, s_.operand_length, s_.path, key, si));
      return false;
    };
    if (there->kind == Value::Kind::scalar) check(*there);
    for (const Value& item : there->items)
      if (!check(item)) break;
  }

  const Setting& s_;
  std::vector<std::string> names_;
  Diagnostics& wrong_;
  Value* here_ = nullptr;
  bool stopped_ = false;
};

}  // namespace

void apply(const Setting& setting, Value& tree, Diagnostics& wrong) {
  if (setting.kind == Setting::Kind::vary) return vary_operation(tree, setting, wrong);
  Applier(setting, tree, wrong).apply();
}

void merge(Value& into, const Value& from, const KeyNode& node) {
  const bool whole =
      node.any != nullptr && node.any->key != nullptr && node.any->key->names == Dimension::clock;
  if (into.kind != Value::Kind::map || from.kind != Value::Kind::map || whole) {
    into = from;
    return;
  }
  into.where = from.where;
  into.key_line = from.key_line;
  into.key_column = from.key_column;
  for (const auto& [name, value] : from.fields) {
    if (Value* there = into.find(name))
      merge(*there, value, *node.child(name));
    else
      into.fields.emplace_back(name, value);
  }
}

}  // namespace czt
