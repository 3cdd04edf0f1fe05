#pragma once
/// XML of others in memory, and where in the file its elements stand. pugixml reads neither document types nor entities of
/// their making, and does not recurse, so that nothing outside the file is opened and no nesting is too deep.

#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "czt/exchange/findings.hpp"

namespace czt {

class XmlFile {
 public:
  static constexpr std::size_t most_bytes = std::size_t{512} << 20;

  /// `root`: what the document element must be called; empty: anything. UTF-8 and Latin-1 are read; none where the findings have an error.
  static std::optional<XmlFile> read(const std::string& text, const std::string& path, std::string_view root, Findings& findings);

  [[nodiscard]] pugi::xml_node root() const { return document_->document_element(); }
  /// Line and name of an element, and of its attribute.
  [[nodiscard]] CellPlace place(pugi::xml_node node, std::string_view attribute = {}) const;

 private:
  std::string path_;
  std::unique_ptr<pugi::xml_document> document_;
  std::vector<std::ptrdiff_t> line_ends_;
};

/// The name without the prefix of its namespace.
std::string_view local_name(pugi::xml_node node);
/// The first child of that name; null if there is none.
pugi::xml_node child_of(pugi::xml_node node, std::string_view name);

}  // namespace czt
