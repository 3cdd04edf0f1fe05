#pragma once
/// --report FILE.html and --xlsx FILE.xlsx: what is asked for of them.

#include <span>
#include <string>

#include "czt/experiment/attribution.hpp"
#include "czt/observe/day_pictures.hpp"
#include "loading.hpp"

namespace czt::app {

/// `days` days from the replication `first` on.
DayPictures days_pictured(const Plan& plan, std::uint64_t seed, std::uint32_t first, std::uint32_t days);
/// The page. Days are lived again for the pictures: those of the results, at most twenty of them.
std::string report_of(std::span<const Loaded> scenarios, std::span<const Summary> summaries, std::uint64_t seed,
                      const std::vector<Cell>& more, const Options& options);
/// The workbook of --xlsx.
std::string workbook_of(std::span<const Loaded> scenarios, std::span<const Summary> summaries, std::uint64_t seed,
                        const std::vector<Cell>& more, const Options& options);
/// The same as the file that the options name.
void write_report(std::span<const Loaded> scenarios, std::span<const Summary> summaries, std::uint64_t seed,
                  const std::vector<Cell>& more, const Options& options);
/// Of an attribution: no pictures of days.
void write_report(const Attribution& attribution, const std::vector<Cell>& more, const Options& options);

}  // namespace czt::app
