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

}  // namespace czt
