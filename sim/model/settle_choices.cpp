#include "settle_choices.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <boost/container/small_vector.hpp>

#include "crowding.hpp"
#include "czt/core/maths.hpp"
#include "czt/core/side_by_side.hpp"
#include "czt/demand/learning.hpp"
#include "mode_shares.hpp"

namespace czt {

namespace {

std::uint32_t word_of(double p) {
  return static_cast<std::uint32_t>(std::min(std::max(p, 0.0) * 4294967296.0, 4294967295.0));
}

constexpr std::array<std::uint16_t, Plan::most_pairs - 1> all_the_first{0xFFFF, 0xFFFF, 0xFFFF};

bool same_departures(const Plan& a, const Plan& b) {
  const auto same = [](const Plan::Departure& x, const Plan::Departure& y) { return x.at == y.at && x.lane == y.lane; };
  return std::ranges::equal(a.departures.cells(), b.departures.cells(), same) && a.stations == b.stations;
}

/// What crowding adds in `other` to the departure of the same journey that is nearest in time.
std::vector<double> as_expected_in(const Plan& other, const Plan& plan) {
  if (same_departures(plan, other)) return other.settled.extra;
  std::vector<double> extra(plan.departures.cell_count(), 0.0);
  if (other.stations != plan.stations) return extra;
  for (std::size_t j = 0; j < plan.departures.size(); ++j) {
    const std::span<const Plan::Departure> there = other.departures[JourneyId{j}];
    std::size_t near = 0;
    std::uint32_t cell = plan.departures.first_cell(JourneyId{j});
    for (const Plan::Departure& d : plan.departures[JourneyId{j}]) {
      const auto away = [&](std::size_t k) { return std::abs(std::int64_t{there[k].at} - d.at); };
      while (near + 2 < there.size() && away(near + 1) <= away(near)) ++near;  // the last cell ends the row
      if (there.size() > 1 && d.at != Plan::Departure::sentinel) extra[cell] = other.settled.extra[other.departures.first_cell(JourneyId{j}) + near];
      ++cell;
    }
  }
  return extra;
}

/// Crowding on which this scenario settles. Where nothing has changed against the base nothing moves, not even by rounding.
Settling settle_loads(const Plan& plan, const Plan& base, ModeShares& shares, RailService& service, std::vector<double>& extra) {
  const ChoiceModel& model = *plan.input.choice;
  if (const Plan* other = plan.input.expected.get()) {
    extra = as_expected_in(*other, plan);
    service.feel(extra);
    return {0, std::numeric_limits<double>::quiet_NaN(), {}};
  }
  if (&base == &plan) {
    extra = shares.base().extra();
    service.feel(extra);
    return shares.base().settling();
  }
  extra = first_guess(plan, shares.base().extra());
  ExpectedLoads loads(plan);
  const bool same_trains = same_departures(plan, base);
  bool at_rest = false;
  const auto respond = [&](const std::vector<double>& x) {
    service.feel(x);
    Answer answer = crowding_answer(service, plan, model, shares.wanted(service), x, loads);
    at_rest = same_trains && shares.unchanged();
    if (at_rest) answer.gap = 0.0;
    return answer;
  };
  const Settling settling = settle(extra, respond, std::max(1u, model.crowding.iterations), model.crowding.gap);
  if (at_rest) return shares.base().settling();
  if (model.crowding.iterations == 0) std::fill(extra.begin(), extra.end(), 0.0);
  service.feel(extra);
  return settling;
}

/// Which of the pairs of stations a rider's own 16 bits choose, by quarter-hour; there are several.
class Dividing {
 public:
  explicit Dividing(std::size_t quarters) : sum_(quarters), up_to_(quarters * Plan::most_pairs) {}

