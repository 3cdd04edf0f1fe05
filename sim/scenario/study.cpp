#include "czt/scenario/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "czt/core/text.hpp"
#include "scenario/document.hpp"
#include "scenario/key_tree.hpp"
#include "scenario/message_parts.hpp"
#include "scenario/quantity.hpp"
#include "scenario/source_text.hpp"
#include "scenario/written_file.hpp"

namespace czt {

namespace {

namespace fs = std::filesystem;

constexpr double most_points = 10'000'000.0;

class ReadingStudy : WrittenFile {
 public:
  explicit ReadingStudy(fs::path file) : WrittenFile(file, "study") { s_.file = std::move(file); }

  Result<StudyFile> read(const Value& document) {
    known(document, "", {"study", "scenario", "vary", "design", "replications", "seed", "decide_on", "keep", "limits", "goal", "allow_conflicts"});
    if (const Value* name = scalar(document, "study", "")) s_.name = name->text;
    if (const Value* scenario = scalar(document, "scenario", "")) s_.scenario = s_.file.parent_path() / scenario->text;
    s_.seed = static_cast<std::uint64_t>(whole(document, "seed", "", 1, 0));
    if (const Value* vary = needed(document, "vary", "")) read_vary(*vary);
    read_design(document);
    if (const Value* replications = document.find("replications")) read_replications(*replications);
    if (const Value* cells = document.find("decide_on")) s_.decide_on = cells_of(*cells, "decide_on");
    if (const Value* keep = document.find("keep")) read_keep(*keep);
    if (const Value* allow = document.find("allow_conflicts")) {
      s_.allow_conflicts = allow->text == "true";
      if (allow->text != "true" && allow->text != "false") refuse(*allow, "allow_conflicts", "expected true or false, " + say::found(*allow));
    }
    if (const Value* limits = document.find("limits"); limits && is_map(*limits, "limits")) {
      known(*limits, "limits", {"events"});
      s_.most_events = static_cast<std::uint64_t>(whole(*limits, "events", "limits", 1e7, 1, 1e12));
    }
    if (const Value* goal = document.find("goal"); goal && is_map(*goal, "goal")) read_goal(*goal);
    if (!wrong_.empty()) return wrong_;
    return std::move(s_);
  }

 private:
  // What varies

  void read_vary(const Value& vary) {
    if (vary.kind == Value::Kind::scalar && vary.text == "assumed") {
      s_.vary_assumed = true;
      return;
    }
    if (vary.kind != Value::Kind::map || vary.fields.empty())
      return refuse(vary, "vary", "expected a map of parameters, or `assumed`, " + say::found(vary));
    for (const auto& [name, item] : vary.fields) read_parameter(name, item);
  }

  /// The key that the paths share; null after a complaint, or where they have different ones.
  const Key* read_paths(const Value& paths, const std::string& path, Parameter& p) {
    const Key* key = nullptr;
    for (const Value* text : one_or_more(paths, path)) {
      const Key* own = find_key(text->text);
      const bool number = own && is_numeric(own->dimension);
      if (!own || (p.times && (!number || own->dimension == Dimension::clock)))
        refuse(*text, path,
               fmt::format("'{}' is no path of {}", say::shown(text->text), p.times ? "a quantity" : "an input"),
               "czt keys lists them");
      else if (key && !p.times && own->dimension != key->dimension)
        refuse(*text, path, "paths that get one value must be of one kind");
      key = own ? own : key;
      p.paths.push_back(text->text);
      if (!seen_.insert(text->text).second) refuse(*text, path, fmt::format("'{}' varies twice", say::shown(text->text)));
    }
    return key;
  }

  void read_parameter(const std::string& name, const Value& item) {
    const std::string path = "vary." + name;
    if (!is_map(item, path)) return;
    known(item, path, {"paths", "times", "values", "from", "to", "steps", "shape", "mode", "mean", "sd", "cv"});
    Parameter p;
    p.name = name;
    p.where = item.where;
    const Value* times = item.find("times");
    const Value* paths = item.find("paths");
    p.times = times != nullptr;
    if ((times != nullptr) == (paths != nullptr)) return refuse(item, path, "expected either `paths` or `times`, with the paths that vary");
    const std::size_t before = wrong_.size();
    const Key* key = read_paths(times ? *times : *paths, path + (times ? ".times" : ".paths"), p);
    if (wrong_.size() > before || !key) return;
    p.unit = p.times ? "" : std::string(key->unit);
    p.whole = !p.times && key->dimension == Dimension::whole;
    if (const Value* values = item.find("values"))
      read_values(*values, item, path, *key, p);
    else
      read_range(item, path, *key, p);
    if (wrong_.size() == before) s_.vary.push_back(std::move(p));
  }

