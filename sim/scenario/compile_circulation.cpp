#include <fmt/format.h>

#include "compile_line.hpp"
#include "czt/core/text.hpp"
#include "czt/timetable/empty_moves.hpp"
#include "given_diagrams.hpp"

namespace czt {

namespace {

/// The depots of the diagrams, and a note for each set that does not begin and end the day at its own.
void add_depots(const std::vector<WrittenDiagram>& written, Cursor circulation, TimetableParts& timetable, PlanInput& input) {
  const auto note = [&](int line, std::string message) {
    timetable.notes.push_back(problem({circulation.file("file").string(), line, 1}, "circulation.file", std::move(message)));
    timetable.notes.back().severity = Severity::note;
  };
  std::map<std::string, const WrittenDiagram*> by_name;
  for (const WrittenDiagram& diagram : written) by_name.emplace(diagram.name, &diagram);
  std::set<std::string> unknown;
  for (const Diagram& diagram : diagrams(input.circulation, input.trips)) {
    const auto found = by_name.find(input.circulation.names[diagram.set]);
    if (found == by_name.end() || found->second->depot.empty()) continue;
    const WrittenDiagram& said = *found->second;
    input.circulation.depots[diagram.set] = said.depot;
    const auto depot = depot_station(said.depot, circulation, input.network);
    if (!depot) {
      if (unknown.insert(said.depot).second)
        note(said.line, "'" + escape_control(said.depot) +
                            "' is no station and not in circulation.depots: its sets begin and end where their trains do");
      continue;
    }
    const StationId begins = input.trips[diagram.trips.front()].from();
    const StationId ends = input.trips[diagram.trips.back()].to();
    if (begins != *depot || ends != *depot)
      note(said.line, fmt::format("diagram {} begins at {} and ends at {}, its depot is at {}", escape_control(said.name),
                                  input.network.stations[begins].name, input.network.stations[ends].name,
                                  input.network.stations[*depot].name));
  }
}

void report(const Diagnostics& found, const TimetableParts& timetable, Diagnostics& wrong) {
  const auto written = [&](const SourcePlace& row) { return timetable.written[TripId{static_cast<std::size_t>(row.line) - 1}]; };
  for (const Diagnostic& d : found) {
    wrong.push_back(problem_of_two(written(d.where), d.path, d.message, written(d.also), "the train before is written here"));
    if (d.also == d.where) wrong.back().also = {};
    wrong.back().hint = d.hint;
  }
}

}  // namespace

void compile_circulation(Cursor tree, TimetableParts& timetable, PlanInput& input, Diagnostics& wrong) {
  const Cursor circulation = tree["circulation"];
  std::vector<WrittenDiagram> written;
  if (circulation.has("file")) {
    written = read_diagrams(circulation.file("file"), circulation.where("file"), wrong);
    if (wrong.empty()) give_diagrams(written, circulation, timetable, input, wrong);
    if (!wrong.empty()) return;
  }
  Result<Circulation> found =
      circulation.flag("empty_moves")
          ? circulate_with_empty_moves(input.trips, input.network, input.types, input.separation, input.turnaround, input.coupling)
          : circulate(input.trips, input.types, input.turnaround, input.coupling);
  if (!found) return report(found.error(), timetable, wrong);
  input.circulation = std::move(found).value();
  while (timetable.written.size() < input.trips.size()) timetable.written.push_back(circulation.where("empty_moves"));
  add_depots(written, circulation, timetable, input);
  for (const auto& [name, item] : circulation["spares"].items())
    add_spares(input.circulation, train_type_named(input.types, item.text("type")), *input.network.find(item.text("at")),
               static_cast<int>(item.whole("sets")), input.types);
}

}  // namespace czt
