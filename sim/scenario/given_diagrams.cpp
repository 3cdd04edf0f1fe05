#include "given_diagrams.hpp"

#include <fmt/format.h>

#include <map>

#include "czt/core/text.hpp"
#include "czt/timetable/empty_moves.hpp"

namespace czt {

namespace {

constexpr const char* file_path = "circulation.file";

/// A row of a diagram that is a trip of the timetable.
struct Worked {
  TripId trip;
  const WrittenDiagram::Row* row = nullptr;
};
/// And empty moves that the timetable does not have, before it.
struct Step {
  std::vector<const WrittenDiagram::Row*> moves;
  std::optional<Worked> worked;  ///< none: after the last
};

class Giving {
 public:
  Giving(Cursor circulation, TimetableParts& timetable, PlanInput& input, Diagnostics& wrong)
      : circulation_(circulation), timetable_(timetable), in_(input), wrong_(wrong), file_(circulation.file("file").string()),
        trips_(input.trips.size()), names_(input.trips.size()), rows_(input.trips.size()) {
    for (std::size_t t = 0; t < trips_; ++t) {
      row_of_.emplace(in_.trips[TripId{t}].number, TripId{t});
      numbers_.push_back(in_.trips[TripId{t}].number);
    }
  }

  void give(const std::vector<WrittenDiagram>& diagrams) {
    std::vector<std::vector<Step>> steps;
    for (const WrittenDiagram& diagram : diagrams) steps.push_back(resolve(diagram));
    check_counts();
    for (std::size_t d = 0; d < diagrams.size(); ++d) check(diagrams[d], steps[d]);
    if (!wrong_.empty()) return;
    for (std::size_t t = 0; t < trips_; ++t) in_.trips[TripId{t}].trainset = names_[t].empty() ? in_.trips[TripId{t}].trainset : names_[t];
    for (std::size_t d = 0; d < diagrams.size(); ++d) move(diagrams[d], steps[d]);
    if (moves_left_out_ > 0)
      note(fmt::format("{} of the diagrams' empty moves {} not run: to or from a depot whose station is not known, or to "
                       "where the set is", moves_left_out_, moves_left_out_ == 1 ? "is" : "are"));
  }

 private:
  [[nodiscard]] SourcePlace at(const WrittenDiagram::Row& row) const { return {file_, row.line, 1}; }
  const Trip& trip(const Worked& worked) const { return in_.trips[worked.trip]; }
  const std::string& station(StationId id) const { return in_.network.stations[id].name; }
  void note(std::string message) {
    timetable_.notes.push_back(problem(circulation_.where("file"), file_path, std::move(message)));
    timetable_.notes.back().severity = Severity::note;
  }

  /// Rows as trips, in order; trips that do not run on the day are left out.
  std::vector<Step> resolve(const WrittenDiagram& diagram) {
    std::vector<Step> steps(1);
    for (const WrittenDiagram::Row& row : diagram.rows) {
      const auto found = row_of_.find(row.train);
      if (found == row_of_.end()) {
        if (row.empty_move) steps.back().moves.push_back(&row);
        else if (!timetable_.idle.contains(row.train)) report_unknown(row);
        continue;
      }
      const Trip& of = in_.trips[found->second];
      if (row.empty_move && !of.empty)
        wrong_.push_back(problem(at(row), file_path,
                                 fmt::format("'{}' is an empty move here, and a train for passengers in the timetable",
                                             escape_control(row.train))));
      check_type(diagram, row, of);
      works(diagram, row, found->second);
      steps.back().worked = Worked{found->second, &row};
      steps.emplace_back();
    }
    return steps;
  }

  void report_unknown(const WrittenDiagram::Row& row) {
    Diagnostic d = problem(at(row), file_path, "no train is called '" + escape_control(row.train) + "'");
    if (const auto close = nearest(row.train, numbers_)) d.hint = "did you mean '" + *close + "'?";
    else d.hint = "an empty move that the program is to place has is_empty_move 1";
    wrong_.push_back(std::move(d));
  }

  void check_type(const WrittenDiagram& diagram, const WrittenDiagram::Row& row, const Trip& of) {
    const std::string& booked = in_.types[trainset_type(in_.types, of.type)].name;
    if (diagram.type.empty() || diagram.type == booked) return;
    wrong_.push_back(problem(at(row), file_path, fmt::format("{} is booked for a {}, and diagram {} is of a {}", of.number, booked,
                                                        escape_control(diagram.name), escape_control(diagram.type))));
  }

