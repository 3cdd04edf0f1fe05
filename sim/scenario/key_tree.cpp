#include "scenario/key_tree.hpp"

#include <algorithm>
#include <deque>

namespace czt {
namespace {

struct KeyTree {
  std::vector<Key> all;
  std::deque<KeyNode> nodes;  // stable addresses
  KeyNode root;

  KeyTree() {
    for (const auto part : {line_keys(), service_keys(), people_keys(), station_keys(), calendar_keys(), separation_keys()})
      all.insert(all.end(), part.begin(), part.end());
    for (const Key& key : all) node_for(key.path).key = &key;
  }

  KeyNode& node_for(std::string_view path) {
    KeyNode* here = &root;
    while (!path.empty()) {
      const std::size_t dot = std::min(path.find('.'), path.size());
      here = &child_of(*here, path.substr(0, dot));
      path.remove_prefix(std::min(dot + 1, path.size()));
    }
    return *here;
  }

  KeyNode& child_of(KeyNode& parent, std::string_view name) {
    if (name == "*" && parent.any != nullptr) return const_cast<KeyNode&>(*parent.any);
    if (const KeyNode* found = parent.fixed(name)) return const_cast<KeyNode&>(*found);
    KeyNode& fresh = nodes.emplace_back();
    fresh.name = name;
    if (name == "*")
      parent.any = &fresh;
    else
      parent.children.push_back(&fresh);
    return fresh;
  }
};

const KeyTree& tree() {
  static const KeyTree built;
  return built;
}

}  // namespace

std::span<const Key> keys() { return tree().all; }

const KeyNode& key_tree() { return tree().root; }

const KeyNode* find_node(std::span<const std::string> names) {
  const KeyNode* here = &key_tree();
  for (const std::string& name : names) {
    here = here->child(name);
    if (here == nullptr) return nullptr;
  }
  return here;
}

const Key* find_key(std::string_view path) {
  const auto names = split_path(path);
  if (!names) return nullptr;
  const KeyNode* node = find_node(*names);
  return node == nullptr ? nullptr : node->key;
}

bool is_mark(std::string_view name) {
  return name == "sourced" || name == "derived" || name == "assumed";
}

bool is_reserved(std::string_view name) {
  return is_mark(name) || name == "value" || name == "range" || name == "times" || name == "plus" ||
         name == "add" || name == "remove";
}

bool is_list(Dimension dimension) {
  return dimension == Dimension::names || dimension == Dimension::clocks || dimension == Dimension::durations ||
         dimension == Dimension::stops || dimension == Dimension::hours ||
         dimension == Dimension::purposes || dimension == Dimension::products ||
         dimension == Dimension::day_types || dimension == Dimension::weekdays;
}

bool is_numeric(Dimension dimension) {
  switch (dimension) {
    case Dimension::whole:
    case Dimension::number:
    case Dimension::share:
    case Dimension::clock:
    case Dimension::duration:
    case Dimension::length_km:
    case Dimension::length_m:
    case Dimension::area:
    case Dimension::speed:
    case Dimension::acceleration:
    case Dimension::jerk:
    case Dimension::density:
    case Dimension::money:
    case Dimension::money_rate:
    case Dimension::rate_per_minute:
    case Dimension::rate_per_day:
    case Dimension::money_per_hour:
    case Dimension::energy_rate:
    case Dimension::grid_rate:
    case Dimension::emission_rate:
    case Dimension::mass:
    case Dimension::power:
    case Dimension::gradient:
      return true;
    default:
      return false;
  }
}

}  // namespace czt
