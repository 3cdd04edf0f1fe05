#include "czt/exchange/matsim.hpp"

#include "czt/model/simulation.hpp"
#include "feed.hpp"

using namespace czt;

namespace {

constexpr const char* schedule = R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE transitSchedule SYSTEM "http://www.matsim.org/files/dtd/transitSchedule_v2.dtd">
<transitSchedule>
  <transitStops>
    <stopFacility id="a" x="0" y="0" name="Alpha"/><stopFacility id="b1" x="6000" y="0" name="Beta"/>
    <stopFacility id="b2" x="6000" y="10" name="Beta"/><stopFacility id="c" x="6000" y="8000" name="Gamma"/>
  </transitStops>
  <transitLine id="L" name="The line">
    <transitRoute id="down"><transportMode>rail</transportMode>
      <routeProfile>
        <stop refId="a" departureOffset="00:00:00"/>
        <stop refId="b1" arrivalOffset="00:06:00" departureOffset="00:07:00" awaitDeparture="true"/>
        <stop refId="c" arrivalOffset="00:15:30"/>
      </routeProfile>
      <departures><departure id="1" departureTime="07:00:00" vehicleRefId="v1"/><departure id="3" departureTime="25:10:00"/></departures>
    </transitRoute>
    <transitRoute id="up"><transportMode>rail</transportMode>
      <routeProfile><stop refId="c" departureOffset="00:00:00"/><stop refId="b2" arrivalOffset="00:08:30" departureOffset="00:09:00"/><stop refId="a" arrivalOffset="00:15:00"/></routeProfile>
      <departures><departure id="2" departureTime="08:00" vehicleRefId="v1"/></departures>
    </transitRoute>
  </transitLine>
  <transitLine id="B"><transitRoute id="bus"><transportMode>bus</transportMode><routeProfile><stop refId="a" departureOffset="0"/><stop refId="c" arrivalOffset="1500"/></routeProfile>
    <departures><departure id="1" departureTime="07:00:00"/></departures></transitRoute></transitLine>
</transitSchedule>
)";

constexpr const char* vehicles = R"(<vehicleDefinitions xmlns="http://www.matsim.org/files/dtd">
  <vehicleType id="long"><capacity seats="300" standingRoomInPersons="150"/><length meter="120"/></vehicleType>
  <vehicleType id="old"><capacity><seats persons="70"/><standingRoom persons="30"/></capacity></vehicleType>
  <vehicle id="v1" type="long"/>
</vehicleDefinitions>
)";

struct ImportedSchedule {
  Findings findings;
  std::optional<WrittenLine> line;
  std::string errors;
  explicit ImportedSchedule(const std::string& text, const char* stock = nullptr, std::vector<std::string> lines = {})
      : line(read_matsim({{"s.xml", text}, stock ? std::optional(SourceText{"v.xml", stock}) : std::nullopt, {}, std::move(lines)}, findings)), errors(errors_text(findings.errors())) {}
};

/// The files of a day, by name.
std::map<std::string, std::string> exported(const Compiled& compiled) {
  World world;
  simulate(compiled.plan, 1, 0, world);
  const PerformedDay day{compiled.plan, world, "small", Date(2026, 5, 25), 1, 0};
  std::map<std::string, std::string> files;
  for (const DayTable& file : matsim_files()) {
    std::string& text = files[std::string(file.file)] = std::string(file.header) + "\n";
    file.write(day, [&](std::string_view piece) { text += piece; });
  }
  return files;
}

}  // namespace

