/// Missing keys and references: what a value names must be there.

#include <algorithm>
#include <set>
#include <system_error>
#include <tuple>
#include <unordered_map>

#include "scenario/check.hpp"
#include "scenario/messages.hpp"
#include "scenario/whole.hpp"

namespace czt {
namespace {

namespace fs = std::filesystem;

void missing(const Value& value, const KeyNode& node, const PathLink& path, Diagnostics& wrong) {
  if (value.kind != Value::Kind::map) return;
  for (const KeyNode* child : node.children) {
    if (!child->key->required || node.name.empty() || value.find(child->name) != nullptr) continue;
    const PathLink here{&path, child->name};
    wrong.push_back(say::missing_key(value, here.text(), child->name, path.name, *child->key));
  }
  for (const auto& [name, field] : value.fields)
    if (const KeyNode* child = node.child(name); child != nullptr && child->is_map())
      missing(field, *child, PathLink{&path, name}, wrong);
}

/// The names of a collection, English and Chinese.
struct Names {
  std::string_view what;
  std::unordered_map<std::string_view, SourcePlace> known;
  std::vector<std::string> list;  // as written
};

class References {
 public:
  References(const Value& tree, const Folder& folder, Diagnostics& wrong)
      : folder_(folder), wrong_(wrong) {
    stations_ = collect(tree, "stations", "station", "stations");
    places_ = collect(tree, "places", "place", "places");
    types_ = collect(tree, "train_types", "train type", "train types");
    profiles_ = collect(tree, "profiles", "profile", "profiles");
    purposes_ = collect(tree, "purposes", "purpose", "purposes");
    const Value none;
    const PathLink calendar{nullptr, "calendar"};
    const Value* dated = tree.find("calendar");
    day_types_ = collect(dated != nullptr ? *dated : none, "days", "type of day", "types of days", calendar);
    const PathLink fares{nullptr, "fares"};
    const Value* written = tree.find("fares");
    products_ = collect(written != nullptr ? *written : none, "products", "product", "products", fares);
    for (const char* always : {"单程票", "single"})
      if (products_.known.emplace(always, SourcePlace{}).second)
        products_.list.insert(products_.list.begin(), always);
  }

  void check(const Value& value, const KeyNode& node, const PathLink& path) {
    if (value.kind == Value::Kind::map) {
      for (const auto& [name, field] : value.fields) {
        const KeyNode* child = node.child(name);
        if (child == nullptr) continue;
        const PathLink here{&path, name};
        if (child == node.any && child->key->names == Dimension::station)
          refer(field, here, stations_, name);
        if (child == node.any && child->key->names == Dimension::place)
          refer(field, here, places_.known.empty() ? stations_ : places_, name);
        check(field, *child, here);
      }
      return;
    }
    if (node.key == nullptr) return;
    switch (node.key->dimension) {
      case Dimension::station:
        return refer(value, path, stations_, value.text);
      case Dimension::train_type:
        return refer(value, path, types_, value.text);
      case Dimension::profile:
        return refer(value, path, profiles_, value.text);
      case Dimension::place:
        return refer(value, path, places_, value.text);
      case Dimension::names:
      case Dimension::stops:
        for (const Value& item : value.items) refer(item, path, stations_, item.text);
        return;
      case Dimension::purposes:
        for (const Value& item : value.items) refer(item, path, purposes_, item.text);
        return;
      case Dimension::products:
        for (const Value& item : value.items) refer(item, path, products_, item.text);
        return;
      case Dimension::day_type:
        return refer(value, path, day_types_, value.text);
      case Dimension::day_types:
        for (const Value& item : value.items) refer(item, path, day_types_, item.text);
        return;
      case Dimension::file_path:
        return check_file(value, path);
      default:
        return;
    }
  }

