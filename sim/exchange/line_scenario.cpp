#include "czt/exchange/line_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "czt/core/csv.hpp"
#include "line_demand.hpp"
#include "line_fares.hpp"
#include "line_patterns.hpp"
#include "unique_name.hpp"
#include "scenario/quoted.hpp"

namespace czt {

namespace {

std::string clock_of(std::int32_t s) { return to_clock_seconds(start_of_day + seconds(s)); }

/// Trips with the same calls are one service, named by its ends and what it leaves out.
class ServiceNames {
 public:
  explicit ServiceNames(const SettledLine& settled) : settled_(settled) {
    for (const LineTrip& trip : settled.trips) routes_.emplace(trip.route, 0);
  }

  std::string of(const LineTrip& trip) {
    if (!trip.service.empty()) return trip.service;
    std::vector<std::uint32_t> calls;
    for (const LineCall& call : trip.calls) calls.push_back(call.station);
    const auto [known, fresh] = names_.emplace(std::pair(trip.route, calls), std::string());
    if (!fresh) return known->second;
    std::size_t passed = 0;
    for (std::size_t i = 1; i < calls.size(); ++i) passed += settled_.network.path(StationId{calls[i - 1]}, StationId{calls[i]}).size() - 1;
    std::string name = routes_.size() > 1 && !trip.route.empty() ? trip.route + " " : "";
    name += station(calls.front()) + " - " + station(calls.back());
    if (passed > 0) name += fmt::format(", passing {}", passed);
    return known->second = unique_name(taken_, name);
  }
  [[nodiscard]] std::size_t count() const { return names_.size(); }