TEST_CASE("a MATSim schedule is a line: offsets added to departures, stops of one name a station, the railway alone", "[exchange][matsim]") {
  ImportedSchedule read(schedule, vehicles);
  CHECK(read.errors == "");
  REQUIRE(read.line);
  CHECK(trips_text(*read.line) ==
        "1 07:00:00 Alpha 07:06:00-07:07:00 Beta 07:15:30 Gamma\n2 08:00:00 Gamma 08:08:30-08:09:00 Beta 08:15:00 Alpha\n3 25:10:00 Alpha 25:16:00-25:17:00 Beta 25:25:30 Gamma\n");
  CHECK(read.line->leg_km.at({0, 1}) == 6.0);
  CHECK(read.line->trips[0].trainset == "v1");
  CHECK(read.findings.counted("routes of other modes") == 1);
  const Compiled compiled = compiled_scenario(*read.line, read.findings);
  CHECK(compiled.plan.input.types[TrainTypeId{}].capacity(compiled.plan.input.full_at) == 450);
  CHECK(compiled.plan.input.types[TrainTypeId{}].length.value == 120.0);
  // Version 1 of the vehicles has its numbers in elements; a line may be asked for.
  ImportedSchedule other(schedule, with(vehicles, "id=\"v1\" type=\"long\"", "id=\"v1\" type=\"old\"").c_str());
  CHECK(other.line->vehicles.at(0).seats == 70);
  CHECK(other.line->vehicles.at(0).standing == 30);
  CHECK(trips_text(*ImportedSchedule(schedule, nullptr, {"B"}).line) == "1 07:00:00 Alpha 07:25:00 Gamma\n");
}

TEST_CASE("a line goes to MATSim and comes back with the same trains, times, stops, kilometres and room", "[exchange][matsim]") {
  ImportedSchedule read(schedule, vehicles);
  const Compiled compiled = compiled_scenario(*read.line, read.findings);
  const auto files = exported(compiled);
  Findings findings;
  const auto back = read_matsim({{"s.xml", files.at("transitSchedule.xml")}, SourceText{"v.xml", files.at("transitVehicles.xml")}, SourceText{"n.xml", files.at("network.xml")}, {}}, findings);
  INFO(errors_text(findings.errors()));
  REQUIRE(back);
  CHECK(trips_text(*back) == trips_text(*read.line));
  CHECK(back->vehicles.at(0).name == "long");
  CHECK(back->vehicles.at(0).seats == 300);
  CHECK(back->vehicles.at(0).standing == 150);
  const Compiled again = compiled_scenario(*back, findings);
  const Network &one = compiled.plan.input.network, &two = again.plan.input.network;
  REQUIRE(two.stations.size() == 3);
  for (std::size_t s = 0; s < 3; ++s) {
    const StationId there = *two.find(one.stations[StationId{s}].name);
    CHECK(two.distance(*two.find("Alpha"), there).value == Approx(one.distance(*one.find("Alpha"), StationId{s}).value).margin(1.0));
  }
  const auto files_again = exported(again);
  CHECK(files_again.at("transitVehicles.xml") == files.at("transitVehicles.xml"));
  CHECK(files.at("population.xml").find("<leg mode=\"pt\"/>") != std::string::npos);
}