  void works(const WrittenDiagram& diagram, const WrittenDiagram::Row& row, TripId id) {
    const Trip& of = in_.trips[id];
    const auto units = static_cast<std::size_t>(in_.types[of.type].units);
    std::vector<const WrittenDiagram::Row*>& rows = rows_[id.value];
    if (!of.trainset.empty())
      wrong_.push_back(problem_of_two(at(row), file_path, fmt::format("{} has a trainset of its own in the timetable, '{}'", of.number, of.trainset),
                                      timetable_.written[id], "written here"));
    if (rows.size() == units)
      wrong_.push_back(problem_of_two(at(row), file_path,
                                      fmt::format("{} is already worked by diagram {}", of.number, escape_control(names_[id.value])),
                                      at(*rows.front()), "first worked here"));
    rows.push_back(&row);
    names_[id.value] += (names_[id.value].empty() ? "" : " + ") + diagram.name;
  }

  /// Every trip as often as its train has sets.
  void check_counts() {
    std::vector<std::string> missing;
    for (std::size_t t = 0; t < trips_; ++t) {
      const Trip& of = in_.trips[TripId{t}];
      const int units = in_.types[of.type].units;
      if (rows_[t].empty() && of.trainset.empty()) missing.push_back(of.number);
      if (!rows_[t].empty() && static_cast<int>(rows_[t].size()) < units)
        wrong_.push_back(problem(at(*rows_[t].front()), file_path,
                                 fmt::format("{} is a train of {} trainsets ({}), and only diagram {} works it", of.number, units,
                                             in_.types[of.type].name, escape_control(names_[t]))));
    }
    if (missing.empty() || circulation_.text("others") == "built") return;
    constexpr std::size_t shown = 3;
    std::string list;
    for (std::size_t i = 0; i < missing.size() && i < shown; ++i) list += (i == 0 ? "" : ", ") + missing[i];
    if (missing.size() > shown) list += fmt::format(" and {} more", missing.size() - shown);
    Diagnostic d = problem(circulation_.where("file"), file_path,
                           fmt::format("{} in no diagram: {}", missing.size() == 1 ? "a train is" : "trains are", escape_control(list)));
    d.hint = "others: built leaves them to the program";
    wrong_.push_back(std::move(d));
  }

  [[nodiscard]] Duration turnaround(const Worked& worked) const {
    return least_turnaround(in_.types[trip(worked).type], in_.turnaround);
  }
  /// The same diagrams work both.
  [[nodiscard]] bool stay_together(const Worked& a, const Worked& b) const {
    return names_[a.trip.value] == names_[b.trip.value];
  }

  void check(const WrittenDiagram& diagram, const std::vector<Step>& steps) {
    for (std::size_t i = 1; i < steps.size(); ++i)
      if (steps[i].worked) follows(diagram, *steps[i - 1].worked, *steps[i].worked, !steps[i].moves.empty());
  }

  void follows(const WrittenDiagram& diagram, const Worked& a, const Worked& b, bool moved) {
    const Trip& first = trip(a);
    const Trip& second = trip(b);
    const auto report = [&](std::string message) {
      wrong_.push_back(problem_of_two(at(*b.row), file_path, std::move(message), at(*a.row), "the train before is here"));
    };
    const std::string name = escape_control(diagram.name);
    if (second.departs() < first.arrives())
      return report(fmt::format("trainset {} in two places: {} leaves {} at {}, before {} has arrived at {} at {}", name, second.number,
                                station(second.from()), to_clock(second.departs()), first.number, station(first.to()),
                                to_clock(first.arrives())));
    if (first.to() != second.from() && !moved) {
      report(fmt::format("trainset {} in two places: {} ends at {}, and {} begins at {}", name, first.number, station(first.to()),
                         second.number, station(second.from())));
      wrong_.back().hint = "a row with is_empty_move 1 between them brings it there";
      return;
    }
    if (first.when_ready || second.when_ready || first.to() != second.from()) return;
    const Duration least = turnaround(a) + (stay_together(a, b) ? Duration{} : in_.coupling);
    if (second.departs() - first.arrives() >= least) return;
    report(fmt::format("trainset {} has {:g} min to turn round at {} between {} and {}: {} needs {:g} min", name,
                       in_seconds(second.departs() - first.arrives()) / 60.0, station(first.to()), first.number, second.number,
                       in_.types[first.type].name, in_seconds(least) / 60.0));
  }

