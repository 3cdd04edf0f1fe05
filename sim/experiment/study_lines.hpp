#pragma once
/// Lines of the tables of a study, gathered into larger pieces. (Lines, of a day's tables, is another class.)

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>

#include "czt/core/csv.hpp"
#include "czt/core/text.hpp"
#include "czt/observe/tables.hpp"

namespace czt {

class StudyLines {
 public:
  explicit StudyLines(const Sink& to) : to_(to) {}
  void field(std::string_view text) { begin() += csv_field(text); }
  void field(double number) {
    begin();
    if (!std::isnan(number)) buffer_ += to_shortest(number);
  }
  void field(std::uint64_t number) { fmt::format_to(std::back_inserter(begin()), "{}", number); }
  void heads(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) field(name);
  }
  void end() {
    buffer_ += '\n';
    first_ = true;
    if (buffer_.size() > (1 << 16)) flush();
  }
  void flush() {
    to_(buffer_);
    buffer_.clear();
  }

 private:
  std::string& begin() {
    if (!first_) buffer_ += ',';
    first_ = false;
    return buffer_;
  }
  const Sink& to_;
  std::string buffer_;
  bool first_ = true;
};

}  // namespace czt
