/// What is exported and imported again is the same: trips, times, calendar, fares.

#include <fmt/format.h>

#include "czt/exchange/gtfs_export.hpp"
#include "feed.hpp"

using namespace czt;

namespace {

/// Small whole numbers from a seed.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 6364136223846793005u + 1442695040888963407u) {}
  int operator()(int low, int high) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return low + static_cast<int>((state_ >> 33) % static_cast<std::uint64_t>(high - low + 1));
  }

 private:
  std::uint64_t state_;
};

/// A line with a branch, services of several patterns, some on some days, fares of any kind.
std::string random_scenario(std::uint64_t seed) {
  Dice roll(seed);
  const int main = roll(3, 6);
  const int branch = roll(0, 2);
  std::string text = "scenario: random\nline: {en: Random}\nstations:\n";
  double km = 0.0;
  std::vector<double> latitude;
  for (int s = 0; s < main; ++s) {
    text += fmt::format("  \"M{0}, of {0}\": {{zh: 站{0}, km: {1:.3f}, chainage_km: {2}, latitude: {3:.6f}, longitude: 113.0, tracks: {{up: 9, down: 9}}}}\n", s, km, static_cast<int>(km + 0.5), 28.0 + km / 115.0);
    latitude.push_back(28.0 + km / 115.0);
    km += 2.0 + roll(0, 900) / 100.0;
  }
  const int joint = roll(1, main - 2);
  double off = 0.0;
  for (int s = 0; s < branch; ++s) {
    off += 3.0 + roll(0, 500) / 100.0;
    text += fmt::format("  B{0}: {{km: {1:.3f}, chainage_km: {2}, latitude: {3:.6f}, longitude: {4:.6f}, tracks: {{up: 9, down: 9}}}}\n", s, off, static_cast<int>(off + 0.5), latitude[static_cast<std::size_t>(joint)], 113.0 + off / 100.0);
  }
  text += "branches:\n  main: {stations: [";
  for (int s = 0; s < main; ++s) text += fmt::format("{}\"M{}, of {}\"", s > 0 ? ", " : "", s, s);
  text += "]}\n";
  if (branch > 0) {
    text += fmt::format("  off: {{joins: \"M{0}, of {0}\", stations: [", joint);
    for (int s = 0; s < branch; ++s) text += fmt::format("{}B{}", s > 0 ? ", " : "", s);
    text += "]}\n";
  }
  text += "track: {max_speed: 120 km/h, headway: 60 s, reoccupation: 0 s}\nturnaround: {doors_open_before: 0 s, clears_after: 0 s, minimum: 5 min}\n"
          "train_types: {t: {cars: 4, doors_per_side: 8, seats: 200, standing_area: 100 m2, max_speed: 120 km/h}}\nformation: {default: t}\n";
  const bool dated = roll(0, 1) == 1;
  if (dated) text += "calendar: {as_of: 2026-05-20, days: {workday: {on: [mon, tue, wed, thu, fri]}, weekend: {on: [sat, sun]}}, periods: {feast: {from: 2026-05-01, to: 2026-05-03, day: weekend}}}\n";
  text += "timetable:\n";
  const auto name = [&](int s) { return s < main ? fmt::format("\"M{0}, of {0}\"", s) : fmt::format("B{}", s - main); };
  const int services = roll(1, 3);
  for (int k = 0; k < services; ++k) {
    const int last = branch > 0 && roll(0, 1) == 1 ? main + branch - 1 : main - 1;
    const bool back = roll(0, 1) == 1;
    const std::string valid = dated && roll(0, 1) == 1 ? ", valid: {days: [workday]}" : "";
    text += fmt::format("  service {}: {{from: {}, to: {}, first: \"{:02}:{:02}\", every: {} min, trains: {}, dwell: {} s, numbers: {{first: {}{}, step: 2}}{}{}}}\n", k, name(back ? last : 0), name(back ? 0 : last),
                        roll(5, 23), 7 * k, roll(40, 90), roll(1, 4), roll(20, 90), static_cast<char>('A' + k), back ? 2 : 1, last == main - 1 && main > 3 && roll(0, 1) == 1 ? ", skip: [" + name(main - 2) + "]" : "", valid);
  }
  switch (roll(0, 3)) {
    case 0: text += fmt::format("fares: {{kind: flat, flat: {}.{:02} yuan}}\n", roll(1, 9), roll(0, 99)); break;
    case 1: text += fmt::format("fares: {{per_km: 0.{:03} yuan, minimum: 2 yuan, round_to: 0.5 yuan}}\n", roll(100, 900)); break;
    case 2:
      text += fmt::format("fares: {{per_km: 0.5 yuan, rules: {{off: {{price: {} yuan, departs: [\"09:00-16:30\", \"19:00-24:00\"], between: [{}, {}]}}}}}}\n", roll(1, 3), name(0), name(main - 1));
      break;
    default: text += "fares: {per_km: 0.5 yuan, products: {ten: {rides: 10, times: 8}}}\n";
  }
  return text;
}

