/// Checks the stations and branches, joins them to a graph, and lays the shortest way from every
/// station to every other into flat rows.

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "czt/network/network.hpp"

namespace czt {
namespace {

struct Track {
  double metres = 0.0;
};
using Graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, Track>;

/// A name as a step of a parameter path (DESIGN.md 5): one that holds . or = stands in quotes.
std::string path_step(const std::string& name) {
  return name.find_first_of(".=") == std::string::npos ? name : '"' + name + '"';
}

Diagnostic wrong(std::string_view collection, const std::string& name, std::string message) {
  Diagnostic d;
  d.path = fmt::format("{}.{}", collection, path_step(name));
  d.message = std::move(message);
  return d;
}

void check_station(const Station& station, Diagnostics& errors) {
  if (station.name.empty()) errors.push_back(wrong("stations", "", "a station needs a name"));
  if (station.tracks_up < 1 || station.tracks_down < 1)
    errors.push_back(wrong("stations", station.name,
                           fmt::format("{} has {} tracks up and {} down; at least 1 each is needed",
                                       station.name, station.tracks_up, station.tracks_down)));
}

/// English and Chinese names are one space of names: whatever is written must mean one station.
void check_stations(const IdVector<StationId, Station>& stations, Diagnostics& errors) {
  std::map<std::string, std::size_t> first_with;
  for (std::size_t row = 0; row < stations.size(); ++row) {
    const Station& station = stations[StationId{row}];
    check_station(station, errors);
    for (const std::string& name : {station.name, station.name_zh}) {
      if (name.empty()) continue;
      const auto [known, is_new] = first_with.emplace(name, row);
      if (!is_new && known->second != row)
        errors.push_back(wrong("stations", station.name,
                               fmt::format("two stations are called '{}': rows {} and {}", name,
                                           known->second + 1, row + 1)));
    }
  }
  if (stations.size() < 2) {
    Diagnostic d;
    d.path = "stations";
    d.message = fmt::format("a line needs at least 2 stations, found {}", stations.size());
    errors.push_back(d);
  }
}

/// The branch each station stands in; in two is an error, in none shows when the graph is checked.
using Membership = IdVector<StationId, std::optional<std::size_t>>;

Membership branch_of_each(const std::vector<Branch>& branches,
                          const IdVector<StationId, Station>& stations, Diagnostics& errors) {
  Membership member(stations.size());
  for (std::size_t b = 0; b < branches.size(); ++b)
    for (const StationId id : branches[b].stations) {
      if (id.value >= stations.size()) {
        errors.push_back(wrong("branches", branches[b].name,
                               fmt::format("there is no station row {}", id.value + 1)));
      } else if (member[id]) {
        const std::string& name = stations[id].name;
        errors.push_back(wrong("stations", name,
                               fmt::format("{} stands twice in the branches: in {} and in {}", name,
                                           branches[*member[id]].name, branches[b].name)));
      } else {
        member[id] = b;
      }
    }
  return member;
}

/// Does branch b start where it may: the first nowhere, every other at a station of an earlier one?
bool joins_rightly(const std::vector<Branch>& branches, std::size_t b, const Membership& member) {
  const auto& joint = branches[b].joins;
  if (b == 0) return !joint;
  return joint && joint->value < member.size() && member[*joint] && *member[*joint] < b;
}

void check_branches(const std::vector<Branch>& branches, const Membership& member,
                    Diagnostics& errors) {
  std::map<std::string, std::size_t> first_with;
  for (std::size_t b = 0; b < branches.size(); ++b) {
    const std::string& name = branches[b].name;
    if (!first_with.emplace(name, b).second)
      errors.push_back(wrong("branches", name, fmt::format("two branches are called '{}'", name)));
    if (branches[b].stations.empty())
      errors.push_back(wrong("branches", name, fmt::format("{} has no stations", name)));
    if (joins_rightly(branches, b, member)) continue;
    errors.push_back(wrong("branches", name,
                           b == 0 ? fmt::format("{} is the main branch and must not join another",
                                                name)
                                  : fmt::format("{} joins nowhere: it must start at a station of a "
                                                "branch written before it",
                                                name)));
  }
}

/// Lays the two directed segments between neighbours, `inner` being the one nearer the line's start.
class TrackLayer {
 public:
  TrackLayer(Network& network, const Segment& track, Diagnostics& errors)
      : network_(network), track_(track), errors_(errors) {}

  void lay(StationId inner, StationId outer, Metres length, std::int64_t tariff_km) {
    check(inner, outer, length, tariff_km);
    Segment segment = track_;
    segment.length = length;
    segment.tariff_km = tariff_km;
    const SegmentId down{network_.segments.size()};
    const SegmentId up{network_.segments.size() + 1};
    network_.segments.push_back(directed(segment, inner, outer, Direction::down, up));
    network_.segments.push_back(directed(segment, outer, inner, Direction::up, down));
  }

 private:
  static Segment directed(Segment s, StationId from, StationId to, Direction d, SegmentId reverse) {
    s.from = from;
    s.to = to;
    s.direction = d;
    s.reverse = reverse;
    if (d == Direction::up) s.gradient = -s.gradient;
    return s;
  }

