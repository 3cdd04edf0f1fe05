#include <fmt/format.h>

#include "commands.hpp"
#include "czt/core/text.hpp"
#include "czt/exchange/day_tables.hpp"
#include "czt/exchange/matsim.hpp"
#include "czt/exchange/omx.hpp"
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

/// The days asked for, each in a folder of its own where they are several: write(folder, day). How many they are.
template <class Write>
std::uint32_t for_days(const Options& options, const Loaded& loaded, Write&& write) {
  const std::filesystem::path folder = export_folder(options);
  const Plan& plan = loaded.compiled.plan;
  const std::uint32_t days = options.replications.value_or(1);
  const Date date = options.date.empty() ? Date(2026, 5, 25) : *parse_date(options.date);
  const std::string written_seed = plain_value(loaded.scenario, "replications", "seed");
  const std::uint64_t seed = options.seed.value_or(written_seed.empty() ? 1 : std::stoull(written_seed));
  World world;
  for (std::uint32_t r = 0; r < days; ++r) {
    const PerformedDay day{plan, world, loaded.scenario.name, date, seed, r, &loaded.scenario};
    simulate(plan, day.seed, first_replication_of(options) + r, world);
    write(days == 1 ? folder : folder / fmt::format("rep-{:04}", r), day);
  }
  return days;
}

int say_written(const Options& options, std::size_t files, std::string_view what, std::uint32_t days) {
  to_stdout(fmt::format("written\n  {} {} of {} day{} in {}\n", files, what, days, days == 1 ? "" : "s", escape_control(std::filesystem::path(export_folder(options)).generic_string())));
  return done;
}

int export_days(const Options& options, std::span<const DayTable> tables, bool package, std::string_view what = "tables") {
  static_cast<void>(export_folder(options));
  const Loaded loaded = load(options.files.front(), options);
  const std::uint32_t days = for_days(options, loaded, [&](const std::filesystem::path& folder, const PerformedDay& day) {
    write_tables(folder, day, tables);
    if (package) write_file(folder / "datapackage.json", tides_datapackage(day));
  });
  return say_written(options, tables.size(), what, days);
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
int export_omx(const Options& options) {
  if (!has_omx()) throw Failure{wrong_usage, "this build has no HDF5, in which OMX files are: install libhdf5-dev and build again; `czt export skims` has the same numbers as CSV", {}};
  const std::filesystem::path top = export_folder(options);
  const Loaded loaded = load(options.files.front(), options);
  std::vector<std::string> names;
  for (const Station& station : loaded.compiled.plan.input.network.stations) names.push_back(station.name);
  make_folder(top);
  write_file(top / "skims.omx", omx_file(names, skim_matrices(loaded.compiled.plan)));
  const std::uint32_t days = for_days(options, loaded, [&](const std::filesystem::path& folder, const PerformedDay& day) {
    make_folder(folder);
    write_file(folder / "od_assigned.omx", omx_file(names, assigned_matrices(day)));
  });
  return say_written(options, 1 + days, "files", days);
}

int export_matsim(const Options& options) { return export_days(options, matsim_files(), false, "files"); }
int export_sumo(const Options& options) { return export_days(options, sumo_files(), false, "files"); }
int export_gtfs_ride(const Options& options) { return export_days(options, gtfs_ride_tables(), false); }

}  // namespace czt::app
