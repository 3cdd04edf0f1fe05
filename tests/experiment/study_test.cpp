#include "czt/experiment/study.hpp"

#include <algorithm>
#include <fstream>
#include <cmath>
#include <set>
#include <sstream>
#include <stdexcept>

#include "czt/core/digest.hpp"
#include "czt/experiment/study_goal.hpp"
#include "czt/experiment/study_pairs.hpp"
#include "czt/experiment/study_tables.hpp"
#include "czt/model/model_version.hpp"
#include "experiment/store_impl.hpp"
#include "support/catch.hpp"

using namespace czt;

namespace {

namespace fs = std::filesystem;

/// A folder of its own with the line of a study, gone at the end.
class Workplace {
 public:
  Workplace() {
    std::string name = (fs::temp_directory_path() / "czt-study-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    std::ofstream(folder_ / "line.yaml") << line;
  }
  ~Workplace() { fs::remove_all(folder_); }
  [[nodiscard]] fs::path operator/(const char* name) const { return folder_ / name; }

 private:
  static constexpr const char* line = R"(scenario: two towns
stations:
  A: {km: 0, chainage_km: 0}
  B: {km: 10, chainage_km: 10}
branches: {main: {stations: [A, B]}}
track: {max_speed: 120 km/h}
train_types:
  short: {cars: 1, doors_per_side: 2, seats: 60, standing_area: 20 m2, length: 25 m, max_speed: 120 km/h,
          accelerate: 0.8 m/s2, brake: 0.8 m/s2}
formation: {default: short}
timetable:
  down: {from: A, to: B, first: "06:00", last: "10:00", every: 30 min, dwell: 60 s}
places:
  a: {people: 4000, jobs: 0, latitude: 28.2, longitude: 113, access: {A: 5 min}}
  b: {people: 0, jobs: 4000, latitude: 28.1, longitude: 113, access: {B: 5 min}}
profiles: {day: {hours: {"05:30": 100 %, "10:00": 0 %}}}
purposes:
  work: {trips: 0.5 /day, from: people, to: jobs, decay: 0.01 /min, profile: {up: day, down: day}, rail_share: 10 %}
fares: {per_km: 0.4 yuan, minimum: 2 yuan, round_to: 1 yuan}
)";
  fs::path folder_;
};

StudyFile study_of(const std::string& rest) {
  const Result<StudyFile> read = parse_study("study: s\nscenario: line.yaml\n" + rest);
  REQUIRE(read);
  return *read;
}

const std::string fares_by_people =
    "vary:\n  fare: {paths: [fares.per_km], values: [0.3 yuan, 0.5 yuan]}\n"
    "  people: {times: [demand.scale], from: 0.5, to: 1.5, steps: 3}\ndesign: grid\n";

/// A study of the workplace's line, ready to run.
struct Ready {
  Ready(const Workplace& at, const std::string& text) : design(design_of(study_of(text), study_of(text).vary).value()) {
    job.scenario = at / "line.yaml";
    job.design = &design;
    job.replications = 4;
    const Result<Scenario> scenario = read_scenario(job.scenario);
    REQUIRE(scenario);
    const Result<Compiled> compiled = compile(*scenario);
    REQUIRE(compiled);
    for (const char* name : {"boardings", "revenue", "left_behind_passengers"}) {
      job.cells.push_back(parse_cell(name, compiled->plan).value());
      series.cells.push_back({name, name, "", true});
    }
    series.study = "s";
    series.scenario_digest = digest(*scenario);
  }
  StudyDesign design;
  StudyJob job;
  Series series;
};

std::string text_of(const std::function<void(const Sink&)>& write) {
  std::string text;
  write([&](std::string_view part) { text += part; });
  return text;
}

}  // namespace

TEST_CASE("a study's parameters are read with their units, levels and shapes", "[experiment][study]") {
  const StudyFile study = study_of(
      "vary:\n  fare: {paths: [fares.per_km], from: 0.2 yuan, to: 0.6 yuan, steps: 3}\n"
      "  headway: {paths: [timetable.down.every], values: [10 min, 20 min]}\n"
      "  trains: {paths: [timetable.down.trains], from: 2, to: 5}\n"
      "design: {kind: random, points: 10}\n"
      "replications: {until: {boardings: 1 %, wait_mean: 5 s}, at_least: 10, at_most: 50}\nkeep: {rows: points, by: [station]}\n");
  REQUIRE(study.vary.size() == 3);
  CHECK(study.vary[0].written(0.25) == "0.25 yuan");
  CHECK(value_at(study.vary[0], 0.5) == "0.4 yuan");
  CHECK(value_at(study.vary[1], 0.49) == "10 min");
  CHECK(value_at(study.vary[1], 0.51) == "20 min");
  CHECK(value_at(study.vary[2], 0.999) == "5");
  REQUIRE(study.until.size() == 2);
  CHECK(study.until[0].relative == 0.01);
  CHECK(study.until[1].absolute == 5.0);
  CHECK_FALSE(study.keep_runs);
  const StudyDesign grid = design_of(study_of(fares_by_people), study_of(fares_by_people).vary).value();
  CHECK(grid.rows() == 7);
  CHECK(grid.values(0).empty());
  CHECK(grid.values(3) == std::vector<std::string>{"0.3 yuan", "1.5"});
  CHECK(settings_of(grid.parameters(), grid.values(4)) == std::vector<std::string>{"fares.per_km=0.5 yuan", "demand.scale*=0.5"});
}

