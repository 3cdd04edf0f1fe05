/// Parts of what `show` prints: one path, or the whole at a glance.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "czt/scenario/parameters.hpp"
#include "czt/core/text.hpp"
#include "scenario/visit.hpp"

namespace czt {
namespace {

std::vector<std::string> names_of(const PathLink& path) {
  std::vector<std::string> names;
  for (const PathLink* link = &path; link != nullptr; link = link->up)
    if (!link->name.empty()) names.emplace_back(link->name);
  std::reverse(names.begin(), names.end());
  return names;
}

/// The item's name as the scenario writes it, for its English or Chinese name.
std::optional<std::string> item_named(const Value& map, const std::string& name) {
  for (const auto& [own, item] : map.fields) {
    const Value* zh = item.find("zh");
    if (own == name || (zh != nullptr && zh->text == name)) return own;
  }
  return std::nullopt;
}

Diagnostic no_such_part(std::string_view path, const std::string& name,
                        const std::vector<std::string>& allowed) {
  Diagnostic d;
  d.path = path;
  d.message = fmt::format("the scenario has no '{}'", name);
  if (const auto best = nearest(name, allowed)) d.hint = fmt::format("did you mean '{}'?", *best);
  return d;
}

/// The names of a path as the scenario writes them.
Result<std::vector<std::string>> as_written(const Value& tree, std::string_view path) {
  const auto names = split_path(path);
  if (!names) return no_such_part(path, std::string(path), {});
  std::vector<std::string> written;
  const Value* value = &tree;
  const KeyNode* node = &key_tree();
  for (const std::string& name : *names) {
    const bool fixed = node->fixed(name) != nullptr;
    std::optional<std::string> own = name;
    if (!fixed)
      own = value == nullptr || node->any == nullptr ? std::nullopt : item_named(*value, name);
    if (!own) {
      std::vector<std::string> allowed = fixed_names(*node);
      if (node->any != nullptr && value != nullptr)
        for (const auto& field : value->fields) allowed.push_back(field.first);
      return no_such_part(path, name, allowed);
    }
    node = node->child(*own);
    value = value == nullptr ? nullptr : value->find(*own);
    written.push_back(std::move(*own));
  }
  return written;
}

/// How many values bear which mark.
struct Count {
  std::array<std::size_t, 5> of{};  // no mark, sourced, derived, assumed; default
  void add(const Value* value) {
    ++of[value == nullptr ? 4 : static_cast<std::size_t>(value->provenance.mark)];
  }
  [[nodiscard]] std::string text() const {
    std::size_t all = 0;
    for (const std::size_t n : of) all += n;
    std::string parts;
    for (std::size_t m = 1; m < of.size(); ++m)
      if (of[m] > 0) parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ", of[m], m == 4 ? "default" : to_text(static_cast<Mark>(m)));
    return fmt::format("{} value{}{}", all, all == 1 ? "" : "s",
                       parts.empty() ? "" : " (" + parts + ")");
  }
};

/// Names in lines of at most 80 cells.
std::string listed(const std::vector<std::string>& names) {
  std::string out, line = "   ";
  for (std::size_t n = 0; n < names.size(); ++n) {
    const std::string piece = " " + escape_control(names[n]) + (n + 1 < names.size() ? "," : "");
    if (display_width(line) + display_width(piece) > terminal_columns && line != "   ") {
      out += line + "\n";
      line = "   ";
    }
    line += piece;
  }
  return out + line + "\n";
}

/// A collection, such as stations, or timetable without its fixed keys.
struct Collection {
  std::string path;
  std::vector<std::string> items;
  Count values;

  [[nodiscard]] std::string text() const {
    return fmt::format("{}: {}, {}\n", escape_control(path), items.size(), values.text()) +
           listed(items);
  }
};

/// Where in the path the name of a collection's item stands, if it does.
std::optional<std::size_t> row_of_item(const std::vector<std::string>& names) {
  const KeyNode* node = &key_tree();
  for (std::size_t row = 0; row < names.size(); ++row) {
    if (node->fixed(names[row]) == nullptr) return row;
    node = node->fixed(names[row]);
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> show(const Scenario& scenario, std::string_view path) {
  const auto wanted = as_written(scenario.tree, path);
  if (!wanted) return wanted.error();
  std::string out;
  visit_as_written(scenario.tree, [&](const PathLink& link, const Value* value, const Key& key) {
    const std::vector<std::string> names = names_of(link);
    if (names.size() >= wanted->size() && std::equal(wanted->begin(), wanted->end(), names.begin()))
      out += line_of(link, value, key);
  });
  if (out.empty()) return no_such_part(path, wanted->back(), {});
  return out;
}

std::string overview(const Scenario& scenario) {
  struct Part {
    std::string line;  // or, if empty, a collection
    std::size_t collection = 0;
  };
  std::vector<Part> parts;
  std::vector<Collection> collections;
  Count all;
  visit_as_written(scenario.tree, [&](const PathLink& link, const Value* value, const Key& key) {
    all.add(value);
    const std::vector<std::string> names = names_of(link);
    const auto row = row_of_item(names);
    if (!row) return parts.push_back({line_of(link, value, key), 0});
    const std::string path = join_path(std::span(names).first(*row));
    auto found = std::find_if(collections.begin(), collections.end(),
                              [&](const Collection& c) { return c.path == path; });
    if (found == collections.end()) {
      parts.push_back({{}, collections.size()});
      found = collections.insert(collections.end(), Collection{path, {}, {}});
    }
    if (found->items.empty() || found->items.back() != names[*row])
      found->items.push_back(names[*row]);
    found->values.add(value);
  });

  std::string out = fmt::format("scenario = {}\n", escape_control(scenario.name));
  if (!scenario.about_en.empty())
    out += fmt::format("about.en = {}\n", escape_control(scenario.about_en));
  if (!scenario.about_zh.empty())
    out += fmt::format("about.zh = {}\n", escape_control(scenario.about_zh));
  if (scenario.chain.size() > 1)
    out += fmt::format("base = {}\n", escape_control(scenario.chain[1].generic_string()));
  std::vector<std::string> changes;
  for (const NamedChange& change : scenario.changes) changes.push_back(change.name);
  if (!changes.empty()) out += fmt::format("changes: {}\n", changes.size()) + listed(changes);
  for (const Part& part : parts)
    out += part.line.empty() ? collections[part.collection].text() : part.line;
  return out +
         fmt::format("In all {}; assumed with a range: {}.\n", all.text(), scenario.assumed.size());
}

}  // namespace czt
