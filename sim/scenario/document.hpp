#pragma once
/// YAML text → a tree of Values with places. The only file pair that knows yaml-cpp.

#include <string>
#include <string_view>

#include "czt/core/result.hpp"
#include "czt/scenario/scenario.hpp"

namespace czt {

/// One YAML document whose root is a map. Every fault of the text is an error here: encoding,
/// quotes, brackets, tabs, a key twice, merge keys, tags, several documents, too many nodes or
/// aliases, depth.
Result<Value> parse_document(const std::string& name, std::string text);
/// A value as --set gives it: [A, B], {a: 1} or a plain text.
Result<Value> parse_flow(const std::string& name, std::string text);

}  // namespace czt