TEST_CASE("every trip of a MATSim schedule has the type of its vehicle: room, length, doors by how quickly people board", "[exchange][matsim]") {
  const std::string text = with(with(with(schedule, "departureTime=\"25:10:00\"", "departureTime=\"25:10:00\" vehicleRefId=\"v2\""), "id=\"2\" departureTime=\"08:00\" vehicleRefId=\"v1\"", "id=\"2\" departureTime=\"08:00\""),
                                "<departure id=\"1\" departureTime=\"07:00:00\" vehicleRefId=\"v1\"/>", "<departure id=\"1\" departureTime=\"07:00:00\" vehicleRefId=\"v1\"/><departure id=\"5\" departureTime=\"09:00:00\" vehicleRefId=\"v3\"/>");
  constexpr const char* stock = R"(<vehicleDefinitions xmlns="http://www.matsim.org/files/dtd">
  <vehicleType id="short"><attributes><attribute name="accessTimeInSecondsPerPerson" class="java.lang.Double">0.25</attribute></attributes>
    <capacity seats="100" standingRoomInPersons="50"/><length meter="50"/></vehicleType>
  <vehicleType id="long"><capacity seats="300" standingRoomInPersons="150"/><length meter="200"/><accessTime secondsPerPerson="1.0"/></vehicleType>
  <vehicleType id="spare"><capacity seats="1"/></vehicleType>
  <vehicleType id="long too"><capacity seats="300" standingRoomInPersons="150"/><length meter="200"/></vehicleType>
  <vehicle id="v1" type="long"/><vehicle id="v2" type="short"/><vehicle id="v3" type="long too"/><vehicle id="v4" type="spare"/>
</vehicleDefinitions>
)";
  ImportedSchedule read(text, stock);
  CHECK(read.errors == "");
  REQUIRE(read.line);
  const Compiled compiled = compiled_scenario(*read.line, read.findings);
  const PlanInput& in = compiled.plan.input;
  std::map<std::string, std::string> type_of;
  for (const Trip& trip : in.trips) type_of[trip.number] = in.types[trip.type].name;
  CHECK(type_of == std::map<std::string, std::string>{{"1", "long"}, {"2", "long"}, {"3", "short"}, {"5", "long"}});
  REQUIRE(in.types.size() == 2);
  const TrainType &first = in.types[TrainTypeId{0u}], &second = in.types[TrainTypeId{1u}];
  CHECK(first.seats == 300);
  CHECK(first.cars == 8);  // twice as long as the usual train of 4 cars and 8 doors
  CHECK(first.doors_per_side == 16);  // a second a person is what stands there when nobody knows
  CHECK(second.seats == 100);
  CHECK(second.capacity(in.full_at) == 150);
  CHECK(second.doors_per_side == 5);  // 1.15 s through one door, 0.25 s through all
  CHECK(second.length.value == 50.0);
  const std::string said = on_one_line(as_text(read.findings, 3));
  CHECK(said.find("long, 300 seats and room for 150 to stand (3 trips); short, 100 seats") != std::string::npos);
  CHECK(said.find("1 trips whose train is not said run with long") != std::string::npos);
  CHECK(said.find("1 types of vehicle as another that differs in its name alone") != std::string::npos);
  // What MATSim writes where nothing is known is no length: the usual train of 4 cars.
  ImportedSchedule unknown(text, with(stock, "<length meter=\"200\"/><accessTime", "<length meter=\"7.5\"/><accessTime").c_str());
  REQUIRE(unknown.line);
  CHECK(compiled_scenario(*unknown.line, unknown.findings).plan.input.types.size() == 3);
  CHECK(!unknown.line->vehicles.at(0).length);
}

TEST_CASE("trains without seats have riders who stand, and trains for nobody give a valid scenario", "[exchange][matsim]") {
  const auto people = [&](const char* capacity) {
    ImportedSchedule read(schedule, (std::string("<vehicleDefinitions><vehicleType id=\"t\"><capacity ") + capacity + "/></vehicleType><vehicle id=\"v1\" type=\"t\"/></vehicleDefinitions>").c_str());
    REQUIRE(read.line);
    const Compiled compiled = compiled_scenario(*read.line, read.findings);
    World world;
    simulate(compiled.plan, 1, 0, world);
    return world.base_rows;
  };
  CHECK(people("seats=\"0\" standingRoomInPersons=\"400\"") > 50);
  CHECK(people("seats=\"0\"") < 5);
}

TEST_CASE("departures that repeat with another type of train are a pattern of their own", "[exchange][matsim][patterns]") {
  std::string departures, stock = "<vehicleDefinitions><vehicleType id=\"long\"><capacity seats=\"300\"/></vehicleType><vehicleType id=\"short\"><capacity seats=\"100\"/></vehicleType>";
  for (int k = 0; k < 7; ++k) {
    const std::string number = std::to_string(11 + 2 * k);
    departures += "<departure id=\"" + number + "\" departureTime=\"0" + std::to_string(1 + k) + ":00:00\" vehicleRefId=\"w" + number + "\"/>";
    stock += "<vehicle id=\"w" + number + "\" type=\"" + (k < 4 ? "long" : "short") + "\"/>";
  }
  ImportedSchedule read(with(schedule, "<departure id=\"1\" departureTime=\"07:00:00\" vehicleRefId=\"v1\"/><departure id=\"3\" departureTime=\"25:10:00\"/>", departures), (stock + "</vehicleDefinitions>").c_str());
  REQUIRE(read.line);
  const Compiled compiled = compiled_scenario(*read.line, read.findings);
  CHECK(on_one_line(as_text(read.findings, 3)).find("2 patterns: 7 trips that repeat evenly") != std::string::npos);
  std::map<std::string, int> seats;
  for (const Trip& trip : compiled.plan.input.trips) seats[trip.number] = compiled.plan.input.types[trip.type].seats;
  CHECK(seats == std::map<std::string, int>{{"11", 300}, {"13", 300}, {"15", 300}, {"17", 300}, {"19", 100}, {"21", 100}, {"23", 100}, {"2", 300}});
}

