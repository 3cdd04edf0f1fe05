#include "placed.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "amount.hpp"
#include "czt/core/text.hpp"

namespace czt::app {

namespace {

std::string how_long(Duration d, Language language) {
  return amount(static_cast<std::int32_t>(in_milliseconds(std::chrono::abs(d))), language);
}

std::string moved(const PlacedTrain& train, Language language) {
  const bool zh = language == Language::zh;
  if (train.shift == Duration{}) return train.is_back ? (zh ? "随即折返" : "at once") : (zh ? "如所求" : "as asked");
  if (train.is_back) return (zh ? "等候 " : "waits ") + how_long(train.shift, language);
  if (zh) return (train.shift > Duration{} ? "推迟 " : "提前 ") + how_long(train.shift, language);
  return how_long(train.shift, language) + (train.shift > Duration{} ? " later" : " earlier");
}

std::string told(const PlacedTrain& train, const PlanInput& in, Language language) {
  const bool zh = language == Language::zh;
  std::string text = moved(train, language);
  if (train.way > 0) text += zh ? "，按停站列车的时分" : ", in the time of a stopping train";
  if (train.stretch > Duration{})
    text += fmt::format(fmt::runtime(zh ? "，全程延长 {}" : ", {} longer on its way"), how_long(train.stretch, language));
  if (train.remaining.empty()) return text;
  const auto by = [](const Conflict& a, const Conflict& b) { return a.short_by < b.short_by; };
  const Conflict& worst = *std::max_element(train.remaining.begin(), train.remaining.end(), by);
  text += fmt::format(fmt::runtime(zh ? "：没有空位，至少差 {:g} 秒" : ": no free place, {:g} s short at the least"), in_seconds(worst.short_by));
  if (!train.free_at) return text;
  const Duration away = *train.free_at - in.trips[train.row].departs() + train.shift;
  const std::string much = how_long(away, language);
  const std::string when = to_clock(*train.free_at);
  if (train.is_back) return text + fmt::format(fmt::runtime(zh ? "；{}有空位，须等候 {}" : "; free at {}, a wait of {}"), when, much);
  if (away < Duration{}) return text + fmt::format(fmt::runtime(zh ? "；{}有空位，比所求早 {}" : "; free at {}, {} earlier than asked"), when, much);
  return text + fmt::format(fmt::runtime(zh ? "；{}有空位，比所求晚 {}" : "; free at {}, {} later than asked"), when, much);
}

/// The service's name is in the heading; its own trains need only their count.
std::string short_number(const Trip& trip, const PlacedService& placed) {
  return trip.number.starts_with(placed.name + " ") ? trip.number.substr(placed.name.size() + 1)
                                                    : trip.number;
}

}  // namespace

std::vector<std::string> placed_lines(const PlacedService& placed, const PlanInput& in, Language language) {
  const auto fits = [](const PlacedTrain& train) { return train.remaining.empty(); };
  const auto fit = std::count_if(placed.trains.begin(), placed.trains.end(), fits);
  std::vector<std::string> lines{
      fmt::format(fmt::runtime(language == Language::zh ? "  {0}：{2} 列中 {1} 列有空位" : "  {}: {} of {} trains find a free place"),
                  placed.name, fit, placed.trains.size())};
  int width = 0;
  for (const PlacedTrain& train : placed.trains)
    width = std::max(width, display_width(short_number(in.trips[train.row], placed)));
  for (const PlacedTrain& train : placed.trains) {
    const Trip& trip = in.trips[train.row];
    lines.push_back(fmt::format("    {}  {}  {}", pad_right(short_number(trip, placed), width),
                                to_clock_seconds(trip.departs()), told(train, in, language)));
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
