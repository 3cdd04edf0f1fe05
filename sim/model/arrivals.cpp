// How people find the departure they reckon with: headways, a guide into the day, who knows the timetable.

#include <algorithm>

#include "journey_choice.hpp"

namespace czt {

namespace {

void note_headways(Plan& plan) {
  const ArrivalModel& model = plan.input.arrival;
  const auto longest = static_cast<std::int32_t>(in_milliseconds(model.longest));
  const auto least = static_cast<std::int32_t>(in_milliseconds(model.earliest + model.gate_closes));
  for (std::size_t j = 0; j < plan.departures.size(); ++j) {
    const auto row = plan.departures[JourneyId{j}];
    const std::size_t count = row.size() - 1;
    for (std::size_t k = 0; k < count; ++k) {
      row[k].headway = count < 2 ? longest : k == 0 ? row[1].at - row[0].at : row[k].at - row[k - 1].at;
      row[k].spare = std::max(0, std::min(row[k].headway, longest) - least);
    }
    row[count].headway = longest;
  }
}

void lay_out_guide(Plan& plan) {
  plan.departure_guide.assign(plan.departures.size() * Plan::guide_steps, 0);
  for (std::size_t j = 0; j < plan.departures.size(); ++j) {
    const auto row = plan.departures[JourneyId{j}];
    const std::size_t count = row.size() - 1;
    if (count == 0) continue;
    std::size_t next = 0;
    std::size_t before = 0;
    for (std::uint32_t step = 0; step < Plan::guide_steps; ++step) {
      const auto from = static_cast<std::int64_t>(step) << Plan::guide_bits;
      while (next < count && row[next].at < from) ++next;
      plan.departure_guide[j * Plan::guide_steps + step] = static_cast<std::uint16_t>(next);
      plan.most_in_step = std::max(plan.most_in_step, static_cast<std::uint32_t>(next - before));
      before = next;
    }
    plan.most_in_step = std::max(plan.most_in_step, static_cast<std::uint32_t>(count - before));
  }
}

}  // namespace

void prepare_arrivals(Plan& plan) {
  const ArrivalModel& model = plan.input.arrival;
  plan.aware_wait = beta_quantiles(model.beta_a, model.beta_b);
  note_headways(plan);
  lay_out_guide(plan);
  for (const Purpose& purpose : plan.input.purposes)
    if (std::find(plan.habits.begin(), plan.habits.end(), purpose.aware_headway) == plan.habits.end())
      plan.habits.push_back(purpose.aware_headway);
  for (const Purpose& purpose : plan.input.purposes)
    plan.habit_of.push_back(static_cast<std::uint8_t>(
        std::find(plan.habits.begin(), plan.habits.end(), purpose.aware_headway) - plan.habits.begin()));
  for (const Duration habit : plan.habits) {
    std::int32_t known = -1;
    std::uint32_t share = 0;
    for (const Plan::Departure& departure : plan.departures.cells()) {
      if (departure.headway != known) {
        known = departure.headway;
        share = static_cast<std::uint32_t>(model.aware_share(milliseconds(known), habit) * 65536.0 + 0.5);
      }
      plan.aware_share.push_back(share);
    }
  }
}

}  // namespace czt