TEST_CASE("what is wrong with a study is said at its place, all at once", "[experiment][study]") {
  const auto wrong = [](const std::string& rest, const std::vector<std::string>& said) {
    const Result<StudyFile> read = parse_study("study: s\nscenario: line.yaml\n" + rest);
    REQUIRE_FALSE(read);
    for (const std::string& text : said) {
      INFO(text);
      CHECK(std::any_of(read.error().begin(), read.error().end(), [&](const Diagnostic& d) { return d.message.find(text) != std::string::npos; }));
    }
    for (const Diagnostic& d : read.error()) CHECK(d.where.line > 0);
    CHECK(read.error().size() == said.size());
  };
  wrong("vary: {x: {paths: [fares.per_kn], values: [1 yuan]}}\ndesign: grit\n", {"'fares.per_kn' is no path", "'grit' is no design"});
  wrong("vary: {x: {paths: [fares.per_km], from: 0.6 yuan, to: 0.2 yuan}}\ndesign: {kind: random}\n", {"bounds are reversed", "'points' is missing"});
  wrong("vary: {x: {paths: [fares.per_km], from: 1, to: -2 yuan}}\ndesign: {kind: random, points: 4}\n", {"'1' ", "'-2 yuan' is not allowed"});
  wrong("vary: {x: {paths: [fares.per_km], times: [demand.scale], values: [1]}}\ndesign: grid\n", {"either `paths` or `times`"});
  wrong("vary: {x: {paths: [fares.per_km], from: 0.2 yuan, to: 0.6 yuan}}\ndesign: grid\n", {"a grid needs `values`"});
  wrong("vary: {x: {paths: [fares.per_km], values: [0.2 yuan, 0.2 yuan]}, y: {paths: [fares.per_km], values: [1 yuan]}}\ndesign: grid\n",
        {"'0.2 yuan' is there twice", "'fares.per_km' varies twice"});
  wrong("vary: {x: {times: [demand.scale], from: 0.5, to: 2, shape: bell}}\ndesign: {kind: morris, trajectories: 4, levels: 3}\n",
        {"'bell' is no shape", "even number of levels"});
  wrong("vary: {x: {times: [demand.scale], from: 0.5, to: 2}}\ndesign: {kind: sobol, points: 8}\ndecide_on: [bordings]\nreplications: 0\n",
        {"no measure is called 'bordings'", "not between 1 and"});
  wrong("vary: {x: {times: [demand.scale], from: 0.5, to: 2}}\ndesign: {kind: sobol, points: 8}\n"
        "goal: {minimise: subsidy, subject_to: {left_behind_passengers: {at_most: 0}}}\n",
        {"'indifference' is missing", "`tolerance` is missing"});
}

TEST_CASE("a run that throws is stored as failed with how to see it again, and the others go on", "[experiment][study]") {
  const Workplace at;
  Ready ready(at, fares_by_people);
  ready.job.before_run = [](std::uint64_t row, std::uint32_t replication) {
    if (row == 2 && replication == 1) throw std::runtime_error("a wheel came off");
  };
  StudyStore store(at / "s.db", StudyStore::Mode::create);
  store.begin(ready.series, ready.design);
  const StudyResult result = run_study(ready.job, store);
  CHECK(result.finished);
  CHECK(result.progress.runs == 28);
  CHECK(result.progress.failed == 1);
  const std::vector<StoredRun> runs = store.runs(store.point_of(2));
  REQUIRE(runs.size() == 4);
  CHECK(runs[1].failed);
  CHECK(runs[1].reason == "a wheel came off; again: czt rerun MANIFEST --run 2/1");
  CHECK(runs[2].values.size() == 3);
  CHECK(store.counts().failed == 1);
  // It is not tried again: what failed fails again.
  ready.job.before_run = {};
  CHECK(run_study(ready.job, store).progress.runs == 0);
}

