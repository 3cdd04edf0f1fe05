#include "csv_folder.hpp"

#include <algorithm>

#include "czt/model/simulation.hpp"
#include "czt/observe/tables.hpp"
#include "czt/report/report.hpp"
#include "days.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

/// `first`: the number of replication 0 to the draws.
void write_day(const std::filesystem::path& folder, const Plan& plan, std::uint64_t seed, std::uint32_t first) {
  make_folder(folder);
  World world;
  simulate(plan, seed, first, world);
  OutputFile journeys(folder / "journeys.csv");
  const Sink to_journeys = [&](std::string_view text) { journeys.write(text); };
  write_journeys_header(to_journeys);
  write_journeys(plan, world, 0, to_journeys);
  journeys.keep();
  OutputFile stops(folder / "stops.csv");
  const Sink to_stops = [&](std::string_view text) { stops.write(text); };
  write_stops_header(to_stops);
  write_stops(plan, world, 0, to_stops);
  stops.keep();
  OutputFile delays(folder / "delays.csv");
  const Sink to_delays = [&](std::string_view text) { delays.write(text); };
  write_delays_header(to_delays);
  write_delays(plan, world, 0, to_delays);
  delays.keep();
  OutputFile diagrams(folder / "diagrams.csv");
  const Sink to_diagrams = [&](std::string_view text) { diagrams.write(text); };
  write_diagrams_header(to_diagrams);
  write_diagrams(plan, world, 0, to_diagrams);
  diagrams.keep();
  if (!plan.buses.empty()) {
    OutputFile feeders(folder / "feeders.csv");
    const Sink to_feeders = [&](std::string_view text) { feeders.write(text); };
    write_feeders_header(to_feeders);
    write_feeders(plan, world, 0, to_feeders);
    feeders.keep();
  }
  OutputFile travellers(folder / "travellers.csv");
  write_travellers(plan, seed, first, [&](std::string_view text) { travellers.write(text); });
  travellers.keep();
}

}  // namespace

void write_csv_folder(std::span<const Loaded> scenarios, std::span<const Summary> summaries,
                      const Measured& measured, const Options& options) {
  const std::filesystem::path folder(options.csv);
  make_folder(folder);
  write_file(folder / "measures.csv", measures_csv(summaries));
  if (std::any_of(summaries.begin(), summaries.end(), [](const Summary& s) { return s.winners.has_value(); }))
    write_file(folder / "winners.csv", winners_csv(summaries));
  std::vector<std::pair<std::string, const Outcomes*>> named;
  for (std::size_t s = 0; s < scenarios.size(); ++s)
    named.emplace_back(scenarios[s].scenario.name, &measured.outcomes[s]);
  write_file(folder / "replications.csv", replications_csv(named));
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    std::filesystem::path own = folder;
    if (scenarios.size() > 1)
      own /= s == 0 ? "base" : s == 1 ? "other" : "other" + std::to_string(s);
    write_day(own, scenarios[s].compiled.plan, measured.seed, first_replication_of(options));
  }
}

}  // namespace czt::app
