// Winners and losers for programs: JSON and CSV.

#include <cmath>

#include "csv_parts.hpp"
#include "winners.hpp"

namespace czt {

namespace {

constexpr std::array<const char*, 5> quantile_names{"p05", "p25", "median", "p75", "p95"};

/// Of one person who stays, in the unit; NaN where nobody does.
double mean_of(std::int64_t sum, double unit, const WinnersTally& t) {
  return t.stay.people > 0 ? static_cast<double>(sum) / unit / static_cast<double>(t.stay.people) : NAN;
}

void write_sums(Json& json, const char* name, const PersonalSums& sums) {
  json.key(name).begin_object().field("people", sums.people).field("door_to_door_ms", sums.door);
  json.field("fare_fen", sums.fen).field("standing_ms", sums.stood).end_object();
}

void write_a_day(Json& json, const char* name, const Estimate& e) {
  json.key(name).begin_object().field("mean", e.mean).field("half_width", e.half_width).end_object();
}

}  // namespace

void write_winners(Json& json, const Winners& w) {
  json.key("winners").begin_object().field("replications", w.replications).field("noticed_s", noticed_ms / 1000);
  json.field("replications_with_quantiles", std::min(w.replications, replications_with_quantiles));
  write_a_day(json, "gainers_a_day", w.gainers);
  write_a_day(json, "losers_a_day", w.losers);
  write_a_day(json, "time_change_mean_s", w.time_change);
  const WinnersTally& line = w.rows.front().tally;
  json.key("totals").begin_object();
  write_sums(json, "base", w.base);
  write_sums(json, "stay", line.stay);
  write_sums(json, "newcomers", line.newcomers);
  write_sums(json, "leavers", line.leavers);
  write_sums(json, "other", w.other);
  json.end_object().key("rows").begin_array();
  for (const WinnersRow& row : w.rows) {
    const WinnersTally& t = row.tally;
    json.line().begin_object().field("scope", row.scope).field("id", row.id).field("n", t.stay.people);
    json.field("gainers", t.gainers).field("losers", t.losers);
    for (std::size_t k = 0; k < row.time.size(); ++k) json.field(std::string("time_change_") + quantile_names[k], row.time[k]);
    json.field("time_change_mean", mean_of(t.stay.door, 1000.0, t)).field("fare_change_mean", mean_of(t.stay.fen, 100.0, t));
    json.field("standing_change_mean", mean_of(t.stay.stood, 1000.0, t)).field("newcomers", t.newcomers.people);
    json.field("leavers", t.leavers.people).field("rescued", t.rescued).field("undelivered", t.undelivered).end_object();
  }
  json.end_array().end_object();
}

std::string winners_csv(std::span<const Summary> summaries) {
  std::string text = "scenario,replications,scope,id,n,gainers,losers";
  for (const char* name : quantile_names) text += std::string(",time_change_") + name;
  text += ",time_change_mean,fare_change_mean,standing_change_mean,newcomers,leavers,rescued,undelivered\n";
  for (const Summary& summary : summaries) {
    if (!summary.winners) continue;
    for (const WinnersRow& row : summary.winners->rows) {
      const WinnersTally& t = row.tally;
      text += csv_field(summary.scenario) + "," + std::to_string(summary.winners->replications) + "," + row.scope + "," +
              csv_field(row.id) + "," + std::to_string(t.stay.people) + "," + std::to_string(t.gainers) + "," +
              std::to_string(t.losers);
      for (const double q : row.time) text += "," + field(q);
      text += "," + field(mean_of(t.stay.door, 1000.0, t)) + "," + field(mean_of(t.stay.fen, 100.0, t)) + "," +
              field(mean_of(t.stay.stood, 1000.0, t)) + "," + std::to_string(t.newcomers.people) + "," +
              std::to_string(t.leavers.people) + "," + std::to_string(t.rescued) + "," + std::to_string(t.undelivered) + "\n";
    }
  }
  return text;
}

}  // namespace czt
