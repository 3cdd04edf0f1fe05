#include <fmt/format.h>

#include "commands.hpp"
#include "czt/core/text.hpp"
#include "czt/exchange/day_tables.hpp"
#include "czt/exchange/skims.hpp"
#include "czt/exchange/sumo.hpp"
#include "czt/model/simulation.hpp"
#include "days.hpp"
#include "exported.hpp"
#include "failure.hpp"
#include "loading.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

void write_tables(const std::filesystem::path& folder, const PerformedDay& day, std::span<const DayTable> tables) {
  make_folder(folder);
  for (const DayTable& table : tables) {
    OutputFile file(folder / table.file);
    file.write(std::string(table.header) + "\n");
    table.write(day, [&](std::string_view text) { file.write(text); });
    file.keep();
  }
}

/// The days asked for, each in a folder of its own where they are several.
int export_days(const Options& options, std::span<const DayTable> tables, bool package, std::string_view what = "tables") {
  const std::filesystem::path folder = export_folder(options);
  const Loaded loaded = load(options.files.front(), options);
  const Plan& plan = loaded.compiled.plan;
  const std::uint32_t days = options.replications.value_or(1);
  const Date date = options.date.empty() ? Date(2026, 5, 25) : *parse_date(options.date);
  const std::string written_seed = plain_value(loaded.scenario, "replications", "seed");
  const std::uint64_t seed = options.seed.value_or(written_seed.empty() ? 1 : std::stoull(written_seed));
  World world;
  for (std::uint32_t r = 0; r < days; ++r) {
    const PerformedDay day{plan, world, loaded.scenario.name, date, seed, r};
    simulate(plan, day.seed, first_replication_of(options) + r, world);
    const std::filesystem::path own = days == 1 ? folder : folder / fmt::format("rep-{:04}", r);
    write_tables(own, day, tables);
    if (package) write_file(own / "datapackage.json", tides_datapackage(day));
  }
  to_stdout(fmt::format("written\n  {} {} of {} day{} in {}\n", tables.size(), what, days, days == 1 ? "" : "s", escape_control(folder.generic_string())));
  return done;
}

}  // namespace

/// Skims are of the timetable; what was assigned is of the days.
int export_skims(const Options& options) {
  const Loaded loaded = load(options.files.front(), options);
  const std::filesystem::path folder = export_folder(options);
  make_folder(folder);
  OutputFile file(folder / "skims.csv");
  const Sink sink = [&](std::string_view text) { file.write(text); };
  write_skims_header(sink);
  write_skims(loaded.compiled.plan, sink);
  file.keep();
  return export_days(options, assignment_tables(), false);
}

int export_tides(const Options& options) { return export_days(options, tides_tables(), true); }
int export_sumo(const Options& options) { return export_days(options, sumo_files(), false, "files"); }
int export_gtfs_ride(const Options& options) { return export_days(options, gtfs_ride_tables(), false); }

}  // namespace czt::app
