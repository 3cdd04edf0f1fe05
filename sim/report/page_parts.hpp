#pragma once
/// The parts of a report's page that are not pictures of a day.

#include <string>

#include "czt/report/page.hpp"
#include "charts.hpp"
#include "html.hpp"

namespace czt::html {

/// A scenario's name, escaped, in both languages.
Both name_of(const Summary& summary);
/// What the pictures of scenario k show, beside those of the first.
Shown shown_of(const ReportPage& page, std::size_t k);
/// One part per scenario with what it has of pictures, the last one in sight; scripts switch, without them all are there.
std::string part_each(std::span<const Both> scenarios, std::span<const std::string> pictures);
/// What changed, how much, how sure: of the deciding measures; of a run alone what the day is like.
std::string headline(std::span<const Summary> summaries);
/// Of an attribution: the whole of each cell shown, and its largest part.
std::string headline(const Attribution& attribution, std::span<const Cell> shown);
/// Before, after, difference with intervals and verdicts; of a run alone means.
std::string measures_table(const ReportPage& page, const Summary& other);
/// Revenue, cost and subsidy, and whether they add up.
std::string money_table(std::span<const Summary> summaries);
/// One for each cell shown.
std::string waterfall(const Attribution& attribution, std::span<const Cell> shown);
/// One picture of mode_share by mode; nothing where nobody chooses.
std::string mode_shares(std::span<const Summary> summaries);
std::string winners_part(const Summary& other);
std::string assumed_table(std::span<const Summary> summaries);
std::string how_to_reproduce(const ReportPage& page);

}  // namespace czt::html