/// Calls at open stations: when the first is left and the others are reached and left.
std::string trips_text(const PlanInput& in) {
  std::map<std::string, std::string> texts;
  for (const Trip& trip : in.trips) {
    std::vector<const StopTime*> calls;
    for (const StopTime& stop : trip.stops)
      if (stop.calls && !stop.closed) calls.push_back(&stop);
    if (trip.empty || calls.size() < 2) continue;
    std::string text = trip.number;
    for (const StopTime* stop : calls) {
      if (stop != calls.front()) text += " " + to_clock_seconds(stop->arrival);
      if (stop != calls.back()) text += " " + to_clock_seconds(stop->departure);
      text += " " + in.network.stations[stop->station].name;
    }
    texts[trip.number] = text + "\n";
  }
  std::string all;
  for (const auto& [number, text] : texts) all += text;
  return all;
}

/// Single fares of all pairs at some times of the day; products beside them are not in a feed.
std::string fares_text(const PlanInput& in) {
  std::map<std::string, std::string> texts;
  for (std::size_t a = 0; a < in.network.stations.size(); ++a)
    for (std::size_t b = 0; b < in.network.stations.size(); ++b) {
      if (a == b) continue;
      std::string& text = texts[in.network.stations[StationId{a}].name + " – " + in.network.stations[StationId{b}].name];
      for (const SimTime at : {clock_time(7), clock_time(9), clock_time(16, 29, 59), clock_time(16, 30), clock_time(20)})
        text += " " + to_text(in.fares.products().size() > 1
                                  ? in.fares.single_fare(StationId{a}, StationId{b}, in.network.tariff_km(StationId{a}, StationId{b}))
                                  : in.fares.ticket(no_purpose, StationId{a}, StationId{b}, in.network.tariff_km(StationId{a}, StationId{b}), at).fare);
    }
  std::string all;
  for (const auto& [pair, text] : texts) all += pair + text + "\n";
  return all;
}

/// Trips of the day of a plan whose calls lie at stations that some trip of the year calls at.
std::string sets_text(const PlanInput& in) {
  std::map<std::string, std::string> texts;
  for (std::size_t t = 0; t < in.trips.size(); ++t)
    if (!in.trips[TripId{t}].empty) texts[in.trips[TripId{t}].number] = in.circulation.names[in.circulation.trainset[TripId{t}]];
  std::string all;
  for (const auto& [number, set] : texts) all += number + " " + set + "\n";
  return all;
}

void comes_back(const Scenario& scenario, const std::vector<Date>& dates, bool whole_line = true) {
  const Result<YearPlans> year = compile_year(scenario, 2026);
  if (!year) FAIL(print(year.error()));
  Findings said;
  TestFolder folder;
  for (const ScenarioFile& file : gtfs_of(scenario, *year, {}, said)) folder.put(file.name, file.text);
  for (const Date date : dates) {
    const auto day = std::find_if(year->days.begin(), year->days.end(), [&](const YearPlans::Day& d) { return d.date == date; });
    const PlanInput& in = year->timetables[day->timetable].plan.input;
    INFO(scenario.name << " on " << to_text(date));
    ImportedFeed imported = import_folder(folder.path(), {date, {}});
    if (trips_text(in).empty()) {
      CHECK(!imported.line);
      continue;
    }
    INFO(imported.errors);
    REQUIRE(imported.line);
    const Compiled again = compiled_scenario(*imported.line, imported.findings);
    CHECK(trips_text(again.plan.input) == trips_text(in));
    CHECK(imported.findings.counted("they wait") == 0);
    CHECK(imported.findings.counted("arrive later") == 0);
    if (again.plan.input.network.stations.size() == in.network.stations.size() && whole_line) {
      CHECK(fares_text(again.plan.input) == fares_text(in));
      if (imported.findings.counted("trainsets that go on") == 0) CHECK(sets_text(again.plan.input) == sets_text(in));  // empty moves are not in a feed
    }
  }
}

}  // namespace

TEST_CASE("random scenarios come back from a feed as they were", "[exchange][round trip]") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const std::string text = random_scenario(seed);
    INFO(text);
    const Result<Scenario> scenario = parse_scenario(text);
    if (!scenario) FAIL(print(scenario.error()));
    const Result<Compiled> compiled = compile(*scenario);
    if (!compiled) FAIL(print(compiled.error()));
    if (!obstacles(*compiled).empty()) continue;
    comes_back(*scenario, {Date(2026, 5, 20), Date(2026, 5, 23), Date(2026, 5, 1)});
  }
}

TEST_CASE("the shipped scenarios come back from a feed with their trips, times and fares", "[exchange][round trip]") {
  for (const char* name : {"2017-weekday.yaml", "2021-weekday.yaml", "2026-weekday.yaml", "20-yuan-off-peak.yaml"}) {
    const Result<Scenario> scenario = read_scenario(std::filesystem::path(CZT_SOURCE_DIR) / "scenarios" / name);
    REQUIRE(scenario);
    comes_back(*scenario, {Date(2026, 5, 20)});
  }
}