  /// Places the empty moves of one diagram, of those between two trips the first.
  void move(const WrittenDiagram& diagram, const std::vector<Step>& steps) {
    const std::optional<StationId> depot = depot_station(diagram.depot, circulation_, in_.network);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].moves.empty()) continue;
      const std::optional<Worked> before = i == 0 ? std::nullopt : steps[i - 1].worked;
      const std::optional<Worked>& after = steps[i].worked;
      const auto from = before ? std::optional(trip(*before).to()) : depot;
      const auto to = after ? std::optional(trip(*after).from()) : depot;
      moves_left_out_ += static_cast<int>(steps[i].moves.size());
      if (!from || !to || *from == *to || (!before && !after)) continue;
      --moves_left_out_;
      place(diagram, *steps[i].moves.front(), *from, *to, before, after);
    }
  }

  void place(const WrittenDiagram& diagram, const WrittenDiagram::Row& row, StationId from, StationId to,
             const std::optional<Worked>& before, const std::optional<Worked>& after) {
    constexpr Duration out_of_depot = minutes(120);  // how long before its first trip, or after its last
    EmptyMove wanted;
    wanted.number = row.train;
    wanted.trainset = diagram.name;
    const Trip known = trip(before ? *before : *after);
    wanted.type = trainset_type(in_.types, known.type);
    wanted.from = from;
    wanted.to = to;
    const Duration turn = least_turnaround(in_.types[wanted.type], in_.turnaround);
    const auto parted = [&](const Worked& w) { return in_.types[trip(w).type].units > 1 ? in_.coupling : Duration{}; };
    if (before) wanted.leaves_from = trip(*before).arrives() + turnaround(*before) + parted(*before);
    if (after) wanted.arrives_by = trip(*after).departs() - turn - parted(*after);
    if (!before) wanted.leaves_from = std::max(start_of_day, wanted.arrives_by - out_of_depot);
    if (!after) wanted.arrives_by = wanted.leaves_from + out_of_depot;
    wanted.as_late_as_may_be = !before;
    auto placed = free_empty_move(wanted, in_.trips, in_.network, in_.types, in_.separation);
    if (!placed) {
      wrong_.push_back(problem(at(row), file_path, fmt::format("no free path for the empty move {} from {} to {}, after {} and by {}",
                                                          escape_control(row.train), station(from), station(to),
                                                          to_clock(wanted.leaves_from), to_clock(wanted.arrives_by))));
      return;
    }
    if (!moves_.emplace(row.train, row.line).second)
      wrong_.push_back(problem_of_two(at(row), file_path, "the empty move '" + escape_control(row.train) + "' is there twice",
                                      {file_, moves_[row.train], 1}, "first used here"));
    in_.trips.push_back(std::move(*placed));
    timetable_.written.push_back(at(row));
  }

  Cursor circulation_;
  TimetableParts& timetable_;
  PlanInput& in_;
  Diagnostics& wrong_;
  std::string file_;
  std::size_t trips_;                 ///< of the timetable, without the moves
  std::vector<std::string> names_;    ///< of the diagrams that work each trip, joined
  std::vector<std::vector<const WrittenDiagram::Row*>> rows_;
  std::map<std::string, TripId> row_of_;
  std::vector<std::string> numbers_;
  std::map<std::string, int> moves_;
  int moves_left_out_ = 0;
};

}  // namespace

void give_diagrams(const std::vector<WrittenDiagram>& diagrams, Cursor circulation, TimetableParts& timetable,
                   PlanInput& input, Diagnostics& wrong) {
  Giving(circulation, timetable, input, wrong).give(diagrams);
}

std::optional<StationId> depot_station(const std::string& depot, Cursor circulation, const Network& network) {
  if (depot.empty()) return std::nullopt;
  for (const auto& [name, item] : circulation["depots"].items())
    if (name == depot) return network.find(item.text("at"));
  return network.find(depot);
}

}  // namespace czt
