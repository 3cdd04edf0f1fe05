/// What is done with a store once it is there: status, export, merge.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "commands.hpp"
#include "czt/core/digest.hpp"
#include "czt/core/text.hpp"
#include "czt/report/study.hpp"
#include "czt/report/json.hpp"
#include "czt/experiment/study_pairs.hpp"
#include "czt/experiment/study_tables.hpp"
#include "failure.hpp"
#include "manifest.hpp"
#include "output.hpp"
#include "suggestion.hpp"
#include "wanted.hpp"

namespace czt::app {

namespace fs = std::filesystem;

namespace {

/// The files of an export, whole or not at all.
class Export {
 public:
  explicit Export(fs::path folder) : folder_(std::move(folder)) { make_folder(folder_); }
  template <class Write>
  void table(const std::string& name, const std::string& about, const Write& write) {
    OutputFile file(folder_ / name);
    Sha256 sha;
    std::uint64_t bytes = 0;
    const Sink to = [&](std::string_view text) {
      file.write(text);
      sha.add(text);
      bytes += text.size();
    };
    write(to);
    file.keep();
    parts_.push_back({name, about, sha.hex(), bytes});
  }
  /// RO-Crate 1.1: what is in the folder, for archives.
  void crate(const Series& series) {
    Json json;
    json.begin_object().line().field("@context", "https://w3id.org/ro/crate/1.1/context").line().key("@graph").begin_array();
    json.line().begin_object().field("@id", "ro-crate-metadata.json").field("@type", "CreativeWork");
    json.key("conformsTo").begin_object().field("@id", "https://w3id.org/ro/crate/1.1").end_object();
    json.key("about").begin_object().field("@id", "./").end_object().end_object();
    json.line().begin_object().field("@id", "./").field("@type", "Dataset").field("name", series.study);
    json.field("description", fmt::format("Simulated days of {} (czt {}, series {})", series.scenario, version, series.digest()));
    json.key("hasPart").begin_array();
    for (const Part& part : parts_) json.begin_object().field("@id", part.name).end_object();
    json.end_array().end_object();
    for (const Part& part : parts_) {
      json.line().begin_object().field("@id", part.name).field("@type", "File").field("description", part.about);
      json.field("encodingFormat", part.name.ends_with(".csv") ? "text/csv" : "text/plain").field("contentSize", std::to_string(part.bytes));
      json.field("sha256", part.sha256).end_object();
    }
    json.end_array().end_object();
    write_file(folder_ / "ro-crate-metadata.json", json.text() + "\n");
  }

 private:
  struct Part {
    std::string name, about, sha256;
    std::uint64_t bytes = 0;
  };
  fs::path folder_;
  std::vector<Part> parts_;
};

/// "less subsidy" among the cells of a store.
std::pair<std::size_t, Better> weighed(const std::string& text, const Series& series) {
  const bool more = text.starts_with("more "), less = text.starts_with("less ");
  const std::string name = more || less ? text.substr(5) : text;
  std::vector<std::string> names;
  for (const StoredCell& cell : series.cells) names.push_back(cell.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    throw Failure{wrong_usage, fmt::format("--pareto '{}': not measured in this study{}", escape_control(text), did_you_mean(name, names)), {}};
  const auto cell = static_cast<std::size_t>(found - names.begin());
  const Better own = find_measure(series.cells[cell].measure)->better;
  const Better better = more ? Better::more : less ? Better::less : own;
  if (better == Better::neither)
    throw Failure{wrong_usage, fmt::format("--pareto '{0}': is more of it better or less? 'more {0}' or 'less {0}'", escape_control(text)), {}};
  return {cell, better};
}

}  // namespace

int study_status(const Options& options) {
  StudyStore store(options.files.front(), StudyStore::Mode::read);
  to_stdout(options.json ? study_json(store, version) : study_text(store));
  return done;
}

int study_export(const Options& options) {
  if (options.output.empty()) throw Failure{wrong_usage, "-o DIR is missing: where the tables go", {}};
  StudyStore store(options.files.front(), StudyStore::Mode::read);
  const Series series = store.series();
  const Margin margin = margin_of(options.same_within);
  std::vector<std::pair<std::size_t, Better>> front;
  for (const std::string& text : options.pareto) front.push_back(weighed(text, series));
  if (!front.empty() && !series.keep_runs)
    throw Failure{wrong_usage, "--pareto needs the runs; this study keeps points only (keep.rows: points)", {}};
  const fs::path folder = options.output;
  Export tables(folder);
  tables.table("points.csv", "the rows of the design: what became of each, and its parameters", [&](const Sink& to) { write_points(store, to); });
  tables.table("estimates.csv", "per row and measure: n, mean, sd, 95 % half-width, difference to row 0", [&](const Sink& to) { write_estimates(store, to); });
  tables.table("answers.csv", "per row of the design, in its order, the means; nan where there is none", [&](const Sink& to) { write_answers(store, to); });
  if (series.keep_runs) {
    tables.table("runs.csv", "one line for each run, a column for each measure", [&](const Sink& to) { write_runs_wide(store, to); });
    tables.table("runs_long.csv", "one line for each run and measure", [&](const Sink& to) { write_runs_long(store, to); });
    tables.table("controlled.csv", "per row and measure: the mean, and the mean with the number of people drawn as control", [&](const Sink& to) { write_controlled(store, to); });
    if (store.rows() <= most_paired_points)
      tables.table("pairs.csv", "every pair of rows in the deciding measures: difference, intervals, verdict", [&](const Sink& to) { write_pairs(store, margin, to); });
    if (!front.empty())
      tables.table("pareto.csv", "which rows no other beats in both measures", [&](const Sink& to) {
        write_pareto(store, front[0].first, front[0].second, front[1].first, front[1].second, to);
      });
  }
  const std::string design = store.design();
  if (design == "morris" || design == "saltelli")
    tables.table("sensitivity.csv", "Sobol' indices or Morris effects of the deciding measures", [&](const Sink& to) { write_sensitivity(store, to); });
  if (const std::string fates = store.about("fates"); !fates.empty()) {
    tables.table("fates.csv", "what became of every point on the way to the recommended one", [&](const Sink& to) { to(fates); });
    tables.table("recommendation.txt", "the recommended point and what is promised of it", [&](const Sink& to) { to(store.about("recommendation")); });
  }
  tables.table("scenario.txt", "the scenario with all its values, as czt show prints it", [&](const Sink& to) { to(series.resolved); });
  tables.crate(series);
  if (!options.quiet) to_stderr(fmt::format("czt: written to {}\n", escape_control(folder.string())));
  return done;
}

int study_merge(const Options& options) {
  if (options.output.empty()) throw Failure{wrong_usage, "-o STORE.db is missing: where the shards are joined", {}};
  StudyStore store(options.output, StudyStore::Mode::resume);
  for (const std::string& shard : options.files) {
    std::error_code error;
    if (fs::equivalent(shard, options.output, error)) throw Failure{wrong_usage, fmt::format("{} cannot be joined to itself", escape_control(shard)), {}};
    store.take_in(shard);
  }
  if (const std::optional<std::string> manifest = joined_manifest(options.files, options.output, options.command_line))
    write_file(manifest_of(options.output), *manifest);
  else
    to_stderr("czt: no shard has its manifest beside it, so the joined store has none and `czt rerun` cannot be asked\n");
  to_stdout(options.json ? study_json(store, version) : study_text(store));
  store.close();
  return done;
}

}  // namespace czt::app
