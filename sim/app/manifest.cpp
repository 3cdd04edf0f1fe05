#include "manifest.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>

#include "czt/core/digest.hpp"
#include "czt/core/text.hpp"
#include "czt/model/model_version.hpp"
#include "czt/report/json.hpp"
#include "failure.hpp"

namespace czt::app {

namespace fs = std::filesystem;

namespace {

std::string at(long long seconds) {
  const std::time_t time = seconds;
  std::tm utc{};
  ::gmtime_r(&time, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// As seen from the manifest's folder, so that a folder can be moved as a whole.
std::string beside(const fs::path& file, const fs::path& manifest) {
  const fs::path folder = fs::absolute(manifest).parent_path();
  const fs::path relative = fs::weakly_canonical(fs::absolute(file)).lexically_relative(fs::weakly_canonical(folder));
  return relative.empty() ? fs::absolute(file).generic_string() : relative.generic_string();
}

}  // namespace

fs::path manifest_of(const fs::path& store) {
  fs::path file = store;
  file += ".manifest.json";
  return file;
}

std::string manifest_json(const LoadedStudy& study, const StudyResult& result, const fs::path& store, const Options& options, long long began) {
  char host[256] = {};
  ::gethostname(host, sizeof host - 1);
  const fs::path manifest = manifest_of(store);
  Json json;
  json.begin_object();
  json.line().field("czt", version).line().field("model_version", model_version).line().field("seed_scheme", seed_scheme);
  json.line().field("compiler", CZT_COMPILER).line().field("commit", CZT_COMMIT);
  json.line().field("command", options.command_line);
  json.line().field("study", beside(study.file.file, manifest));
  json.line().field("study_sha256", sha256_hex(bytes_of(study.file.file)));
  json.line().field("store", beside(store, manifest));
  json.line().field("scenario", study.series.scenario_file).line().field("scenario_digest", study.series.scenario_digest);
  json.line().key("set").begin_array();
  for (const std::string& set : options.set) json.value(set);
  json.end_array();
  json.line().field("seed", study.job.seed).line().field("replications", study.job.replications);
  json.line().field("allow_conflicts", study.job.allow_conflicts);
  json.line().field("shard", fmt::format("{}/{}", study.job.shard, study.job.shards));
  json.line().field("finished", result.finished).line().field("runs_in_this_process", result.progress.runs);
  json.line().field("threads", study.job.threads).line().field("host", std::string(host));
  json.line().field("began", at(began)).line().field("ended", at(static_cast<long long>(std::time(nullptr))));
  json.line().end_object();
  return json.text() + "\n";
}

std::optional<std::string> joined_manifest(const std::vector<std::string>& shards, const fs::path& store, const std::string& command) {
  for (const std::string& shard : shards) {
    std::ifstream in(manifest_of(shard));
    nlohmann::ordered_json json = nlohmann::ordered_json::parse(in, nullptr, false);
    if (!json.is_object() || !json.contains("study") || !json["study"].is_string()) continue;
    const fs::path folder = fs::absolute(shard).parent_path();
    json["command"] = command;
    json["study"] = beside(folder / json["study"].get<std::string>(), manifest_of(store));
    json["store"] = beside(store, manifest_of(store));
    json["shard"] = "1/1";
    json["joined"] = nlohmann::ordered_json::array();
    for (const std::string& of : shards) json["joined"].push_back(beside(of, manifest_of(store)));
    for (const char* of_one_process : {"finished", "runs_in_this_process", "threads", "host", "began", "ended"}) json.erase(of_one_process);
    json["ended"] = at(static_cast<long long>(std::time(nullptr)));
    return json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  }
  return std::nullopt;
}

Manifest read_manifest(const fs::path& file) {
  std::ifstream in(file);
  if (!in) throw Failure{file_trouble, fmt::format("cannot read {}", escape_control(file.string())), {}};
  const nlohmann::json json = nlohmann::json::parse(in, nullptr, false);
  const fs::path folder = file.parent_path();
  try {
    Manifest m;
    m.study = folder / json.at("study").get<std::string>();
    m.store = folder / json.at("store").get<std::string>();
    m.scenario_digest = json.at("scenario_digest");
    m.model = json.at("model_version");
    m.set = json.at("set").get<std::vector<std::string>>();
    m.replications = json.at("replications").get<std::uint32_t>();
    m.allow_conflicts = json.at("allow_conflicts");
    m.seed = json.at("seed");
    return m;
  } catch (const nlohmann::json::exception& problem) {
    throw Failure{wrong_input, fmt::format("{} is no manifest of a study: {}", escape_control(file.string()), problem.what()), {}};
  }
}

}  // namespace czt::app
