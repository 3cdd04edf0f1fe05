#include "czt/scenario/scenario.hpp"

namespace czt {

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