  void read_values(const Value& values, const Value& item, const std::string& path, const Key& key, Parameter& p) {
    for (const char* other : {"from", "to", "steps", "shape"})
      if (item.find(other)) refuse(*item.find(other), path, fmt::format("`{}` does not go with `values`", other));
    std::set<std::string> different;
    for (const Value* text : one_or_more(values, path + ".values")) {
      if (p.times || is_numeric(key.dimension)) {
        const auto si = quantity(*text, path + ".values", p.times ? Dimension::number : key.dimension);
        if (si) check_value(*si, *text, path + ".values", key, p.times);
      }
      if (!different.insert(text->text).second) refuse(*text, path + ".values", fmt::format("'{}' is there twice", say::shown(text->text)));
      p.values.push_back(text->text);
    }
  }

  void check_value(double si, const Value& at, const std::string& path, const Key& key, bool times) {
    if (times ? si > 0.0 : in_range(si, key)) return;
    refuse(at, path, times ? "a factor is above 0" : fmt::format("'{}' is not allowed: {}", say::shown(at.text), range_of(key)));
  }

  void read_range(const Value& item, const std::string& path, const Key& key, Parameter& p) {
    if (!is_numeric(key.dimension) || (!p.times && key.dimension == Dimension::clock))
      return refuse(item, path, "this kind of input needs `values`");
    const Dimension dimension = p.times ? Dimension::number : key.dimension;
    const auto own = [&](const char* name) -> std::optional<double> {
      const Value* written = needed(item, name, path);
      if (!written) return std::nullopt;
      const auto si = quantity(*written, path + "." + name, dimension);
      if (!si) return std::nullopt;
      if (std::string_view(name) != "sd") check_value(*si, *written, path + "." + name, key, p.times);
      return p.times ? *si : in_own_unit(*si, key);
    };
    const auto low = own("from");
    const auto high = own("to");
    if (!low || !high) return;
    if (*low >= *high) return refuse(item, path, "the bounds are reversed: `from` is not below `to`");
    p.low = *low;
    p.high = *high;
    p.steps = static_cast<std::uint32_t>(whole(item, "steps", path, 0, 2, most_points));
    read_shape(item, path, own, p);
  }

  template <class Own>
  void read_shape(const Value& item, const std::string& path, const Own& own, Parameter& p) {
    const Value* shape = item.find("shape");
    const std::string word = shape ? shape->text : "uniform";
    if (word == "log") {
      p.shape = Parameter::Shape::log;
      if (p.low <= 0.0) refuse(*shape, path + ".shape", "log needs a lower end above 0");
    } else if (word == "triangular") {
      p.shape = Parameter::Shape::triangular;
      p.mode = own("mode").value_or(p.low);
      if (p.mode < p.low || p.mode > p.high) refuse(*shape, path + ".mode", "the mode is not between `from` and `to`");
    } else if (word == "normal") {
      p.shape = Parameter::Shape::normal;
      p.mean = own("mean").value_or(p.low);
      p.sd = own("sd").value_or(1.0);
      if (p.sd <= 0.0) refuse(*shape, path + ".sd", "a standard deviation is above 0");
    } else if (word == "lognormal") {
      p.shape = Parameter::Shape::lognormal;
      p.mean = own("mean").value_or(1.0);
      const Value* cv = needed(item, "cv", path);
      p.sd = cv ? quantity(*cv, path + ".cv", Dimension::number).value_or(1.0) : 1.0;
      if (p.mean <= 0.0 || p.sd <= 0.0 || p.low < 0.0) refuse(*shape, path + ".shape", "lognormal needs a mean and a cv above 0, and no bound below it");
    } else if (word != "uniform") {
      refuse(*shape, path + ".shape", fmt::format("'{}' is no shape", say::shown(word)), "uniform, log, triangular, normal or lognormal");
    }
  }

  // The design

  void read_design(const Value& document) {
    const Value* design = needed(document, "design", "");
    if (!design) return;
    s_.design.where = design->where;
    const bool word = design->kind == Value::Kind::scalar;
    if (!word && !is_map(*design, "design")) return;
    const Value* kind = word ? design : scalar(*design, "kind", "design");
    if (!kind) return;
    using Kind = DesignAsked::Kind;
    const std::vector<std::pair<std::string, Kind>> kinds{
        {"grid", Kind::grid}, {"list", Kind::list}, {"random", Kind::random}, {"latin_hypercube", Kind::latin_hypercube},
        {"sobol", Kind::sobol}, {"morris", Kind::morris}, {"saltelli", Kind::saltelli}};
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return k.first == kind->text; });
    if (found == kinds.end()) {
      Names allowed;
      for (const auto& k : kinds) allowed.push_back(k.first);
      return refuse(*kind, "design", fmt::format("'{}' is no design", say::shown(kind->text)), say::suggestion(kind->text, allowed, "there are"));
    }
    s_.design.kind = found->second;
    read_size(word ? Value{} : *design, *design);
  }

