#include <fmt/format.h>

#include <algorithm>

#include "commands.hpp"
#include "console.hpp"
#include "czt/core/text.hpp"
#include "diagrams_text.hpp"
#include "failure.hpp"
#include "loading.hpp"
#include "margin_table.hpp"
#include "names.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

std::string head_of(const Trip& trip, TripId id, const PlanInput& in, bool zh) {
  std::string text =
      fmt::format("{}  {}  {}", escape_control(trip.number), escape_control(trip.service),
                  escape_control(in.types[trip.type].name));
  if (id.value < in.circulation.trainset.size()) {
    const TrainsetId set = in.circulation.trainset[id];
    if (set.value < in.circulation.names.size())
      text += (zh ? "  车底 " : "  set ") + escape_control(in.circulation.names[set]);
  }
  if (trip.empty) text += zh ? "  （空车）" : "  (empty)";
  if (trip.when_ready) text += zh ? "  （随满随开）" : "  (departs when ready)";
  return text + "\n";
}

/// Stop by stop; trains by departure, passes left out.
std::string timetable(const PlanInput& in, Language language) {
  const bool zh = language == Language::zh;
  int width = 0;
  for (const Station& station : in.network.stations)
    width = std::max(width, display_width(name_in(station, language)));
  std::vector<TripId> order;
  for (std::size_t t = 0; t < in.trips.size(); ++t) order.emplace_back(t);
  std::stable_sort(order.begin(), order.end(), [&](TripId a, TripId b) {
    return in.trips[a].departs() < in.trips[b].departs();
  });
  std::string text;
  for (const TripId id : order) {
    const Trip& trip = in.trips[id];
    text += head_of(trip, id, in, zh);
    for (std::size_t k = 0; k < trip.stops.size(); ++k) {
      const StopTime& stop = trip.stops[k];
      if (!stop.calls) continue;
      const std::string arrival = k == 0 ? std::string(8, ' ') : to_clock_seconds(stop.arrival);
      const std::string departure =
          k + 1 == trip.stops.size() ? std::string() : to_clock_seconds(stop.departure);
      text += "  " + pad_right(name_in(in.network.stations[stop.station], language), width) +
              "  " + arrival;
      if (!departure.empty()) text += "  " + departure;
      if (stop.closed) text += zh ? "  （关闭，通过）" : "  (closed: passed)";
      text += "\n";
    }
  }
  return text;
}

/// A terminal gets what fits on a screen or two, and how to see more.
std::string values(const Scenario& scenario, const Options& options) {
  if (!options.word.empty()) {
    auto part = czt::show(scenario, options.word);
    if (part) return std::move(part).value();
    const Diagnostic& wrong = part.error().front();
    throw Failure{
        wrong_usage,
        escape_control(wrong.message + (wrong.hint.empty() ? "" : " (" + wrong.hint + ")")),
        {}};
  }
  if (options.all || !(options.brief || stdout_is_terminal())) return czt::show(scenario);
  const std::string file = escape_control(options.files.front());
  return overview(scenario) +
         fmt::format("One part: czt show {} stations. Everything: czt show {} --all\n", file, file);
}

}  // namespace

int show(const Options& options) {
  Scenario scenario = read(options.files.front(), options);
  if (!options.timetable && !options.diagrams) {
    to_stdout(values(scenario, options));
    return done;
  }
  Options lenient = options;
  lenient.allow_conflicts = true;
  const Loaded planned = make_plan(std::move(scenario), lenient);
  const PlanInput& in = planned.compiled.plan.input;
  to_stdout(options.diagrams ? diagrams_text(in, options.language)
                             : timetable(in, options.language) + margin_table(in, options.language));
  return done;
}

}  // namespace czt::app
