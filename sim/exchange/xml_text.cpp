#include "xml_text.hpp"

#include "czt/core/text.hpp"

namespace czt {

std::string xml_text(std::string_view text) {
  std::string safe;
  for (const char c : is_valid_utf8(text) ? std::string(text) : escape_control(text)) {
    if (c == '&')
      safe += "&amp;";
    else if (c == '<')
      safe += "&lt;";
    else if (c == '>')
      safe += "&gt;";
    else if (c == '"')
      safe += "&quot;";
    else
      safe += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
  return safe;
}

std::string PlainIds::operator()(std::string_view name) {
  constexpr std::string_view refused = "|\\'\";,<>&*?!:#";
  std::string plain;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0xC0)
      plain += '-';  // a character of several bytes, whose others follow
    else if (byte < 0x80)
      plain += byte <= 0x20 || byte == 0x7F || refused.find(c) != std::string_view::npos ? '_' : c;
  }
  if (plain.find_first_not_of("-_") == std::string::npos) plain = "n";
  std::string unique = plain;
  for (int k = 2; !taken_.insert(unique).second; ++k) unique = plain + "_" + std::to_string(k);
  return unique;
}

}  // namespace czt
