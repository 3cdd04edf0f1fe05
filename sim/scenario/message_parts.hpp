#pragma once
/// Phrases that several messages share.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/messages.hpp"

namespace czt::say {

/// At most 60 characters of what was found.
std::string shown(std::string_view text);
/// "found 'x'", "found a list"
std::string found(const Value& value);
Diagnostic at(const SourcePlace& where, int length, const std::string& path, std::string message,
              std::string hint = {});
Diagnostic at(const Value& value, const std::string& path, std::string message,
              std::string hint = {});
Diagnostic at_key(const Value& value, std::string_view name, const std::string& path,
                  std::string message, std::string hint = {});
Diagnostic& also(Diagnostic& d, const SourcePlace& where, std::string message);
std::string did_you_mean(std::string_view name, std::span<const std::string> allowed);
/// "did you mean …", else "there are: a, b, c".
std::string suggestion(std::string_view name, std::span<const std::string> allowed,
                       std::string_view what);
/// "in fares", "at the top of a scenario"
std::string in_parent(std::string_view parent);
std::vector<std::string> choices_of(const Key& key);
std::string listed(std::span<const std::string> names);
/// "a duration such as 12 min, above 0 s"
std::string expected(const Key& key);

}  // namespace czt::say
