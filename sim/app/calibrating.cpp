#include "calibrating.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <tuple>

#include "console.hpp"
#include "czt/core/text.hpp"
#include "czt/experiment/ranges.hpp"
#include "czt/scenario/calibration.hpp"
#include "failure.hpp"
#include "loading.hpp"
#include "written_cells.hpp"

namespace czt::app {

namespace {

namespace fs = std::filesystem;

/// A scenario that is to be simulated once for several statements.
struct Model {
  fs::path file;
  std::optional<std::vector<std::string>> with;
  Loaded loaded;
  std::vector<Cell> cells;
  Outcomes outcomes;
  Outcomes sampled;
};

/// Rows of a model's cells, to be added.
struct Sum {
  Model* model = nullptr;
  std::vector<std::size_t> cells;

  [[nodiscard]] bool empty() const { return model == nullptr; }
  [[nodiscard]] std::vector<double> by_day(Outcomes Model::* from) const {
    const Outcomes& outcomes = model->*from;
    std::vector<double> days(outcomes.replications, 0.0);
    for (std::uint32_t day = 0; day < outcomes.replications; ++day)
      for (const std::size_t cell : cells) days[day] += outcomes.at(day, cell);
    return days;
  }
};

class Calibrating {
 public:
  explicit Calibrating(const Options& options) : options_(options), file_(read_file(options)) {
    if (options.replications) file_.replications = *options.replications;
    if (options.seed) file_.seed = *options.seed;
    if (options.ranges) file_.ranges = *options.ranges;
    how_.seed = file_.seed;
    how_.replications = file_.replications;
    how_.threads = options.threads;
    base_ = base_of_overlay();
  }

  Calibrated run() {
    ProgressMeter meter(options_.quiet);
    const OnProgress progress = [&](const Progress& p) { return meter(p); };
    prepare();
    search(progress);
    freeze();
    Calibrated calibrated;
    if (!asked_to_stop()) predict(progress);
    if (const int stopped = asked_to_stop())
      throw Failure{stopped, "stopped before there was a result; nothing was written", {}};
    calibrated.calibration = std::move(to_);
    if (!options_.output.empty())
      calibrated.overlay = overlay_yaml(file_, base_, settings(point_),
                                        fmt::format("czt calibrate {}, seed {}, {} replications",
                                                    file_.file.filename().string(), file_.seed,
                                                    file_.replications));
    return calibrated;
  }

  CheckedCalibration check() {
    prepare();
    return {file_.name, start_.name, file_.free.size(), file_.targets.size(), file_.statements.size()};
  }

 private:
  static CalibrationFile read_file(const Options& options) {
    Result<CalibrationFile> file = read_calibration(options.files.front());
    if (!file) throw Failure{wrong_input, {}, file.error()};
    return std::move(file).value();
  }

  /// As it is written into the overlay: a base may not lead out of the overlay's folder.
  [[nodiscard]] std::string base_of_overlay() const {
    if (options_.output.empty()) return {};
    const fs::path folder = fs::absolute(options_.output).parent_path();
    const std::string base =
        fs::weakly_canonical(file_.scenario).lexically_relative(fs::weakly_canonical(folder)).generic_string();
    if (!base.empty() && !base.starts_with("..")) return base;
    throw Failure{wrong_usage,
                  fmt::format("-o {}: its base {} would lead out of its folder; write it beside the scenario",
                              escape_control(options_.output), escape_control(file_.scenario.string())),
                  {}};
  }

  [[nodiscard]] Loaded load_at(const fs::path& file, const std::vector<std::string>& frozen,
                               const std::optional<std::vector<std::string>>& with = {}) const {
    ReadOptions how;
    how.frozen_in = file_.scenario;
    how.frozen = frozen;
    how.only_changes = with;
    Result<Scenario> scenario = read_scenario(file, how);
    if (!scenario) throw Failure{wrong_input, {}, scenario.error()};
    if (with)
      for (const std::string& change : *with)
        scenario->name += (&change == &with->front() ? ", only: " : "; ") + change;
    return make_plan(std::move(*scenario), options_);
  }