  void read_size(const Value& given, const Value& at) {
    DesignAsked& d = s_.design;
    using Kind = DesignAsked::Kind;
    const auto count = [&](const char* name, double least) -> std::uint32_t {
      const Value* found = given.find(name);
      if (!found) refuse(at, std::string("design.") + name, fmt::format("'{}' is missing", name));
      return static_cast<std::uint32_t>(whole(given, name, "design", 0, least, most_points));
    };
    switch (d.kind) {
      case Kind::grid:
        known(given, "design", {"kind"});
        for (const Parameter& p : s_.vary)
          if (p.values.empty() && p.steps == 0)
            wrong_.push_back(say::at(p.where, 1, "vary." + p.name, "a grid needs `values`, or `steps` from `from` to `to`"));
        if (s_.vary_assumed) refuse(at, "design", "assumed inputs have ranges, not levels: another design");
        break;
      case Kind::list:
        known(given, "design", {"kind", "file"});
        d.file = file_of(given.kind == Value::Kind::map ? given : at, "file", "design").value_or(fs::path());
        break;
      case Kind::morris:
        known(given, "design", {"kind", "trajectories", "levels"});
        d.trajectories = count("trajectories", 2);
        d.levels = static_cast<std::uint32_t>(whole(given, "levels", "design", 4, 2, 1000));
        if (d.levels % 2 != 0) refuse(given, "design.levels", "an even number of levels, so that steps of half of them meet all (Morris 1991)");
        break;
      default:
        known(given, "design", {"kind", "points"});
        d.points = count("points", 2);
    }
  }

  // Replications and what is kept

  void read_replications(const Value& written) {
    if (written.kind == Value::Kind::scalar) {
      const auto n = quantity(written, "replications", Dimension::whole);
      if (n && (*n < 1 || *n > most_points)) refuse(written, "replications", "not between 1 and 10,000,000");
      if (n) s_.replications = static_cast<std::uint32_t>(*n);
      return;
    }
    if (!is_map(written, "replications")) return;
    known(written, "replications", {"until", "at_least", "at_most"});
    s_.replications = static_cast<std::uint32_t>(whole(written, "at_least", "replications", 20, 2));
    s_.at_most = static_cast<std::uint32_t>(whole(written, "at_most", "replications", 1000, 2));
    if (s_.at_most < s_.replications) refuse(written, "replications", "`at_most` is below `at_least`");
    const Value* until = needed(written, "until", "replications");
    if (!until || !is_map(*until, "replications.until")) return;
    for (const auto& [measure, amount] : until->fields) {
      const std::string path = "replications.until." + measure;
      Value name = amount;
      name.text = measure;
      const Measure* found = measure_named(name, path);
      if (!found) continue;
      UntilAsked asked{{measure, amount.where, amount.length}, {}, {}};
      const bool relative = amount.text.ends_with('%') && !found->unit.empty();
      const auto value = quantity(amount, path, relative ? Dimension::share : dimension_of(found));
      if (value && *value <= 0.0) refuse(amount, path, "a half-width is above 0");
      if (value) (relative ? asked.relative : asked.absolute) = *value;
      s_.until.push_back(std::move(asked));
    }
  }

  std::vector<WrittenCell> cells_of(const Value& at, const std::string& path) {
    std::vector<WrittenCell> cells;
    for (const Value* text : one_or_more(at, path)) {
      measure_named(*text, path);
      cells.push_back({text->text, text->where, text->length});
    }
    return cells;
  }

  void read_keep(const Value& keep) {
    if (!is_map(keep, "keep")) return;
    known(keep, "keep", {"rows", "measures", "by"});
    if (const Value* rows = keep.find("rows")) {
      s_.keep_runs = rows->text == "runs";
      if (rows->text != "runs" && rows->text != "points") refuse(*rows, "keep.rows", "expected runs or points, " + say::found(*rows));
    }
    if (const Value* cells = keep.find("measures")) s_.measures = cells_of(*cells, "keep.measures");
    if (const Value* by = keep.find("by"))
      for (const Value* text : one_or_more(*by, "keep.by")) s_.by.push_back({text->text, text->where, text->length});
  }

  // The goal

