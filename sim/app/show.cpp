#include <fmt/format.h>

#include <algorithm>

#include "commands.hpp"
#include "console.hpp"
#include "czt/core/text.hpp"
#include "diagrams_text.hpp"
#include "failure.hpp"
#include "loading.hpp"
#include "margin_table.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

std::string head_of(const Trip& trip, TripId id, const PlanInput& in) {
  std::string text =
      fmt::format("{}  {}  {}", escape_control(trip.number), escape_control(trip.service),
                  escape_control(in.types[trip.type].name));
  if (id.value < in.circulation.trainset.size()) {
    const TrainsetId set = in.circulation.trainset[id];
    if (set.value < in.circulation.names.size())
      text += "  set " + escape_control(in.circulation.names[set]);
  }
  if (trip.empty) text += "  (empty)";
  if (trip.when_ready) text += "  (departs when ready)";
  return text + "\n";
}

/// Stop by stop; trains by departure, passes left out.
std::string timetable(const PlanInput& in) {
  int width = 0;
  for (const Station& station : in.network.stations)
    width = std::max(width, display_width(station.name));
  std::vector<TripId> order;
  for (std::size_t t = 0; t < in.trips.size(); ++t) order.emplace_back(t);
  std::stable_sort(order.begin(), order.end(), [&](TripId a, TripId b) {
    return in.trips[a].departs() < in.trips[b].departs();
  });
  std::string text;
  for (const TripId id : order) {
    const Trip& trip = in.trips[id];
    text += head_of(trip, id, in);
    for (std::size_t k = 0; k < trip.stops.size(); ++k) {
      const StopTime& stop = trip.stops[k];
      if (!stop.calls) continue;
      const std::string arrival = k == 0 ? std::string(8, ' ') : to_clock_seconds(stop.arrival);
      const std::string departure =
          k + 1 == trip.stops.size() ? std::string() : to_clock_seconds(stop.departure);
      text += "  " + pad_right(escape_control(in.network.stations[stop.station].name), width) +
              "  " + arrival;
      if (!departure.empty()) text += "  " + departure;
      if (stop.closed) text += "  (closed: passed)";
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
  to_stdout(options.diagrams ? diagrams_text(in) : timetable(in) + margin_table(in));
  return done;
}

}  // namespace czt::app
