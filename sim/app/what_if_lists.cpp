/// What the page may choose from: scenarios and their inputs; and the file that a choice is kept in.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "czt/core/text.hpp"
#include "czt/report/json.hpp"
#include "czt/scenario/parameters.hpp"
#include "failure.hpp"
#include "output.hpp"
#include "what_if.hpp"

namespace czt::app {

namespace {

std::string_view kind_of(const Key& key) {
  if (key.dimension == Dimension::boolean) return "switch";
  return key.dimension == Dimension::choice ? "choice" : "text";
}

void write_number(Json& json, std::string_view name, const std::optional<double>& number) {
  json.key(name);
  if (number)
    json.value(*number);
  else
    json.null();
}

/// What things are called in Chinese, by the path that ends with their name: purposes.commuter, stations.Dafeng.
using Names = std::map<std::string, std::string>;

Names names_in(const std::vector<KnownInput>& inputs) {
  Names names;
  for (const KnownInput& input : inputs)
    if (input.path.ends_with(".zh") && !input.is_default) names[input.path.substr(0, input.path.size() - 3)] = input.text;
  return names;
}

/// Of what the input belongs to; empty where it has no other name.
std::string name_of(const std::string& path, const Names& names) {
  std::string prefix = path;
  while (!prefix.empty()) {
    if (const auto name = names.find(prefix); name != names.end()) return name->second;
    const std::size_t dot = prefix.rfind('.');
    prefix.resize(dot == std::string::npos ? 0 : dot);
  }
  return {};
}

void write_input(Json& json, const KnownInput& input, const Names& names) {
  const Key& key = *input.key;
  json.line().begin_object().field("path", input.path).field("of", name_of(input.path, names)).field("text", input.text).field("unit", key.unit);
  json.field("kind", input.number ? std::string_view("number") : kind_of(key)).field("whole", key.dimension == Dimension::whole);
  write_number(json, "number", input.number);
  write_number(json, "low", input.low);
  write_number(json, "high", input.high);
  json.field("choices", key.choices).field("mark", input.is_default ? std::string_view("default") : to_text(input.provenance.mark));
  json.field("why", input.provenance.text).field("why_zh", input.why_zh).key("range").begin_array();
  if (input.range) json.value(input.range->first).value(input.range->second);
  json.end_array().key("doc").begin_object().field("en", key.doc).field("zh", key.doc_zh).end_object().end_object();
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool holds_every_word(const KnownInput& input, const Names& names, const std::string& search) {
  const std::string text = lower(fmt::format("{} {} {} {}", input.path, input.key->doc, input.key->doc_zh, name_of(input.path, names)));
  for (std::size_t from = 0; from < search.size();) {
    const std::size_t to = std::min(search.find(' ', from), search.size());
    if (to > from && text.find(lower(std::string_view(search).substr(from, to - from))) == std::string::npos) return false;
    from = to + 1;
  }
  return true;
}

template <class Shown>
std::string chosen_json(const Scenario& scenario, std::size_t most, const Shown& shown) {
  Json json;
  std::size_t matches = 0;
  json.begin_object().key("inputs").begin_array();
  const std::vector<KnownInput> inputs = known_inputs(scenario);
  const Names names = names_in(inputs);
  for (const KnownInput& input : inputs)
    if (shown(input, names) && ++matches <= most) write_input(json, input, names);
  return json.end_array().field("matches", matches).end_object().text();
}

/// "cheaper.yaml", and nothing that leads elsewhere.
void require_plain_name(const std::string& file) {
  const bool plain = file.size() <= 100 && file.size() > 5 && file.ends_with(".yaml") && file.front() != '.' && is_valid_utf8(file) &&
                     std::none_of(file.begin(), file.end(), [](char c) {
                       return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
                     });
  if (!plain) throw Failure{wrong_usage, fmt::format("'{}' is no name for a scenario's file: a plain name that ends with .yaml", escape_control(file)), {}};
}

}  // namespace

std::string WhatIf::scenarios_json() const {
  Json json;
  json.begin_object().field("czt", version).key("scenarios").begin_array();
  for (const auto& [name, file] : files_) {
    json.line().begin_object().field("file", name);
    const Result<Scenario> scenario = read_scenario(file);
    json.field("scenario", scenario ? scenario->name : name).field("scenario_zh", scenario ? scenario->name_zh : std::string()).key("about").begin_object();
    json.field("en", scenario ? scenario->about_en : std::string()).field("zh", scenario ? scenario->about_zh : std::string()).end_object();
    json.field("errors", scenario ? std::size_t{0} : scenario.error().size()).end_object();
  }
  return json.end_array().end_object().text();
}

std::string WhatIf::inputs_json(const std::string& scenario, const std::string& search, std::size_t most) const {
  return chosen_json(read_quietly(file_of(scenario)), most, [&](const KnownInput& input, const Names& names) { return holds_every_word(input, names, search); });
}

std::string WhatIf::inputs_json(const std::string& scenario, const std::vector<std::string>& paths) const {
  return chosen_json(read_quietly(file_of(scenario)), paths.size(),
                     [&](const KnownInput& input, const Names&) { return std::find(paths.begin(), paths.end(), input.path) != paths.end(); });
}

std::string WhatIf::inputs_under(const std::string& scenario, const std::string& prefix) const {
  const Scenario read = read_quietly(file_of(scenario));
  std::vector<KnownInput> inputs = known_inputs(read);
  const Names names = names_in(inputs);
  std::vector<KnownInput> lists = known_lists(read);
  std::move(lists.begin(), lists.end(), std::back_inserter(inputs));
  Json json;
  json.begin_object().key("inputs").begin_array();
  for (const KnownInput& input : inputs)
    if (input.path.starts_with(prefix + ".")) write_input(json, input, names);
  return json.end_array().end_object().text();
}

std::filesystem::path WhatIf::save(const Saved& what) const {
  require_plain_name(what.file);
  const std::filesystem::path& base = file_of(what.scenario);
  const std::filesystem::path target = base.parent_path() / what.file;
  const std::vector<PlainSetting> settings = plain_settings(what.set);
  if (settings.empty()) throw Failure{wrong_usage, "nothing has been changed", {}};
  const Scenario before = read_quietly(base);
  const Scenario changed = read_quietly(base, as_sets(before, settings));  // refuses what the reader would refuse
  std::error_code error;
  for (const std::filesystem::path& file : changed.chain)
    if (std::filesystem::equivalent(file, target, error) && !error)
      throw Failure{wrong_usage, fmt::format("'{}' is what this scenario is made from: choose another name", escape_control(what.file)), {}};
  const std::filesystem::file_status there = std::filesystem::symlink_status(target, error);
  if (std::filesystem::exists(there)) {
    if (!std::filesystem::is_regular_file(there)) throw Failure{wrong_usage, fmt::format("'{}' is no ordinary file", escape_control(what.file)), {}};
    if (!what.overwrite) throw Failure{try_again, fmt::format("'{}' is there already", escape_control(what.file)), {}};
  }
  const std::string name = what.name.empty() ? what.file.substr(0, what.file.size() - 5) : what.name;
  write_file(target, change_yaml(name, base.filename().string(), name, before, settings));
  return target;
}

}  // namespace czt::app
