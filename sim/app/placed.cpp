#include "placed.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "czt/core/text.hpp"

namespace czt::app {

namespace {

/// "4 min", "1 min 30 s", "30 s".
std::string long_time(Duration d) {
  const std::int64_t s = in_milliseconds(std::chrono::abs(d)) / 1000;
  if (s % 60 == 0) return fmt::format("{} min", s / 60);
  return s < 60 ? fmt::format("{} s", s) : fmt::format("{} min {} s", s / 60, s % 60);
}

std::string moved(const PlacedTrain& train) {
  if (train.shift == Duration{}) return train.is_back ? "at once" : "as asked";
  if (train.is_back) return "waits " + long_time(train.shift);
  return long_time(train.shift) + (train.shift > Duration{} ? " later" : " earlier");
}

std::string told(const PlacedTrain& train, const PlanInput& in) {
  std::string text = moved(train);
  if (train.way > 0) text += ", in the time of a stopping train";
  if (train.stretch > Duration{}) text += ", " + long_time(train.stretch) + " longer on its way";
  if (train.remaining.empty()) return text;
  const auto by = [](const Conflict& a, const Conflict& b) { return a.short_by < b.short_by; };
  const Conflict& worst = *std::max_element(train.remaining.begin(), train.remaining.end(), by);
  text += fmt::format(": no free place, {:g} s short at the least", in_seconds(worst.short_by));
  if (!train.free_at) return text;
  const Duration away = *train.free_at - in.trips[train.row].departs() + train.shift;
  const std::string much = long_time(away);
  return text + fmt::format("; free at {}, {}", to_clock(*train.free_at),
                            train.is_back           ? "a wait of " + much
                            : away < Duration{}     ? much + " earlier than asked"
                                                    : much + " later than asked");
}

/// The service's name is in the heading; its own trains need only their count.
std::string short_number(const Trip& trip, const PlacedService& placed) {
  return trip.number.starts_with(placed.name + " ") ? trip.number.substr(placed.name.size() + 1)
                                                    : trip.number;
}

}  // namespace

std::vector<std::string> placed_lines(const PlacedService& placed, const PlanInput& in) {
  const auto fits = [](const PlacedTrain& train) { return train.remaining.empty(); };
  const auto fit = std::count_if(placed.trains.begin(), placed.trains.end(), fits);
  std::vector<std::string> lines{
      fmt::format("  {}: {} of {} trains find a free place", placed.name, fit, placed.trains.size())};
  int width = 0;
  for (const PlacedTrain& train : placed.trains)
    width = std::max(width, display_width(short_number(in.trips[train.row], placed)));
  for (const PlacedTrain& train : placed.trains) {
    const Trip& trip = in.trips[train.row];
    lines.push_back(fmt::format("    {}  {}  {}", pad_right(short_number(trip, placed), width),
                                to_clock_seconds(trip.departs()), told(train, in)));
  }
  return lines;
}

void write_placed(Json& json, const PlacedService& placed, const PlanInput& in) {
  json.line().begin_object().field("service", placed.name).key("trains").begin_array();
  for (const PlacedTrain& train : placed.trains) {
    const Trip& trip = in.trips[train.row];
    json.line().begin_object().field("train", trip.number);
    json.field("departs", to_clock_seconds(trip.departs()));
    json.field(train.is_back ? "wait" : "shift", in_seconds(train.shift));
    json.field("stretch", in_seconds(train.stretch)).key("remaining").begin_array();
    for (const std::string& text : describe_pairs(train.remaining, in.trips, in.network))
      json.value(text);
    json.end_array().key("free_at");
    train.free_at ? json.value(to_clock_seconds(*train.free_at)) : json.null();
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace czt::app
