#include "czt/scenario/calibration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "czt/core/text.hpp"
#include "czt/observe/measures.hpp"
#include "scenario/quoted.hpp"
#include "scenario/check.hpp"
#include "scenario/document.hpp"
#include "scenario/key_tree.hpp"
#include "scenario/message_parts.hpp"
#include "scenario/source_text.hpp"
#include "scenario/quantity.hpp"
#include "scenario/written_file.hpp"

namespace czt {
namespace {

namespace fs = std::filesystem;

class ReadingCalibration : WrittenFile {
 public:
  explicit ReadingCalibration(fs::path file) : WrittenFile(file, "calibration") { c_.file = std::move(file); }

  Result<CalibrationFile> read(Value document) {
    known(document, "",
          {"calibration", "scenario", "replications", "seed", "free", "targets", "predict"});
    if (const Value* name = scalar(document, "calibration", "")) c_.name = name->text;
    c_.scenario = file_of(document, "scenario", "").value_or(fs::path());
    c_.replications = static_cast<std::uint32_t>(whole(document, "replications", "", 20, 2));
    c_.seed = static_cast<std::uint64_t>(whole(document, "seed", "", 1, 0));
    if (const Value* free = map(document, "free"))
      for (const auto& [name, item] : free->fields) read_free(name, item);
    if (const Value* targets = map(document, "targets"))
      for (const auto& [name, item] : targets->fields) read_target(name, item);
    if (const Value* predict = document.find("predict")) read_predict(*predict);
    if (!wrong_.empty()) return wrong_;
    return std::move(c_);
  }

 private:
  void read_free(const std::string& name, const Value& item) {
    const std::string path = "free." + name;
    if (!is_map(item, path)) return;
    known(item, path, {"paths", "times", "from", "to"});
    FreeParameter free;
    free.name = name;
    free.where = item.where;
    free.times = item.find("times") != nullptr;
    const Value* paths = item.find(free.times ? "times" : "paths");
    if (!paths || (free.times && item.find("paths"))) {
      refuse(item, path, "expected either `paths` or `times`, with the paths of what is free");
      return;
    }
    const Key* key = nullptr;
    for (const Value* text : one_or_more(*paths, path)) {
      const Key* own = key_to_vary(text->text);
      if (!own || own->dimension == Dimension::clock || (!free.times && own->dimension == Dimension::whole))
        refuse(*text, path,
               fmt::format("'{}' is no path of a quantity that can be free", say::shown(text->text)),
               "czt keys lists them; whole numbers and times of day cannot be free");
      else if (key && !free.times && own->dimension != key->dimension)
        refuse(*text, path, "paths that get one value must be of one kind");
      key = own ? own : key;
      free.paths.push_back(text->text);
      if (!seen_.emplace(text->text).second)
        refuse(*text, path, fmt::format("'{}' is free twice", say::shown(text->text)));
    }
    const Value* from = needed(item, "from", path);
    const Value* to = needed(item, "to", path);
    if (!key || !from || !to) return;
    const Dimension dimension = free.times ? Dimension::number : key->dimension;
    const auto low = quantity(*from, path + ".from", dimension);
    const auto high = quantity(*to, path + ".to", dimension);
    if (!low || !high) return;
    if (*low >= *high) {
      Diagnostic d = say::at(*from, path, "the bounds are reversed: `from` is not below `to`");
      wrong_.push_back(say::also(d, to->where, "`to` is here"));
      return;
    }
    for (const auto& [bound, value] : {std::pair{from, *low}, std::pair{to, *high}})
      if (free.times ? value <= 0.0 : !in_range(value, *key))
        refuse(*bound, path,
               free.times ? "a factor is above 0"
                          : fmt::format("'{}' is not allowed: {}", bound->text, range_of(*key)));
    free.low = free.times ? *low : in_own_unit(*low, *key);
    free.high = free.times ? *high : in_own_unit(*high, *key);
    free.unit = free.times ? "" : std::string(key->unit);
    c_.free.push_back(std::move(free));
  }