 private:
  [[nodiscard]] const std::string& station(std::uint32_t row) const { return settled_.network.stations[StationId{row}].name; }
  const SettledLine& settled_;
  std::map<std::string, int> routes_;
  std::map<std::pair<std::string, std::vector<std::uint32_t>>, std::string> names_;
  std::set<std::string> taken_;
};

/// Services together, each in order of departure.
std::vector<ServiceTrip> by_service(const SettledLine& settled, ServiceNames& names) {
  std::vector<ServiceTrip> rows;
  for (const LineTrip& trip : settled.trips) rows.push_back({names.of(trip), &trip});
  std::stable_sort(rows.begin(), rows.end(), [](const ServiceTrip& a, const ServiceTrip& b) {
    return a.service != b.service ? a.service < b.service : a.trip->calls.front().departure < b.trip->calls.front().departure;
  });
  return rows;
}

bool any_trainset(const SettledLine& settled) {
  return std::any_of(settled.trips.begin(), settled.trips.end(), [](const LineTrip& trip) { return !trip.trainset.empty(); });
}

/// Which trainset works which trains, one after the other.
std::string diagrams_text(const SettledLine& settled) {
  std::vector<const LineTrip*> worked;
  for (const LineTrip& trip : settled.trips)
    if (!trip.trainset.empty()) worked.push_back(&trip);
  std::stable_sort(worked.begin(), worked.end(), [](const LineTrip* a, const LineTrip* b) {
    return std::pair(a->trainset, a->calls.front().departure) < std::pair(b->trainset, b->calls.front().departure);
  });
  std::string text = "diagram,train\n";
  for (const LineTrip* trip : worked) text += csv_field(trip->trainset) + "," + csv_field(trip->number) + "\n";
  return text;
}

std::string stop_times_text(const std::vector<ServiceTrip>& rows, const SettledLine& settled, bool sets) {
  const bool types = settled.types.size() > 1;
  std::string text = fmt::format("trip,station,arrival,departure{},service{}\n", types ? ",type" : "", sets ? ",trainset" : "");
  for (const ServiceTrip& row : rows)
    for (const LineCall& call : row.trip->calls) {
      text += csv_field(row.trip->number) + "," + csv_field(settled.network.stations[StationId{call.station}].name) + "," + clock_of(call.arrival) + "," + clock_of(call.departure);
      if (types) text += "," + csv_field(settled.types[SettledLine::type_of(*row.trip)].name);
      text += "," + csv_field(row.service) + (sets ? "," + csv_field(row.trip->trainset) : "") + "\n";
    }
  return text;
}

/// Whether not one leg has a known length.
bool guesses_kilometres(const SettledLine& settled) { return settled.assumed_km > 0 && settled.assumed_km + 1 >= settled.written.size(); }

std::string stations_text(const WrittenLine& line, const SettledLine& settled) {
  const bool guessed = guesses_kilometres(settled);
  const std::string source = guessed ? "assumed: \"a kilometre a minute\"" : "derived: " + in_quotes(line.km_source.empty() ? "straight lines" : line.km_source);
  std::string text = fmt::format("stations:  # kilometres: {}\n", guessed                  ? "not known; one for each minute of running"
                                                                  : line.km_source.empty() ? "straight lines between the stops; the track is longer"
                                                                                           : line.km_source);
  for (std::size_t s = 0; s < settled.written.size(); ++s) {
    const Station& station = settled.network.stations[StationId{s}];
    const LineStation& written = line.stations[settled.written[s]];
    text += fmt::format("  {}: {{", in_quotes(station.name));
    if (!station.name_zh.empty()) text += "zh: " + in_quotes(station.name_zh) + ", ";
    text += fmt::format("km: {{value: {:.3f}, {}}}, chainage_km: {{value: {}, derived: \"whole km\"}}", in_km(station.at), source, station.chainage_km);
    if (written.latitude) text += fmt::format(", latitude: {{value: {:.6f}, sourced: \"stops\"}}, longitude: {{value: {:.6f}, sourced: \"stops\"}}", *written.latitude, *written.longitude);
    if (station.tracks_up > 1 || station.tracks_down > 1)
      text += fmt::format(", tracks: {{derived: \"trains here at once\", up: {}, down: {}}}", station.tracks_up, station.tracks_down);
    text += "}\n";
  }
  text += "branches:  # \"up\" leads towards the first station of the first\n";
  for (const Branch& branch : settled.network.branches) {
    std::string names;
    for (const StationId id : branch.stations) names += (names.empty() ? "" : ", ") + in_quotes(settled.network.stations[id].name);
    text += fmt::format("  {}: {{{}stations: [{}]}}\n", in_quotes(branch.name),
                        branch.joins ? "joins: " + in_quotes(settled.network.stations[*branch.joins].name) + ", " : "", names);
  }
  return text;
}

std::string track_text(const SettledLine& settled) {
  return fmt::format(
      "track:\n"
      "  max_speed: {{value: {0:.0f} km/h, assumed: \"the least at which nearly all booked times can be run\"}}\n"
      "  headway: {{value: {1} s, derived: \"how closely trains follow each other in the timetable\"}}\n"
      "  reoccupation: {{value: {2} s, assumed: \"not known\"}}\n",
      in_kmh(settled.network.segments[SegmentId{}].max_speed), settled.headway.count() / 1000, settled.separation.reoccupation.count() / 1000);
}

std::string trains_text(const WrittenLine& line, const SettledLine& settled) {
  const std::string known =
      line.vehicles.empty() ? "assumed: \"the file does not say which vehicles run\"" : "sourced: " + in_quotes("seats and room to stand: " + line.vehicles_source + "; the rest is usual");
  std::string text = "train_types:\n";
  for (const TrainType& type : settled.types)
    text += fmt::format(
        "  {0}:\n"
        "    {9}\n"
        "    cars: {1}\n    doors_per_side: {2}\n    seats: {3}\n    standing_area: {4} m2\n    length: {5} m\n    max_speed: {6:.0f} km/h\n"
        "    accelerate: {7} m/s2\n    brake: {7} m/s2\n    jerk: {8} m/s3\n",
        in_quotes(type.name), type.cars, type.doors_per_side, type.seats, type.standing_area.value, type.length.value, in_kmh(type.max_speed), type.accelerate.value, type.jerk.value, known);
  return text + "formation: {default: " + in_quotes(settled.types[TrainTypeId{}].name) + "}\n";
}

/// Which trains run, and how many of each where there are several types.
void say_trains(const WrittenLine& line, const SettledLine& settled, Findings& findings) {
  const TrainType& first = settled.types[TrainTypeId{}];
  if (line.vehicles.empty())
    return findings.assume(fmt::format("vehicles: {} of {} cars, {} seats, {:.0f} km/h", first.name, first.cars, first.seats, in_kmh(first.max_speed)));
  constexpr std::size_t most_named = 6;
  std::vector<std::size_t> trips(settled.types.size(), 0);
  for (const LineTrip& trip : settled.trips) ++trips[SettledLine::type_of(trip).value];
  std::string text;
  for (std::size_t t = 0; t < std::min(most_named, settled.types.size()); ++t) {
    const TrainType& type = settled.types[TrainTypeId{t}];
    const int standing = type.capacity(PersonsPerSquareMetre{4.0}) - type.seats;
    text += fmt::format("{}{}, {} seats and room for {} to stand{}", t > 0 ? "; " : "", type.name, type.seats, standing, settled.types.size() > 1 ? fmt::format(" ({} trips)", trips[t]) : "");
  }
  findings.take("vehicles: " + text + (settled.types.size() > most_named ? fmt::format("; … ({} types in all)", settled.types.size()) : ""));
}

/// Where the files book no time to stand, trains stand shortly and make it up on the way.
std::string standing_text(const WrittenLine& line, const SettledLine& settled, Findings& findings) {
  std::size_t calls = 0;
  std::size_t without = 0;
  for (const LineTrip& trip : settled.trips)
    for (std::size_t i = 1; i + 1 < trip.calls.size(); ++i) {
      ++calls;
      without += trip.calls[i].departure - trip.calls[i].arrival < 20;
    }
  std::string text;
  if (calls > 0 && without * 2 > calls) {
    const int least = line.vehicle == VehicleKind::train ? 20 : 10;
    text = fmt::format("dwell: {{assumed: \"the file books no time to stand\", minimum: {} s, door_cycle: {} s}}\n", least, least - 2);
    findings.assume(fmt::format("{} of {} calls between the ends book less than 20 s to stand: trains stand {} s or longer and make it up on the way", without, calls, least));
  }
  text += fmt::format("turnaround: {{minimum: {{value: {} s, {}}}, doors_open_before: {} s, clears_after: {} s}}\n", settled.turnaround.count() / 1000,
                      settled.turnaround_known ? "derived: \"the shortest turn of a trainset\"" : "assumed: \"not known\"",
                      settled.separation.opens_before.count() / 1000, settled.separation.clears_after.count() / 1000);
  if (line.transfer) text += fmt::format("boarding: {{transfer: {{value: {} s, sourced: \"transfers\"}}}}\n", *line.transfer);
  return text;
}

}  // namespace

void give_up_numbers(WrittenLine& line, Findings& findings) {
  for (LineTrip& trip : line.trips) trip.number_is_ours = trip.number_is_ours || (trip.number_may_go && trip.trainset.empty());
  findings.take("trips that repeat as patterns, whatever their ids: these are given up there");
}

std::vector<ScenarioFile> line_scenario(const WrittenLine& line, const SettledLine& settled, const std::string& stem, const std::string& how, Findings& findings) {
  ServiceNames names(settled);
  const std::vector<ServiceTrip> services = by_service(settled, names);
  const LinePatterns timetable = patterns_in(services, settled.network);
  const bool diagrams = !timetable.patterns.empty() && any_trainset(settled);
  const std::string standing = standing_text(line, settled, findings);
  const FaresText fares = fares_text(line, settled, stem + "-fares.csv", findings);
  const std::size_t repeat = timetable.trips();
  if (repeat > 0) findings.take(fmt::format("{} pattern{}: {} trips that repeat evenly", timetable.patterns.size(), timetable.patterns.size() == 1 ? "" : "s", repeat));
  if (const std::size_t could = patterns_in(services, settled.network, KeptNumbers::that_say_much).trips(); could >= repeat + 3)
    findings.take(fmt::format("{}{} trips one by one that repeat evenly, but whose ids do not go on (--patterns gives them up)", could - repeat, repeat > 0 ? " other" : ""));
  findings.take(fmt::format("{} service{} of {} trip{} on {} stations of {} branch{}", names.count(), names.count() == 1 ? "" : "s", settled.trips.size(),
                            settled.trips.size() == 1 ? "" : "s", settled.network.stations.size(), settled.network.branches.size(),
                            settled.network.branches.size() == 1 ? "" : "es"));
  if (guesses_kilometres(settled))
    findings.assume("kilometres: nothing is known, one for each minute of running");
  else if (line.km_source.empty())
    findings.assume("kilometres are straight lines between the stops");
  if (settled.assumed_km > 0 && !guesses_kilometres(settled))
    findings.assume(fmt::format("{} stretches without coordinates: a kilometre for each minute of running", settled.assumed_km));
  say_trains(line, settled, findings);
  findings.assume("demand: gravity by service, a quarter of the seats taken on the mean, people travel when trains run");

  std::string text = fmt::format("# {0}, from {1}, for {2}.\n# Written by: {3}\n# Sourced, derived and assumed values say so; the demand is assumed.\n\n", line.name, line.source, line.day, how);
  text += "scenario: " + in_quotes(line.name) + "\nabout: " + in_quotes(line.day + ", " + line.source) + "\nline: {en: " + in_quotes(line.name) +
          (line.name_zh.empty() ? "" : ", zh: " + in_quotes(line.name_zh)) + "}\n\n";
  text += stations_text(line, settled) + "\n" + track_text(settled) + "\n" + trains_text(line, settled) + "\n";
  text += "timetable:  # sourced: " + line.source + "\n";
  if (!timetable.others.empty()) text += "  file: " + in_quotes(stem + "-timetable.csv") + "\n";
  text += patterns_text(timetable.patterns, settled);
  if (diagrams) text += "circulation: {file: " + in_quotes(stem + "-diagrams.csv") + ", others: built}\n";
  text += standing + "\n";
  text += "# Nothing is known of the people: put what is counted in its place.\n" + demand_by_service(line, settled) + "\n" + fares.yaml;
  text += "replications: {count: 20, seed: 1}\n";
  std::vector<ScenarioFile> files{{stem + ".yaml", std::move(text)}};
  if (!timetable.others.empty())
    files.push_back({stem + "-timetable.csv", stop_times_text(timetable.others, settled, any_trainset(settled) && !diagrams)});
  if (diagrams) files.push_back({stem + "-diagrams.csv", diagrams_text(settled)});
  if (!fares.csv.empty()) files.push_back({stem + "-fares.csv", fares.csv});
  return files;
}

}  // namespace czt
