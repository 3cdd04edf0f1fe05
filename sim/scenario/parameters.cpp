#include "czt/scenario/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "scenario/inputs.hpp"
#include "scenario/quoted.hpp"
#include "scenario/quantity.hpp"
#include "scenario/visit.hpp"
#include "scenario/whole.hpp"

namespace czt {
namespace {

bool is_list(const Key& key) {
  switch (key.dimension) {
    case Dimension::names:
    case Dimension::clocks:
    case Dimension::durations:
    case Dimension::stops:
    case Dimension::hours:
    case Dimension::purposes:
    case Dimension::products:
    case Dimension::day_types:
    case Dimension::weekdays:
      return true;
    default:
      return false;
  }
}

bool is_one_value(const Key& key) {
  switch (key.dimension) {
    case Dimension::any_map:
    case Dimension::file_path:
      return false;
    default:
      return !is_list(key);
  }
}

/// "[a, "b, c"]" with each item in quotes, so that it is a list of single values and nothing else.
std::string in_list(std::string_view text) {
  std::string list = "[", item;
  bool quoted = false, any = false;
  const auto put = [&] {
    while (!item.empty() && item.back() == ' ') item.pop_back();
    list += (any ? ", " : "") + in_quotes(item);
    any = true;
    item.clear();
  };
  text = text.substr(1, text.size() - 2);
  if (text.find_first_not_of(' ') == std::string_view::npos) return "[]";
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (quoted && text[at] == '\\' && at + 1 < text.size())
      item += text[++at];
    else if (text[at] == '"')
      quoted = !quoted;
    else if (text[at] == ',' && !quoted)
      put();
    else if (text[at] != ' ' || !item.empty() || quoted)
      item += text[at];
  }
  put();
  return list + "]";
}

/// As YAML: a list only where the key takes one.
std::string as_yaml(const PlainSetting& setting) {
  const auto& [path, value] = setting;
  const Key* key = find_key(path);
  const bool list = key != nullptr && is_list(*key) && value.size() > 1 && value.front() == '[' && value.back() == ']';
  return list ? in_list(value) : in_quotes(value);
}

/// timetable.<service>.<key>… of a service that is not there; nothing of other paths.
std::optional<std::vector<std::string>> of_other_service(const Scenario& scenario, const PlainSetting& setting) {
  std::optional<std::vector<std::string>> names = split_path(setting.first);
  if (!names || names->size() < 3 || (*names)[0] != "timetable" || (*names)[1] == "trips") return std::nullopt;
  const Value* timetable = scenario.tree.find("timetable");
  return timetable != nullptr && timetable->find((*names)[1]) != nullptr ? std::nullopt : names;
}

/// Not what a single trip may have as well: timetable.S7808.type.
bool of_services_alone(const std::vector<std::string>& names) {
  std::vector<std::string> trip{"timetable", "trips", names[1]};
  trip.insert(trip.end(), names.begin() + 2, names.end());
  return find_key(join_path(trip)) == nullptr;
}

/// A map as YAML has it on one line; a value with two names below the service is in a map of its own.
class FlowMap {
 public:
  void put(std::span<const std::string> names, std::string yaml) {
    auto field = std::find_if(fields_.begin(), fields_.end(), [&](const Field& f) { return f.name == names[0]; });
    if (field == fields_.end()) field = fields_.insert(field, {names[0], {}, {}});
    if (names.size() == 1)
      field->yaml = std::move(yaml);
    else
      field->below += fmt::format("{}{}: {}", field->below.empty() ? "" : ", ", in_quotes(names[1]), yaml);
  }
  [[nodiscard]] std::string text() const {
    std::string text;
    for (const Field& f : fields_) text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", in_quotes(f.name), f.below.empty() ? f.yaml : "{" + f.below + "}");
    return "{" + text + "}";
  }

