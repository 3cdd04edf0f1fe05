#include "czt/exchange/railml.hpp"

#include "feed.hpp"

using namespace czt;

namespace {

/// Hill, Mill and Town on one track; 101 down on weekdays of the first week of June 2026, 102 back over midnight on all days.
constexpr const char* two_trains = R"(<?xml version="1.0" encoding="UTF-8"?>
<railml xmlns="https://www.railml.org/schemas/2018" version="2.4">
  <infrastructure id="i">
    <tracks><track id="t"><trackTopology>
      <trackBegin id="b" pos="0" absPos="1000"><macroscopicNode ocpRef="hill"/></trackBegin>
      <trackEnd id="e" pos="21000" absPos="22000"><macroscopicNode ocpRef="town"/></trackEnd>
      <crossSections><crossSection id="c" pos="9000" absPos="10000" ocpRef="mill"/></crossSections>
    </trackTopology></track></tracks>
    <operationControlPoints>
      <ocp id="hill" name="Hill"><geoCoord coord="47.25 9.60"/></ocp>
      <ocp id="mill" name="Mill"/><ocp id="town" name="Town"/><ocp id="yard" code="YD"/>
    </operationControlPoints>
  </infrastructure>
  <rollingstock id="r">
    <vehicles><vehicle id="v" length="50"><wagon><passenger><places category="class2" count="120"/><places category="standing" count="80"/></passenger></wagon></vehicle></vehicles>
    <formations><formation id="f" name="double"><trainOrder><vehicleRef vehicleRef="v" vehicleCount="2"/></trainOrder></formation></formations>
  </rollingstock>
  <timetable id="y">
    <timetablePeriods><timetablePeriod id="tp" startDate="2026-06-01" endDate="2026-06-07"/></timetablePeriods>
    <operatingPeriods>
      <operatingPeriod id="weekdays" timetablePeriodRef="tp" bitMask="1111100"/>
      <operatingPeriod id="days" timetablePeriodRef="tp"><operatingDay operatingCode="1111111"/><specialService type="exclude" singleDate="2026-06-02"/></operatingPeriod>
    </operatingPeriods>
    <trainParts>
      <trainPart id="p1" line="L"><formationTT formationRef="f"/><operatingPeriodRef ref="weekdays"/><ocpsTT>
        <ocpTT ocpRef="hill" ocpType="stop" sequence="1"><times scope="actual" departure="07:09:00"/><times scope="scheduled" departure="07:00:00"/></ocpTT>
        <ocpTT ocpRef="mill" ocpType="stop" sequence="2"><times scope="published" arrival="07:11:00" departure="07:12:30"/></ocpTT>
      </ocpsTT></trainPart>
      <trainPart id="p2" line="L"><formationTT formationRef="f"/><operatingPeriodRef ref="weekdays"/><ocpsTT>
        <ocpTT ocpRef="town" ocpType="stop" sequence="3"><times scope="scheduled" arrival="07:25:00"/></ocpTT>
        <ocpTT ocpRef="mill" ocpType="stop" sequence="1"><times scope="scheduled" arrival="07:11:00" departure="07:13:00"/></ocpTT>
        <ocpTT ocpRef="yard" ocpType="pass" sequence="2"><times scope="scheduled" departure="07:20:00"/></ocpTT>
      </ocpsTT></trainPart>
      <trainPart id="p3" line="L"><formationTT formationRef="f"/><operatingPeriodRef ref="days"/><ocpsTT>
        <ocpTT ocpRef="town" ocpType="stop" sequence="1"><times scope="scheduled" departure="23:50:00"/></ocpTT>
        <ocpTT ocpRef="mill" ocpType="stop" sequence="2"><times scope="scheduled" arrival="00:04:00" arrivalDay="1" departure="00:05:00" departureDay="1"/></ocpTT>
        <ocpTT ocpRef="hill" ocpType="stop" sequence="3"><times scope="scheduled" arrival="00:17:00" arrivalDay="1"/></ocpTT>
      </ocpsTT></trainPart>
    </trainParts>
    <trains>
      <train id="o" type="operational" trainNumber="9"><trainPartSequence sequence="1"><trainPartRef ref="p1"/></trainPartSequence></train>
      <train id="a" type="commercial" trainNumber="101">
        <trainPartSequence sequence="2"><trainPartRef ref="p2"/></trainPartSequence>
        <trainPartSequence sequence="1"><trainPartRef ref="p1"/></trainPartSequence>
      </train>
      <train id="b" type="commercial" trainNumber="102"><trainPartSequence sequence="1"><trainPartRef ref="p3"/></trainPartSequence></train>
    </trains>
    <rosterings><rostering id="ro"><blockParts><blockPart id="b1" trainPartRef="p1"/><blockPart id="b3" trainPartRef="p3"/></blockParts>
      <blocks><block id="block1"><blockPartSequence sequence="1"><blockPartRef ref="b1"/></blockPartSequence><blockPartSequence sequence="2"><blockPartRef ref="b3"/></blockPartSequence></block></blocks></rostering></rosterings>
  </timetable>
</railml>
)";

