#pragma once
/// Every value of a resolved scenario beside its key, in the order in which a person wrote them.

#include <functional>
#include <string>

#include "scenario/check.hpp"

namespace czt {

/// The value is null where a default holds.
using OnValue = std::function<void(const PathLink& path, const Value* value, const Key& key)>;
void visit_as_written(const Value& tree, const OnValue& f);

/// What is in force, operations applied; null: the default.
std::string text_of(const Value* value, const Key& key);
/// "fares.per_km = 0.385 yuan  # sourced: the paper", with its newline.
std::string line_of(const PathLink& path, const Value* value, const Key& key);

}  // namespace czt
