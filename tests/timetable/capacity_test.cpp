#include "czt/timetable/capacity.hpp"

#include "czt/network/conflicting_routes.hpp"
#include "czt/timetable/node_capacity.hpp"
#include "support/catch.hpp"
#include "timetable/service.hpp"

using namespace czt;

namespace {

const StationId A{0}, B{1}, C{2};
const SeparationRules rules{Duration{}, Duration{}, Duration{}};

/// `count` trains A–B, each so long after the one before.
Trips regular(const Network& line, SimTime first, Duration every, int count) {
  std::vector<SimTime> departures;
  for (int k = 0; k < count; ++k) departures.push_back(first + k * every);
  return trips_of(expand(calling_at({A, B}, departures), line, one_type()));
}

}  // namespace

TEST_CASE("a train every 10.3 min at a headway of 180 s takes 29.1 % of the track (MODELS 2.4)", "[timetable][capacity]") {
  const Network line = *straight_line(2).build();
  const auto types = one_type();
  const Trips trips = regular(line, at("06:00"), seconds(618), 60);
  const Compression compression(trips, line, types, rules);
  REQUIRE(compression.name(0) == "A–B");
  const WindowUse use = compression.use(0, at("06:00"), at("06:00") + 10 * seconds(618));
  CHECK(use.trains == 10);
  CHECK(near(use.share, 180.0 / 618.0));
  CHECK(std::fabs(use.share - 0.291) < 0.0005);
  CHECK(use.least_headway == seconds(180));
}

TEST_CASE("trains of different speed take the more the more they alternate", "[timetable][capacity]") {
  const Network line = *straight_line(2).build();
  const auto types = one_type();
  // 4 min and 8 min over the segment, headway 3 min at both ends. A slow one before a fast one keeps it off 3 + 4 min.
  const auto consumed = [&](const std::vector<int>& runs) {
    Trips trips;
    for (std::size_t k = 0; k < runs.size(); ++k)
      trips.push_back(hop("t" + std::to_string(k), 0, 1, at("06:00") + static_cast<int>(k) * minutes(15), minutes(runs[k])));
    return Compression(trips, line, types, rules).use(0, at("06:00"), at("07:00")).share;
  };
  CHECK(near(consumed({4, 4, 4, 4}), 12.0 / 60.0));
  CHECK(near(consumed({4, 8, 4, 8}), (3 + 7 + 3 + 7) / 60.0));  // the last before the first again
  CHECK(near(consumed({4, 4, 8, 8}), (3 + 3 + 3 + 7) / 60.0));
}

TEST_CASE("on single track every change of direction costs a run", "[timetable][capacity]") {
  Network line = *straight_line(2).build();
  REQUIRE(!lay_single_track(line, A, B, {}, seconds(60)));
  const auto types = one_type();
  Trips trips;
  trips.push_back(hop("D1", 0, 1, at("06:00"), minutes(9)));
  trips.push_back(hop("U2", 1, 0, at("06:20"), minutes(9)));
  const Compression compression(trips, line, types, rules);
  CHECK(compression.sections() == 1);
  CHECK(near(compression.use(0, at("06:00"), at("07:00")).share, 20.0 / 60.0));
  trips.push_back(hop("U4", 1, 0, at("06:40"), minutes(9)));
  CHECK(near(Compression(trips, line, types, rules).use(0, at("06:00"), at("07:00")).share, (10 + 3 + 10) / 60.0));
}

TEST_CASE("the bottleneck is named with its hour", "[timetable][capacity]") {
  const Network line = *straight_line(3).build();
  const auto types = one_type();
  Trips trips = regular(line, at("06:00"), minutes(10), 6);
  append(trips, expand(calling_at({B, C}, {at("07:00"), at("07:04"), at("07:08"), at("07:12"), at("07:16"), at("07:20"), at("07:24")}),
                       line, types));
  const auto sections = capacity_consumed(trips, line, types, rules);
  REQUIRE(sections.size() == 5);  // two segments, and the platforms of three stations
  CHECK(sections[0].name == "A–B");
  CHECK(sections[1].kind == SectionUse::Kind::segment);
  CHECK(sections[2].kind == SectionUse::Kind::platforms);
  CHECK(near(sections[0].peak.share, 6 * 3.0 / 60.0));
  CHECK(near(sections[0].day.share, 6 * 3.0 / 120.0));
  const SectionUse* tightest = bottleneck(sections);
  REQUIRE(tightest != nullptr);
  CHECK(tightest->name == "B–C");
  CHECK(tightest->peak_hour == 7);
  CHECK(near(tightest->peak.share, 7 * 3.0 / 60.0));
  CHECK(bottleneck({}) == nullptr);
}