  /// The measures of `measure`, `measures` or `per`; they are summed, so they share a unit.
  std::vector<WrittenCell> cells(const Value& at, const std::string& path, const Measure*& measure) {
    std::vector<WrittenCell> out;
    for (const Value* text : one_or_more(at, path)) {
      const Measure* own = measure_named(*text, path);
      if (own && measure && own->unit != measure->unit) {
        refuse(*text, path, "measures of different units cannot be added");
      }
      measure = own ? own : measure;
      out.push_back({text->text, text->where, text->length});
    }
    return out;
  }
  std::vector<WrittenCell> measures_of(const Value& item, const std::string& path,
                                       const Measure*& measure) {
    const Value* one = item.find("measure");
    const Value* many = item.find("measures");
    if ((one != nullptr) == (many != nullptr)) {
      refuse(item, path, "expected either `measure` or `measures`");
      return {};
    }
    return cells(one ? *one : *many, path + (one ? ".measure" : ".measures"), measure);
  }

  void read_target(const std::string& name, const Value& item) {
    const std::string path = "targets." + name;
    if (!is_map(item, path)) return;
    known(item, path,
          {"measure", "measures", "value", "tolerance", "sourced", "derived", "assumed"});
    CalibrationTarget target;
    target.name = name;
    target.provenance = provenance(item);
    const Measure* measure = nullptr;
    target.measures = measures_of(item, path, measure);
    const Value* value = needed(item, "value", path);
    const Value* tolerance = needed(item, "tolerance", path);
    if (!value || !tolerance || !measure) return;
    const Dimension dimension = dimension_of(measure);
    const auto aim = quantity(*value, path + ".value", dimension);
    const bool relative = tolerance->text.ends_with('%');
    const auto within =
        quantity(*tolerance, path + ".tolerance", relative ? Dimension::share : dimension);
    if (!aim || !within) return;
    target.value = *aim;
    target.tolerance = relative ? *within * std::abs(*aim) : *within;
    if (target.tolerance <= 0.0)
      refuse(*tolerance, path + ".tolerance", "a tolerance is above 0; % is of the value");
    c_.targets.push_back(std::move(target));
  }

  void read_predict(const Value& predict) {
    if (!is_map(predict, "predict")) return;
    known(predict, "predict", {"replications", "ranges", "statements"});
    c_.predicted_replications =
        static_cast<std::uint32_t>(whole(predict, "replications", "predict", 100, 2));
    c_.ranges = static_cast<std::uint32_t>(whole(predict, "ranges", "predict", 20, 0));
    const Value* statements = needed(predict, "statements", "predict");
    if (!statements || !is_map(*statements, "predict.statements")) return;
    for (const auto& [name, item] : statements->fields) read_statement(name, item);
  }

  void read_statement(const std::string& name, const Value& item) {
    const std::string path = "predict.statements." + name;
    if (!is_map(item, path)) return;
    known(item, path,
          {"scenario", "with", "measure", "measures", "per", "per_scenario", "among", "within", "below",
           "above", "probability", "not_scored", "sourced", "derived", "assumed"});
    Statement s;
    s.name = name;
    s.where = item.where;
    s.provenance = provenance(item);
    s.scenario = c_.scenario;
    if (item.find("scenario")) s.scenario = file_of(item, "scenario", path).value_or(c_.scenario);
    s.per_scenario = s.scenario;
    if (const Value* why = item.find("not_scored")) {
      s.not_scored = why->text;
      c_.statements.push_back(std::move(s));
      return;
    }
    if (const Value* with = item.find("with")) {
      s.with.emplace();
      for (const Value* change : one_or_more(*with, path + ".with")) s.with->push_back(change->text);
    }
    const Measure* measure = nullptr;
    s.measures = measures_of(item, path, measure);
    Dimension dimension = dimension_of(measure);
    if (const Value* per = item.find("per")) {
      s.per = cells(*per, path + ".per", measure);
      dimension = Dimension::share;
    }
    if (item.find("per_scenario")) {
      s.per_scenario = file_of(item, "per_scenario", path).value_or(c_.scenario);
      if (s.per.empty()) refuse(item, path, "`per_scenario` needs `per`");
    }
    if (const Value* among = item.find("among")) {
      s.among = cells(*among, path + ".among", measure);
      dimension = Dimension::number;
      if (!s.per.empty()) refuse(*among, path + ".among", "a rank is of a measure, not of a quotient: `among` or `per`");
    }
    read_condition(item, path, dimension, s);
    c_.statements.push_back(std::move(s));
  }