  /// Rows of the cells in `to`, added where they are new. Wrong ones are told with their place.
  std::vector<std::size_t> rows_of(const std::vector<WrittenCell>& written, const Plan& plan,
                                   std::vector<Cell>& to) {
    std::vector<std::size_t> rows;
    for (const WrittenCell& cell : written) {
      const std::optional<Cell> found = cell_in(plan, cell, wrong_);
      if (!found) continue;
      const auto at = std::find(to.begin(), to.end(), *found);
      rows.push_back(static_cast<std::size_t>(at - to.begin()));
      if (at == to.end()) to.push_back(*found);
    }
    return rows;
  }

  Sum sum_of(const std::vector<WrittenCell>& cells, const fs::path& file,
             const std::optional<std::vector<std::string>>& with, const Statement& statement) {
    const auto same = [&](const Model& m) { return m.file == file && m.with == with; };
    auto found = std::find_if(models_.begin(), models_.end(), same);
    if (found == models_.end()) {
      models_.push_back({file, with, load_at(file, {}, with), {}, {}, {}});
      found = std::prev(models_.end());
      const std::vector<fs::path>& chain = found->loaded.scenario.chain;
      std::error_code error;
      if (std::none_of(chain.begin(), chain.end(),
                       [&](const fs::path& f) { return fs::equivalent(f, file_.scenario, error); })) {
        Diagnostic d;
        d.where = statement.where;
        d.path = "predict.statements." + statement.name;
        d.message = file.string() + " does not rest on the calibrated scenario";
        wrong_.push_back(std::move(d));
      }
    }
    return {&*found, rows_of(cells, found->loaded.compiled.plan, found->cells)};
  }

  /// All that can be wrong is found before anything is simulated.
  void prepare() {
    Loaded start = load_at(file_.scenario, {});
    start_ = start.scenario;
    to_.name = file_.name;
    to_.scenario = start.scenario.name;
    for (const CalibrationTarget& target : file_.targets) {
      rows_.push_back(rows_of(target.measures, start.compiled.plan, cells_));
      CalibratedTarget t;
      t.name = target.name;
      for (const WrittenCell& cell : target.measures) t.measures.push_back(cell.text);
      t.provenance = target.provenance.text;
      t.aim = {target.value, target.tolerance};
      to_.targets.push_back(std::move(t));
      aims_.push_back(to_.targets.back().aim);
      if (!rows_.back().empty())
        to_.targets.back().unit = measures()[cells_[rows_.back().front()].measure].unit;
    }
    for (const FreeParameter& free : file_.free) {
      bounds_.push_back({free.low, free.high});
      to_.parameters.push_back({free.name, free.paths, free.times, free.unit, bounds_.back(), {}});
    }
    for (const Statement& statement : file_.statements) {
      const bool scored = statement.not_scored.empty();
      above_.push_back(scored ? sum_of(statement.measures, statement.scenario, statement.with, statement)
                              : Sum{});
      std::vector<Sum>& others = among_.emplace_back();
      for (const WrittenCell& cell : statement.among)
        others.push_back(sum_of({cell}, statement.scenario, statement.with, statement));
      // The denominator is another scenario's as a whole, or the same one's with the same changes.
      const bool same = statement.per_scenario == statement.scenario;
      below_.push_back(statement.per.empty() ? Sum{}
                                             : sum_of(statement.per, statement.per_scenario,
                                                      same ? statement.with : std::nullopt, statement));
    }
    if (!wrong_.empty()) throw Failure{wrong_input, {}, wrong_};
    // Both ends must be possible; in between nothing else is tried.
    for (const bool high : {false, true}) {
      std::vector<double> end;
      for (const Bounds& b : bounds_) end.push_back(high ? b.high : b.low);
      (void)load_at(file_.scenario, frozen_at(end));
    }
  }

