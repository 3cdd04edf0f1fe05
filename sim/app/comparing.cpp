#include "comparing.hpp"

#include <algorithm>
#include <utility>

#include "console.hpp"
#include "czt/report/report.hpp"
#include "failure.hpp"
#include "finish.hpp"
#include "output.hpp"

namespace czt::app {

std::vector<Summary> summarise_all(std::span<const Loaded> scenarios, const Measured& measured,
                                   const Wanted& what) {
  std::vector<Summary> summaries;
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    summaries.push_back(
        summarise(scenarios[s].scenario, measured.outcomes[s], measured.seed, measured.sampled[s]));
    summaries.back().notes = remarks(scenarios[s]);
    summaries.back().winners = measured.winners[s];
    summaries.back().elasticities = elasticities(scenarios[s].compiled.plan);
    if (!same_root(scenarios.front().scenario, scenarios[s].scenario))
      summaries.back().notes.push_back(
          "this scenario and the base have different root bases, so the would-be "
          "travellers are not the same people");
  }
  std::vector<Compared> parts;
  for (std::size_t s = 0; s < scenarios.size(); ++s)
    parts.push_back({&measured.outcomes[s], &measured.sampled[s], &summaries[s]});
  const Compared base = parts.front();
  parts.erase(parts.begin());
  czt::compare(base, parts, what.deciding, what.margin);
  return summaries;
}

int compare_and_tell(std::span<const Loaded> scenarios, const Options& options, std::optional<Fork> fork) {
  const Wanted what = wanted(scenarios, options);
  const Measured measured = [&] {
    ProgressMeter progress(options.quiet);
    return measure(scenarios, what, options, progress, std::move(fork));
  }();
  require_result(measured);
  const std::vector<Summary> summaries = summarise_all(scenarios, measured, what);
  const std::string json = compare_json(summaries, version);
  const int code = finish(scenarios, summaries, measured, what, json, options);
  if (!options.silent) to_stdout(options.json ? json : compare_text(summaries, {options.language, what.more}));
  return code;
}

}  // namespace czt::app
