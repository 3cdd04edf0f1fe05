#include "scenario/inputs.hpp"

#include <unordered_map>

#include "scenario/check.hpp"
#include "scenario/messages.hpp"
#include "scenario/quantity.hpp"

namespace czt {
namespace {

/// Calls f(value, node, names) for every scalar and list below.
template <class V, class F>
void for_each_value(V& value, const KeyNode& node, std::vector<std::string>& names, F&& f) {
  if (value.kind != Value::Kind::map) return f(value, node, names);
  for (auto& [name, field] : value.fields) {
    const KeyNode* child = node.child(name);
    if (child == nullptr) continue;
    names.push_back(name);
    for_each_value(field, *child, names, f);
    names.pop_back();
  }
}
template <class V, class F>
void for_each_value(V& tree, F&& f) {
  std::vector<std::string> names;
  for_each_value(tree, key_tree(), names, f);
}

Key amount_key(const Operation& op, const Key& key) {
  return amount_key(key, op.kind == Operation::Kind::times);
}

double own(const std::string& text, const Key& key) {
  return in_own_unit(parse_quantity(text, key.dimension).value, key);
}

AssumedInput input(std::string path, const std::string& text,
                   const std::pair<std::string, std::string>& range, const Key& key,
                   const Provenance& provenance, const SourcePlace& where) {
  AssumedInput in;
  in.path = std::move(path);
  in.value = own(text, key);
  in.low = own(range.first, key);
  in.high = own(range.second, key);
  in.unit = key.dimension == Dimension::clock ? "s" : std::string(key.unit);
  in.why = provenance.text;
  in.where = where;
  return in;
}

}  // namespace

std::string chinese_in(const Value& tree, std::string_view english) {
  const Value* words = tree.find("zh");
  const Value* found = words != nullptr && !english.empty() ? words->find(english) : nullptr;
  return found != nullptr ? found->text : std::string();
}

std::vector<AssumedInput> assumed_inputs(const Value& tree) {
  std::vector<AssumedInput> found;
  for_each_value(
      tree, [&](const Value& value, const KeyNode& node, const std::vector<std::string>& names) {
        if (value.range)
          found.push_back(input(join_path(names), value.text, *value.range, *node.key,
                                value.provenance, value.where));
        for (const Operation& op : value.operations)
          if (op.range)
            found.push_back(input(op.input_path, op.text, *op.range, amount_key(op, *node.key),
                                  op.provenance, op.where));
      });
  for (AssumedInput& input : found) input.why_zh = chinese_in(tree, input.why);
  return found;
}

void vary_operation(Value& tree, const Setting& setting, Diagnostics& wrong) {
  bool found = false;
  std::vector<std::string> known;
  for_each_value(tree, [&](Value& value, const KeyNode& node, const std::vector<std::string>&) {
    for (Operation& op : value.operations) {
      if (op.input_path != setting.path) {
        known.push_back(op.input_path);
        continue;
      }
      found = true;
      const Key key = amount_key(op, *node.key);
      const Parsed parsed = parse_quantity(setting.value.text, key.dimension);
      if (setting.value.kind != Value::Kind::scalar)
        wrong.push_back(say::wrong_kind(setting.value, setting.path, key));
      else if (!parsed.problem.empty())
        wrong.push_back(say::bad_quantity(setting.value, setting.path, key, parsed.problem));
      if (setting.value.kind != Value::Kind::scalar || !parsed.problem.empty()) return;
      op.amount = parsed.value;
      op.text = setting.value.text;
      op.range.reset();
      op.where = setting.where;
      const double si =
          after_operations(parse_quantity(value.text, node.key->dimension).value, value);
      if (value.kind == Value::Kind::scalar && !in_range(si, *node.key))
        wrong.push_back(say::becomes_out_of_range(op, 1, setting.path, *node.key, si));
    }
  });
  if (!found)
    wrong.push_back(say::no_key_at(setting.where, 1, setting.path, setting.path,
                                   "changes with times or plus", known));
}

Scenario with_inputs(const Scenario& scenario,
                     std::span<const std::pair<std::string, double>> inputs) {
  Scenario out = scenario;
  std::unordered_map<std::string_view, double> wanted;
  for (const auto& [path, value] : inputs) wanted.insert_or_assign(path, value);
  for_each_value(out.tree,
                 [&](Value& value, const KeyNode& node, const std::vector<std::string>& names) {
                   for (Operation& op : value.operations) {
                     const auto found = wanted.find(op.input_path);
                     if (found == wanted.end()) continue;
                     const Key key = amount_key(op, *node.key);
                     op.text = written(found->second, key);
                     op.amount = parse_quantity(op.text, key.dimension).value;
                   }
                   if (!value.range)
                     return;  // only these are inputs; no path need be made for the others
                   const auto found = wanted.find(join_path(names));
                   if (found != wanted.end()) value.text = written(found->second, *node.key);
                 });
  for (AssumedInput& in : out.assumed)
    if (const auto found = wanted.find(in.path); found != wanted.end()) in.value = found->second;
  return out;
}

}  // namespace czt
