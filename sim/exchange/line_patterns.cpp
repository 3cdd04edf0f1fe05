#include "line_patterns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "czt/timetable/pattern.hpp"
#include "scenario/quoted.hpp"
#include "unique_name.hpp"

namespace czt {

namespace {

constexpr std::size_t fewest = 3;   // two trains are no rhythm
constexpr int largest_step = 1000;  // what a scenario takes

/// Letters, then digits: their value.
std::optional<std::int64_t> digits_of(const std::string& number) {
  if (!is_train_number(number)) return std::nullopt;
  const auto from = std::find_if(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  std::int64_t value = 0;
  std::from_chars(number.data() + (from - number.begin()), number.data() + number.size(), value);
  return value;
}

/// Whether nobody asks for it by its number: no diagram does either.
bool is_nameless(const LineTrip& trip, KeptNumbers kept) {
  return (trip.number_is_ours || (kept == KeptNumbers::that_say_much && trip.number_may_go)) && trip.trainset.empty();
}

/// From number to number, 0 where they have none of their own; none where the second does not follow from the first.
std::optional<int> step_between(const LineTrip& first, const LineTrip& second, KeptNumbers kept) {
  if (is_nameless(first, kept) && is_nameless(second, kept)) return 0;
  const auto a = digits_of(first.number), b = digits_of(second.number);
  if (!a || !b || *b <= *a || *b - *a > largest_step) return std::nullopt;
  return static_cast<int>(*b - *a);
}

/// Whether it is the n-th after `first`.
bool numbered_on(const LineTrip& first, const LineTrip& trip, int step, std::size_t n, KeptNumbers kept) {
  return step == 0 ? is_nameless(trip, kept) : trip.number == nth_number({first.number, step}, n);
}

/// The type of train, stations and times since the first departure: the same of trips that run alike.
std::vector<std::int32_t> way_of_running(const LineTrip& trip) {
  std::vector<std::int32_t> way{static_cast<std::int32_t>(trip.vehicle.value_or(0))};
  for (const LineCall& call : trip.calls) {
    way.push_back(static_cast<std::int32_t>(call.station));
    if (&call != trip.calls.data()) way.push_back(call.arrival - trip.calls.front().departure);
    if (&call != &trip.calls.back()) way.push_back(call.departure - trip.calls.front().departure);
  }
  return way;
}

std::vector<StationId> stations_on_the_way(const LineTrip& trip, const Network& network) {
  const StationId from{trip.calls.front().station}, to{trip.calls.back().station};
  std::vector<StationId> stations{from};
  for (const SegmentId id : network.path(from, to)) stations.push_back(network.segments[id].to);
  return stations;
}

/// Whether naming its ends and its calls says how the trip runs.
bool follows_the_way(const LineTrip& trip, const Network& network) {
  std::size_t next = 0;
  for (const StationId id : stations_on_the_way(trip, network))
    if (next < trip.calls.size() && trip.calls[next].station == id.value) ++next;
  return trip.calls.front().station != trip.calls.back().station && next == trip.calls.size();
}

/// How many of the trips from `first` on are one pattern.
std::size_t length_of_run(const std::vector<const LineTrip*>& trips, std::size_t first, KeptNumbers kept) {
  if (first + 1 >= trips.size()) return 1;
  const LineTrip& begin = *trips[first];
  const std::int32_t departs = begin.calls.front().departure;
  const std::int32_t every = trips[first + 1]->calls.front().departure - departs;
  const auto step = step_between(begin, *trips[first + 1], kept);
  if (!step || every <= 0 || every > 24 * 3600) return 1;
  std::size_t count = 1;
  while (first + count < trips.size() && trips[first + count]->calls.front().departure == departs + every * static_cast<std::int32_t>(count) &&
         numbered_on(begin, *trips[first + count], *step, count, kept))
    ++count;
  return count;
}

std::string in_words(std::int32_t s) {
  if (s == 0) return "0 s";
  std::string text = s >= 60 ? fmt::format("{} min", s / 60) : "";
  if (s % 60 != 0) text += (text.empty() ? "" : " ") + fmt::format("{} s", s % 60);
  return text;
}

std::string clock_in_quotes(std::int32_t s) {
  const std::string text = s % 60 == 0 ? to_clock(start_of_day + seconds(s)) : to_clock_seconds(start_of_day + seconds(s));
  return "\"" + text + "\"";
}

/// ", stops: […]" or ", skip: […]", whichever is shorter; nothing where it calls everywhere.
std::string calls_text(const LineTrip& trip, const Network& network) {
  std::set<std::uint32_t> called;
  for (const LineCall& call : trip.calls) called.insert(call.station);
  std::vector<std::string> stops, skipped;
  for (const StationId id : stations_on_the_way(trip, network)) (called.contains(id.value) ? stops : skipped).push_back(in_quotes(network.stations[id].name));
  if (skipped.empty()) return {};
  const bool shorter = skipped.size() < stops.size();
  return fmt::format(", {}: [{}]", shorter ? "skip" : "stops", fmt::join(shorter ? skipped : stops, ", "));
}

std::string times_text(const LineTrip& trip) {
  std::vector<std::string> running, dwells;
  for (std::size_t k = 1; k < trip.calls.size(); ++k) {
    running.push_back(in_words(trip.calls[k].arrival - trip.calls[k - 1].departure));
    if (k + 1 < trip.calls.size()) dwells.push_back(in_words(trip.calls[k].departure - trip.calls[k].arrival));
  }
  std::string text = fmt::format(", running: [{}]", fmt::join(running, ", "));
  if (dwells.empty()) return text;
  const bool alike = std::ranges::all_of(dwells, [&](const std::string& dwell) { return dwell == dwells.front(); });
  return text + (alike ? ", dwell: " + dwells.front() : fmt::format(", dwells: [{}]", fmt::join(dwells, ", ")));
}

/// In order of services and departures; a service of several patterns, or of other trips too, is told apart by when each begins.
void name_apart(LinePatterns& found) {
  std::ranges::stable_sort(found.patterns, [](const LinePattern& a, const LinePattern& b) {
    return std::pair(a.name, a.first->calls.front().departure) < std::pair(b.name, b.first->calls.front().departure);
  });
  std::map<std::string, int> parts;
  std::set<std::string> taken;
  for (const LinePattern& p : found.patterns) ++parts[p.name];
  for (const ServiceTrip& one : found.others) ++parts[one.service];
  for (LinePattern& p : found.patterns) {
    const bool alone = parts[p.name] == 1 && p.name != "file" && p.name != "trips";
    std::erase(p.name, '.');  // which parts the words of a path
    if (alone) continue;
    p.name = unique_name(taken, p.name + " from " + to_clock(start_of_day + seconds(p.first->calls.front().departure / 60 * 60)));
  }
}

}  // namespace

std::size_t LinePatterns::trips() const {
  std::size_t sum = 0;
  for (const LinePattern& p : patterns) sum += p.trains;
  return sum;
}

LinePatterns patterns_in(const std::vector<ServiceTrip>& trips, const Network& network, KeptNumbers kept) {
  LinePatterns found;
  std::set<const LineTrip*> patterned;
  std::map<std::pair<std::string, std::vector<std::int32_t>>, std::vector<const LineTrip*>> alike;
  for (const ServiceTrip& one : trips)
    if (follows_the_way(*one.trip, network)) alike[{one.service, way_of_running(*one.trip)}].push_back(one.trip);
  for (const auto& [what, list] : alike)
    for (std::size_t k = 0; k < list.size();) {
      const std::size_t count = length_of_run(list, k, kept);
      if (count >= fewest) {
        const std::int32_t every = list[k + 1]->calls.front().departure - list[k]->calls.front().departure;
        found.patterns.push_back({what.first, list[k], every, count, *step_between(*list[k], *list[k + 1], kept)});
        patterned.insert(list.begin() + static_cast<std::ptrdiff_t>(k), list.begin() + static_cast<std::ptrdiff_t>(k + count));
      }
      k += count >= fewest ? count : 1;
    }
  for (const ServiceTrip& one : trips)
    if (!patterned.contains(one.trip)) found.others.push_back(one);
  name_apart(found);
  return found;
}

std::string patterns_text(const std::vector<LinePattern>& patterns, const SettledLine& settled) {
  const Network& network = settled.network;
  std::string text;
  for (const LinePattern& p : patterns) {
    const LineTrip& trip = *p.first;
    const auto end = [&](const LineCall& call) { return in_quotes(network.stations[StationId{call.station}].name); };
    const std::string numbers = p.step > 0 ? fmt::format(", numbers: {{first: {}, step: {}}}", in_quotes(trip.number), p.step) : "";
    const TrainTypeId type = SettledLine::type_of(trip);
    const std::string named = type == TrainTypeId{} ? "" : ", type: " + in_quotes(settled.types[type].name);
    text += fmt::format("  {}: {{from: {}, to: {}{}, first: {}, every: {}, trains: {}{}{}{}}}\n", in_quotes(p.name), end(trip.calls.front()), end(trip.calls.back()),
                        calls_text(trip, network), clock_in_quotes(trip.calls.front().departure), in_words(p.every), p.trains, named, numbers, times_text(trip));
  }
  return text;
}

}  // namespace czt
