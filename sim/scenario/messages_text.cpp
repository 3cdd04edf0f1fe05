/// What is said about a file's text and its YAML.

#include <fmt/format.h>

#include "scenario/messages.hpp"

namespace czt::say {
namespace {

Diagnostic of_file(const std::string& file, std::string message, std::string hint = {}) {
  Diagnostic d;
  d.where.file = file;
  d.message = std::move(message);
  d.hint = std::move(hint);
  return d;
}

Diagnostic at(const SourcePlace& where, std::string message, std::string hint = {},
              int length = 1) {
  Diagnostic d;
  d.where = where;
  d.message = std::move(message);
  d.hint = std::move(hint);
  d.length = length;
  return d;
}

}  // namespace

Diagnostic no_such_file(const std::string& file) { return of_file(file, "there is no such file"); }
Diagnostic is_a_folder(const std::string& file) {
  return of_file(file, "is a folder, not a scenario file", "name a .yaml file in it");
}
Diagnostic not_a_regular_file(const std::string& file) {
  return of_file(file, "is not a regular file", "devices, pipes and sockets are not read");
}
Diagnostic cannot_read(const std::string& file) { return of_file(file, "cannot be read"); }
Diagnostic file_too_large(const std::string& file, std::uintmax_t size, std::size_t most) {
  return of_file(file,
                 fmt::format("has {} MB; at most {} MB are read", (size >> 20) + 1, most >> 20));
}
Diagnostic file_is_empty(const std::string& file) {
  return of_file(file, "the file is empty", "a scenario begins with 'scenario: its name'");
}
Diagnostic is_utf16(const std::string& file) {
  return of_file(file, "the file is UTF-16; scenarios are UTF-8",
                 "convert with iconv -f UTF-16 -t UTF-8");
}
Diagnostic has_nul(const SourcePlace& where) {
  return at(where, "the text holds a NUL byte", "the file may be damaged, or no text at all");
}
Diagnostic is_gbk(const SourcePlace& where) {
  return at(where, "the file is not UTF-8; it looks like GBK",
            "convert with iconv -f GB18030 -t UTF-8");
}
Diagnostic not_utf8(const SourcePlace& where) {
  return at(where, "the file is not UTF-8", "save it as UTF-8 in the editor");
}

Diagnostic quote_never_closed(const SourcePlace& where, char quote) {
  return at(where, fmt::format("the quote {} opened here is never closed", quote));
}
Diagnostic never_closed(const SourcePlace& where, char bracket) {
  return at(where,
            fmt::format("the {} '{}' opened here is never closed", bracket == '[' ? "list" : "map",
                        bracket),
            fmt::format("a '{}' is missing", bracket == '[' ? ']' : '}'));
}
Diagnostic closes_nothing(const SourcePlace& where, char bracket) {
  return at(where, fmt::format("'{}' closes nothing", bracket),
            "if it belongs to a text, put the text in quotes");
}
Diagnostic closes_other(const SourcePlace& where, char bracket, const SourcePlace& opened,
                        char opened_by) {
  Diagnostic d = at(where, fmt::format("'{}' closes what '{}' opened", bracket, opened_by));
  d.also = opened;
  d.also_message = "opened here";
  return d;
}
Diagnostic tab_indents(const SourcePlace& where) {
  return at(where, "a tab indents this line", "indent with spaces");
}
Diagnostic cannot_begin(const SourcePlace& where, char c) {
  return at(where, fmt::format("'{}' cannot begin a value", c), "put the text in quotes");
}
Diagnostic nested_too_deeply(const SourcePlace& where, int most) {
  return at(where, fmt::format("nested too deeply: more than {} levels", most));
}
Diagnostic too_many_nodes(const SourcePlace& where, std::size_t most) {
  return at(where, fmt::format("the file holds more than {} values", most),
            "write long tables as CSV files (timetable.file, demand.od)");
}
Diagnostic too_many_aliases(const SourcePlace& where, int most) {
  return at(where, fmt::format("more than {} aliases (*name)", most),
            "write the values out, or use base and changes");
}
Diagnostic aliases_too_large(const SourcePlace& where, std::size_t most) {
  return at(where, fmt::format("aliases (*name) stand for more than {} values", most));
}
Diagnostic alias_of_itself(const SourcePlace& where) {
  return at(where, "this alias stands inside what it repeats");
}
Diagnostic several_documents(const SourcePlace& where) {
  return at(where, "a second document begins here; a scenario file holds one",
            "put each scenario in its own file", 3);
}
Diagnostic has_tag(const SourcePlace& where, std::string_view tag) {
  constexpr std::string_view standard = "tag:yaml.org,2002:";
  const std::string shown = tag.starts_with(standard)
                                ? "!!" + std::string(tag.substr(standard.size()))
                                : std::string(tag);
  return at(where, fmt::format("the tag {} is not used here", shown), "write the value alone");
}
Diagnostic merge_key(const SourcePlace& where) {
  return at(where, "merge keys '<<' are not part of YAML 1.2",
            "to inherit from another scenario write 'base: file.yaml'", 2);
}
Diagnostic empty_key(const SourcePlace& where) {
  return at(where, "a key is missing before this ':'");
}
Diagnostic key_not_text(const SourcePlace& where) {
  return at(where, "a key must be a text, not a list or a map",
            "put the key in quotes if it begins with a bracket");
}
Diagnostic key_twice(const SourcePlace& where, std::string_view key, int length,
                     const SourcePlace& first) {
  Diagnostic d =
      at(where, fmt::format("the key '{}' is written twice in one map", key), {}, length);
  d.also = first;
  d.also_message = "first written here";
  return d;
}

Diagnostic yaml_error(const SourcePlace& where, std::string_view yaml_cpp_says,
                      const SourcePlace& long_quote, int long_quote_ends) {
  struct Known {
    std::string_view theirs, message, hint;
  };
  static constexpr Known known[] = {
      {"illegal map value", "a ':' cannot stand here",
       "check the indentation; quote a text that holds ': '"},
      {"end of map not found", "this line does not fit the map above",
       "check its indentation, and that ':' follows the key and a space follows ':'"},
      {"end of map flow not found", "',' or '}' is missing here",
       "quote a text that holds ',', ':' or a bracket"},
      {"end of sequence not found", "this line does not fit the list above",
       "check its indentation"},
      {"end of sequence flow not found", "',' or ']' is missing here",
       "quote a text that holds ',', ':' or a bracket"},
      {"illegal block entry", "a '- ' cannot stand here",
       "begin the list on its own line, or write [a, b]"},
      {"illegal map key", "a key cannot stand here",
       "check the indentation; quote a text that holds ': '"},
      {"illegal flow end", "a bracket closes nothing here", ""},
      {"unknown token", "this character cannot begin a value", "put the text in quotes"},
      {"unknown escape character", "unknown escape after '\\'",
       "in double quotes write \\\\ for a backslash, or use single quotes"},
      {"the referenced anchor is not defined",
       "this alias repeats nothing: its anchor (&name) is not defined above", ""},
      {"alias not found after *", "a name is missing after '*'",
       "quote a text that begins with '*'"},
      {"anchor not found after &", "a name is missing after '&'",
       "quote a text that begins with '&'"},
      {"illegal tab when looking for indentation", "a tab indents this line", "indent with spaces"},
      {"illegal EOF in scalar", "the file ends inside a quoted text", ""},
      {"bad file", "nested too deeply", ""},
  };
  Diagnostic d = at(where, fmt::format("this is not YAML ({})", yaml_cpp_says));
  for (const Known& k : known)
    if (yaml_cpp_says.starts_with(k.theirs))
      d = at(where, std::string(k.message), std::string(k.hint));
  if (long_quote.line > 0 && long_quote.line <= where.line) {
    d.also = long_quote;
    d.also_message =
        fmt::format("a quote opened here ends on line {}: was it forgotten here?", long_quote_ends);
  }
  return d;
}

Diagnostic root_not_map(const Value& root) {
  if (root.kind == Value::Kind::list)
    return at(root.where, "found a list; a scenario is a map of keys",
              "begin with 'scenario: its name'");
  const bool no_space = root.text.find(':') != std::string::npos;
  return at(root.where, "found a text; a scenario is a map of keys",
            no_space ? "write a space after ':'" : "begin with 'scenario: its name'", root.length);
}

}  // namespace czt::say
