// A study on one, two … threads, and what its store costs.
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

#include "czt/experiment/study.hpp"
#include "czt/scenario/study.hpp"

namespace {

using namespace czt;
namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "czt-bench-XXXXXX").string();
    at_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(at_); }
  [[nodiscard]] fs::path operator/(const std::string& name) const { return at_ / name; }

 private:
  fs::path at_;
};

/// Ten fares of 2017, a hundred days of each.
struct Fares {
  Fares() {
    const StudyFile file = parse_study("study: fares\nscenario: " CZT_SOURCE_DIR "/scenarios/2017-weekday.yaml\n"
                                       "vary: {fare: {paths: [fares.per_km], from: 0.25 yuan, to: 0.60 yuan, steps: 10}}\ndesign: grid\n",
                                       "/study.yaml").value();
    design = design_of(file, file.vary).value();
    const Scenario scenario = read_scenario(file.scenario).value();
    job.scenario = file.scenario;
    job.design = &design;
    job.replications = 100;
    const Compiled compiled = compile(scenario).value();
    for (const Cell& cell : default_cells(compiled.plan)) {
      if (!cell.where.empty()) continue;
      job.cells.push_back(cell);
      series.cells.push_back({to_text(cell), to_text(cell), "", false});
    }
    series.study = "fares";
    series.scenario_digest = digest(scenario);
  }
  StudyDesign design;
  StudyJob job;
  Series series;
};

/// Argument: threads. Days a second by the clock, store included.
void study(benchmark::State& state) {
  Fares fares;
  fares.job.threads = static_cast<unsigned>(state.range(0));
  std::uint64_t days = 0;
  for (auto _ : state) {
    const Folder at;
    StudyStore store(at / "s.db", StudyStore::Mode::create);
    store.begin(fares.series, fares.design);
    days += run_study(fares.job, store).progress.runs;
    store.close();
  }
  state.counters["days_per_second"] = benchmark::Counter(static_cast<double>(days), benchmark::Counter::kIsRate);
}
void threads(benchmark::internal::Benchmark* study) {
  for (unsigned n = 1; n <= allowed_processors(); n *= 2) study->Arg(n);
}
BENCHMARK(study)->Apply(threads)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

/// What is stored of a day, 100,000 of them, in blocks as a study stores them: CPU time of one run.
void store_runs(benchmark::State& state) {
  Fares fares;
  constexpr std::uint32_t block = 16, all = 100'000;
  std::vector<StoredRun> runs(block);
  for (StoredRun& run : runs) run.values.assign(fares.job.cells.size(), 12345.678901);
  for (auto _ : state) {
    const Folder at;
    StudyStore store(at / "s.db", StudyStore::Mode::create);
    store.begin(fares.series, fares.design);
    for (std::uint32_t first = 0; first < all; first += block) {
      for (std::uint32_t k = 0; k < block; ++k) {
        runs[k].replication = first + k;
        for (double& value : runs[k].values) value += 0.37;
      }
      store.put_runs(store.point_of(first / block % 10), runs);
    }
    store.close();
  }
  state.counters["per_run"] = benchmark::Counter(all, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(store_runs)->Unit(benchmark::kMillisecond);

}  // namespace
