#include "czt/report/json.hpp"

#include <fmt/format.h>

#include <cmath>

#include "czt/core/text.hpp"

namespace czt {

void Json::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_elements_.empty()) return;
  if (has_elements_.back()) text_ += line_ ? "," : ", ";
  has_elements_.back() = true;
  if (line_) text_ += '\n' + std::string(has_elements_.size(), ' ');
  line_ = false;
}

Json& Json::raw(std::string_view text) {
  before_value();
  text_ += text;
  return *this;
}
Json& Json::begin_object() {
  raw("{");
  has_elements_.push_back(false);
  return *this;
}
Json& Json::end_object() {
  text_ += '}';
  has_elements_.pop_back();
  return *this;
}
Json& Json::begin_array() {
  raw("[");
  has_elements_.push_back(false);
  return *this;
}
Json& Json::end_array() {
  text_ += ']';
  has_elements_.pop_back();
  return *this;
}
Json& Json::key(std::string_view name) {
  before_value();
  text_ += json_string(name) + ": ";
  after_key_ = true;
  return *this;
}
Json& Json::value(std::string_view text) { return raw(json_string(text)); }
Json& Json::value(double number) {
  return raw(std::isfinite(number) ? to_shortest(number) : "null");
}
Json& Json::value(bool truth) { return raw(truth ? "true" : "false"); }
Json& Json::line() {
  line_ = true;
  return *this;
}

std::string json_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        quoted += "\\\"";
        break;
      case '\\':
        quoted += "\\\\";
        break;
      case '\n':
        quoted += "\\n";
        break;
      case '\r':
        quoted += "\\r";
        break;
      case '\t':
        quoted += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
          quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        else
          quoted += c;
    }
  }
  return quoted + '"';
}

}  // namespace czt
