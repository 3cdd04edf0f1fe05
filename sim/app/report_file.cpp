#include "report_file.hpp"

#include <algorithm>

#include "commands.hpp"
#include "czt/model/simulation.hpp"
#include "czt/report/page.hpp"
#include "czt/report/workbook.hpp"
#include "days.hpp"
#include "output.hpp"

namespace czt::app {

namespace {

constexpr std::uint32_t most_pictured = 20;

}  // namespace

DayPictures days_pictured(const Plan& plan, std::uint64_t seed, std::uint32_t first, std::uint32_t days) {
  DayPicturing picturing(plan);
  World world;
  for (std::uint32_t k = 0; k < days; ++k) {
    simulate(plan, seed, first + k, world);
    picturing.add(world);
  }
  return picturing.pictures();
}

namespace {

std::vector<DayPictures> pictures_of(std::span<const Loaded> scenarios, std::span<const Summary> summaries, std::uint64_t seed, const Options& options) {
  std::vector<DayPictures> days;
  const std::uint32_t shown = std::min(most_pictured, summaries.front().replications);
  for (const Loaded& scenario : scenarios) days.push_back(days_pictured(scenario.compiled.plan, seed, first_replication_of(options), shown));
  return days;
}

void write(const ReportPage& page, const Options& options) {
  if (!options.report.empty()) write_file(options.report, report_page(page));
  if (!options.xlsx.empty()) write_file(options.xlsx, workbook(page));
}

}  // namespace

std::string report_of(std::span<const Loaded> scenarios, std::span<const Summary> summaries, std::uint64_t seed,
                      const std::vector<Cell>& more, const Options& options) {
  const std::vector<DayPictures> days = pictures_of(scenarios, summaries, seed, options);
  return report_page({summaries, days, nullptr, options.command_line, std::string(version), options.language, more});
}

std::string workbook_of(std::span<const Loaded> scenarios, std::span<const Summary> summaries, std::uint64_t seed,
                        const std::vector<Cell>& more, const Options& options) {
  const std::vector<DayPictures> days = pictures_of(scenarios, summaries, seed, options);
  return workbook({summaries, days, nullptr, options.command_line, std::string(version), options.language, more});
}

void write_report(std::span<const Loaded> scenarios, std::span<const Summary> summaries, std::uint64_t seed,
                  const std::vector<Cell>& more, const Options& options) {
  const std::vector<DayPictures> days = pictures_of(scenarios, summaries, seed, options);
  write({summaries, days, nullptr, options.command_line, std::string(version), options.language, more}, options);
}

void write_report(const Attribution& attribution, const std::vector<Cell>& more, const Options& options) {
  Summary both[] = {attribution.base, attribution.whole};
  for (std::size_t k = 0; k < std::min(attribution.rows.size(), both[1].rows.size()); ++k) {
    const Effect& total = attribution.rows[k].total;
    both[1].rows[k].difference = Difference{total.value, total.half_width, 0.0, 0.0, attribution.rows[k].n, total.value == 0.0 && total.half_width == 0.0};
  }
  write({both, {}, &attribution, options.command_line, std::string(version), options.language, more}, options);
}

}  // namespace czt::app
