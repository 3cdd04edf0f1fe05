#include <array>

#include "csv_parts.hpp"

namespace czt {

std::string days_csv(const YearSummary& year) {
  constexpr std::array weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  std::string text = "date,weekday,day_type,period";
  for (const SummaryRow& row : year.summary.rows) text += "," + csv_field(to_text(row.cell));
  text += "\n";
  for (const YearSummary::Day& day : year.days) {
    text += to_text(day.date) + "," + weekdays[static_cast<std::size_t>(day.date.weekday())] + "," + csv_field(day.type) +
            "," + csv_field(day.period);
    for (const double mean : day.means) text += "," + field(mean);
    text += "\n";
  }
  return text;
}

}  // namespace czt
