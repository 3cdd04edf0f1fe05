#include "xml_file.hpp"

#include <algorithm>

#include "czt/core/text.hpp"

namespace czt {

namespace {

/// Latin-1 (and what Windows makes of it) as UTF-8, where the file says that it is that.
std::string as_utf8(const std::string& text) {
  std::string head = text.substr(0, 200);
  head.resize(std::min(head.size(), head.find("?>")));
  for (char& c : head) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  const bool latin = head.find("iso-8859-1") != std::string::npos || head.find("latin1") != std::string::npos || head.find("windows-1252") != std::string::npos;
  if (!latin || is_valid_utf8(text)) return text;
  std::string utf8;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      utf8 += c;
    } else {
      utf8 += static_cast<char>(0xC0 | byte >> 6);
      utf8 += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return utf8;
}

}  // namespace

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child_of(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_node child : node.children())
    if (local_name(child) == name) return child;
  return {};
}

std::optional<XmlFile> XmlFile::read(const std::string& text, const std::string& path, std::string_view root, Findings& findings) {
  const auto refuse = [&](int line, std::string why, std::string remedy = {}) {
    findings.refuse({path, line, {}}, std::move(why), std::move(remedy));
    return std::nullopt;
  };
  if (text.size() > most_bytes) return refuse(0, "the file is larger than 512 MB");
  if (text.starts_with("\x1f\x8b")) return refuse(0, "the file is packed", "unpack it first: gunzip FILE.gz");
  if (text.starts_with("PK")) return refuse(0, "the file is a zip archive", "unpack it first");
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return refuse(1, "the file is UTF-16", "convert it: iconv -f UTF-16 -t UTF-8");
  const std::string utf8 = as_utf8(text);
  if (!is_valid_utf8(utf8)) return refuse(1, "the file is neither UTF-8 nor Latin-1", "convert it: iconv -f ENCODING -t UTF-8");
  XmlFile file;
  file.path_ = path;
  for (std::size_t at = utf8.find('\n'); at != std::string::npos; at = utf8.find('\n', at + 1)) file.line_ends_.push_back(static_cast<std::ptrdiff_t>(at));
  file.document_ = std::make_unique<pugi::xml_document>();
  if (utf8.find_first_not_of(" \t\r\n") == std::string::npos) return refuse(0, "the file is empty");
  const pugi::xml_parse_result parsed = file.document_->load_buffer(utf8.data(), utf8.size(), pugi::parse_default, pugi::encoding_utf8);
  const auto line_at = [&](std::ptrdiff_t offset) {
    return static_cast<int>(std::lower_bound(file.line_ends_.begin(), file.line_ends_.end(), offset) - file.line_ends_.begin()) + 1;
  };
  if (!parsed) return refuse(line_at(parsed.offset), std::string("this is no XML: ") + parsed.description());
  if (!root.empty() && local_name(file.root()) != root)
    return refuse(line_at(file.root().offset_debug()), "the file is no <" + std::string(root) + ">, but <" + escape_control(local_name(file.root())) + ">");
  return file;
}

CellPlace XmlFile::place(pugi::xml_node node, std::string_view attribute) const {
  const auto ends = std::lower_bound(line_ends_.begin(), line_ends_.end(), node.offset_debug());
  std::string field = escape_control(local_name(node));
  if (const char* id = node.attribute("id").value(); *id != '\0') field += " " + escape_control(id);
  if (!attribute.empty()) field += " " + std::string(attribute);
  return {path_, static_cast<int>(ends - line_ends_.begin()) + 1, field};
}

}  // namespace czt
