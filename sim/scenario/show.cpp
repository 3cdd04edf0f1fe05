/// The resolved scenario, defaults and provenance included; and its digest.

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <system_error>

#include "czt/core/digest.hpp"
#include "czt/core/text.hpp"
#include "scenario/check.hpp"
#include "scenario/quantity.hpp"
#include "scenario/visit.hpp"
#include "scenario/whole.hpp"

namespace czt {
namespace {

/// written: as a person wrote them, then the keys with a default. table: keys in the table's order,
/// so that their order in the file does not matter, then the items of a collection, whose order
/// does.
enum class Order { written, table };

/// Visits every value: f(path, value or null, key)
template <Order order, class F>
void visit(const Value* value, const KeyNode& node, const PathLink& path, const F& f) {
  if (!node.is_map()) {
    if (value != nullptr || !node.key->fallback.empty()) f(path, value, *node.key);
    return;
  }
  const auto items = [&](bool keys_too) {
    if (value == nullptr) return;
    for (const auto& [name, field] : value->fields) {
      const KeyNode* child = node.child(name);
      if (child != nullptr && (keys_too || child == node.any))
        visit<order>(&field, *child, PathLink{&path, name}, f);
    }
  };
  if (order == Order::written) items(true);
  for (const KeyNode* child : node.children) {
    const Value* there = value == nullptr ? nullptr : value->find(child->name);
    if (order == Order::table || there == nullptr)
      visit<order>(there, *child, PathLink{&path, child->name}, f);
  }
  if (order == Order::table) items(false);
}

std::string item_as_text(const Value& item, const Value& owner, const Key& key) {
  if (owner.operations.empty() ||
      !(is_numeric(key.dimension) || key.dimension == Dimension::clocks))
    return item.text;
  Key one = key;
  if (key.dimension == Dimension::clocks) one.dimension = Dimension::clock;
  return written(
      in_own_unit(after_operations(parse_quantity(item.text, key.dimension).value, owner), one),
      one);
}

std::string as_text(const Value& value, const Key& key) {
  if (value.kind == Value::Kind::scalar) return item_as_text(value, value, key);
  std::string text = "[";
  for (const Value& item : value.items) {
    if (text.size() > 1) text += ", ";
    text += item_as_text(item, value, key);
  }
  return text + "]";
}

std::string mark_text(const Provenance& p) {
  const std::string_view name = p.mark == Mark::sourced   ? "sourced"
                                : p.mark == Mark::derived ? "derived"
                                                          : "assumed";
  if (p.mark == Mark::none) return {};
  return p.text.empty() ? std::string(name) : fmt::format("{}: {}", name, p.text);
}

std::string range_text(const std::optional<std::pair<std::string, std::string>>& range) {
  return range ? fmt::format(" [{}, {}]", range->first, range->second) : std::string();
}

/// "assumed: why [1.5, 3.0]"; an operation adds "0.12 /day times 2 (assumed [1.5, 3.0])".
std::string remark(const Value& value) {
  std::string text = mark_text(value.provenance) + range_text(value.range);
  if (value.operations.empty()) return text;
  std::string said = value.kind == Value::Kind::scalar ? value.text : "the list";
  for (const Operation& op : value.operations) {
    said += fmt::format(" {} {}", op.kind == Operation::Kind::times ? "times" : "plus", op.text);
    const std::string why = mark_text(op.provenance) + range_text(op.range);
    if (!why.empty()) said += fmt::format(" ({})", why);
  }
  return text.empty() ? said : fmt::format("{}; {}", text, said);
}

/// A value that two spellings share: 90 s and 1.5 min are the same.
std::string normal(const Value* value, const Key& key) {
  const auto one = [&](const std::string& text) {
    if (!is_numeric(key.dimension) && key.dimension != Dimension::clocks && key.dimension != Dimension::durations) return text;
    const Parsed parsed = parse_quantity(text, key.dimension);
    if (!parsed.problem.empty()) return text;  // a word such as when_ready
    return to_shortest(value == nullptr ? parsed.value : after_operations(parsed.value, *value));
  };
  if (value == nullptr) return one(std::string(key.fallback));
  if (value->kind == Value::Kind::scalar) return one(value->text);
  std::string text = "[";
  for (const Value& item : value->items)
    text += fmt::format("{}:{},", item.text.size(), one(item.text));
  return text + "]";
}

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return in ? std::string(std::istreambuf_iterator<char>(in), {}) : std::string();
}

}  // namespace

void visit_as_written(const Value& tree, const OnValue& f) {
  visit<Order::written>(&tree, key_tree(), PathLink{}, f);
}

std::string text_of(const Value* value, const Key& key) {
  return value == nullptr ? std::string(key.fallback) : as_text(*value, key);
}

std::string line_of(const PathLink& path, const Value* value, const Key& key) {
  const std::string remarks = value == nullptr ? std::string("default") : remark(*value);
  const std::string text = text_of(value, key);
  std::string line = fmt::format("{} = {}", escape_control(path.text()), escape_control(text));
  line += remarks.empty() ? "\n" : fmt::format("  # {}\n", escape_control(remarks));
  return line;
}

std::string show(const Scenario& scenario) {
  std::string out = fmt::format("scenario = {}\n", escape_control(scenario.name));
  if (!scenario.about_en.empty())
    out += fmt::format("about.en = {}\n", escape_control(scenario.about_en));
  if (!scenario.about_zh.empty())
    out += fmt::format("about.zh = {}\n", escape_control(scenario.about_zh));
  visit_as_written(scenario.tree, [&](const PathLink& path, const Value* value, const Key& key) {
    out += line_of(path, value, key);
  });
  return out;
}

std::string digest(const Scenario& scenario) {
  Sha256 sha;
  visit<Order::table>(&scenario.tree, key_tree(), PathLink{},
                      [&](const PathLink& path, const Value* value, const Key& key) {
                        sha.add(path.text());
                        sha.add("=");
                        if (key.dimension == Dimension::file_path && value != nullptr)
                          sha.add(sha256_hex(content_of(
                              resolve_file(*value))));  // what is in it, not where it lies
                        else
                          sha.add(normal(value, key));
                        sha.add("\n");
                      });
  return sha.hex();
}

}  // namespace czt