  [[nodiscard]] Settings settings(std::span<const double> point) const {
    Result<Settings> settings = settings_at(file_.free, start_, point);
    if (!settings) throw Failure{wrong_input, {}, settings.error()};
    return std::move(settings).value();
  }
  [[nodiscard]] std::vector<std::string> frozen_at(std::span<const double> point) const {
    std::vector<std::string> texts;
    for (const auto& [path, value] : settings(point)) texts.push_back(path + "=" + value);
    return texts;
  }

  [[nodiscard]] std::vector<std::vector<double>> days_at(std::span<const double> point,
                                                         unsigned threads) const {
    const Loaded loaded = load_at(file_.scenario, frozen_at(point));
    RunOptions how = how_;
    how.threads = threads;
    const Outcomes outcomes = replicate(loaded.compiled.plan, cells_, how);
    std::vector<std::vector<double>> days;
    for (const std::vector<std::size_t>& rows : rows_) {
      std::vector<double>& sums = days.emplace_back(outcomes.replications, 0.0);
      for (std::uint32_t day = 0; day < outcomes.replications; ++day)
        for (const std::size_t row : rows) sums[day] += outcomes.at(day, row);
    }
    return days;
  }

  void search(const OnProgress& progress) {
    const Simulated simulated = [&](std::span<const double> point) {
      std::vector<double> means;
      for (const std::vector<double>& days : days_at(point, 1)) means.push_back(estimate(days).mean);
      return means;
    };
    to_.optimum = czt::calibrate(bounds_, aims_, simulated, {.threads = options_.threads}, progress);
  }

  void freeze() {
    to_.seed = file_.seed;
    to_.replications = file_.replications;
    for (std::size_t i = 0; i < bounds_.size(); ++i) {
      to_.parameters[i].found = to_.optimum.parameters[i];
      point_.push_back(to_.optimum.parameters[i].value);
    }
    const std::vector<std::vector<double>> days = days_at(point_, options_.threads);
    for (std::size_t t = 0; t < days.size(); ++t) to_.targets[t].simulated = estimate(days[t]);
  }

  void predict(const OnProgress& progress) {
    to_.predicted_replications = file_.predicted_replications;
    const std::vector<std::string> frozen = frozen_at(point_);
    RunOptions how = how_;
    how.replications = file_.predicted_replications;
    RunOptions how_sampled = how;
    how_sampled.replications = std::min(file_.ranges, how.replications);
    for (Model& model : models_) {
      model.loaded = load_at(model.file, frozen, model.with);
      model.outcomes = replicate(model.loaded.compiled.plan, model.cells, how, progress);
      if (how_sampled.replications < 2 || asked_to_stop()) continue;
      Result<Outcomes> sampled =
          replicate_over_ranges(model.loaded.scenario, model.cells, how_sampled, progress);
      if (!sampled) throw Failure{wrong_input, {}, sampled.error()};
      model.sampled = std::move(sampled).value();
    }
    if (asked_to_stop()) return;
    for (std::size_t k = 0; k < file_.statements.size(); ++k)
      to_.statements.push_back(score(file_.statements[k], above_[k], below_[k], among_[k]));
  }

  /// Day by day the rank among others, 1 for the lowest; equals count for half.
  static std::vector<double> ranks(const std::vector<double>& days, const std::vector<Sum>& among, Outcomes Model::* from) {
    std::vector<double> rank(days.size(), 1.0);
    for (const Sum& other : among) {
      const std::vector<double> others = other.by_day(from);
      for (std::size_t day = 0; day < days.size(); ++day)
        rank[day] += others[day] < days[day] ? 1.0 : others[day] == days[day] ? 0.5 : 0.0;
    }
    return rank;
  }

