#include <cmath>

#include "czt/core/text.hpp"
#include "number.hpp"
#include "table.hpp"
#include "winners.hpp"

namespace czt {

namespace {

/// A number of a day: whole where it is large.
std::string a_day(double value, bool sign = false) {
  return number(value, std::fabs(value) >= 100.0 || value == std::floor(value) ? 0 : 1, sign);
}
std::string people_a_day(std::int64_t people, const Winners& w) {
  return a_day(static_cast<double>(people) / w.replications);
}

std::string name_of(const WinnersRow& row, Language language) {
  if (row.scope == "line") return say(Word::all_of_them, language);
  return "  " + escape_control(language == Language::zh && !row.id_zh.empty() ? row.id_zh : row.id);
}

std::vector<std::string> who_gains(const WinnersRow& row, const Winners& w, Language language) {
  const WinnersTally& t = row.tally;
  const double gain = -static_cast<double>(t.stay.door) / 60'000.0 / static_cast<double>(t.stay.people);
  return {fit(name_of(row, language), 22), people_a_day(t.stay.people, w),
          people_a_day(t.gainers, w), people_a_day(t.losers, w),
          people_a_day(t.stay.people - t.gainers - t.losers, w),
          t.stay.people > 0 ? number(gain, 2, true) : number(NAN, 0)};
}

std::vector<std::string> sums(Word name, const PersonalSums& of, std::int64_t people, int sign, const Winners& w,
                              Language language) {
  const auto each_day = [&](std::int64_t sum, double unit) {
    return a_day(sign * static_cast<double>(sum) / unit / w.replications, true);
  };
  return {say(name, language), each_day(people, 1.0), each_day(of.door, 3.6e6), each_day(of.fen, 100.0),
          each_day(of.stood, 3.6e6)};
}

}  // namespace

std::string winners_text(const Winners& w, Language language) {
  if (w.replications == 0 || w.rows.empty()) return {};
  const WinnersTally& line = w.rows.front().tally;
  TextTable people({22, 11, 13, 13, 10, 11});
  people.row({say(Word::rode_in_both, language), say(Word::people, language), say(Word::gain_a_minute, language),
              say(Word::lose_a_minute, language), say(Word::neither, language), say(Word::mean_gain, language)});
  people.rule();
  for (const WinnersRow& row : w.rows)
    if (row.scope == "line" || row.scope == "purpose") people.row(who_gains(row, w, language));

  TextTable totals({26, 11, 13, 15, 15});
  totals.row({say(Word::sum_of_changes, language), say(Word::people, language), say(Word::hours_door, language),
              say(Word::fares_yuan, language), say(Word::hours_standing, language)});
  totals.rule();
  totals.row(sums(Word::rode_in_both, line.stay, 0, 1, w, language));
  totals.row(sums(Word::newcomers, line.newcomers, line.newcomers.people, 1, w, language));
  totals.row(sums(Word::leavers, line.leavers, line.leavers.people, -1, w, language));
  totals.row(sums(Word::change_of_totals, line.change(), line.change().people, 1, w, language));
  std::string text = "\n" + say(Word::winners_and_losers, language) + "\n" + people.text() + "\n" + totals.text();
  if (line.undelivered + line.rescued > 0)
    text += say(Word::leavers_undelivered, language) + people_a_day(line.undelivered, w) +
            say(Word::newcomers_rescued, language) + people_a_day(line.rescued, w) + "\n";
  return text;
}

}  // namespace czt