  void check(StationId inner, StationId outer, Metres length, std::int64_t tariff_km) {
    const std::string& before = network_.stations[inner].name;
    const std::string& name = network_.stations[outer].name;
    if (!(length.value > 0.0))
      errors_.push_back(wrong("stations", name,
                              fmt::format("{} lies {:g} km after {}; kilometres must increase "
                                          "along a branch",
                                          name, in_km(length), before)));
    if (tariff_km < 0)
      errors_.push_back(wrong("stations", name,
                              fmt::format("{} lies {} tariff km after {}; tariff kilometres must "
                                          "not decrease along a branch",
                                          name, tariff_km, before)));
  }

  Network& network_;
  const Segment& track_;
  Diagnostics& errors_;
};

/// A branch's kilometres count from its joint, the main branch's from wherever its first station is.
void lay_branch(const Branch& branch, std::optional<StationId> joint, Network& network,
                TrackLayer& layer) {
  std::optional<StationId> inner = joint;
  Metres inner_at;
  std::int64_t inner_tariff = 0;
  for (const StationId id : branch.stations) {
    if (id.value >= network.stations.size()) continue;  // reported by branch_of_each
    const Station& station = network.stations[id];
    if (inner) layer.lay(*inner, id, station.at - inner_at, station.chainage_km - inner_tariff);
    inner = id;
    inner_at = station.at;
    inner_tariff = station.chainage_km;
  }
}

void lay_branches(Network& network, const Membership& member, const Segment& track,
                  Diagnostics& errors) {
  TrackLayer layer(network, track, errors);
  for (std::size_t b = 0; b < network.branches.size(); ++b) {
    const Branch& branch = network.branches[b];
    const bool joined = b > 0 && joins_rightly(network.branches, b, member);
    lay_branch(branch, joined ? branch.joins : std::nullopt, network, layer);
  }
  for (std::size_t row = 0; row < member.size(); ++row)
    if (const auto b = member[StationId{row}])
      network.stations[StationId{row}].branch = static_cast<std::uint32_t>(*b);
}

Graph as_graph(const Network& network) {
  Graph graph(network.stations.size());
  for (const Segment& segment : network.segments)
    if (segment.direction == Direction::down)
      boost::add_edge(segment.from.value, segment.to.value, Track{segment.length.value}, graph);
  return graph;
}

/// A station of a branch that joins nowhere has been reported with its branch; here, the rest.
void check_connected(const Network& network, const Graph& graph, const Membership& member,
                     Diagnostics& errors) {
  std::vector<int> part(network.stations.size());
  boost::connected_components(graph, part.data());
  for (std::size_t row = 1; row < part.size(); ++row) {
    const StationId id{row};
    if (part[row] == part[0] || member[id]) continue;
    const std::string& name = network.stations[id].name;
    errors.push_back(wrong("stations", name,
                           fmt::format("{} is not connected to {}: it stands in no branch", name,
                                       network.stations[StationId{0}].name)));
  }
}

using Leaving = IdVector<StationId, std::vector<SegmentId>>;

Leaving segments_leaving(const Network& network) {
  Leaving leaving(network.stations.size());
  for (std::size_t row = 0; row < network.segments.size(); ++row)
    leaving[network.segments[SegmentId{row}].from].push_back(SegmentId{row});
  return leaving;
}

SegmentId segment_to(const Network& network, const std::vector<SegmentId>& leaving, StationId to) {
  return *std::find_if(leaving.begin(), leaving.end(),
                       [&](SegmentId id) { return network.segments[id].to == to; });
}

/// For each station, the one before it on the shortest way from `from`.
std::vector<Graph::vertex_descriptor> stations_before(const Graph& graph, std::size_t from) {
  std::vector<Graph::vertex_descriptor> before(boost::num_vertices(graph));
  boost::dijkstra_shortest_paths(
      graph, from,
      boost::predecessor_map(before.data()).weight_map(boost::get(&Track::metres, graph)));
  return before;
}

std::vector<SegmentId> shortest_path(const Network& network, const Leaving& leaving,
                                     const std::vector<Graph::vertex_descriptor>& before,
                                     std::size_t to) {
  std::vector<SegmentId> path;
  for (std::size_t at = to; before[at] != at; at = before[at])
    path.push_back(segment_to(network, leaving[StationId{before[at]}], StationId{at}));
  std::reverse(path.begin(), path.end());
  return path;
}

struct Paths {
  std::vector<std::uint32_t> first{0};
  std::vector<SegmentId> cells;
};

Paths all_paths(const Network& network, const Graph& graph) {
  Paths paths;
  const Leaving leaving = segments_leaving(network);
  for (std::size_t from = 0; from < network.stations.size(); ++from) {
    const auto before = stations_before(graph, from);
    for (std::size_t to = 0; to < network.stations.size(); ++to) {
      const auto path = shortest_path(network, leaving, before, to);
      paths.cells.insert(paths.cells.end(), path.begin(), path.end());
      paths.first.push_back(static_cast<std::uint32_t>(paths.cells.size()));
    }
  }
  return paths;
}

}  // namespace

Result<Network> build_network(std::vector<Branch> branches, IdVector<StationId, Station> stations,
                              const Segment& track) {
  Diagnostics errors;
  check_stations(stations, errors);
  const Membership member = branch_of_each(branches, stations, errors);
  check_branches(branches, member, errors);

  Network network;
  network.stations = std::move(stations);
  network.branches = std::move(branches);
  lay_branches(network, member, track, errors);
  const Graph graph = as_graph(network);
  check_connected(network, graph, member, errors);
  if (!errors.empty()) return errors;

  Paths paths = all_paths(network, graph);
  network.path_first_ = std::move(paths.first);
  network.path_cells_ = std::move(paths.cells);
  return network;
}

}  // namespace czt
