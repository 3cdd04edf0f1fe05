#include "rail_service.hpp"

#include <algorithm>
#include <cmath>

#include "czt/core/maths.hpp"

namespace czt {

namespace {
constexpr std::uint32_t none = Plan::Point::none;
constexpr double ms_per_minute = 60'000.0;
}  // namespace

RailService::RailService(const Plan& plan, const PlanInput& tastes, const DayGrid& grid, std::vector<double> extra,
                         const Scales& scales)
    : plan_(plan),
      tastes_(tastes),
      scales_(scales),
      extra_(std::move(extra)),
      cells_(plan.departures.cell_count()),
      slots_(plan.slots),
      quarters_(grid.quarters),
      grid_(grid) {
  journeys_.resize(slots_);
  for (std::uint32_t j = 0; j < plan.journey_slot.size(); ++j)
    if (plan.journey_slot[j] != none) journeys_[plan.journey_slot[j]] = j;
  const auto window = static_cast<std::int32_t>(in_milliseconds(tastes.choice->window));
  const auto patience = in_milliseconds(plan.input.patience);
  for (std::size_t slot = 0; slot < slots_; ++slot) {
    const auto row = plan.departures[JourneyId{journeys_[slot]}];
    const std::uint32_t first = plan.departures.first_cell(JourneyId{journeys_[slot]});
    const auto cell_at = [&](std::int32_t at) {
      const auto found = std::lower_bound(row.begin(), row.end() - 1, at,
                                          [](const Plan::Departure& d, std::int32_t t) { return d.at < t; });
      return first + static_cast<std::uint32_t>(found - row.begin());
    };
    for (std::size_t q = 0; q < quarters_; ++q) {
      const std::int32_t middle = grid.middle(q);
      near_.emplace_back(cell_at(middle - window), cell_at(middle + window + 1));
      const std::uint32_t next = cell_at(middle);
      const double off = middle / ms_per_minute - (row.size() > 1 ? row[0].at / ms_per_minute : 0.0);
      const double mu = tastes.choice->departure_scale * scales.wait;
      early_factor_.push_back(maths::exp(-mu * tastes.choice->early * off));
      late_factor_.push_back(maths::exp(mu * tastes.choice->late * off));
      middle_.push_back(std::clamp(next, near_.back().first, near_.back().second));
      const bool comes = row[next - first].at != Plan::Departure::sentinel && row[next - first].at - middle <= patience;
      next_.push_back(comes ? next : none);
    }
  }
  worth_.resize(tastes.purposes.size() * slots_ * quarters_);
  cost_.resize(tastes.purposes.size() * cells_);
  early_.resize(cost_.size());
  late_.resize(cost_.size());
  for (std::uint32_t p = 0; p < tastes.purposes.size(); ++p) {
    const Duration habit = tastes.purposes[PurposeId{p}].aware_headway;
    habit_.push_back(static_cast<std::size_t>(std::find(plan.habits.begin(), plan.habits.end(), habit) - plan.habits.begin()));
    for (std::uint32_t slot = 0; slot < slots_; ++slot) weigh_departures(p, slot);
  }
}

std::uint32_t RailService::share_aware(std::uint32_t purpose, std::uint32_t cell) const {
  if (habit_[purpose] < plan_.habits.size()) return plan_.aware_share[habit_[purpose] * cells_ + cell];
  const Plan::Departure& departure = plan_.departures.cells()[cell];
  const double share = tastes_.arrival.aware_share(milliseconds(departure.headway),
                                                   tastes_.purposes[PurposeId{purpose}].aware_headway);
  return static_cast<std::uint32_t>(share * 65536.0 + 0.5);
}

/// The aware take a departure d with weight exp(−departure_scale · (cost + early or late · minutes off the wish));
/// who does not reckon with the timetable waits for the next. Sums over departures within the window come from
/// running sums, since each weight is a product of one factor of the departure and one of the wish.
void RailService::weigh_departures(std::uint32_t p, std::uint32_t slot) {
  const ChoiceModel& model = *tastes_.choice;
  const ArrivalModel& arrival = plan_.input.arrival;
  const double minutes_a_yuan = 60.0 / tastes_.purposes[PurposeId{p}].value_of_time;
  const std::uint32_t journey = journeys_[slot];
  const std::uint32_t first = plan_.departures.first_cell(JourneyId{journey});
  const auto row = plan_.departures[JourneyId{journey}];
  const std::size_t count = row.size() - 1;
  const StationId from{journey / plan_.stations};
  const StationId to{journey % plan_.stations};
  const std::int64_t tariff_km = plan_.input.network.tariff_km(from, to);
  const double mean_beta = arrival.beta_a / (arrival.beta_a + arrival.beta_b);
  const double least = in_minutes(arrival.earliest + arrival.gate_closes);
  const double mu = model.departure_scale;

  // before[k]: departures up to k, as those see them who wish later; after[k]: from k on, as those do who wish earlier.
  std::vector<double> before(count + 1, 0.0);
  std::vector<double> after(count + 1, 0.0);
  const double origin = count > 0 ? row[0].at / ms_per_minute : 0.0;
  for (std::size_t k = 0; k < count; ++k) {
    const Plan::Departure& d = row[k];
    const double on_platform = least + mean_beta * d.spare / ms_per_minute;
    const double ride = plan_.legs[first + k].ride / ms_per_minute + (extra_.empty() ? 0.0 : extra_[first + k]);
    const SimTime departs = start_of_day + milliseconds(d.at);
    const double yuan = in_yuan(plan_.input.fares.ticket(PurposeId{p}, from, to, tariff_km, departs).fare);
    const double cost = scales_.fare * yuan * minutes_a_yuan + scales_.ride * ride;
    cost_[p * cells_ + first + k] = cost;
    const double own = maths::exp(-mu * (cost + scales_.wait * model.wait_weight * on_platform));
    const double at = d.at / ms_per_minute - origin;
    early_[p * cells_ + first + k] = own * maths::exp(mu * scales_.wait * model.early * at);
    late_[p * cells_ + first + k] = own * maths::exp(-mu * scales_.wait * model.late * at);
    before[k + 1] = before[k] + early_[p * cells_ + first + k];
    after[k] = late_[p * cells_ + first + k];
  }
  for (std::size_t k = count; k-- > 0;) after[k] += after[k + 1];

  const double per_station_scale = model.station_scale / mu;
  for (std::size_t q = 0; q < quarters_; ++q) {
    double& worth = worth_[(p * slots_ + slot) * quarters_ + q];
    const auto [from_cell, to_cell] = near_[slot * quarters_ + q];
    const std::uint32_t next = next_[slot * quarters_ + q];
    const double middle = grid_.middle(q) / ms_per_minute - origin;
    const std::size_t at = slot * quarters_ + q;
    const std::size_t middle_cell = middle_[at] - first;  // divides those taken early from those taken late
    const double sum = (before[middle_cell] - before[from_cell - first]) * early_factor_[at] +
                       (after[middle_cell] - after[to_cell - first]) * late_factor_[at];
    double aware_worth = sum > 0.0 ? maths::log(sum) : 0.0;  // −mu · minutes
    if (next == none) {
      worth = sum > 0.0 ? maths::exp(per_station_scale * aware_worth) : 0.0;
      continue;
    }
    const double wait = row[next - first].at / ms_per_minute - origin - middle;
    const double random = cost_[p * cells_ + next] + scales_.wait * model.wait_weight * wait;
    const double aware = sum > 0.0 ? share_aware(p, next) / 65536.0 : 0.0;
    worth = maths::exp(per_station_scale * aware * aware_worth - model.station_scale * (1.0 - aware) * random);
  }
}

void RailService::assign(std::uint32_t p, std::uint32_t slot, std::uint32_t q, double people, std::vector<double>& flow) const {
  if (!(people > 0.0)) return;
  const std::uint32_t next = next_[slot * quarters_ + q];
  const auto [from, to] = near_[slot * quarters_ + q];
  double aware = next == none ? 1.0 : share_aware(p, next) / 65536.0;
  if (from == to) aware = 0.0;
  if (next != none) flow[next] += people * (1.0 - aware);
  if (!(aware > 0.0) || from == to) return;
  const std::size_t at = slot * quarters_ + q;
  const double* early = &early_[p * cells_];
  const double* late = &late_[p * cells_];
  double sum_early = 0.0;
  double sum_late = 0.0;
  for (std::uint32_t cell = from; cell < middle_[at]; ++cell) sum_early += early[cell];
  for (std::uint32_t cell = middle_[at]; cell < to; ++cell) sum_late += late[cell];
  const double all = sum_early * early_factor_[at] + sum_late * late_factor_[at];
  if (!(all > 0.0)) return;
  const double per_early = people * aware * early_factor_[at] / all;
  const double per_late = people * aware * late_factor_[at] / all;
  for (std::uint32_t cell = from; cell < middle_[at]; ++cell) flow[cell] += early[cell] * per_early;
  for (std::uint32_t cell = middle_[at]; cell < to; ++cell) flow[cell] += late[cell] * per_late;
}

void RailService::write_departure_choices(Plan& plan) const {
  plan.departure_choices.assign(tastes_.purposes.size() * slots_ * quarters_, {});
  plan.departure_below.clear();
  std::vector<double> flow(cells_, 0.0);
  for (std::uint32_t p = 0; p < tastes_.purposes.size(); ++p) {
    for (std::uint32_t slot = 0; slot < slots_; ++slot) {
      for (std::uint32_t q = 0; q < quarters_; ++q) {
        const auto [from, to] = near_[slot * quarters_ + q];
        if (from == to) continue;
        Plan::DepartureChoice& choice = plan.departure_choices[(p * slots_ + slot) * quarters_ + q];
        choice = {from, static_cast<std::uint32_t>(plan.departure_below.size()), to - from};
        std::fill(flow.begin() + from, flow.begin() + to, 0.0);
        assign(p, slot, q, 1.0, flow);
        const std::uint32_t next = next_[slot * quarters_ + q];
        const double aware = next == none ? 1.0 : share_aware(p, next) / 65536.0;
        if (next != none && aware > 0.0) flow[next] -= 1.0 - aware;
        double below = 0.0;
        for (std::uint32_t cell = from; cell + 1 < to; ++cell) {
          if (aware > 0.0) below += std::max(0.0, flow[cell]) / aware;
          plan.departure_below.push_back(static_cast<std::uint16_t>(std::min(65535.0, below * 65536.0)));
        }
      }
    }
  }
}

}  // namespace czt
