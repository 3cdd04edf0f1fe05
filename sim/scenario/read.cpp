/// From a file to a checked Scenario: text, base chain, own keys, changes, --set, and the whole.

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "scenario/changes.hpp"
#include "scenario/check.hpp"
#include "scenario/document.hpp"
#include "scenario/inputs.hpp"
#include "scenario/messages.hpp"
#include "scenario/source_text.hpp"
#include "scenario/whole.hpp"

namespace czt {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t most_files = 16;

/// One file of the chain, checked by itself.
struct Layer {
  fs::path file;
  Value about;
  Value name;
  Value body;
  std::optional<Value> base;
  std::vector<NamedChange> written;  // as it stands in the file
  std::vector<std::vector<Setting>> changes;
};

void read_changes(Layer& layer, Value changes, Diagnostics& wrong) {
  if (changes.kind != Value::Kind::map) {
    wrong.push_back(say::changes_not_map(changes, "changes"));
    return;
  }
  for (auto& [name, change] : changes.fields) {
    NamedChange& named = layer.written.emplace_back();
    named.name = name;
    named.where = say::key_place(change);
    if (change.kind == Value::Kind::map)
      for (const auto& field : change.fields)
        if (!is_mark(field.first)) named.settings.push_back(field);
    layer.changes.push_back(read_change(name, std::move(change), wrong));
    const std::vector<Setting>& settings = layer.changes.back();
    named.put_in = std::any_of(settings.begin(), settings.end(), puts_in_people);
  }
  check_conflicts(layer.changes, wrong);
}

Layer check_layer(Value document, fs::path file, Diagnostics& wrong) {
  Layer layer;
  layer.file = std::move(file);
  const std::optional<Value> changes = take_field(document, "changes");
  layer.base = take_field(document, "base");
  const PathLink root;
  check_value(document, key_tree(), root, Provenance{}, wrong);
  if (auto name = take_field(document, "scenario"))
    layer.name = std::move(*name);
  else
    wrong.push_back(
        say::missing_key(document, "scenario", "scenario", "", *key_tree().fixed("scenario")->key));
  if (auto about = take_field(document, "about")) layer.about = std::move(*about);
  layer.body = std::move(document);
  if (layer.base)
    check_value(*layer.base, *key_tree().fixed("base"), PathLink{&root, "base"}, Provenance{},
                wrong);
  if (changes) read_changes(layer, *changes, wrong);
  return layer;
}

class Chain {
 public:
  Chain(Folder folder, Diagnostics& wrong) : folder_(std::move(folder)), wrong_(wrong) {}
  std::vector<Layer> layers;  // the first file, its base, … the root base

  void add(Value document, fs::path file) {
    seen_.push_back(real_place(file));
    layers.push_back(check_layer(std::move(document), std::move(file), wrong_));
    while (layers.back().base && layers.back().base->kind == Value::Kind::scalar &&
           !layers.back().base->text.empty())
      if (!add_base()) return;
  }

 private:
  bool add_base() {
    const Value base = *layers.back().base;
    const auto refuse = [&](Diagnostic d) {
      wrong_.push_back(std::move(d));
      return false;
    };
    if (folder_.closed) return refuse(say::base_closed(base));
    const fs::path file = resolve_file(base);
    if (fs::path(base.text).is_absolute() || !stays_inside(folder_.root, file))
      return refuse(say::file_escapes(base, "base"));
    const fs::path found = real_place(file);
    if (const auto again = std::find(seen_.begin(), seen_.end(), found); again != seen_.end()) {
      std::string chain;
      for (auto row = static_cast<std::size_t>(again - seen_.begin()); row < layers.size(); ++row)
        chain += layers[row].file.generic_string() + " -> ";
      return refuse(say::base_cycle(base, chain + file.generic_string()));
    }
    if (layers.size() >= most_files)
      return refuse(say::base_too_deep(base, static_cast<int>(most_files)));
    seen_.push_back(found);
    std::string bytes;
    if (const auto why = read_bytes(file, file.generic_string(), bytes))
      return refuse(say::base_not_read(base, *why));
    auto document = parse_document(file.generic_string(), std::move(bytes));
    if (!document) {
      wrong_.insert(wrong_.end(), document.error().begin(), document.error().end());
      return false;
    }
    layers.push_back(check_layer(std::move(*document), file, wrong_));
    return true;
  }

