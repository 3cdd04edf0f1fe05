/// A study as a job array of Slurm, and a second job that joins its parts.

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "batch_script.hpp"
#include "commands.hpp"
#include "czt/core/text.hpp"
#include "failure.hpp"
#include "output.hpp"
#include "shell_quoted.hpp"
#include "studying.hpp"

namespace czt::app {

namespace fs = std::filesystem;

namespace {

bool on_path(const std::string& program) {
  const char* const path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (::access((fs::path(folder) / program).c_str(), X_OK) == 0) return true;
  return false;
}

/// They stand in lines of a script that are read by Slurm.
void refuse_odd_words(const Options& options) {
  const auto only = [](const std::string& text, std::string_view allowed) { return text.find_first_not_of(allowed) == std::string::npos; };
  if (!only(options.time_limit, "0123456789:-"))
    throw Failure{wrong_usage, fmt::format("--time '{}': expected a time such as 90, 12:00:00 or 2-00:00:00", escape_control(options.time_limit)), {}};
  if (!only(options.partition, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.,+-"))
    throw Failure{wrong_usage, fmt::format("--partition '{}' is no name of a partition", escape_control(options.partition)), {}};
}

fs::path absolute(const std::string& written) {
  const fs::path path = fs::absolute(written).lexically_normal();
  const std::string text = path.string();
  if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\'; }))
    throw Failure{wrong_usage, fmt::format("Slurm takes no such name: {}", escape_control(text)), {}};
  return path;
}

/// Before hours in a queue: what can be known to be wrong now.
void refuse_what_cannot_be(const Options& options, const BatchJob& job) {
  if (fs::exists(job.store))
    throw Failure{wrong_usage,
                  fmt::format("{} is there already: move it away or name another; what the parts' stores beside it hold is not done again",
                              escape_control(job.store.string())),
                  {}};
  Options of_a_part = options;
  of_a_part.shard = fmt::format("1/{}", options.tasks);
  const LoadedStudy study = load_study(options.files.front(), of_a_part);
  if (options.tasks > study.design.rows())
    throw Failure{wrong_usage, fmt::format("--tasks {}: the study has {} points", options.tasks, study.design.rows()), {}};
}

BatchJob job_of(const Options& options) {
  BatchJob job;
  job.program = fs::read_symlink("/proc/self/exe");
  job.study = absolute(options.files.front());
  job.store = absolute(options.output);
  job.tasks = options.tasks;
  job.cpus = options.cpus;
  job.time_limit = options.time_limit;
  job.partition = options.partition;
  for (const std::string& set : options.set) job.options.insert(job.options.end(), {"--set", set});
  if (options.replications) job.options.insert(job.options.end(), {"--replications", std::to_string(*options.replications)});
  if (options.seed) job.options.insert(job.options.end(), {"--seed", std::to_string(*options.seed)});
  if (options.allow_conflicts) job.options.push_back("--allow-conflicts");
  if (options.durable) job.options.push_back("--durable");
  return job;
}

/// Where the scripts are.
struct Scripts {
  fs::path array, merge;
};

std::string array_command(const Scripts& scripts) { return "sbatch --parsable " + shell_quoted(scripts.array.string()); }
std::string merge_command(const Scripts& scripts, const std::string& array) {
  return fmt::format("sbatch --parsable --dependency=afterok:{} --kill-on-invalid-dep=yes {}", array, shell_quoted(scripts.merge.string()));
}

/// The job's number, or nothing where sbatch did not take it (it has said why).
std::string submitted(const std::string& command) {
  std::FILE* const answer = ::popen(command.c_str(), "r");
  if (answer == nullptr) return {};
  std::string text;
  char part[256];
  while (const std::size_t read = std::fread(part, 1, sizeof part, answer)) text.append(part, read);
  const int status = ::pclose(answer);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return {};
  // NUMBER or NUMBER;CLUSTER on its last line: some sites' sbatch says more before it.
  text.erase(text.find_last_not_of(" \n") + 1);
  text.erase(0, text.rfind('\n') + 1);
  text.erase(std::min(text.find(';'), text.size()));
  return text.find_first_not_of("0123456789") == std::string::npos ? text : std::string();
}

void print(const Scripts& scripts, const BatchJob& job) {
  to_stdout(fmt::format("# {}\n{}\n# {}\n{}\n# To submit them, the second with the number that the first one says:\n{}\n{}\n",
                        escape_control(scripts.array.string()), array_script(job), escape_control(scripts.merge.string()), merge_script(job),
                        array_command(scripts), merge_command(scripts, "NUMBER")));
}

}  // namespace

int study_submit(const Options& options) {
  if (options.output.empty()) throw Failure{wrong_usage, "-o STORE.db is missing: where the parts are joined", {}};
  refuse_odd_words(options);
  const BatchJob job = job_of(options);
  refuse_what_cannot_be(options, job);
  if (!options.print && !on_path("sbatch"))
    throw Failure{file_trouble, "there is no sbatch here, so no Slurm to submit to: --print writes the scripts for where there is", {}};
  const Scripts scripts{beside_store(job, ".sbatch"), beside_store(job, ".merge.sbatch")};
  write_file(scripts.array, array_script(job));
  write_file(scripts.merge, merge_script(job));
  if (options.print) {
    print(scripts, job);
    return done;
  }
  const std::string array = submitted(array_command(scripts));
  if (array.empty()) throw Failure{file_trouble, fmt::format("sbatch did not take {}", escape_control(scripts.array.string())), {}};
  const std::string merge = submitted(merge_command(scripts, array));
  if (merge.empty())
    throw Failure{file_trouble, fmt::format("the array is job {}, but sbatch did not take the job that joins its parts; by hand:\n  {}", array,
                                            escape_control(merge_command(scripts, array))), {}};
  to_stdout(fmt::format("job {}: {} tasks, logs in {}-*-of-{}.log\njob {}: joins them in {}, once all are done\n"
                        "how they are:  squeue --jobs={},{}\n",
                        array, job.tasks, escape_control(beside_store(job, ".shard").string()), job.tasks, merge,
                        escape_control(job.store.string()), array, merge));
  return done;
}

}  // namespace czt::app
