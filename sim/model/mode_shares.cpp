#include "mode_shares.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "crowding.hpp"
#include "czt/model/elasticities.hpp"
#include "czt/core/maths.hpp"
#include "czt/demand/learning.hpp"
#include "czt/demand/mode_choice.hpp"
#include "rail_service.hpp"

namespace czt {

namespace {

constexpr std::uint32_t none = Plan::Point::none;

std::uint32_t word_of(double p) {
  return static_cast<std::uint32_t>(std::min(std::max(p, 0.0) * 4294967296.0, 4294967295.0));
}

DayGrid grid_of(const IdVector<PurposeId, Purpose>& purposes) {
  std::int32_t low = std::numeric_limits<std::int32_t>::max();
  std::int32_t high = 0;
  for (const Purpose& purpose : purposes)
    for (const QuantileTable* profile : {&purpose.profile_up, &purpose.profile_down}) {
      low = std::min(low, (*profile)(0));
      high = std::max(high, (*profile)(0xFFFFFFFFu));
    }
  DayGrid grid;
  grid.first = low / Plan::quarter * Plan::quarter;
  grid.quarters = static_cast<std::uint32_t>((high - grid.first) / Plan::quarter + 1);
  return grid;
}

/// Share of a profile in each quarter-hour.
std::vector<double> masses(const QuantileTable& profile, const DayGrid& grid) {
  std::vector<double> mass;
  double below = 0.0;
  for (std::uint32_t q = 0; q < grid.quarters; ++q) {
    const double next = profile.share_below(grid.first + static_cast<std::int32_t>(q + 1) * Plan::quarter);
    mass.push_back(next - below);
    below = next;
  }
  return mass;
}

/// Access and egress of the ways to use the railway between two places, as factors on its worth.
struct Ways {
  std::array<double, Plan::most_pairs> factor{};
  std::array<std::uint32_t, Plan::most_pairs> slot{};
  std::uint32_t count = 0;
};

std::vector<Ways> ways_between(const Plan& plan, const ChoiceModel& model) {
  const auto& places = plan.input.places;
  const std::size_t n = places.size();
  std::vector<Ways> all(n * n);
  const auto minutes_to = [&](std::size_t place, std::size_t station) {
    for (const Access& a : places[PlaceId{place}].access)
      if (a.station.value == station) return in_minutes(a.time);
    return 0.0;
  };
  for (std::size_t od = 0; od < n * n; ++od) {
    const Plan::Choice& choice = plan.choices[od];  // of the first purpose: pairs are the same for all
    Ways& ways = all[od];
    for (const std::uint32_t journey : choice.journey) {
      if (journey == none) break;
      const double access = minutes_to(od / n, journey / plan.stations) + minutes_to(od % n, journey % plan.stations);
      ways.factor[ways.count] = maths::exp(-model.station_scale * model.access_weight * access);
      ways.slot[ways.count++] = plan.journey_slot[journey];
    }
  }
  return all;
}

/// What rivals cost between two places, in utility.
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

class Shares {
 public:
  explicit Shares(Plan& plan)
      : plan_(plan),
        base_(plan.input.base ? *plan.input.base : plan),
        model_(*plan.input.choice),
        grid_(grid_of(plan.input.purposes)),
        n_(plan.input.places.size()) {
    plan_.first_quarter = grid_.first;
    plan_.quarters = grid_.quarters;
    for (std::size_t p = 0; p < purposes(); ++p) {
      const Purpose& purpose = plan_.input.purposes[PurposeId{p}];
      mass_.push_back({masses(purpose.profile_up, grid_), masses(purpose.profile_down, grid_)});
      scale_fares(p);
    }
    for (std::size_t od = 0; od < n_ * n_; ++od)
      road_km_.push_back(road_detour * great_circle_km(plan_.input.places[PlaceId{od / n_}], plan_.input.places[PlaceId{od % n_}]));
    note_hours();
    ways_ = ways_between(plan_, model_);
    base_ways_ = &base_ == &plan_ ? ways_ : ways_between(base_, model_);
  }

