#pragma once
/// The words of reports in English and Chinese.

#include <string>
#include <string_view>

#include "czt/core/language.hpp"
#include "czt/experiment/summary.hpp"

namespace czt {

enum class Word : unsigned char {
  measure,
  mean,
  chance,
  with_ranges,
  base,
  other,
  difference,
  verdict,
  replications,
  replications_each,
  seed,
  assumed_inputs,
  more_inputs,
  range,
  ridership_is_assumed,
  ridership_is_predicted,
  elasticities_of_journeys,
  elasticity_fare,
  elasticity_headway,
  elasticity_ride,
  verdicts_explained,
  ranges_explained,
  ranges_of_differences,
  notes,
  change,
  shapley,
  first_only,
  last_only,
  share,
  total,
  combinations,
  interactions,
  no_interactions,
  put_in_not_found,
  attribution_explained,
  chance_alone,
  orders_sampled,
  ranges_of_shapley,
  winners_and_losers,
  rode_in_both,
  people,
  gain_a_minute,
  lose_a_minute,
  neither,
  mean_gain,
  all_of_them,
  sum_of_changes,
  hours_door,
  fares_yuan,
  hours_standing,
  newcomers,
  leavers,
  change_of_totals,
  leavers_undelivered,
  newcomers_rescued
};
std::string_view word(Word word, Language language);
std::string_view word(Verdict verdict, Language language);
std::string_view label(const Measure& measure, Language language);

}  // namespace czt