TEST_CASE("a junction is taken by movements whose ways conflict, and shared by those whose ways do not", "[timetable][capacity][junction]") {
  // Muyun is station 2, with arms to 3 and 5. By turns a train from 3 and a train to 5, two each, 150 s over the junction.
  const auto consumed = [](std::optional<StationId> crosses) {
    Network line = *three_cities().build();
    REQUIRE(!lay_junction(line, "Muyun south", StationId{2}, {StationId{3}, StationId{5}}, crosses, seconds(150)));
    Trips trips;
    append(trips, expand(calling_at({StationId{3}, StationId{2}, StationId{1}}, {at("06:00"), at("06:20")}), line, one_type()));
    append(trips, expand(calling_at({StationId{1}, StationId{2}, StationId{5}}, {at("06:10"), at("06:30")}), line, one_type()));
    const WindowUse use = JunctionCompression(trips, line).use(0, at("06:00"), at("07:00"));
    CHECK(use.trains == 8);  // movements: each comes and goes on
    return use.share;
  };
  // Without crossing: the second from 3 follows the first after 150 s, and beside each goes a train to 5.
  CHECK(near(consumed({}), 300.0 / 3600.0));
  // Trains to 5 cross the way of those from 3: 0 from 3, 150 to 5, 300 from 3, 450 to 5, 600 again.
  CHECK(near(consumed(StationId{5}), 600.0 / 3600.0));
}

TEST_CASE("trains that come to a junction from both sides are let in one by one", "[timetable][capacity][junction]") {
  Network line = *three_cities().build();
  REQUIRE(!lay_junction(line, "Muyun south", StationId{2}, {StationId{3}, StationId{5}}, {}, seconds(150)));
  Trips trips;
  append(trips, expand(calling_at({StationId{3}, StationId{2}}, {at("06:00"), at("06:20")}), line, one_type()));
  append(trips, expand(calling_at({StationId{5}, StationId{2}}, {at("06:10")}), line, one_type()));
  const WindowUse use = JunctionCompression(trips, line).use(0, at("06:00"), at("07:00"));
  CHECK(near(use.share, 450.0 / 3600.0));  // from 3, from 5, from 3, each 150 s after the one before
  CHECK(use.least_headway == seconds(150));
  CHECK(JunctionCompression(trips, line).use(0, at("08:00"), at("09:00")).trains == 0);
}

TEST_CASE("platform tracks are taken while a train stands and until the next may come, each by its share", "[timetable][capacity]") {
  const SeparationRules stands{seconds(60), minutes(5), minutes(3)};
  const auto consumed = [&](int tracks, StationId station, std::string_view from) {
    const Network line = *straight_line(3, tracks).build();
    std::vector<SimTime> departures;
    for (int k = 0; k < 6; ++k) departures.push_back(at("06:00") + k * minutes(10));
    const Trips trips = trips_of(expand(calling_at({A, B, C}, departures), line, one_type()));
    const WindowUse use = PlatformCompression(trips, line, stands).use(station, Direction::down, at(from), at(from) + minutes(60));
    CHECK(use.trains == 6);
    return use.share;
  };
  CHECK(near(consumed(1, A, "05:55"), 6 * (300.0 + 60.0) / 3600.0));  // opens before its departure
  CHECK(near(consumed(1, B, "06:00"), 6 * (60.0 + 60.0) / 3600.0));   // dwell
  CHECK(near(consumed(2, B, "06:00"), 3 * (60.0 + 60.0) / 3600.0));
  CHECK(near(consumed(1, C, "06:00"), 6 * (180.0 + 60.0) / 3600.0));  // clears after its arrival
  const Network line = *straight_line(3, 1).build();
  const Trips trips = trips_of(expand(calling_at({A, B, C}, {at("06:00")}), line, one_type()));
  CHECK(PlatformCompression(trips, line, stands).use(B, Direction::up, at("06:00"), at("07:00")).trains == 0);
}

TEST_CASE("with blocking times each pair of trains has its own interval", "[timetable][capacity]") {
  Network line = *straight_line(2).build();
  const auto types = one_type();
  SeparationRules blocking = rules;
  blocking.blocking = BlockingRules{};
  const Trips trips = regular(line, at("06:00"), minutes(10), 6);
  const LineRun run(line.segments[*line.between(A, B)], types[TrainTypeId{0}], true, true);
  const double apart = least_headway(run, run, *blocking.blocking);
  const WindowUse use = Compression(trips, line, types, blocking).use(0, at("06:00"), at("07:00"));
  CHECK(std::fabs(use.share - 6.0 * apart / 3600.0) < 1e-6);
}
