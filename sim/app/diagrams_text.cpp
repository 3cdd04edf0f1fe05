#include "diagrams_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "czt/core/text.hpp"

namespace czt::app {

namespace {

/// Names beside each other as wide as the widest.
struct Widths {
  int number = 0;
  int station = 0;
};

Widths widths(const PlanInput& in) {
  Widths widest;
  for (const Trip& trip : in.trips) {
    widest.number = std::max(widest.number, display_width(escape_control(trip.number)));
    for (const StationId end : {trip.from(), trip.to()})
      widest.station = std::max(widest.station, display_width(escape_control(in.network.stations[end].name)));
  }
  return widest;
}

std::string head(const Diagram& diagram, const PlanInput& in) {
  const Circulation& c = in.circulation;
  double metres = 0.0;
  for (const TripId id : diagram.trips)
    for (std::size_t k = 1; k < in.trips[id].stops.size(); ++k)
      metres += in.network.segments[*in.network.between(in.trips[id].stops[k - 1].station, in.trips[id].stops[k].station)].length.value;
  std::string text = fmt::format("{}  ({}, {} train{}, {:.0f} km", escape_control(c.names[diagram.set]),
                                 escape_control(in.types[c.types[diagram.set]].name), diagram.trips.size(),
                                 diagram.trips.size() == 1 ? "" : "s", metres / 1000.0);
  if (!c.depots[diagram.set].empty()) text += ", depot " + escape_control(c.depots[diagram.set]);
  return wrap(text + ")", 80, 6) + "\n";
}

std::string row(const Trip& trip, const PlanInput& in, const Widths& wide) {
  const auto station = [&](StationId id) { return pad_right(escape_control(in.network.stations[id].name), wide.station); };
  std::string text = fmt::format("  {}  {}  {}  {}  {}", pad_right(escape_control(trip.number), wide.number), station(trip.from()),
                                 to_clock(trip.departs()), station(trip.to()), to_clock(trip.arrives()));
  if (trip.empty) text += "  empty";
  if (const int units = in.types[trip.type].units; units > 1) text += fmt::format("  coupled {}", units);
  return text + "\n";
}

/// Where sets begin and end the day; what differs must be made up for by night.
std::string overnight(const std::vector<Diagram>& all, const PlanInput& in, int width) {
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
  std::string text = fmt::format("over night{}  begin   end  more or fewer\n", std::string(static_cast<std::size_t>(std::max(0, width - 8)), ' '));
  for (std::size_t s = 0; s < in.network.stations.size(); ++s) {
    const StationId id{s};
    if (begin[id] == 0 && end[id] == 0) continue;
    const int more = end[id] - begin[id];
    text += fmt::format("  {}  {:5} {:5}  {}\n", pad_right(escape_control(in.network.stations[id].name), std::max(width, 8)), begin[id],
                        end[id], more == 0 ? "balanced" : fmt::format("{:+}", more));
  }
  return text;
}

}  // namespace

std::string diagrams_text(const PlanInput& in) {
  const Widths wide = widths(in);
  const std::vector<Diagram> all = diagrams(in.circulation, in.trips);
  std::string text;
  for (const Diagram& diagram : all) {
    if (diagram.trips.empty()) continue;
    text += head(diagram, in);
    for (const TripId id : diagram.trips) text += row(in.trips[id], in, wide);
  }
  for (const Circulation::Spare& spare : in.circulation.spares)
    text += fmt::format("{}  ({}, spare at {})\n", escape_control(in.circulation.names[spare.set]),
                        escape_control(in.types[in.circulation.types[spare.set]].name), escape_control(in.network.stations[spare.at].name));
  return text + overnight(all, in, wide.station);
}

}  // namespace czt::app