struct ImportedRailml {
  Findings findings;
  std::optional<WrittenLine> line;
  std::string errors;
  explicit ImportedRailml(const std::string& text, std::optional<Date> date = {}) : line(read_railml({"a/t.xml", text}, date, findings)), errors(errors_text(findings.errors())) {}
  [[nodiscard]] std::string said() const { return on_one_line(as_text(findings, 3)); }
};

}  // namespace

TEST_CASE("a railML timetable is a line: parts joined, sequences in order, scheduled times before others, midnight", "[exchange][railml]") {
  ImportedRailml file(two_trains);
  CHECK(file.errors == "");
  REQUIRE(file.line);
  CHECK(trips_text(*file.line) == "101 07:00:00 Hill 07:11:00-07:13:00 Mill 07:25:00 Town\n102 23:50:00 Town 24:04:00-24:05:00 Mill 24:17:00 Hill\n");
  CHECK(file.line->day == "Wednesday 2026-06-03");  // as busy as Monday, Thursday and Friday, and in the middle
  CHECK(file.line->leg_km.at({0, 1}) == 9.0);
  CHECK(file.line->leg_km.at({1, 2}) == 12.0);
  CHECK(file.line->stations[0].latitude == 47.25);
  CHECK(file.line->trips[0].trainset == "block1");
  CHECK(file.line->trips[1].trainset == "block1");
  CHECK(file.said().find("1 operational trains: the commercial ones are taken") != std::string::npos);
  const Compiled compiled = compiled_scenario(*file.line, file.findings);
  const TrainType& type = compiled.plan.input.types[TrainTypeId{}];
  CHECK(type.name == "double");
  CHECK(type.seats == 240);
  CHECK(type.capacity(compiled.plan.input.full_at) == 400);
  CHECK(type.length.value == 100.0);
}

TEST_CASE("trains of a railML file are of their formations, a block that changes its train is two sets", "[exchange][railml]") {
  const std::string text = with(with(two_trains, "</formations>", R"(<formation id="g" name="single"><trainOrder><vehicleRef vehicleRef="v"/></trainOrder></formation>
      <formation id="h" name="unknown"><trainOrder><vehicleRef vehicleRef="w"/></trainOrder></formation></formations>)"),
                                "<trainPart id=\"p3\" line=\"L\"><formationTT formationRef=\"f\"/>", "<trainPart id=\"p3\" line=\"L\"><formationTT formationRef=\"g\"/>");
  ImportedRailml file(text);
  REQUIRE(file.line);
  const Compiled compiled = compiled_scenario(*file.line, file.findings);
  const PlanInput& in = compiled.plan.input;
  std::map<std::string, int> seats_of;
  for (const Trip& trip : in.trips) seats_of[trip.number] = in.types[trip.type].seats;
  CHECK(seats_of == std::map<std::string, int>{{"101", 240}, {"102", 120}});
  CHECK(in.types[TrainTypeId{0u}].cars == 2);
  CHECK(in.circulation.sets() == 2);
  CHECK(file.said().find("1 trainsets that go on as another type of train") != std::string::npos);
  ImportedRailml unknown(with(text, "formationRef=\"g\"", "formationRef=\"h\""));
  REQUIRE(unknown.line);
  compiled_scenario(*unknown.line, unknown.findings);
  CHECK(unknown.said().find("1 trains of a formation whose seats the file does not say") != std::string::npos);
  CHECK(unknown.said().find("1 trips whose train is not said run with double") != std::string::npos);
}