TEST_CASE("no run is done twice, and a stop in the middle loses nothing that was done", "[experiment][study]") {
  const Workplace at;
  Ready ready(at, fares_by_people);
  ready.job.threads = 3;
  std::multiset<std::pair<std::uint64_t, std::uint32_t>> done;
  std::mutex mutex;
  ready.job.before_run = [&](std::uint64_t row, std::uint32_t replication) {
    const std::lock_guard lock(mutex);
    done.emplace(row, replication);
  };
  StudyStore store(at / "s.db", StudyStore::Mode::create);
  store.begin(ready.series, ready.design);
  for (int stop = 0; stop < 20; ++stop)
    if (run_study(ready.job, store, [n = 0](const StudyProgress&) mutable { return ++n < 3; }).finished) break;
  CHECK(run_study(ready.job, store).finished);
  CHECK(done.size() == 28);
  CHECK(std::set(done.begin(), done.end()).size() == 28);

  // In one go, on one thread: the same tables.
  ready.job.threads = 1;
  StudyStore whole(at / "w.db", StudyStore::Mode::create);
  whole.begin(ready.series, ready.design);
  run_study(ready.job, whole);
  CHECK(text_of([&](const Sink& to) { write_runs_long(store, to); }) == text_of([&](const Sink& to) { write_runs_long(whole, to); }));
  CHECK(text_of([&](const Sink& to) { write_estimates(store, to); }) == text_of([&](const Sink& to) { write_estimates(whole, to); }));
}

TEST_CASE("every point has the same people: more demand adds some and a fare moves nobody", "[experiment][study]") {
  const Workplace at;
  Ready ready(at, fares_by_people);
  StudyStore store(at / "s.db", StudyStore::Mode::create);
  store.begin(ready.series, ready.design);
  run_study(ready.job, store);
  // Without a choice model nobody minds the fare: rows 1 to 3 and 4 to 6 differ in it alone.
  for (const std::uint64_t row : {1u, 2u, 3u})
    for (std::uint32_t k = 0; k < 4; ++k)
      CHECK(store.runs(store.point_of(row))[k].values[0] == store.runs(store.point_of(row + 3))[k].values[0]);
  const std::vector<PointEstimate> more = estimates_of(store, store.series(), store.point_of(3), store.point_of(0));
  CHECK(more[0].difference > 0.0);
  CHECK(more[0].half_width > 0.0);
}

TEST_CASE("the best point is recommended, and few days are run of those clearly beaten", "[experiment][study]") {
  const Workplace at;
  Ready ready(at, "vary:\n  people: {times: [demand.scale], values: [0.4, 0.6, 0.8, 1.0, 12]}\ndesign: grid\n");
  StudyGoal goal;
  goal.cell = 1;
  goal.rule.indifference = 20.0;  // yuan
  goal.bounded_cell = 2;
  goal.rule.bound = SelectionBound{0.5, 0.4};  // people left behind
  StudyStore store(at / "s.db", StudyStore::Mode::create);
  store.begin(ready.series, ready.design);
  const Recommendation r = run_goal(ready.job, goal, store);
  CHECK(r.promised);
  REQUIRE(r.row);
  CHECK(r.fates[4].fate == "breaks the bound");  // twelve times the people do not all get on
  CHECK(*r.row == 4);
  CHECK(r.fates[0].fate == "beaten");
  CHECK(r.runs < 5 * 40);
  CHECK(r.runs == store.counts().runs);
  // Asked again nothing is run again.
  bool ran = false;
  ready.job.before_run = [&](std::uint64_t, std::uint32_t) { ran = true; };
  CHECK(run_goal(ready.job, goal, store).row == r.row);
  CHECK_FALSE(ran);
}

TEST_CASE("a budget of runs goes to the points that may be best, and finds the same one without a promise", "[experiment][study]") {
  const Workplace at;
  Ready ready(at, "vary:\n  people: {times: [demand.scale], values: [0.4, 0.6, 0.95, 1.0, 12]}\ndesign: grid\n");
  StudyGoal goal;
  goal.cell = 1;
  goal.rule.indifference = 20.0;
  goal.bounded_cell = 2;
  goal.rule.bound = SelectionBound{0.5, 0.4};
  goal.budget = 123;
  StudyStore store(at / "s.db", StudyStore::Mode::create);
  store.begin(ready.series, ready.design);
  const Recommendation r = run_goal(ready.job, goal, store);
  CHECK_FALSE(r.promised);
  REQUIRE(r.row);
  CHECK(*r.row == 4);
  CHECK(r.runs == 123);
  CHECK(r.runs == store.counts().runs);
  CHECK(r.fates[0].replications == 10);  // far from the best: the first stage, no more
  CHECK(r.fates[4].replications == 10);
  CHECK(r.fates[4].fate == "breaks the bound");
  CHECK(r.fates[2].replications > 30);
  CHECK(r.fates[3].replications > 30);
  ready.job.threads = 3;
  StudyStore other(at / "o.db", StudyStore::Mode::create);
  other.begin(ready.series, ready.design);
  const Recommendation again = run_goal(ready.job, goal, other);
  for (std::size_t k = 0; k < 5; ++k) CHECK(again.fates[k].replications == r.fates[k].replications);
}

