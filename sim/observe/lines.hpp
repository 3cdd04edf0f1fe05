#pragma once
/// Lines of a CSV table, written field by field and handed on in large pieces.

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "czt/core/csv.hpp"
#include "czt/core/text.hpp"
#include "czt/observe/tables.hpp"

namespace czt {

class Lines {
 public:
  explicit Lines(const Sink& sink) : sink_(sink) { text_.reserve(piece + 1024); }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;
  ~Lines() = default;

  Lines& field(std::string_view text) {
    if (!at_start_) text_ += ',';
    at_start_ = false;
    text_ += text;
    return *this;
  }
  template <std::integral T>
  Lines& field(T number) {
    return field(fmt::format_int(number).c_str());
  }
  /// Quoted where it has to be.
  Lines& words(std::string_view text) { return field(csv_field(text)); }
  /// So that reading gives the same number; nothing for NaN.
  Lines& field(double value) { return field(std::isnan(value) ? std::string() : to_shortest(value)); }
  Lines& heads(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) field(name);
    return *this;
  }
  /// Milliseconds as seconds: "25230", "25230.125".
  Lines& seconds(std::int64_t ms) {
    std::array<char, 32> text;
    const std::int64_t whole = ms / 1000;
    const auto part = static_cast<int>(ms % 1000);
    char* end = part == 0
                    ? fmt::format_to(text.data(), "{}", whole)
                    : fmt::format_to(text.data(), "{}{}.{:03}", ms < 0 && whole == 0 ? "-" : "",
                                     whole, part < 0 ? -part : part);
    if (part != 0)
      while (end[-1] == '0') --end;
    return field({text.data(), static_cast<std::size_t>(end - text.data())});
  }
  void end() {
    text_ += '\n';
    at_start_ = true;
    if (text_.size() >= piece) flush();
  }
  void flush() {
    sink_(text_);
    text_.clear();
  }

 private:
  static constexpr std::size_t piece = 1u << 16;  ///< bytes handed on at a time
  const Sink& sink_;
  std::string text_;
  bool at_start_ = true;
};

}  // namespace czt
