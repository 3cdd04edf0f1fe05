#pragma once
/// Every sentence that the reader says about a mistake, in one place, so that it can be said in
/// another language. Functions are grouped as a file is read: the text, its YAML, keys and values,
/// changes, files.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "czt/core/result.hpp"
#include "czt/scenario/keys.hpp"
#include "czt/scenario/scenario.hpp"

namespace czt::say {

// the file and its text
Diagnostic no_such_file(const std::string& file);
Diagnostic is_a_folder(const std::string& file);
Diagnostic not_a_regular_file(const std::string& file);
Diagnostic cannot_read(const std::string& file);
Diagnostic file_too_large(const std::string& file, std::uintmax_t size, std::size_t most);
Diagnostic file_is_empty(const std::string& file);
Diagnostic is_utf16(const std::string& file);
Diagnostic has_nul(const SourcePlace& where);
Diagnostic is_gbk(const SourcePlace& where);
Diagnostic not_utf8(const SourcePlace& where);

// quotes, brackets, indentation, YAML
Diagnostic quote_never_closed(const SourcePlace& where, char quote);
Diagnostic never_closed(const SourcePlace& where, char bracket);
Diagnostic closes_nothing(const SourcePlace& where, char bracket);
Diagnostic closes_other(const SourcePlace& where, char bracket, const SourcePlace& opened,
                        char opened_by);
Diagnostic tab_indents(const SourcePlace& where);
Diagnostic cannot_begin(const SourcePlace& where, char c);
Diagnostic nested_too_deeply(const SourcePlace& where, int most);
Diagnostic too_many_nodes(const SourcePlace& where, std::size_t most);
Diagnostic too_many_aliases(const SourcePlace& where, int most);
Diagnostic aliases_too_large(const SourcePlace& where, std::size_t most);
Diagnostic alias_of_itself(const SourcePlace& where);
Diagnostic several_documents(const SourcePlace& where);
Diagnostic has_tag(const SourcePlace& where, std::string_view tag);
Diagnostic merge_key(const SourcePlace& where);
Diagnostic empty_key(const SourcePlace& where);
Diagnostic key_not_text(const SourcePlace& where);
Diagnostic key_twice(const SourcePlace& where, std::string_view key, int length,
                     const SourcePlace& first);
Diagnostic yaml_error(const SourcePlace& where, std::string_view yaml_cpp_says,
                      const SourcePlace& long_quote, int long_quote_ends);
Diagnostic root_not_map(const Value& root);

// keys and values
SourcePlace key_place(const Value& value);
Diagnostic unknown_key(const Value& value, const std::string& path, std::string_view name,
                       std::string_view parent, std::span<const std::string> allowed);
Diagnostic reserved_name(const Value& value, const std::string& path, std::string_view name);
Diagnostic missing_key(const Value& parent, const std::string& path, std::string_view name,
                       std::string_view parent_name, const Key& key);
Diagnostic no_value(const Value& value, const std::string& path, const Key* key);
Diagnostic wrong_kind(const Value& value, const std::string& path, const Key& key);
Diagnostic bad_quantity(const Value& value, const std::string& path, const Key& key,
                        std::string_view problem);
Diagnostic out_of_range(const Value& value, const std::string& path, const Key& key);
Diagnostic not_a_choice(const Value& value, const std::string& path, const Key& key);
Diagnostic not_boolean(const Value& value, const std::string& path);
Diagnostic not_increasing(const Value& value, const std::string& path, std::string_view text,
                          const Value& before, std::string_view before_text);
Diagnostic not_hours(const Value& value, const std::string& path);
Diagnostic hours_reversed(const Value& value, const std::string& path);
Diagnostic hours_overlap(const Value& value, const std::string& path, const Value& before);
Diagnostic name_not_clock(const Value& value, const std::string& path, std::string_view name);
Diagnostic listed_twice(const Value& value, const std::string& path, const SourcePlace& first);
Diagnostic no_such_name(const Value& value, const std::string& path, std::string_view what,
                        std::string_view name, std::span<const std::string> allowed);
Diagnostic name_taken(const Value& value, const std::string& path, std::string_view name,
                      std::string_view what, const SourcePlace& first);

// marks
Diagnostic two_marks(const Value& second, const std::string& path, std::string_view name,
                     const Value& first);
Diagnostic bad_mark(const Value& value, const std::string& path, std::string_view name);
Diagnostic range_without_assumed(const Value& range, const std::string& path);
Diagnostic bad_range(const Value& range, const std::string& path, std::string_view problem);
Diagnostic marked_without_value(const Value& map, const std::string& path);
Diagnostic operator_outside_changes(const Value& op, const std::string& path,
                                    std::string_view name);

// changes and --set
Diagnostic bad_path(const SourcePlace& where, int length, const std::string& path);
Diagnostic bad_set(const std::string& where, const std::string& text);
Diagnostic not_settable(const SourcePlace& where, int length, const std::string& path);
Diagnostic no_key_at(const SourcePlace& where, int length, const std::string& path,
                     std::string_view name, std::string_view parent,
                     std::span<const std::string> allowed);
Diagnostic no_such_item(const SourcePlace& where, int length, const std::string& path,
                        std::string_view name, std::string_view parent,
                        std::span<const std::string> allowed);
Diagnostic already_there(const SourcePlace& where, int length, const std::string& path,
                         const SourcePlace& first);
Diagnostic two_operators(const Value& second, const std::string& path, std::string_view name,
                         std::string_view first);
Diagnostic beside_operator(const Value& value, const std::string& path, std::string_view name,
                           std::string_view op);
Diagnostic cannot_apply(const Value& value, const std::string& path, std::string_view op,
                        std::string_view why);
Diagnostic nothing_to_change(const SourcePlace& where, int length, const std::string& path,
                             std::string_view op);
Diagnostic becomes_out_of_range(const Operation& op, int length, const std::string& path,
                                const Key& key, double si);
Diagnostic written_by_two(const SourcePlace& where, int length, const std::string& path,
                          std::string_view change, std::string_view other_path,
                          std::string_view other_change, const SourcePlace& other);
Diagnostic changes_not_map(const Value& value, const std::string& path);
Diagnostic no_such_change(std::string_view name, const std::string& file,
                          std::span<const std::string> allowed);

// base and other files
Diagnostic base_cycle(const Value& base, std::string_view chain);
Diagnostic base_too_deep(const Value& base, int most);
Diagnostic base_not_read(const Value& base, const Diagnostic& why);
Diagnostic base_closed(const Value& base);
Diagnostic file_escapes(const Value& value, const std::string& path);
Diagnostic file_not_there(const Value& value, const std::string& path, const std::string& file);

// what fits together
Diagnostic plain(const Value& value, const std::string& path, std::string message,
                 std::string hint = {});
Diagnostic plain_also(const Value& value, const std::string& path, std::string message,
                      const Value& other, std::string also);

}  // namespace czt::say
