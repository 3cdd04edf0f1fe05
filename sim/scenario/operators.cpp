#include "scenario/operators.hpp"

#include "scenario/messages.hpp"
#include "scenario/quantity.hpp"

namespace czt {
namespace {

bool read_operation(Setting& s, Value& map, const Value& operand, const Provenance& mark,
                    std::optional<Value> range, Diagnostics& wrong) {
  const LinkChain path(s.names);
  const bool times = s.kind == Setting::Kind::times;
  const std::string_view op = times ? "times" : "plus";
  const Key& key = *s.node->key;
  const bool clocks = key.dimension == Dimension::clocks;
  const auto refuse = [&](std::string_view why) {
    wrong.push_back(say::cannot_apply(map, s.path, op, why));
    return false;
  };
  if (s.node->is_map() || !(is_numeric(key.dimension) || clocks))
    return refuse("this is not a number");
  if (times && (clocks || key.dimension == Dimension::clock))
    return refuse("a time of day is moved with plus");
  const Key operand_key = amount_key(key, times);
  if (operand.kind != Value::Kind::scalar) {
    wrong.push_back(say::wrong_kind(operand, s.path, operand_key));
    return false;
  }
  const Parsed parsed = parse_quantity(operand.text, operand_key.dimension);
  if (!parsed.problem.empty()) {
    wrong.push_back(say::bad_quantity(operand, s.path, operand_key, parsed.problem));
    return false;
  }
  if (!in_range(parsed.value, operand_key)) {
    wrong.push_back(say::out_of_range(operand, s.path, operand_key));
    return false;
  }
  s.operation.kind = times ? Operation::Kind::times : Operation::Kind::plus;
  s.operation.amount = parsed.value;
  s.operation.text = operand.text;
  s.operation.provenance = mark;
  s.operation.where = operand.where;
  s.operand_length = operand.length;
  if (!s.change.empty()) {
    std::vector<std::string> names{"changes", s.change};
    names.insert(names.end(), s.names.begin(), s.names.end());
    s.operation.input_path = join_path(names);
  }
  if (!range) return true;
  if (mark.mark != Mark::assumed) {
    wrong.push_back(say::range_without_assumed(*range, s.path));
    return false;
  }
  const std::size_t before = wrong.size();
  s.operation.range = read_range(*range, path.last(), operand_key, parsed.value, wrong);
  return wrong.size() == before;
}

bool read_added(Setting& s, Value operand, const Provenance& mark, Diagnostics& wrong) {
  const bool collection = s.node->any != nullptr;
  const bool list = s.node->key != nullptr && is_list(s.node->key->dimension);
  const KeyNode* parent =
      s.names.size() > 1 ? find_node(std::span(s.names).first(s.names.size() - 1)) : nullptr;
  const bool item =
      parent != nullptr && parent->any != nullptr && parent->fixed(s.names.back()) == nullptr;
  if (!collection && !list && !item) {
    wrong.push_back(say::cannot_apply(operand, s.path, "add",
                                      "this is neither a collection nor an item of one"));
    return false;
  }
  if (list && operand.kind == Value::Kind::scalar) {
    Value one;
    one.kind = Value::Kind::list;
    one.where = operand.where;
    one.items.push_back(std::move(operand));
    operand = std::move(one);
  }
  const std::size_t before = wrong.size();
  check_value(operand, *s.node, LinkChain(s.names).last(), mark, wrong);
  s.value = std::move(operand);
  return wrong.size() == before;
}

bool read_removed(Setting& s, Value operand, Diagnostics& wrong) {
  const bool list = s.node->key != nullptr && is_list(s.node->key->dimension);
  if (s.node->any == nullptr && !list) {
    wrong.push_back(say::cannot_apply(operand, s.path, "remove", "this is not a collection"));
    return false;
  }
  if (operand.kind == Value::Kind::scalar)
    s.removed.push_back(std::move(operand));
  else if (operand.kind == Value::Kind::list)
    s.removed = std::move(operand.items);
  for (const Value& name : s.removed)
    if (name.kind != Value::Kind::scalar) s.removed.clear();
  if (!s.removed.empty()) return true;
  wrong.push_back(
      say::cannot_apply(operand, s.path, "remove", "expected a name or a list of names"));
  return false;
}

}  // namespace

bool is_operator(std::string_view name) {
  return name == "times" || name == "plus" || name == "add" || name == "remove";
}

bool read_operator(Setting& s, Value map, const Provenance& above, Diagnostics& wrong) {
  const Provenance mark = take_marks(map, LinkChain(s.names).last(), above, wrong);
  std::optional<Value> range = take_field(map, "range");
  std::string op;
  std::optional<Value> operand;
  bool good = true;
  for (auto& [name, field] : map.fields) {
    if (is_operator(name) && !operand) {
      op = name;
      operand = std::move(field);
    } else {
      wrong.push_back(is_operator(name) ? say::two_operators(field, s.path, name, op)
                                        : say::beside_operator(field, s.path, name,
                                                               op.empty() ? "an operator" : op));
      good = false;
    }
  }
  if (!good) return false;
  s.kind = op == "times"  ? Setting::Kind::times
           : op == "plus" ? Setting::Kind::plus
           : op == "add"  ? Setting::Kind::add
                          : Setting::Kind::remove;
  if (s.kind == Setting::Kind::times || s.kind == Setting::Kind::plus)
    return read_operation(s, map, *operand, mark, std::move(range), wrong);
  if (range) {
    wrong.push_back(say::beside_operator(*range, s.path, "range", op));
    return false;
  }
  return s.kind == Setting::Kind::add ? read_added(s, std::move(*operand), mark, wrong)
                                      : read_removed(s, std::move(*operand), wrong);
}

}  // namespace czt
