#include "diagrams_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "czt/core/text.hpp"
#include "names.hpp"

namespace czt::app {

namespace {

/// Names beside each other as wide as the widest.
struct Widths {
  int number = 0;
  int station = 0;
};

Widths widths(const PlanInput& in, Language language) {
  Widths widest;
  for (const Trip& trip : in.trips) {
    widest.number = std::max(widest.number, display_width(escape_control(trip.number)));
    for (const StationId end : {trip.from(), trip.to()})
      widest.station = std::max(widest.station, display_width(name_in(in.network.stations[end], language)));
  }
  return widest;
}

std::string head(const Diagram& diagram, const PlanInput& in, bool zh) {
  const Circulation& c = in.circulation;
  double metres = 0.0;
  for (const TripId id : diagram.trips)
    for (std::size_t k = 1; k < in.trips[id].stops.size(); ++k)
      metres += in.network.segments[*in.network.between(in.trips[id].stops[k - 1].station, in.trips[id].stops[k].station)].length.value;
  const std::string& depot = c.depots[diagram.set];
  std::string text = fmt::format(fmt::runtime(zh ? "{}（{}，{} 列{}，{:.0f} km" : "{}  ({}, {} train{}, {:.0f} km"), escape_control(c.names[diagram.set]),
                                 escape_control(in.types[c.types[diagram.set]].name), diagram.trips.size(),
                                 zh || diagram.trips.size() == 1 ? "" : "s", metres / 1000.0);
  if (!depot.empty()) text += (zh ? "，动车所 " : ", depot ") + escape_control(depot);
  return wrap(text + (zh ? "）" : ")"), 80, 6) + "\n";
}

std::string row(const Trip& trip, const PlanInput& in, const Widths& wide, Language language) {
  const bool zh = language == Language::zh;
  const auto station = [&](StationId id) { return pad_right(name_in(in.network.stations[id], language), wide.station); };
  std::string text = fmt::format("  {}  {}  {}  {}  {}", pad_right(escape_control(trip.number), wide.number), station(trip.from()),
                                 to_clock(trip.departs()), station(trip.to()), to_clock(trip.arrives()));
  if (trip.empty) text += zh ? "  空车" : "  empty";
  if (const int units = in.types[trip.type].units; units > 1) text += fmt::format(fmt::runtime(zh ? "  {} 组重联" : "  coupled {}"), units);
  return text + "\n";
}

/// Where sets begin and end the day; what differs must be made up for by night.
std::string overnight(const std::vector<Diagram>& all, const PlanInput& in, int width, Language language) {
  const bool zh = language == Language::zh;
  IdVector<StationId, int> begin(in.network.stations.size(), 0);
  IdVector<StationId, int> end(in.network.stations.size(), 0);
  for (const Diagram& diagram : all) {
    if (diagram.trips.empty()) continue;
    ++begin[in.trips[diagram.trips.front()].from()];
    ++end[in.trips[diagram.trips.back()].to()];
  }
  for (const Circulation::Spare& spare : in.circulation.spares) {
    ++begin[spare.at];
    ++end[spare.at];
  }
  const int wide = std::max(width, 8);
  std::string text = pad_right(zh ? "过夜" : "over night", wide + 2) + "  " + pad_left(zh ? "早" : "begin", 5) + " " + pad_left(zh ? "晚" : "end", 5) +
                     (zh ? "  增减\n" : "  more or fewer\n");
  for (std::size_t s = 0; s < in.network.stations.size(); ++s) {
    const StationId id{s};
    if (begin[id] == 0 && end[id] == 0) continue;
    const int more = end[id] - begin[id];
    text += fmt::format("  {}  {:5} {:5}  {}\n", pad_right(name_in(in.network.stations[id], language), wide), begin[id],
                        end[id], more == 0 ? (zh ? "平衡" : "balanced") : fmt::format("{:+}", more));
  }
  return text;
}

}  // namespace

std::string diagrams_text(const PlanInput& in, Language language) {
  const bool zh = language == Language::zh;
  const Widths wide = widths(in, language);
  const std::vector<Diagram> all = diagrams(in.circulation, in.trips);
  std::string text;
  for (const Diagram& diagram : all) {
    if (diagram.trips.empty()) continue;
    text += head(diagram, in, zh);
    for (const TripId id : diagram.trips) text += row(in.trips[id], in, wide, language);
  }
  for (const Circulation::Spare& spare : in.circulation.spares)
    text += fmt::format(fmt::runtime(zh ? "{}（{}，在{}备用）\n" : "{}  ({}, spare at {})\n"), escape_control(in.circulation.names[spare.set]),
                        escape_control(in.types[in.circulation.types[spare.set]].name), name_in(in.network.stations[spare.at], language));
  return text + overnight(all, in, wide.station, language);
}

}  // namespace czt::app
