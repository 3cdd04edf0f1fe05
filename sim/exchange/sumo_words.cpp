#include "sumo_words.hpp"

#include <fmt/format.h>

#include "czt/core/text.hpp"

namespace czt {

namespace {

/// People who are not among SUMO's: they rode nowhere, or not all the way.
struct NotRidden {
  std::size_t nowhere = 0;
  std::size_t part = 0;
};

NotRidden not_ridden(const World& world) {
  const std::vector<std::uint32_t> changes = changes_of(world);
  NotRidden counts;
  for (std::uint32_t row = 0; row < world.base_rows; ++row) {
    const RiddenStages stages = ridden_stages(world, changes, row);
    if (stages.rows.empty())
      ++counts.nowhere;
    else
      counts.part += !stages.made;
  }
  return counts;
}

}  // namespace

std::string sumo_readme(const PerformedDay& day, const SumoDay& sumo) {
  const PlanInput& in = day.plan.input;
  const NotRidden people = not_ridden(day.world);
  std::uint64_t boarded = 0, left_behind = 0;
  for (const std::uint32_t n : day.world.points.boarded) boarded += n;
  for (const std::uint32_t n : day.world.points.left_behind) left_behind += n;
  std::size_t empty = 0;
  for (const Trip& trip : in.trips) empty += trip.empty;
  std::string text = fmt::format("Scenario {}, seed {}, replication {}: {} trains, {} boardings.\n\n    sumo -c day.sumocfg\n\n", escape_control(day.scenario), day.seed, day.replication, sumo.trains.size(), boarded);
  text +=
      "writes `stops.xml`, with `loadedPersons` and `unloadedPersons` of each train (`id`) at each stop (`busStop`), and `trips.xml`,\n"
      "with everybody's rides. `boardings.csv` has what czt counted: `boarded` and `alighted`, and the seconds of the day.\n"
      "Where no train is full they agree but for those who come in the very second in which a train leaves: SUMO goes by whole\n"
      "seconds. `--step-length 0.1` brings them nearer, for ten times the time. A train that SUMO\n"
      "lets come earlier than booked may hold up another one for some seconds; then a few people board another train than in czt.\n\n"
      "## What is put in\n\n"
      "- The trains leave when they left in czt, its delays included (`until`); between stops SUMO runs them itself, as fast as\n"
      "  line and train allow, so that they come earlier than booked and wait.\n"
      "- Everybody who rode comes to the platform when he came in czt. Who changes is at his next train when czt has him there.\n"
      "- `boardingDuration` is what one more person takes by the scenario's dwell model, its crowd spread over all doors.\n\n"
      "## What SUMO cannot do\n\n"
      "- It does not choose: who travels, by which station and when, is czt's. Fares, rivals, gates and feeders are not there.\n"
      "- No door is busier than another, nobody who alights takes time, and a crowd does not slow a door.\n"
      "- Seats, standing and giving up do not exist: who is left behind waits for the next train of his lines for ever.\n"
      "- The network is a schema: a station is one edge that its trains pass in the same sense, lane 0 up, lane 1 down. Trains stand\n"
      "  beside it (`parking`), as many as come: platform tracks, signals, junctions, single track and turnarounds are not modelled.\n"
      "- There is no jerk limit and no traction; gradients and curves are left out.\n\n"
      "## What is left out of this day\n\n";
  text += fmt::format("- {} people who came and rode nowhere (they gave up, or the day closed); {} who rode only part of their way have that part.\n", people.nowhere, people.part);
  text += fmt::format("- {} trips that did not run, or made fewer than two stops; {} trips without passengers.\n", sumo.not_run, empty);
  if (left_behind > 0) text += fmt::format("- {} times somebody was left behind by a full train: there the two programs may differ for good.\n", left_behind);
  if (!day.plan.last_on_platform.empty()) text += "- The gates, which close before a train leaves: whom they shut out boards it in SUMO.\n";
  return text;
}

}  // namespace czt
