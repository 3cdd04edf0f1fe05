#pragma once
/// The words of reports in English and Chinese.

#include <string>
#include <string_view>

#include "czt/experiment/summary.hpp"

namespace czt {

enum class Language : unsigned char { en, zh };

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
  ranges_of_shapley
};
std::string_view word(Word word, Language language);
std::string_view word(Verdict verdict, Language language);
std::string_view label(const Measure& measure, Language language);

}  // namespace czt