  Folder folder_;
  Diagnostics& wrong_;
  std::vector<fs::path> seen_;
};

std::vector<std::string> change_names(const Layer& layer) {
  std::vector<std::string> names;
  for (const NamedChange& change : layer.written) names.push_back(change.name);
  return names;
}

bool is_among(const std::string& name, const std::vector<std::string>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_switched_off(const std::string& change, const ReadOptions& options) {
  return options.without_changes ||
         (options.only_changes && !is_among(change, *options.only_changes));
}

/// --set of an amount in a change of this file that is switched off.
bool varies_what_is_off(const Setting& setting, const Layer& layer, const ReadOptions& options) {
  return setting.kind == Setting::Kind::vary && is_among(setting.names[1], change_names(layer)) &&
         is_switched_off(setting.names[1], options);
}

void apply_changes(const Layer& layer, Value& tree, const ReadOptions* options,
                   Diagnostics& wrong) {
  const auto names = change_names(layer);
  if (options != nullptr && options->only_changes)
    for (const std::string& name : *options->only_changes)
      if (!is_among(name, names))
        wrong.push_back(say::no_such_change(name, layer.file.generic_string(), names));
  for (std::size_t row = 0; row < layer.changes.size(); ++row) {
    if (options != nullptr && is_switched_off(names[row], *options)) continue;
    for (const Setting& setting : layer.changes[row]) apply(setting, tree, wrong);
  }
}

void apply_set(const std::vector<std::string>& settings, Value& tree, Diagnostics& wrong) {
  for (std::size_t n = 0; n < settings.size(); ++n)
    if (const auto setting = read_set(n + 1, settings[n], wrong)) apply(*setting, tree, wrong);
}

Result<Scenario> resolve(Chain& chain, const Folder& folder, const ReadOptions& options,
                         Diagnostics wrong) {
  Scenario s;
  const Layer& first = chain.layers.front();
  s.name = first.name.text;
  s.file = first.file;
  if (first.about.kind == Value::Kind::scalar) s.about_en = first.about.text;
  if (const Value* en = first.about.find("en")) s.about_en = en->text;
  if (const Value* zh = first.about.find("zh")) s.about_zh = zh->text;
  for (const Layer& layer : chain.layers) s.chain.push_back(layer.file);
  s.changes = first.written;
  s.root_tree = chain.layers.back().body;
  s.tree = s.root_tree;
  bool changed = false;
  for (std::size_t row = chain.layers.size(); row-- > 0;) {
    const Layer& layer = chain.layers[row];
    if (row + 1 < chain.layers.size()) merge(s.tree, layer.body, key_tree());
    apply_changes(layer, s.tree, row == 0 ? &options : nullptr, wrong);
    changed = changed || row > 0 || !layer.changes.empty();
    if (!options.frozen.empty() && real_place(layer.file) == real_place(options.frozen_in)) {
      apply_set(options.frozen, s.tree, wrong);
      changed = true;
    }
  }
  for (std::size_t n = 0; n < options.set.size(); ++n)
    if (const auto setting = read_set(n + 1, options.set[n], wrong))
      if (!varies_what_is_off(*setting, first, options)) apply(*setting, s.tree, wrong);
  changed = changed || !options.set.empty();
  for (const Value* tree : {&s.root_tree, &s.tree}) {
    if (tree == &s.root_tree && !changed) continue;
    check_missing(*tree, wrong);
    check_names(*tree, folder, wrong);
    check_sense(*tree, wrong);
    check_fares(*tree, wrong);
  }
  if (!wrong.empty()) {
    say_once(wrong, s.chain);
    return wrong;
  }
  s.assumed = assumed_inputs(s.tree);
  s.name_zh = chinese_in(s.tree, s.name);
  for (NamedChange& change : s.changes) change.name_zh = chinese_in(s.tree, change.name);
  return s;
}

Result<Scenario> read_from(Value document, const fs::path& file, const Folder& folder,
                           const ReadOptions& options) {
  Diagnostics wrong;
  Chain chain(folder, wrong);
  chain.add(std::move(document), file);
  return resolve(chain, folder, options, std::move(wrong));
}

Folder folder_of(const fs::path& folder, bool closed) { return {real_place(folder), closed}; }

}  // namespace

Result<Scenario> read_scenario(const fs::path& file, const ReadOptions& options) {
  std::string bytes;
  const std::string name = file.generic_string();
  if (const auto wrong = read_bytes(file, name, bytes)) return *wrong;
  auto document = parse_document(name, std::move(bytes));
  if (!document) return document.error();
  return read_from(std::move(*document), file, folder_of(file.parent_path(), options.closed),
                   options);
}

Result<Scenario> parse_scenario(std::string_view text, const std::string& name,
                                const fs::path& folder, const ReadOptions& options) {
  const fs::path file = folder == "." ? fs::path(name) : folder / name;
  auto document = parse_document(file.generic_string(), std::string(text));
  if (!document) return document.error();
  return read_from(std::move(*document), file, folder_of(folder, options.closed), options);
}

}  // namespace czt
