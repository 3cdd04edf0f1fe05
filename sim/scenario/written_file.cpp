#include "scenario/written_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/key_tree.hpp"
#include "scenario/message_parts.hpp"
#include "scenario/quantity.hpp"
#include "scenario/whole.hpp"

namespace czt {

namespace fs = std::filesystem;

const Key* key_to_vary(const std::string& path) {
  const Key* key = find_key(path);
  return key && is_numeric(key->dimension) ? key : nullptr;
}

Dimension dimension_of(const Measure* measure) {
  if (measure == nullptr || measure->unit.empty()) return Dimension::share;
  if (measure->unit == "s") return Dimension::duration;
  if (measure->unit == "yuan") return Dimension::money;
  return Dimension::number;
}

void WrittenFile::refuse(const Value& at, const std::string& path, std::string message, std::string hint) {
  wrong_.push_back(say::at(at, path, std::move(message), std::move(hint)));
}

void WrittenFile::known(const Value& in, const std::string& path, const Names& allowed) {
  for (const auto& [name, value] : in.fields)
    if (std::find(allowed.begin(), allowed.end(), name) == allowed.end())
      wrong_.push_back(say::at_key(value, name, below(path, name),
                                   fmt::format("unknown key '{}' {}", say::shown(name),
                                               path.empty() ? "at the top of a " + kind_
                                                            : "in " + path),
                                   say::suggestion(name, allowed, "allowed")));
}

std::string WrittenFile::below(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "." + name;
}

const Value* WrittenFile::needed(const Value& in, const std::string& name, const std::string& path) {
  const Value* found = in.find(name);
  if (!found) refuse(in, below(path, name), fmt::format("'{}' is missing", name));
  return found;
}

const Value* WrittenFile::scalar(const Value& in, const std::string& name, const std::string& path) {
  const Value* found = needed(in, name, path);
  if (!found) return nullptr;
  if (found->kind == Value::Kind::scalar && !found->text.empty()) return found;
  refuse(*found, below(path, name), "expected a text, " + say::found(*found));
  return nullptr;
}

const Value* WrittenFile::map(const Value& in, const std::string& name) {
  const Value* found = needed(in, name, "");
  if (!found) return nullptr;
  if (found->kind == Value::Kind::map && !found->fields.empty()) return found;
  refuse(*found, name, "expected a map of names, " + say::found(*found));
  return nullptr;
}

bool WrittenFile::is_map(const Value& item, const std::string& path) {
  if (item.kind == Value::Kind::map) return true;
  refuse(item, path, "expected a map, " + say::found(item));
  return false;
}

std::optional<double> WrittenFile::quantity(const Value& at, const std::string& path, Dimension dimension) {
  if (at.kind != Value::Kind::scalar) {
    refuse(at, path, "expected a number, " + say::found(at));
    return std::nullopt;
  }
  const Parsed parsed = parse_quantity(at.text, dimension);
  if (parsed.problem.empty()) return parsed.value;
  refuse(at, path, fmt::format("'{}' {}", say::shown(at.text), parsed.problem));
  return std::nullopt;
}

double WrittenFile::whole(const Value& in, const std::string& name, const std::string& path, double otherwise,
             double least, double most) {
  const Value* found = in.find(name);
  if (!found) return otherwise;
  const auto value = quantity(*found, below(path, name), Dimension::whole);
  if (!value) return otherwise;
  if (*value >= least && *value <= most) return *value;
  refuse(*found, below(path, name),
         fmt::format("{} is not between {:.0f} and {:.0f}", say::shown(found->text), least,
                     most));
  return otherwise;
}

std::optional<std::pair<double, double>> WrittenFile::bounds(const Value& at, const std::string& path,
                                                Dimension dimension) {
  if (at.kind != Value::Kind::list || at.items.size() != 2) {
    refuse(at, path, "expected [LOW, HIGH], " + say::found(at));
    return std::nullopt;
  }
  const auto low = quantity(at.items[0], path, dimension);
  const auto high = quantity(at.items[1], path, dimension);
  if (!low || !high) return std::nullopt;
  if (*low <= *high) return std::pair{*low, *high};
  refuse(at, path, "the bounds are reversed: [LOW, HIGH]");
  return std::nullopt;
}

std::optional<fs::path> WrittenFile::file_of(const Value& in, const std::string& name,
                                const std::string& path) {
  const Value* found = scalar(in, name, path);
  if (!found) return std::nullopt;
  const fs::path file = file_.parent_path() / found->text;
  if (!fs::path(found->text).is_absolute() && stays_inside(real_place(file_.parent_path()), file))
    return file;
  refuse(*found, below(path, name), "leads out of the folder of the " + kind_);
  return std::nullopt;
}

std::vector<const Value*> WrittenFile::one_or_more(const Value& at, const std::string& path) {
  std::vector<const Value*> texts;
  if (at.kind == Value::Kind::list)
    for (const Value& item : at.items) texts.push_back(&item);
  else
    texts.push_back(&at);
  for (const Value* text : texts)
    if (text->kind != Value::Kind::scalar || text->text.empty())
      refuse(*text, path, "expected a text, " + say::found(*text));
  if (texts.empty()) refuse(at, path, "expected a name or a list of names, found an empty list");
  return texts;
}

Provenance WrittenFile::provenance(const Value& in) {
  for (const auto& [name, mark] : {std::pair{"sourced", Mark::sourced},
                                   std::pair{"derived", Mark::derived},
                                   std::pair{"assumed", Mark::assumed}})
    if (const Value* found = in.find(name)) return {mark, found->text};
  return {};
}

const Measure* WrittenFile::measure_named(const Value& text, const std::string& path) {
  const std::string name = text.text.substr(0, text.text.find('@'));
  const Measure* found = find_measure(name);
  if (found) return found;
  Names allowed;
  for (const Measure& m : measures()) allowed.emplace_back(m.name);
  refuse(text, path, fmt::format("no measure is called '{}'", say::shown(name)), say::did_you_mean(name, allowed));
  return nullptr;
}

}  // namespace czt