  static std::vector<double> values(const Statement& s, const Sum& above, const Sum& below, const std::vector<Sum>& among,
                                    Outcomes Model::* from) {
    std::vector<double> days = above.by_day(from);
    if (!among.empty()) days = ranks(days, among, from);
    if (!below.empty()) {
      const std::vector<double> per = below.by_day(from);
      for (std::size_t day = 0; day < days.size(); ++day) days[day] /= per[day];
    }
    if (!s.probability) return days;
    for (double& v : days)
      if (!std::isnan(v)) v = (s.kind == Statement::Kind::below ? v < s.low : v > s.low) ? 1.0 : 0.0;
    return days;
  }

  static bool holds(const Statement& s, double value) {
    if (s.probability) return value >= s.probability->first && value <= s.probability->second;
    if (s.kind == Statement::Kind::below) return value < s.low;
    if (s.kind == Statement::Kind::above) return value > s.low;
    return value >= s.low && value <= s.high;
  }

  static std::string asked(const Statement& s) {
    std::string text;
    for (const WrittenCell& cell : s.measures) text += (text.empty() ? "" : " + ") + cell.text;
    for (const WrittenCell& cell : s.per)
      text += (&cell == &s.per.front() ? " / " : " + ") + cell.text;
    for (const WrittenCell& cell : s.among) text += (&cell == &s.among.front() ? ", rank from the lowest among " : ", ") + cell.text;
    return s.asked.empty() ? text : text + " " + s.asked;
  }

  static ScoredStatement score(const Statement& s, const Sum& above, const Sum& below, const std::vector<Sum>& among) {
    ScoredStatement scored;
    scored.name = s.name;
    scored.about = s.not_scored.empty() ? s.provenance.text : s.not_scored;
    if (above.empty()) return scored;
    scored.scenario = above.model->loaded.scenario.name;
    if (!below.empty() && below.model != above.model)
      scored.scenario += " / " + below.model->loaded.scenario.name;
    scored.asked = asked(s);
    scored.of_days = s.probability.has_value();
    scored.in_percent = scored.of_days || (below.empty() && among.empty() && measures()[above.model->cells[above.cells.front()].measure].unit.empty());
    const std::vector<double> days = values(s, above, below, among, &Model::outcomes);
    const std::vector<double> sampled = values(s, above, below, among, &Model::sampled);
    if (scored.of_days) {
      const Share share = share_of_days(days);
      const Share with_ranges = share_of_days(sampled);
      std::tie(scored.value, scored.low, scored.high) = std::tuple(share.value, share.low, share.high);
      if (sampled.size() >= 2) scored.with_ranges = WithRanges{with_ranges.low, with_ranges.high};
    } else {
      const Estimate e = estimate(days);
      std::tie(scored.value, scored.low, scored.high) =
          std::tuple(e.mean, e.mean - e.half_width, e.mean + e.half_width);
      std::vector<double> effect;
      for (std::size_t day = 0; day < sampled.size(); ++day)
        if (!std::isnan(sampled[day]) && !std::isnan(days[day]))
          effect.push_back(sampled[day] - days[day]);
      scored.with_ranges = widen(e.mean, e.half_width, effect);
    }
    scored.score = s.kind == Statement::Kind::nothing ? Score::unpublished
                   : holds(s, scored.value)           ? Score::in
                                                      : Score::out;
    return scored;
  }

  const Options& options_;
  CalibrationFile file_;
  Scenario start_;  ///< with nothing set
  RunOptions how_;
  std::string base_;
  Diagnostics wrong_;
  std::vector<Cell> cells_;
  std::vector<std::vector<std::size_t>> rows_;  ///< per target
  std::vector<Aim> aims_;
  std::vector<Bounds> bounds_;
  std::vector<double> point_;
  std::deque<Model> models_;  ///< Sums point at them
  std::vector<Sum> above_;    ///< per statement
  std::vector<Sum> below_;
  std::vector<std::vector<Sum>> among_;
  Calibration to_;
};

}  // namespace

Calibrated calibrate_file(const Options& options) { return Calibrating(options).run(); }

CheckedCalibration check_calibration(const std::string& file, const Options& options) {
  Options own = options;
  own.files = {file};
  return Calibrating(own).check();
}

}  // namespace czt::app
