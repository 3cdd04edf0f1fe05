#pragma once
/// A value or everything that is wrong. Shaped like std::expected, so that it can become it.
/// A Diagnostic is one mistake of the user's, with its place; all of them are reported at once.

#include <cassert>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace czt {

/// A place in a text, counted in code points from 1; line 0 means "no place" (a whole file, or the shell).
struct SourcePlace {
  std::string file;
  int line = 0;
  int column = 0;
  friend bool operator==(const SourcePlace&, const SourcePlace&) = default;
};

enum class Severity { error, warning, note };

struct Diagnostic {
  Severity severity = Severity::error;
  SourcePlace where;
  std::string path;     ///< the parameter's path, e.g. timetable.zhuzhou up.every
  std::string message;  ///< what was found and what is allowed
  std::string hint;     ///< a suggestion: did you mean …; may be empty
  int length = 1;       ///< code points under the caret
  SourcePlace also;     ///< a second place (first used here), when there is one
  std::string also_message;
};
using Diagnostics = std::vector<Diagnostic>;

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(Diagnostics wrong) : content_(std::in_place_index<1>, std::move(wrong)) {}
  Result(Diagnostic wrong) : content_(std::in_place_index<1>, Diagnostics{std::move(wrong)}) {}

  [[nodiscard]] bool has_value() const { return content_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  T& value() & { assert(has_value()); return std::get<0>(content_); }
  const T& value() const& { assert(has_value()); return std::get<0>(content_); }
  T&& value() && { assert(has_value()); return std::get<0>(std::move(content_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  [[nodiscard]] const Diagnostics& error() const { assert(!has_value()); return std::get<1>(content_); }

 private:
  std::variant<T, Diagnostics> content_;
};

}  // namespace czt
