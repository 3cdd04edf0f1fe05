#include "czt/scenario/scenario.hpp"

namespace czt {

Value::Value() = default;
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

const Value* Value::find(std::string_view name) const {
  for (const auto& field : fields)
    if (field.first == name) return &field.second;
  return nullptr;
}

Value* Value::find(std::string_view name) {
  for (auto& field : fields)
    if (field.first == name) return &field.second;
  return nullptr;
}

bool same_tree(const Value& a, const Value& b) {
  if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size() || a.fields.size() != b.fields.size() ||
      a.operations.size() != b.operations.size())
    return false;
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (!same_tree(a.items[i], b.items[i])) return false;
  for (std::size_t i = 0; i < a.fields.size(); ++i)
    if (a.fields[i].first != b.fields[i].first || !same_tree(a.fields[i].second, b.fields[i].second)) return false;
  for (std::size_t i = 0; i < a.operations.size(); ++i)
    if (a.operations[i].kind != b.operations[i].kind || a.operations[i].text != b.operations[i].text) return false;
  return true;
}

}  // namespace czt