  void run() {
    settle_base();
    std::vector<double> extra(plan_.departures.cell_count(), 0.0);
    if (&base_ == &plan_) {
      extra = base_extra_;
      plan_.settled.iterations = base_settling_.iterations;
      plan_.settled.gap = base_settling_.gap;
    } else {
      settle_scenario(extra);
    }
    const RailService service(plan_, plan_.input, grid_, extra);
    fill(service);
    service.write_departure_choices(plan_);
    plan_.settled.extra = std::move(extra);
    plan_.settled.base_extra = base_extra_;
  }

  /// For `journeys`: what has been settled is taken as it is.
  void keep_settled() {
    base_extra_ = plan_.settled.base_extra;
    note_base();
  }
  /// Expected rail riders a day, induced ones not among them, if all fares, waits or rides were `scales` times theirs.
  [[nodiscard]] double journeys(const Scales& scales) const {
    const RailService service(plan_, plan_.input, grid_, plan_.settled.extra, scales);
    double riders = 0.0;
    for_each_cell(service, [&](std::size_t, std::size_t, std::uint32_t, double people, const RailPivot& pivot,
                               const RailPivot&, std::optional<double> change, bool) {
      if (change) riders += people * pivot.share(*change);
    });
    return riders;
  }

 private:
  [[nodiscard]] std::size_t purposes() const { return plan_.input.purposes.size(); }
  [[nodiscard]] std::size_t index(std::size_t p, std::size_t od) const { return p * n_ * n_ + od; }

  void scale_fares(std::size_t p) {
    const Purpose& purpose = plan_.input.purposes[PurposeId{p}];
    double share = 0.0;
    double all = 0.0;
    for (Eigen::Index i = 0; i < purpose.travellers.rows(); ++i)
      for (Eigen::Index j = 0; j < purpose.travellers.cols(); ++j) {
        share += purpose.travellers(i, j) * purpose.rail_share(i, j);
        all += purpose.travellers(i, j);
      }
    share = all > 0.0 ? share / all : 0.0;
    double beside = 0.0;
    double rivals = 0.0;
    for (const Rival& rival : base_.input.rivals) {
      rivals += rival.share;
      if (rival.nest == Nest::rail) beside += rival.share;
    }
    beside = rivals > 0.0 ? (1.0 - share) * beside / rivals : 0.0;
    const double of_nest = share + beside > 0.0 ? share / (share + beside) : 1.0;
    per_yuan_.push_back(fare_coefficient(model_.fare_elasticity, in_yuan(model_.at_fare), share, of_nest, model_.nest[0]));
    per_minute_.push_back(per_yuan_.back() * purpose.value_of_time / 60.0);
  }

  /// log Σ over ways of factor · worth for each quarter; −inf where the railway does not go.
  void log_worth(const Ways& ways, const RailService& service, std::size_t p, std::vector<double>& out) const {
    out.assign(grid_.quarters, 0.0);
    for (std::uint32_t w = 0; w < ways.count; ++w)
      for (std::uint32_t q = 0; q < grid_.quarters; ++q)
        out[q] += ways.factor[w] * service.worth(static_cast<std::uint32_t>(p), ways.slot[w], q);
    for (double& v : out) v = v > 0.0 ? maths::log(v) : -std::numeric_limits<double>::infinity();
  }