  void read_goal(const Value& goal) {
    known(goal, "goal", {"minimise", "maximise", "subject_to", "confidence", "indifference", "at_most", "procedure", "runs"});
    Goal g;
    g.where = goal.where;
    const Value* least = goal.find("minimise");
    const Value* most = goal.find("maximise");
    if ((least != nullptr) == (most != nullptr)) return refuse(goal, "goal", "expected either `minimise` or `maximise`, with a measure");
    g.minimise = least != nullptr;
    const Value& of = g.minimise ? *least : *most;
    const Measure* measure = measure_named(of, g.minimise ? "goal.minimise" : "goal.maximise");
    g.measure = {of.text, of.where, of.length};
    if (const Value* confidence = goal.find("confidence"))
      g.confidence = quantity(*confidence, "goal.confidence", Dimension::share).value_or(0.95);
    if (g.confidence <= 0.0 || g.confidence >= 1.0) refuse(goal, "goal.confidence", "a confidence is between 0 and 100 %");
    if (const Value* zone = needed(goal, "indifference", "goal"); zone && measure) {
      g.indifference = quantity(*zone, "goal.indifference", dimension_of(measure)).value_or(0.0);
      if (g.indifference <= 0.0) refuse(*zone, "goal.indifference", "the difference that does not matter is above 0");
    }
    if (const Value* bounds = goal.find("subject_to"); bounds && is_map(*bounds, "goal.subject_to")) {
      if (bounds->fields.size() != 1) refuse(*bounds, "goal.subject_to", "expected one measure: the procedure keeps its promise for one bound");
      else read_bound(bounds->fields[0].first, bounds->fields[0].second, g);
    }
    g.at_most = static_cast<std::uint32_t>(whole(goal, "at_most", "goal", 10'000, 10));
    read_procedure(goal, g);
    s_.goal = std::move(g);
  }

  void read_procedure(const Value& goal, Goal& g) {
    const Value* procedure = goal.find("procedure");
    const Value* runs = goal.find("runs");
    if (procedure && procedure->text != "kn" && procedure->text != "ocba")
      refuse(*procedure, "goal.procedure", fmt::format("'{}' is no procedure", say::shown(procedure->text)), "kn, ocba");
    const bool shares = procedure && procedure->text == "ocba";
    if (runs && !shares) refuse(*runs, "goal.runs", "only `procedure: ocba` has a number of runs; kn runs until it is sure");
    if (!shares) return;
    if (goal.find("confidence")) refuse(*goal.find("confidence"), "goal.confidence", "ocba promises nothing; kn does");
    if (needed(goal, "runs", "goal")) g.budget = static_cast<std::uint64_t>(whole(goal, "runs", "goal", 1000, 2, 1e9));
  }

  void read_bound(const std::string& name, const Value& bound, Goal& g) {
    const std::string path = "goal.subject_to." + name;
    if (!is_map(bound, path)) return;
    known(bound, path, {"at_most", "at_least", "of", "tolerance"});
    Value text = bound;
    text.text = name;
    const Measure* measure = measure_named(text, path);
    const Value* upper = bound.find("at_most");
    const Value* lower = bound.find("at_least");
    if ((upper != nullptr) == (lower != nullptr)) return refuse(bound, path, "expected either `at_most` or `at_least`");
    Goal::Bound b;
    b.measure = {name, bound.where, bound.length};
    b.at_most = upper != nullptr;
    if (const Value* of = bound.find("of")) {
      measure_named(*of, path + ".of");
      b.of = WrittenCell{of->text, of->where, of->length};
    }
    const Dimension dimension = b.of ? Dimension::share : dimension_of(measure);
    const Value& limit = upper ? *upper : *lower;
    b.value = quantity(limit, path, dimension).value_or(0.0);
    b.tolerance = std::abs(b.value) / 10.0;
    if (const Value* tolerance = bound.find("tolerance")) b.tolerance = quantity(*tolerance, path + ".tolerance", dimension).value_or(1.0);
    if (b.tolerance <= 0.0) refuse(limit, path, "`tolerance` is missing: how near to the bound it does not matter, above 0 (a tenth of the bound where that is not 0)");
    g.subject_to = std::move(b);
  }

  StudyFile s_;
  std::set<std::string> seen_;
};

}  // namespace

bool is_study(const fs::path& file) {
  std::string bytes;
  const std::string name = file.generic_string();
  if (read_bytes(file, name, bytes)) return false;
  const auto document = parse_document(name, std::move(bytes));
  return document && document->find("study") != nullptr;
}

Result<StudyFile> read_study(const fs::path& file) {
  std::string bytes;
  const std::string name = file.generic_string();
  if (const auto wrong = read_bytes(file, name, bytes)) return *wrong;
  const auto document = parse_document(name, std::move(bytes));
  if (!document) return document.error();
  return ReadingStudy(file).read(*document);
}

Result<StudyFile> parse_study(std::string_view text, const std::string& name) {
  const auto document = parse_document(name, std::string(text));
  if (!document) return document.error();
  return ReadingStudy(name).read(*document);
}

}  // namespace czt
