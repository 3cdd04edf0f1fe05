/// One point of a study: its plan, its runs.

#include <fmt/format.h>

#include <stdexcept>

#include "czt/core/text.hpp"
#include "czt/experiment/study.hpp"
#include "czt/model/simulation.hpp"

namespace czt {

namespace {

/// A day that would never end is ended.
class EventBudget : public Observer {
 public:
  explicit EventBudget(std::uint64_t most) : left_(most), most_(most) {}
  void after_event(SimTime, EventKind, TripId, const World&) override {
    if (left_-- == 0) throw std::length_error(fmt::format("more than {} events in one day (limits.events)", most_));
  }

 private:
  std::uint64_t left_;
  std::uint64_t most_;
};

/// The first sentences, on one line.
std::string first_of(const std::vector<std::string>& sentences) {
  std::string text;
  for (std::size_t k = 0; k < std::min<std::size_t>(sentences.size(), 3); ++k) text += (k ? "; " : "") + sentences[k];
  if (sentences.size() > 3) text += fmt::format("; and {} more", sentences.size() - 3);
  return escape_control(text);
}
std::string first_of(const Diagnostics& wrong) {
  std::vector<std::string> sentences;
  for (const Diagnostic& d : wrong) sentences.push_back(d.path.empty() ? d.message : d.path + ": " + d.message);
  return first_of(sentences);
}

}  // namespace

PointPlan plan_of_point(const StudyJob& job, std::uint64_t row, std::shared_ptr<const Plan>& base) {
  ReadOptions how;
  how.set = job.set;
  const std::vector<std::pair<std::string, double>> inputs = job.design->inputs(row);
  if (row > 0 && inputs.empty())
    for (std::string& setting : settings_of(job.design->parameters(), job.design->values(row))) how.set.push_back(std::move(setting));
  const Result<Scenario> scenario = read_scenario(job.scenario, how);
  if (!scenario) return {nullptr, first_of(scenario.error())};
  // Inputs may lie in what the root base has: then its plan is another.
  std::shared_ptr<const Plan> of_inputs;
  Result<Compiled> compiled = inputs.empty() ? compile_services(*scenario, {}, base) : compile_services(with_inputs(*scenario, inputs), {}, of_inputs);
  if (!compiled) return {nullptr, first_of(compiled.error())};
  if (const auto found = obstacles(*compiled); !found.empty() && !job.allow_conflicts) return {nullptr, first_of(found)};
  return {std::make_unique<const Compiled>(std::move(compiled).value()), {}};
}

RunOfPoint::RunOfPoint(const StudyJob& job, const Plan& plan) : job_(job), plan_(plan), observation_(plan, job.cells) {}

StoredRun RunOfPoint::operator()(std::uint64_t row, std::uint32_t replication, World& world) {
  if (job_.before_run) job_.before_run(row, replication);
  EventBudget budget(job_.most_events);
  simulate(plan_, job_.seed, replication, world, &budget);
  StoredRun run;
  run.replication = replication;
  run.values.resize(job_.cells.size());
  observation_.read(world, run.values);
  run.fingerprint = fingerprint(world);
  run.drawn = world.counts.drawn;
  return run;
}

}  // namespace czt
