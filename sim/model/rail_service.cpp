#include "rail_service.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "czt/core/maths.hpp"
#include "czt/core/side_by_side.hpp"

namespace czt {

namespace {
constexpr double ms_per_minute = 60'000.0;
}  // namespace

RailService::RailService(const Plan& plan, const PlanInput& tastes, const DayGrid& grid, const Scales& scales)
    : plan_(plan),
      tastes_(tastes),
      scales_(scales),
      grid_(grid),
      cells_(plan.departures.cell_count()),
      slots_(plan.slots),
      quarters_(grid.quarters),
      journeys_(slots_) {
  for (std::uint32_t j = 0; j < plan.journey_slot.size(); ++j)
    if (plan.journey_slot[j] != Plan::Point::none) journeys_[plan.journey_slot[j]] = j;
  const std::size_t purposes = tastes.purposes.size();
  looks_.resize(slots_ * quarters_);
  aware_.resize(purposes * looks_.size());
  fixed_.resize(purposes * cells_);
  for (auto* per_cell : {&waits_, &early_at_, &late_at_}) per_cell->resize(cells_);
  side_by_side(slots_, [&](std::size_t slot) {
    look_around(slot);
    note_costs(slot);
    for (std::size_t p = 0; p < purposes; ++p)
      for (std::size_t at = slot * quarters_; at < (slot + 1) * quarters_; ++at) {
        const Look& look = looks_[at];
        aware_[p * looks_.size() + at] = look.next == Plan::Point::none ? 1.0 : share_aware(p, look.next);
      }
  });
  cost_.resize(purposes * cells_);
  early_.resize(cost_.size());
  late_.resize(cost_.size());
  sums_of_.resize(purposes);
  sums_.resize(aware_.size());
  worth_.resize(aware_.size());
}

void RailService::look_around(std::size_t slot) {
  const ChoiceModel& model = *tastes_.choice;
  const auto window = static_cast<std::int32_t>(in_milliseconds(model.window));
  const auto patience = in_milliseconds(plan_.input.patience);
  const double mu = model.departure_scale * scales_.wait;
  const std::uint32_t journey = journeys_[slot];
  const auto row = plan_.departures[JourneyId{journey}];
  const std::uint32_t first = plan_.departures.first_cell(JourneyId{journey});
  const auto cell_at = [&](std::int32_t at) {
    const auto found = std::lower_bound(row.begin(), row.end() - 1, at,
                                        [](const Plan::Departure& d, std::int32_t t) { return d.at < t; });
    return first + static_cast<std::uint32_t>(found - row.begin());
  };
  const double origin = row.size() > 1 ? row[0].at / ms_per_minute : 0.0;
  for (std::size_t q = 0; q < quarters_; ++q) {
    const std::int32_t middle = grid_.middle(q);
    Look look{cell_at(middle - window), cell_at(middle + window + 1), 0, cell_at(middle), 0.0, 0.0, 0.0};
    look.middle = std::clamp(look.next, look.from, look.to);
    const double off = middle / ms_per_minute - origin;
    look.early = maths::exp(-mu * model.early * off);
    look.late = maths::exp(mu * model.late * off);
    const std::int32_t at = row[look.next - first].at;
    if (at == Plan::Departure::sentinel || at - middle > patience) look.next = Plan::Point::none;
    else look.wait = scales_.wait * model.wait_weight * (at / ms_per_minute - origin - off);
    looks_[slot * quarters_ + q] = look;
  }
}

/// What does not depend on crowding.
void RailService::note_costs(std::size_t slot) {
  const ChoiceModel& model = *tastes_.choice;
  const ArrivalModel& arrival = plan_.input.arrival;
  const double mean_beta = arrival.beta_a / (arrival.beta_a + arrival.beta_b);
  const double least = in_minutes(arrival.earliest + arrival.gate_closes);
  const double mu = model.departure_scale * scales_.wait;
  const std::uint32_t journey = journeys_[slot];
  const std::uint32_t first = plan_.departures.first_cell(JourneyId{journey});
  const auto row = plan_.departures[JourneyId{journey}];
  const StationId from{journey / plan_.stations};
  const StationId to{journey % plan_.stations};
  const std::int64_t tariff_km = plan_.input.network.tariff_km(from, to);
  for (std::size_t k = 0; k + 1 < row.size(); ++k) {
    const Plan::Departure& d = row[k];
    const double at = (d.at - row[0].at) / ms_per_minute;
    early_at_[first + k] = maths::exp(mu * model.early * at);
    late_at_[first + k] = maths::exp(-mu * model.late * at);
    waits_[first + k] = scales_.wait * model.wait_weight * (least + mean_beta * d.spare / ms_per_minute);
    const SimTime departs = start_of_day + milliseconds(d.at);
    for (std::size_t p = 0; p < tastes_.purposes.size(); ++p) {
      const double yuan = in_yuan(plan_.input.fares.ticket(PurposeId{p}, from, to, tariff_km, departs).fare);
      fixed_[p * cells_ + first + k] = scales_.fare * yuan * 60.0 / tastes_.purposes[PurposeId{p}].value_of_time +
                                       scales_.ride * (plan_.legs[first + k].ride / ms_per_minute);
    }
  }
}

double RailService::share_aware(std::size_t p, std::uint32_t cell) const {
  const Duration habit = tastes_.purposes[PurposeId{p}].aware_headway;
  const auto known = std::find(plan_.habits.begin(), plan_.habits.end(), habit);
  if (known != plan_.habits.end())
    return plan_.aware_share[static_cast<std::size_t>(known - plan_.habits.begin()) * cells_ + cell] / 65536.0;
  const double share = tastes_.arrival.aware_share(milliseconds(plan_.departures.cells()[cell].headway), habit);
  return static_cast<std::uint32_t>(share * 65536.0 + 0.5) / 65536.0;
}

void RailService::feel(std::span<const double> extra) {
  side_by_side(tastes_.purposes.size(), [&](std::size_t p) {
    weigh_departures(p, extra);
    weigh_quarters(p);
  });
}

/// The aware take a departure d with weight exp(−departure_scale · (cost + early or late · minutes off the wish)): a
/// product of one factor of the departure and one of the wish, so that sums over a window come from running sums.
void RailService::weigh_departures(std::size_t p, std::span<const double> extra) {
  const double mu = tastes_.choice->departure_scale;
  double* cost = &cost_[p * cells_];
  double* early = &early_[p * cells_];
  double* late = &late_[p * cells_];
  const double* fixed = &fixed_[p * cells_];
  std::vector<double>& exponents = sums_of_[p].scratch;
  exponents.resize(cells_);
  for (std::size_t cell = 0; cell < cells_; ++cell) {
    cost[cell] = fixed[cell] + scales_.ride * extra[cell];
    exponents[cell] = -mu * (cost[cell] + waits_[cell]);
  }
  maths::exp_each(exponents, early);
  for (std::size_t cell = 0; cell < cells_; ++cell) {
    const double own = early[cell];
    early[cell] = own * early_at_[cell];
    late[cell] = own * late_at_[cell];
  }
}

/// Who does not reckon with the timetable waits for the next departure; minutes are averaged over the two habits.
void RailService::weigh_quarters(std::size_t p) {
  const ChoiceModel& model = *tastes_.choice;
  const double* cost = &cost_[p * cells_];
  const double* early = &early_[p * cells_];
  const double* late = &late_[p * cells_];
  const std::size_t first_row = p * looks_.size();
  double* sums = &sums_[first_row];
  auto& [before, after, scratch, logs] = sums_of_[p];
  before.resize(cells_);
  after.resize(cells_);
  for (std::size_t slot = 0; slot < slots_; ++slot) {
    // before[k]: weights up to but without k, as those see them who wish later; after[k]: from k on.
    const std::uint32_t first = plan_.departures.first_cell(JourneyId{journeys_[slot]});
    const auto count = static_cast<std::uint32_t>(plan_.departures[JourneyId{journeys_[slot]}].size() - 1);
    double up_to = 0.0;
    for (std::uint32_t k = first; k <= first + count; ++k) {
      before[k] = up_to;
      up_to += early[k];
    }
    double beyond = 0.0;
    after[first + count] = 0.0;
    for (std::uint32_t k = first + count; k-- > first;) after[k] = beyond += late[k];
    for (std::size_t at = slot * quarters_; at < (slot + 1) * quarters_; ++at) {
      const Look& look = looks_[at];
      sums[at] = (before[look.middle] - before[look.from]) * look.early + (after[look.middle] - after[look.to]) * look.late;
    }
  }

  scratch.resize(looks_.size());
  logs.resize(looks_.size());
  for (std::size_t at = 0; at < looks_.size(); ++at) scratch[at] = sums[at] > 0.0 ? sums[at] : 1.0;
  maths::log_each(scratch, logs.data());  // −departure_scale · minutes
  const double per_station_scale = model.station_scale / (model.departure_scale);
  for (std::size_t at = 0; at < looks_.size(); ++at) {
    const Look& look = looks_[at];
    const double aware = sums[at] > 0.0 ? aware_[first_row + at] : 0.0;
    const double random = look.next == Plan::Point::none ? 0.0 : cost[look.next] + look.wait;
    scratch[at] = per_station_scale * aware * logs[at] - model.station_scale * (1.0 - aware) * random;
  }
  maths::exp_each(scratch, &worth_[first_row]);
  for (std::size_t at = 0; at < looks_.size(); ++at)
    if (looks_[at].next == Plan::Point::none && !(sums[at] > 0.0)) worth_[first_row + at] = 0.0;
}

void RailService::spread(std::size_t p, const Look& look, std::size_t at, double people, std::vector<double>& flow) const {
  const double all = sums_[p * looks_.size() + at];
  if (!(all > 0.0) || look.from == look.to) return;
  const double* early = &early_[p * cells_];
  const double* late = &late_[p * cells_];
  const double per_early = people * look.early / all;
  const double per_late = people * look.late / all;
  for (std::uint32_t cell = look.from; cell < look.middle; ++cell) flow[cell] += early[cell] * per_early;
  for (std::uint32_t cell = look.middle; cell < look.to; ++cell) flow[cell] += late[cell] * per_late;
}

void RailService::assign(std::size_t p, std::size_t slot, std::span<const double> people, std::vector<double>& flow) const {
  for (std::size_t q = 0; q < quarters_; ++q) {
    if (!(people[q] > 0.0)) continue;
    const std::size_t at = slot * quarters_ + q;
    const Look& look = looks_[at];
    const double aware = look.from == look.to ? 0.0 : aware_[p * looks_.size() + at];
    if (look.next != Plan::Point::none) flow[look.next] += people[q] * (1.0 - aware);
    if (aware > 0.0) spread(p, look, at, people[q] * aware, flow);
  }
}

void RailService::write_departure_choices(Plan& plan) const {
  std::uint32_t of_purpose = 0;  // the last departure of a window needs no bound
  for (const Look& look : looks_) of_purpose += look.from == look.to ? 0 : look.to - look.from - 1;
  plan.departure_choices.assign(aware_.size(), {});
  plan.departure_below.assign(tastes_.purposes.size() * of_purpose, 0);
  side_by_side(tastes_.purposes.size(), [&](std::size_t p) {
    std::vector<double> flow(cells_, 0.0);
    auto next = static_cast<std::uint32_t>(p * of_purpose);
    for (std::size_t at = 0; at < looks_.size(); ++at) {
      const Look& look = looks_[at];
      if (look.from == look.to) continue;
      plan.departure_choices[p * looks_.size() + at] = {look.from, next, look.to - look.from};
      std::fill(flow.begin() + look.from, flow.begin() + look.to, 0.0);
      spread(p, look, at, 1.0, flow);
      double below = 0.0;
      for (std::uint32_t cell = look.from; cell + 1 < look.to; ++cell) {
        below += flow[cell];
        plan.departure_below[next++] = static_cast<std::uint16_t>(std::min(65535.0, below * 65536.0));
      }
    }
  });
}

}  // namespace czt