TEST_CASE("departures that repeat may give up their ids, and it is said how many could", "[exchange][matsim][patterns]") {
  ImportedSchedule read(with(schedule, "<departure id=\"1\" departureTime=\"07:00:00\" vehicleRefId=\"v1\"/>",
                             "<departure id=\"x9\" departureTime=\"06:00:00\"/><departure id=\"b2\" departureTime=\"06:20:00\"/><departure id=\"k\" departureTime=\"06:40:00\"/><departure id=\"a4\" departureTime=\"07:00:00\"/>"));
  REQUIRE(read.line);
  compiled_scenario(*read.line, read.findings);
  CHECK(on_one_line(as_text(read.findings, 3)).find("4 trips one by one that repeat evenly, but whose ids do not go on (--patterns gives them up)") != std::string::npos);
  Findings findings;
  give_up_numbers(*read.line, findings);
  CHECK(compiled_scenario(*read.line, findings).plan.input.trips.size() == 6);
  CHECK(on_one_line(as_text(findings, 3)).find("1 pattern: 4 trips that repeat evenly") != std::string::npos);
}

TEST_CASE("what a MATSim schedule has wrong is said with its line and element", "[exchange][matsim]") {
  CHECK(ImportedSchedule(with(schedule, "refId=\"b1\"", "refId=\"b9\"")).errors == "s.xml:12 stop refId: no stop is called 'b9'\n");
  CHECK(ImportedSchedule(with(schedule, "\"00:06:00\"", "\"six\"")).errors == "s.xml:12 stop arrivalOffset: 'six' is no time, such as 00:07:30\n");
  CHECK(ImportedSchedule(with(schedule, "\"07:00:00\"", "\"\"")).errors == "s.xml:15 departure 1 departureTime: '' is no time, such as 06:30:00\n");
  CHECK(ImportedSchedule(schedule, nullptr, {"X"}).errors == "s.xml transitLine: no line is called 'X'\n");
  CHECK(ImportedSchedule("<network/>").errors == "s.xml:1: the file is no <transitSchedule>, but <network>\n");
  CHECK(ImportedSchedule(schedule, "<vehicleDefinitions><vehicleType id=\"t\"/><vehicle id=\"v1\" type=\"t\"/></vehicleDefinitions>").errors ==
        "v.xml:1 vehicleType t seats: the type has no seats that can be read\n");
}

TEST_CASE("a route of mode pt runs with the railway of its line, both sides of a nameless stop are one station, one name far away is two", "[exchange][matsim]") {
  const std::string mixed = with(with(schedule, "id=\"up\"><transportMode>rail", "id=\"up\"><transportMode>pt"), "id=\"bus\"><transportMode>bus", "id=\"bus\"><transportMode>pt");
  ImportedSchedule both(mixed);
  REQUIRE(both.line);
  CHECK(both.line->trips.size() == 3);
  CHECK(both.findings.counted("routes of other modes") == 1);
  ImportedSchedule nameless(with(with(schedule, " name=\"Beta\"", ""), " name=\"Beta\"", ""));
  REQUIRE(nameless.line);
  CHECK(nameless.line->stations.size() == 3);
  CHECK(nameless.line->stations[1].name == "b1");
  ImportedSchedule far(with(schedule, "y=\"10\" name=\"Beta\"", "y=\"4000\" name=\"Beta\""));
  REQUIRE(far.line);
  CHECK(far.line->stations.size() == 4);
}
