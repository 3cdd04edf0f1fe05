/// libFuzzer target for the readers of other people's files. The first byte says which: a table, a whole feed written as
/// tables one after another (`=== name` between them), a zip, railML, a MATSim schedule, its vehicles. Whatever the bytes are, they are read
/// or refused in words, and what is made of them is a scenario that is valid and free of conflicts.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "czt/exchange/gtfs.hpp"
#include "czt/exchange/line_scenario.hpp"
#include "czt/exchange/matsim.hpp"
#include "czt/exchange/open_ring.hpp"
#include "czt/exchange/railml.hpp"
#include "czt/scenario/compile.hpp"

namespace {

std::filesystem::path own_folder() {
  return std::filesystem::temp_directory_path() / ("czt-fuzz-" + std::to_string(::getpid()));
}

void read_table(const std::string& text) {
  czt::TableStream table(czt::bytes_of(text), "table");
  while (table.next())
    for (std::size_t c = 0; c < table.header().size(); ++c)
      if (table[c].size() > text.size()) std::abort();
}

constexpr std::size_t few_trips = 200;  // what is compiled in a moment

void check_scenario(const std::vector<czt::ScenarioFile>& files) {
  const std::filesystem::path folder = own_folder().string() + "-line";
  std::filesystem::create_directories(folder);
  for (const czt::ScenarioFile& file : files) std::ofstream(folder / file.name, std::ios::binary) << file.text;
  const auto scenario = czt::read_scenario(folder / "line.yaml");
  const auto compiled = scenario ? czt::compile(*scenario) : czt::Result<czt::Compiled>(scenario.error());
  if (!compiled) std::fputs(czt::print(compiled.error()).c_str(), stderr);
  if (!compiled || !czt::obstacles(*compiled).empty()) std::abort();
  std::filesystem::remove_all(folder);
}

/// What was read is settled and written, too.
void settle_line(std::optional<czt::WrittenLine> line, czt::Findings& findings) {
  if (!line) {
    if (findings.errors().empty()) std::abort();  // refused without a word
    return;
  }
  czt::open_ring(*line, findings);
  const auto settled = czt::settle(*line, findings);
  if (!settled) {
    if (findings.errors().empty()) std::abort();
    return;
  }
  const auto written = czt::line_scenario(*line, *settled, "line", "fuzz", findings);
  if (written.empty()) std::abort();
  if (settled->trips.size() <= few_trips) check_scenario(written);
}

/// Three trains, each with a vehicle that the file may have.
constexpr const char* schedule = R"(<transitSchedule>
<transitStops><stopFacility id="a" x="0" y="0" name="A"/><stopFacility id="b" x="6000" y="0" name="B"/></transitStops>
<transitLine id="L"><transitRoute id="r"><transportMode>rail</transportMode>
<routeProfile><stop refId="a" departureOffset="00:00:00"/><stop refId="b" arrivalOffset="00:07:00"/></routeProfile>
<departures><departure id="1" departureTime="07:00:00" vehicleRefId="v1"/><departure id="2" departureTime="08:00:00" vehicleRefId="v2"/><departure id="3" departureTime="09:00:00" vehicleRefId="v3"/></departures>
</transitRoute></transitLine></transitSchedule>)";

void read_feed(const std::filesystem::path& place) {
  const auto files = czt::FeedFiles::open(place, {std::uint64_t{1} << 20, 200, std::uint64_t{1} << 16});
  if (!files) {
    if (files.error().empty()) std::abort();
    return;
  }
  czt::Findings findings;
  settle_line(czt::read_gtfs(*files, {}, "feed", findings), findings);
}

void write_feed(const std::string& text) {
  const std::filesystem::path folder = own_folder();
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  for (std::size_t at = text.find("=== "); at != std::string::npos;) {
    const std::size_t line = text.find('\n', at);
    if (line == std::string::npos) break;
    std::string name = text.substr(at + 4, line - at - 4);
    const std::size_t next = text.find("=== ", line);
    bool plain = !name.empty() && name.size() < 40;
    for (const char c : name) plain = plain && ((c >= 'a' && c <= 'z') || c == '_' || c == '.');
    if (plain && name.find("..") == std::string::npos) std::ofstream(folder / name, std::ios::binary) << text.substr(line + 1, next == std::string::npos ? next : next - line - 1);
    at = next;
  }
  read_feed(folder);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  czt::Findings findings;
  if (data[0] == 'r') settle_line(czt::read_railml({"fuzz.xml", text}, {}, findings), findings);
  if (data[0] == 'm') settle_line(czt::read_matsim({{"fuzz.xml", text}, {}, {}, {}}, findings), findings);
  if (data[0] == 'v') settle_line(czt::read_matsim({{"fuzz.xml", schedule}, czt::SourceText{"vehicles.xml", text}, {}, {}}, findings), findings);
  if (data[0] == 't') read_table(text);
  if (data[0] == 'f') write_feed(text);
  if (data[0] == 'z') {
    const std::filesystem::path file = own_folder().string() + ".zip";
    std::ofstream(file, std::ios::binary) << text;
    read_feed(file);
    std::filesystem::remove(file);
  }
  return 0;
}

#ifdef CZT_FUZZ_REPLAY
#include "support/replay.hpp"

int main(int argc, char** argv) {
  const int code = czt::test::replay(argc, argv, LLVMFuzzerTestOneInput);
  std::filesystem::remove_all(own_folder());
  return code;
}
#endif