TEST_CASE("an ocp without a name is called by its code, its designator or its id", "[exchange][railml]") {
  ImportedRailml file(with(with(two_trains, "<ocp id=\"mill\" name=\"Mill\"/>", "<ocp id=\"mill\"><designator register=\"DB640\" entry=\"MLL\"/></ocp>"), "<ocp id=\"town\" name=\"Town\"/>", "<ocp id=\"town\"/>"));
  REQUIRE(file.line);
  CHECK(file.line->stations[1].name == "MLL");
  CHECK(file.line->stations[2].name == "town");
  CHECK(file.line->stations[3].name == "YD");
}

TEST_CASE("trains of a railML file that repeat may give up their numbers", "[exchange][railml][patterns]") {
  std::string parts;
  for (const char* id : {"q9 09", "q2 10", "q5 11"}) {
    const std::string hour(id + 3);
    parts += "<trainPart id=\"" + std::string(id, 2) + "\" trainNumber=\"" + std::string(id + 1, 1) + "\"><operatingPeriodRef ref=\"weekdays\"/><ocpsTT><ocpTT ocpRef=\"hill\" ocpType=\"stop\"><times departure=\"" + hour +
             ":00:00\"/></ocpTT><ocpTT ocpRef=\"town\" ocpType=\"stop\"><times arrival=\"" + hour + ":30:00\"/></ocpTT></ocpsTT></trainPart>";
  }
  ImportedRailml file(with(with(with(two_trains, "<trains>", "<other>"), "</trains>", "</other>"), "</trainParts>", parts + "</trainParts>"));
  REQUIRE(file.line);
  CHECK(file.line->trips.size() == 6);
  Findings findings;
  give_up_numbers(*file.line, findings);
  CHECK(compiled_scenario(*file.line, findings).plan.input.trips.size() == 6);
  INFO(as_text(findings, 3));
  CHECK(on_one_line(as_text(findings, 3)).find("1 pattern: 3 trips that repeat evenly") != std::string::npos);
}

TEST_CASE("a railML file is read for one day: bit masks, days of the week, special services, and the nearest days are named", "[exchange][railml]") {
  CHECK(trips_text(*ImportedRailml(two_trains, Date(2026, 6, 6)).line) == "102 23:50:00 Town 24:04:00-24:05:00 Mill 24:17:00 Hill\n");
  CHECK(trips_text(*ImportedRailml(two_trains, Date(2026, 6, 2)).line) == "101 07:00:00 Hill 07:11:00-07:13:00 Mill 07:25:00 Town\n");
  CHECK(ImportedRailml(two_trains, Date(2026, 7, 1)).errors == "a/t.xml:20 operatingPeriods: no train runs on 2026-07-01 (the nearest days with service are 2026-06-07)\n");
  const std::string without = with(with(with(two_trains, "<operatingPeriods>", "<other>"), "</operatingPeriods>", "</other>"), "weekdays\"/><ocpsTT>", "gone\"/><ocpsTT>");
  CHECK(ImportedRailml(without).line->trips.size() == 2);
}

