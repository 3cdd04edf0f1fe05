#pragma once
/// The report for people: one HTML file with everything in it, that asks nothing of a network, reads without scripts, and
/// speaks both languages.

#include <span>
#include <string>
#include <vector>

#include "czt/experiment/attribution.hpp"
#include "czt/experiment/summary.hpp"
#include "czt/observe/day_pictures.hpp"
#include "czt/report/report.hpp"

namespace czt {

struct ReportPage {
  std::span<const Summary> summaries;       ///< the first is the base of the others
  std::span<const DayPictures> days;        ///< of each, or none at all
  const Attribution* attribution = nullptr; ///< of the last against the first
  std::string command;                      ///< that makes it again
  std::string version;
  Language language = Language::en;         ///< shown first
  std::vector<Cell> more;                   ///< cells beside those of the whole line
};

/// A whole HTML document. Names are escaped; its policy lets nothing run but its own script, named by its hash.
std::string report_page(const ReportPage& page);

}  // namespace czt