TEST_CASE("points stand beside one another: every pair with its verdict, and the Pareto set", "[experiment][study]") {
  const Workplace at;
  Ready ready(at, "vary:\n  people: {times: [demand.scale], values: [0.5, 0.9, 12]}\ndesign: grid\n");
  ready.job.replications = 12;
  StudyStore store(at / "s.db", StudyStore::Mode::create);
  store.begin(ready.series, ready.design);
  run_study(ready.job, store);
  const std::string pairs = text_of([&](const Sink& to) { CHECK(write_pairs(store, Margin{}, to)); });
  const auto lines = [](const std::string& text) { return std::count(text.begin(), text.end(), '\n'); };
  const Series series = store.series();
  const auto deciding = std::count_if(series.cells.begin(), series.cells.end(), [](const StoredCell& c) { return c.deciding; });
  CHECK(lines(pairs) == 1 + 6 * deciding);  // four rows
  const std::size_t first = pairs.find("boardings,,0,1,12,-");  // half the people
  REQUIRE(first != std::string::npos);
  CHECK(pairs.substr(first, pairs.find('\n', first) - first).ends_with(",worse"));
  // A margin beyond everything: no pair differs.
  const std::string all_same = text_of([&](const Sink& to) { write_pairs(store, Margin{0.0, 1e9}, to); });
  CHECK(all_same.find("higher") == std::string::npos);
  CHECK(all_same.find(",same\n") != std::string::npos);
  // Most revenue, fewest people left behind: half the people earn less and leave behind no fewer than nine tenths do.
  const std::string front = text_of([&](const Sink& to) { write_pareto(store, 1, Better::more, 2, Better::less, to); });
  CHECK(lines(front) == 5);
  CHECK(front.find("\n1,0.5,") != std::string::npos);
  CHECK(front.find(",no,0\n") != std::string::npos);   // row 1: row 0 has more revenue
  CHECK(front.find("\n3,12,") != std::string::npos);
  CHECK(front.substr(front.find("\n3,12,")).find(",yes,\n") != std::string::npos);
}

TEST_CASE("a day draws as many would-be travellers as expected, and knowing that makes the means surer", "[experiment][study]") {
  const Workplace at;
  Ready ready(at, fares_by_people);
  ready.job.replications = 400;
  StudyStore store(at / "s.db", StudyStore::Mode::create);
  store.begin(ready.series, ready.design);
  REQUIRE(run_study(ready.job, store).finished);
  // Means of 400 Poisson days: five of their standard deviations (one in 300,000 rows would be off by chance).
  for (std::uint64_t row = 0; row < ready.design.rows(); ++row) {
    const std::int64_t point = store.point_of(row);
    const double expected = store.expected(point);
    double drawn = 0.0;
    for (const StoredRun& run : store.runs(point)) drawn += static_cast<double>(run.drawn) / 400.0;
    CAPTURE(row, drawn, expected);
    CHECK(expected > 100.0);
    CHECK(std::abs(drawn - expected) < 5.0 * std::sqrt(expected / 400.0));
  }
  const std::string text = text_of([&](const Sink& to) { write_controlled(store, to); });
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  CHECK(line == "row,fare,people,measure,selection,n,mean,half_width,controlled_mean,controlled_half_width,r_squared");
  int boardings = 0;
  while (std::getline(lines, line)) {
    std::vector<std::string> fields;
    std::istringstream cells(line);
    for (std::string field; std::getline(cells, field, ',');) fields.push_back(field);
    if (fields.at(3) != "boardings") continue;
    ++boardings;
    CAPTURE(line);
    CHECK(fields.at(5) == "400");
    CHECK(std::stod(fields.at(10)) > 0.5);
    CHECK(std::stod(fields.at(9)) < 0.75 * std::stod(fields.at(7)));
  }
  CHECK(boardings == static_cast<int>(ready.design.rows()));
}

TEST_CASE("a store over a network keeps a plain journal", "[experiment][study]") {
  CHECK(needs_plain_journal(0x6969));
  CHECK(needs_plain_journal(0xfe534d42));
  CHECK_FALSE(needs_plain_journal(0xef53));
}

TEST_CASE("the model's version is raised with the fingerprints of the shipped scenarios", "[experiment][study]") {
  std::ifstream in(CZT_SOURCE_DIR "/tests/fingerprints/expected.txt");
  const std::string text(std::istreambuf_iterator<char>(in), {});
  // Of version 1. Where fingerprints have changed: raise model_version, then write both here.
  CHECK(model_version == 1);
  CHECK(sha256_hex(text).substr(0, 16) == "374d6245f171c36a");
}
