#include "rival_service.hpp"

namespace czt {

namespace {

/// What a trip costs, in utility.
double utility_of(const Rival& rival, double km, double per_yuan, double per_minute, const ChoiceModel& model) {
  const double yuan = in_yuan(rival.fare) + in_units(rival.per_km) * km;
  const double ride = in_minutes(rival.time) + km / in_kmh(rival.speed) * 60.0;
  const double wait = 0.5 * in_minutes(rival.headway);
  return -per_yuan * yuan -
         per_minute * (ride + model.wait_weight * wait + model.access_weight * in_minutes(rival.access));
}

bool serves(const Rival& rival, double km) {
  return km >= in_km(rival.least_distance) && km <= in_km(rival.most_distance);
}

std::vector<Alternative> unchanged(std::vector<Alternative> rivals) {
  for (Alternative& a : rivals) {
    a.change = 0.0;
    a.now = a.in_base;
  }
  return rivals;
}

}  // namespace

RivalService::RivalService(const Plan& plan, const Plan& base, const Wishes& wishes)
    : plan_(plan), base_(base), wishes_(wishes) {
  note_hours();
  for (std::size_t r = 0; r < plan.input.rivals.size(); ++r)
    changed_ = changed_ || !(plan.input.rivals[r] == base.input.rivals[r]);
}

void RivalService::note_hours() {
  for (std::uint32_t q = 0; q < wishes_.grid().quarters; ++q) {
    const SimTime middle = start_of_day + milliseconds(wishes_.grid().middle(q));
    std::uint64_t bits = 0;
    for (std::size_t r = 0; r < plan_.input.rivals.size(); ++r) {
      const auto runs = [&](const Rival& rival) { return middle >= rival.first && middle < rival.last ? 1ull : 0ull; };
      bits |= runs(base_.input.rivals[r]) << 2 * r | runs(plan_.input.rivals[r]) << (2 * r + 1);
    }
    if (hours_.empty() || hours_.back().runs != bits) hours_.push_back({q, q, bits});
    hours_.back().end = q + 1;
  }
}

std::vector<RivalService::Stretch> RivalService::day_of(std::size_t p, std::size_t pair) const {
  const ChoiceModel& model = *plan_.input.choice;
  const double km = wishes_.road_km(pair);
  const double share = wishes_.rail_share(p, pair);
  std::vector<Alternative> rivals;
  for (std::size_t r = 0; r < plan_.input.rivals.size(); ++r) {
    const Rival& now = plan_.input.rivals[r];
    const Rival& before = base_.input.rivals[r];
    const double change = utility_of(now, km, wishes_.per_yuan(p), wishes_.per_minute(p), model) -
                          utility_of(before, km, wishes_.per_yuan(p), wishes_.per_minute(p), model);
    rivals.push_back({before.share, change, before.nest, true, true});
  }
  std::vector<Stretch> day;
  day.reserve(hours_.size());
  for (const Hours& hours : hours_) {
    for (std::size_t r = 0; r < rivals.size(); ++r) {
      rivals[r].in_base = (hours.runs >> 2 * r & 1) != 0 && serves(base_.input.rivals[r], km);
      rivals[r].now = (hours.runs >> (2 * r + 1) & 1) != 0 && serves(plan_.input.rivals[r], km);
    }
    day.push_back({hours.first, hours.end, RailPivot(share, rivals, model.nest), nullptr});
    if (changed_) day.back().as_before = std::make_unique<const RailPivot>(share, unchanged(rivals), model.nest);
  }
  return day;
}

}  // namespace czt
