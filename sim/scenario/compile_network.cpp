#include <algorithm>

#include "compile_line.hpp"
#include "czt/timetable/leg.hpp"

namespace czt {

Diagnostic problem(SourcePlace where, std::string path, std::string message) {
  Diagnostic d;
  d.where = std::move(where);
  d.path = std::move(path);
  d.message = std::move(message);
  return d;
}

Diagnostic problem_of_two(SourcePlace where, std::string path, std::string message, SourcePlace other,
                          std::string said_there) {
  Diagnostic d = problem(std::move(where), std::move(path), std::move(message));
  if (other.line == 0 || other == d.where) return d;
  d.also = std::move(other);
  d.also_message = std::move(said_there);
  return d;
}

namespace {

Station compile_station(const std::string& name, Cursor item) {
  Station station;
  station.name = name;
  station.name_zh = item.text("zh");
  station.at = metres(item.number("km"));
  if (item.has("chainage_km")) station.chainage_km = item.whole("chainage_km");
  station.open = item.flag("open");
  station.tracks_up = static_cast<int>(item["tracks"].whole("up"));
  station.tracks_down = static_cast<int>(item["tracks"].whole("down"));
  return station;
}

/// Sections change the segments between two stations, both ways; a key of a segment belongs to one section.
void apply_sections(Cursor sections, Network& network, Diagnostics& wrong) {
  struct Owner {
    std::string section;
    SourcePlace where;
  };
  std::map<std::pair<std::uint32_t, std::string>, Owner> owners;
  for (const auto& item : sections.items()) {
    const std::string& name = item.first;  // not a structured binding: Clang 14 cannot capture those
    const Cursor& section = item.second;
    const auto from = network.find(section.text("from"));
    const auto to = network.find(section.text("to"));
    if (!from || !to || *from == *to) {
      wrong.push_back(problem(section.where("to"), "sections." + name, "a section joins two different stations of the line"));
      continue;
    }
    for (const SegmentId id : network.path(*from, *to)) {
      for (const SegmentId way : {id, network.segments[id].reverse}) {
        Segment& segment = network.segments[way];
        const auto claim = [&](const char* key) {
          if (!section.has(key)) return false;
          const auto [at, fresh] = owners.try_emplace({way.value, key}, Owner{name, section.where(key)});
          if (fresh || at->second.section == name) return true;
          Diagnostic d = problem(section.where(key), "sections." + name + "." + key,
                                 "the segment " + network.name(way) + " already has this from section '" +
                                     at->second.section + "'");
          d.also = at->second.where;
          d.also_message = "first set here";
          wrong.push_back(std::move(d));
          return false;
        };
        if (claim("max_speed")) segment.max_speed = MetresPerSecond{section.number("max_speed")};
        if (claim("gradient")) segment.gradient = (way == id ? 1.0 : -1.0) * section.number("gradient");
        if (claim("curve")) segment.curve = metres(section.number("curve"));
        if (claim("tunnel")) segment.tunnel = section.number("tunnel");
        if (claim("margin")) segment.margin = section.number("margin");
        if (claim("headway")) segment.headway = section.duration("headway");
      }
    }
  }
}

}  // namespace

Network compile_network(Cursor tree, Diagnostics& wrong) {
  IdVector<StationId, Station> stations;
  std::map<std::string, StationId> rows;
  for (const auto& [name, item] : tree["stations"].items()) {
    const StationId id = stations.push_back(compile_station(name, item));
    rows[name] = id;
    if (!stations[id].name_zh.empty()) rows.try_emplace(stations[id].name_zh, id);
  }
  std::vector<Branch> branches;
  std::vector<bool> placed(stations.size(), false);
  for (const auto& [name, item] : tree["branches"].items()) {
    Branch branch;
    branch.name = name;
    if (item.has("joins")) branch.joins = rows[item.text("joins")];
    for (const std::string& station : item.names("stations")) {
      const StationId id = rows[station];
      if (placed[id.value])
        wrong.push_back(problem(item.where("stations"), "branches." + name + ".stations",
                                "station '" + station + "' already stands on a branch"));
      placed[id.value] = true;
      stations[id].branch = static_cast<std::uint32_t>(branches.size());
      branch.stations.push_back(id);
    }
    branches.push_back(std::move(branch));
  }
  for (const auto& [name, item] : tree["stations"].items())
    if (!placed[rows[name].value])
      wrong.push_back(problem(item.where("km"), "stations." + name, "this station stands on no branch"));
  if (!wrong.empty()) return {};

  const Cursor track = tree["track"];
  Segment fallback;
  fallback.max_speed = MetresPerSecond{track.number("max_speed")};
  fallback.margin = track.number("margin");
  fallback.headway = track.duration("headway");
  Result<Network> built = build_network(std::move(branches), std::move(stations), fallback);
  if (!built) {
    for (Diagnostic d : built.error()) {
      d.where = tree["branches"].where();
      wrong.push_back(std::move(d));
    }
    return {};
  }
  Network network = std::move(built).value();
  apply_sections(tree["sections"], network, wrong);
  if (wrong.empty()) compile_routes(tree, network, wrong);
  return network;
}

namespace {

Motion compile_motion(Cursor tree) {
  if (!tree.present()) return Trapezoid{};
  Traction traction;
  traction.mass = tree.number("mass");
  traction.power = tree.number("power");
  traction.rotating_mass = tree.number("rotating_mass");
  const Cursor resistance = tree["resistance"];
  traction.resistance = {resistance.number("constant"), resistance.number("linear"), resistance.number("quadratic"),
                         resistance.number("tunnel")};
  traction.efficiency = tree.number("efficiency");
  traction.regeneration = tree.number("regeneration");
  return traction;
}

/// Of its own or the timetable's, and what its length adds; none where the timetable's alone holds.
void set_turnaround(TrainType& type, Cursor item, Cursor turnaround) {
  type.turnaround_by_length = quantise(turnaround.number("per_100_m") * type.length.value / 100.0);
  if (!item.has("turnaround") && type.turnaround_by_length == Duration{}) return;
  type.turnaround = (item.has("turnaround") ? item : turnaround).duration(item.has("turnaround") ? "turnaround" : "minimum");
  *type.turnaround += type.turnaround_by_length;
}

}  // namespace

void check_starts(Cursor tree, const IdVector<TrainTypeId, TrainType>& types, const Network& network,
                  Diagnostics& wrong) {
  for (const auto& [name, item] : tree.items()) {
    const TrainType& type = types[train_type_named(types, name)];
    for (const Segment& segment : network.segments) {
      if (starts_on(section_of(segment), type)) continue;
      wrong.push_back(item.wrong("accelerate",
                                 "a train of this type cannot start from " + network.stations[segment.from].name +
                                     " to " + network.stations[segment.to].name + ", uphill or in the curve there",
                                 "more acceleration, or a gentler gradient in sections"));
      break;
    }
  }
}

IdVector<TrainTypeId, TrainType> compile_train_types(Cursor tree, Cursor turnaround) {
  IdVector<TrainTypeId, TrainType> types;
  for (const auto& [name, item] : tree.items()) {
    TrainType type;
    type.name = name;
    type.cars = static_cast<int>(item.whole("cars"));
    type.doors_per_side = static_cast<int>(item.whole("doors_per_side"));
    type.door_width = metres(item.number("door_width"));
    type.seats = static_cast<int>(item.whole("seats"));
    type.standing_area = SquareMetres{item.number("standing_area")};
    type.crush = static_cast<int>(item.whole("crush"));
    type.length = metres(item.number("length"));
    type.max_speed = MetresPerSecond{item.number("max_speed")};
    type.accelerate = MetresPerSecond2{item.number("accelerate")};
    type.brake = MetresPerSecond2{item.number("brake")};
    type.jerk = MetresPerSecond3{item.number("jerk")};
    type.motion = compile_motion(item["traction"]);
    type.owned = static_cast<int>(item.whole("owned"));
    set_turnaround(type, item, turnaround);
    types.push_back(std::move(type));
  }
  return types;
}

TrainTypeId train_type_named(const IdVector<TrainTypeId, TrainType>& types, const std::string& name) {
  for (std::size_t i = 0; i < types.size(); ++i)
    if (types[TrainTypeId{i}].name == name) return TrainTypeId{i};
  return TrainTypeId{};
}

}  // namespace czt