  void divide(const StationWays& ways, const RailService& service, std::size_t purpose, std::span<const double> people,
              std::array<std::uint16_t, Plan::most_pairs - 1>* pairs) {
    const std::size_t quarters = sum_.size();
    std::fill(sum_.begin(), sum_.end(), 0.0);
    for (std::uint32_t w = 0; w < ways.count; ++w) {
      const std::span<const double> worth = service.worth(purpose, ways.slot[w]);
      double* up_to = &up_to_[w * quarters];
      for (std::size_t q = 0; q < quarters; ++q) up_to[q] = sum_[q] += ways.factor[w] * worth[q];
    }
    for (std::uint32_t w = 0; w + 1 < ways.count; ++w) {
      double* up_to = &up_to_[w * quarters];
      for (std::size_t q = 0; q < quarters; ++q) up_to[q] = std::min(65535.0, up_to[q] / sum_[q] * 65536.0);
      for (std::size_t q = 0; q < quarters; ++q)
        if (people[q] > 0.0 && sum_[q] > 0.0) pairs[q][w] = static_cast<std::uint16_t>(up_to[q]);
    }
  }

 private:
  std::vector<double> sum_;
  std::vector<double> up_to_;   ///< way · quarters + quarter
};

/// Sums over a purpose's travellers, of one mode.
struct ByMode {
  double base = 0.0;
  double now = 0.0;
  double base_km = 0.0;
  double now_km = 0.0;
  void add(double in_the_base, double there_now, double km) {
    base += in_the_base;
    now += there_now;
    base_km += in_the_base * km;
    now_km += there_now * km;
  }
};

/// A rival between two places while the same ones run.
struct Beside {
  double in_base;        ///< its share in the base
  double weight;
  const double* nest;    ///< by quarter: its share now is its weight times this
};

/// A row's travellers by mode, and what the change is worth to them.
void count(Settled::Purpose& sum, std::span<ByMode> modes, const ModeShares& shares, const ModeShares::Row& row) {
  const double base_share = shares.wishes().rail_share(row.purpose, row.pair);
  const double per_yuan = shares.wishes().per_yuan(row.purpose);
  const double km = shares.wishes().road_km(row.pair);
  boost::container::small_vector<Beside, 8> rivals(modes.size() - 1);
  for (const RivalService::Stretch& stretch : shares.rivals_of(row)) {
    for (std::size_t r = 0; r < rivals.size(); ++r)
      rivals[r] = {stretch.now.base_share(r), stretch.now.weight(r),
                   stretch.now.in_rail_nest(r) ? row.answers.rail_nest.data() : row.answers.road_nest.data()};
    for (std::uint32_t q = stretch.first; q < stretch.end; ++q) {
      const double people = row.people[q];
      if (!(people > 0.0)) continue;
      const bool in_base = row.in_base[q] != 0;
      const double before = in_base ? base_share : 0.0;
      const double share = row.answers.share[q];
      if (in_base && !std::isnan(row.change[q]))
        sum.rule_of_half += people * 0.5 * (before + share) * row.change[q] / per_yuan;
      sum.travellers += people;
      modes[0].add(people * before, people * share, km);
      // Where the railway did not go its share was the rivals', in proportion.
      const double of_rivals = in_base ? 1.0 : 1.0 - base_share;
      for (std::size_t r = 0; r < rivals.size(); ++r)
        modes[1 + r].add(people * rivals[r].in_base / of_rivals, people * rivals[r].weight * rivals[r].nest[q], km);
      if (std::isfinite(row.answers.logsum_change[q])) sum.surplus += people * row.answers.logsum_change[q] / per_yuan;
    }
  }
}

/// What the railway alone adds to the logsum, beside the rivals of the base: it makes people travel who stayed at home.
/// So nobody comes to the railway or leaves it because a rival makes him travel or not.
double growth(const ModeShares& shares, ModeShares::Row& row, PivotAnswers& beside) {
  const std::span<const double> mass = shares.wishes().mass(row.purpose, row.pair);
  const PivotAnswers* answers = &row.answers;
  if (shares.rivals_changed()) {
    shares.beside_base_rivals(row, beside);
    answers = &beside;
  }
  double sum = 0.0;
  for (const RivalService::Stretch& stretch : shares.rivals_of(row)) {
    const RailPivot& pivot = stretch.as_before ? *stretch.as_before : stretch.now;
    for (std::uint32_t q = stretch.first; q < stretch.end; ++q) {
      const double alone = answers->logsum_change[q] - pivot.unchanged(row.in_base[q] != 0);
      if (mass[q] > 0.0 && std::isfinite(alone)) sum += mass[q] * alone;
    }
  }
  return sum;
}

void fill_purpose(Plan& plan, ModeShares& shares, const RailService& service, std::size_t purpose) {
  const double induced = plan.input.choice->induced;
  Settled::Purpose& sum = plan.settled.purposes[purpose];
  std::vector<ByMode> modes(1 + plan.input.rivals.size());
  PivotAnswers beside;
  Dividing dividing(plan.quarters);
  shares.for_each_row(purpose, service, [&](ModeShares::Row& row) {
    const std::size_t c = shares.wishes().row(purpose, row.pair);
    std::uint32_t* below = &plan.rail_below[c * plan.quarters];
    for (std::size_t q = 0; q < plan.quarters; ++q) below[q] = row.people[q] > 0.0 ? word_of(row.answers.share[q]) : 0;
    if (const StationWays& ways = shares.ways(row.pair); ways.count > 1)
      dividing.divide(ways, service, purpose, row.people, &plan.rail_pairs[c * plan.quarters]);
    row.pivots.add_logsums(row.in_base, row.answers);
    count(sum, modes, shares, row);
    const double grown = growth(shares, row, beside);
    if (grown != 0.0 && induced > 0.0) plan.choices[c].travels = plan.choices[c].height * maths::exp(induced * grown);
  });
  for (const ByMode& mode : modes) {
    sum.base.push_back(mode.base);
    sum.now.push_back(mode.now);
    sum.base_km.push_back(mode.base_km);
    sum.now_km.push_back(mode.now_km);
  }
}

void fill(Plan& plan, ModeShares& shares, const RailService& service) {
  plan.rail_below.assign(plan.choices.size() * plan.quarters, 0);
  plan.rail_pairs.assign(plan.rail_below.size(), all_the_first);
  plan.settled.purposes.assign(shares.wishes().purposes(), {});
  for (Plan::Choice& choice : plan.choices) choice.travels = choice.height;
  side_by_side(shares.wishes().purposes(), [&](std::size_t p) { fill_purpose(plan, shares, service, p); });
}

}  // namespace

std::vector<double> first_guess(const Plan& plan, const std::vector<double>& base_extra) {
  if (!plan.input.base || same_departures(plan, *plan.input.base)) return base_extra;
  return std::vector<double>(plan.departures.cell_count(), 0.0);
}

void settle_choices(Plan& plan) {
  const Plan& base = plan.input.base ? *plan.input.base : plan;
  const Plan* expected = plan.input.expected.get();
  const bool knows_base = expected && expected->settled.base_extra.size() == base.departures.cell_count();
  ModeShares shares(plan, knows_base ? &expected->settled.base_extra : nullptr);
  plan.first_quarter = shares.wishes().grid().first;
  plan.quarters = shares.wishes().grid().quarters;
  RailService service(plan, plan.input, shares.wishes().grid());
  std::vector<double> extra;
  const Settling settling = settle_loads(plan, base, shares, service, extra);
  plan.settled.iterations = settling.iterations;
  plan.settled.gap = settling.gap;
  fill(plan, shares, service);
  service.write_departure_choices(plan);
  plan.settled.extra = std::move(extra);
  plan.input.expected.reset();
  plan.input.kept_pivot.reset();
  plan.settled.base_extra = shares.base().extra();
  for (std::size_t pair = 0; pair < shares.wishes().pairs(); ++pair) plan.settled.road_km.push_back(shares.wishes().road_km(pair));
  for (std::size_t p = 0; p < shares.wishes().purposes(); ++p) plan.settled.purposes[p].per_minute = shares.wishes().per_minute(p);
}

}  // namespace czt
