#pragma once
/// A JSON text written in the order given, doubles in the shortest form that reads back the same,
/// NaN and infinities as null.

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace czt {

class Json {
 public:
  Json& begin_object();
  Json& end_object();
  Json& begin_array();
  Json& end_array();
  Json& key(std::string_view name);
  Json& value(std::string_view text);
  Json& value(const char* text) { return value(std::string_view(text)); }
  Json& value(const std::string& text) { return value(std::string_view(text)); }
  Json& value(double number);
  Json& value(bool truth);
  template <std::integral T>
  Json& value(T number) {
    return raw(std::to_string(number));
  }
  Json& null() { return raw("null"); }
  /// key and value in one.
  template <class T>
  Json& field(std::string_view name, const T& v) {
    key(name);
    return value(v);
  }
  /// The next element of the open array begins on a line of its own.
  Json& line();

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  Json& raw(std::string_view text);
  void before_value();
  std::string text_;
  std::vector<bool> has_elements_;  ///< per open object or array
  bool after_key_ = false;
  bool line_ = false;
};

std::string json_string(std::string_view text);

}  // namespace czt