 private:
  struct Field {
    std::string name, yaml, below;
  };
  std::vector<Field> fields_;
};

/// Paths and what YAML has for them, a service that is added standing where its first value stood.
std::vector<PlainSetting> as_changes(const Scenario& scenario, std::span<const PlainSetting> settings) {
  std::map<std::string, FlowMap> added;
  for (const PlainSetting& setting : settings)
    if (const auto names = of_other_service(scenario, setting); names && of_services_alone(*names)) added[(*names)[1]];
  std::vector<PlainSetting> changes;
  std::vector<std::pair<std::size_t, const FlowMap*>> places;
  for (const PlainSetting& setting : settings) {
    const auto names = of_other_service(scenario, setting);
    const auto service = names ? added.find((*names)[1]) : added.end();
    if (service == added.end()) {
      changes.emplace_back(setting.first, as_yaml(setting));
      continue;
    }
    service->second.put(std::span(*names).subspan(2), as_yaml(setting));
    if (std::any_of(places.begin(), places.end(), [&](const auto& place) { return place.second == &service->second; })) continue;
    places.emplace_back(changes.size(), &service->second);
    changes.emplace_back(join_path(std::span(*names).first(2)), "");
  }
  for (const auto& [at, map] : places) changes[at].second = "{add: " + map->text() + "}";
  return changes;
}

/// All but its number and range.
KnownInput described(const PathLink& path, const Value* value, const Key& key) {
  KnownInput input;
  input.path = path.text();
  input.key = &key;
  input.text = text_of(value, key);
  input.is_default = value == nullptr;
  if (value != nullptr) input.provenance = value->provenance;
  return input;
}

Diagnostic refused(std::string_view path, std::string message, std::string hint = {}) {
  Diagnostic d;
  d.path = path;
  d.message = std::move(message);
  d.hint = std::move(hint);
  return d;
}

}  // namespace

std::string_view to_text(Mark mark) {
  constexpr std::string_view names[] = {"", "sourced", "derived", "assumed"};
  return names[static_cast<std::size_t>(mark)];
}

std::vector<KnownInput> known_inputs(const Scenario& scenario) {
  std::vector<KnownInput> inputs;
  visit_as_written(scenario.tree, [&](const PathLink& path, const Value* value, const Key& key) {
    if (!is_one_value(key) || key.path == "zh.*" || (value != nullptr && value->kind != Value::Kind::scalar)) return;
    KnownInput input = described(path, value, key);
    if (is_numeric(key.dimension) && key.dimension != Dimension::clock) {
      const Parsed parsed = parse_quantity(input.text, key.dimension);
      if (parsed.problem.empty()) input.number = in_own_unit(parsed.value, key);
      if (key.low) input.low = in_own_unit(*key.low, key);
      if (key.high) input.high = in_own_unit(*key.high, key);
      if (value != nullptr && value->range && value->operations.empty()) {
        const auto own = [&](const std::string& text) { return in_own_unit(parse_quantity(text, key.dimension).value, key); };
        input.range = {own(value->range->first), own(value->range->second)};
      }
    }
    input.why_zh = chinese_in(scenario.tree, input.provenance.text);
    inputs.push_back(std::move(input));
  });
  return inputs;
}

Result<PlainSetting> plain_setting(std::string_view text) {
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && quoted) {
      ++at;
    } else if (text[at] == '"') {
      quoted = !quoted;
    } else if (text[at] == '=' && !quoted) {
      const std::string path(text.substr(0, at));
      const Key* key = find_key(path);
      if (key == nullptr) return refused(path, "there is no such input", "search for it by its name");
      if (!is_one_value(*key) && !is_list(*key)) return refused(path, "is no single value: it is changed in the scenario's file");
      return PlainSetting{path, std::string(text.substr(at + 1))};
    }
  }
  return refused(text, "expected PATH=VALUE");
}

std::vector<KnownInput> known_lists(const Scenario& scenario) {
  std::vector<KnownInput> lists;
  visit_as_written(scenario.tree, [&](const PathLink& path, const Value* value, const Key& key) {
    if (is_list(key)) lists.push_back(described(path, value, key));
  });
  return lists;
}

std::vector<std::filesystem::path> files_of(const Scenario& scenario) {
  std::vector<std::filesystem::path> files = scenario.chain;
  for (const Value* tree : {&scenario.tree, &scenario.root_tree})
    visit_as_written(*tree, [&](const PathLink&, const Value* value, const Key& key) {
      if (key.dimension == Dimension::file_path && value != nullptr) files.push_back(resolve_file(*value));
    });
  return files;
}

std::string as_set(const PlainSetting& setting) { return setting.first + "=" + as_yaml(setting); }

std::vector<std::string> as_sets(const Scenario& scenario, std::span<const PlainSetting> settings) {
  std::vector<std::string> sets;
  for (const auto& [path, yaml] : as_changes(scenario, settings)) sets.push_back(path + "=" + yaml);
  return sets;
}

std::string change_yaml(std::string_view name, std::string_view base, std::string_view change, const Scenario& scenario, std::span<const PlainSetting> settings) {
  std::string text = fmt::format("scenario: {}\nbase: {}\nchanges:\n  {}:\n", in_quotes(name), in_quotes(base), in_quotes(change));
  for (const auto& [path, yaml] : as_changes(scenario, settings)) text += fmt::format("    {}: {}\n", in_quotes(path), yaml);
  return text;
}

}  // namespace czt