 private:
  Names collect(const Value& tree, std::string_view key, std::string_view what,
                std::string_view whats, const PathLink& above = {}) {
    Names names{what, {}, {}};
    const Value* map = tree.find(key);
    if (map == nullptr) return names;
    const PathLink top{&above, key};
    const auto take = [&](const Value& value, std::string_view name, const SourcePlace& where,
                          const PathLink& path) {
      const auto [at, fresh] = names.known.emplace(name, where);
      if (fresh) names.list.emplace_back(name);
      if (!fresh && at->second != where)
        wrong_.push_back(say::name_taken(value, path.text(), name, whats, at->second));
    };
    for (const auto& [name, item] : map->fields) {
      const PathLink path{&top, name};
      take(item, name, say::key_place(item), path);
      const Value* zh = item.find("zh");
      if (zh != nullptr && zh->kind == Value::Kind::scalar && zh->text != name)
        take(*zh, zh->text, zh->where, PathLink{&path, "zh"});
    }
    return names;
  }

  void refer(const Value& value, const PathLink& path, const Names& names, std::string_view name) {
    if (value.kind != Value::Kind::scalar && name.empty()) return;
    if (names.known.contains(name)) return;
    wrong_.push_back(say::no_such_name(value, path.text(), names.what, name, names.list));
  }

  void check_file(const Value& value, const PathLink& path) {
    if (folder_.closed || value.kind != Value::Kind::scalar) return;
    const fs::path file = resolve_file(value);
    const bool from_shell = value.where.line == 0;
    if (!from_shell && !stays_inside(folder_.root, file)) {
      wrong_.push_back(say::file_escapes(value, path.text()));
      return;
    }
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (!fs::exists(status))
      wrong_.push_back(say::file_not_there(value, path.text(), file.generic_string()));
    else if (!fs::is_regular_file(status))
      wrong_.push_back(say::plain(value, path.text(), "is not a regular file"));
  }

  const Folder& folder_;
  Diagnostics& wrong_;
  Names stations_, places_, types_, profiles_, purposes_, products_, day_types_;
};

}  // namespace

void check_missing(const Value& tree, Diagnostics& wrong) {
  missing(tree, key_tree(), PathLink{}, wrong);
}

void check_names(const Value& tree, const Folder& folder, Diagnostics& wrong) {
  References(tree, folder, wrong).check(tree, key_tree(), PathLink{});
}

fs::path resolve_file(const Value& value) {
  const fs::path name(value.text);
  if (value.where.line == 0) return name;  // --set counts from where the user is
  return (fs::path(value.where.file).parent_path() / name).lexically_normal();
}

fs::path real_place(const fs::path& file) {
  std::error_code error;
  const fs::path absolute = fs::absolute(file.empty() ? fs::path(".") : file, error);
  if (error) return {};
  fs::path found = fs::weakly_canonical(absolute, error);
  return error ? fs::path() : found;
}

bool stays_inside(const fs::path& root, const fs::path& file) {
  const fs::path inside = real_place(file);
  if (inside.empty()) return false;
  const fs::path relative = inside.lexically_relative(root);
  return !relative.empty() && *relative.begin() != "..";
}

void say_once(Diagnostics& wrong, const std::vector<fs::path>& files) {
  const auto rank = [&](const Diagnostic& d) {
    std::size_t row = 0;
    while (row < files.size() && files[row].generic_string() != d.where.file) ++row;
    return std::tuple(row, row == files.size() ? d.where.file.size() : 0,
                      row == files.size() ? d.where.file : std::string(), d.where.line,
                      d.where.column);
  };
  std::stable_sort(wrong.begin(), wrong.end(),
                   [&](const auto& a, const auto& b) { return rank(a) < rank(b); });

  std::set<std::tuple<std::string, int, int, std::string, std::string>> said;
  std::erase_if(wrong, [&](const Diagnostic& d) {
    return !said.emplace(d.where.file, d.where.line, d.where.column, d.path, d.message).second;
  });
}

}  // namespace czt
