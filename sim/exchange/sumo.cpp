#include "czt/exchange/sumo.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "czt/core/csv.hpp"
#include "sumo_day.hpp"
#include "sumo_words.hpp"
#include "xml_text.hpp"

namespace czt {

namespace {

constexpr const char* xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

constexpr double trains_that_park = 50.0;  // at one stop at once, beside the line

std::string in_seconds(std::int64_t ms) { return fmt::format("{}.{:03}", ms / 1000, ms % 1000); }

/// Where a station is drawn, m: along its branch, the branches below each other.
std::pair<double, double> drawn_at(const Network& network, StationId id) {
  const Station& station = network.stations[id];
  const Branch& branch = network.branches[station.branch];
  const double x = branch.joins ? network.stations[*branch.joins].at.value : 0.0;
  return {x + station.at.value, -3000.0 * station.branch};
}

void write_network(const PerformedDay& day, const Sink& sink) {
  const SumoDay sumo = sumo_day(day);
  const Network& network = day.plan.input.network;
  double left = 0.0, right = 0.0, below = 0.0, speed = 1.0;
  for (std::size_t s = 0; s < network.stations.size(); ++s) {
    const auto [x, y] = drawn_at(network, StationId{s});
    left = std::min(left, x);
    right = std::max(right, x + sumo.platform.value);
    below = std::min(below, y);
  }
  for (const Segment& segment : network.segments) speed = std::max(speed, segment.max_speed.value);
  sink("<net version=\"1.9\" junctionCornerDetail=\"5\" limitTurnSpeed=\"-1\">\n");
  sink(fmt::format("  <location netOffset=\"0.00,0.00\" convBoundary=\"{0:.2f},{1:.2f},{2:.2f},10.00\" origBoundary=\"{0:.2f},{1:.2f},{2:.2f},10.00\" projParameter=\"!\"/>\n", left, below, right));
  for (std::size_t s = 0; s < network.stations.size(); ++s) {
    const std::string id = sumo.stations[StationId{s}];
    const auto [x, y] = drawn_at(network, StationId{s});
    sink(fmt::format("  <edge id=\"{0}\" name=\"{1}\" from=\"{0}.in\" to=\"{0}.out\" priority=\"-1\">\n", id, xml_text(network.stations[StationId{s}].name)));
    for (int lane = 0; lane < 2; ++lane)
      sink(fmt::format("    <lane id=\"{0}_{1}\" index=\"{1}\" allow=\"rail\" speed=\"{2:.3f}\" length=\"{3:.2f}\" shape=\"{4:.2f},{6:.2f} {5:.2f},{6:.2f}\"/>\n", id, lane, speed,
                       sumo.platform.value, x, x + sumo.platform.value, y + 4.0 * lane));
    sink("  </edge>\n");
  }
  for (std::size_t s = 0; s < network.segments.size(); ++s) {
    const Segment& segment = network.segments[SegmentId{s}];
    const auto [ax, ay] = drawn_at(network, segment.from);
    const auto [bx, by] = drawn_at(network, segment.to);
    // From the front of a train standing at one station to its front at the next it is the scenario's distance.
    const double length = std::max(1.0, segment.length.value - sumo.platform.value);
    sink(fmt::format("  <edge id=\"{0}\" from=\"{1}.out\" to=\"{2}.in\" priority=\"-1\">\n    <lane id=\"{0}_0\" index=\"0\" allow=\"rail\" speed=\"{3:.3f}\" length=\"{4:.2f}\" "
                     "shape=\"{5:.2f},{6:.2f} {7:.2f},{8:.2f}\"/>\n  </edge>\n",
                     sumo.segments[SegmentId{s}], sumo.stations[segment.from], sumo.stations[segment.to], segment.max_speed.value, length, ax + sumo.platform.value, ay, bx, by));
  }
  for (std::size_t s = 0; s < network.stations.size(); ++s) {
    const std::string& id = sumo.stations[StationId{s}];
    const std::pair<double, double> drawn = drawn_at(network, StationId{s});
    std::string coming;
    for (std::size_t k = 0; k < network.segments.size(); ++k)
      if (network.segments[SegmentId{k}].to == StationId{s}) coming += (coming.empty() ? "" : " ") + sumo.segments[SegmentId{k}] + "_0";
    const auto junction = [&](const char* end, double at, const std::string& lanes) {
      sink(fmt::format("  <junction id=\"{0}.{1}\" type=\"unregulated\" x=\"{2:.2f}\" y=\"{3:.2f}\" incLanes=\"{4}\" intLanes=\"\" shape=\"{2:.2f},{5:.2f} {2:.2f},{3:.2f}\"/>\n", id, end, at, drawn.second,
                       lanes, drawn.second + 8.0));
    };
    junction("in", drawn.first, coming);
    junction("out", drawn.first + sumo.platform.value, id + "_0 " + id + "_1");
  }
  for (const SumoConnection& c : sumo.connections)
    sink(fmt::format("  <connection from=\"{}\" to=\"{}\" fromLane=\"{}\" toLane=\"{}\" dir=\"s\" state=\"M\"/>\n", c.from, c.to, c.from_lane, c.to_lane));
  sink("</net>\n");
}

/// Seconds that one more person takes to board, when the doors share the crowd evenly: SUMO's people board one by one.
double boarding_duration(const DwellModel& model, const TrainType& type) {
  constexpr std::uint16_t at_each_door = 10;
  const auto doors = static_cast<std::uint32_t>(std::max(1, type.doors_per_side));
  const std::vector<std::uint16_t> none(doors, 0), some(doors, at_each_door);
  Exchange exchange{none, none, 0, 0, 0, 0, static_cast<std::uint32_t>(type.seats), doors, 0.0, type.door_width.value};
  const double empty = needed_dwell(model, exchange, 1.0);
  exchange.boarding = some;
  exchange.boarders = doors * at_each_door;
  return std::max(0.0, (needed_dwell(model, exchange, 1.0) - empty) / exchange.boarders);
}

void write_stops(const PerformedDay& day, const Sink& sink) {
  const SumoDay sumo = sumo_day(day);
  const PlanInput& in = day.plan.input;
  sink("<additional>\n");
  for (std::size_t t = 0; t < in.types.size(); ++t) {
    const TrainType& type = in.types[TrainTypeId{t}];
    sink(fmt::format("  <vType id=\"{}\" vClass=\"rail\" length=\"{:.2f}\" maxSpeed=\"{:.3f}\" accel=\"{:.3f}\" decel=\"{:.3f}\" sigma=\"0\" speedFactor=\"1\" speedDev=\"0\" minGap=\"5\" "
                     "personCapacity=\"{}\" boardingDuration=\"{:.4f}\"/>\n",
                     sumo.types[TrainTypeId{t}], type.length.value, type.max_speed.value, type.accelerate.value, type.brake.value, type.capacity(in.full_at), boarding_duration(in.dwell, type)));
  }
  for (std::size_t s = 0; s < in.network.stations.size(); ++s)
    for (int lane = 0; lane < 2; ++lane)
      sink(fmt::format("  <trainStop id=\"{0}.{1}\" name=\"{2}\" lane=\"{0}_{3}\" startPos=\"5\" endPos=\"{4:.2f}\" personCapacity=\"1000000\" parkingLength=\"{5:.0f}\"/>\n", sumo.stations[StationId{s}],
                       lane == 0 ? "up" : "down", xml_text(in.network.stations[StationId{s}].name), lane, sumo.stop_ends(),
                       trains_that_park * sumo.platform.value));
  sink("</additional>\n");
}

/// Trains stand beside the line (parking), so that as many may stand at a station as the scenario has tracks, and one may
/// overtake another there.
void write_trains(const PerformedDay& day, const Sink& sink) {
  const SumoDay sumo = sumo_day(day);
  const std::int64_t least = in_milliseconds(day.plan.input.minimum_dwell);
  sink("<routes>\n");
  for (const SumoTrain& train : sumo.trains) {
    std::string edges;
    for (const std::string& edge : train.edges) edges += (edges.empty() ? "" : " ") + edge;
    sink(fmt::format("  <vehicle id=\"{}\" type=\"{}\" line=\"{}\" depart=\"{}\" departPos=\"stop\" departLane=\"{}\" departSpeed=\"0\">\n    <route edges=\"{}\"/>\n", train.id, sumo.types[train.type],
                     train.line, in_seconds(train_enters(train)), train.stops.front().lane, edges));
    for (const SumoStop& stop : train.stops) {
      const bool last = &stop == &train.stops.back();
      sink(fmt::format("    <stop trainStop=\"{}.{}\" parking=\"true\" duration=\"{}\"{}/>\n", sumo.stations[stop.station], stop.lane == 0 ? "up" : "down",
                       in_seconds(last ? 10'000 : std::min(least, stop.departed - stop.arrived)), last ? std::string() : " until=\"" + in_seconds(stop.departed) + "\""));
    }
    sink("  </vehicle>\n");
  }
  sink("</routes>\n");
}

/// Everybody who rode, in order of coming; who changes is on the platform of his next train when czt has him there.
void write_persons(const PerformedDay& day, const Sink& sink) {
  const SumoDay sumo = sumo_day(day);
  const Plan& plan = day.plan;
  const PassengerColumns& rows = day.world.passengers;
  std::vector<std::uint32_t> order;
  for (std::uint32_t row = 0; row < day.world.base_rows; ++row) order.push_back(row);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return rows.came[a] < rows.came[b]; });
  const std::vector<std::uint32_t> changes = changes_of(day.world);
  const auto station = [&](std::uint32_t point) { return plan.points[PointId{point}].station; };
  PlainIds plain;
  sink("<routes>\n");
  for (const std::uint32_t row : order) {
    const RiddenStages stages = ridden_stages(day.world, changes, row);
    if (stages.rows.empty()) continue;
    const std::uint32_t person = rows.person[row];
    sink(fmt::format("  <person id=\"{}\" depart=\"{}\" departPos=\"{:.2f}\">", xml_text(plain(traveller_name(plan, day.world.persons.stream[person], day.world.persons.number[person]))),
                     in_seconds(std::max(0, rows.came[row])), sumo.people_at()));
    for (const std::uint32_t stage : stages.rows) {
      const StationId from = station(rows.boarded[stage]), to = station(rows.alighted[stage]);
      if (stage != row)
        sink(fmt::format("<stop lane=\"{}_0\" endPos=\"{:.2f}\" duration=\"0\" until=\"{}\"/>", sumo.stations[from], sumo.people_at(), in_seconds(rows.came[stage])));
      std::string lines;
      if (const auto found = sumo.lines.find({from.value, to.value}); found != sumo.lines.end())
        for (const std::string& line : found->second) lines += (lines.empty() ? "" : " ") + line;
      sink(fmt::format("<ride {}to=\"{}\" lines=\"{}\"/>", stage == row ? "from=\"" + sumo.stations[from] + "\" " : std::string(), sumo.stations[to], lines));
    }
    sink("</person>\n");
  }
  sink("</routes>\n");
}

void write_configuration(const PerformedDay& day, const Sink& sink) {
  const SumoDay sumo = sumo_day(day);
  std::int64_t first = sumo.trains.empty() ? 0 : train_enters(sumo.trains.front());
  std::int64_t last = 0;
  for (const SumoTrain& train : sumo.trains) last = std::max(last, train.stops.back().arrived);
  for (const std::int32_t came : day.world.passengers.came) first = std::min<std::int64_t>(first, std::max(0, came));
  sink("<configuration>\n  <input>\n    <net-file value=\"line.net.xml\"/>\n    <additional-files value=\"stops.add.xml\"/>\n    <route-files value=\"trains.rou.xml,persons.rou.xml\"/>\n  </input>\n");
  sink("  <output>\n    <stop-output value=\"stops.xml\"/>\n    <tripinfo-output value=\"trips.xml\"/>\n    <tripinfo-output.write-unfinished value=\"true\"/>\n  </output>\n");
  sink(fmt::format("  <time>\n    <begin value=\"{}\"/>\n    <end value=\"{}\"/>\n  </time>\n", first / 1000, last / 1000 + 3600));
  // Where lanes meet nobody gives way: czt has let the trains go so that they need not.
  sink("  <processing>\n    <collision.action value=\"none\"/>\n    <time-to-teleport value=\"-1\"/>\n    <pedestrian.model value=\"nonInteracting\"/>\n  </processing>\n");
  sink("  <report>\n    <no-step-log value=\"true\"/>\n    <duration-log.disable value=\"true\"/>\n  </report>\n</configuration>\n");
}

void write_boardings(const PerformedDay& day, const Sink& sink) {
  const SumoDay sumo = sumo_day(day);
  for (const SumoTrain& train : sumo.trains)
    for (const SumoStop& stop : train.stops)
      sink(fmt::format("{},{}.{},{},{},{},{},{}\n", csv_field(train.id), csv_field(sumo.stations[stop.station]), stop.lane == 0 ? "up" : "down",
                       csv_field(day.plan.input.network.stations[stop.station].name), in_seconds(stop.arrived), in_seconds(stop.departed), stop.boarded, stop.alighted));
}

void write_readme(const PerformedDay& day, const Sink& sink) { sink(sumo_readme(day, sumo_day(day))); }

constexpr DayTable of_sumo[] = {
    {"line.net.xml", xml_head, write_network},
    {"stops.add.xml", xml_head, write_stops},
    {"trains.rou.xml", xml_head, write_trains},
    {"persons.rou.xml", xml_head, write_persons},
    {"day.sumocfg", xml_head, write_configuration},
    {"boardings.csv", "train,stop,station,arrived,departed,boarded,alighted", write_boardings},
    {"README.md", "# One simulated day for Eclipse SUMO\n", write_readme},
};

}  // namespace

std::span<const DayTable> sumo_files() { return of_sumo; }

}  // namespace czt