  [[nodiscard]] double travellers(std::size_t p, std::size_t od, const Plan& of) const {
    const Purpose& purpose = of.input.purposes[PurposeId{p}];
    const auto i = static_cast<Eigen::Index>(od / n_);
    const auto j = static_cast<Eigen::Index>(od % n_);
    return purpose.travellers(i, j) * purpose.height(i, j);
  }
  [[nodiscard]] double base_share(std::size_t p, std::size_t od) const {
    return plan_.input.purposes[PurposeId{p}].rail_share(static_cast<Eigen::Index>(od / n_), static_cast<Eigen::Index>(od % n_));
  }
  // The base: its shares are given, its departures and loads settle.
  void settle_base() {
    base_extra_.assign(base_.departures.cell_count(), 0.0);
    ExpectedLoads loads(base_);
    const auto respond = [&](const std::vector<double>& extra) {
      const RailService service(base_, plan_.input, grid_, extra);
      std::vector<double> wanted(purposes() * base_.slots * grid_.quarters, 0.0);
      for (std::size_t p = 0; p < purposes(); ++p)
        for (std::size_t od = 0; od < n_ * n_; ++od) {
          const double people = travellers(p, od, base_) * base_share(p, od);
          const Ways& ways = base_ways_[od];
          if (!(people > 0.0) || ways.count == 0) continue;
          const std::vector<double>& mass = mass_[p][base_.choices[index(p, od)].down];
          for (std::uint32_t q = 0; q < grid_.quarters; ++q)
            spread(ways, service, p, q, people * mass[q], base_.slots, wanted);
        }
      return answer(base_, service, wanted, extra, loads);
    };
    base_settling_ = settle(base_extra_, respond, std::max(1u, model_.crowding.iterations), model_.crowding.gap);
    if (model_.crowding.iterations == 0) std::fill(base_extra_.begin(), base_extra_.end(), 0.0);
    note_base();
  }
  void note_base() {
    const RailService service(base_, plan_.input, grid_, base_extra_);
    base_log_.resize(purposes() * n_ * n_);
    for (std::size_t p = 0; p < purposes(); ++p)
      for (std::size_t od = 0; od < n_ * n_; ++od)
        if (concerns(p, od)) log_worth(base_ways_[od], service, p, base_log_[index(p, od)]);
    find_references();
  }

  [[nodiscard]] bool concerns(std::size_t p, std::size_t od) const {
    return travellers(p, od, plan_) > 0.0 && base_share(p, od) > 0.0 && (ways_[od].count > 0 || base_ways_[od].count > 0);
  }

  /// Where the railway did not go in the base nobody knows its share there. It is taken to be the base share where rail
  /// is as good as it was on the mean of the journeys of that length that it served: a straight line over road
  /// kilometres, fitted to log worth by least squares weighted with travellers.
  struct Reference {
    double at_zero = 0.0;
    double per_km = 0.0;
    [[nodiscard]] double at(double km) const { return at_zero + per_km * km; }
  };
  void find_references() {
    for (std::size_t p = 0; p < purposes(); ++p) {
      double w = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
      for (std::size_t od = 0; od < n_ * n_; ++od) {
        if (base_log_[index(p, od)].empty() || base_ways_[od].count == 0) continue;
        const double people = travellers(p, od, base_);
        const double km = road_km_[od];
        const std::vector<double>& mass = mass_[p][base_.choices[index(p, od)].down];
        for (std::uint32_t q = 0; q < grid_.quarters; ++q) {
          const double log = base_log_[index(p, od)][q];
          if (!std::isfinite(log)) continue;
          const double weight = people * mass[q];
          w += weight;
          x += weight * km;
          y += weight * log;
          xx += weight * km * km;
          xy += weight * km * log;
        }
      }
      Reference reference;
      const double spread = w * xx - x * x;
      if (spread > 1e-9 * w * xx) reference.per_km = (w * xy - x * y) / spread;
      if (w > 0.0) reference.at_zero = (y - reference.per_km * x) / w;
      reference_.push_back(reference);
    }
  }

  void spread(const Ways& ways, const RailService& service, std::size_t p, std::uint32_t q, double people, std::size_t slots,
              std::vector<double>& wanted) const {
    std::array<double, Plan::most_pairs> part{};
    double sum = 0.0;
    for (std::uint32_t w = 0; w < ways.count; ++w)
      sum += part[w] = ways.factor[w] * service.worth(static_cast<std::uint32_t>(p), ways.slot[w], q);
    if (!(sum > 0.0)) return;
    for (std::uint32_t w = 0; w < ways.count; ++w)
      wanted[(p * slots + ways.slot[w]) * grid_.quarters + q] += people * part[w] / sum;
  }

