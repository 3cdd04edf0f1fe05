#include "batch_script.hpp"

#include <fmt/format.h>

#include "shell_quoted.hpp"

namespace czt::app {

namespace fs = std::filesystem;

namespace {

/// One word of an #SBATCH line.
std::string sbatch_quoted(const std::string& text) {
  std::string safe = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') safe += '\\';
    safe += c;
  }
  return safe + "\"";
}

/// A text that is no pattern in a name of Slurm's output file.
std::string without_patterns(const std::string& text) {
  std::string safe;
  for (const char c : text) safe += c == '%' ? "%%" : std::string(1, c);
  return safe;
}

/// What both scripts begin with.
std::string heading(const BatchJob& job, const std::string& about, const std::string& name, std::uint32_t cpus, const std::string& log) {
  std::string text = "#!/bin/bash\n# " + about + "\n";
  const auto option = [&](const std::string& line) { text += "#SBATCH --" + line + "\n"; };
  option("job-name=" + sbatch_quoted(name));
  option("ntasks=1");
  option(fmt::format("cpus-per-task={}", cpus));
  if (!job.time_limit.empty()) option("time=" + job.time_limit);
  if (!job.partition.empty()) option("partition=" + job.partition);
  option("requeue");
  option("open-mode=append");
  option("output=" + sbatch_quoted(log));
  return text;
}

std::string name_of(const BatchJob& job) { return "czt " + beside_store(job, "").filename().string(); }
std::string log_of(const BatchJob& job, const std::string& pattern, const std::string& after) {
  return without_patterns(beside_store(job, "").string()) + pattern + after;
}

// A job that is being cancelled gets a TERM too, and must not come back.
constexpr const char* ends = R"sh(
# The task's end, by the exit code of its part.
finish() {
  case $1 in
    75 | 143) # told to stop, or the store is in use: once more, unless the job is being cancelled
      if scontrol --oneliner show job "$task" | grep -q 'JobState=RUNNING '; then
        echo "task $task is queued again; what is done is kept"
        scontrol requeue "$task"
      fi
      exit 75
      ;;
    4) exit 0 ;; # runs that failed are in the store, with their reasons
    *) exit "$1" ;;
  esac
}
)sh";

}  // namespace

fs::path beside_store(const BatchJob& job, const std::string& ending) {
  fs::path file = job.store;
  if (file.extension() == ".db") file.replace_extension();
  file += ending;
  return file;
}

std::string array_script(const BatchJob& job) {
  std::string text = heading(job, fmt::format("A study in {} parts, each a task. A task that is begun again goes on with its store.", job.tasks),
                             name_of(job), job.cpus, log_of(job, ".shard-%a", fmt::format("-of-{}.log", job.tasks)));
  text += fmt::format("#SBATCH --array=1-{}\n#SBATCH --signal=B:TERM@60\n", job.tasks);
  text += "\npart=$SLURM_ARRAY_TASK_ID\ntask=${SLURM_ARRAY_JOB_ID}_$part\n";
  text += ends;
  std::string options;
  for (const std::string& word : job.options) options += " " + shell_quoted(word);
  text += fmt::format(
      "\n{} study run {} \\\n"
      "  -o {}.shard-\"$part\"-of-{}.db --resume --shard \"$part/{}\" --threads \"${{SLURM_CPUS_PER_TASK:-1}}\"{} &\n"
      "running=$!\n"
      "trap 'trap \"\" TERM; kill -TERM \"$running\"; wait \"$running\"; finish $?' TERM\n"
      "wait \"$running\"\n"
      "finish $?\n",
      shell_quoted(job.program.string()), shell_quoted(job.study.string()), shell_quoted(beside_store(job, "").string()), job.tasks, job.tasks,
      options);
  return text;
}

std::string merge_script(const BatchJob& job) {
  return heading(job, fmt::format("Joins the {} parts of a study into one store; again, where it was cut short.", job.tasks),
                 name_of(job) + " merge", 1, log_of(job, "", ".merge.log")) +
         fmt::format(
             "\nparts=()\n"
             "for ((part = 1; part <= {}; ++part)); do parts+=({}.shard-\"$part\"-of-{}.db); done\n"
             "exec {} study merge \"${{parts[@]}}\" -o {}\n",
             job.tasks, shell_quoted(beside_store(job, "").string()), job.tasks, shell_quoted(job.program.string()),
             shell_quoted(job.store.string()));
}

}  // namespace czt::app