  void read_condition(const Value& item, const std::string& path, Dimension dimension,
                      Statement& s) {
    std::size_t conditions = 0;
    if (const Value* within = item.find("within")) {
      ++conditions;
      s.kind = Statement::Kind::within;
      if (const auto b = bounds(*within, path + ".within", dimension)) {
        std::tie(s.low, s.high) = *b;
        s.asked = fmt::format("within {} to {}", within->items[0].text, within->items[1].text);
      }
    }
    for (const auto& [word, kind] : {std::pair{"below", Statement::Kind::below},
                                     std::pair{"above", Statement::Kind::above}})
      if (const Value* bound = item.find(word)) {
        ++conditions;
        s.kind = kind;
        s.low = quantity(*bound, path + "." + word, dimension).value_or(0.0);
        s.asked = fmt::format("{} {}", word, bound->text);
      }
    if (conditions > 1) refuse(item, path, "expected one of `within`, `below` and `above`");
    if (const Value* probability = item.find("probability")) {
      s.probability = bounds(*probability, path + ".probability", Dimension::share);
      if (s.kind != Statement::Kind::below && s.kind != Statement::Kind::above)
        refuse(item, path, "a `probability` is of days `below` or `above` something");
      else if (s.probability)
        s.asked += fmt::format(" on {} to {} of days", probability->items[0].text,
                               probability->items[1].text);
    }
  }

  CalibrationFile c_;
  std::set<std::string> seen_;
};

/// What a path's number is in a resolved tree, in SI.
std::optional<double> number_at(const Value& tree, const std::string& path, const Key& key) {
  const Value* value = &tree;
  const auto names = split_path(path);
  for (std::size_t k = 0; names && value && k < names->size(); ++k) value = value->find((*names)[k]);
  const std::string text = value ? value->text : std::string(key.fallback);
  if (!names || text.empty()) return std::nullopt;
  const Parsed parsed = parse_quantity(text, key.dimension);
  if (!parsed.problem.empty()) return std::nullopt;
  return value ? after_operations(parsed.value, *value) : parsed.value;
}

}  // namespace

bool is_calibration(const fs::path& file) {
  std::string bytes;
  const std::string name = file.generic_string();
  if (read_bytes(file, name, bytes)) return false;
  const auto document = parse_document(name, std::move(bytes));
  return document && document->find("calibration") != nullptr;
}

Result<CalibrationFile> read_calibration(const fs::path& file) {
  std::string bytes;
  const std::string name = file.generic_string();
  if (const auto wrong = read_bytes(file, name, bytes)) return *wrong;
  auto document = parse_document(name, std::move(bytes));
  if (!document) return document.error();
  return ReadingCalibration(file).read(std::move(*document));
}

Result<CalibrationFile> parse_calibration(std::string_view text, const std::string& name) {
  auto document = parse_document(name, std::string(text));
  if (!document) return document.error();
  return ReadingCalibration(name).read(std::move(*document));
}

Result<Settings> settings_at(const std::vector<FreeParameter>& free, const Scenario& scenario,
                             std::span<const double> point) {
  Settings settings;
  Diagnostics wrong;
  for (std::size_t i = 0; i < free.size(); ++i)
    for (const std::string& path : free[i].paths) {
      const Key& key = *find_key(path);
      double own = point[i];
      if (free[i].times) {
        const std::optional<double> before = number_at(scenario.tree, path, key);
        if (!before)
          wrong.push_back(say::at(free[i].where, 1, path, "the scenario has no number here to multiply"));
        own *= in_own_unit(before.value_or(0.0), key);
      }
      settings.emplace_back(path, written(own, key));
    }
  if (!wrong.empty()) return wrong;
  return settings;
}

std::string overlay_yaml(const CalibrationFile& calibration, const std::string& base,
                         const Settings& settings, const std::string& derivation) {
  std::string text = fmt::format("# Written by czt calibrate: edit {} instead.\nscenario: {}\nbase: {}\nchanges:\n  calibrated:\n",
                                 calibration.file.filename().generic_string(),
                                 in_quotes(calibration.name + ", calibrated"), in_quotes(base));
  for (const auto& [path, value] : settings)
    text += fmt::format("    {}: {{value: {}, derived: {}}}\n", in_quotes(path), in_quotes(value),
                        in_quotes(derivation));
  return text;
}

}  // namespace czt
