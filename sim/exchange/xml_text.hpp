#pragma once
/// Text written into an XML file.

#include <set>
#include <string>
#include <string_view>

namespace czt {

/// The value of an attribute, without its quotes; characters that XML has no way to write are spaces.
std::string xml_text(std::string_view text);

/// Names as ids of programs that take lists of ids apart at spaces and know ASCII alone (SUMO's `lines` find nobody with an
/// en dash in them): what such a program refuses is '_' or '-', and what has become the same gets a number.
class PlainIds {
 public:
  std::string operator()(std::string_view name);

 private:
  std::set<std::string, std::less<>> taken_;
};

}  // namespace czt