TEST_CASE("what a railML file has wrong is said with its line and element", "[exchange][railml]") {
  CHECK(ImportedRailml(with(two_trains, "ocpRef=\"mill\" ocpType", "ocpRef=\"mall\" ocpType")).errors == "a/t.xml:27 ocpTT ocpRef: no ocp is called 'mall'\n");
  CHECK(ImportedRailml(with(two_trains, "departure=\"07:00:00\"", "departure=\"7am\"")).errors == "a/t.xml:26 times departure: '7am' is no time of day, such as 07:05:00\n");
  CHECK(ImportedRailml(with(two_trains, "1111100", "11x1100")).errors == "a/t.xml:21 operatingPeriod weekdays bitMask: a bit mask holds 0 and 1, not 'x'\n");
  CHECK(ImportedRailml(with(two_trains, "trainPartRef ref=\"p2\"", "trainPartRef ref=\"p9\"")).errors == "a/t.xml:43 trainPartRef ref: no train part is called 'p9'\n");
  CHECK(ImportedRailml(with(two_trains, "startDate=\"2026-06-01\"", "startDate=\"2026-02-30\"")).errors.find("a/t.xml:19 timetablePeriod tp startDate: '2026-02-30' is no date") == 0);
  CHECK(ImportedRailml("<railML version=\"3.1\"><infrastructure/></railML>").errors == "a/t.xml:1 railML version: only railML 2 is read, and this is version 3.1 (export it as railML 2.x)\n");
  CHECK(ImportedRailml("<gtfs/>").errors == "a/t.xml:1 gtfs: the file is no <railml>, but <gtfs>\n");
  CHECK(ImportedRailml("<railml version=\"2.4\">").errors.find("a/t.xml:1: this is no XML: ") == 0);
  CHECK(ImportedRailml("").errors == "a/t.xml: the file is empty\n");
}

TEST_CASE("hostile XML is refused or read as it stands: entities, documents of others, a million levels", "[exchange][railml]") {
  // No entity is expanded, no file opened: the name is what was written.
  const std::string doctype = "<!DOCTYPE railml [<!ENTITY lol \"lol\"><!ENTITY l2 \"&lol;&lol;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<railml";
  ImportedRailml entities(with(with(two_trains, "<railml", doctype), "name=\"Mill\"", "name=\"&x;&l2;\""));
  REQUIRE(entities.line);
  CHECK(entities.line->stations[1].name == "&x;&l2;");
  std::string deep = "<railml version=\"2.4\">";
  for (int i = 0; i < 1'000'000; ++i) deep += "<a>";
  CHECK(ImportedRailml(deep).errors.find("this is no XML") != std::string::npos);
  for (int i = 0; i < 1'000'000; ++i) deep += "</a>";
  CHECK(ImportedRailml(deep + "</railml>").errors == "a/t.xml:1 railml: the file has no timetable\n");
  CHECK(ImportedRailml("\xFF\xFE<").errors.find("UTF-16") != std::string::npos);
  CHECK(ImportedRailml("PK\x03\x04").errors.find("zip") != std::string::npos);
  CHECK(ImportedRailml("\x1f\x8b\x08").errors.find("gunzip") != std::string::npos);
  CHECK(ImportedRailml("<?xml version=\"1.0\"?><railml>\xE4</railml>").errors.find("neither UTF-8 nor Latin-1") != std::string::npos);
  const ImportedRailml latin(with(with(two_trains, "encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\""), "name=\"Mill\"", "name=\"M\xFChle\""));
  REQUIRE(latin.line);
  CHECK(latin.line->stations[1].name == "Mühle");
}

TEST_CASE("what other programs write: times without seconds or a day, cross sections among the elements, points where no train stops", "[exchange][railml]") {
  std::string text = with(with(two_trains, " arrivalDay=\"1\" departure=\"00:05:00\" departureDay=\"1\"", " departure=\"00:05\""), "arrival=\"00:17:00\" arrivalDay=\"1\"", "arrival=\"00:17\"");
  text = with(with(text, "<crossSections>", "<other/></trackTopology><trackElements><crossSections>"), "</crossSections>\n    </trackTopology>", "</crossSections></trackElements>");
  ImportedRailml file(text);
  CHECK(file.errors == "");
  REQUIRE(file.line);
  CHECK(trips_text(*file.line).find("102 23:50:00 Town 24:04:00-24:05:00 Mill 24:17:00 Hill\n") != std::string::npos);
  CHECK(file.line->leg_km.at({0, 1}) == 9.0);
  compiled_scenario(*file.line, file.findings);
  CHECK(file.said().find("1 stations where no trip calls (YD)") != std::string::npos);
}