  Answer answer(const Plan& plan, const RailService& service, const std::vector<double>& wanted,
                const std::vector<double>& extra, ExpectedLoads& loads) const {
    std::vector<double> flow(plan.departures.cell_count(), 0.0);
    for (std::uint32_t p = 0; p < purposes(); ++p)
      for (std::uint32_t slot = 0; slot < plan.slots; ++slot)
        for (std::uint32_t q = 0; q < grid_.quarters; ++q)
          service.assign(p, slot, q, wanted[(p * plan.slots + slot) * grid_.quarters + q], flow);
    Answer now{loads.extra_minutes(flow, model_.crowding, model_.wait_weight), 0.0};
    double change = 0.0;
    double cost = 0.0;
    for (std::size_t cell = 0; cell < flow.size(); ++cell) {
      change += flow[cell] * std::fabs(now.target[cell] - extra[cell]);
      cost += flow[cell] * (plan.legs[cell].ride / 60'000.0 + now.target[cell]);
    }
    now.gap = cost > 0.0 ? change / cost : 0.0;
    return now;
  }

  void settle_scenario(std::vector<double>& extra) {
    ExpectedLoads loads(plan_);
    const auto respond = [&](const std::vector<double>& x) {
      const RailService service(plan_, plan_.input, grid_, x);
      std::vector<double> wanted(purposes() * plan_.slots * grid_.quarters, 0.0);
      for_each_cell(service, [&](std::size_t p, std::size_t od, std::uint32_t q, double people, const RailPivot& pivot,
                                 const RailPivot&, std::optional<double> change, bool) {
        if (change) spread(ways_[od], service, p, q, people * pivot.share(*change), plan_.slots, wanted);
      });
      return answer(plan_, service, wanted, x, loads);
    };
    const Settling settling = settle(extra, respond, std::max(1u, model_.crowding.iterations), model_.crowding.gap);
    if (model_.crowding.iterations == 0) std::fill(extra.begin(), extra.end(), 0.0);
    plan_.settled.iterations = settling.iterations;
    plan_.settled.gap = settling.gap;
  }

  /// The rivals between two places, and how their utility has changed; whether they run is looked up by quarter.
  [[nodiscard]] std::vector<Alternative> rivals_between(std::size_t p, double km) const {
    std::vector<Alternative> all;
    for (std::size_t r = 0; r < plan_.input.rivals.size(); ++r) {
      const Rival& now = plan_.input.rivals[r];
      const Rival& before = base_.input.rivals[r];
      Alternative a{before.share, 0.0, before.nest, true, true};
      if (&base_ != &plan_)
        a.change = utility_of(now, km, per_yuan_[p], per_minute_[p], model_) -
                   utility_of(before, km, per_yuan_[p], per_minute_[p], model_);
      all.push_back(a);
    }
    return all;
  }
  void set_hours(std::vector<Alternative>& rivals, double km, std::uint32_t q) const {
    for (std::size_t r = 0; r < rivals.size(); ++r) {
      rivals[r].in_base = (runs_[q] >> 2 * r & 1) != 0 && serves(base_.input.rivals[r], km);
      rivals[r].now = (runs_[q] >> (2 * r + 1) & 1) != 0 && serves(plan_.input.rivals[r], km);
    }
  }
  /// Two bits a rival: whether it runs in the middle of each quarter in the base, and now.
  void note_hours() {
    for (std::uint32_t q = 0; q < grid_.quarters; ++q) {
      const SimTime middle =
          start_of_day + milliseconds(grid_.middle(q));
      std::uint64_t bits = 0;
      for (std::size_t r = 0; r < plan_.input.rivals.size(); ++r) {
        const auto runs = [&](const Rival& rival) { return middle >= rival.first && middle < rival.last ? 1ull : 0ull; };
        bits |= runs(base_.input.rivals[r]) << 2 * r | runs(plan_.input.rivals[r]) << (2 * r + 1);
      }
      runs_.push_back(bits);
    }
    for (std::size_t r = 0; r < plan_.input.rivals.size(); ++r)
      rivals_changed_ = rivals_changed_ || !(plan_.input.rivals[r] == base_.input.rivals[r]);
  }

  static std::vector<Alternative> unchanged(std::vector<Alternative> rivals) {
    for (Alternative& a : rivals) {
      a.change = 0.0;
      a.now = a.in_base;
    }
    return rivals;
  }

  /// visit(p, od, q, travellers, pivot, the same with the rivals of the base, rail's change, whether it ran in the base) for every cell where somebody may travel.
  template <class Visit>
  void for_each_cell(const RailService& service, Visit visit) const {
    std::vector<double> now;
    for (std::size_t p = 0; p < purposes(); ++p) {
      const double per_log = per_minute_[p] / model_.station_scale;
      for (std::size_t od = 0; od < n_ * n_; ++od) {
        if (!concerns(p, od)) continue;
        const double people = travellers(p, od, plan_);
        const double share = base_share(p, od);
        const double km = road_km_[od];
        const std::vector<double>& mass = mass_[p][plan_.choices[index(p, od)].down];
        const std::vector<double>& before = base_log_[index(p, od)];
        const double reference = reference_[p].at(km);
        log_worth(ways_[od], service, p, now);
        std::vector<Alternative> rivals = rivals_between(p, km);
        std::optional<RailPivot> pivot;
        std::optional<RailPivot> as_before;  // the rivals of the base
        for (std::uint32_t q = 0; q < grid_.quarters; ++q) {
          if (!pivot || runs_[q] != runs_[q - 1]) {
            set_hours(rivals, km, q);
            pivot.emplace(share, rivals, model_.nest);
            if (rivals_changed_) as_before.emplace(share, unchanged(rivals), model_.nest);
          }
          const bool in_base = std::isfinite(before[q]);
          std::optional<double> change;
          if (std::isfinite(now[q])) change = per_log * (now[q] - (in_base ? before[q] : reference));
          if (mass[q] > 0.0) visit(p, od, q, people * mass[q], *pivot, rivals_changed_ ? *as_before : *pivot, change, in_base);
        }
      }
    }
  }

  void fill(const RailService& service) {
    plan_.rail.assign(plan_.choices.size() * grid_.quarters, {});
    plan_.settled.purposes.assign(purposes(), {});
    for (Settled::Purpose& purpose : plan_.settled.purposes) {
      purpose.base.assign(1 + plan_.input.rivals.size(), 0.0);
      purpose.now = purpose.base_km = purpose.now_km = purpose.base;
    }
    std::vector<double> growth(plan_.choices.size(), 0.0);
    for_each_cell(service, [&](std::size_t p, std::size_t od, std::uint32_t q, double people, const RailPivot& pivot,
                               const RailPivot& as_before, std::optional<double> change, bool in_base) {
      const RailPivot::Answer share = pivot.ask(change, in_base);
      Plan::RailCell& cell = plan_.rail[index(p, od) * grid_.quarters + q];
      cell.below = word_of(share.share);
      divide(cell, ways_[od], service, p, q);
      const double gain = change && in_base ? *change : std::numeric_limits<double>::quiet_NaN();
      count(plan_.settled.purposes[p], p, od, q, people, pivot, share, gain);
      // What the railway alone adds, beside the rivals of the base: it makes people travel who stayed at home. So nobody
      // comes to the railway or leaves it because a rival makes him travel or not.
      const double rail_alone = (rivals_changed_ ? as_before.ask(change, in_base) : share).logsum_change -
                                as_before.unchanged(in_base);
      if (std::isfinite(rail_alone)) growth[index(p, od)] += mass_[p][plan_.choices[index(p, od)].down][q] * rail_alone;
    });
    for (std::size_t c = 0; c < plan_.choices.size(); ++c) {
      Plan::Choice& choice = plan_.choices[c];
      choice.travels = choice.height;
      if (growth[c] != 0.0 && model_.induced > 0.0) {
        const double factor = maths::exp(model_.induced * growth[c]);
        choice.travels = static_cast<std::uint64_t>(static_cast<double>(choice.height) * factor);
      }
    }
  }

  /// Which of the pairs of stations a rider's own 16 bits choose.
  void divide(Plan::RailCell& cell, const Ways& ways, const RailService& service, std::size_t p, std::uint32_t q) const {
    double sum = 0.0;
    std::array<double, Plan::most_pairs> up_to{};
    for (std::uint32_t w = 0; w < ways.count; ++w)
      up_to[w] = sum += ways.factor[w] * service.worth(static_cast<std::uint32_t>(p), ways.slot[w], q);
    for (std::uint32_t w = 0; w + 1 < Plan::most_pairs; ++w)
      cell.pair[w] = w + 1 < ways.count && sum > 0.0
                         ? static_cast<std::uint16_t>(std::min(65535.0, up_to[w] / sum * 65536.0))
                         : std::uint16_t{0xFFFF};
  }

  /// gain: of rail's utility against the base where it could be taken in both, else NaN.
  void count(Settled::Purpose& sum, std::size_t p, std::size_t od, std::uint32_t q, double people, const RailPivot& pivot,
             const RailPivot::Answer& share, double gain) const {
    const bool in_base = std::isfinite(base_log_[index(p, od)][q]);
    const double before = in_base ? base_share(p, od) : 0.0;
    if (std::isfinite(gain)) sum.rule_of_half += people * 0.5 * (before + share.share) * gain / per_yuan_[p];
    sum.travellers += people;
    const auto add = [&](std::size_t mode, double in_the_base, double now) {
      sum.base[mode] += in_the_base;
      sum.now[mode] += now;
      sum.base_km[mode] += in_the_base * road_km_[od];
      sum.now_km[mode] += now * road_km_[od];
    };
    add(0, people * before, people * share.share);
    for (std::size_t r = 0; r < plan_.input.rivals.size(); ++r) {
      const double scale = plan_.input.rivals[r].nest == Nest::rail ? share.rail_nest : share.road_nest;
      // Where the railway did not go its share was the rivals', in proportion.
      add(1 + r, people * pivot.base_share(r) / (in_base ? 1.0 : 1.0 - base_share(p, od)),
          people * pivot.weight(r) * scale);
    }
    if (std::isfinite(share.logsum_change)) sum.surplus += people * share.logsum_change / per_yuan_[p];
  }

  Plan& plan_;
  const Plan& base_;
  const ChoiceModel& model_;
  DayGrid grid_;
  std::size_t n_;
  std::vector<std::array<std::vector<double>, 2>> mass_;   ///< per purpose, up and down: share of each quarter
  std::vector<double> per_yuan_;                           ///< per purpose: utility lost with a yuan
  std::vector<double> per_minute_;
  std::vector<Ways> ways_;                                 ///< per pair of places
  std::vector<Ways> base_ways_;
  std::vector<double> base_extra_;
  Settling base_settling_;
  bool rivals_changed_ = false;
  std::vector<std::uint64_t> runs_;                        ///< per quarter: see note_hours
  std::vector<std::vector<double>> base_log_;              ///< per purpose and pair: log worth of each quarter
  std::vector<Reference> reference_;                       ///< per purpose
  std::vector<double> road_km_;                            ///< per pair of places
};

}  // namespace

void settle_choices(Plan& plan) { Shares(plan).run(); }

std::optional<Elasticities> elasticities(const Plan& plan) {
  if (!plan.input.choice || plan.settled.purposes.empty()) return std::nullopt;
  Plan copy = plan;
  Shares shares(copy);
  shares.keep_settled();
  const auto one = [&](double Scales::*what) {
    const auto journeys = [&](double factor) {
      Scales scales;
      scales.*what = factor;
      return shares.journeys(scales);
    };
    // Slope of log journeys over log factor, between the two.
    const auto between = [&](double low, double high) {
      return maths::log(journeys(high) / journeys(low)) / maths::log(high / low);
    };
    return Elasticity{between(0.999, 1.001), between(0.9, 1.1)};
  };
  return Elasticities{one(&Scales::fare), one(&Scales::wait), one(&Scales::ride)};
}

}  // namespace czt
