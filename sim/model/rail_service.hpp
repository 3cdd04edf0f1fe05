#pragma once
/// What the railway offers between two stations at each quarter-hour of the day, in minutes as people of a purpose
/// feel them: fare, ride among others, waiting or travelling at another time than wished, changes.

#include <cstdint>
#include <vector>

#include "czt/model/plan.hpp"

namespace czt {

/// Factors on what people feel, for elasticities; 1 is what is.
struct Scales {
  double fare = 1.0;
  double wait = 1.0;   ///< waiting and travelling earlier or later than wished: what longer headways do
  double ride = 1.0;
};

/// The quarter-hours in which anybody wishes to travel.
struct DayGrid {
  std::int32_t first = 0;      ///< ms
  std::uint32_t quarters = 1;
  [[nodiscard]] std::int32_t middle(std::size_t q) const {
    return first + static_cast<std::int32_t>(q) * Plan::quarter + Plan::quarter / 2;
  }
};

class RailService {
 public:
  /// For the journeys of `plan` in use (plan.journey_slot). `purposes`, `model`, `arrival` are the scenario's, also
  /// where `plan` is its root base. extra: minutes added to the ride of each cell of departures; empty for none.
  RailService(const Plan& plan, const PlanInput& tastes, const DayGrid& grid, std::vector<double> extra,
              const Scales& scales = {});

  /// exp(−station_scale · generalised minutes) between the platforms; 0 where no train leads there.
  [[nodiscard]] double worth(std::uint32_t purpose, std::uint32_t slot, std::uint32_t quarter) const {
    return worth_[(std::size_t{purpose} * slots_ + slot) * quarters_ + quarter];
  }
  /// Fills plan.departure_choices and departure_below.
  void write_departure_choices(Plan& plan) const;
  /// Adds `people` of a purpose who wish to travel in a quarter-hour to the flows of cells of departures.
  void assign(std::uint32_t purpose, std::uint32_t slot, std::uint32_t quarter, double people, std::vector<double>& flow) const;

 private:
  void weigh_departures(std::uint32_t purpose, std::uint32_t slot);
  [[nodiscard]] std::uint32_t share_aware(std::uint32_t purpose, std::uint32_t cell) const;

  const Plan& plan_;
  const PlanInput& tastes_;
  Scales scales_;
  std::vector<double> extra_;
  std::size_t cells_;
  std::size_t slots_;
  std::size_t quarters_;
  DayGrid grid_;
  std::vector<std::uint32_t> journeys_;   ///< per slot
  std::vector<double> cost_;              ///< purpose · cells + cell
  /// Weights of the aware, but for the wish's own factor: taken early (grows with the departure) and late.
  std::vector<double> early_;             ///< purpose · cells + cell
  std::vector<double> late_;
  std::vector<double> worth_;             ///< (purpose · slots + slot) · quarters + quarter
  /// Departures within the window of each quarter's middle, per (slot · quarters + quarter): first cell and one past the last.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> near_;
  std::vector<std::uint32_t> next_;       ///< and the first at or after it within patience; none
  std::vector<double> early_factor_;      ///< per slot · quarters + quarter: of the wish, for those taken early
  std::vector<double> late_factor_;
  std::vector<std::uint32_t> middle_;     ///< and the first departure after the wish: cell
  std::vector<std::size_t> habit_;        ///< per purpose: row of plan.aware_share
};

}  // namespace czt
